"""The 项 of an article: what (一) and below it 1. say belongs to the article and can be cited alone."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.enumerators import Style, enumerator_of
from corpus.page import Line, lines_of
from corpus.types import Item

_ENDS = ("。", "；", ";", "：", ":")


@dataclass
class _Open:
    style: Style
    number: int
    reference: str
    start: int


def items_of(reference: str, text: str) -> tuple[Item, ...]:
    """Return the items of an article's text in reading order, each with those below it inside.

    `reference` is the article's own; an item's is that with its enumerators behind: 第四条(二)1. Lines
    that begin a further paragraph (款) belong to no item.
    """
    if not _is_article(text):
        return ()
    stack: list[_Open] = []
    items: list[Item] = []
    end = 0

    def close(to: int) -> None:
        for one in reversed(stack[to:]):
            items.append(Item(reference=one.reference, start=one.start, end=end))
        del stack[to:]

    first, *lines = lines_of(text)
    ended = first.text.endswith(_ENDS)
    for line in lines:
        opened = _opened(line, stack, reference)
        if opened is not None:
            close(_depth_of(opened.style, stack))
            stack.append(opened)
        elif ended:
            close(0)
        end = line.end if stack else end
        ended = line.text.endswith(_ENDS)
    close(0)
    return tuple(sorted(items, key=lambda item: (item.start, -item.end)))


def _is_article(text: str) -> bool:
    enumerator = enumerator_of(text)
    return enumerator is not None and enumerator.style is Style.ARTICLE


def _opened(line: Line, stack: list[_Open], article: str) -> _Open | None:
    """Return the item that a line opens, if its number is the next one at its depth."""
    enumerator = enumerator_of(line.text)
    if enumerator is None or enumerator.doubtful or enumerator.style < Style.CHINESE:
        return None
    depth = _depth_of(enumerator.style, stack)
    last = stack[depth].number if depth < len(stack) else 0
    if enumerator.number != last + 1:
        return None
    above = stack[depth - 1].reference if depth else article
    return _Open(enumerator.style, enumerator.number, above + enumerator.label, line.start)


def _depth_of(style: Style, stack: list[_Open]) -> int:
    return next((i for i, one in enumerate(stack) if one.style is style), len(stack))
