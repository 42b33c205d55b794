"""Words marked inside a longer text, whatever part of the text is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from corpus.types import Span
from ui.markup import text


def quote_spans(words: str, quotes: Iterable[str]) -> tuple[Span, ...]:
    """Return where the quotes stand in `words`, every time, in order and without overlap."""
    found = sorted(span for quote in quotes if quote for span in _places(words, quote))
    merged: list[tuple[int, int]] = []
    for start, end in found:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(Span(start=start, end=end) for start, end in merged)


def marked_part(words: str, part: Span, marks: Iterable[Span], tag: str = "mark") -> str:
    """Return `part` of `words` as HTML with what stands in `marks` in the element `tag`."""
    pieces, at = [], part.start
    for mark in marks:
        start, end = max(mark.start, at), min(mark.end, part.end)
        if start >= end:
            continue
        pieces.append(f"{text(words[at:start])}<{tag}>{text(words[start:end])}</{tag}>")
        at = end
    return "".join(pieces) + text(words[at : part.end])


def _places(words: str, quote: str) -> Iterator[tuple[int, int]]:
    start = words.find(quote)
    while start >= 0:
        yield start, start + len(quote)
        start = words.find(quote, start + len(quote))
