import time

import pytest

from eval.judge import Finding, Judgement, Reason
from eval.measures import (
    accuracy_by,
    agencies_exact,
    count_reasons,
    first_citation,
    measure,
    refusals_by_class,
)

REFUSE = {"category": "refuse", "clauses": []}
OFF_TOPIC, NEAR_MISS = (
    REFUSE | {"refusal_class": "off_topic"},
    REFUSE | {"refusal_class": "near_miss"},
)


def with_bodies(answer_of, *bodies, **changes):
    agencies = [{"name": name, "role": role, "citation": 1} for name, role in bodies]
    return answer_of("d#一", agencies=agencies, **changes)


def test_accuracy_counts_a_case_in_each_of_its_groups(outcome_of):
    outcomes = [outcome_of(), outcome_of(right=False), outcome_of(right=False, clauses=[["d#三"]])]
    shares = accuracy_by(outcomes, lambda one: one.documents)
    assert {group: one.value for group, one in shares.items()} == {"d": 1 / 3, "e": 1 / 2}


def test_the_first_citation_is_measured_where_clauses_are_wanted(answer_of, outcome_of):
    outcomes = [
        outcome_of(answer_of("e#二")),
        outcome_of(answer_of("d#二")),
        outcome_of(),
        outcome_of(answer_of(refused=True), **OFF_TOPIC),
    ]
    assert first_citation(outcomes).value == 1 / 3


def test_agencies_are_exact_with_their_roles_where_they_are_asked_for(answer_of, outcome_of):
    wanted = {"agencies": [{"name": "甲", "role": "lead"}], "agencies_asked": "lead"}
    outcomes = [
        outcome_of(with_bodies(answer_of, ("甲", "lead")), **wanted),
        outcome_of(with_bodies(answer_of, ("甲", "sole")), **wanted),
        outcome_of(with_bodies(answer_of, ("甲", "lead"), ("乙", "lead")), **wanted),
        outcome_of(answer_of(refused=True), agencies_asked="lead"),
        outcome_of(**wanted),
        outcome_of(answer_of("d#一")),
    ]
    assert agencies_exact(outcomes).value == 1 / 5
    assert agencies_exact(outcomes).cases == 5


def test_refusals_have_precision_and_recall_by_class(answer_of, outcome_of):
    yes, no = answer_of(refused=True), answer_of("d#一")
    outcomes = [
        outcome_of(yes, **OFF_TOPIC),
        outcome_of(yes, **OFF_TOPIC),
        outcome_of(yes, **NEAR_MISS),
        outcome_of(no, **NEAR_MISS),
        outcome_of(yes),
        outcome_of(no),
    ]
    measured = refusals_by_class(outcomes)
    assert measured["off_topic"].recall.value == 2 / 2
    assert measured["off_topic"].precision.value == pytest.approx(2 / (2 + 1))
    assert measured["near_miss"].recall.value == 1 / 2
    assert measured["near_miss"].precision.value == pytest.approx(1 / (1 + 1))
    assert measured["all"].recall.value == 3 / 4
    assert measured["all"].precision.value == pytest.approx(3 / (3 + 1))


def test_a_greeting_is_a_class_of_its_own(answer_of, outcome_of):
    greeting = outcome_of(answer_of(refused=True), clauses=[], category="greeting")
    assert set(refusals_by_class([greeting])) == {"all", "greeting"}


def test_reasons_are_counted_once_a_case(outcome_of):
    missed = Finding(reason=Reason.RETRIEVAL_MISS, detail="")
    twice = Judgement(findings=(missed, missed))
    outcomes = [outcome_of(right=False), outcome_of().model_copy(update={"judgement": twice})]
    assert count_reasons(outcomes) == {Reason.RETRIEVAL_MISS: 2}


def test_a_run_of_failures_still_has_its_measures(outcome_of):
    measures = measure([outcome_of(right=False, ranked=())])
    assert measures.accuracy.value == 0
    assert measures.first_citation.value == 0
    assert measures.citations.recall.value == 0
    assert measures.retrieval["all"].hit_at_1.value == 0
    assert measures.calibration.answers == 0
    assert measures.seconds_histogram == ()


def test_no_case_at_all_has_measures_of_no_cases():
    measures = measure([])
    assert measures.accuracy.cases == 0
    assert measures.retrieval == {}
    assert measures.calibration.auroc_right is None


def test_500_cases_are_measured_within_3_seconds(answer_of, outcome_of):
    outcomes = [
        outcome_of(
            answer_of("d#一", text=f"建设{number}个[1]。", confidence=number % 100 / 100),
            right=number % 3 > 0,
            ranked=tuple(f"d#{(rank + number) % 12}" for rank in range(10)),
            seconds=(number / 1000,),
        )
        for number in range(500)
    ]
    start = time.process_time()
    measure(outcomes)
    assert time.process_time() - start < 3
