"""Answers from links: a statement with counts, a table with citations, and what they never say."""

import re
from datetime import date

import pytest
from small_documents import clause, document, parsed

from corpus.library import Corpus
from corpus.types import Level, Responsibility, Role, Status
from embeddings.build import build_index
from embeddings.hashed import HashedEncoder
from embeddings.index import ClauseIndex
from embeddings.link_store import LinkStore, ReadLink
from embeddings.link_types import Link, LinkKind, Why
from embeddings.progress import silent
from rag.assistant import Assistant
from rag.knowledge import Knowledge
from rag.types import Answer, Intent
from rag.validator import problems_of


def by(*agencies):
    role = Role.SOLE if len(agencies) == 1 else Role.JOINT
    return tuple(Responsibility(agency=one, role=role, words=one) for one in agencies)


def titled(name, title, place, **changes):
    return document(name, title=title, place=place, level=Level.PROVINCE, **changes)


SHANXI = titled(
    "shanxi", "山西省物流方案", "山西", issued_on=date(2017, 5, 15), status=Status.REPEALED
)
SICHUAN = titled(
    "sichuan", "四川省物流方案", "四川", issued_on=date(2022, 10, 18), status=Status.IN_FORCE
)
COLD = clause(
    "shanxi",
    "一1",
    "1.建设冷库。到2020年,建成5个冷库。(责任单位:省商务厅)",
    heading="建设冷库",
    responsibilities=by("省商务厅"),
)
LAND = clause(
    "shanxi",
    "一2",
    "2.保障用地。安排仓储用地。(责任单位:省国土资源厅)",
    heading="保障用地",
    responsibilities=by("省国土资源厅"),
)
COAL = clause("shanxi", "一3", "3.推进煤炭交易。完善价格机制|平台。", heading="推进煤炭交易")
COLD_TOO = clause(
    "sichuan",
    "一1",
    "1.完善冷链。建成8个冷库。(责任单位:商务厅、财政厅)",
    heading="完善冷链",
    responsibilities=by("商务厅", "财政厅"),
)
SUPPORT = clause("sichuan", "一2", "2.强化支持。加大投入。优先安排仓储用地。", heading="强化支持")
LIVE = clause("sichuan", "一3", "3.发展直播。培育主播。", heading="发展直播")


def link(first, second, kind, sentences=("甲。", "乙。")):
    why = Why(measures={}, sentences=sentences)
    computed = Link(first=first, second=second, kind=kind, score=0.9, why=why)
    return ReadLink(first=first, second=second, kind=kind, computed=computed)


class FixedLinks:
    """Links between clauses as a test gives them."""

    def __init__(self, *links):
        self._links = links

    def links_of(self, first, second):
        both = (*self._links, *(one.turned() for one in self._links))
        return [
            one for one in both if one.first.startswith(first) and one.second.startswith(second)
        ]


LINKS = FixedLinks(
    link("shanxi#一1", "sichuan#一1", LinkKind.SAME),
    link("shanxi#一2", "sichuan#一2", LinkKind.PARTLY, ("安排仓储用地。", "优先安排仓储用地。")),
)


def made(home, links, *documents):
    build_index(documents, home, HashedEncoder(), silent)
    index = ClauseIndex(home, HashedEncoder())
    return Assistant(Knowledge(Corpus(documents)), index, links=links)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    documents = (parsed(SHANXI, COLD, LAND, COAL), parsed(SICHUAN, COLD_TOO, SUPPORT, LIVE))
    return made(tmp_path_factory.mktemp("home"), LINKS, *documents)


def asked(assistant, *turns) -> Answer:
    answer = assistant.answer(list(turns))[-1]
    assert assistant.replaced == 0
    return answer


def rows_of(answer):
    return [one for one in answer.text.split("\n") if one.startswith("|")][2:]


def test_what_one_lacks_is_listed_with_silent_cells(assistant):
    answer = asked(assistant, "山西有哪些任务四川没有?")
    assert answer.intent is Intent.COMPARE
    assert not answer.refused
    [row] = rows_of(answer)
    assert row.startswith("| 推进煤炭交易[1] | 完善价格机制/平台[1] | 没有写到 |")
    assert [one.clause for one in answer.citations] == ["一3"]
    shanxi, sichuan = answer.comparison.sides
    assert (shanxi.covered, sichuan.covered, sichuan.citations) == (True, False, ())


