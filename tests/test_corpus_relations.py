"""What a document says of others: basis, repeal, amendment."""

from datetime import date

import pytest

from corpus.parse import CatalogueEntry, parse_document
from corpus.relations import relations_in


def read(preface="", *clauses, title="江州市停车管理办法"):
    found = relations_in(preface, [preface, *clauses], title)
    return [(one.kind.value, one.title, one.number) for one in found]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("根据《道路法》,制定本办法。", ("basis", "道路法", None)),
        (
            "为贯彻落实《省方案》(甲政发〔2025〕1号),制定本方案。",
            ("implements", "省方案", "甲政发〔2025〕1号"),
        ),
        ("按照甲政发〔2025〕1号文件精神,现通知如下。", ("basis", None, "甲政发〔2025〕1号")),
    ],
)
def test_what_a_document_rests_on_or_carries_out_stands_in_its_preface(sentence, found):
    assert read(sentence) == [found]


def test_where_the_preface_names_nothing_the_aims_do():
    clauses = ("1.1 基本思路\n深入贯彻《营商条例》。", "2.1 办理。落实《别的办法》。")
    assert read("现印发给你们。", *clauses) == [("implements", "营商条例", None)]


@pytest.mark.parametrize(
    ("clause", "ended"),
    [
        (
            "第九条 本办法自明日起施行。《旧办法》(甲政发〔2010〕5号)同时废止。",
            [("旧办法", "甲政发〔2010〕5号")],
        ),
        (
            "本通知自印发之日起施行,原《旧办法》《更旧的办法》同时停止执行。",
            [("旧办法", None), ("更旧的办法", None)],
        ),
        ("《旧办法》自2026年1月1日起废止。", [("旧办法", None)]),
        ("《旧办法》、《更旧的办法》予以废止。", [("旧办法", None), ("更旧的办法", None)]),
        (
            "三、《旧办法》(甲政发〔2010〕5号)自2027年7月1日起废止,在此之前继续有效。",
            [("旧办法", "甲政发〔2010〕5号")],
        ),
        ("自本办法施行之日起,《旧办法》等3件规范性文件一并废止。", [("旧办法", None)]),
        ("经研究,市政府决定废止《旧办法》。", [("旧办法", None)]),
        ("(二)将《旧办法》予以废止。", [("旧办法", None)]),
        ("《旧办法》停止施行。", [("旧办法", None)]),
        ("一、废止《旧办法》。责任单位:市司法局", []),
        ("研究决定废止《旧办法》的程序。", []),
        ("推动修订《停车条例》,清理后对《旧办法》予以废止。", []),
        ("研究废止《旧办法》。", []),
        ("依照《停车条例》的规定,证书同时废止。", []),
    ],
)
def test_what_it_repeals_is_what_it_says_ends(clause, ended):
    assert read("现印发给你们。", clause) == [("repeals", *one) for one in ended]


def test_a_decision_to_repeal_begins_its_clauses_with_the_verb():
    title = "江州市人民政府关于废止部分规范性文件的决定"
    found = read("", "一、废止《旧办法》、《更旧的办法》等12件文件(见附件1)。", title=title)
    assert found == [("repeals", "旧办法", None), ("repeals", "更旧的办法", None)]


@pytest.mark.parametrize(
    ("sentence", "on"),
    [
        ("《旧办法》自2030年1月1日起废止。", date(2030, 1, 1)),
        ("《2019年5月1日起施行的旧办法》同时废止。", None),
        ("自2026年3月1日起,《旧办法》停止执行。", date(2026, 3, 1)),
        ("《旧办法》自本办法施行之日起废止。", None),
    ],
)
def test_the_day_from_which_a_repeal_counts_is_that_of_its_sentence(sentence, on):
    [relation] = relations_in("", [sentence], "江州市停车管理办法")
    assert relation.on == on


def test_what_it_amends_is_what_it_changes_itself():
    assert read("现决定对《停车办法》(甲政发〔2020〕1号)作如下修改:") == [
        ("amends", "停车办法", "甲政发〔2020〕1号"),
    ]
    assert read("对《停车办法》等2件文件作出修改(见附件2)。") == [("amends", "停车办法", None)]
    assert read("", "一、将《停车办法》第九条第二款修改为:“略。”") == [("amends", "停车办法", None)]
    assert read("加快修订《停车办法》。") == []


def test_a_title_says_what_it_ends_or_changes():
    assert read(title="关于废止《甲办法》《乙办法》的通知") == [
        ("repeals", "甲办法", None),
        ("repeals", "乙办法", None),
    ]
    assert read(title="关于修改《甲办法》的决定") == [("amends", "甲办法", None)]


def test_a_document_is_no_relation_of_its_own_and_each_other_stands_once():
    text = (
        "江州市方案\n《江州市方案》已经市政府同意,现印发给你们。\n为落实《省方案》,根据《省方案》,制定本方案。\n"
        "一、甲\n本方案自印发之日起施行,《旧方案》同时废止。\n"
    )
    document = parse_document(text, CatalogueEntry("plan", "plan.txt")).document
    found = [(one.kind.value, one.title, one.words) for one in document.relations]
    assert found == [("implements", "省方案", "《省方案》"), ("repeals", "旧方案", "《旧方案》")]
