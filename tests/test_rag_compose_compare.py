"""Documents side by side on one topic."""

import pytest

from corpus.parse import CatalogueEntry, parse_document
from rag.types import Intent, Verdict


def plan(name, place, number, year, body, *, valid="", level="省"):
    return parse_document(
        f"""{place}{level}人民政府办公厅关于印发《{place}{level}养殖方案》的通知
{number}
{valid}
一、重点任务
{body}
{place}{level}人民政府办公厅
{year}年1月2日
""",
        CatalogueEntry(name, f"{name}.txt", place=place, title_en=f"{name} farming plan {year}"),
    )


GANSU = plan(
    "gansu",
    "甘肃",
    "甘政办发〔2020〕1号",
    2020,
    "(一)推广网箱养鱼。建设网箱三千只。(责任单位:省农业农村厅)\n(二)防治蜂螨。每年防治两次。(省畜牧局牵头,省财政厅配合)",
)
QINGHAI = plan(
    "qinghai",
    "青海",
    "青政办发〔2021〕2号",
    2021,
    "(一)推广网箱养鱼。建设网箱八百只。(责任单位:省农业农村厅、省水利厅)",
)
GUIZHOU = plan(
    "guizhou",
    "贵州",
    "黔府办发〔2022〕3号",
    2022,
    "(一)推广网箱养鱼。清退网箱。(责任单位:省生态环境厅)",
)


@pytest.fixture(scope="module")
def ask(assistant_on):
    assistant = assistant_on(GANSU, QINGHAI, GUIZHOU)
    return lambda *turns: assistant.answer(turns)[-1]


def sides(answer):
    return {side.document: side.covered for side in answer.comparison.sides}


def test_two_places_are_put_side_by_side_each_with_its_citation_and_bodies(ask):
    answer = ask("甘肃和青海的网箱养鱼分别由谁负责?")
    assert (answer.intent, answer.refused) == (Intent.COMPARE, False)
    assert sides(answer) == {"gansu": True, "qinghai": True}
    assert [(one.name, one.citation) for one in answer.agencies] == [
        ("省农业农村厅", 1),
        ("省农业农村厅", 2),
        ("省水利厅", 2),
    ]
    assert [c.document for c in answer.citations] == ["gansu", "qinghai"]
    assert all(f"[{n}]" in answer.text for n in (1, 2))


def test_each_side_says_its_place_level_date_and_status(ask):
    first, second = ask("甘肃和青海的网箱养鱼有什么不同?").comparison.sides
    assert (first.place, first.level.value, first.date) == ("甘肃", "province", "2020-01-02")
    assert (second.place, second.status.value) == ("青海", "not_stated")
    assert "三千只" in first.summary
    assert "八百只" in second.summary


def test_a_silent_side_is_not_covered_cites_nothing_and_is_no_refusal(ask):
    answer = ask("甘肃和青海的防治蜂螨分别由谁负责?")
    assert not answer.refused
    assert sides(answer) == {"gansu": True, "qinghai": False}
    silent = answer.comparison.sides[1]
    assert (silent.citations, silent.agencies) == ((), ())
    assert {one.name for one in answer.agencies} == {"省畜牧局", "省财政厅"}


def test_a_comparison_of_facts_lists_no_bodies(ask):
    assert ask("甘肃和青海的网箱建设数量有什么不同?").agencies == ()


def test_a_comparison_in_english_is_in_english(ask):
    answer = ask("Compare Gansu and Qinghai on 网箱养鱼: who is responsible?")
    assert answer.language.value == "en"
    assert sides(answer) == {"gansu": True, "qinghai": True}
    assert "Department of Agriculture" in answer.text


def test_a_place_can_be_added_to_a_comparison(ask):
    answer = ask("甘肃和青海的网箱养鱼分别由谁负责?", "再加上贵州")
    assert set(sides(answer)) == {"gansu", "qinghai", "guizhou"}
    assert "省生态环境厅" in {one.name for one in answer.agencies}


def test_a_place_can_be_dropped_from_a_comparison(ask):
    answer = ask("甘肃、青海和贵州的网箱养鱼分别由谁负责?", "去掉青海")
    assert set(sides(answer)) == {"gansu", "guizhou"}


def test_a_comparison_can_follow_a_question_about_one_place(ask):
    answer = ask("甘肃的网箱养鱼由谁负责?", "和青海相比呢?")
    assert set(sides(answer)) == {"gansu", "qinghai"}


