"""The models of what is on topic, fitted on known questions."""

import numpy as np
import pytest

from corpus.library import Corpus
from corpus.parse import CatalogueEntry, parse_document
from eval.on_topic import (
    LEFT_OUT,
    OFF_TOPIC,
    ON_TOPIC,
    Example,
    fit,
    odds_held_out,
    stands_alone,
    told,
    without_places,
)
from rag.on_topic import Kind


def example(number, source, nearness):
    return Example(f"第{number}问", source, Kind.CHINESE, {"nearness": nearness, "words": 0.5})


NEAR = [example(n, ON_TOPIC, 0.9 + 0.001 * n) for n in range(40)]
FAR = [example(n + 40, (OFF_TOPIC, LEFT_OUT)[n % 2], 0.7 + 0.001 * n) for n in range(40)]


def test_what_lies_apart_is_told_apart():
    model = fit([*NEAR, *FAR])
    assert not any(model.accepts(one.measures) for one in FAR)
    refused = sum(not model.accepts(one.measures) for one in NEAR)
    assert refused <= 1  # 2 % of 40, by the threshold that is chosen
    assert told([*NEAR, *FAR]) == ("1.000", "0.025", "0.000", "0.000")


def test_each_question_is_told_without_itself():
    # Were it learned from, a single near question off topic that counts thrice would not stand out.
    stray = example(99, OFF_TOPIC, 0.95)
    *others, odds = odds_held_out([*NEAR, *FAR, stray])
    assert odds > np.median(others[: len(NEAR)])


def test_one_question_has_its_part_wherever_it_is_put():
    assert example(1, ON_TOPIC, 0.9).part == example(1, LEFT_OUT, 0.2).part


def plan(name, place):
    return parse_document(
        f"河道方案\n一、疏浚河道。\n{name}", CatalogueEntry(name, f"{name}.txt", place=place)
    )


@pytest.mark.parametrize(("document", "alone"), [("a", True), ("b", False), ("nation", False)])
def test_only_a_document_whose_topics_no_other_must_have_is_left_out(document, alone):
    corpus = Corpus(
        (plan("a", "甘肃"), plan("b", "青海"), plan("c", "青海"), plan("nation", "全国"))
    )
    assert stands_alone(document, corpus) is alone


def test_the_names_of_places_are_taken_out():
    assert without_places("甘肃和青海的河道谁来疏浚?") == "和的河道谁来疏浚?"
