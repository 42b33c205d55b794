"""Everything a body has to do, by whichever of its names it is asked for."""

import pytest

from corpus.parse import CatalogueEntry, parse_document
from rag.types import Intent

PROVINCE = parse_document(
    """甘肃省人民政府办公厅关于印发《甘肃省用地方案》的通知
甘政办发〔2017〕5号
一、重点任务
(一)盘活存量土地。(责任单位:省国土资源厅)
(二)修复矿山。(省国土资源厅牵头,省环境保护厅配合)
(三)划定红线。(责任单位:省环境保护厅、省国土资源厅)
(四)植树造林。(责任单位:省林业厅)
(五)清理网箱。(责任单位:黄河海事处)
(六)疏浚航道。(责任单位:黄河海事处)
甘肃省人民政府办公厅
2017年5月6日
""",
    CatalogueEntry("land", "land.txt", title_en="Gansu land plan 2017"),
)
OTHER = parse_document(
    """青海省人民政府办公厅关于印发《青海省草原方案》的通知
青政办发〔2020〕6号
一、重点任务
(一)登记草原。(责任单位:省自然资源厅)
青海省人民政府办公厅
2020年5月6日
""",
    CatalogueEntry("grass", "grass.txt", title_en="Qinghai grassland plan 2020"),
)


@pytest.fixture(scope="module")
def ask(assistant_on):
    assistant = assistant_on(PROVINCE, OTHER)
    return lambda *turns: assistant.answer(turns)[-1]


def tasks(answer):
    return [
        (f"{answer.citations[one.citation - 1].document}#{answer.citations[one.citation - 1].clause}", one.role.value)
        for one in answer.agencies
    ]  # fmt: skip


LAND = [("land#一(一)", "sole"), ("land#一(二)", "lead"), ("land#一(三)", "joint")]


def test_the_tasks_of_a_body_are_all_listed_and_all_cited(ask):
    answer = ask("甘肃省国土资源厅有哪些任务?")
    assert (answer.intent, tasks(answer)) == (Intent.TASKS, LAND)
    assert [c.n for c in answer.citations] == [1, 2, 3]
    assert all(f"[{n}]" in answer.text for n in (1, 2, 3))


@pytest.mark.parametrize(
    "question",
    [
        "甘肃的自然资源厅有哪些任务?",
        "甘肅省國土資源廳有哪些任務?",
        "甘肃的国土厅负责哪些工作?",
        "What tasks does the Gansu Department of Natural Resources have?",
    ],
)
def test_a_body_is_found_by_its_later_short_traditional_and_english_name(ask, question):
    assert tasks(ask(question)) == LAND


def test_without_a_place_the_body_is_looked_for_in_every_document(ask):
    assert tasks(ask("自然资源厅有哪些任务?")) == [*LAND, ("grass#一(一)", "sole")]


def test_asked_what_a_body_leads_only_the_leads_are_listed(ask):
    assert tasks(ask("甘肃省国土资源厅牵头哪些任务?")) == [("land#一(二)", "lead")]


def test_a_body_without_a_task_is_refused(ask):
    answer = ask("甘肃省教育厅有哪些任务?")
    assert (answer.refused, answer.agencies, answer.citations) == (True, (), ())
    assert "省教育厅" in answer.text


def test_the_names_in_the_answer_are_those_of_the_clauses(ask):
    assert {one.name for one in ask("甘肃的自然资源厅有哪些任务?").agencies} == {"省国土资源厅"}


@pytest.mark.parametrize("again", ["那省国土资源厅呢?", "省国土资源厅呢"])
def test_after_the_tasks_of_one_body_another_alone_is_asked_for_its_own(ask, again):
    answer = ask("甘肃省林业厅有哪些任务?", again)
    assert (answer.intent, tasks(answer)) == (Intent.TASKS, LAND)


def test_after_the_tasks_of_a_body_a_guess_on_another_gets_a_verdict(ask):
    assert ask("甘肃省林业厅有哪些任务?", "盘活存量土地是省环保厅牵头吧?").verdict == "no"


@pytest.mark.parametrize(
    "question",
    [
        "除了这条,它在方案里还管哪条?",
        "它还负责什么?",
        "除了这条,这家单位还牵头哪些?",
        "What else is that department responsible for?",
    ],
)
def test_what_else_the_body_of_the_last_answer_has_to_do_leaves_out_its_clause(ask, question):
    answer = ask("甘肃盘活存量土地由谁负责?", question)
    assert answer.intent is Intent.TASKS
    assert {f"{c.document}#{c.clause}" for c in answer.citations} <= {"land#一(二)", "land#一(三)"}
    assert ("land#一(二)", "lead") in tasks(answer)


def test_a_body_with_no_other_task_is_said_to_have_none(ask):
    answer = ask("甘肃植树造林由谁负责?", "它还管哪几条?")
    assert (answer.intent, answer.refused, answer.agencies) == (Intent.TASKS, False, ())
    assert [c.clause for c in answer.citations] == ["一(四)"]
    assert "没有给省林业厅安排其他任务" in answer.text


def test_of_several_bodies_none_is_meant_alone(ask):
    answer = ask("甘肃划定红线由谁负责?", "除了这条,它还管哪条?")
    assert answer.intent is not Intent.TASKS


def test_a_unit_is_asked_about_in_the_middle_of_a_sentence(ask):
    answer = ask("黄河海事处在今年的用地工作里要参加哪几项任务?")
    assert answer.intent is Intent.TASKS
    assert [one.clause for one in answer.citations] == ["一(五)", "一(六)"]