def test_the_sides_are_a_row_with_what_differs_between_their_clauses(ask):
    answer = ask("甘肃和青海的网箱养鱼分别由谁负责?")
    [row] = answer.comparison.rows
    assert [cell.document for cell in row.cells] == ["gansu", "qinghai"]
    assert [cell.clauses for cell in row.cells] == [("一(一)",), ("一(一)",)]
    assert row.cells[1].agencies == ("省农业农村厅", "省水利厅")
    assert "bodies" in row.differs


def test_a_silent_side_has_an_empty_cell(ask):
    answer = ask("甘肃和青海怎么防治蜂螨?")
    [row] = answer.comparison.rows
    cells = {cell.document: cell for cell in row.cells}
    assert cells["gansu"].covered
    assert not cells["qinghai"].covered
    assert cells["qinghai"].citations == ()


@pytest.mark.parametrize(
    "question",
    [
        "甘肃和青海的网箱养鱼,两边单位都报一下",
        "甘肃和青海的网箱养鱼,名单列一下做个对比",
        "甘肃和青海的网箱养鱼都是一家单干吗?",
        "甘肃和青海推广网箱养鱼都是农业农村一家包下来的吧?",
    ],
)
def test_bodies_are_given_that_are_asked_for_without_a_question_word(ask, question):
    answer = ask(question)
    assert (answer.intent, answer.refused) == (Intent.COMPARE, False)
    assert [one.name for one in answer.agencies] == ["省农业农村厅", "省农业农村厅", "省水利厅"]


def test_that_one_body_does_it_all_is_denied_where_a_side_names_two(ask):
    assert ask("甘肃和青海的网箱养鱼都是一家单干吗?").verdict is Verdict.NO
    assert ask("甘肃和青海的网箱养鱼,两边单位都报一下").verdict is None


@pytest.mark.parametrize(
    "question", ["甘肃和青海的网箱养鱼放一起对一下", "甘肃和青海的一家一户网箱养鱼有什么不同?"]
)
def test_bodies_are_not_listed_where_none_are_spoken_of(ask, question):
    assert ask(question).agencies == ()


SHARES = [
    plan(name, place, number, 2021, f"(一)推广网箱养鱼。{share}。(责任单位:省农业农村厅)")
    for name, place, number, share in (
        (
            "gansu",
            "甘肃",
            "甘政办发〔2021〕1号",
            "带增氧机的每只补助500元，不带增氧机的每只补助200元",
        ),
        (
            "qinghai",
            "青海",
            "青政办发〔2021〕2号",
            "带增氧机的每只补助400元，不带增氧机的每只补助100元",
        ),
    )
]


def test_of_like_values_of_a_side_the_one_asked_for_is_given(assistant_on):
    question = "不带增氧机的网箱,甘肃和青海每只各补助多少元?"
    [answer] = assistant_on(*SHARES).answer([question])
    assert "200元" in answer.text
    assert "100元" in answer.text
    assert not any(other in answer.text for other in ("500元", "400元"))


def test_of_a_side_without_rendering_figures_are_said_in_english(assistant_on):
    question = "Compare how Gansu and Qinghai promote fish farming in cages 网箱养鱼."
    [answer] = assistant_on(*SHARES).answer([question])
    assert answer.language == "en"
    assert "Figures and dates in it: 500 yuan (500元); 200 yuan (200元) [" in answer.text


FEES = parse_document(
    "宁夏回族自治区人民政府办公厅关于印发《宁夏网箱收费办法》的通知\n一、收费\n"
    "(一)网箱服务费。网箱服务费的上限由区发展改革委每两年评估一次。网箱服务费每只不超过35元。(责任单位:区发展改革委)\n",
    CatalogueEntry("fees", "fees.txt", place="宁夏"),
)


def test_how_much_is_told_by_a_sentence_that_gives_a_sum(assistant_on):
    [answer] = assistant_on(FEES).answer(["宁夏网箱服务费最高能收多少?"])
    assert "35元" in answer.text
    assert "评估" not in answer.text


def test_a_side_is_opened_by_the_number_and_heading_of_its_clause(ask):
    text = ask("甘肃和青海的网箱养鱼有什么不同?").text
    assert "**《甘肃省养殖方案》**一(一)“推广网箱养鱼”(省级,2020年,效力未写明):" in text
    english = ask("How do Gansu and Qinghai promote 网箱养鱼?").text
    assert "(province, 2020, validity not stated): clause 一(一) (推广网箱养鱼):" in english
