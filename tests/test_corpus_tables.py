"""Tables of tasks: each row is a clause, its columns say who is responsible and until when."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.cells import Column, kind_of_column
from corpus.duties import read_duty_cells
from corpus.parse import CatalogueEntry, parse_document

HEAD = ("序号", "主要任务", "牵头单位", "责任单位", "完成时限")
ROWS = (
    ("1", "编制规划,明确商圈。", "县商务局", "县建设局、县财政局", "2026年10月底前"),
    ("2", "建设站点20个", "县邮政局、县商务局", "", "长期坚持"),
)


def parse(*lines):
    return parse_document("\n".join(lines) + "\n", CatalogueEntry("plan", "plan.txt"))


def piped(cells):
    return " | ".join(cells)


def tabbed(cells):
    return "\t".join(cells)


def markdown(cells):
    return f"| {piped(cells)} |"


def clause(parsed, reference):
    return next(c for c in parsed.clauses if c.reference == reference)


def references(parsed):
    return [c.reference for c in parsed.clauses][1:]


def roles(of):
    return [(one.agency, one.role.value) for one in of.responsibilities]


@pytest.mark.parametrize(
    ("written", "rule"),
    [(piped, []), (tabbed, []), (markdown, ["|---|:--|:-:|--:|---|"]), (markdown, [])],
)
def test_a_row_is_a_clause_with_the_roles_and_the_time_of_its_columns(written, rule):
    table = [written(HEAD), *rule, *map(written, ROWS)]
    parsed = parse("某方案", "一、目标", "建设网点。", "附件", "任务分工表", *table)
    assert references(parsed) == ["一", "附件", "附件#1", "附件#2"]
    first, second = parsed.clauses[3:]
    assert (first.heading, first.headings, first.parent) == ("编制规划", ("任务分工表",), "附件")
    assert first.text == written(ROWS[0])
    assert roles(first) == [
        *[("县商务局", "lead"), ("县建设局", "participant"), ("县财政局", "participant")],
    ]
    assert roles(second) == [("县邮政局", "lead"), ("县商务局", "lead")]
    assert [first.deadline, second.deadline] == ["2026年10月底前", "长期坚持"]


def test_a_table_without_a_column_of_leads_shares_its_tasks():
    table = [
        "序号 | 项目名称 | 建设地点 | 责任单位",
        "1 | 冷库 | 甲镇 | 县商务局",
        "2 | 站点 | 乙镇 | 县邮政局、县供销社",
    ]
    parsed = parse("某方案", "附件1", "项目清单", *table, "附件2", "解释", "一、冷库：冷藏。")
    assert references(parsed) == ["附件1", "附件1#1", "附件1#2", "附件2", "附件2一"]
    assert roles(clause(parsed, "附件1#1")) == [("县商务局", "sole")]
    assert roles(clause(parsed, "附件1#2")) == [("县邮政局", "joint"), ("县供销社", "joint")]


def test_a_section_row_is_a_heading_of_the_rows_below_it():
    table = [
        *(piped(HEAD), "商业网点", piped(ROWS[0])),
        *("一、物流配送", piped(ROWS[1])),
        *(piped(["二、消费"] * 5), piped(("3", "发放消费券", "县商务局", "", ""))),
        *(piped(("三", "保障", "", "", "")), piped(("4", "安排资金", "县财政局", "", ""))),
    ]
    parsed = parse("某方案", "附件", "分工表", *table)
    assert references(parsed) == ["附件", *(f"附件#{n}" for n in (1, 2, 3, 4))]
    assert [c.headings[-1] for c in parsed.clauses[2:]] == [
        *("商业网点", "一、物流配送", "二、消费", "三、保障"),
    ]
    kept = [one.span.of(parsed.raw_text) for one in parsed.noise if "heading" in one.reason]
    assert [words.strip() for words in kept][:2] == ["商业网点", "一、物流配送"]


def test_cells_that_span_rows_are_headings_of_each_of_them():
    table = [
        *(
            "序号 | 领域 | 重点任务 | 工作措施 | 责任单位",
            "1 | 网点 | 完善网络 | 建设冷库 | 县商务局",
        ),
        *("2 | 网点 | 完善网络 | 建设站点 | 县邮政局", "3 | 主体 | 培育主体 | 引进企业 | 县商务局"),
    ]
    parsed = parse("某方案", "附件", "分工表", *table)
    assert [(c.heading, c.headings[1:]) for c in parsed.clauses[2:]] == [
        ("建设冷库", ("网点", "完善网络")),
        ("建设站点", ("网点", "完善网络")),
        ("培育主体", ("主体",)),
    ]


def test_lines_with_the_same_number_or_none_are_one_task():
    table = [
        "1 | 完善网络 | 建设冷库 | 县商务局",
        "1 | 完善网络 | 建设站点 | 县邮政局",
        " |  | 共享站点 | 县供销社",
    ]
    parsed = parse("某方案", "附件", "分工表", "序号 | 主要任务 | 措施 | 责任单位", *table)
    assert references(parsed) == ["附件", "附件#1"]
    assert [one.agency for one in parsed.clauses[2].responsibilities] == [
        *("县商务局", "县邮政局", "县供销社"),
    ]


def test_a_head_over_two_lines_is_read_by_its_second_line():
    table = [
        *("序号 | 任务 | 责任分工 | 责任分工", "序号 | 任务 | 牵头单位 | 配合单位"),
        "1 | 建设冷库 | 县商务局 | 县财政局",
    ]
    parsed = parse("某方案", "附件", "分工表", *table)
    assert roles(clause(parsed, "附件#1")) == [("县商务局", "lead"), ("县财政局", "participant")]


def test_a_head_that_comes_again_is_layout():
    parsed = parse("某方案", "附件", "表", *map(piped, (HEAD, ROWS[0], HEAD, ROWS[1])))
    assert references(parsed) == ["附件", "附件#1", "附件#2"]
    assert piped(HEAD) in clause(parsed, "附件").text
    assert any(piped(HEAD) in one.span.of(parsed.raw_text) for one in parsed.noise)


def test_rows_without_a_column_of_numbers_are_counted():
    parsed = parse("某方案", "附件", "表", "任务 | 责任单位", "甲 | 县商务局", "乙 | 县邮政局")
    assert references(parsed) == ["附件", "附件#1", "附件#2"]


def test_a_row_carries_the_number_of_its_cell_and_a_sum_none():
    rows = ["7 | 甲 | 县商务局", "9. | 乙 | 县邮政局", "合计 | 2项 | "]
    parsed = parse("某方案", "附件", "表", "序号 | 任务 | 责任单位", *rows)
    assert references(parsed) == ["附件", "附件#7", "附件#9"]


def test_a_table_inside_the_text_stands_below_its_clause():
    table = ["任务 | 责任单位", "甲 | 县商务局", "乙 | 县邮政局"]
    parsed = parse(
        "某方案", "一、目标", "二、分工", *table, "上述任务按月调度。", "三、保障", "加强领导。"
    )
    assert references(parsed) == ["一", "二", "二#1", "二#2", "三"]
    assert clause(parsed, "二").text == "二、分工\n任务 | 责任单位\n上述任务按月调度。"
    assert clause(parsed, "三").text == "三、保障\n加强领导。"


def test_the_next_clause_ends_a_table_even_before_another_table():
    table = [
        "任务 | 责任单位 | 时限",
        "甲 | 县商务局 | 2026年",
        "三、指标",
        "指标 | 单位 | 目标",
        "冷库 | 座 | 3",
    ]
    parsed = parse("某方案", "一、目标", "二、分工", *table)
    assert references(parsed) == ["一", "二", "二#1", "三"]
    assert clause(parsed, "三").text == "三、指标\n指标 | 单位 | 目标\n冷库 | 座 | 3"


def test_the_head_of_a_table_is_no_list_of_metadata():
    head = "名称 | 工作任务 | 责任单位"
    parsed = parse("某方案", "附件", "清单", head, "冷库 | 建设冷库 | 县商务局")
    assert clause(parsed, "附件").text.endswith(head)


def test_a_table_behind_the_signature_is_an_annex_without_its_line():
    table = ["县商业任务分工表", "序号 | 任务 | 责任单位", "1 | 甲 | 县商务局"]
    parsed = parse("某方案", "一、目标", "建设网点。", "某县人民政府", "2026年1月1日", *table)
    assert references(parsed) == ["一", "附件", "附件#1"]
    assert clause(parsed, "附件").heading == "县商业任务分工表"
    assert "某县人民政府\n2026年1月1日" in parsed.clauses[0].text


def test_a_notice_with_nothing_but_a_table_has_rows_of_an_annex():
    parsed = parse("某通知", "任务 | 责任单位", "甲 | 县商务局", "某县人民政府", "2026年1月1日")
    assert references(parsed) == ["附件#1"]
    assert parsed.clauses[0].text.endswith("某县人民政府\n2026年1月1日")


@pytest.mark.parametrize(
    "lines",
    [
        ["指标 | 单位 | 目标", "冷库 | 座 | 3"],
        ["序号 | 名称 | 数量", "1 | 冷库 | 3"],
        ["序号 | 主要任务 | 责任单位", "一、目标"],
        ["甲 | 乙", "1 | 2"],
    ],
)
def test_a_table_of_other_things_is_text(lines):
    parsed = parse("某方案", "一、甲", *lines)
    assert not any("#" in reference for reference in references(parsed))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("序 号", Column.NUMBER),
        ("重点任务", Column.TASK),
        ("工作内容", Column.TASK),
        ("项目名称", Column.TASK),
        ("任务类别", Column.GROUP),
        ("领域", Column.GROUP),
        ("牵头单位", Column.UNITS),
        ("责任单位(部门)", Column.UNITS),
        ("市级配合部门", Column.UNITS),
        ("责任分工", Column.UNITS),
        ("完成时限", Column.DEADLINE),
        ("时间节点", Column.DEADLINE),
        ("责任人", Column.OTHER),
        ("责任领导", Column.OTHER),
        ("单位", Column.OTHER),
        ("备注", Column.OTHER),
    ],
)
def test_the_name_of_a_column_says_what_its_cells_hold(name, kind):
    assert kind_of_column(name) is kind


def test_columns_for_persons_too_count_only_what_looks_like_a_body():
    cells = [("责任单位及责任人", "县商务局、张某某"), ("市级牵头单位", "市商务局")]
    found = read_duty_cells(cells, "行")
    assert [(one.agency, one.role.value, one.words) for one in found.responsibilities] == [
        ("县商务局", "participant", "行"),
        ("市商务局", "lead", "行"),
    ]


def test_an_open_group_beside_units_takes_part_and_a_dash_is_nobody():
    parsed = parse("某方案", "附件", "表", "任务 | 责任单位", "甲 | —", "乙 | 县商务局、各有关部门")
    assert clause(parsed, "附件#1").responsibilities == ()
    assert clause(parsed, "附件#2").also_involved == ("各有关部门",)


@st.composite
def tables(draw):
    """Draw the lines of an annex with a table, in any of its forms, with sections now and then."""
    written = draw(st.sampled_from([piped, markdown, tabbed]))
    rows = draw(st.lists(st.integers(0, 2), min_size=1, max_size=6))
    tasks = st.sampled_from(["建设冷库", "完善网络，建设站点3个。", "推进一、二、三产业融合"])
    units = st.sampled_from(["县商务局", "县邮政局、县供销社", "县商务局、各乡镇"])
    times = st.sampled_from(["2026年底前", "长期坚持", "2026年6月"])
    lines = [written(("序号", "主要任务", "责任单位", "完成时限"))]
    for number, section in enumerate(rows, start=1):
        if section == 1:
            lines.append(f"板块{number}")
        lines.append(written((str(number), draw(tasks), draw(units), draw(times))))
    return lines, [f"附件#{number}" for number in range(1, len(rows) + 1)]


@settings(deadline=None, max_examples=100)
@given(tables())
def test_a_table_comes_out_as_it_was_written(made):
    lines, numbered = made
    parsed = parse("某方案", "一、目标", "建设网点。", "附件", "分工表", *lines)
    assert references(parsed) == ["一", "附件", *numbered]
    owned = sorted((s.start, s.end) for c in parsed.clauses for s in c.spans)
    owned = sorted([*owned, *((n.span.start, n.span.end) for n in parsed.noise)])
    assert owned[0][0] == 0
    assert owned[-1][1] == len(parsed.raw_text)
    assert all(a[1] == b[0] for a, b in itertools.pairwise(owned))
    for one in parsed.clauses[3:]:
        assert one.responsibilities
        assert one.deadline in one.text
        assert all(duty.agency in one.text for duty in one.responsibilities)
