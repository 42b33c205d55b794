"""Rows of a table of tasks: until when they are to be done, and their bodies in a comparison."""

import pytest

from corpus.parse import CatalogueEntry, parse_document
from rag.types import Intent

MARKETS = parse_document(
    """关于印发《宁夏县域商业工作方案》的通知
宁商发〔2023〕7号
一、目标。建设网点。
二、措施。改造农村集市。
附件
任务分工表
序号 | 任务 | 责任单位 | 完成时限
1 | 编制商业规划 | 县商务局 | 2023年6月底前
2 | 改造农村集市 | 县住建局 | 2024年12月底前
3 | 培训小店店主 | 县邮政局 | 长期坚持
""",
    CatalogueEntry("markets", "markets.txt", place="宁夏"),
)
FAIRS = parse_document(
    """关于印发《青海农村集市方案》的通知
青商发〔2023〕8号
一、目标。建设网点。
二、措施。改造农村集市。(责任单位:省商务厅)
""",
    CatalogueEntry("fairs", "fairs.txt", place="青海"),
)


@pytest.fixture(scope="module")
def ask(assistant_on):
    assistant = assistant_on(MARKETS, FAIRS)
    return lambda *turns: assistant.answer(turns)[-1]


@pytest.mark.parametrize(
    ("question", "clause", "deadline"),
    [
        ("宁夏改造农村集市什么时候完成?", "附件#2", "完成时限:2024年12月底前。[1]"),
        ("宁夏培训小店店主什么时候完成?", "附件#3", "完成时限:长期坚持。[1]"),
    ],
)
def test_a_task_is_answered_with_the_deadline_of_its_row(ask, question, clause, deadline):
    answer = ask(question)
    assert (answer.refused, answer.citations[0].clause) == (False, clause)
    assert answer.text.count(deadline) == 1


def test_a_deadline_that_answers_by_itself_is_not_said_twice(ask):
    assert ask("宁夏附件第2行什么时候完成?").text.count("2024年12月底前") == 1


def test_a_deadline_is_given_only_where_a_date_is_asked(ask):
    answer = ask("宁夏要培训小店店主吗?")
    assert (answer.intent, answer.citations[0].clause) == (Intent.FACT, "附件#3")
    assert "完成时限" not in answer.text


def test_a_comparison_of_bodies_takes_them_from_the_row_on_the_same_task(ask):
    answer = ask("宁夏和青海的改造农村集市分别由谁负责?")
    assert answer.intent is Intent.COMPARE
    assert [one.name for one in answer.agencies] == ["县住建局", "省商务厅"]
    first = answer.citations[0]
    assert (first.document, first.clause) == ("markets", "附件#2")
