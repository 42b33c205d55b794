"""A value that a question on bodies asks for beside them."""

import pytest

from corpus.parse import CatalogueEntry, parse_document

PLAN = parse_document(
    "甘肃省人民政府办公厅关于印发《甘肃省水利方案》的通知\n一、重点任务\n"
    "(一)疏浚河道。疏浚支流河道四十公里。巡查队每季度巡查一次。(责任单位:省水利厅)\n"
    "(二)栽种柳树。动员群众栽种柳树。(责任单位:省林业厅)\n"
    "(三)补贴换泵。交回旧柴油泵换购电泵的每台补贴600元,换购太阳能泵的每台补贴500元。(责任单位:省财政厅)\n"
    "(四)选定水库库址。完成三座水库的选址。责任单位:省水利厅;完成时限:8月底前。\n",
    CatalogueEntry("plan", "plan.txt", place="甘肃", title_en="Gansu water plan"),
)


@pytest.fixture(scope="module")
def ask(assistant_on):
    assistant = assistant_on(PLAN)
    return lambda *turns: assistant.answer(turns)[-1]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("疏浚河道由谁负责?要疏浚多少公里?", "四十公里"),
        ("疏浚多少公里支流河道,归哪家管?", "四十公里"),
        ("疏浚河道谁负责?巡查队多久巡查一次?", "每季度"),
    ],
)
def test_it_stands_in_the_answer_with_a_citation_of_its_own(ask, question, value):
    answer = ask(question)
    assert [one.name for one in answer.agencies] == ["省水利厅"]
    assert value in answer.text
    assert len(answer.citations) == 2
    assert value in answer.citations[1].quote


@pytest.mark.parametrize(
    "question",
    ["疏浚河道由谁负责?", "栽种柳树由谁负责?要栽多少亩?", "疏浚河道由哪几家负责?"],
)
def test_nothing_is_added_where_none_is_asked_or_given(ask, question):
    answer = ask(question)
    assert len(answer.citations) == 1
    assert "四十公里" not in answer.text


def test_a_follow_up_is_given_it_too(ask):
    answer = ask("疏浚河道怎么安排?", "谁负责,多久巡查一次?")
    assert "每季度" in answer.text


def test_until_when_is_told_by_the_deadline_of_the_task(ask):
    answer = ask("水库库址的选定由谁负责,几月底前完成?")
    assert [one.name for one in answer.agencies] == ["省水利厅"]
    assert "完成时限:8月底前" in answer.text
    assert "三座水库" not in answer.text


def test_the_value_asked_for_before_is_given_of_another_thing_beside_its_bodies(ask):
    answer = ask("旧柴油泵换购电泵补贴多少?", "那换购太阳能泵的呢?哪个部门出钱?")
    assert [one.name for one in answer.agencies] == ["省财政厅"]
    assert "500元" in answer.text
    assert "600元" not in answer.text
