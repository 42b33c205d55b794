"""Numbers, dates and bodies are read by value, in either language and any spelling."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.dates import Part, SaidDate, dates_in, without_dates
from rag.figures import Figure, document_numbers_in, figures_given, figures_in
from rag.language import comparable
from rag.named_bodies import chinese_bodies_in, english_bodies_in
from rag.quoted import quoted_in
from rag.statements import statements_of
from rag.units import Unit


def figures(text):
    plain = comparable(text)
    found = figures_in(without_dates(plain, dates_in(plain)))
    return [(one.value, one.unit) for one in found]


def dates(text):
    return [(one.year, one.month, one.day, one.part) for one in dates_in(comparable(text))]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("建成500个领跑县", 500, Unit.THING),
        ("建成５００个领跑县", 500, Unit.THING),
        ("建成五百个领跑县", 500, Unit.THING),
        ("投入3.5亿元", 350_000_000, Unit.YUAN),
        ("350 million yuan", 350_000_000, Unit.YUAN),
        ("12万吨", 120_000, Unit.TONNE),
        ("120,000 tonnes", 120_000, Unit.TONNE),
        ("五千公里", 5000, Unit.KILOMETRE),
        ("five thousand kilometres", 5000, Unit.KILOMETRE),
        ("三年内", 3, Unit.YEAR),
        ("within three years", 3, Unit.YEAR),
        ("a three-year plan", 3, Unit.YEAR),
        ("三个月内", 3, Unit.MONTH),
        ("每半年一次", 6, Unit.MONTH),
        ("half a year", 6, Unit.MONTH),
        ("3个工作日", 3, Unit.WORKING_DAY),
        ("3 working days", 3, Unit.WORKING_DAY),
        ("90%的县", 90, Unit.PERCENT),
        ("百分之九十的县", 90, Unit.PERCENT),
        ("九成以上", 90, Unit.PERCENT),
        ("七成三以上", 73, Unit.PERCENT),
        ("ninety percent of counties", 90, Unit.PERCENT),
        ("第二批试点", 2, Unit.ORDINAL),
        ("the second batch", 2, Unit.ORDINAL),
        ("第三部分", 3, Unit.REFERENCE),
        ("clause 12", 12, Unit.REFERENCE),
        ("“十四五”期间", 14, Unit.FIVE_YEAR_PLAN),
        ("the 14th Five-Year Plan", 14, Unit.FIVE_YEAR_PLAN),
        ("每季度通报", 90, Unit.EVERY),
        ("reported every quarter", 90, Unit.EVERY),
        ("one hundred and fifty counties", 150, None),
    ],
)
def test_a_number_is_read_by_its_value_and_what_it_counts(text, value, unit):
    assert figures(text) == [(value, unit)]


@pytest.mark.parametrize(
    "text", ["一个平台", "一批企业", "走进万家", "十分重要", "one of them", "四川省", "千方百计"]
)
def test_words_that_only_look_like_numbers_are_none(text):
    assert figures(text) == []


def test_the_number_of_a_document_is_one_value_whatever_its_brackets():
    [chinese] = document_numbers_in("川办发〔2018〕42号")
    [english] = document_numbers_in("chuan ban fa [2018] no. 42")
    assert chinese == english == Figure(Fraction(2018_000_042), Unit.DOCUMENT_NUMBER)


def test_what_a_list_counts_once_is_counted_by_each_of_its_numbers():
    given = figures_given("一般项目70个、100个工作日内办结")
    assert Figure(Fraction(70), Unit.WORKING_DAY) in given
    assert not Figure(Fraction(70), Unit.MONTH).agrees(Figure(Fraction(70), Unit.WORKING_DAY))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("到2025年", (2025, None, None, None)),
        ("2025年底前", (2025, None, None, Part.END)),
        ("by the end of 2025", (2025, None, None, Part.END)),
        ("2025年12月底", (2025, 12, None, Part.END)),
        ("2022年3月5日", (2022, 3, 5, None)),
        ("二〇二二年三月五日", (2022, 3, 5, None)),
        ("2022-03-05", (2022, 3, 5, None)),
        ("5 March 2022", (2022, 3, 5, None)),
        ("March 5th, 2022", (2022, 3, 5, None)),
        ("in March 2022", (2022, 3, None, None)),
        ("2022年上半年", (2022, None, None, Part.FIRST_HALF)),
        ("the first half of 2022", (2022, None, None, Part.FIRST_HALF)),
        ("年底前", (None, None, None, Part.END)),
        ("by the end of the year", (None, None, None, Part.END)),
        ("第三季度", (None, None, None, Part.THIRD_QUARTER)),
        ("10月18日", (None, 10, 18, None)),
    ],
)
def test_a_date_is_read_as_far_as_it_is_given(text, expected):
    assert dates(text) == [expected]


def test_the_years_of_a_range_are_two_dates():
    years = [(2023, None, None, None), (2025, None, None, None)]
    assert dates("2023—2025年") == dates("2023 to 2025") == years


def test_a_verb_is_no_month_and_a_thousand_is_no_year():
    assert dates("it may apply") == []
    assert dates("2000个县") == []
    assert figures("2000个县") == [(2000, Unit.THING)]


def test_a_date_stands_where_one_says_as_much_and_nothing_else():
    given = {SaidDate(2022, 10, 18), SaidDate(part=Part.END)}
    assert SaidDate(2022).stands_among(given)
    assert SaidDate(2022, 10).stands_among(given)
    assert SaidDate(2022, part=Part.END).stands_among(given)  # 年底前, in a document of 2022
    assert not SaidDate(2022, 10, 19).stands_among(given)
    assert not SaidDate(2023, part=Part.END).stands_among(given)
    assert not SaidDate(2022, part=Part.START).stands_among(given)


def test_a_body_is_named_with_its_place_and_level():
    written = frozenset({"秦创原平台建设办"})
    found = chinese_bodies_in("由四川省商务厅、市发改委和秦创原平台建设办负责", written)
    assert [one.words for one in found] == ["四川省商务厅", "市发改委", "秦创原平台建设办"]


def test_a_body_that_no_list_knows_is_seen_by_its_end_and_a_layout_is_none():
    [found] = chinese_bodies_in("由省低空经济发展局负责", frozenset())
    assert (found.listed, found.words[-4:]) == (False, "济发展局")
    for words in ("优化空间布局,建设服务大厅", "推进工作协调", "落实教育部署"):
        assert chinese_bodies_in(words, frozenset()) == []


def test_a_short_name_is_a_body_where_one_can_begin():
    found = chinese_bodies_in("由海关和市残联负责工作协调,市政府办理,报教育部", frozenset())
    assert [one.words for one in found] == ["海关", "市残联", "市政府", "教育部"]


@pytest.mark.parametrize(
    "text", ["单仓面积2000平方米", "基站2024座", "总装机2050兆瓦", "限量2010份"]
)
def test_four_digits_before_what_they_count_are_no_year(text):
    assert dates_in(comparable(text)) == []
    assert dates_in("2024") != []


def test_english_bodies_are_seen_in_capitals_and_in_small_letters():
    text = "Led by the Sichuan Department of Commerce with the finance department and the NDRC."
    names = [one.words for one in english_bodies_in(text)]
    assert names == ["Sichuan Department of Commerce", "finance department", "NDRC"]


def test_only_the_outermost_quotation_is_a_quote():
    assert quoted_in("推进“政策“免申即享””和《甲〈乙〉》") == ["政策“免申即享”", "甲〈乙〉"]
    assert quoted_in('a "basic type" and “open') == ["basic type", "open"]


def test_a_sentence_has_the_marks_at_its_end_and_what_follows_it_has_none():
    first, second, third = statements_of("由甲负责。[1]乙受表扬。丙配合[2][3]。")
    assert (first.words, first.marks) == ("由甲负责。", (1,))
    assert (second.words, second.marks, second.following) == ("乙受表扬。", (), (2, 3))
    assert (third.words, third.marks) == ("丙配合", (2, 3))


def test_a_mark_within_a_sentence_closes_its_part_and_what_goes_on_shares_it():
    first, second = statements_of("文号:甲〔2018〕1号[1],2018年印发。")
    assert (first.marks, second.marks) == ((1,), (1,))


def test_a_full_stop_within_a_number_or_a_quotation_ends_no_sentence():
    text = "It sets 3.5 and No. 42 and “goals. Aims” here. Next."
    assert [one.words for one in statements_of(text)] == [
        "It sets 3.5 and No. 42 and “goals. Aims” here.",
        "Next.",
    ]


SOUP = st.lists(
    st.sampled_from(
        [
            *"一二三四五六七八九十百千万亿零〇两半成点第条项个年月日每季度初底末上下,。:;、.()[]",
            *("百分之", "2025", "2025-13-99", "1,2,300", "3.5", " of ", "half", "end of ", "may "),
            *("march ", "hundred ", "twenty-", "①", "²", "“", "”", "《", "[1]", "\n", "厅", "省"),
        ]
    ),
    max_size=30,
).map("".join)


@given(SOUP)
def test_reading_values_never_fails_and_stays_within_the_text(text):
    plain = comparable(text)
    found = dates_in(plain)
    left = without_dates(plain, found)
    numbers = figures_in(left)
    assert len(left) == len(plain)
    assert all(0 <= one.start < one.end <= len(plain) for one in (*found, *numbers))
    figures_given(left)
    chinese_bodies_in(plain, frozenset())
    statements_of(text)
    quoted_in(text)
