"""Questions that point at a clause themselves: what they are taken to ask, and what answers them."""

import pytest

from corpus.parse import CatalogueEntry, parse_document
from rag.types import Intent

PLAN = parse_document(
    """甘肃省人民政府办公厅关于印发《甘肃省物流工作方案》的通知
甘政办发〔2021〕3号
现将方案印发给你们。
一、总体要求
坚持市场主导。
二、重点任务
(一)完善网络
1.建设枢纽。建设两个枢纽。(责任单位:省商务厅)
2.畅通末端。设立村级站点。(省邮政管理局牵头,省交通运输厅配合)
(二)提升服务
1.推广运单。推广电子运单。(责任单位:省发展改革委)
2.共享车辆。开放车辆平台。(责任单位:省交通运输厅)
三、保障措施
(一)加强领导。成立专班。
(二)强化考核。每年考核。
""",
    CatalogueEntry("plan", "plan.txt", title_en="Gansu logistics plan 2021"),
)
POINTS = parse_document(
    """青海省2023年冷链工作要点
一、建设设施
1.新建冷库。新建冷库十座。(责任单位:省农业农村厅)
二、培育企业
(一)引进龙头。引进龙头企业。(责任单位:省商务厅)
三、保障措施
(一)落实用地。保障用地。(责任单位:省自然资源厅)
""",
    CatalogueEntry("points", "points.txt", place="青海"),
)


@pytest.fixture(scope="module")
def ask(assistant_on):
    assistant = assistant_on(PLAN, POINTS)
    return lambda *turns: assistant.answer(list(turns))[-1]


def cited(answer):
    return [f"{one.document}#{one.clause}" for one in answer.citations]


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("甘肃物流方案二(一)2,念一下大意", "plan#二(一)2"),
        ("甘肃方案第二部分的最后一条讲什么", "plan#二(二)2"),
        ("甘肅方案第三部分第(一)條", "plan#三(一)"),
        ("甘肃方案“保障措施”那部分的最后一点", "plan#三(二)"),
        ("甘肃方案二(一)2的下一条", "plan#二(二)1"),
        ("甘肃方案二(二)1的上一条说什么", "plan#二(一)2"),
        ("甘肃方案二(一)的下一条", "plan#二(二)"),  # a bare heading: the next of its kind
        ("Summarise the last point of part two of the Gansu plan.", "plan#二(二)2"),
        ("Read me 2.1.2 of the Gansu plan in two lines", "plan#二(一)2"),
        ("What is the clause after 二(一)1 in the Gansu plan about?", "plan#二(一)2"),
    ],
)
def test_a_question_that_only_names_a_clause_is_a_lookup(ask, question, clause):
    answer = ask(question)
    assert answer.intent is Intent.LOOKUP
    assert cited(answer) == [clause]


@pytest.mark.parametrize(
    ("question", "clause", "bodies"),
    [
        ("甘肃方案二(一)2谁牵头", "plan#二(一)2", ["省邮政管理局"]),
        ("甘肃方案第二部分最后一条归谁管", "plan#二(二)2", ["省交通运输厅"]),
        ("Who leads 二(一)2 of the Gansu plan?", "plan#二(一)2", ["省邮政管理局"]),
        ("甘肃方案二(一)2的下一条由谁负责", "plan#二(二)1", ["省发展改革委"]),
    ],
)
def test_a_question_on_the_bodies_of_a_clause_is_answered_from_it(ask, question, clause, bodies):
    answer = ask(question)
    assert answer.intent is Intent.AGENCY
    assert cited(answer)[0] == clause
    assert [body.name for body in answer.agencies] == bodies


def test_the_clause_after_the_last_one_does_not_exist(ask):
    assert ask("甘肃方案三(二)的下一条").refused


def test_of_several_documents_each_clause_with_the_number_is_shown(ask):
    answer = ask("三(一)怎么说")
    assert cited(answer) == ["plan#三(一)", "points#三(一)"]
    assert "哪一份文件" in answer.text


def test_a_bare_heading_stands_for_a_document_that_has_no_more(ask):
    assert cited(ask("第二部分讲什么")) == ["plan#二", "points#二"]


def test_of_several_clauses_in_one_document_one_is_to_be_chosen(ask):
    answer = ask("甘肃方案第2点讲什么")
    assert cited(answer) == ["plan#二(一)2", "plan#二(二)2"]
    assert "哪一条" in answer.text


@pytest.mark.parametrize(
    ("turns", "clause"),
    [
        (("甘肃方案二(二)1讲什么", "第2点呢"), "plan#二(二)2"),  # beside the last answer
        (("甘肃方案二(一)1讲什么", "(二)呢"), "plan#二(二)"),
        (("甘肃方案二(一)1讲什么", "最后一条呢"), "plan#三(二)"),
        (("甘肃方案二(一)1讲什么", "下一条呢"), "plan#二(一)2"),
        (("甘肃方案二(一)1讲什么", "三(一)的下一条"), "plan#三(二)"),
        (("What does clause 2(1)1 of the Gansu plan say?", "And the next one?"), "plan#二(一)2"),
    ],
)
def test_a_reference_in_a_conversation_is_read_from_where_it_stands(ask, turns, clause):
    answer = ask(*turns)
    assert answer.intent is Intent.LOOKUP
    assert cited(answer) == [clause]


def test_what_was_asked_of_a_clause_is_asked_of_the_next_one_named(ask):
    answer = ask("甘肃方案二(一)1谁负责", "那二(二)1呢")
    assert answer.intent is Intent.AGENCY
    assert [body.name for body in answer.agencies] == ["省发展改革委"]
    assert ask("甘肃方案二(一)1谁负责", "二(二)1讲什么").intent is Intent.LOOKUP


def test_the_tasks_of_a_body_may_be_asked_for_in_one_part_alone(ask):
    everywhere = ask("甘肃方案里省交通运输厅有哪些任务")
    in_part = ask("甘肃方案第二部分第(二)项里省交通运输厅有哪些任务")
    assert cited(everywhere) == ["plan#二(一)2", "plan#二(二)2"]
    assert cited(in_part) == ["plan#二(二)2"]


def test_a_quoted_heading_names_no_document(assistant_on):
    freight = parse_document(
        """甘肃省人民政府办公厅关于印发《甘肃省推进电子商务与快递协同发展方案》的通知
甘政办发〔2018〕3号
一、重点任务
(一)强化责任。落实责任。(责任单位:省邮政管理局)
""",
        CatalogueEntry("freight", "freight.txt"),
    )
    trade = parse_document(
        """甘肃省人民政府办公厅关于印发《甘肃省现代流通方案》的通知
甘政办发〔2022〕3号
一、重点任务
(一)发展电子商务。建设示范基地。(责任单位:省商务厅)
""",
        CatalogueEntry("trade", "trade.txt"),
    )
    [answer] = assistant_on(freight, trade).answer(["甘肃“发展电子商务”由哪些部门负责?"])
    assert [one.name for one in answer.agencies] == ["省商务厅"]
