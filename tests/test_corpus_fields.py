"""Bodies named by what they are in charge of."""

import pytest

from corpus.fields import body_of_field
from corpus.mentions import mentions_in


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("管钱的和管地的两个厅都算进去没有", ["finance", "natural-resources"]),
        ("管飞机场的那个省局有没有份", ["civil-aviation"]),
        ("水利口的活都有哪些", ["water-resources"]),
        ("林业、教育口都得上", ["forestry", "education"]),
        ("铁路那边负责吗", ["railway-company"]),
        ("四川管土地的那个厅", ["natural-resources"]),
        ("这摊事归水利还是归林业?", ["water-resources", "forestry"]),
        ("民航的也在里面不", ["civil-aviation"]),
        ("这块林业也管吗", ["forestry"]),
        ("这项工程是消防牵头吗", ["fire-rescue"]),
        ("民航算在里面吗?", ["civil-aviation"]),
        ("水利掺和不", ["water-resources"]),
        ("消防工程由谁牵头", []),
        ("不管钱的事", []),
        ("教育也管理得好", []),
        ("出口企业的水利工程", []),
        ("监管企业的办法由谁定", []),
        ("保管药的仓库在哪", []),
        ("管企业的政策有哪些", []),
        ("企业这边要交什么材料", []),
        ("快递那边的价格", []),
    ],
)
def test_a_field_stands_for_its_body_where_it_is_spoken_of_as_one(text, keys):
    assert [mention.name.key for mention in mentions_in(text)] == keys


def test_the_words_of_a_mention_are_those_of_the_text():
    [mention] = mentions_in("请问管粮食的那个部门负责吗")
    assert mention.name.written == "管粮食的那个部门"
    assert (mention.start, mention.end) == (2, 10)


def test_a_single_character_is_a_field_behind_the_verb_only():
    assert body_of_field("钱") is None
    assert body_of_field("民航").key == "civil-aviation"


def test_an_everyday_word_alone_is_a_topic_and_no_body():
    assert body_of_field("企业") is None
    assert body_of_field("快递") is None


def test_disabled_people_are_not_their_federation():
    assert mentions_in("care allowances for disabled people") == []
