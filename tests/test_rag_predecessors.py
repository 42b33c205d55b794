"""Whether rules still hold that a document held repeals."""

import pytest

from corpus.parse import CatalogueEntry, parse_document
from rag.types import Verdict

RULES = parse_document(
    """甘肃省民政厅关于印发《甘肃省敬老餐厅管理办法》的通知
甘民发〔2021〕3号
各市(州)民政局:
现将办法印发给你们。
甘肃省民政厅
2021年2月3日
甘肃省敬老餐厅管理办法
第一条 为了规范敬老餐厅,制定本办法。
第二条 省民政厅负责敬老餐厅的统筹规划。
第三条 本办法自2021年5月1日起施行,有效期至2099年4月30日。《甘肃省老年食堂管理暂行规定》(甘民发〔2014〕88号)同时废止。
""",
    CatalogueEntry("meals", "meals.txt"),
)


@pytest.fixture(scope="module")
def ask(assistant_on):
    assistant = assistant_on(RULES)
    return lambda question: assistant.answer([question])[-1]


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("甘肃2014年那个老年食堂暂行规定现在还管用吗?", Verdict.NO),
        ("甘肃以前的老年食堂规定还有效吗?", Verdict.NO),
        ("甘肃2014年的老年食堂规定是不是已经废止了?", Verdict.YES),
        ("甘肃敬老餐厅的新办法从哪天起施行?以前的老年食堂规定还算数吗?", Verdict.NO),
        ("Is Gansu's 2014 canteen rule still in force?", Verdict.NO),
    ],
)
def test_the_repealed_one_is_said_to_be_so_by_the_clause_that_says_it(ask, question, verdict):
    answer = ask(question)
    assert answer.verdict == verdict
    assert answer.citations[0].clause == "第三条"
    assert "老年食堂管理暂行规定" in answer.text


def test_from_when_it_no_longer_holds_is_told_without_a_verdict(ask):
    answer = ask("甘肃2014年那个老年食堂规定什么时候废止的?")
    assert answer.verdict is None
    assert "2021年5月1日" in answer.text


@pytest.mark.parametrize(
    "question", ["甘肃2021年的敬老餐厅管理办法还有效吗?", "甘肃敬老餐厅管理办法现在还管用吗?"]
)
def test_the_document_itself_is_not_taken_for_what_it_repeals(ask, question):
    assert "老年食堂" not in ask(question).text
