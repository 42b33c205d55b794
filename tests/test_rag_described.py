"""A question on particulars that names no document, but says what it is about."""

import pytest
from topic_rules import ANYTHING, topic_rule

from corpus.parse import CatalogueEntry, parse_document


def plan(name, place, body):
    return parse_document(
        f"{place}省人民政府关于{name}的通知\n{place}政发〔2021〕{len(name)}号\n{body}"
        f"{place}省人民政府\n2021年3月1日\n",
        CatalogueEntry(name, f"{name}.txt", place=place),
    )


HARBOURS = plan(
    "harbours",
    "甘肃",
    "一、修缮码头\n疏浚航道,修缮渔船码头四十座,渔船进出报告。\n二、清理渔港\n清理渔港里的废弃渔船。\n三、渔船检验\n渔船每年检验。\n",
)
TREES = plan(
    "trees",
    "青海",
    "一、栽种行道树\n栽种行道树四千株。\n二、修剪枝叶\n每年修剪行道树枝叶。\n三、防治虫害\n防治行道树虫害。\n",
)
NUMBER = "甘肃政发〔2021〕8号"


@pytest.fixture(scope="module")
def ask(assistant_on):
    assistant = assistant_on(HARBOURS, TREES, topic_rule=topic_rule(least=0.3, words=1.0))
    return lambda *turns: assistant.answer(turns)[-1]


@pytest.mark.parametrize(
    "question", ["修缮渔船码头那个通知的文号是多少?", "清理废弃渔船的那份文件,文号多少?"]
)
def test_the_document_is_found_by_what_it_is_about(ask, question):
    answer = ask(question)
    assert not answer.refused
    assert {one.document for one in answer.citations} == {"harbours"}
    assert NUMBER in answer.text


def test_a_document_that_nothing_is_near_to_is_not_held(ask):
    answer = ask("骆驼养殖补贴那个通知的文号是多少?")
    assert answer.refused
    assert NUMBER not in answer.text


def test_several_documents_that_are_alike_near_are_not_told_apart(assistant_on):
    twins = [
        plan(name, place, "一、清理渔港\n清理渔港里的废弃渔船。\n")
        for name, place in (("one", "甘肃"), ("other", "青海"))
    ]
    answer = assistant_on(*twins, topic_rule=ANYTHING).answer(
        ["清理废弃渔船那个通知的文号是多少?"]
    )[0]
    assert {one.document for one in answer.citations} != {"one"}
    assert {one.document for one in answer.citations} != {"other"}


def test_a_document_that_is_named_is_not_looked_for(ask):
    answer = ask("青海的通知文号是多少?")
    assert {one.document for one in answer.citations} == {"trees"}
