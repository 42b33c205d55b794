"""Lines of cells, parted by pipes or tabs or as Markdown, below a head that names the columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from corpus.enumerators import HEADING_ONLY, Style, enumerator_of, number_of
from corpus.page import Line


class Column(Enum):
    """What the cells of a column say, as its name tells."""

    NUMBER = "number"
    GROUP = "group"
    TASK = "task"
    UNITS = "units"
    DEADLINE = "deadline"
    OTHER = "other"


_KINDS = (
    (Column.NUMBER, re.compile(r"序号?|编号|项次|No\.?", re.IGNORECASE)),
    (
        Column.DEADLINE,
        re.compile(
            r".*(?:时限|(?:完成|办理|整改)期限|时间节点|(?:完成|办结|截止|截至)(?:时间|日期)|时间(?:要求|安排)|进度(?:要求|安排))"
        ),
    ),
    # 责任人 and 责任领导 are persons, 单位 alone is what is counted in.
    (
        Column.UNITS,
        re.compile(
            r".*(?:牵头|责任|负责|配合|主办|协办|承办|会办|参与|参加|协同|实施|落实|主管).*?(?:单位|部门|机构|主体|处室|科室|分工).*|(?:单位|部门)名称"
        ),
    ),
    (Column.GROUP, re.compile(r".*(?:领域|类别|分类|类型|板块|方面|专项)")),
    (
        Column.TASK,
        re.compile(r".*(?:任务|内容|事项|措施|举措|工作|项目|要点)(?:名称|内容|分解|清单|目标)?"),
    ),
)
_TAB, _PIPES = re.compile(r"\t"), re.compile(r"[|｜│]")
_RULE = re.compile(r"[|｜\s:+=-]*-{2,}[|｜\s:+=-]*")  # |---|:--:| of Markdown
_MAX_COLUMN_NAME = 20
_MAX_BROKEN_LINES = 2  # a cell of several paragraphs breaks its row


@dataclass(frozen=True)
class Cell:
    """The words of a cell, `[start, end)` of the text, under the name of its column."""

    column: str
    kind: Column
    words: str
    start: int
    end: int


@dataclass(frozen=True)
class Grid:
    """A table as lines: `head` are those that name the columns, `body` all lines below them.

    `cells` are those of the lines that are rows. Rules of Markdown, heads that come again at the top
    of a page, and lines between two rows have none.
    """

    head: range
    body: range
    cells: dict[int, tuple[Cell, ...]]
    layout: frozenset[int]


@dataclass(frozen=True)
class _Head:
    names: tuple[str, ...]
    kinds: tuple[Column, ...]
    lines: range
    framed: bool


def read_grid(lines: Sequence[Line], start: int) -> Grid | None:
    """Return the table of tasks whose head stands at line `start`, or None without one."""
    head = _head(lines, start)
    if head is None:
        return None
    cells: dict[int, tuple[Cell, ...]] = {}
    layout: set[int] = set()
    numbers: dict[Style, int] = {}
    i = head.lines.stop
    while i < len(lines):
        row = _row(lines[i], head)
        words = [cell.words for cell in row]
        if _RULE.fullmatch(lines[i].text) or words == list(head.names):
            layout.add(i)
        elif row and not _is_head(words):
            cells[i] = row
        elif row or not _goes_on(lines, i, head, numbers):
            break
        i += 1
    return Grid(head.lines, range(head.lines.stop, i), cells, frozenset(layout)) if cells else None


def kind_of_column(name: str) -> Column:
    """Return what the cells of a column say, by its name."""
    bare = re.sub(r"\s", "", name)
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(bare)), Column.OTHER)


def _head(lines: Sequence[Line], i: int) -> _Head | None:
    """Return the head at line `i`; where a second line parts its cells again, that names them."""
    framed = _PIPES.match(lines[i].text) is not None
    names = _names(lines[i], framed=framed)
    if not _is_head(names):
        return None
    kinds = [kind_of_column(name) for name in names]
    below = _names(lines[i + 1], framed=framed) if i + 1 < len(lines) else []
    if len(below) != len(names) or not _is_head(below):
        return _Head(tuple(names), tuple(kinds), range(i, i + 1), framed)
    for column, name in enumerate(below):
        kind = kind_of_column(name)
        kinds[column] = kinds[column] if kind is Column.OTHER else kind
    return _Head(tuple(below), tuple(kinds), range(i, i + 2), framed)


def _is_head(names: Sequence[str]) -> bool:
    if len(names) < 2 or any(len(name) > _MAX_COLUMN_NAME for name in names):
        return False
    kinds = {kind_of_column(name) for name in names}
    if Column.UNITS in kinds:
        return bool(kinds & {Column.TASK, Column.NUMBER})
    return {Column.TASK, Column.DEADLINE} <= kinds


def _names(line: Line, *, framed: bool) -> list[str]:
    return [line.text[start:end] for start, end in _ranges(line, framed=framed)]


def _row(line: Line, head: _Head) -> tuple[Cell, ...]:
    """Return the cells of a line, empty if it is no row of the table with this head."""
    ranges = _ranges(line, framed=head.framed)
    if len(ranges) < 2:
        return ()
    # Blanks at the ends of a line are layout: there an empty cell between tabs is gone.
    missing = len(head.names) - len(ranges)
    if missing and head.kinds[0] is Column.NUMBER and not _number(line.text[slice(*ranges[0])]):
        ranges = [(0, 0), *ranges]
    elif missing == 1 or (missing > 0 and "\t" in line.text):
        ranges += [(len(line.text), len(line.text))] * missing
    if len(ranges) != len(head.names):
        return ()
    return tuple(
        Cell(name, kind, line.text[a:b], line.start + a, line.start + b)
        for name, kind, (a, b) in zip(head.names, head.kinds, ranges, strict=True)
    )


def _number(words: str) -> int:
    return number_of(words.strip("()（）.．、 "))


def has_cells(text: str) -> bool:
    """Return whether something parts a line into cells."""
    return _TAB.search(text) is not None or _PIPES.search(text) is not None


def _ranges(line: Line, *, framed: bool) -> list[tuple[int, int]]:
    """Return the ranges of a line's cells without blanks; empty for a line without separators.

    Where the head stands between pipes, those around a row part nothing.
    """
    marks = list((_TAB if "\t" in line.text else _PIPES).finditer(line.text))
    if not marks:
        return []
    edges = [0, *(edge for mark in marks for edge in mark.span()), len(line.text)]
    ranges = list(zip(edges[::2], edges[1::2], strict=True))
    if framed:
        ranges = [r for r in ranges if r[0] > 0 and (r[1] < len(line.text) or r[0] < r[1])]
    return [_without_blanks(line.text, start, end) for start, end in ranges]


def _without_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    begin = start + len(words) - len(words.lstrip())
    return begin, begin + len(words.strip())


def _goes_on(lines: Sequence[Line], i: int, head: _Head, numbers: dict[Style, int]) -> bool:
    """Return whether the table goes on behind a line that is no row of it.

    `numbers` are those of the sections so far: 三、 without 一、 and 二、 in the table is none of it.
    """
    enumerator = enumerator_of(lines[i].text)
    if enumerator is not None:
        if enumerator.style is Style.ANNEX or enumerator.style in HEADING_ONLY:
            return False
        if enumerator.number != numbers.get(enumerator.style, 0) + 1:
            return False
        numbers[enumerator.style] = enumerator.number
    for line in lines[i + 1 : i + 1 + _MAX_BROKEN_LINES]:
        row = _row(line, head)
        if row:
            return bool(lines[i].text) and not _is_head([cell.words for cell in row])
    return False
