"""What a run of cases measures, as shares with their 95% bootstrap intervals."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from corpus.types import Frozen
from eval.calibration import Calibration, calibration_of
from eval.cases import AgenciesAsked, Case
from eval.citations import CitationMeasures, measure_citations
from eval.judge import Reason, agencies_are_exact, first_citation_is_right
from eval.latency import Bar, Seconds, histogram_of, seconds_of
from eval.outcome import Outcome
from eval.ranking import Retrieval, retrieval_by_language
from eval.shares import Share, share


class Refusals(Frozen):
    """Of the refusals given the share that was due, and of those due the share that was given."""

    precision: Share
    recall: Share


class Measures(Frozen):
    """Everything measured in one run."""

    accuracy: Share
    by_category: Mapping[str, Share]
    by_language: Mapping[str, Share]
    by_document: Mapping[str, Share]
    first_citation: Share
    agencies_exact: Share
    citations: CitationMeasures
    retrieval: Mapping[str, Retrieval]
    refusals: Mapping[str, Refusals]
    calibration: Calibration
    reasons: Mapping[str, int]
    seconds_per_turn: Seconds
    seconds_histogram: tuple[Bar, ...]


def measure(outcomes: Sequence[Outcome]) -> Measures:
    """Return all measures of a run; a failed question counts as wrong in each that it is part of."""
    turns = [seconds for outcome in outcomes for seconds in outcome.seconds]
    return Measures(
        accuracy=_accuracy(outcomes),
        by_category=accuracy_by(outcomes, lambda case: (case.category.value,)),
        by_language=accuracy_by(outcomes, lambda case: (case.language.value,)),
        by_document=accuracy_by(outcomes, lambda case: case.documents),
        first_citation=first_citation(outcomes),
        agencies_exact=agencies_exact(outcomes),
        citations=measure_citations(outcomes),
        retrieval=retrieval_by_language(outcomes),
        refusals=refusals_by_class(outcomes),
        calibration=calibration_of(outcomes),
        reasons=count_reasons(outcomes),
        seconds_per_turn=seconds_of(turns),
        seconds_histogram=histogram_of(turns),
    )


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


def _accuracy(outcomes: Iterable[Outcome]) -> Share:
    return share([outcome.judgement.right for outcome in outcomes])
