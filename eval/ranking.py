"""How well the retriever alone ranks the wanted clauses, by the measures of `ir-measures`.

What is relevant is a group of clauses, not a clause: of each group any member suffices. So the
first member found stands for its group, and the members after it count as any other clause: they
add nothing to what was found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from ir_measures import RR, Success, iter_calc, nDCG

from corpus.types import Frozen
from eval.cases import Case
from eval.contexts import context_precision, context_recall
from eval.outcome import Outcome
from eval.shares import Share, share

_MEASURES = {
    Success @ 1: "hit_at_1",
    Success @ 3: "hit_at_3",
    RR @ 10: "mrr_at_10",
    nDCG @ 10: "ndcg_at_10",
}


class Retrieval(Frozen):
    """How well the retriever alone ranks; the contexts are its first ten clauses."""

    hit_at_1: Share
    hit_at_3: Share
    mrr_at_10: Share
    ndcg_at_10: Share
    context_recall: Share
    context_precision: Share

    @property
    def by_name(self) -> dict[str, Share]:
        """Return the measures by the names they have in reports."""
        return {
            "hit@1": self.hit_at_1,
            "hit@3": self.hit_at_3,
            "MRR@10": self.mrr_at_10,
            "nDCG@10": self.ndcg_at_10,
            "context recall": self.context_recall,
            "context precision": self.context_precision,
        }


def retrieval_by_language(outcomes: Iterable[Outcome]) -> dict[str, Retrieval]:
    """Return the measures of the retriever alone for each language and for `all`."""
    grouped: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        if outcome.ranked is not None:
            grouped[outcome.case.language.value].append(outcome)
            grouped["all"].append(outcome)
    return {language: _retrieval(grouped[language]) for language in sorted(grouped)}


def hit_at_1_by_language(cases: Sequence[Case], right: Sequence[bool]) -> dict[str, Share]:
    """Return how often the first one found is right, for each language of `cases` and for `all`."""
    grouped: dict[str, list[bool]] = defaultdict(list)
    for case, is_right in zip(cases, right, strict=True):
        grouped[case.language.value].append(is_right)
        grouped["all"].append(is_right)
    return {language: share(grouped[language]) for language in sorted(grouped)}


def _retrieval(outcomes: Sequence[Outcome]) -> Retrieval:
    wanted = {str(n): _wanted(one.case) for n, one in enumerate(outcomes)}
    ranked = {str(n): _scored(one) for n, one in enumerate(outcomes)}
    values: dict[str, list[float]] = {name: [] for name in _MEASURES.values()}
    for metric in iter_calc(list(_MEASURES), wanted, ranked):
        values[_MEASURES[metric.measure]].append(metric.value)
    found = [(one.ranked or (), one.case.clauses) for one in outcomes]
    return Retrieval(
        **{name: share(those) for name, those in values.items()},
        context_recall=share([context_recall(*one) for one in found]),
        context_precision=share([context_precision(*one) for one in found]),
    )


def _wanted(case: Case) -> dict[str, int]:
    return {f"group {number}": 1 for number, _ in enumerate(case.clauses)}


def _scored(outcome: Outcome) -> dict[str, float]:
    """Return what was found, best first, as scores that fall with the rank: ir-measures sorts."""
    names = _by_group(outcome.ranked or (), outcome.case.clauses)
    return {name: -float(rank) for rank, name in enumerate(names)}


def _by_group(ranked: Sequence[str], groups: Sequence[Sequence[str]]) -> list[str]:
    missing = dict(enumerate(groups))
    names = []
    for rank, clause_id in enumerate(ranked):
        number = next((n for n, group in missing.items() if clause_id in group), None)
        if number is not None:
            del missing[number]
        names.append(f"other {rank}" if number is None else f"group {number}")
    return names
