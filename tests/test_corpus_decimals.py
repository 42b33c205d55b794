"""Decimal numbering: 1, 1.1 and 1.1.1 open clauses, figures and lists do not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.decimals import enumerators_of
from corpus.outline import read_outline
from corpus.parse import CatalogueEntry, parse_document


def references(*lines):
    return [node.reference for node in read_outline("\n".join(lines)).nodes][1:]


@pytest.mark.parametrize("mark", [" ", "　", ". ", ".", "．", "、"])
@pytest.mark.parametrize("blank", ["", " ", "　"])
def test_each_number_is_the_whole_reference(mark, blank):
    lines = ["某方案", f"1{mark}目标", f"1.1{blank}甲", f"1.2{blank}乙", f"2{mark}任务"]
    lines += [f"2.1{blank}丙", f"2.1.1{blank}丁", f"2.1.2{blank}戊", f"2.2{blank}己"]
    assert references(*lines) == ["1", "1.1", "1.2", "2", "2.1", "2.1.1", "2.1.2", "2.2"]


def test_full_width_digits_are_read_in_half_width():
    assert references("１　目标", "１．１　甲", "１．２　乙") == ["1", "1.1", "1.2"]


def test_the_heading_and_the_parent_are_those_of_the_outline():
    nodes = read_outline("1 目标\n1.1 近期目标\n建成冷库。\n1.2 远期目标\n").nodes
    assert [(n.heading, n.parent, n.path) for n in nodes[1:]] == [
        ("目标", None, ()),
        ("近期目标", "1", ("目标",)),
        ("远期目标", "1", ("目标",)),
    ]


def test_decimals_stand_below_other_styles_and_others_below_them():
    assert references("一、目标", "1.1 甲", "1.2 乙", "二、任务", "2.1 丙", "（1）丁") == [
        *("一", "一1.1", "一1.2", "二", "二2.1", "二2.1(1)"),
    ]
    assert references("第一章 总则", "1.1 甲", "1.2 乙", "第二章 任务", "2.1 丙") == [
        *("第一章", "第一章1.1", "第一章1.2", "第二章", "第二章2.1"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["一、甲", "投资达到", "1.5亿元，", "增长", "1.6 倍。"],
        ["一、甲", "1.1万家企业，", "1.2万户居民。"],
        ["一、甲", "1.5G建设。"],
        ["一、甲", "2 个工作日内办结。", "3.1平方公里"],
        ["1.1 甲"],
    ],
)
def test_figures_are_no_decimal_numbers(lines):
    assert all("." not in reference for reference in references(*lines))


def test_a_list_below_a_decimal_clause_does_not_end_it():
    lines = ["1 目标", "1.1 甲", "1.子", "2.丑", "1.2 乙", "2 任务", "2.1 丙"]
    found = references(*lines)
    assert [one for one in found if one in ("1", "1.1", "1.2", "2", "2.1")] == [
        *("1", "1.1", "1.2", "2", "2.1"),
    ]


def test_a_line_that_begins_with_the_next_number_is_none_while_the_last_one_goes_on():
    lines = ["1 目标", "1.1 甲", "2 类企业优先支持", "1.2 乙", "2 任务", "2.1 丙"]
    assert references(*lines) == ["1", "1.1", "1.2", "2", "2.1"]


def test_a_skipped_number_loses_no_clause():
    assert references("1 甲", "1.1 子", "1.3 丑", "2 乙", "2.1 寅") == [
        "1",
        "1.1",
        "1.3",
        "2",
        "2.1",
    ]


def test_an_annex_counts_anew():
    lines = ["1 甲", "1.1 子", "1.2 丑", "附件1", "清单", "1 乙", "1.1 寅", "附件2", "表", "1 丙"]
    assert references(*lines)[3:6] == ["附件1", "附件11", "附件11.1"]


def test_a_table_of_contents_opens_no_clause():
    contents = ["目录", "1 目标", "1.1 甲", "1.2 乙", "2 任务"]
    text = ["1 目标", "1.1 甲", "建成冷库。", "1.2 乙", "建成网络。", "2 任务", "分工负责。"]
    assert references("某方案", *contents, *text) == ["1", "1.1", "1.2", "2"]


def test_lines_without_decimals_keep_their_enumerators():
    found = enumerators_of(["一、甲", "1.子", "2.丑", "无", "3.5亿元"])
    assert [one and one.label for one in found] == ["一", "1", "2", None, None]


@st.composite
def decimal_texts(draw):
    """Draw the lines of a text in decimal numbering, three levels deep at most."""
    mark = draw(st.sampled_from([" ", "　", ". ", "．"]))
    blank = draw(st.sampled_from(["", " ", "　"]))
    body = st.sampled_from(
        ["", "\n投资1.5亿元，建设冷库2.1万立方米。", "\n由省商务厅负责推进，到2025年完成。"]
    )
    lines, references = ["某省实施方案"], []
    tops = draw(st.integers(1, 4))
    for first in range(1, tops + 1):
        references.append(f"{first}")
        lines.append(f"{first}{mark}加强统筹{draw(body)}")
        # One decimal number alone would be no outline.
        for second in range(1, draw(st.integers(2 if first == 1 else 0, 3)) + 1):
            references.append(f"{first}.{second}")
            lines.append(f"{first}.{second}{blank}推进建设{draw(body)}")
            for third in range(1, draw(st.integers(0, 2)) + 1):
                references.append(f"{first}.{second}.{third}")
                lines.append(f"{first}.{second}.{third}{blank}健全机制{draw(body)}")
    return "\n".join(lines), references


@settings(deadline=None, max_examples=100)
@given(decimal_texts())
def test_a_decimal_outline_comes_out_as_it_was_written(made):
    text, references = made
    parsed = parse_document(text, CatalogueEntry("any", "any.txt"))
    assert [clause.reference for clause in parsed.clauses] == ["序言", *references]
    assert "".join(c.text.replace("\n", "") for c in parsed.clauses) == text.replace("\n", "")
