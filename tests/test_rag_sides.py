"""What a comparing question says of each side."""

import pytest

from corpus.parse import CatalogueEntry, parse_document
from rag.sides import sides_asked, words_by_side
from rag.wording import AGENCY


def plan(name, place, year):
    text = f"{place}省人民政府办公厅关于印发《{place}省渔业方案》的通知\n一、任务\n{place}省人民政府办公厅\n{year}年1月2日\n"
    return parse_document(text, CatalogueEntry(name, f"{name}.txt", place=place)).document


GANSU, QINGHAI = plan("gansu", "甘肃", 2020), plan("qinghai", "青海", 2021)
BOTH = (GANSU, QINGHAI)


@pytest.mark.parametrize(
    ("question", "of_gansu", "of_qinghai"),
    [
        (
            "扶持渔民:甘肃补多少油钱,青海给什么保险?",
            "扶持渔民 甘肃补多少油钱",
            "扶持渔民 青海给什么保险",
        ),
        (
            "渔业用地:2020年网箱用地、2021年码头用地,各归谁?",
            "渔业用地 2020年网箱用地 各归谁",
            "渔业用地 2021年码头用地 各归谁",
        ),
        (
            "甘肃推广网箱和青海修缮码头,拿出多少钱?",
            "甘肃推广网箱 拿出多少钱",
            "青海修缮码头 拿出多少钱",
        ),
        (
            "Silt: who clears it in Gansu, and who sells it in Qinghai?",
            "Silt who clears it in Gansu",
            "Silt who sells it in Qinghai",
        ),
    ],
)
def test_each_side_gets_its_own_part_beside_what_is_shared(question, of_gansu, of_qinghai):
    words = words_by_side(question, BOTH)
    assert {k: " ".join(v.split()) for k, v in words.items()} == {
        "gansu": of_gansu,
        "qinghai": of_qinghai,
    }


@pytest.mark.parametrize(
    "question",
    [
        "甘肃和青海的网箱养鱼有什么不同?",
        "网箱养鱼,甘肃、青海各怎么做?",
        "网箱养鱼谁负责",
        # What is said of one side alone says nothing of its own, or is asked of each.
        "甘肃要求网箱养鱼达到几成?青海自己定的目标又是多少?",
        "What are drones used for in Gansu's plan and in the Qinghai work points?",
        "甘肃养鱼和青海养鱼都要建网箱吗?",
        "甘肃和青海养鱼,2021年各拿出多少钱?",
    ],
)
def test_a_question_that_does_not_divide_is_about_every_side(question):
    assert words_by_side(question, BOTH) == {}


def test_bodies_are_asked_of_the_sides_named_beside_the_question():
    assert sides_asked("网箱养鱼,甘肃和青海怎么改进?甘肃谁牵头", BOTH, AGENCY) == ("gansu",)
    assert sides_asked("网箱养鱼,甘肃和青海各由谁牵头?", BOTH, AGENCY) == ()


@pytest.mark.parametrize(
    "question",
    [
        "Which bodies does Gansu name for silt, and which does Qinghai name?",
        "Who clears silt in Gansu on the one hand, in Qinghai on the other?",
        "Silt in Gansu and in Qinghai: list the units responsible on both sides please.",
    ],
)
def test_what_is_asked_of_one_side_is_asked_of_all_but_for_another_question(question):
    assert sides_asked(question, BOTH, AGENCY) == ()


def test_a_part_that_says_nothing_of_its_own_divides_no_question():
    question = "Silt in Gansu and in Qinghai: list the units responsible on both sides please."
    assert words_by_side(question, BOTH) == {}
