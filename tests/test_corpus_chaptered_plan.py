"""A long plan with chapters and sections but no articles, and a list of circled points."""

import pytest

from corpus.page import lines_of
from corpus.parse import CatalogueEntry, parse_document
from corpus.parts import read_parts

PLAN = """杭州市“十四五”商务发展规划

目录
第一章 发展基础 ........ 1
第一节 主要成就 ........ 1
第二章 重点任务 ........ 6
第一节 建设国际消费中心城市 …… 7

前言
商务发展是经济发展的重要组成部分。

第一章 发展基础
第一节 主要成就
“十三五”时期成绩显著。
一、消费规模扩大。
二、开放水平提升。
第二节 存在问题
一、结构有待优化。
第二章 重点任务
第一节 建设国际消费中心城市
一、打造商圈
（一）提升武林商圈。
①改造街区；
②引进首店。
（二）提升钱江新城商圈。
1）优化交通
a线路调整。
2）完善停车
二、培育品牌
"""

CIRCLED = """关于加强快递包装治理的工作方案
为加强治理，制定本方案。
㈠ 总体目标
⒈ 到2025年，全面达标。
㈡ 主要任务
⒈ 推广循环包装。
⑴ 开展试点。
① 选择企业。
② 评估成效。
⑵ 总结推广。
⒉ 加强监管。
"""


def parse(text):
    return parse_document(text, CatalogueEntry("plan", "plan.txt"))


def test_chapters_of_a_plan_without_articles_are_clauses():
    parsed = parse(PLAN)
    assert [c.reference for c in parsed.clauses] == [
        *("序言", "第一章", "第一章第一节", "第一章第一节一", "第一章第一节二"),
        *("第一章第二节", "第一章第二节一", "第二章", "第二章第一节", "第二章第一节一"),
        *("第二章第一节一(一)", "第二章第一节一(一)①", "第二章第一节一(一)②"),
        *("第二章第一节一(二)", "第二章第一节一(二)(1)", "第二章第一节一(二)(2)"),
        "第二章第一节二",
    ]


def test_the_path_of_headings_runs_from_the_chapter_to_the_point():
    clause = next(c for c in parse(PLAN).clauses if c.reference.endswith("①"))
    assert clause.headings == ("重点任务", "建设国际消费中心城市", "打造商圈", "提升武林商圈")
    assert clause.parent == "第二章第一节一(一)"


def test_a_table_of_contents_with_page_numbers_stays_in_the_preface():
    preface = parse(PLAN).clauses[0]
    assert "第二章 重点任务 ........ 6" in preface.text
    assert preface.text.endswith("商务发展是经济发展的重要组成部分。")


def test_a_table_of_contents_ends_before_the_first_sentence():
    lines = ("目录", "第一章 甲", "第二章 乙", "本规划说明有关情况。", "第一章 甲")
    assert sorted(read_parts(lines_of("\n".join(lines))).listed) == [0, 1, 2]


def test_a_plan_states_its_title_by_a_line_alone():
    document = parse(PLAN).document
    assert document.title == "杭州市“十四五”商务发展规划"
    assert document.place == "浙江杭州"
    assert document.document_number is None
    assert document.issued_on is None
    assert document.issuers == ()


def test_enclosed_enumerators_nest_in_the_usual_order():
    parsed = parse(CIRCLED)
    assert [(c.reference, c.heading) for c in parsed.clauses[1:]] == [
        ("(一)", "总体目标"),
        ("(一)1", "到2025年，全面达标"),
        ("(二)", "主要任务"),
        ("(二)1", "推广循环包装"),
        ("(二)1(1)", "开展试点"),
        ("(二)1(1)①", "选择企业"),
        ("(二)1(1)②", "评估成效"),
        ("(二)1(2)", "总结推广"),
        ("(二)2", "加强监管"),
    ]


@pytest.mark.parametrize("part", ["第一部分", "第一篇", "第一编"])
def test_parts_keep_the_word_that_the_text_uses(part):
    second = part.replace("一", "二")
    text = f"规划纲要\n{part} 总论\n一、背景\n二、目标\n{second} 任务\n一、产业\n"
    assert [c.reference for c in parse(text).clauses] == [
        *("序言", part, f"{part}一", f"{part}二", second, f"{second}一"),
    ]
