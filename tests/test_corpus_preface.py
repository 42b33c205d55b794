"""What a document says of itself: who agreed to it, from when it runs, for which years it is."""

import pytest

from corpus.preface import approval_in, run_in, superseded_in, years_in


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        ("经省政府同意,现印发给你们。", "省政府"),
        ("《渔港方案》已经县人民政府同意,现印发给你们。", "县人民政府"),
        ("经市政府第3次常务会议审议通过,现予印发。", "市政府第3次常务会议"),
        ("已经2022年5月3日市人民政府研究同意。", "市人民政府"),
        ("报经国务院批准,现予公布。", "国务院"),
    ],
)
def test_who_agreed_is_read_from_the_preface(sentence, body):
    approval = approval_in(sentence)
    assert (approval.words, approval.sentence) == (body, sentence)


@pytest.mark.parametrize("sentence", ["为促进经济发展,现印发给你们。", "经济运行稳定,项目已批准。"])
def test_other_words_with_the_same_character_agree_to_nothing(sentence):
    assert approval_in(sentence) is None


def test_from_when_and_how_long_a_document_runs():
    article = "第九条 本办法自2021年3月1日起施行,有效期5年。"
    assert run_in([article]).words == "自2021年3月1日起施行,有效期5年"
    assert run_in(["许可证自2021年3月1日起执行新标准。", "执照有效期三年。"]) is None


def test_what_it_repeals():
    sentence = "《旧办法》(甲政发〔2010〕5号)同时废止。"
    assert (
        superseded_in([f"本办法自明日起施行。{sentence}"]).words == "《旧办法》(甲政发〔2010〕5号)"
    )
    assert superseded_in(["按照《新办法》办理。"]) is None


@pytest.mark.parametrize(
    ("title", "preface", "years"),
    [
        ("渔港三年行动计划(2021—2023年)", "", "2021—2023年"),
        ("渔港三年行动计划", "本计划实施期为2021年至2023年。", "2021—2023年"),
        ("甲省“十四五”渔港规划", "", "“十四五”"),
        ("贯彻《乙规划(2021-2025年)》方案", "", None),
        ("渔港方案", "按照《乙规划(2021-2025年)》办理。", None),
    ],
)
def test_the_years_that_a_document_is_for(title, preface, years):
    found = years_in(title, preface)
    assert (found.words if found else None) == years
