"""Other documents that a text names, with their numbers and what they are called from there on."""

import pytest

from corpus.cited_works import Tie, basis_in, can_be_named, is_named, works_in


def test_title_number_and_short_name_stand_in_one_bracket():
    work = works_in(
        "按照《部门甲关于加强渔港建设的意见》(甲函〔2019〕7号,以下简称《意见》)要求办理。"
    )[0]
    assert (work.title, work.number, work.short_name) == (
        "部门甲关于加强渔港建设的意见",
        "甲函〔2019〕7号",
        "意见",
    )
    assert work.words == "《部门甲关于加强渔港建设的意见》(甲函〔2019〕7号,以下简称《意见》)"


@pytest.mark.parametrize(
    ("bracket", "number", "short_name"),
    [
        ("(国发[2020]3号)", "国发[2020]3号", None),
        ("（国发（2020）3 号）", "国发（2020）3号", None),
        ("(国务院令第722号)", "国务院令第722号", None),
        ("(以下简称“规划”)", None, "规划"),
        ("(国发〔2020〕3号,下称《办法》)", "国发〔2020〕3号", "办法"),
        ("(试行)", None, None),
        ("", None, None),
    ],
)
def test_brackets_are_written_in_many_ways(bracket, number, short_name):
    work = works_in(f"根据《渔港管理办法》{bracket},制定本方案。")[0]
    assert (work.number, work.short_name) == (number, short_name)


def test_a_title_may_hold_another_title():
    work = works_in("按照《关于印发〈渔港指南〉的通知》(甲办〔2021〕2号)要求。")[0]
    assert work.title == "关于印发〈渔港指南〉的通知"


def test_works_after_one_verb_share_it():
    works = works_in("落实《甲》部署,按照《乙》(乙发〔2020〕1号)、《丙》和《丁》,参加《戊》评选。")
    assert [(work.title, work.tie) for work in works] == [
        ("甲", Tie.CARRIES_OUT),
        ("乙", Tie.RESTS_ON),
        ("丙", Tie.RESTS_ON),
        ("丁", Tie.RESTS_ON),
        ("戊", None),
    ]


def test_a_plan_without_title_marks_and_a_number_alone_are_works_too():
    works = works_in("根据省渔业厅“十四五”渔港建设规划,按照甲政发〔2021〕8号文件精神,制定本方案。")
    assert [(work.title, work.number) for work in works] == [
        ("省渔业厅“十四五”渔港建设规划", None),
        (None, "甲政发〔2021〕8号"),
    ]


@pytest.mark.parametrize("words", ["根据有关规定,", "按照本方案,", "根据国家有关法律法规规定,"])
def test_what_names_no_document_is_none(words):
    assert works_in(f"{words}开展工作。") == ()


def test_a_work_named_twice_is_given_once_with_its_number():
    works = works_in("贯彻《渔港规划》要求。\n根据《渔港规划》(国函〔2016〕4号)办理。")
    assert [(work.title, work.number) for work in works] == [("渔港规划", "国函〔2016〕4号")]


def test_the_basis_stands_in_the_preface_without_what_is_issued_there():
    preface = "现将《渔港方案》印发给你们。\n为落实《渔港规划》(国函〔2016〕4号),制定本方案。"
    assert [work.title for work in basis_in(preface, (), "渔港方案")] == ["渔港规划"]


def test_the_basis_of_a_law_stands_in_its_first_article():
    clauses = ("第一条 根据《渔业法》,制定本办法。", "第二条 依照《港口法》处罚。")
    assert [work.title for work in basis_in("渔港办法", clauses, "渔港办法")] == ["渔业法"]


def test_a_short_name_means_its_work_and_a_kind_may_stand_for_a_title():
    work = works_in("按照《甲部关于印发〈渔港指南〉的通知》(甲办〔2021〕2号,以下简称《指南》)。")[0]
    assert is_named(work, "《指南》")
    assert not is_named(work, "通知")
    assert can_be_named(works_in("执行《渔港建设指南》。")[0], "指南")
