"""The blocks of a part of a page: paragraphs and tables in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.readers.assemble import Block, Paragraph
from corpus.readers.grid import MAX_PLACES, Grid, Span, grid_of
from corpus.readers.limits import Clock, too_large
from corpus.readers.numerals import numbered
from corpus.readers.page_metadata import fields_of_grid
from corpus.readers.web_metadata import Listed
from corpus.readers.web_tree import Element, beginnings_and_ends
from corpus.readers.wraps import cell_text, continues, continues_title, joined
from corpus.signature import bodies_of_line

_BLOCK_TAGS = frozenset(
    (
        *("p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "ul", "ol"),
        *("li", "dl", "dt", "dd", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre", "blockquote", "center", "address"),
        *("fieldset", "legend", "figure", "figcaption", "form", "body", "html"),
    )
)
_CENTRED_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "center"})
_CENTRED_STYLE = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_BLANK = re.compile(r"[ \t\r\n\f]+")
_LIST_FORMATS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
}
_LONG_CELL, _MOST = 300, 0.7
_MAX_CELL = 2_000  # a longer cell holds a page, not an entry of a table
_MAX_SPAN = 1_000
_LINE_BREAK = "\n"
_SOFT_BREAK = "\r"  # a line end of the source, a blank to the browser
_MAX_NAME = 30
_EDGES = " \u3000\xa0"


@dataclass
class _Walk:
    """What has been read of the part so far."""

    blocks: list[Block] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    centred: int = 0  # open elements that centre their text
    verbatim: int = 0  # open <pre>
    counters: dict[Element, int] = field(default_factory=dict)

    def flush(self) -> None:
        lines = [_closed_up(line) for line in "".join(self.pieces).split(_LINE_BREAK)]
        self.pieces.clear()
        for line in _paragraphs([line for line in lines if line], centred=self.centred > 0):
            self.blocks.append(Paragraph(line))


def blocks_of(
    part: Element,
    fields: Mapping[Element, Listed],
    grids: Mapping[Element, Grid],
    skipped: frozenset[Element],
    clock: Clock,
) -> list[Block]:
    """Return the paragraphs and tables of a part of a page.

    `fields` are labels with their values, which become a line each, `grids` the tables of data;
    `skipped` elements are left out.
    """
    walk = _Walk()
    left_out = skipped | {one.value for one in fields.values() if one.value is not None}
    closed: set[Element] = set()  # elements that are not walked through
    events = beginnings_and_ends(part)
    for event, one in events:
        clock.check()
        if not isinstance(one.tag, str):
            continue
        if event == "end":
            in_tail = one in fields and fields[one].in_tail
            has_tail = one is not part and not in_tail
            _end(walk, one, is_open=one not in closed, has_tail=has_tail)
        elif one in left_out or one in fields or one in grids:
            walk.flush()
            if one in grids and one not in left_out:
                walk.blocks.append(grids[one])
            elif one in fields and (field := fields[one].field) is not None:
                walk.blocks.append(Paragraph(field.line))
            closed.add(one)
            events.skip_subtree()
        else:
            _start(walk, one)
    walk.flush()
    return walk.blocks


def data_table(table: Element, clock: Clock) -> Grid | None:
    """Return the cells of a table; None if it only lays out a page."""
    if any(one.tag == "table" for one in table.iterdescendants()):
        return None
    rows = list(table.iterdescendants("tr"))
    cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
    if not rows or max(map(len, cells)) < 2:
        return None
    if sum(map(len, cells)) > MAX_PLACES:
        raise too_large("cells in a table", MAX_PLACES)
    spans = [[_span(cell, clock) for cell in row] for row in cells]
    grid = grid_of(spans)
    return None if _is_layout([len(span.text) for row in spans for span in row], grid) else grid


def _is_layout(lengths: Sequence[int], grid: Grid) -> bool:
    """Return whether a table only puts a page in columns: one cell holds nearly all of it."""
    longest, whole = max(lengths), sum(lengths)
    if longest > _MAX_CELL or (longest > _LONG_CELL and longest > _MOST * whole):
        return True
    return len(grid.rows) == 1 and not fields_of_grid(grid)


def _start(walk: _Walk, one: Element) -> None:
    if one.tag == "br":
        walk.pieces.append(_LINE_BREAK)
    if one.tag in _BLOCK_TAGS:
        walk.flush()
        walk.centred += _is_centred(one)
        walk.verbatim += one.tag == "pre"
    if one.tag == "li":
        walk.pieces.append(_number(one, walk.counters))
    walk.pieces.append(_source(one.text or "", verbatim=walk.verbatim > 0))


def _end(walk: _Walk, one: Element, *, is_open: bool, has_tail: bool) -> None:
    if one.tag in _BLOCK_TAGS and is_open:
        walk.flush()
        walk.centred -= _is_centred(one)
        walk.verbatim -= one.tag == "pre"
    if has_tail:
        walk.pieces.append(_source(one.tail or "", verbatim=walk.verbatim > 0))


def _is_centred(one: Element) -> bool:
    if one.tag in _CENTRED_TAGS or (one.get("align") or "").lower() == "center":
        return True
    return _CENTRED_STYLE.search(one.get("style") or "") is not None


def _number(item: Element, counters: dict[Element, int]) -> str:
    """Return the number that a browser shows before an item of a numbered list."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol" or "none" in (parent.get("style") or ""):
        return ""
    start = _integer(parent.get("start"), 1) - 1
    number = _integer(item.get("value"), counters.get(parent, start) + 1)
    counters[parent] = number
    written = "".join(item.itertext()).lstrip()[:8]
    if re.match(r"[\d一二三四五六七八九十(（第①-⑳]", written):
        return ""  # the item says its number itself
    return numbered(number, _LIST_FORMATS.get(parent.get("type") or "1", "decimal")) + "."


