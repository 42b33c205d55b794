"""Values that a sentence on the question must hold, and periods that the documents must name."""

import pytest
from topic_rules import NOTHING_ALONE

from corpus.parse import CatalogueEntry, parse_document
from rag.query import ValueKind
from rag.types import Intent
from rag.understand import understand
from rag.values_held import HOLDS, gives_value

PARTNERS = parse_document(
    "四川省人民政府办公厅关于印发《四川省流通方案》的通知\n一、重点任务\n"
    "(一)建设批发市场。打造川渝农产品批发市场联盟。(省商务厅、省粮食局按职责分工负责)\n"
    "(二)发放渔船执照。执照每两年换发。(责任单位:省农业农村厅)\n",
    CatalogueEntry("partners", "partners.txt", place="四川"),
)
RIVERS = parse_document(
    "甘肃省人民政府办公厅关于印发《甘肃省“十四五”河道方案》的通知\n一、重点任务\n"
    "(一)疏浚河道。疏浚黄河支流四十公里。巡查队每季度巡查一次。建设码头两处。\n"
    "(二)栽种柳树。栽种柳树,办理手续不超过100个工作日。\n",
    CatalogueEntry("rivers", "rivers.txt", place="甘肃"),
)


@pytest.fixture(scope="module")
def ask(assistant_on):
    assistant = assistant_on(RIVERS)
    return lambda question: assistant.answer([question])[0]


@pytest.mark.parametrize(
    ("question", "refused"),
    [
        ("疏浚黄河支流多少公里?", False),
        ("疏浚黄河支流多少吨?", True),  # there is a number, in another unit
        ("栽种柳树办理手续不超过多少个工作日?", False),
        ("栽种柳树多少亩?", True),
        ("建设码头几处?", False),
        ("栽种柳树一共补贴多少钱?", True),
        ("“十四五”河道方案疏浚黄河支流多少公里?", False),
        ("“十五五”河道规划疏浚黄河支流多少公里?", True),
    ],
)
def test_a_value_counts_only_in_its_unit_and_its_period(ask, question, refused):
    assert ask(question).refused is refused


LOCKERS = parse_document(
    "甘肃省人民政府办公厅关于印发《甘肃省邮政方案》的通知\n一、重点任务\n"
    "(一)布设快递柜。在全省社区、学校安装快递柜,快递柜纳入民生工程。县城布设服务网点30处。\n"
    "(二)便利通行。放宽快递三轮车通行限制,三轮车通道延长8公里。\n",
    CatalogueEntry("lockers", "lockers.txt", place="甘肃"),
)


@pytest.mark.parametrize(
    ("question", "refused"),
    [
        ("甘肃全省一共安装多少组快递柜?", True),
        ("甘肃县城布设多少处服务网点?", False),
        ("甘肃快递三轮车最高时速是多少公里?", True),
        ("What is the speed limit for express tricycles in Gansu?", True),
        ("甘肃三轮车通道延长多少公里?", False),
        ("How many km of lanes does Gansu add to speed up tricycles?", False),
        ("甘肃限速路段的三轮车通道延长多少公里?", False),
    ],
)
def test_what_is_shown_has_the_number_that_is_asked_for(assistant_on, question, refused):
    answer = assistant_on(LOCKERS).answer([question])[0]
    assert answer.refused is refused


def test_a_heading_may_hold_the_value(assistant_on):
    stages = parse_document(
        "方案\n一、部署阶段(2023年7月-12月)。印发通知,加强动员。\n二、总结阶段(2025年1月-10月)。全面总结。\n",
        CatalogueEntry("stages", "stages.txt"),
    )
    answer = assistant_on(stages).answer(["部署阶段加强动员是什么时候?"])[0]
    assert not answer.refused


@pytest.mark.parametrize(
    ("question", "refused"),
    [
        ("跟重庆搞的农产品批发市场联盟由谁负责?", False),
        ("重庆的流通方案里,农产品批发市场联盟由谁负责?", True),
        ("跟江苏搞的农产品批发市场联盟由谁负责?", True),
    ],
)
def test_a_place_without_documents_may_be_spoken_of_by_a_clause(assistant_on, question, refused):
    assert assistant_on(PARTNERS).answer([question])[0].refused is refused


