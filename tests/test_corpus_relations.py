"""What a document says of others: basis, repeal, amendment."""

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
        ("推动修订《停车条例》,清理后对《旧办法》予以废止。", []),
        ("研究废止《旧办法》。", []),
        ("依照《停车条例》的规定,证书同时废止。", []),
    ],
)
def test_what_it_repeals_is_what_it_says_ends(clause, ended):
    assert read("现印发给你们。", clause) == [("repeals", *one) for one in ended]


def test_what_it_amends_is_what_it_changes_itself():
    assert read("现决定对《停车办法》(甲政发〔2020〕1号)作如下修改:") == [
        ("amends", "停车办法", "甲政发〔2020〕1号"),
    ]
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
