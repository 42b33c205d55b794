"""Which lines open a clause, and under which other clause it stands."""

import itertools

import pytest

from corpus.outline import PREFACE, heading_of, read_outline
from corpus.page import lines_of
from corpus.parts import read_parts


def references(*lines):
    found = [node.reference for node in read_outline("\n".join(lines)).nodes]
    assert found[0] == PREFACE
    return found[1:]


def test_ranges_cover_the_text_without_gap_or_overlap():
    text = "标题\n第一章 总则\n说明\n第一条 甲。\n乙\n第二章 附则\n第二条 丙。\n某市商务局\n2024年1月1日\n"
    outline = read_outline(text)
    ranges = sorted([r for node in outline.nodes for r in node.ranges if r[0] < r[1]])
    ranges = sorted([*ranges, *outline.heading_ranges])
    assert ranges[0][0] == 0
    assert ranges[-1][1] == len(text)
    assert all(a[1] == b[0] for a, b in itertools.pairwise(ranges))


def test_numbers_may_run_through_or_start_anew():
    assert references("一、甲", "1.子", "2.丑", "二、乙", "3.寅", "三、丙", "1.卯") == [
        *("一", "一1", "一2", "二", "二3", "三", "三1"),
    ]


def test_bracketed_numbers_may_run_through_as_well():
    assert references("一、甲", "（一）子", "二、乙", "（二）丑", "1.寅", "（三）卯", "2.辰") == [
        *("一", "一(一)", "二", "二(二)", "二(二)1", "二(三)", "二(三)2"),
    ]


def test_leaves_stand_at_different_depths():
    assert references(
        "一、甲", "1.子", "（1）丑", "二、乙", "（一）寅", "1.卯", "①辰", "三、丙"
    ) == [
        *("一", "一1", "一1(1)", "二", "二(一)", "二(一)1", "二(一)1①", "三"),
    ]


def test_a_misprinted_number_loses_no_clause():
    assert references("一、甲。", "二、乙。", "二、丙。", "五、丁。", "四、戊。") == [
        *("一", "二", "二[2]", "五", "四"),
    ]


def test_an_excerpt_may_begin_with_any_number():
    assert references("三、甲。", "四、乙。") == ["三", "四"]
    assert references("某某办法节选", "第七条 甲。", "第八条 乙。") == ["第七条", "第八条"]
    assert references("某某办法（节选）", "第七条 甲。", "第九条 乙。") == ["第七条", "第九条"]


@pytest.mark.parametrize(
    "lines",
    [
        (
            "一、严格按照国家和省有关规定以及本方案的要求认真组织实施各项工作任务并遵照",
            "第三条规定执行。",
        ),
        (
            "一、严格按照国家和省有关规定以及本方案的要求认真组织实施各项工作任务推动",
            "一、二级市场建设。",
        ),
        (
            "一、严格按照国家和省有关规定以及本方案的要求认真组织实施速率达到每秒不低于",
            "1.5G比特。",
        ),
        ("一、严格按照国家和省有关规定以及本方案的要求认真组织实施增长率不低于", "10.5%以上。"),
        (
            "一、严格按照国家和省有关规定以及本方案的要求认真组织实施，符合",
            "（一）、（二）项要求。",
        ),
        ("一、力争到", "2025.", "年底完成。"),
    ],
)
def test_a_line_that_goes_on_with_a_sentence_opens_nothing(lines):
    assert references(*lines) == ["一"]


def test_a_closed_up_article_must_stand_at_the_end_of_a_sentence():
    lines = (
        "第一条为了规范。",
        "第二条下列行为应当按照",
        "第三条处理。",
        "第三条内河航运。",
        "第四条附则。",
    )
    assert references(*lines) == ["第一条", "第二条", "第三条", "第四条"]


def test_closed_up_articles_without_full_stops_are_told_by_their_order():
    lines = ("第一条为了规范", "第二条下列行为", "第三条另行规定。", "第四条附则")
    assert references(*lines) == ["第一条", "第二条", "第三条", "第四条"]


def test_a_blank_line_does_not_end_a_sentence():
    line = "一、严格按照国家和省有关规定以及本方案的要求认真组织实施各项工作任务推动"
    assert references(line, "", "一、二级市场建设。") == ["一"]


def test_items_of_an_article_belong_to_it_also_behind_a_chapter():
    lines = (
        "第一章 总则",
        "第一条 甲：",
        "（一）子；",
        "1.丑",
        "①寅",
        "第二章 附则",
        "第二条 乙。",
    )
    outline = read_outline("\n".join(lines))
    assert [(n.reference, n.path) for n in outline.nodes[1:]] == [
        ("第一条", ("第一章 总则",)),
        ("第二条", ("第二章 附则",)),
    ]


def test_each_annex_of_a_law_has_articles_of_its_own():
    lines = ("第一条 甲。", "第二条 乙。", "附件1", "实施细则", "第一条 丙。", "附件2", "一、丁")
    assert references(*lines) == [
        *("第一条", "第二条", "附件1", "附件1第一条", "附件2", "附件2一"),
    ]


def test_chapters_are_clauses_in_the_part_that_has_no_articles():
    lines = (
        "第一章 任务",
        "一、甲",
        "第二章 保障",
        "附件",
        "管理办法",
        "第一章 总则",
        "第一条 乙。",
    )
    assert references(*lines) == ["第一章", "第一章一", "第二章", "附件", "附件第一条"]


