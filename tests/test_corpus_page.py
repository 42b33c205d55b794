"""Saved pages: layout, labels, second copies and furniture are taken out and recorded."""

import pytest

from corpus.aligned import AlignedText
from corpus.clean import clean
from corpus.page import furniture_edits, label_edits, layout_edits, lines_of, second_copy_edits


def after(edits_of, text):
    return AlignedText.of(text).edited(edits_of(text))[0].text


def test_lines_are_ranges_without_their_line_breaks():
    lines = lines_of("一\n\n二三")
    assert [(line.text, line.start, line.end) for line in lines] == [
        *[("一", 0, 1), ("", 2, 2), ("二三", 3, 5)],
    ]


def test_blanks_and_bullets_at_the_ends_of_lines_and_empty_lines_go():
    text = "\ufeff　　一、要求 \r\n\r\n  • 主题\u00a0\n\t（一）任务　\n"
    assert after(layout_edits, text) == "一、要求\n主题\n（一）任务\n"


@pytest.mark.parametrize(
    ("line", "closed"),
    [
        ("有 效 性 : 失效", "有效性:失效"),
        ("文\u2003\u2003号：川办发〔2018〕42号", "文号：川办发〔2018〕42号"),
        ("索 引 号 : 123  发 布 日 期 : 2018-06-20", "索引号:123  发布日期:2018-06-20"),
        ("工作 时效 很重要", "工作 时效 很重要"),
        ("本市文 号：无", "本市文 号：无"),
    ],
)
def test_blanks_inside_labels_go(line, closed):
    assert after(label_edits, line) == closed


LONG = "各地区、各部门要充分认识这项工作的重大意义，切实加强组织领导，认真抓好贯彻落实，确保各项任务落地见效。"


def test_a_run_of_lines_that_comes_again_goes():
    lines = [f"{number}.{LONG}" for number in range(1, 6)]
    text = "\n".join(["标题", *lines, "分隔"]) + "\n" + "\n\n".join(["标题", *lines, "尾"])
    assert after(second_copy_edits, text).split("\n") == ["标题", *lines, "分隔", "", "", "尾"]


def test_short_lines_that_come_again_stay():
    text = "\n".join(
        ["标题", "文号", "责任单位：省商务厅", "分隔", "标题", "文号", "责任单位：省商务厅"]
    )
    assert after(second_copy_edits, text) == text
    assert second_copy_edits("\n".join([LONG, LONG, "甲", LONG, LONG])) == []


@pytest.mark.parametrize(
    "line",
    [
        *(
            "当前位置:政务公开 > 政策文件",
            "您现在所在的位置：首页",
            "首页 > 政务公开",
            "分享到：微信",
        ),
        *("【字体：大 中 小】", "扫一扫在手机打开当前页", "扫描二维码 关注我们", "浏览次数：123"),
        *(
            "上一篇：通知",
            "下一篇",
            "版权所有：省政府",
            "蜀ICP备05001234号",
            "川公网安备 51010402号",
        ),
        *("政府网站标识码：5100000001", "返回顶部", "责任编辑：张三", "文字解读", "相关文件："),
    ],
)
def test_furniture_goes_wherever_it_stands(line):
    assert after(furniture_edits, f"{line}\n一、抓好落实。\n{line}\n二、加强督导。") == (
        "\n一、抓好落实。\n\n二、加强督导。"
    )


@pytest.mark.parametrize(
    "line",
    [
        *(
            "分享经济发展迅速",
            "主办单位：市商务局",
            "承办单位：市供销社",
            "下一条规定的情形",
            "首页建设要求",
        ),
        *("扫描二维码登记信息是进入场所的前提，各有关单位应当认真执行查验要求", "微信支付全覆盖"),
    ],
)
def test_a_line_of_a_clause_is_no_furniture(line):
    text = f"一、抓好落实。\n{line}\n二、加强督导。"
    assert after(furniture_edits, text) == text


def test_everything_behind_the_first_furniture_below_the_last_sentence_is_footer():
    text = "一、抓好落实。\n主办单位：市商务局\n图片解读\n2018年06月20日\n主办单位：省政府办公厅"
    assert after(furniture_edits, text).split("\n") == [
        "一、抓好落实。",
        "主办单位：市商务局",
        "",
        "",
        "",
    ]


def test_each_change_of_a_cleaning_is_recorded_with_its_raw_range():
    raw = "首页 > 政策\n  一、落 实\u3000\n文 号：甲〔2020〕1号"
    cleaned = clean(raw)
    assert cleaned.text.strip() == "一、落 实\n文号：甲〔2020〕1号"
    for change in cleaned.changes:
        assert raw[change.span.start : change.span.end].startswith(change.was[:1])
    assert {change.reason for change in cleaned.changes} == {
        *("layout", "page furniture", "blanks inside a label"),
    }
