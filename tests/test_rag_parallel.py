"""Values side by side in one sentence, each for something else."""

import pytest

from rag.parallel import Item, labelled, parallel_items, parts_of, told_apart

COLLEGES = "围绕企业、社会需求支持建设100个高职重点专业、300个中职重点专业。"
PROJECTS = "实现社会投资项目和政府投资项目70个、100个工作日内办结的目标,"


@pytest.mark.parametrize(
    ("part", "words", "text"),
    [
        (COLLEGES, "中专的重点专业", "围绕企业、社会需求支持建设……300个中职重点专业"),
        (COLLEGES, "高职的重点专业", "围绕企业、社会需求支持建设100个高职重点专业"),
        (PROJECTS, "政府投资项目", "政府投资项目……100个工作日内办结的目标,"),
    ],
)
def test_the_value_of_what_is_asked_for_is_told_from_its_neighbours(part, words, text):
    item = told_apart(words, parallel_items(part))
    assert item is not None
    assert item.text == text


def test_nothing_is_told_apart_by_words_that_all_share():
    assert told_apart("重点专业", parallel_items(COLLEGES)) is None


@pytest.mark.parametrize(
    "part",
    [
        "财政2025年、2026年、2027年分别安排8000万元,",
        "建成500个集散中心,",
        "成都、广元、绵阳等基地,",
        "",
    ],
)
def test_a_part_with_fewer_than_two_values_has_no_items(part):
    assert parallel_items(part) == []
    assert told_apart("成都", []) is None


def test_an_everyday_rendering_lends_its_words_to_the_value_it_gives():
    items = labelled(parallel_items(PROJECTS), "企业投的70个工作日批完,官家掏钱的100个工作日批完。")
    found = told_apart("官家掏钱", items)
    assert isinstance(found, Item)
    assert "100个工作日" in found.text


def test_each_of_several_may_say_first_what_it_is_of():
    items = parallel_items("衔接全球的洲际10小时、亚洲5小时航程圈,")
    assert [item.text[-6:] for item in items] == ["洲际10小时", "5小时航程圈"]
    asked = told_apart("飞亚洲的圈子", items)
    assert asked is not None
    assert asked.text == "亚洲5小时航程圈"
    assert parallel_items("到港3小时、到港5小时") == []  # nothing tells one from the other


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        (
            "补助不低于6000元，超过5公里的，提高至9000元，每年发。",
            ["补助不低于6000元，", "超过5公里的，提高至9000元，每年发。"],
        ),
        ("未享受的，按月发放，博士2000元。", ["未享受的，", "按月发放，", "博士2000元。"]),
        (
            "一级给5元，二级的，给4元；三级，给3元。",
            ["一级给5元，", "二级的，给4元；", "三级，", "给3元。"],
        ),
    ],
)
def test_a_condition_stands_with_what_it_is_the_condition_of(sentence, parts):
    assert parts_of(sentence) == parts