def _integer(words: str | None, otherwise: int) -> int:
    try:
        return int((words or "").strip()[:9])
    except ValueError:
        return otherwise


def _span(cell: Element, clock: Clock) -> Span:
    clock.check()
    return Span(
        _cell_words(cell),
        _integer(cell.get("rowspan"), 1) or _MAX_SPAN,  # 0: to the last row
        _integer(cell.get("colspan"), 1),
    )


def _cell_words(cell: Element) -> str:
    walk = _Walk()
    for event, one in beginnings_and_ends(cell):
        if not isinstance(one.tag, str):
            continue
        if event == "start":
            _start(walk, one)
        else:
            _end(walk, one, is_open=True, has_tail=one is not cell)
    walk.flush()
    return cell_text([block.text for block in walk.blocks if isinstance(block, Paragraph)])


def _source(words: str, *, verbatim: bool) -> str:
    if verbatim:
        return words.replace("\r\n", _LINE_BREAK).replace("\r", _LINE_BREAK)
    return _BLANK.sub(lambda match: _SOFT_BREAK if "\n" in match[0] else " ", words)


def _closed_up(line: str) -> str:
    """Return a line with the line ends of its source undone."""
    pieces = [piece.strip(_EDGES) for piece in line.split(_SOFT_BREAK)]
    if len(pieces) > 1 and all(len(one) <= _MAX_NAME and bodies_of_line(one) for one in pieces):
        return " ".join(pieces)  # 财政部 and 商务部 are two names, which a browser shows apart
    return joined(*pieces)


def _paragraphs(lines: list[str], *, centred: bool) -> Iterator[str]:
    """Yield the paragraphs of lines that <br> separates: a title or a sentence may be broken so."""
    goes_on = continues_title if centred else continues
    parts: list[str] = []
    for line in lines:
        if parts and not goes_on(parts[-1], line):
            yield joined(*parts)
            parts = []
        parts.append(line)
    if parts:
        yield joined(*parts)
