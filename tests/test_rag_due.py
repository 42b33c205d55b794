"""All that is due by a day."""

from datetime import date

import pytest

from corpus.parse import CatalogueEntry, parse_document
from rag.types import Intent

PLAN = parse_document(
    "甘肃省人民政府办公厅关于印发《甘肃省渔业方案》的通知\n一、重点任务\n"
    "(一)修缮码头。2024年6月底前修缮渔船码头两处。(责任单位:省水利厅)\n"
    "(二)栽种柳树。2024年12月底前栽种柳树四百亩。(责任单位:省林业厅)\n"
    "(三)疏浚河道。2025年底前疏浚支流河道四十公里。(责任单位:省水利厅)\n"
    "(四)饲养鸽子。长期饲养鸽子。(责任单位:省农业厅)\n",
    CatalogueEntry("plan", "plan.txt", place="甘肃", title_en="Gansu fishery plan"),
)
OTHER = parse_document(
    "青海省人民政府办公厅关于印发《青海省桥梁方案》的通知\n一、加固桥梁\n2024年12月底前加固桥梁九座。\n",
    CatalogueEntry("other", "other.txt", place="青海", title_en="Qinghai bridges plan"),
)


@pytest.fixture(scope="module")
def assistant(assistant_on):
    return assistant_on(PLAN, OTHER)


@pytest.mark.parametrize(
    ("question", "clauses"),
    [
        ("甘肃的方案里哪些任务要在2024年12月底前完成?", ["plan#一(二)", "plan#一(一)"]),
        ("甘肃2024年6月底前要完成哪些工作?", ["plan#一(一)"]),
        ("2024年底前到期的任务有哪些?", ["plan#一(二)", "other#一", "plan#一(一)"]),
        ("Which tasks are due by the end of 2025 in Gansu?", ["plan#一(三)"]),
    ],
)
def test_what_is_due_is_listed_the_day_itself_first(assistant, question, clauses):
    before = assistant.replaced
    answer = assistant.answer([question])[0]
    assert answer.intent is Intent.TASKS
    assert [f"{one.document}#{one.clause}" for one in answer.citations] == clauses
    assert f"{len(clauses)}" in answer.text
    assert assistant.replaced == before


@pytest.mark.parametrize(
    "question",
    [
        "甘肃修缮码头要在哪一年完成?",  # a day is asked for
        "甘肃2024年12月底前要栽种多少柳树?",  # of one task
        "甘肃2031年底前要完成哪些任务?",  # nothing is due then
        "省水利厅2024年底前要完成哪些任务?",  # of one body
    ],
)
def test_other_questions_are_left_as_they_are(assistant, question):
    answer = assistant.answer([question])[0]
    assert "届时到期" not in answer.text


def test_the_times_are_quoted(assistant):
    answer = assistant.answer(["甘肃2024年6月底前要完成哪些工作?"])[0]
    assert "2024年6月底前" in answer.citations[0].quote
    assert date(2024, 6, 30) == PLAN.clauses[2].deadlines[0].on
