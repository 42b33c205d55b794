"""Clean text to outline: which lines open a clause, and under which other clause it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.enumerators import HEADING_ONLY, Enumerator, Style, enumerator_of
from corpus.page import Line, lines_of, metadata_labels

PREFACE = "序言"

# A skipped number is a misprint of the source; more than this and the line is no enumerator.
_MAX_SKIPPED = 2
_DATE_LINE = re.compile(
    r"(?:\d{4}|[〇零○一二三四五六七八九]{4})年(?:\d{1,2}|[一二三四五六七八九十]{1,2})月"
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})日"
)
_SIGNATURE = re.compile(r"[\u3400-\u9fff\s()()、]{2,60}")
_CLOSING = re.compile(r"[(（](?:此件|联系人|本件).*[)）]|抄送[:：].*|主送[:：].*")
_DUTY_BRACKET = re.compile(r"[(（〔\[【](?=[^)）〕\]】]{0,6}(?:责任|牵头|配合|负责))")


@dataclass(frozen=True)
class Node:
    """A clause as ranges `[start, end)` of the clean text; `path` are the headings above it."""

    reference: str
    heading: str
    path: tuple[str, ...]
    parent: str | None
    ranges: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Outline:
    """The clauses in reading order, and the ranges of heading lines that are no clause."""

    nodes: tuple[Node, ...]
    heading_ranges: tuple[tuple[int, int], ...]


@dataclass
class _Open:
    """A node that is still open while its children are read."""

    style: Style
    number: int
    reference: str
    heading: str
    is_clause: bool


@dataclass
class _State:
    """What has been read so far."""

    nodes: list[Node]
    stack: list[_Open] = field(default_factory=list)
    headings: list[tuple[int, int]] = field(default_factory=list)
    last_of_style: dict[Style, int] = field(default_factory=dict)
    references: set[str] = field(default_factory=set)
    has_articles: bool = False


def read_outline(text: str) -> Outline:
    """Return the outline of a clean text; its ranges cover the text without gap or overlap."""
    lines = lines_of(text)
    state = _State([Node(PREFACE, PREFACE, (), None, ((0, 0),))], references={PREFACE})
    found = [enumerator_of(line.text) for line in lines]
    state.has_articles = any(one is not None and one.style is Style.ARTICLE for one in found)
    listed = _annex_listing(lines)
    for i, line in enumerate(lines):
        end = min(line.end + 1, len(text))
        enumerator = None if i in listed else enumerator_of(line.text)
        if enumerator and _opens_clause(enumerator, line, state):
            _open(enumerator, line, end, state)
        else:
            _extend(state, line.start, end)
    return Outline(tuple(_with_tail_in_preface(state.nodes, text)), tuple(state.headings))


def heading_of(line: str, enumerator_length: int) -> str:
    """Return the heading in a clause's first line: its words before the first full stop."""
    words = line[enumerator_length:]
    words = words.split("。", 1)[0]
    bracket = _DUTY_BRACKET.search(words)
    return (words[: bracket.start()] if bracket else words).strip().rstrip(":：")


def _opens_clause(enumerator: Enumerator, line: Line, state: _State) -> bool:
    style, number = enumerator.style, enumerator.number
    in_article = any(open_.style is Style.ARTICLE for open_ in state.stack)
    if in_article and style > Style.ARTICLE:
        return False  # 项 belong to their article
    if style is Style.ANNEX:
        return True
    last_here = next((o.number for o in reversed(state.stack) if o.style is style), 0)
    last_anywhere = state.last_of_style.get(style, 0)
    if number == 1:
        return True
    if style is Style.ARTICLE and line.text[: enumerator.length].rstrip().endswith(
        f"之{enumerator.label.rpartition('之')[2]}"
    ):
        return True
    follows = {last for last in (last_here, last_anywhere) if last}
    return any(last < number <= last + 1 + _MAX_SKIPPED or number == last for last in follows)


def _open(enumerator: Enumerator, line: Line, end: int, state: _State) -> None:
    style = enumerator.style
    restarts = style is not Style.ANNEX and _restarts_at_top(enumerator, state)
    if style is Style.ANNEX:
        state.stack.clear()
        state.last_of_style.clear()
    else:
        _close_to(enumerator, state)
    if restarts:
        annex = _unique("附件", state.references)
        state.references.add(annex)
        state.stack.append(_Open(Style.ANNEX, 1, annex, "", is_clause=False))
    # In a law the article is the unit and a chapter only a heading; a plan has chapters as clauses.
    is_clause = not (state.has_articles and style in HEADING_ONLY)
    prefix = "" if style is Style.ARTICLE and not _in_annex(state) else _prefix(state, style)
    reference = _unique(prefix + enumerator.label, state.references) if is_clause else ""
    heading = heading_of(line.text, enumerator.length)
    if is_clause:
        clauses_above = [open_ for open_ in state.stack if open_.is_clause]
        path = tuple(open_.heading for open_ in state.stack if open_.heading)
        parent = clauses_above[-1].reference if clauses_above else None
        state.nodes.append(Node(reference, heading, path, parent, ((line.start, end),)))
        state.references.add(reference)
    else:
        state.headings.append((line.start, end))
        heading = line.text.strip()
    state.stack.append(_Open(style, enumerator.number, reference, heading, is_clause=is_clause))
    state.last_of_style[style] = enumerator.number


