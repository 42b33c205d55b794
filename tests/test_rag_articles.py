"""Rules in articles: their first sentence lays something down, and values hold for certain days."""

import pytest

from corpus.parse import CatalogueEntry, parse_document
from rag.asked_roles import focus_of
from rag.query import Focus
from rag.types import Verdict

RULES = parse_document(
    """甘肃省公安厅关于印发《甘肃省旧船报废管理办法》的通知
甘公发〔2021〕3号
各市(州)公安局:
现将办法印发给你们。
甘肃省公安厅
2021年2月3日
甘肃省旧船报废管理办法
第一条 为了规范旧船报废,制定本办法。
第二条 停泊费每艘每日不得超过35元,超出部分由船主自负。停泊费的上限由省发展改革委每两年评估一次。
第三条 船主主动报废的,按照下列标准给予补贴:
(一)2025年12月31日前报废的,每艘补贴400元;
(二)2026年1月1日至6月30日报废的,每艘补贴250元;
(三)2026年7月1日以后报废的,不予补贴。
第四条 从事护航工作满1年的毕业生,本科及以上奖补4万元、专科(高职)2.6万元、中职2.1万元。
第五条 由省财政厅牵头筹措资金,省审计厅参加。
第六条 船舱开放比例高等学校、三级医院2026年6月底前分别不低于8%和10%。
""",
    CatalogueEntry("ships", "ships.txt"),
)


@pytest.fixture(scope="module")
def ask(assistant_on):
    assistant = assistant_on(RULES)
    return lambda *turns: assistant.answer(list(turns))[-1]


def test_the_first_sentence_of_an_article_answers_without_its_number(ask):
    text = ask("甘肃旧船停泊费每日不得超过多少钱?").text
    assert "35元" in text
    assert text.count("第二条") == 1


@pytest.mark.parametrize(
    ("question", "given", "left_out"),
    [
        ("甘肃旧船主动报废的,2026年3月去报废每艘给予补贴多少钱?", "250元", "400元"),
        ("甘肃旧船2025年10月报废的,每艘补贴多少钱?", "400元", "250元"),
    ],
)
def test_the_value_that_holds_on_the_day_asked_about_is_given(ask, question, given, left_out):
    text = ask(question).text
    assert given in text
    assert left_out not in text


def test_a_label_with_a_bracket_is_told_from_its_neighbours(ask):
    text = ask("甘肃护航工作满1年的大专毕业生奖补多少钱?").text
    assert "2.6万元" in text
    assert "2.1万元" not in text


def test_who_leads_and_who_helps_asks_for_all(ask):
    answer = ask("甘肃旧船报废的资金谁牵头筹措,谁搭把手?")
    assert {one.name for one in answer.agencies} == {"省财政厅", "省审计厅"}


@pytest.mark.parametrize(
    "question",
    [
        "who leads raising the funds, and who joins in?",
        "who runs the checks and who backs them up?",
    ],
)
def test_so_it_does_in_english(question):
    assert focus_of(question) is Focus.ALL


def test_one_body_spoken_of_is_the_lead(ask):
    answer = ask("甘肃旧船报废的资金由哪些部门筹措?", "停泊费上限的评估也归它管吗?")
    assert answer.verdict == Verdict.NO


def test_what_is_to_be_done_is_said_beside_who_does_it(ask):
    answer = ask("甘肃旧船停泊费的上限由谁评估,具体怎么做?")
    assert [one.name for one in answer.agencies] == ["省发展改革委"]
    assert "每两年评估一次" in answer.text


def test_a_question_in_traditional_characters_is_shown_as_it_was_typed(ask):
    question = "咸陽的舊船停泊費誰評估?"
    assert ask(question).standalone_question == question