def test_a_cross_reference_to_an_article_does_not_make_a_plan_a_law():
    lines = (
        "第一章 任务",
        "一、严格执行各项规定，对违反规定的，一律按照",
        "第十条处理。",
        "第二章 保障",
    )
    assert references(*lines) == ["第一章", "第一章一", "第二章"]


def test_numbering_that_begins_again_without_any_title_is_a_second_text():
    assert references("一、甲", "二、乙", "一、丙", "二、丁") == [*("一", "二", "附件一", "附件二")]


def test_numbering_that_begins_again_inside_an_annex_stays_in_it():
    assert references("一、甲", "附件1", "一、乙", "（一）丙", "一、丁", "（一）戊") == [
        *("一", "附件1", "附件1一", "附件1一(一)", "附件1一[2]", "附件1一[2](一)"),
    ]


def test_a_chapter_heading_of_an_annex_leaves_its_reference_alone():
    lines = ("一、任务", "附件", "办法", "第一章 总则", "一、说明", "第一条 甲。")
    assert references(*lines) == ["一", "附件", "附件一", "附件第一条"]


def test_a_text_with_two_annexes_and_nothing_before_keeps_both():
    lines = ("附件1", "甲方案", "一、子", "附件2", "乙方案", "一、丑")
    assert references(*lines) == ["附件1", "附件1一", "附件2", "附件2一"]


@pytest.mark.parametrize(
    "listing",
    [
        ("附件：甲方案",),
        ("附件：1.甲方案", "2.乙清单"),
        ("附件1：甲方案", "附件2：乙清单"),
        ("附件：", "1.甲方案", "2.乙清单"),
    ],
)
def test_lines_that_list_annexes_open_none(listing):
    lines = (
        "一、任务",
        *listing,
        "某市商务局",
        "2024年1月1日",
        "附件1",
        "甲方案",
        "一、子",
        "附件2",
        "乙清单",
    )
    assert references(*lines) == ["一", "附件1", "附件1一", "附件2"]


def test_an_annex_line_with_a_colon_is_no_list():
    lines = ("一、任务", "附件：重点清单", "1.甲项目", "2.乙项目")
    assert references(*lines) == ["一", "附件", "附件1", "附件2"]


def test_the_lines_of_a_list_are_told_from_the_lines_of_an_annex():
    lines = (
        "一、任务",
        "附件：1.甲方案",
        "2.乙清单",
        "某市商务局",
        "2024年1月1日",
        "附件1",
        "附件2",
    )
    parts = read_parts(lines_of("\n".join(lines)))
    assert sorted(parts.listed) == [1, 2]
    assert sorted(parts.annexes) == [5, 6]


@pytest.mark.parametrize(
    "tail",
    [
        ("某市人民政府", "2024年1月1日"),
        ("某市商务局 某市财政局", "某市税务局", "二〇二四年一月一日"),
        ("市长 张三", "2024年1月1日"),
        ("某市人民政府 2024年1月1日",),
        ("某市商务局", "2024 年 1 月 1 日", "（此件公开发布）"),
        (
            "某市商务局",
            "2024年1月1日",
            "抄送：市委办公室，市人大常委会办公室。",
            "某市商务局办公室 2024年1月2日印发",
        ),
        ("附件：工作清单.xlsx", "某市商务局", "2024年1月1日"),
        ("发布日期：2024-01-01", "有效性：有效"),
    ],
)
def test_signature_date_metadata_and_distribution_belong_to_the_preface(tail):
    text = "\n".join(("通知", "一、甲", "任务如下。", *tail))
    nodes = read_outline(text).nodes
    assert [node.reference for node in nodes] == [PREFACE, "一"]
    assert "".join(text[a:b] for a, b in nodes[1].ranges) == "一、甲\n任务如下。\n"
    assert "".join(text[a:b] for a, b in nodes[0].ranges) == "通知\n" + "\n".join(tail)


@pytest.mark.parametrize(
    "last",
    [
        *(
            "自2024年1月1日",
            "责任单位：市商务局",
            "市商务局会同市财政局",
            "确保2024年12月31日前完成",
        ),
    ],
)
def test_the_last_words_of_a_clause_are_no_signature(last):
    text = f"一、甲\n任务如下，\n{last}"
    assert read_outline(text).nodes[0].ranges == ((0, 0),)


@pytest.mark.parametrize(
    ("line", "length", "heading"),
    [
        ("一、总体要求", 2, "总体要求"),
        ("(一)加强统筹。各地要落实。", 3, "加强统筹"),
        ("1.做好衔接(省发展改革委、省商务厅、省财政厅负责)", 2, "做好衔接"),
        ("1.做好衔接(含物流)工作。", 2, "做好衔接(含物流)工作"),
        ("1.做好衔接 责任单位：省商务厅", 2, "做好衔接"),
        ("(一)严格责任落实：", 3, "严格责任落实"),
        ("一、旅居村：指可供外来人员居住的行政村。", 2, "旅居村"),
        ("一、到2025年,达到以下目标：甲。", 2, "到2025年,达到以下目标：甲"),
        ("第一条", 3, ""),
    ],
)
def test_the_heading_is_the_text_up_to_the_first_full_stop_or_list_of_units(line, length, heading):
    assert heading_of(line, length) == heading
