"""Of several bodies that a clause's prose names, the one whose duty is asked about."""

import pytest

from corpus.parse import CatalogueEntry, parse_document
from corpus.types import Responsibility, Role
from rag.duty_asked import own_words

RULES = parse_document(
    """甘肃省民政厅关于印发《甘肃省敬老餐厅管理办法》的通知
甘民发〔2021〕3号
各市(州)民政局:
现将办法印发给你们。
甘肃省民政厅
2021年2月3日
甘肃省敬老餐厅管理办法
第一条 为了规范敬老餐厅,制定本办法。
第二条 省民政厅负责敬老餐厅的统筹规划,省市场监督管理局负责餐食卫生的监督检查,消防救援机构负责餐厅场所的消防安全检查。
第三条 骑手送餐应当佩戴头盔。省邮政管理局负责督促快递企业落实,省商务厅负责督促外卖企业落实。
第四条 夜间营业的餐厅,水费优惠一成,优惠方案由省水利厅制定。省公安厅应当划定临时停车位。
第五条 暴雪天气由省气象局会同省交通运输厅决定停业区域。
""",
    CatalogueEntry("meals", "meals.txt"),
)


@pytest.fixture(scope="module")
def ask(assistant_on):
    assistant = assistant_on(RULES)
    return lambda question: [one.name for one in assistant.answer([question])[-1].agencies]


@pytest.mark.parametrize(
    ("question", "bodies"),
    [
        ("敬老餐厅的消防安全谁去查?", ["消防救援机构"]),
        ("敬老餐厅的餐食卫生哪个部门监督检查?", ["省市场监督管理局"]),
        ("外卖企业的骑手佩戴头盔,哪个厅督促落实?", ["省商务厅"]),
        ("夜间营业餐厅的水费优惠归哪个部门定?", ["省水利厅"]),
        ("餐食卫生谁来监督?消防安全又是谁来检查?", ["省市场监督管理局", "消防救援机构"]),
        (
            "统筹规划、餐食卫生、消防安全检查分别由谁负责?",
            ["省民政厅", "省市场监督管理局", "消防救援机构"],
        ),
        ("暴雪天气停业区域由谁决定?", ["省气象局", "省交通运输厅"]),
    ],
)
def test_the_body_is_named_whose_part_of_the_sentence_is_asked_about(ask, question, bodies):
    assert ask(question) == bodies


def test_a_body_s_own_words_run_to_the_next_body_and_back_over_what_it_is_given():
    words = "甲市出资一亿元,由市财政局筹措,并按年拨付,市审计局每年审计。"
    named = [
        Responsibility(agency=name, role=Role.NAMED, words=words, also_called=())
        for name in ("市财政局", "市审计局")
    ]
    assert own_words(named[0], named) == "甲市出资一亿元,由市财政局筹措,并按年拨付,"
    assert own_words(named[1], named) == "市审计局每年审计。"
