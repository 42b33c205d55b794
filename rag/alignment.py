"""The sides of a comparison, each searched for the clause that speaks of what the others speak of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

import numpy as np

from rag.context import Context, Scores, Searched, standardised

Likeness = Callable[[Sequence[str], Sequence[str]], Scores]
"""How alike each clause of the first is to each of the second, as `ClauseIndex.likeness` returns it."""

# Chosen on the 300 sides with an answer of the 161 comparing questions of the tuning and development
# halves: 285 have their clause first. On the first 236 of them search alone had 211 and these 222; a
# likeness of 1 to 5 does as well, and what a clause holds of the topic is worth one side more.
_LIKENESS: Final = 3.0
_SCORE_OF_OTHER: Final = 0.35
_HELD: Final = 0.8
_CANDIDATES: Final = 15

# A side added in a conversation is searched by its question alone, with the words before it, and by
# these alone: 比一比 and 列个对照 are no topic, but no list of such words is ever whole.
_OWN: Final = 0.28
_JOINED: Final = 0.32
_EARLIER: Final = 0.40


def in_conversation(context: Context, searched: Searched) -> Scores:
    """Return one score per clause for a side that is set beside what was said before."""
    own = _OWN * context.has_topic
    return own * searched.own + _JOINED * searched.joined + _EARLIER * searched.earlier


def aligned(
    sides: Mapping[str, Mapping[str, float]],
    given: Mapping[str, str],
    likeness: Likeness,
    held: Mapping[str, float] = MappingProxyType({}),
) -> dict[str, list[str]]:
    """Return the clauses of each side by id, those first that score high and are like the others'.

    `sides` are the scores of the clauses found, by document, the best first; `given` is the clause of
    a document where that is known; `held` is by clause the share of the topic that it holds. The
    likeness counts beside scores in standard deviations of their side, as its mean over the other
    sides; of each of these the candidate counts that it suits best.
    """
    found = {one: _candidates(scores, held) for one, scores in sides.items() if scores}
    found |= {one: ([clause], np.zeros(1)) for one, clause in given.items()}
    orders: dict[str, list[str]] = {one: list(scores) for one, scores in sides.items()}
    for document, (clauses, scores) in found.items():
        others = [other for one, other in found.items() if one != document]
        if document in given or not others:
            continue
        suits = [
            (likeness(clauses, theirs) + _SCORE_OF_OTHER * scored).max(axis=1)
            for theirs, scored in others
        ]
        total = scores + _LIKENESS * np.mean(suits, axis=0)
        best = [clauses[place] for place in np.argsort(-total, kind="stable")]
        orders[document] = [*best, *(one for one in orders[document] if one not in best)]
    return orders


def _candidates(scores: Mapping[str, float], held: Mapping[str, float]) -> tuple[list[str], Scores]:
    """Return the best clauses, and how far each falls short of the first."""
    standing = standardised(np.array(list(scores.values()), dtype=float))
    standing += _HELD * np.array([held.get(one, 0.0) for one in scores])
    places = np.argsort(-standing, kind="stable")[:_CANDIDATES]
    clauses = list(scores)
    return [clauses[place] for place in places], standing[places] - standing.max()
