"""Tables of tasks: the rows that are clauses, under which headings, and what their cells say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus.brackets import split_outside
from corpus.cells import Cell, Column, Grid, has_cells, read_grid
from corpus.enumerators import number_of
from corpus.page import Line

_MAX_SECTION = 40
_TOTAL = re.compile(r"(?:合|总|小|共)\s*计")
_SENTENCE = re.compile("[。；;]")
_NOTHING = "-—–/\\ 无"


@dataclass(frozen=True)
class Row:
    """A row that is a clause: its number, the headings above it in the table, and its cells.

    The cells of lines without a number of their own are those of the row above.
    """

    number: int
    heading: str
    path: tuple[str, ...]
    cells: tuple[Cell, ...]

    def filled(self, kind: Column) -> Iterator[Cell]:
        """Yield the cells in columns of a kind that say something; a dash says nothing."""
        return (cell for cell in self.cells if cell.kind is kind and cell.words.strip(_NOTHING))


@dataclass(frozen=True)
class Tables:
    """The tables of a text: rows by line, and the lines that are headings inside them.

    `layout` are rules of Markdown and heads that come again; `heads` are the lines at which tables
    begin; `lines` are all lines of tables.
    """

    rows: dict[int, Row] = field(default_factory=dict)
    headings: frozenset[int] = frozenset()
    layout: frozenset[int] = frozenset()
    heads: frozenset[int] = frozenset()
    lines: frozenset[int] = frozenset()


def read_tables(lines: Sequence[Line]) -> Tables:
    """Return the tables of tasks in a text; a table of other things is text like any other."""
    tables = Tables()
    i = 0
    while i < len(lines):
        grid = read_grid(lines, i)
        if grid is not None:
            tables = _with_rows(tables, grid, lines)
        i = grid.body.stop if grid else i + 1
    return tables


def _with_rows(tables: Tables, grid: Grid, lines: Sequence[Line]) -> Tables:
    rows: dict[int, Row] = {}
    headings: set[int] = set()
    section, last = "", None
    for i in grid.body:
        cells = grid.cells.get(i, ())
        words = _section_in(cells) if cells else _section_between(lines[i])
        if i in grid.layout:
            last = None
        elif words:
            section, last = words, None
            headings.add(i)
        elif cells:
            number = _number_of(cells, len(rows) + 1)
            if last is not None and number in (None, rows[last].number):
                rows[last] = _continued(rows[last], cells)
            else:
                last = i
                heading, groups = _heading(cells, grid.cells.get(i - 1), grid.cells.get(i + 1))
                path = tuple(filter(None, (section, *groups)))
                rows[i] = Row(number or len(rows) + 1, heading, path, cells)
    return Tables(
        tables.rows | rows,
        tables.headings | headings,
        tables.layout | grid.layout,
        tables.heads | {grid.head.start},
        tables.lines | set(grid.head) | set(grid.body),
    )


def _section_between(line: Line) -> str:
    """Return a line between two rows as the heading of those below it, empty if it is none."""
    is_broken = len(line.text) > _MAX_SECTION or _SENTENCE.search(line.text) or has_cells(line.text)
    return "" if is_broken else line.text


def _section_in(cells: Sequence[Cell]) -> str:
    """Return what a row says that is one cell over all columns; empty for any other row."""
    number = next((cell.words for cell in cells if cell.kind is Column.NUMBER), "")
    filled = [cell for cell in cells if cell.words]
    said = {cell.words for cell in filled if cell.kind is not Column.NUMBER}
    if number.strip("()（）.．、 ").isdecimal() or len(said) > 1 or _is_sum(cells):
        return ""
    if {cell.kind for cell in filled} <= {Column.UNITS, Column.DEADLINE, Column.OTHER}:
        return ""
    return "、".join(dict.fromkeys(cell.words.strip("、") for cell in filled))


def _number_of(cells: Sequence[Cell], counted: int) -> int | None:
    """Return the number of a row, the counted one without a column for it; None if it has none."""
    if _is_sum(cells):
        return None
    stated = [cell.words.strip("()（）.．、 ") for cell in cells if cell.kind is Column.NUMBER]
    if not stated:
        return counted
    return (number_of(stated[0]) or counted) if stated[0] else None


def _is_sum(cells: Sequence[Cell]) -> bool:
    return any(_TOTAL.fullmatch(cell.words) for cell in cells)


def _continued(row: Row, cells: Sequence[Cell]) -> Row:
    """Return a row with the cells of a line that goes on with it; a sum adds nothing."""
    if _is_sum(cells):
        return row
    known = {(cell.column, cell.words) for cell in row.cells}
    more = [cell for cell in cells if (cell.column, cell.words) not in known]
    return replace(row, cells=(*row.cells, *more))


def _heading(
    cells: Sequence[Cell], above: Sequence[Cell] | None, below: Sequence[Cell] | None
) -> tuple[str, tuple[str, ...]]:
    """Return what the task is called, and the groups it stands in: cells that other rows share."""
    tasks = [cell for cell in cells if cell.kind is Column.TASK and cell.words]
    shared = {(cell.column, cell.words) for row in (above, below) for cell in row or ()}
    own = [cell for cell in tasks if (cell.column, cell.words) not in shared]
    groups = [cell.words for cell in cells if cell.kind is Column.GROUP]
    groups += [cell.words for cell in tasks if own and cell not in own]
    task = next(iter(own or tasks), None)
    return (_name_of(task.words) if task else ""), tuple(dict.fromkeys(groups))


def _name_of(task: str) -> str:
    return split_outside(task, "。；;，,：:")[0].strip()
