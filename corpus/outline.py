"""Clean text to outline: which lines open a clause, and under which other clause it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.decimals import DECIMALS, enumerators_of
from corpus.duties import list_spans
from corpus.enumerators import HEADING_ONLY, Enumerator, Style, enumerator_of
from corpus.page import Line, lines_of
from corpus.parts import ANNEX, Parts, read_parts
from corpus.tail import tail_start

PREFACE = "序言"

# A skipped number is a misprint of the source; more than this and the line is no enumerator.
_MAX_SKIPPED = 2
_SENTENCE_END = tuple('。！？；：…!?;:.．)）】〕》〉”"」')
# A line this short is a heading, which has no full stop; a longer one was wrapped.
_MAX_HEADING = 25
_TERM = re.compile(r"(?P<term>[^:：,，;；、。]{1,25})[:：]")
_NEVER_IN_SENTENCES = frozenset({Style.CHINESE, Style.CHINESE_BRACKETED, Style.ARTICLE})


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


@dataclass(frozen=True)
class _Text:
    """A text by lines, with the enumerators that may open a clause."""

    lines: Sequence[Line]
    parts: Parts
    enumerators: Sequence[Enumerator | None]
    laws: frozenset[int] = frozenset()

    @classmethod
    def of(cls, lines: Sequence[Line]) -> _Text:
        parts = read_parts(lines)
        found = enumerators_of(
            ["" if i in parts.listed else line.text for i, line in enumerate(lines)]
        )
        enumerators = [None if one and one.style is Style.ANNEX else one for one in found]
        whole = cls(lines, parts, enumerators)
        laws = {
            parts.part_of(i)
            for i, one in enumerate(enumerators)
            if one is not None
            and one.style is Style.ARTICLE
            and (one.number == 1 or whole.sentence_ends_before(i))
        }
        return replace(whole, laws=frozenset(laws))

    def has_articles(self, i: int) -> bool:
        """Return whether the part of line `i` is a law: its articles are the units."""
        return self.parts.part_of(i) in self.laws

    def sentence_ends_before(self, i: int) -> bool:
        before = self._before(i)
        if not before or before.endswith(_SENTENCE_END):
            return True
        heading = enumerator_of(before)
        return heading is not None and heading.style in HEADING_ONLY

    def ends_before(self, i: int) -> bool:
        """Return whether the line before `i` may be at its end, so that `i` does not continue it."""
        return self.sentence_ends_before(i) or len(self._before(i)) <= _MAX_HEADING

    def _before(self, i: int) -> str:
        return next((self.lines[j].text for j in range(i - 1, -1, -1) if self.lines[j].text), "")

    def is_followed(self, i: int) -> bool:
        """Return whether the number after that of line `i` comes later, before it starts anew."""
        this = self.enumerators[i]
        assert this is not None
        for other in self.enumerators[i + 1 :]:
            if other is not None and other.style is this.style:
                return other.number == this.number + 1
        return False


def read_outline(text: str) -> Outline:
    """Return the outline of a clean text; its ranges cover the text without gap or overlap."""
    whole = _Text.of(lines_of(text))
    state = _State([Node(PREFACE, PREFACE, (), None, ((0, 0),))], references={PREFACE})
    for i, line in enumerate(whole.lines):
        end = min(line.end + 1, len(text))
        enumerator = whole.enumerators[i]
        if i in whole.parts.annexes:
            _open_annex(whole.parts.annexes[i], whole, i, end, state)
        elif enumerator and _opens_clause(enumerator, whole, i, state):
            state.has_articles = whole.has_articles(i)
            _open(enumerator, line, end, state)
        else:
            _extend(state, line.start, end)
    listed = [whole.lines[i].start for i in sorted(whole.parts.listed)]
    return Outline(tuple(_with_tail_in_preface(state.nodes, text, listed)), tuple(state.headings))


def heading_of(line: str, enumerator_length: int) -> str:
    """Return the heading in a clause's first line: its words before the first full stop.

    A term that is explained behind a colon is the heading: 旅居村：指可供….
    """
    words = line[enumerator_length:].split("。", 1)[0]
    lists = list_spans(words)
    words = (words[: lists[0][0]] if lists else words).strip().rstrip(":：")
    term = _TERM.match(words)
    return term["term"].strip() if term else words


def _opens_clause(enumerator: Enumerator, whole: _Text, i: int, state: _State) -> bool:
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


def _open_annex(enumerator: Enumerator, whole: _Text, i: int, end: int, state: _State) -> None:
    state.stack.clear()
    state.last_of_style.clear()
    line = whole.lines[i]
    title = line.text[enumerator.length :].strip()
    following = next((line.text for line in whole.lines[i + 1 : i + 3] if line.text), "")
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
    node = state.nodes[-1]
    first, _ = node.ranges[-1]
    state.nodes[-1] = replace(node, ranges=(*node.ranges[:-1], (first, end)))


def _end_of(node: Node) -> int:
    return node.ranges[-1][1]


def _with_tail_in_preface(nodes: list[Node], text: str, listed: Sequence[int]) -> list[Node]:
    """Move signature, date, metadata and lists of annexes at a clause's end into the preface."""
    moved: list[tuple[int, int]] = []
    kept = [nodes[0]]
    for node in nodes[1:]:
        start, end = node.ranges[-1]
        tail = tail_start(text, start, end, listed)
        if tail < end:
            moved.append((tail, end))
        kept.append(replace(node, ranges=((start, tail),)))
    return [replace(nodes[0], ranges=(*nodes[0].ranges, *moved)), *kept[1:]]