def test_the_statement_counts_what_is_shared_wholly_in_part_and_not(assistant):
    answer = asked(assistant, "山西有哪些任务四川没有?")
    assert (
        "《山西省物流方案》共有3条:1条另一方也有,1条另一方有一部分,1条另一方没有写到。"
        in answer.text
    )
    assert answer.comparison.totals["shanxi: alone"] == 1


def test_columns_are_headed_by_level_date_and_validity(assistant):
    answer = asked(assistant, "山西有哪些任务四川没有?")
    assert "《山西省物流方案》(省级,2017-05-15,已失效)" in answer.text
    assert "《四川省物流方案》(省级,2022-10-18,有效)" in answer.text
    assert answer.text.startswith("⚠ 《山西省物流方案》已失效")
    assert "其中有文件已失效。" in answer.text


def test_shared_tasks_have_bodies_figures_and_dates_each_cell_cited(assistant):
    answer = asked(assistant, "山西和四川的任务有哪些相同?")
    cold, land = rows_of(answer)
    assert "建成5个冷库" in cold
    assert "数字:建成8个冷库[2]" in cold
    assert "单位:**商务厅**(共同负责)、**财政厅**(共同负责)" in cold
    assert cold.endswith("| 单位不同、数字不同 |")
    for row in (cold, land):
        cells = row.strip("| ").split(" | ")[:3]
        assert all(re.search(r"\[\d+\]$", cell) for cell in cells)


def test_half_a_sentence_is_reported_as_half_a_sentence(assistant):
    answer = asked(assistant, "山西和四川的任务有哪些相同?")
    land = rows_of(answer)[1]
    assert "部分:优先安排仓储用地[" in land
    assert "部分对应" in land
    assert answer.comparison.rows[1].cells[1].partial
    assert any(one.quote == "优先安排仓储用地。" for one in answer.citations)


def test_the_fate_of_tasks_shows_those_that_are_gone_too(assistant):
    answer = asked(assistant, "山西2017年方案的任务后来四川2022年方案里还有哪些?")
    assert len(rows_of(answer)) == 3
    assert rows_of(answer)[2].count("没有写到") == 1


def test_rows_say_the_same_in_json(assistant):
    answer = asked(assistant, "山西和四川的任务有哪些相同?")
    row = answer.comparison.rows[0]
    assert row.heading == "建设冷库"
    assert row.differs == ("bodies", "figures")
    assert row.cells[1].agencies == ("商务厅", "财政厅")
    assert row.cells[1].targets == ("建成8个冷库",)
    assert row.cells[1].clauses == ("一1",)


def test_bodies_are_listed_only_where_they_are_asked_for(assistant):
    of_bodies = asked(assistant, "山西和四川同样的任务责任单位有什么不同?")
    assert [one.name for one in of_bodies.agencies[:3]] == ["省商务厅", "商务厅", "财政厅"]
    assert asked(assistant, "山西有哪些任务四川没有?").agencies == ()


def test_an_english_question_has_an_english_answer(assistant):
    answer = asked(assistant, "What does Shanxi have that Sichuan lacks?")
    assert (
        "has 3 clauses: 1 clause that the other has too, 1 clause of which it has a part"
        in answer.text
    )
    [row] = rows_of(answer)
    assert "| silent |" in row


def test_nothing_to_list_is_said(tmp_path):
    links = FixedLinks(link("shanxi#一1", "sichuan#一1", LinkKind.SAME))
    both = (parsed(SHANXI, COLD), parsed(SICHUAN, COLD_TOO))
    answer = asked(made(tmp_path, links, *both), "山西有哪些任务四川没有?")
    assert "没有这样的条款。" in answer.text
    assert not answer.refused
    assert answer.citations == ()


def test_a_long_list_is_cut_and_says_how_many_are_left(tmp_path):
    many = [
        clause("shanxi", f"一{n}", f"{n}.推进第{n}类改革。", heading=f"推进第{n}类改革")
        for n in range(1, 31)
    ]
    both = (parsed(SHANXI, *many), parsed(SICHUAN, LIVE))
    answer = asked(made(tmp_path, FixedLinks(), *both), "山西有哪些任务四川没有?")
    assert len(rows_of(answer)) == 20
    assert "另有10条没有列出,全部见命令 zhengda links。" in answer.text


