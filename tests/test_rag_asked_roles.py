"""Which of a clause's bodies, or of a body's clauses, a question wants."""

import pytest

from corpus.parse import CatalogueEntry, parse_document
from rag.asked_roles import asks_for_both, asks_who_leads, focus_of
from rag.query import Focus

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


def named(answer):
    return [one.name for one in answer.agencies]


def test_a_body_said_to_lead_that_takes_part_does_not_lead(assistant_on):
    [answer] = assistant_on(DAMS).answer(["甘肃加固水库是省财政厅牵头?不是的话谁牵头?"])
    assert answer.verdict == "no"
    assert named(answer) == ["省水利厅"]


@pytest.mark.parametrize("others", ["省水利厅之外的都列出来", "加固水库除了省水利厅的都列出来"])
def test_bodies_can_be_left_out_of_a_list(assistant_on, others):
    *_, answer = assistant_on(DAMS).answer(["甘肃加固水库由谁负责?", others])
    assert (answer.intent, answer.verdict) == ("agency", None)
    assert named(answer) == ["省财政厅"]


def test_whether_a_body_is_there_and_who_is_beside_it(assistant_on):
    [answer] = assistant_on(DAMS).answer(["甘肃加固水库,省财政厅在不在里头?除了它还有谁?"])
    assert answer.verdict == "yes"
    assert named(answer) == ["省水利厅"]


def test_a_pronoun_asked_whether_it_also_sees_to_a_thing_is_the_last_body(assistant_on):
    assistant = assistant_on(DAMS)
    *_, answer = assistant.answer(["甘肃栽种柳树由谁负责?", "它是不是还管加固水库?"])
    assert answer.verdict == "no"


@pytest.mark.parametrize(
    "correction", ["搞错了,应该是甘肃", "哦记混了,是甘肃", "我记错了,其实是甘肃"]
)
def test_a_corrected_place_keeps_the_question(assistant_on, correction):
    *_, answer = assistant_on(DAMS).answer(["青海加固水库谁牵头?", correction])
    assert answer.verdict is None
    assert named(answer) == ["省水利厅"]


@pytest.mark.parametrize(
    "text",
    [
        "老小区的煤气立管由谁负责更换,谁配合?",
        "让饭店给老人送饭,哪个局牵头,还有谁参与?",
        "职工安置由哪个厅牵头,哪些单位配合?",
        "谁牵头谁配合?",
        "牵头的是谁、配合的又是哪家?",
        "阻车装置分别由哪些单位管?谁牵头?",
        "who runs the spot checks, and which bodies support them?",
    ],
)
def test_leads_and_those_who_support_are_both_asked_for(text):
    assert asks_for_both(text)
    assert focus_of(text) is Focus.ALL


@pytest.mark.parametrize(
    ("text", "focus"),
    [
        ("这项工作由谁牵头?", Focus.LEAD),
        ("除了牵头单位,谁配合?", Focus.SUPPORT),
        ("which bodies support the department that leads?", Focus.SUPPORT),
    ],
)
def test_one_role_is_asked_for(text, focus):
    assert not asks_for_both(text)
    assert focus_of(text) is focus


def test_who_leads_is_asked_beside_other_things():
    assert asks_who_leads("航线管理指引由谁牵头、谁配合,最晚什么时候印发?")
    assert not asks_who_leads("这份方案是哪个部门牵头印发的?")
    assert not asks_who_leads("牵头单位印发的那个方案是哪天发的?")
