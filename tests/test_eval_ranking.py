import random
from math import log2

import pytest
from sklearn.metrics import ndcg_score

from eval.ranking import hit_at_1_by_language, retrieval_by_language

OTHERS = ("c#1", "c#2", "c#3", "c#4", "c#5", "c#6", "c#7", "c#8", "c#9", "c#10")


def test_hits_and_the_reciprocal_rank_are_measured_by_language(outcome_of):
    outcomes = [
        outcome_of(ranked=("d#一", "e#二")),
        outcome_of(ranked=("c#1", "c#2", "e#二")),
        outcome_of(ranked=(*OTHERS[:9], "d#一"), language="en"),
        outcome_of(ranked=(*OTHERS, "d#一"), language="en"),
        outcome_of(ranked=None, language="en"),
    ]
    measured = retrieval_by_language(outcomes)
    assert set(measured) == {"all", "zh-Hans", "en"}
    assert measured["zh-Hans"].hit_at_1.value == 1 / 2
    assert measured["zh-Hans"].hit_at_3.value == 2 / 2
    assert measured["zh-Hans"].mrr_at_10.value == pytest.approx((1 + 1 / 3) / 2)
    assert measured["en"].mrr_at_10.value == pytest.approx((1 / 10 + 0) / 2)
    assert measured["all"].mrr_at_10.value == pytest.approx((1 + 1 / 3 + 1 / 10) / 4)


def test_gain_falls_with_the_logarithm_of_the_rank(outcome_of):
    outcomes = [
        outcome_of(ranked=("c#1", "d#一")),
        outcome_of(ranked=("d#一", "c#1", "e#二"), clauses=[["d#一"], ["e#二"]]),
        outcome_of(ranked=(*OTHERS, "d#一")),
    ]
    second = 1 / log2(3)
    both = (1 + 1 / log2(4)) / (1 + 1 / log2(3))
    assert retrieval_by_language(outcomes)["all"].ndcg_at_10.value == pytest.approx(
        (second + both + 0) / 3
    )


def test_a_second_member_of_a_group_adds_nothing(outcome_of):
    outcomes = [outcome_of(ranked=("d#一", "e#二")), outcome_of(ranked=("e#二",))]
    assert retrieval_by_language(outcomes)["all"].ndcg_at_10.value == 1
    two_groups = outcome_of(ranked=("d#一", "e#二"), clauses=[["d#一", "e#二"], ["d#三"]])
    assert retrieval_by_language([two_groups])["all"].ndcg_at_10.value == pytest.approx(
        1 / (1 + 1 / log2(3))
    )


def test_the_first_member_of_a_group_keeps_its_rank_when_others_follow(outcome_of):
    measured = retrieval_by_language([outcome_of(ranked=("d#一", "c#1", "e#二"))])["all"]
    assert measured.hit_at_1.value == 1
    assert measured.mrr_at_10.value == 1


def test_finding_nothing_counts_as_a_miss(outcome_of):
    measured = retrieval_by_language([outcome_of(ranked=("d#一",)), outcome_of(ranked=())])
    assert measured["all"].hit_at_1.value == 1 / 2
    assert measured["all"].ndcg_at_10.value == 1 / 2
    assert measured["all"].hit_at_1.cases == 2


def test_the_contexts_are_what_was_ranked(outcome_of):
    outcomes = [outcome_of(ranked=("d#一", "c#1", "c#2", "c#3"), clauses=[["d#一"], ["d#二"]])]
    measured = retrieval_by_language(outcomes)["all"]
    assert measured.context_recall.value == 1 / 2
    assert measured.context_precision.value == 1 / 4


@pytest.mark.parametrize("seed", range(20))
def test_ndcg_agrees_with_another_implementation(outcome_of, seed):
    clauses = [f"d#{number}" for number in range(10)]
    chance = random.Random(seed)
    relevant = chance.sample(clauses, 3)
    ranked = chance.sample(clauses, 10)
    expected = ndcg_score([[one in relevant for one in ranked]], [range(10, 0, -1)], k=10)
    outcome = outcome_of(ranked=tuple(ranked), clauses=[[one] for one in relevant])
    assert retrieval_by_language([outcome])["all"].ndcg_at_10.value == pytest.approx(expected)


def test_first_hits_are_shared_out_by_language(case_of):
    cases = [case_of(), case_of(language="en"), case_of(language="en")]
    measured = hit_at_1_by_language(cases, [True, True, False])
    assert measured["zh-Hans"].value == 1
    assert measured["en"].value == 1 / 2
    assert measured["all"].value == 2 / 3
