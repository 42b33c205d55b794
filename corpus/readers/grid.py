"""A table of cells that may span rows and columns, as every format has it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from corpus.readers.limits import too_large

# Word has at most 63 columns; a page claims more only by mistake or in bad faith.
MAX_COLUMNS = 100
MAX_PLACES = 500_000


@dataclass(frozen=True)
class Cell:
    """A cell with its text in one line, and where it begins and how far it reaches."""

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True)
class Grid:
    """Rows of equal length; a merged cell stands at each place that it covers."""

    rows: tuple[tuple[Cell, ...], ...]

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    def mapped(self, change: Callable[[str], str]) -> Grid:
        """Return the grid with the text of each cell changed, each once."""
        once = dict.fromkeys(cell for row in self.rows for cell in row)
        cells = {cell: replace(cell, text=change(cell.text)) for cell in once}
        return Grid(tuple(tuple(cells[cell] for cell in row) for row in self.rows))

    def texts(self, row: int) -> tuple[str, ...]:
        """Return the texts of a row, merged cells filled in."""
        return tuple(cell.text for cell in self.rows[row])

    def is_band(self, row: int) -> bool:
        """Return whether one cell with a text runs through all columns of a row."""
        first = self.rows[row][0]
        return self.width > 1 and first.column_span == self.width and bool(first.text)


@dataclass(frozen=True)
class Span:
    """A cell as a format states it, in the order of its row."""

    text: str
    row_span: int = 1
    column_span: int = 1


def grid_of(rows: Sequence[Sequence[Span]]) -> Grid:
    """Return the grid of cells that are given row by row, each once, as in HTML.

    Places that no cell covers are empty cells; spans reach at most to the last row.

    Raises:
        Refused: the table is larger than any table that people read.

    """
    owners: dict[tuple[int, int], int] = {}
    texts: dict[int, str] = {}
    for row, spans in enumerate(rows):
        column = 0
        for span in spans:
            while (row, column) in owners:
                column += 1
            if column >= MAX_COLUMNS:
                if span.text:
                    raise too_large("columns in a table", MAX_COLUMNS)
                break
            height = max(1, min(span.row_span, len(rows) - row))
            width = max(1, min(span.column_span, MAX_COLUMNS - column))
            for place in product(range(row, row + height), range(column, column + width)):
                owners.setdefault(place, len(texts))
            texts[len(texts)] = span.text
            column += width
        if len(owners) > MAX_PLACES:
            raise too_large("cells in a table", MAX_PLACES)
    return grid_of_owners(owners, texts, len(rows))


def grid_of_owners(
    owners: Mapping[tuple[int, int], int], texts: Mapping[int, str], row_count: int
) -> Grid:
    """Return the grid where each place belongs to the cell with that number and its text.

    Columns in which no cell begins are left out: word processors have more than people see.
    """
    seen = _columns(owners)
    places = {
        (row, seen[column]): owner for (row, column), owner in owners.items() if column in seen
    }
    cells = {
        owner: Cell(texts.get(owner, ""), top, left, bottom - top + 1, right - left + 1)
        for owner, (top, left, bottom, right) in extents_of(places).items()
    }
    return Grid(
        tuple(
            tuple(
                cells[places[row, column]] if (row, column) in places else Cell("", row, column)
                for column in range(len(seen))
            )
            for row in range(row_count if seen else 0)
        )
    )


def extents_of(owners: Mapping[tuple[int, int], int]) -> dict[int, tuple[int, int, int, int]]:
    """Return top row, left column, bottom row and right column of each cell, by its number."""
    extents: dict[int, tuple[int, int, int, int]] = {}
    for (row, column), owner in owners.items():
        top, left, bottom, right = extents.get(owner, (row, column, row, column))
        extents[owner] = (min(top, row), min(left, column), max(bottom, row), max(right, column))
    return extents


def _columns(owners: Mapping[tuple[int, int], int]) -> dict[int, int]:
    """Return the columns in which a cell begins, with their numbers among those."""
    begun = {
        column for (row, column), owner in owners.items() if owners.get((row, column - 1)) != owner
    }
    return {column: number for number, column in enumerate(sorted(begun))}
