"""Recall and precision of a set of clauses by their ids alone.

They are RAGAS' IDBasedContextRecall and IDBasedContextPrecision, with two differences: of a group
of acceptable clauses any member suffices, so that what is to be found are groups, not clauses; and
where nothing was found both are 0, not undefined, since a failed question counts as wrong.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

Groups = Sequence[Collection[str]]


def context_recall(found: Collection[str], groups: Groups) -> float:
    """Return the share of `groups` with a member in `found`; raises ValueError without groups."""
    if not groups:
        raise ValueError("recall needs clauses that are to be found")
    return sum(not set(group).isdisjoint(found) for group in groups) / len(groups)


def context_precision(found: Collection[str], groups: Groups) -> float:
    """Return the share of the clauses in `found` that belong to any of `groups`; 0 for none."""
    distinct = set(found)
    relevant = {clause_id for group in groups for clause_id in group}
    return len(distinct & relevant) / len(distinct) if distinct else 0.0
