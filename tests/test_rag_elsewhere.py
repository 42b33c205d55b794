"""What is asked of one place and said of another."""

import pytest

from corpus.parse import CatalogueEntry, parse_document

# Enough clauses for some words to be rare.
_THINGS = (
    "渠道、桥梁、泵站、堤防、公路、校舍、医院、粮仓、冷库、码头、"
    "管网、电站、果园、茶园、菜地、苗圃、驿站、书屋、球场、剧院"
)
DAMS = parse_document(
    "甘肃省人民政府办公厅关于印发《甘肃省水库方案》的通知\n一、重点任务\n"
    "(一)加固水库。加固水库九座。(省水利厅牵头,省财政厅配合)\n"
    "(二)栽种柳树。栽种柳树四百亩。(责任单位:省林业厅)\n二、其他任务\n"
    + "".join(
        f"{n}.维护{one}。(责任单位:省财政厅)\n" for n, one in enumerate(_THINGS.split("、"), 1)
    ),
    CatalogueEntry("dams", "dams.txt", place="甘肃"),
)
RANCHES = parse_document(
    "青海省人民政府办公厅关于印发《青海省牧场方案》的通知\n一、重点任务\n"
    "(一)建设海洋牧场。今年新建海洋牧场三处。(责任单位:省农业农村厅)\n"
    "(二)养护草场。与甘肃共同养护草场八百亩。(责任单位:省林业厅)\n",
    CatalogueEntry("ranches", "ranches.txt", place="青海"),
)


@pytest.fixture
def assistant(assistant_on):
    return assistant_on(DAMS, RANCHES)


def test_what_only_another_place_deals_with_is_not_answered_from_a_neighbouring_clause(assistant):
    [answer] = assistant.answer(["甘肃今年新建几处海洋牧场?"])
    assert answer.refused
    assert answer.text == "甘肃的文件没有写到这个问题,无法回答。"
    assert [one.document for one in answer.absence.nearest] == ["ranches"]


def test_what_a_place_does_deal_with_is_answered(assistant):
    [answer] = assistant.answer(["甘肃今年加固几座水库?"])
    assert not answer.refused
    assert [one.clause for one in answer.citations] == ["一(一)"]


def test_a_task_of_others_with_the_place_is_theirs(assistant):
    [answer] = assistant.answer(["跟甘肃共同养护的草场由谁负责?"])
    assert [one.document for one in answer.citations] == ["ranches"]
