"""Clause references as people say them."""

import pytest

from corpus.parse import CatalogueEntry, parse_document
from rag.cite import spoken
from rag.references import resolve, spoken_reference


def parsed(name, text, **entry):
    return parse_document(text, CatalogueEntry(name, f"{name}.txt", **entry))


PLAN = parsed(
    "plan",
    """关于印发《甘肃省物流工作方案》的通知
甘政办发〔2021〕3号
现将方案印发给你们。
一、总体要求
坚持市场主导。
二、重点任务
(一)完善网络。
1.建设枢纽。建设两个枢纽。(责任单位:省商务厅)
2.畅通末端。设立村级站点。
(二)提升服务。
1.推广电子运单。
三、保障措施
(一)加强领导。
1.统筹协调。
(1)统一标准。
(2)共享车辆。
""",
)
POINTS = parsed(
    "points",
    """兰州市2024年工作要点
一、政务环境
1.一件事。
2.热线提质。
二、市场环境
3.公平竞争。
4.清理欠款。
""",
)
OTHER_POINTS = parsed("other", "一、任务\n4.第四件事。\n5.第五件事。\n")
RULES = parsed(
    "rules",
    """青海省市场条例
第一章 总则
第一条 为了规范市场,制定本条例。
第二条 本省市场适用本条例。
第二章 经营
第十条 经营者应当登记。
第十条之一 网络经营者应当公示。
第十二条 市场开办者应当建档。
""",
)


def said(question, document=PLAN):
    """Return the references of the clauses that a question names; None where it names none."""
    reference = spoken_reference(question)
    return (
        None if reference is None else [c.reference for c in resolve(reference, document.clauses)]
    )


@pytest.mark.parametrize(
    "question",
    [
        "二(一)2说了什么",
        "二\uff08一\uff09\uff12说了什么",  # full width
        "第二部分\uff08一\uff09第\uff12条",
        "二(一)2講什麼",
        "二、(一)2是什么内容",
        "第二部分第(一)条第2点怎么规定",
        "第二部分第一条第二点",
        "第二大部分(一)里的第2项",
        "第2部分第1项第2条",
        "第二章第一节第二条",
        "第二部分第(一)项第2条的原文",
        "what does clause 2(1)2 say?",
        "Clause 2 (1) 2, please",
        "section 2.1.2 of the plan",
        "item 2 of section 1 of part 2",
        "part two, section one, item two",
        "part II, section 1, item 2",
        "the second item of the first section of the second part",
    ],
)
def test_a_clause_is_found_by_every_usual_way_to_say_its_number(question):
    assert said(question) == ["二(一)2"]


@pytest.mark.parametrize(
    ("question", "references"),
    [
        ("第三部分第(一)项第1条第(2)点", ["三(一)1(2)"]),
        ("三(一)1(2)讲什么", ["三(一)1(2)"]),
        ("clause 3(1)1(2)", ["三(一)1(2)"]),
        ("第三部分", ["三"]),
        ("part 3", ["三"]),
        ("序言写了什么", ["序言"]),
        ("the preamble", ["序言"]),
    ],
)
def test_a_reference_may_be_deep_or_shallow(question, references):
    assert said(question) == references


def test_a_number_that_runs_through_the_parts_is_found_alone_and_with_its_part():
    assert said("第3条说什么", POINTS) == ["二3"]
    assert said("第二部分第4项", POINTS) == ["二4"]
    assert said("item 3", POINTS) == ["二3"]


@pytest.mark.parametrize(
    "question", ["第十二条怎么规定", "第12条怎么规定", "what does article 12 say?"]
)
def test_an_article_is_found_by_its_number_in_either_script(question):
    assert said(question, RULES) == ["第十二条"]


def test_an_ambiguous_number_means_every_clause_that_carries_it():
    both = [*POINTS.clauses, *OTHER_POINTS.clauses]
    found = resolve(spoken_reference("第4项是什么"), both)
    assert [clause.clause_id for clause in found] == ["points#二4", "other#一4"]


def test_a_number_that_no_clause_carries_names_nothing():
    assert said("第99条是什么") == []
    assert said("三(九)是什么") == []


@pytest.mark.parametrize(
    "question",
    [
        "第三方物流由谁负责",
        "十四五期间的目标是什么",
        "“十三五”规划说了什么",
        "第一批试点有哪些",
        "到2025年建设多少个站点",
        "三年行动计划的目标",
        "一件事集成办理谁牵头",
        "三农工作由谁负责",
        "12345热线由谁负责",
        "第二产业的增加值",
        "the first batch of pilots",
        "third-party logistics",
        "the 14th Five-Year Plan",
        "step 2 of the rollout",
        "the second stage",
    ],
)
def test_numbers_that_count_other_things_are_no_references(question):
    assert spoken_reference(question) is None


def test_a_clause_of_a_law_resolves_from_the_wording_of_its_citation():
    for reference in ("第一条", "第二条", "第十二条"):
        assert said(f"{spoken(reference)}的内容是什么?", RULES) == [reference]


def test_every_leaf_of_the_shipped_documents_resolves_from_the_wording_of_its_citation(shipped):
    for document in shipped.parsed:
        for clause in _leaves(document):
            said_as = f"{spoken(clause.reference)}的内容是什么?"
            found = resolve(spoken_reference(said_as), document.clauses)
            assert clause in found, clause.clause_id


def _leaves(document):
    parents = {clause.parent for clause in document.clauses}
    return [clause for clause in document.clauses if clause.reference not in parents]


@pytest.mark.parametrize(
    ("question", "references"),
    [
        ("完善网络那块(二(一))第2小点原文", ["二(一)2"]),
        ("二(一)讲什么", ["二(一)"]),  # and not what ends alike
        ("三的内容是什么", ["三"]),
        ("2024年第2季度", None),
        ("十四五2025年目标", None),
        ("二5个城市", None),
    ],
)
def test_references_of_unusual_form(question, references):
    assert said(question) == references


@pytest.mark.parametrize(
    ("question", "references"),
    [("兰州二3讲什么", ["二3"]), ("第1条", ["一1", "一"]), ("第一部分", ["一"])],
)
def test_a_number_that_runs_through_the_parts(question, references):
    assert said(question, POINTS) == references
