"""Which clauses of two documents belong side by side, and whether wholly or in part.

A clause is linked with those of the other document whose odds are even or better, where each of the
two is among the nearest of the other: one to one, one to many, or none. The weights are fitted on
pairs that were judged by reading (`python -m eval.links --fit`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embeddings.bags import Scores
from embeddings.link_types import Link, LinkKind, Why
from embeddings.measures import (
    BODIES,
    ENGLISH,
    HEADING,
    MEANING,
    PLAIN,
    SENTENCE,
    TERMS,
    WORDS,
    measures_of,
    nearest_sentences,
)
from embeddings.traits import Traits, kinds_of_bodies

RECIPE: Final = 1
"""Raise it when clauses are linked in another way: all links are then made anew."""

# Each is among the so many nearest of the other, which lets a broad clause stand beside several.
MUTUAL: Final = 4
STANDING: Final = "standing"
_NEIGHBOURS: Final = 3


@dataclass(frozen=True)
class Weights:
    """The weights of a logistic regression by the names of the measures."""

    bias: float
    of: Mapping[str, float]

    def odds(self, measures: Mapping[str, Scores]) -> Scores:
        """Return the log-odds of every pair of clauses."""
        weighed = [weight * measures[name] for name, weight in self.of.items()]
        return np.asarray(self.bias + np.sum(weighed, axis=0), dtype=float)


# Fitted on 212 judged pairs of clauses and on those of 129 clauses that another document is silent on
# (`eval/alignment`), nearly all of which do not belong together: at even odds the fit would find too
# little. `SHIFT` is added to its log-odds, `SAME_SHIFT` to those that tell the same task from a part
# of it. Fitted without the pair of documents that is asked for, 0.86 of what belongs together is
# linked (all that is the same), 0.84 of the judged pairs that are linked belong together, and 0.88 of
# the silent clauses stay without a link; documents without renderings: 0.84, 0.84 and 0.91. Of what is
# called the same 0.70 is. The measures, both shifts and `MUTUAL` were chosen with these figures in
# sight. Bodies that both name speak for nothing more than the other measures do; shared figures are no
# measure: their share tells what belongs together from what does not no better than chance.
SHIFT: Final = 2.0
SAME_SHIFT: Final = 0.5
RENDERED: Final = Weights(-2.17, {MEANING: 3.37, PLAIN: 7.22, ENGLISH: 1.45, WORDS: 56.17, HEADING: 0.72, SENTENCE: 3.99, TERMS: 11.64, BODIES: 0.00})  # fmt: skip
BARE: Final = Weights(-3.05, {MEANING: 6.57, WORDS: 65.35, HEADING: 1.39, SENTENCE: 5.55, TERMS: 13.04, BODIES: 0.00})  # fmt: skip
SAME: Final = Weights(-2.88, {WORDS: 5.39, STANDING: 0.23})  # fmt: skip


def link_documents(first: Traits, second: Traits, width: int) -> tuple[Link, ...]:
    """Return the links of two documents, in the reading order of the first, the best of each first.

    `width` is the size of their vocabulary.
    """
    measures = measures_of(first, second, width)
    odds = odds_of(measures)
    same = SAME.odds(measures | {STANDING: standing(odds)}) >= 0
    return tuple(
        Link(
            first=first.clauses[row].clause_id,
            second=second.clauses[column].clause_id,
            kind=LinkKind.SAME if same[row, column] else LinkKind.PARTLY,
            score=round(float(1 / (1 + np.exp(-odds[row, column]))), 3),
            why=_why(first, row, second, column, measures),
        )
        for row, column in _in_order(are_linked(odds), odds)
    )


def odds_of(measures: Mapping[str, Scores]) -> Scores:
    """Return the log-odds of each pair of clauses that they are to be linked."""
    has_renderings = PLAIN in measures and ENGLISH in measures
    return (RENDERED if has_renderings else BARE).odds(measures)


def are_linked(odds: Scores) -> NDArray[np.bool_]:
    """Return which pairs are linked: even odds, and each among the nearest of the other."""
    return np.asarray((odds >= 0) & (_ranks(odds) < MUTUAL) & (_ranks(odds.T).T < MUTUAL))


def standing(odds: Scores) -> Scores:
    """Return how far each pair stands out among the nearest of both its clauses.

    Twice its odds without the mean of the best three of its row and of its column: cross-domain
    similarity local scaling (Conneau et al., 2018).
    """
    of_rows = np.sort(odds, axis=1)[:, -_NEIGHBOURS:].mean(axis=1, keepdims=True)
    of_columns = np.sort(odds, axis=0)[-_NEIGHBOURS:].mean(axis=0, keepdims=True)
    return np.asarray(2 * odds - of_rows - of_columns, dtype=float)


def _ranks(odds: Scores) -> NDArray[np.intp]:
    """Return the rank of each column in its row, 0 for the best; of equals the first."""
    return np.argsort(np.argsort(-odds, axis=1, kind="stable"), axis=1, kind="stable")


def _in_order(linked: NDArray[np.bool_], odds: Scores) -> Iterator[tuple[int, int]]:
    rows, columns = np.nonzero(linked)
    pairs = zip(rows.tolist(), columns.tolist(), strict=True)
    return iter(sorted(pairs, key=lambda pair: (pair[0], -odds[pair])))


def _why(
    first: Traits, row: int, second: Traits, column: int, measures: Mapping[str, Scores]
) -> Why:
    one, other = first.clauses[row], second.clauses[column]
    return Why(
        measures={name: round(float(of[row, column]), 3) for name, of in measures.items()},
        terms=tuple(sorted(first.named[row] & second.named[column])),
        bodies=tuple(sorted(kinds_of_bodies(one) & kinds_of_bodies(other))),
        sentences=nearest_sentences(first, row, second, column),
    )
