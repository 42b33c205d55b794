import pytest

from eval.cases import Case
from eval.judge import Finding, Judgement, Reason
from eval.measures import (
    Outcome,
    accuracy_by,
    agencies_exact,
    count_reasons,
    first_citation,
    measure,
    refusals_by_class,
    retrieval_by_language,
    seconds_of,
    share,
)
from rag.types import Answer, Citation

WRONG = Judgement(findings=(Finding(reason=Reason.RETRIEVAL_MISS, detail=""),))


def cite(clause_id):
    document, clause = clause_id.split("#")
    return Citation(
        n=1,
        document=document,
        title="",
        clause=clause,
        heading="",
        quote="字",
        cite_as="",
        source_file="",
        source_lines=(1, 1),
        status="not_stated",
        clause_text="字",
    )


def answer(*, refused=False, cited="a#一", agencies=()):
    return Answer(
        question="?",
        standalone_question="?",
        language="zh-Hans",
        intent="agency",
        refused=refused,
        text="字",
        agencies=[{"name": name, "role": role, "citation": 1} for name, role in agencies],
        citations=[cite(cited)],
        confidence=1,
    )


def case(**changes):
    fields = {"id": "x", "category": "agency", "language": "zh-Hans", "turns": ["?"]}
    return Case.model_validate(fields | {"clauses": [["a#一", "b#二"]]} | changes)


def outcome(given=None, *, right=True, ranked=None, **changes):
    return Outcome(
        case=case(**changes),
        answers=(given,) if given else (),
        judgement=Judgement() if right else WRONG,
        ranked=ranked,
    )


def refuse(given, kind):
    return outcome(given, clauses=[], category="refuse", refusal_class=kind)


def test_a_share_is_the_mean_and_its_interval_holds_it():
    three_of_four = share([True, True, True, False])
    assert three_of_four.value == 3 / 4
    assert three_of_four.cases == 4
    # Drawing four: P(none right) = 1/256 = 0.4%, P(at most one) = 1/256 + 12/256 = 5.1%, so 2.5%
    # falls on 1/4; P(all right) = 81/256 = 32%, so 97.5% falls on 1.
    assert (three_of_four.low, three_of_four.high) == (1 / 4, 1)


def test_the_interval_agrees_with_the_binomial_distribution():
    # 100 draws at 0.5: 2.5% and 97.5% quantiles of the binomial are 40 and 60.
    half = share([1.0, 0.0] * 50)
    assert half.low == pytest.approx(0.40, abs=0.011)
    assert half.high == pytest.approx(0.60, abs=0.011)


def test_the_interval_is_the_same_each_time_and_none_without_spread():
    uneven = [number / 97 for number in range(97)]
    assert share(uneven) == share(uneven)
    assert share([1, 1]) == share([1, 1]).model_copy(update={"value": 1, "low": 1, "high": 1})
    assert share([]).cases == 0


def test_accuracy_counts_a_case_in_each_of_its_groups():
    outcomes = [outcome(), outcome(right=False), outcome(right=False, clauses=[["a#三"]])]
    shares = accuracy_by(outcomes, lambda one: one.documents)
    assert {group: one.value for group, one in shares.items()} == {"a": 1 / 3, "b": 1 / 2}


def test_the_first_citation_is_measured_where_clauses_are_wanted():
    outcomes = [
        outcome(answer(cited="b#二")),
        outcome(answer(cited="a#二")),
        outcome(None),
        refuse(answer(refused=True), "off_topic"),
    ]
    assert first_citation(outcomes).value == 1 / 3


def test_agencies_are_exact_with_their_roles_where_they_are_asked_for():
    wanted = {"agencies": [{"name": "甲", "role": "lead"}], "agencies_asked": "lead"}
    outcomes = [
        outcome(answer(agencies=[("甲", "lead")]), **wanted),
        outcome(answer(agencies=[("甲", "sole")]), **wanted),
        outcome(answer(agencies=[("甲", "lead"), ("乙", "lead")]), **wanted),
        outcome(answer(refused=True), agencies_asked="lead"),
        outcome(None, **wanted),
        outcome(answer()),
    ]
    assert agencies_exact(outcomes).value == 1 / 5
    assert agencies_exact(outcomes).cases == 5


def test_retrieval_is_measured_by_language_over_the_cases_that_were_ranked():
    tenth = ("c#1",) * 9
    outcomes = [
        outcome(ranked=("a#一", "b#二")),
        outcome(ranked=("c#1", "c#2", "b#二")),
        outcome(ranked=(*tenth, "a#一"), language="en"),
        outcome(ranked=(*tenth, "c#1", "a#一"), language="en"),
        outcome(ranked=None, language="en"),
    ]
    measured = retrieval_by_language(outcomes)
    assert set(measured) == {"all", "zh-Hans", "en"}
    assert measured["zh-Hans"].hit_at_1.value == 1 / 2
    assert measured["zh-Hans"].hit_at_3.value == 2 / 2
    assert measured["zh-Hans"].mrr_at_10.value == pytest.approx((1 + 1 / 3) / 2)
    assert measured["en"].mrr_at_10.value == pytest.approx((1 / 10 + 0) / 2)
    assert measured["all"].mrr_at_10.value == pytest.approx((1 + 1 / 3 + 1 / 10) / 4)


def test_refusals_have_precision_and_recall_by_class():
    yes, no = answer(refused=True), answer()
    outcomes = [
        refuse(yes, "off_topic"),
        refuse(yes, "off_topic"),
        refuse(yes, "near_miss"),
        refuse(no, "near_miss"),
        outcome(yes),
        outcome(no),
    ]
    measured = refusals_by_class(outcomes)
    assert measured["off_topic"].recall.value == 2 / 2
    assert measured["off_topic"].precision.value == pytest.approx(2 / (2 + 1))
    assert measured["near_miss"].recall.value == 1 / 2
    assert measured["near_miss"].precision.value == pytest.approx(1 / (1 + 1))
    assert measured["all"].recall.value == 3 / 4
    assert measured["all"].precision.value == pytest.approx(3 / (3 + 1))


def test_a_greeting_is_a_class_of_its_own():
    greeting = outcome(answer(refused=True), clauses=[], category="greeting")
    assert set(refusals_by_class([greeting])) == {"all", "greeting"}


def test_reasons_are_counted_once_a_case():
    twice = WRONG.model_copy(update={"findings": WRONG.findings * 2})
    outcomes = [outcome(right=False), outcome().model_copy(update={"judgement": twice})]
    assert count_reasons(outcomes) == {Reason.RETRIEVAL_MISS: 2}


def test_seconds_are_interpolated():
    # The 95th percentile of 5 values stands at index 0.95 * 4 = 3.8: 4 + 0.8 * (9 - 4) = 8.
    seconds = seconds_of([3, 1, 2, 9, 4])
    assert seconds.median == 3
    assert seconds.p95 == pytest.approx(8)
    assert seconds_of([]).median == 0


def test_a_run_of_failures_still_has_its_measures():
    measures = measure([outcome(None, right=False, ranked=())])
    assert measures.accuracy.value == 0
    assert measures.first_citation.value == 0
    assert measures.retrieval["all"].hit_at_1.value == 0
