"""Clean text to outline: which lines open a clause, and under which other clause it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.decimals import DECIMALS
from corpus.duties import list_spans
from corpus.enumerated import EnumeratedText
from corpus.enumerators import HEADING_ONLY, Enumerator, Style, enumerator_of
from corpus.page import Line, lines_of
from corpus.parts import ANNEX
from corpus.tables import Row
from corpus.tail import tail_start

PREFACE = "序言"

# A skipped number is a misprint of the source; more than this and the line is no enumerator.
_MAX_SKIPPED = 2
_TERM = re.compile(r"(?P<term>[^:：,，;；、。]{1,25})[:：]")
_NEVER_IN_SENTENCES = frozenset({Style.CHINESE, Style.CHINESE_BRACKETED, Style.ARTICLE})


@dataclass(frozen=True)
class Node:
    """A clause as ranges `[start, end)` of the clean text; `path` are the headings above it.

    `row` is what the cells of a table say where the clause is one of its rows.
    """

    reference: str
    heading: str
    path: tuple[str, ...]
    parent: str | None
    ranges: tuple[tuple[int, int], ...]
    row: Row | None = None


@dataclass(frozen=True)
class Outline:
    """The clauses in reading order, and the ranges of lines that are headings or layout of tables."""

    nodes: tuple[Node, ...]
    heading_ranges: tuple[tuple[int, int], ...]
    layout_ranges: tuple[tuple[int, int], ...] = ()


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
    sections: list[tuple[int, int]] = field(default_factory=list)
    layout: list[tuple[int, int]] = field(default_factory=list)
    last_of_style: dict[Style, int] = field(default_factory=dict)
    references: set[str] = field(default_factory=set)
    has_articles: bool = False


def read_outline(text: str) -> Outline:
    """Return the outline of a clean text; its ranges cover the text without gap or overlap."""
    whole = EnumeratedText.of(lines_of(text))
    tables = whole.parts.tables
    state = _State([Node(PREFACE, PREFACE, (), None, ((0, 0),))], references={PREFACE})
    for i, line in enumerate(whole.lines):
        end = min(line.end + 1, len(text))
        enumerator = whole.enumerators[i]
        if i in whole.parts.annexes:
            _open_annex(whole.parts.annexes[i], whole, i, end, state)
        elif i in tables.rows:
            _add_row(tables.rows[i], (line.start, end), state)
        elif i in tables.headings:
            state.sections.append((line.start, end))
        elif i in tables.layout:
            state.layout.append((line.start, end))
        elif enumerator and _opens_clause(enumerator, whole, i, state):
            state.has_articles = whole.has_articles(i)
            _open(enumerator, line, end, state)
        elif state.nodes[-1].row and i not in tables.lines and line.text:
            _extend_above_table(state, line.start, end)
        else:
            _extend(state, line.start, end)
    listed = [whole.lines[i].start for i in sorted(whole.parts.listed)]
    nodes = tuple(_with_tail_in_preface(state.nodes, text, listed))
    return Outline(nodes, tuple(sorted([*state.headings, *state.sections])), tuple(state.layout))


def heading_of(line: str, enumerator_length: int) -> str:
    """Return the heading in a clause's first line: its words before the first full stop.

    A term that is explained behind a colon is the heading: 旅居村：指可供….
    """
    words = line[enumerator_length:].split("。", 1)[0]
    lists = list_spans(words)
    words = (words[: lists[0][0]] if lists else words).strip().rstrip(":：")
    term = _TERM.match(words)
    return term["term"].strip() if term else words


def _opens_clause(enumerator: Enumerator, whole: EnumeratedText, i: int, state: _State) -> bool:
    style, number = enumerator.style, enumerator.number
    in_article = any(open_.style is Style.ARTICLE for open_ in state.stack)
    if in_article and style > Style.ARTICLE:
        return False  # 项 belong to their article
    if style in DECIMALS:
        return True  # their sequence has been looked at
    last_here = next((o.number for o in reversed(state.stack) if o.style is style), 0)
    last_anywhere = state.last_of_style.get(style, 0)
    follows = {last for last in (last_here, last_anywhere) if last}
    if enumerator.doubtful:
        is_next = number == 1 or any(number == last + 1 for last in follows)
        return is_next and whole.ends_before(i)
    if number == 1:
        return True
    stands_alone = whole.sentence_ends_before(i) or (whole.ends_before(i) and whole.is_followed(i))
    if any(last <= number <= last + 1 + _MAX_SKIPPED for last in follows):
        # 按照 / 第五条处理: without a blank behind it an article may be a cross-reference.
        return stands_alone or not _is_closed_up(enumerator, whole.lines[i].text)
    # An excerpt may begin with any number, a misprint may go back.
    return stands_alone and (whole.is_followed(i) or style in _NEVER_IN_SENTENCES)


def _is_closed_up(enumerator: Enumerator, line: str) -> bool:
    behind = line[enumerator.length :]
    return (
        enumerator.style is Style.ARTICLE
        and bool(behind)
        and not line[enumerator.length - 1].isspace()
    )


def _open_annex(
    enumerator: Enumerator, whole: EnumeratedText, i: int, end: int, state: _State
) -> None:
    state.stack.clear()
    state.last_of_style.clear()
    line = whole.lines[i]
    title = line.text[enumerator.length :].strip()
    below = range(i + 1, min(i + 3, len(whole.lines)))
    j = next((j for j in below if whole.lines[j].text), None)
    following = "" if j is None or j in whole.parts.tables.lines else whole.lines[j].text
    if not title and enumerator_of(following) is None and "。" not in following:
        title = following
    _add_clause(enumerator, title, (line.start, end), state)


def _open(enumerator: Enumerator, line: Line, end: int, state: _State) -> None:
    style = enumerator.style
    restarts = _restarts_at_top(enumerator, state)
    _close_to(enumerator, state)
    if restarts:
        annex = _unique(ANNEX, state.references)
        state.references.add(annex)
        state.stack.append(_Open(Style.ANNEX, 1, annex, "", is_clause=False))
    # In a law the article is the unit and a chapter only a heading; a plan has chapters as clauses.
    if state.has_articles and style in HEADING_ONLY:
        state.headings.append((line.start, end))
        heading = line.text.strip()
        state.stack.append(_Open(style, enumerator.number, "", heading, is_clause=False))
        state.last_of_style[style] = enumerator.number
    else:
        heading = heading_of(line.text, enumerator.length)
        _add_clause(enumerator, heading, (line.start, end), state)


def _add_clause(
    enumerator: Enumerator, heading: str, extent: tuple[int, int], state: _State
) -> None:
    reference = _unique(_prefix(state, enumerator.style) + enumerator.label, state.references)
    above = [open_ for open_ in state.stack if open_.is_clause]
    path = tuple(open_.heading for open_ in state.stack if open_.heading)
    parent = above[-1].reference if above else None
    state.nodes.append(Node(reference, heading, path, parent, (extent,)))
    state.references.add(reference)
    state.stack.append(
        _Open(enumerator.style, enumerator.number, reference, heading, is_clause=True)
    )
    state.last_of_style[enumerator.style] = enumerator.number


def _add_row(row: Row, extent: tuple[int, int], state: _State) -> None:
    """Add a row of a table below the clause that the table stands in; nothing stands below a row."""
    above = [open_ for open_ in state.stack if open_.reference]
    prefix = above[-1].reference if above else ANNEX
    reference = _unique(f"{prefix}#{row.number}", state.references)
    path = tuple(open_.heading for open_ in state.stack if open_.heading)
    parent = above[-1].reference if above and above[-1].is_clause else None
    state.nodes.append(Node(reference, row.heading, (*path, *row.path), parent, (extent,), row))
    state.references.add(reference)


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
    if not state.stack or enumerator.style in HEADING_ONLY:
        return False
    return state.stack[0].style is enumerator.style and enumerator.number == 1


def _prefix(state: _State, style: Style) -> str:
    if style is Style.ARTICLE:  # articles run through the chapters of a law
        return next((o.reference for o in state.stack if o.style is Style.ANNEX), "")
    above = [open_ for open_ in state.stack if open_.reference]
    if style in DECIMALS:  # 1.1 says 1 itself
        above = [open_ for open_ in above if open_.style not in DECIMALS]
    return above[-1].reference if above else ""


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
    _lengthen(state, len(state.nodes) - 1, start, end)


def _extend_above_table(state: _State, start: int, end: int) -> None:
    """Give a line behind a table to the clause that the table stands in."""
    last = max(i for i, node in enumerate(state.nodes) if node.row is None)
    _lengthen(state, last, start, end)


def _lengthen(state: _State, i: int, start: int, end: int) -> None:
    node = state.nodes[i]
    *before, (first, stop) = node.ranges
    ranges = ((first, end),) if stop == start else ((first, stop), (start, end))
    state.nodes[i] = replace(node, ranges=(*before, *ranges))


def _end_of(node: Node) -> int:
    return node.ranges[-1][1]


def _with_tail_in_preface(nodes: list[Node], text: str, listed: Sequence[int]) -> list[Node]:
    """Move signature, date, metadata and lists of annexes at a clause's end into the preface."""
    moved: list[tuple[int, int]] = []
    kept = [nodes[0]]
    for node in nodes[1:]:
        *before, (start, end) = node.ranges
        # The line that opens a clause is none of its tail.
        opening = 0 if before else len(text[start:end].partition("\n")[0]) + 1
        tail = tail_start(text, min(start + opening, end), end, listed)
        if tail < end:
            moved.append((tail, end))
        kept.append(replace(node, ranges=(*before, (start, tail))))
    return [replace(nodes[0], ranges=(*nodes[0].ranges, *moved)), *kept[1:]]