def test_a_place_beside_one_with_documents_is_no_side_if_the_clause_speaks_of_both(assistant_on):
    question = "四川与重庆的农产品批发市场联盟由谁负责?"
    assert assistant_on(PARTNERS).answer([question])[0].intent is Intent.AGENCY


@pytest.mark.parametrize(
    ("question", "refused"),
    [
        ("那换发呢?", False),
        ("这一条里换发怎么办?", False),
        ("醉酒开车要坐牢吗?", True),
        ("明天下不下雨,出门要带伞吗?", True),
    ],
)
def test_a_follow_up_is_on_the_conversation_or_on_no_topic(assistant_on, question, refused):
    assistant = assistant_on(PARTNERS, topic_rule=NOTHING_ALONE)
    assert assistant.answer(["四川一(二)发放渔船执照怎么规定?", question])[1].refused is refused


@pytest.fixture(scope="module")
def ask_of_years(assistant_on):
    assistant = assistant_on(
        parse_document(
            "甘肃省人民政府办公厅关于印发《甘肃省河道方案》的通知\n一、重点任务\n"
            "(一)疏浚河道。2027年建成码头两处。\n(二)栽种柳树。栽种柳树四百亩。\n",
            CatalogueEntry("years", "years.txt", place="甘肃"),
        )
    )
    return lambda question: assistant.answer([question])[0]


def test_a_guessed_year_is_set_right_by_the_clause_that_gives_another(ask_of_years):
    answer = ask_of_years("建成码头是2031年吗?")
    assert (answer.refused, answer.verdict) == (False, "no")
    assert "2027年" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "2031年建成码头多少处?",  # no guess: what is asked for is that year
        "栽种柳树四百亩是2031年吗?",  # the clause found gives no year
        "2031年由谁建成码头?",
    ],
)
def test_a_year_that_no_document_names_is_refused_otherwise(ask_of_years, question):
    answer = ask_of_years(question)
    assert answer.refused
    assert "2031" in answer.text


@pytest.mark.parametrize(
    ("sentence", "holds"),
    [("公布三批试点县。", True), ("公布3批试点县。", True), ("公布第三批试点县。", False)],
)
def test_an_ordinal_is_no_count(sentence, holds):
    assert (HOLDS[ValueKind.COUNT].search(sentence) is not None) is holds


@pytest.mark.parametrize(
    ("question", "refused"),
    [
        ("甘南州疏浚黄河支流多少公里?", True),  # the plan never speaks of it
        ("疏浚黄河支流多少公里?", False),
        ("甘肃疏浚黄河支流多少公里?", False),
    ],
)
def test_a_fact_on_a_city_that_no_clause_speaks_of_is_refused(ask, question, refused):
    assert ask(question).refused is refused


@pytest.mark.parametrize(
    ("question", "refused"),
    [
        ("甘肃的柳树运到上海,办理手续要多少个工作日?", False),
        ("上海的柳树办理手续要多少个工作日?", True),
    ],
)
def test_where_something_goes_to_is_not_whose_document_is_asked(ask, question, refused):
    assert ask(question).refused is refused


@pytest.mark.parametrize(
    ("unit", "held"), [("minutes", True), ("kilometres", False), ("tonnes", False)]
)
def test_an_english_question_wants_its_unit(assistant_on, unit, held):
    ferries = parse_document(
        "甘肃省轮渡方案\n一、开行轮渡。轮渡每30分钟一班。\n",
        CatalogueEntry("ferries", "ferries.txt", place="甘肃"),
    )
    assistant = assistant_on(ferries)
    query = understand(f"How many {unit} between ferries?", None, assistant.knowledge.library)
    clause = assistant.knowledge.clauses["ferries#一"]
    assert gives_value(query, clause, assistant.knowledge, ()) is held
