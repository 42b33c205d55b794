"""Until when: the times that clauses set, and the last day they mean."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.deadlines import Years, deadlines_of_cells, read_deadlines
from corpus.parse import CatalogueEntry, parse_document

NO_YEAR = Years()


def read(text, years=NO_YEAR):
    return [(one.words, one.on) for one in read_deadlines(text, years)]


@pytest.mark.parametrize(
    ("text", "words", "on"),
    [
        # labels and lists
        ("1.甲。(责任单位:省商务厅;完成时限:2025年12月底前)", "2025年12月底前", date(2025, 12, 31)),
        ("1.甲。\n责任单位:省商务厅\n完成时间:2025年6月", "2025年6月", date(2025, 6, 30)),
        ("1.甲。(省商务厅牵头,2024年底前完成)", "2024年底前", date(2024, 12, 31)),
        ("1.甲。(省商务厅负责;完成时限:持续推进)", "持续推进", None),
        ("1.甲。(省商务厅负责,长期坚持)", "长期坚持", None),
        (
            "1.甲。(省商务厅负责;完成时限:2024年12月-2025年6月)",
            "2024年12月-2025年6月",
            date(2025, 6, 30),
        ),
        ("1.甲。(省商务厅负责;完成时限:2025.11)", "2025.11", date(2025, 11, 30)),
        # sentences
        ("于2024年9月底前录入系统。", "2024年9月底前", date(2024, 9, 30)),
        ("应当于2024年12月31日前接入。", "2024年12月31日前", date(2024, 12, 31)),
        ("2024年2月底前完成。", "2024年2月底前", date(2024, 2, 29)),
        ("2025年底完成改造。", "2025年底", date(2025, 12, 31)),
        ("到2025年,建成冷库。", "到2025年", date(2025, 12, 31)),
        ("力争到2025年底全面建成。", "到2025年底", date(2025, 12, 31)),
        ("截至2025年6月,累计建成。", "截至2025年6月", date(2025, 6, 30)),
        ("政策延续实施至2025年12月31日。", "至2025年12月31日", date(2025, 12, 31)),
        ("2025年上半年前制定办法。", "2025年上半年前", date(2025, 6, 30)),
        ("2025年第三季度末前完成。", "2025年第三季度末前", date(2025, 9, 30)),
        ("2025年5月中旬前报送。", "2025年5月中旬前", date(2025, 5, 20)),
        ("到“十四五”末,覆盖所有县。", "到“十四五”末", date(2025, 12, 31)),
        ("2025年\n6月底前完成。", "2025年\n6月底前", date(2025, 6, 30)),
        ("２０２０年１０月底前完成。", "２０２０年１０月底前", date(2020, 10, 31)),
        # before a month or a year is before it begins
        ("2025年6月前完成。", "2025年6月前", date(2025, 5, 31)),
        ("2025年1月之前完成。", "2025年1月之前", date(2024, 12, 31)),
        ("2030年以前达峰。", "2030年以前", date(2029, 12, 31)),
        # what recurs or leaves the year open
        ("每年11月底前报送。", "每年11月底前", None),
        ("每季度末月25日前报送。", "每季度末月25日前", None),
        ("各单位每月28日前报送。", "每月28日前", None),
        ("10月底前完成改造。", "10月底前", None),
        ("当年10月31日前停产。", "当年10月31日前", None),
        ("2025年2月30日前完成。", "2025年2月30日前", None),
        # numerals, other words
        ("二〇二五年底前建成。", "二〇二五年底前", date(2025, 12, 31)),
        ("二○二五年十月三十一日前完成。", "二○二五年十月三十一日前", date(2025, 10, 31)),
        (
            "1.甲。(省商务厅负责;完成时限:二〇二五年十二月底前)",
            "二〇二五年十二月底前",
            date(2025, 12, 31),
        ),
        ("2025年内完成改造。", "2025年内", date(2025, 12, 31)),
        ("不迟于2025年10月15日办结。", "不迟于2025年10月15日", date(2025, 10, 15)),
        ("2025年12月20日下班前报送。", "2025年12月20日下班前", date(2025, 12, 20)),
        ("2025年春节前发放。", "2025年春节前", None),
    ],
)
def test_a_time_has_its_words_and_its_last_day(text, words, on):
    assert read(text) == [(words, on)]


@pytest.mark.parametrize("text", ["25年底前完成。", "2025年内蒙古建成基地。", "不断完善五一夜市。"])
def test_half_a_time_is_none(text):
    assert read(text, Years(now=2024)) == []


@pytest.mark.parametrize(
    "text",
    [
        "2023年至2025年每年加装3000台。",
        "恢复至2019年水平的105%。",
        "应当在期满30日前提出申请。",
        "提前3个月通知,5个工作日内办结。",
        "改造2000年底前建成的小区。",
        "2021年开行班列2000列。",
        "本措施自2023年5月1日起施行,有效期至2027年12月31日。",
        "实施三年行动计划(2021—2023年)。",
        "合同成立于2020年8月20日之前的,计算到2020年8月19日的利息。",
        "按时完成。",
    ],
)
def test_other_times_set_no_limit(text):
    assert read(text) == []


def test_a_time_without_a_year_has_that_of_its_sentence_or_of_the_title():
    text = "2024年3月底前制定办法,9月底前印发。11月底前总结。"
    months = [date(2024, 3, 31), date(2024, 9, 30)]
    assert [on for _, on in read(text)] == [*months, None]
    assert [on for _, on in read(text, Years(stated=2026))] == [*months, date(2026, 11, 30)]


def test_this_year_is_the_one_in_which_a_document_was_issued():
    text = "今年6月底前完成甲,明年底前完成乙,年底前总结。"
    assert [on for _, on in read(text, Years(now=2025))] == [
        *(date(2025, 6, 30), date(2026, 12, 31), date(2025, 12, 31)),
    ]
    assert [on for _, on in read(text)] == [None, None, None]


def test_a_plan_for_several_years_lends_its_months_no_year():
    issued = date(2025, 2, 1)
    assert Years.of("2025年工作要点", issued) == Years(stated=2025, now=2025)
    assert Years.of("行动计划（２０２４—２０２６年）", issued) == Years(stated=None, now=2025)
    assert Years.of("行动方案", None) == Years()


def test_a_value_with_two_times_sets_both():
    text = "1.甲。(省商务厅负责;完成时限:2023年6月底前印发,2023年12月底前完成)"
    assert [on for _, on in read(text)] == [date(2023, 6, 30), date(2023, 12, 31)]


def test_the_cells_of_a_row_are_read_by_their_columns():
    text = "1 | 到2025年建成２０座 | 县商务局 | 2025年"
    cells = [("1", False), ("到2025年建成２０座", False), ("县商务局", False), ("2025年", True)]
    found = deadlines_of_cells(text, cells, NO_YEAR)
    assert [(one.words, one.on) for one in found] == [
        ("到2025年", date(2025, 12, 31)),
        ("2025年", date(2025, 12, 31)),
    ]
    assert [text[one.start : one.end] for one in found] == ["到2025年", "2025年"]
    assert found[1].start == text.rindex("2025年")


def test_clauses_carry_their_deadlines():
    text = (
        "江州市2025年工作要点\n一、甲\n1.子。8月底前完成。\n"
        "附件\n分工表\n序号 | 任务 | 责任单位 | 完成时限\n1 | 冷库 | 市商务局 | 长期\n2 | 站点 | 市邮政局 | 9月底\n"
    )
    clauses = parse_document(text, CatalogueEntry("plan", "plan.txt")).clauses
    assert {
        c.reference: [(d.words, d.on) for d in c.deadlines] for c in clauses if c.deadlines
    } == {
        "一1": [("8月底前", date(2025, 8, 31))],
        "附件#1": [("长期", None)],
        "附件#2": [("9月底", date(2025, 9, 30))],
    }


@settings(deadline=None, max_examples=200)
@given(st.dates(date(2001, 1, 1), date(2099, 12, 31)), st.sampled_from(["前", "之前", "以前"]))
def test_the_day_that_is_named_still_counts(day, before):
    text = f"请于{day.year}年{day.month}月{day.day}日{before}报送。"
    assert [on for _, on in read(text)] == [day]
    end = f"{day.year}年{day.month}月底前完成。"
    ((_, last),) = read(end)
    assert (last.year, last.month) == (day.year, day.month)
    assert (last + timedelta(days=1)).day == 1


PIECES = st.sampled_from(
    [
        *("2025年", "2025年", "12月", "31日", "底", "末", "前", "之前", "到", "至", "每年", "今年"),
        *(
            "上半年",
            "第一季度",
            "完成",
            "，",
            "。",
            "\n",
            "完成时限：",
            "（",
            "）",
            "省商务厅",
            "13月",
            "0日",
        ),
        *("“十四五”末", "建成的", "长期", "2025.13", "２０２５年", "99", "年内", "中旬"),
    ]
)


@settings(deadline=None, max_examples=300)
@given(st.lists(PIECES, max_size=20).map("".join))
def test_words_stand_where_they_are_said_to_and_never_overlap(text):
    found = read_deadlines(text, Years(stated=2025, now=2024))
    assert all(text[one.start : one.end] == one.words for one in found)
    ends = [0, *(one.end for one in found)]
    assert all(end <= one.start for end, one in zip(ends, found, strict=False))
