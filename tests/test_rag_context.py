"""Which clause a question of a conversation is about."""

import math

import numpy as np
import pytest
from small_documents import context

from rag.context import WEIGHTS, Searched, features, standardised, weighed
from rag.types import Language

IDS = ("d#一", "d#二", "e#一")


def searched(own=(0, 0, 0), joined=(0, 0, 0), earlier=(0, 0, 0), words=(0, 0, 0)):
    return Searched(*(np.array(one, dtype=float) for one in (own, joined, earlier, words)))


def given(name, **changes):
    return features(context(**changes), IDS, searched(own=(1, 2, 3)))[name].tolist()


def test_the_last_answer_and_its_document_speak_for_a_clause():
    assert given("last") == [1, 0, 0]
    assert given("same document") == [1, 1, 0]
    assert given("history") == [1, 0, 1]


def test_a_document_named_now_leaves_those_spoken_of_behind():
    assert given("same document, open") == [1, 1, 0]
    assert given("same document, open", explicit=True) == [0, 0, 0]
    assert given("spoken of, open", explicit=True) == [0, 0, 0]


def test_to_return_speaks_for_earlier_answers_than_the_last():
    assert given("earlier answer, returns", returns=True) == [0, 0, 1]
    assert given("first answer, returns to it", returns_to_first=True) == [0, 0, 1]
    assert given("earlier answer, returns") == [0, 0, 0]


def test_another_thing_in_the_place_of_the_last_one_counts_with_a_topic_only():
    assert given("own, swaps", swaps=True) == [1, 2, 3]
    assert given("own, swaps", swaps=True, own_topic="那") == [0, 0, 0]


@pytest.mark.parametrize(
    ("topic", "language", "size"),
    [("清理 淤泥", Language.SIMPLIFIED, 4), ("cold storage", Language.ENGLISH, 4)],
)
def test_a_topic_is_as_long_as_its_characters_or_twice_its_english_words(topic, language, size):
    assert context(own_topic=topic, language=language).topic_size == size


def test_the_score_is_the_weighted_sum():
    scores = weighed(features(context(explicit=True), IDS, searched(own=(1, 0, 0))))
    # topic_size 4: short. d#一: own and own, short; last and last, short; same document; history.
    wanted = (
        WEIGHTS["own"]
        + WEIGHTS["own, short"]
        + WEIGHTS["last"]
        + WEIGHTS["last, short"]
        + WEIGHTS["same document"]
        + WEIGHTS["history"]
    )
    assert scores[0] == pytest.approx(wanted)
    assert scores[1] == pytest.approx(WEIGHTS["same document"])
    assert scores[2] == pytest.approx(WEIGHTS["history"])


def test_scores_of_few_clauses_are_brought_to_the_size_of_many():
    spread = math.sqrt(2 / 3)
    size = math.sqrt(math.log(230) / math.log(3))
    assert standardised(np.array([1.0, 2.0, 3.0])) == pytest.approx(
        [-size / spread, 0, size / spread]
    )
    assert standardised(np.array([2.0, 2.0])).tolist() == [0, 0]
