"""Stages of the work, the years in their headings, and the deadlines of tasks, as they are asked for."""

import pytest

from corpus.parse import CatalogueEntry, parse_document
from rag.types import Intent

COLD_STORES = parse_document(
    """关于印发《宁夏冷链工作方案》的通知
宁商发〔2023〕7号
一、总体思路。坚持统筹。
二、重点任务
(一)建设冷库。到2025年新建冷库二十座。
(二)培育企业。培育企业。
三、保障措施
(一)加强领导。成立专班。
附件
宁夏冷链工作实施步骤
一、动员部署阶段(2023年3月-6月)。各县完成摸底,报送冷库清单。
二、全面实施阶段(2024年7月-12月)。各县推进冷库建设,报送进度清单。
三、总结评估阶段(2025年1月-3月)。各县组织验收,报送总结清单。
""",
    CatalogueEntry("cold", "cold.txt", place="宁夏"),
)
PONDS = parse_document(
    """关于印发《青海养鱼工作方案》的通知
青商发〔2023〕8号
一、总体思路。坚持统筹。
二、重点任务
(一)建设鱼塘。第二阶段新建鱼塘三十座。
(二)培育鱼苗。培育鱼苗。
""",
    CatalogueEntry("ponds", "ponds.txt", place="青海"),
)


@pytest.fixture(scope="module")
def ask(assistant_on):
    assistant = assistant_on(COLD_STORES, PONDS)
    return lambda *turns: assistant.answer(turns)[-1]


def first(answer):
    citation = answer.citations[0]
    return f"{citation.document}#{citation.clause}"


@pytest.mark.parametrize(
    ("question", "clause_id"),
    [
        ("宁夏第二阶段要干什么?", "cold#附件二"),
        ("宁夏方案收官那一段要干什么?", "cold#附件三"),
        ("What is to be done in the wrap-up stage of the Ningxia plan?", "cold#附件三"),
    ],
)
def test_a_stage_is_quoted_from_the_annex(ask, question, clause_id):
    assert first(ask(question)) == clause_id


def test_a_stage_that_no_annex_has_is_searched_for_and_no_missing_clause(ask):
    answer = ask("青海方案第二阶段新建鱼塘几座?")
    assert (answer.refused, first(answer)) == (False, "ponds#二(一)")


@pytest.mark.parametrize(
    ("turns", "clause_id"),
    [
        (("宁夏动员部署阶段做什么?", "接下来那个阶段呢?"), "cold#附件二"),
        (("宁夏动员部署阶段做什么?", "下一阶段呢?"), "cold#附件二"),
        (("宁夏第二阶段做什么?", "上一个阶段呢?"), "cold#附件一"),
    ],
)
def test_the_stage_before_or_after_the_last_one(ask, turns, clause_id):
    assert first(ask(*turns)) == clause_id


@pytest.mark.parametrize(
    ("year", "clause_id"),
    [("2023", "cold#附件一"), ("2024", "cold#附件二"), ("2025", "cold#附件三")],
)
def test_a_year_means_the_stage_that_has_it_in_its_heading(ask, year, clause_id):
    assert first(ask(f"{year}年各县报送什么清单?")) == clause_id
    # Its other words alone lead to the first stage.
    assert first(ask(f"{year}年各县完成摸底报送冷库清单?")) == clause_id


def test_the_last_question_put_for_another_year_is_refused_where_its_clause_gives_others(ask):
    turns = ("宁夏冷库到2025年新建几座?",)
    assert "二十座" in ask(*turns).text
    refused = ask(*turns, "那到2024年呢?")
    assert refused.refused
    assert "2024年" in refused.text
    assert not ask(*turns, "那到2025年呢?").refused


def test_the_years_of_other_documents_are_no_years_of_the_one_asked(ask):
    assert ask("宁夏方案2031年要建什么?").refused
    assert ask("宁夏方案到2025年新建冷库几座?").intent is Intent.FACT
