"""The numbers, months and periods of questions and clauses."""

import pytest

from rag.quantities import months_in, numbers_in, periods_in, years_in


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("70个、100个工作日内办结", {"70", "100"}),
        ("到2025年建成500家", {"500"}),
        ("五千公里产业路", {"5000"}),
        ("提高到九成", {"90"}),
        ("提高到百分之七十", {"70"}),
        ("百分之二十五以上", {"25"}),
        ("百分之百", {"100"}),
        ("is it ten years?", {"10"}),
        ("比2023年下降3个百分点", {"3"}),
        ("每年参加1次", set()),
        ("完成任务", set()),
    ],
)
def test_numbers_are_read_in_digits_and_words_and_years_are_none(text, numbers):
    assert numbers_in(text) == numbers


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("于2023年8月底前完成", {8}),
        ("拖到23年底交", {12}),
        ("2024年1月-12月", {1, 12}),
        ("十一月底前", {11}),
        ("until december 2025?", {12}),
        ("by the end of 2025", {12}),
        ("it may be done", set()),
        ("三个月内办完", set()),
    ],
)
def test_months_are_read_and_the_end_of_a_year_is_its_twelfth(text, months):
    assert months_in(text) == months


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("每半年至少参加1次", {6}),
        ("按季度报送清单", {3}),
        ("每月调度", {1}),
        ("一年去一趟就够", {12}),
        ("only once a year", {12}),
        ("twice a year", {6}),
        ("2025年建成", set()),
    ],
)
def test_periods_are_read_in_months(text, periods):
    assert periods_in(text) == periods


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2023年到2025年", {"2023", "2025"}),
        ("by the end of 2027", {"2027"}),
        ("2025-2027", {"2025", "2027"}),
        ("23年底", set()),
        ("1998年", set()),
        ("20250个", set()),
        ("五千公里", set()),
    ],
)
def test_years_of_this_century_are_read_in_four_digits(text, years):
    assert years_in(text) == years
