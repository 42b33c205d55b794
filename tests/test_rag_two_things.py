"""Two things set beside each other in one question that names no documents."""

import pytest

from corpus.parse import CatalogueEntry, parse_document
from rag.two_things import Split, splits_of
from rag.types import Intent, Verdict

PLAN = parse_document(
    "甘肃省人民政府办公厅关于印发《甘肃省水利方案》的通知\n一、重点任务\n"
    "(一)疏浚河道。2027年3月底前疏浚支流河道四十公里。(责任单位:省水利厅)\n"
    "(二)栽种柳树。2028年5月底前栽种柳树四百亩。(责任单位:省林业厅、省水利厅)\n"
    "(三)修缮码头。2027年3月底前修缮渔船码头两处。(责任单位:省水利厅)\n"
    "(四)饲养鸽子。在兰州市饲养鸽子。(责任单位:省农业厅)\n",
    CatalogueEntry("plan", "plan.txt", place="甘肃", title_en="Gansu water plan"),
)


@pytest.fixture(scope="module")
def ask(assistant_on):
    assistant = assistant_on(PLAN)
    return lambda question: assistant.answer([question])[0]


@pytest.mark.parametrize(
    ("text", "splits"),
    [
        ("疏浚河道由谁负责?", ()),
        ("疏浚河道跟栽种柳树", ()),  # nothing is said of both
        (
            "疏浚河道跟栽种柳树,都是水利厅管?",
            (Split("疏浚河道", "栽种柳树", "都是水利厅管"),),
        ),
        (
            "疏浚河道几月完?栽种柳树又是几月完?哪件先?",
            (Split("疏浚河道几月完", "栽种柳树又是几月完"),),
        ),
        ("这是同一步吗,都要走同一个窗口", ()),
        (
            "dredging and planting: is it the water department for both?",
            (Split("dredging", "planting", "is it the water department for both"),),
        ),
    ],
)
def test_a_question_is_cut_where_something_is_said_of_both_parts(text, splits):
    assert splits_of(text) == splits


def test_both_clauses_are_set_beside_each_other(ask):
    answer = ask("疏浚河道跟栽种柳树,都是水利厅一家在管吗?")
    assert answer.intent is Intent.COMPARE
    assert {one.clause for one in answer.citations} == {"一(一)", "一(二)"}
    assert answer.verdict is Verdict.NO
    assert [one.name for one in answer.agencies] == ["省水利厅", "省林业厅", "省水利厅"]


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("疏浚支流河道跟修缮渔船码头,是同一个月完吗?", Verdict.YES),
        ("疏浚支流河道跟栽种柳树,是同一个月完吗?", Verdict.NO),
        ("疏浚支流河道跟栽种柳树,是同一年完吗?", Verdict.NO),
    ],
)
def test_values_of_both_are_the_same_or_not(ask, question, verdict):
    assert ask(question).verdict is verdict


@pytest.mark.parametrize(
    "question",
    [
        "疏浚河道、修整河道,都是水利厅管吗?",  # both halves are on one clause
        "栽种柳树是林业厅和水利厅两家在管吗?",  # two bodies are no two things
        "栽种柳树,林业厅也要参加吗?",
    ],
)
def test_one_thing_is_no_comparison(ask, question):
    answer = ask(question)
    assert answer.intent is Intent.AGENCY
    assert len({one.clause for one in answer.citations}) == 1
