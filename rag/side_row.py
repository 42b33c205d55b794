"""The sides of a comparison on a topic as a row, as documents compared as wholes have many."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from rag.covered import Covered
from rag.side_by_side import Difference, differences
from rag.targets import deadlines_of, targets_of
from rag.types import ComparisonCell, ComparisonRow, Side


def row_of_sides(topic: str, sides: Sequence[Covered], shown: Sequence[Side]) -> ComparisonRow:
    """Return a cell for each side, in their order, and in what the clauses of any two differ.

    `shown` are the same sides with their citations.
    """
    clauses = [side.clause for side in sides if side.clause]
    found = {one for pair in combinations(clauses, 2) for one in differences(*pair)}
    return ComparisonRow(
        heading=topic,
        cells=tuple(_cell(side, one) for side, one in zip(sides, shown, strict=True)),
        differs=tuple(one.value for one in Difference if one in found),
    )


def _cell(side: Covered, shown: Side) -> ComparisonCell:
    clause = side.clause
    if clause is None:
        return ComparisonCell(document=shown.document, covered=False)
    return ComparisonCell(
        document=shown.document,
        covered=True,
        citations=shown.citations,
        clauses=(clause.reference,),
        agencies=shown.agencies,
        targets=targets_of(clause),
        deadlines=deadlines_of(clause),
    )