@pytest.mark.parametrize(
    ("question", "more"),
    [
        ("山西和四川的任务有哪些相同?", "]等 |"),
        ("Which tasks are in both Shanxi and Sichuan?", "] and more |"),
    ],
)
def test_a_cell_with_many_clauses_says_that_there_are_more(question, more, tmp_path):
    several = [clause("sichuan", f"一{n}", f"{n}.建设冷库{n}处。") for n in range(1, 5)]
    links = FixedLinks(
        *(link("shanxi#一1", one.clause_id, LinkKind.SAME) for one in several),
    )
    both = (parsed(SHANXI, COLD), parsed(SICHUAN, *several))
    answer = asked(made(tmp_path, links, *both), question)
    [row] = rows_of(answer)
    assert more in row
    assert answer.comparison.rows[0].cells[1].more == 2


def test_a_conversation_can_turn_the_comparison_round(assistant):
    answer = asked(assistant, "山西有哪些任务四川没有?", "反过来呢?")
    [row] = rows_of(answer)
    assert row.startswith("| 发展直播[1]")


def test_without_links_documents_are_not_compared_as_wholes(tmp_path):
    both = (parsed(SHANXI, COLD, LAND, COAL), parsed(SICHUAN, COLD_TOO, SUPPORT, LIVE))
    answer = made(tmp_path, None, *both).answer(["山西有哪些任务四川没有?"])[0]
    assert answer.comparison is None or answer.comparison.rows == ()


def test_a_changed_count_or_an_uncited_cell_does_not_pass(assistant):
    answer = asked(assistant, "山西和四川的任务有哪些相同?")
    wrong_count = answer.text.replace("共有3条", "共有7条")
    wrong_figure = answer.text.replace("建成8个冷库[2]", "建成9个冷库[2]")
    uncited = answer.text.replace("部分:优先安排仓储用地[4]", "部分:优先安排铁路用地")
    for text in (wrong_count, wrong_figure, uncited):
        assert text != answer.text
        changed = answer.model_copy(update={"text": text})
        assert problems_of(changed, assistant.knowledge)


@pytest.mark.parametrize("field", ["agencies", "targets", "deadlines"])
def test_a_cell_with_what_its_clauses_do_not_have_does_not_pass(field, assistant):
    answer = asked(assistant, "山西和四川的任务有哪些相同?")
    row = answer.comparison.rows[0]
    wrong = row.cells[1].model_copy(update={field: ("省水利厅",)})
    rows = (row.model_copy(update={"cells": (row.cells[0], wrong)}),)
    comparison = answer.comparison.model_copy(update={"rows": rows})
    changed = answer.model_copy(update={"comparison": comparison})
    assert [one.words for one in problems_of(changed, assistant.knowledge)] == ["省水利厅"]


@pytest.fixture(scope="module")
def of_shipped(shipped, tmp_path_factory):
    """An assistant on the shipped documents with links that a person has confirmed."""
    home = tmp_path_factory.mktemp("shipped")
    build_index(shipped.parsed, home, HashedEncoder(), silent)
    links = LinkStore(home)
    pairs = [("sichuan-circulation-2022#七(三)", "sichuan-ecommerce-express-2018#三(一)")]
    for first, second in pairs:
        links.confirm(first, second, LinkKind.SAME, by="li")
    return Assistant(Knowledge(shipped), ClauseIndex(home, HashedEncoder()), links=links)


@pytest.mark.parametrize(
    "question",
    [
        "四川两份方案都有哪些任务?",
        "which tasks are in both Sichuan plans?",
        "四川兩份方案都有哪些任務?",
    ],
)
def test_a_link_that_a_person_added_answers(question, of_shipped):
    answer = asked(of_shipped, question)
    assert [one.clause for one in answer.citations] == ["七(三)", "三(一)"]


@pytest.mark.parametrize(
    "question",
    [
        "山西有哪些任务四川没有?",
        "what does Shanxi have that Sichuan lacks?",
        "咸阳要点里哪些任务县域计划没有",
    ],
)
def test_long_answers_on_shipped_documents_hold(question, of_shipped):
    assert asked(of_shipped, question).comparison.rows
