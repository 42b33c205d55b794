"""The turns on which the weights of changes of topic are fitted."""

import json

import numpy as np
import pytest

from eval.cases import question_files, tuning_files
from eval.topic_changes import ELSEWHERE, Measured, Turn, _fitted, conversations, held_out
from eval.weights import tunable_cases


@pytest.fixture(scope="module")
def turns(knowledge):
    files = [*question_files(), *tuning_files()]
    cases = [case for some in tunable_cases(files).values() for case in some]
    return list(conversations(cases, knowledge))


def test_every_kind_of_turn_is_put_and_always_the_same(turns, knowledge):
    by_source = {}
    for turn in turns:
        by_source.setdefault(turn.source, []).append(turn)
    assert {source: len(some) > 40 for source, some in by_source.items()} == dict.fromkeys(
        ("follow-up", "off topic", "elsewhere", "heading"), True
    )
    assert all(len(turn.turns) > 1 for turn in turns)
    assert {turn.on_topic for turn in by_source["elsewhere"] + by_source["off topic"]} == {False}
    assert {turn.on_topic for turn in by_source["follow-up"] + by_source["heading"]} == {True}


def test_topics_of_no_document_stand_in_no_shipped_one(knowledge):
    topics = json.loads(ELSEWHERE.read_text("utf-8"))["zh"]
    headings = " ".join(clause.heading for clause in knowledge.clauses.values())
    assert [topic for topic in topics if topic in headings] == []


def test_turns_are_told_by_weights_fitted_without_them():
    measured = [
        Measured(Turn(("甲?", key), "follow-up" if place % 2 else "off topic", key), {})
        for place in range(80)
        for key in [f"问题{place}号"]
    ]
    values = np.array([[float(place % 2), 0.0] for place in range(80)])
    odds = held_out(measured, values)
    assert (odds[1::2] > odds[::2].max()).all()
    bias, slopes = _fitted(measured, values)
    assert slopes[0] > 0
    assert bias < bias + slopes[0]