def _close_to(enumerator: Enumerator, state: _State) -> None:
    """Close what the new enumerator ends: its earlier sibling, or all that stands lower."""
    styles = [open_.style for open_ in state.stack]
    if enumerator.style in styles:
        del state.stack[styles.index(enumerator.style) :]
        return
    nests_upside_down = enumerator.number == 1 and any(style < enumerator.style for style in styles)
    while state.stack and state.stack[-1].style >= enumerator.style and not nests_upside_down:
        state.stack.pop()


def _restarts_at_top(enumerator: Enumerator, state: _State) -> bool:
    """Return whether numbering begins again at the top level: a second text without a title."""
    top = next((open_ for open_ in state.stack if open_.style is not Style.ANNEX), None)
    return (
        top is not None
        and top.style is enumerator.style
        and enumerator.number == 1
        and top.style not in HEADING_ONLY
    )


def _in_annex(state: _State) -> bool:
    return any(open_.style is Style.ANNEX for open_ in state.stack)


def _prefix(state: _State, style: Style) -> str:
    if style is Style.ARTICLE:
        return next(o.reference for o in state.stack if o.style is Style.ANNEX)
    return next((o.reference for o in reversed(state.stack) if o.reference), "")


def _unique(reference: str, taken: set[str]) -> str:
    """Return `reference`, or with a counter behind it if a misprint has used it before."""
    candidate, count = reference, 2
    while candidate in taken:
        candidate, count = f"{reference}[{count}]", count + 1
    return candidate


def _extend(state: _State, start: int, end: int) -> None:
    if state.headings and state.headings[-1][1] == start and start > _end_of(state.nodes[-1]):
        # A line between a chapter heading and its first article belongs to the heading.
        state.headings[-1] = (state.headings[-1][0], end)
        return
    node = state.nodes[-1]
    first, _ = node.ranges[-1]
    state.nodes[-1] = replace(node, ranges=(*node.ranges[:-1], (first, end)))


def _end_of(node: Node) -> int:
    return node.ranges[-1][1]


def _annex_listing(lines: Sequence[Line]) -> set[int]:
    """Return the lines of a list of annexes (附件:1.… 2.…), which open no clause."""
    listed: set[int] = set()
    for i, line in enumerate(lines):
        if not line.text.startswith(("附件:", "附件：")):
            continue
        names = [line.text[3:].strip()]
        j = i + 1
        while j < len(lines) and _is_listed_name(lines[j].text):
            names.append(lines[j].text)
            j += 1
        if len(names) > 1 or _names_come_later(names[0], lines[j:]):
            listed.update(range(i, j))
    return listed


def _is_listed_name(text: str) -> bool:
    enumerator = enumerator_of(text)
    short = len(text) <= 40 and not re.search(r"[。;；]", text)
    return enumerator is not None and enumerator.style is Style.ARABIC and short


def _names_come_later(name: str, lines: Sequence[Line]) -> bool:
    """Return whether an annex line further down opens the annex that is only listed here."""
    return any(
        (found := enumerator_of(line.text)) is not None and found.style is Style.ANNEX
        for line in lines
    )


def _with_tail_in_preface(nodes: list[Node], text: str) -> list[Node]:
    """Move signature, date and metadata at the end of a clause into the preface."""
    moved: list[tuple[int, int]] = []
    kept = [nodes[0]]
    for node in nodes[1:]:
        start, end = node.ranges[-1]
        lines = [line for line in lines_of(text[start:end]) if line.text]
        tail = _tail_length(lines)
        if tail:
            cut = start + lines[-tail].start
            moved.append((cut, end))
            node = replace(node, ranges=((start, cut),))  # noqa: PLW2901 - the shorter node
        kept.append(node)
    return [replace(nodes[0], ranges=(*nodes[0].ranges, *moved)), *kept[1:]]


def _tail_length(lines: Sequence[Line]) -> int:
    """Return how many lines at the end are signature, date, metadata or distribution."""
    tail = 0
    labels = tuple(name for names in metadata_labels().values() for name in names)
    for line in reversed(lines[1:]):
        is_tail = (
            _DATE_LINE.fullmatch(line.text)
            or _CLOSING.fullmatch(line.text)
            or any(re.match(rf"{re.escape(name)}[:：]", line.text) for name in labels)
            or (tail and _SIGNATURE.fullmatch(line.text))
        )
        if not is_tail:
            break
        tail += 1
    return tail
