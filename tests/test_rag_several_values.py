"""Two values asked for at once, each with the words that give it."""

import pytest

from corpus.parse import CatalogueEntry, parse_document
from rag.several_values import asks_values

PLAN = parse_document(
    """甘肃省人民政府办公厅关于印发《甘肃省体育公园建设方案》的通知
甘政办发〔2023〕3号
各市(州)人民政府:
现将方案印发给你们。
甘肃省人民政府办公厅
2023年2月3日
甘肃省体育公园建设方案
一、重点任务
(一)分级建设。常住人口60万以上的县,公园占地不低于12万平方米;20万至60万的,不低于6万平方米;不足20万的,不低于3万平方米。健身步道不少于1.5公里。
(二)布设车位。国道沿线每40公里建成1座停车场,每座停车场车位不少于18个,灯杆不少于5根。
(三)补助教练。取得等级证书的,按月发放补助,国家级2000元、省级1200元、市级700元,最长发放36个月。
(四)完善养老服务。新建养老服务中心4个、幸福院35个,特殊困难家庭适老化改造260户,建成助餐点22个,对70周岁以上老年人每餐补贴2元。
(五)聘用看护员。看护员每人每年补助不低于6000元,距离居民点超过5公里的,提高至9000元。
(六)培养护理员。对取得高级工、技师、高级技师证书的护理员,分别一次性奖励2000元、3000元、5000元;对入职养老机构的本科毕业生给予3万元入职补贴,分5年发放。
(七)推广保险。球场保险每处保额1500元、保费120元,保费由中央、省、市县、农户按照40%、30%、15%、15%的比例承担。
(八)建设平台。平台接到呼叫后30秒内应答、30分钟内响应到位。
(九)检测水质。泳池日换水1000立方米以上的,每日检测1次;100立方米以上不足1000立方米的,每周检测1次;不足100立方米的,每月检测1次。
""",
    CatalogueEntry("parks", "parks.txt"),
)


@pytest.fixture(scope="module")
def ask(assistant_on):
    assistant = assistant_on(PLAN)
    return lambda *turns: assistant.answer(list(turns))[-1].text


@pytest.mark.parametrize(
    "question",
    ["一站几个、隔多远一座?", "接进多少个控制室?什么时候弄好?", "还能多给点吗?要放出来几成?"],
)
def test_such_questions_are_told(question):
    assert asks_values(question)


@pytest.mark.parametrize("question", ["一共几个?", "谁负责?", "这样对吗?"])
def test_others_are_not(question):
    assert not asks_values(question)


def test_each_of_two_values_is_given_one_of_them_by_its_band(ask):
    text = ask("甘肃体育公园,45万人的县公园占地要多大?健身步道要多长?")
    assert "6万平方米" in text
    assert "1.5公里" in text
    assert "12万" not in text


def test_two_values_of_one_sentence_are_both_given(ask):
    text = ask("甘肃国道沿线停车场,每座车位几个、隔多少公里一座?")
    assert "18个" in text
    assert "40公里" in text


def test_another_thing_and_another_value_are_asked_for_in_one_turn(ask):
    text = ask("甘肃教练补助,国家级的每月多少钱?", "市级的呢?最长发几个月?")
    assert "700元" in text
    assert "36个月" in text


def test_a_band_of_cubic_metres_is_told(ask):
    text = ask("甘肃泳池日换水500方的,多久检测一次水质?")
    assert "每周" in text
    assert "每月" not in text


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        # How much is not answered with how many.
        ("甘肃七十岁以上的老人去助餐点吃饭,一顿补几块钱?", ["2元"], "4个"),
        # A value is not parted from its condition.
        (
            "甘肃的看护员每人一年最少补多少钱?离居民点5公里开外的提到多少?",
            ["6000元", "超过5公里的,提高至9000元"],
            "。提高至",
        ),
        # Values in one order do not answer on another sentence.
        ("甘肃本科毕业去养老机构工作给多少入职补贴?", ["3万元"], "2000元"),
    ],
)
def test_the_value_is_of_what_is_asked_and_stands_with_its_condition(ask, question, told, not_told):
    text = ask(question)
    assert [one for one in told if one not in text] == []
    assert not_told not in text


def test_values_in_one_order_are_of_the_kind_asked_for(ask):
    assert "120元" in ask("甘肃球场保险,农户每处的保费是多少钱?")
    text = ask("甘肃球场保险的保费,农户承担百分之几?")
    assert "农户……分别……15%" in text


def test_two_values_side_by_side_are_given_once(ask):
    text = ask("甘肃的平台接到呼叫,多久之内要应答,多久之内要有人到?")
    assert text.count("30秒") == text.count("30分钟") == 1
