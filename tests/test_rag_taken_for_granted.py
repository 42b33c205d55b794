"""Batches, amounts and years that a question takes for granted and its document does not have."""

import pytest

from corpus.parse import CatalogueEntry, parse_document
from rag.types import Intent


def plan(name, place, year, body):
    return parse_document(
        f"""{place}省人民政府办公厅关于印发《{place}省试点方案》的通知
{name}发〔{year}〕1号
一、重点任务
{body}
{place}省人民政府办公厅
{year}年1月2日
""",
        CatalogueEntry(name, f"{name}.txt", place=place),
    )


GANSU = plan(
    "gansu", "甘肃", 2020,
    "(一)公布试点县。公布第一批试点县三个,给予50万元奖励。(责任单位:省商务厅)\n(二)总结经验。总结第二批试点县。",
)  # fmt: skip
QINGHAI = plan("qinghai", "青海", 2021, "(一)公布试点县。公布试点县八个。(责任单位:省水利厅)")


@pytest.fixture(scope="module")
def ask(assistant_on):
    assistant = assistant_on(GANSU, QINGHAI)
    return lambda *turns: assistant.answer(turns)[-1]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("甘肃第四批试点县由谁公布?", "“第四批”"),
        ("甘肃第四批试点县有多少个?", "“第四批”"),
        ("甘肃试点县的30万元奖励由谁发?", "“30万元”"),
    ],
)
def test_what_the_document_has_others_of_is_refused_by_its_name(ask, question, words):
    answer = ask(question)
    assert (answer.refused, answer.agencies) == (True, ())
    assert words in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "甘肃第一批试点县由谁公布?",
        "甘肃第一批试点县有多少个?",
        "甘肃试点县的50万元奖励由谁发?",
        "青海第四批试点县有多少个?",  # it counts no batches
    ],
)
def test_what_the_document_gives_or_does_not_count_is_answered(ask, question):
    assert not ask(question).refused


def test_a_batch_may_stand_in_another_clause_of_the_document(ask):
    assert "第二批" not in GANSU.clauses[2].text
    answer = ask("甘肃第二批试点县由谁公布?")
    assert (answer.intent, answer.refused) == (Intent.AGENCY, False)


def test_the_year_of_another_document_is_no_year_of_the_one_asked(ask):
    refused = ask("青海的试点县2020年要公布多少个?")
    assert refused.refused
    assert "2020年" in refused.text
    assert not ask("青海的试点县2021年要公布多少个?").refused
