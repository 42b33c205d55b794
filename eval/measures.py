"""What a run of cases measures, as shares with their 95% bootstrap intervals."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

import numpy as np

from corpus.types import Frozen
from eval.cases import AgenciesAsked, Case
from eval.judge import Judgement, Reason, agencies_are_exact, first_citation_is_right
from rag.types import Answer

_RESAMPLES = 10_000
_SEED = 20220101
_DEPTH = 10  # of MRR@10


class Outcome(Frozen):
    """A case that was run: its answers, or the traceback why there are none.

    `ranked` is what the retriever alone finds, None where the case does not measure it; `seconds`
    has one entry per turn.
    """

    case: Case
    answers: tuple[Answer, ...]
    judgement: Judgement
    seconds: tuple[float, ...] = ()
    ranked: tuple[str, ...] | None = None
    traceback: str | None = None

    @property
    def answer(self) -> Answer | None:
        """Return the answer that was judged, None when the question failed."""
        return self.answers[-1] if self.answers else None

    @property
    def refused(self) -> bool:
        return self.answer is not None and self.answer.refused


class Share(Frozen):
    """A mean of values in [0, 1] over `cases` cases, with its 95% interval; 0 cases: all 0."""

    value: float
    low: float
    high: float
    cases: int


class Retrieval(Frozen):
    """How well the retriever alone ranks the acceptable clauses."""

    hit_at_1: Share
    hit_at_3: Share
    mrr_at_10: Share


class Refusals(Frozen):
    """Of the refusals given the share that was due, and of those due the share that was given."""

    precision: Share
    recall: Share


class Seconds(Frozen):
    """How long a turn took."""

    median: float
    p95: float


class Measures(Frozen):
    """Everything measured in one run."""

    accuracy: Share
    by_category: Mapping[str, Share]
    by_language: Mapping[str, Share]
    by_document: Mapping[str, Share]
    first_citation: Share
    agencies_exact: Share
    retrieval: Mapping[str, Retrieval]
    refusals: Mapping[str, Refusals]
    reasons: Mapping[str, int]
    seconds_per_turn: Seconds


def measure(outcomes: Sequence[Outcome]) -> Measures:
    """Return all measures of a run; a failed question counts as wrong in each of them."""
    return Measures(
        accuracy=_accuracy(outcomes),
        by_category=accuracy_by(outcomes, lambda case: (case.category.value,)),
        by_language=accuracy_by(outcomes, lambda case: (case.language.value,)),
        by_document=accuracy_by(outcomes, lambda case: case.documents),
        first_citation=first_citation(outcomes),
        agencies_exact=agencies_exact(outcomes),
        retrieval=retrieval_by_language(outcomes),
        refusals=refusals_by_class(outcomes),
        reasons=count_reasons(outcomes),
        seconds_per_turn=seconds_per_turn(outcomes),
    )


def share(values: Sequence[float]) -> Share:
    """Return the mean of `values` with the 2.5th and 97.5th percentile of resampled means."""
    if not values:
        return Share(value=0, low=0, high=0, cases=0)
    observed = np.asarray(values, dtype=float)
    draws = np.random.default_rng(_SEED).integers(len(values), size=(_RESAMPLES, len(values)))
    low, high = np.percentile(observed[draws].mean(axis=1), [2.5, 97.5])
    return Share(value=float(observed.mean()), low=float(low), high=float(high), cases=len(values))


def accuracy_by(
    outcomes: Iterable[Outcome], groups_of: Callable[[Case], Iterable[str]]
) -> dict[str, Share]:
    """Return the share of right answers of each group; a case may belong to several or none."""
    grouped: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        for group in groups_of(outcome.case):
            grouped[group].append(outcome)
    return {group: _accuracy(grouped[group]) for group in sorted(grouped)}


def first_citation(outcomes: Iterable[Outcome]) -> Share:
    """Return how often an acceptable clause is cited first, of the cases that have one."""
    return share(
        [
            outcome.answer is not None and first_citation_is_right(outcome.case, outcome.answer)
            for outcome in outcomes
            if outcome.case.clauses
        ]
    )


def agencies_exact(outcomes: Iterable[Outcome]) -> Share:
    """Return how often bodies and roles are exact, of the answerable cases that ask for bodies."""
    return share(
        [
            outcome.answer is not None and agencies_are_exact(outcome.case, outcome.answer)
            for outcome in outcomes
            if outcome.case.agencies_asked is not AgenciesAsked.NONE
            and not outcome.case.expects_refusal
        ]
    )


def retrieval_by_language(outcomes: Iterable[Outcome]) -> dict[str, Retrieval]:
    """Return the measures of the retriever alone for each language and for `all`."""
    ranks: dict[str, list[int | None]] = defaultdict(list)
    for outcome in outcomes:
        if outcome.ranked is not None:
            rank = rank_of_first(outcome.ranked, outcome.case.acceptable)
            ranks[outcome.case.language.value].append(rank)
            ranks["all"].append(rank)
    return {language: _retrieval(ranks[language]) for language in sorted(ranks)}


def hit_at_1_by_language(cases: Sequence[Case], right: Sequence[bool]) -> dict[str, Share]:
    """Return how often the first one found is right, for each language of `cases` and for `all`."""
    grouped: dict[str, list[bool]] = defaultdict(list)
    for case, is_right in zip(cases, right, strict=True):
        grouped[case.language.value].append(is_right)
        grouped["all"].append(is_right)
    return {language: share(grouped[language]) for language in sorted(grouped)}


def rank_of_first(ranked: Sequence[str], acceptable: Collection[str]) -> int | None:
    """Return the rank, from 1, of the first acceptable clause, None when there is none."""
    return next((rank for rank, one in enumerate(ranked, start=1) if one in acceptable), None)


def refusals_by_class(outcomes: Sequence[Outcome]) -> dict[str, Refusals]:
    """Return precision and recall for each class of refusal, greetings, and `all`.

    A wrong refusal belongs to no class: it counts against the precision of each.
    """
    wrongly_refused = [0.0 for one in outcomes if one.refused and not one.case.expects_refusal]
    given: dict[str, list[float]] = defaultdict(list)
    for outcome in outcomes:
        if outcome.case.expects_refusal:
            kind = outcome.case.refusal_class or outcome.case.category
            given[kind.value].append(float(outcome.refused))
            given["all"].append(float(outcome.refused))
    return {
        kind: Refusals(
            precision=share([1.0 for refused in given[kind] if refused] + wrongly_refused),
            recall=share(given[kind]),
        )
        for kind in sorted(given)
    }


def count_reasons(outcomes: Iterable[Outcome]) -> dict[Reason, int]:
    """Return how many cases each reason made wrong, most frequent first."""
    counted = Counter(reason for outcome in outcomes for reason in outcome.judgement.reasons)
    return dict(counted.most_common())


def seconds_per_turn(outcomes: Iterable[Outcome]) -> Seconds:
    """Return median and 95th percentile over all turns; 0 without turns."""
    return seconds_of([turn for outcome in outcomes for turn in outcome.seconds])


def seconds_of(durations: Sequence[float]) -> Seconds:
    """Return median and 95th percentile (linear interpolation); 0 without durations."""
    median, p95 = np.percentile(durations, [50, 95]) if durations else (0.0, 0.0)
    return Seconds(median=float(median), p95=float(p95))


def _accuracy(outcomes: Iterable[Outcome]) -> Share:
    return share([outcome.judgement.right for outcome in outcomes])


def _retrieval(ranks: Sequence[int | None]) -> Retrieval:
    return Retrieval(
        hit_at_1=share([rank == 1 for rank in ranks]),
        hit_at_3=share([rank is not None and rank <= 3 for rank in ranks]),
        mrr_at_10=share([1 / rank if rank and rank <= _DEPTH else 0.0 for rank in ranks]),
    )
