"""The sides of a comparison, each searched for what the others speak of."""

import numpy as np
import pytest
from small_documents import context

from rag.alignment import aligned, in_conversation
from rag.context import Searched

# a#二 says what b#一 says; nothing else is alike.
ALIKE = {("a#二", "b#一"): 0.9}


def likeness(first, second):
    return np.array(
        [[ALIKE.get((x, y), ALIKE.get((y, x), 0.0)) for y in second] for x in first]
    ).reshape(len(first), len(second))


def scores(*pairs):
    return dict(pairs)


def test_a_near_second_that_is_like_the_other_side_comes_first():
    sides = {
        "a": scores(("a#一", 0.50), ("a#二", 0.45), ("a#三", 0.0)),
        "b": scores(("b#一", 0.50), ("b#二", 0.10), ("b#三", 0.0)),
    }
    orders = aligned(sides, {}, likeness)
    assert orders == {"a": ["a#二", "a#一", "a#三"], "b": ["b#一", "b#二", "b#三"]}


def test_of_two_near_ones_the_clause_that_holds_the_topic_comes_first():
    sides = {
        "a": scores(("a#一", 0.50), ("a#四", 0.48), ("a#三", 0.0)),
        "b": scores(("b#二", 0.5), ("b#三", 0.0)),
    }
    assert aligned(sides, {}, likeness)["a"] == ["a#一", "a#四", "a#三"]
    assert aligned(sides, {}, likeness, {"a#四": 1.0})["a"] == ["a#四", "a#一", "a#三"]


def test_without_likeness_the_order_of_the_search_stands():
    sides = {"a": scores(("a#一", 0.9), ("a#三", 0.8)), "b": scores(("b#二", 0.9), ("b#三", 0.1))}
    assert aligned(sides, {}, likeness) == {"a": ["a#一", "a#三"], "b": ["b#二", "b#三"]}


def test_a_clause_that_is_far_behind_is_not_made_first_by_what_is_said_elsewhere():
    sides = {
        "a": scores(*((f"a#{n}", 0.0) for n in range(40)), ("a#二", -0.1)) | {"a#0": 1.0},
        "b": scores(("b#一", 0.5), ("b#二", 0.4)),
    }
    sides["a"] = dict(sorted(sides["a"].items(), key=lambda one: -one[1]))
    assert aligned(sides, {}, likeness)["a"][0] == "a#0"


def test_the_clause_of_an_earlier_answer_is_what_the_new_side_must_suit():
    sides = {
        "a": scores(("a#一", 0.5), ("a#二", 0.45), ("a#三", 0.0), ("a#四", -0.2)),
        "b": scores(("b#二", 0.9), ("b#一", 0.1)),
    }
    assert aligned(sides, {"b": "b#一"}, likeness)["a"][0] == "a#二"
    assert aligned(sides, {"b": "b#二"}, likeness)["a"][0] == "a#一"


def test_one_side_alone_or_an_empty_one_keeps_its_order():
    assert aligned({"a": scores(("a#一", 1.0), ("a#二", 0.0))}, {}, likeness) == {
        "a": ["a#一", "a#二"]
    }
    assert aligned({"a": {}, "b": scores(("b#一", 1.0))}, {}, likeness) == {"a": [], "b": ["b#一"]}


@pytest.mark.parametrize(("topic", "first"), [("打捞水草", 0), ("", 1)])
def test_words_of_its_own_count_only_where_they_are_a_topic(topic, first):
    searched = Searched(
        own=np.array([9.0, 0.0]),
        joined=np.array([0.0, 1.0]),
        earlier=np.array([0.0, 1.0]),
        words=np.zeros(2),
    )
    assert in_conversation(context(own_topic=topic), searched).argmax() == first
