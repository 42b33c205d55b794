"""Which of a clause's bodies, or of a body's clauses, a question wants."""

import pytest

from corpus.parse import CatalogueEntry, parse_document

DAMS = parse_document(
    "甘肃省人民政府办公厅关于印发《甘肃省水库方案》的通知\n一、重点任务\n"
    "(一)加固水库。加固水库九座。(省水利厅牵头,省财政厅配合)\n"
    "(二)栽种柳树。栽种柳树四百亩。(责任单位:省林业厅)\n",
    CatalogueEntry("dams", "dams.txt", place="甘肃"),
)


@pytest.mark.parametrize(
    "question",
    [
        "甘肃的加固水库是哪家牵头,还有谁一起负责?",
        "甘肃的加固水库谁牵头,哪些单位跟着干?",
        "Who leads 加固水库 in Gansu, and who else helps?",
    ],
)
def test_who_leads_and_who_else_asks_for_all(assistant_on, question):
    [answer] = assistant_on(DAMS).answer([question])
    assert [one.name for one in answer.agencies] == ["省水利厅", "省财政厅"]


def test_everything_that_a_body_leads_or_takes_part_in_is_its_tasks(assistant_on):
    question = "List everything 省水利厅 leads, is responsible for or takes part in in Gansu."
    [answer] = assistant_on(DAMS).answer([question])
    assert answer.intent == "tasks"
    assert [one.clause for one in answer.citations] == ["一(一)"]
