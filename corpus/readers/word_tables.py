"""The cells of a table of a Word file, merged ones put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.readers.grid import MAX_PLACES, Grid, grid_of_owners
from corpus.readers.limits import too_large

_MAX_COLUMNS = 63  # Word has no more
_MAX_CELL = 2_000  # a longer cell holds a page, not an entry of a table


@dataclass(frozen=True)
class WordCell:
    """A cell as the file states it; one that `continues` belongs to the cell above it."""

    text: str
    column_span: int = 1
    continues: bool = False


def word_grid(rows: Sequence[Sequence[WordCell]]) -> Grid | None:
    """Return the grid of a table; None if it only frames text.

    Raises:
        Refused: the table is larger than any table that people read.

    """
    owners: dict[tuple[int, int], int] = {}  # place -> number of the cell that covers it
    texts: list[str] = []
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            span = max(1, min(cell.column_span, _MAX_COLUMNS - column))
            owner = owners.get((row - 1, column)) if cell.continues else None
            if owner is None:
                owner = len(texts)
                texts.append(cell.text)
            for place in range(column, column + span):
                owners[row, place] = owner
            column += span
            if column >= _MAX_COLUMNS:
                break
        if len(owners) > MAX_PLACES:
            raise too_large("cells in a table", MAX_PLACES)
    width = max((column for _, column in owners), default=-1) + 1
    if width < 2 or any(len(text) > _MAX_CELL for text in texts):
        return None
    return grid_of_owners(owners, dict(enumerate(texts)), len(rows))
