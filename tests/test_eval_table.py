"""Questions of staff in a spreadsheet: what a row becomes, and what is said of a wrong cell."""

import codecs
import json

import openpyxl
import pytest

import eval.table_cases
from eval.cases import AgenciesAsked, Case, Category, QuestionsError, RefusalClass, WantedAgency
from eval.load import load_cases, read_cases
from eval.table import column_letter, read_rows
from rag.types import Language, Verdict

PLAN = "sichuan-circulation-2022"
HEADER = ["问题", "应答机构", "文件", "条款"]


@pytest.fixture(autouse=True)
def parsed_once(shipped, monkeypatch):
    monkeypatch.setattr(eval.table_cases, "load_corpus", lambda: shipped)


@pytest.fixture
def table(tmp_path):
    """Write rows as CSV, by default with the columns question, agencies, document, clause."""

    def write(*rows, header=HEADER, name="q.csv"):
        path = tmp_path / name
        quoted = (
            ",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in [header, *rows]
        )
        path.write_text("\n".join(quoted), "utf-8")
        return path

    return write


def error_of(path):
    with pytest.raises(QuestionsError) as failure:
        load_cases([path])
    assert "\n" not in str(failure.value)
    return str(failure.value)


def test_a_row_becomes_a_case(table):
    path = table(["冷链物流基地谁来管?", "省发展改革委、商务厅(共同)", PLAN, "三(一)2"])
    (placed,) = read_cases([path])
    assert placed.place == "q.csv, row 2"
    assert placed.case == Case(
        id="q-2",
        category=Category.AGENCY,
        language=Language.SIMPLIFIED,
        turns=("冷链物流基地谁来管?",),
        clauses=((f"{PLAN}#三(一)2",),),
        agencies=(
            WantedAgency(name="省发展改革委", role=None),
            WantedAgency(name="商务厅", role="joint"),
        ),
        agencies_asked=AgenciesAsked.ALL,
        any_verdict=True,
    )


@pytest.mark.parametrize(
    "header",
    [
        ["question", "expected agencies", "document", "expected clause"],
        ["Question", "Agency", "DOCUMENT", "Reference:"],
        ["問題*", "責任單位", "文件名稱", "條款"],
        ["提问：", "应答单位", "政策文件", "依据条款"],
    ],
)
def test_headers_may_be_english_or_chinese_in_either_script(table, header):
    path = table(["谁?", "商务厅", PLAN, "三(一)2"], header=header)
    (case,) = load_cases([path])
    assert (case.turns, case.agencies[0].name) == (("谁?",), "商务厅")
    assert case.acceptable == {f"{PLAN}#三(一)2"}


def test_columns_stand_in_any_order_and_only_question_and_clause_are_needed(table):
    path = table([f"{PLAN}#三(一)2", "自贡基地在哪?"], header=["条款", "问题"])
    (case,) = load_cases([path])
    assert (case.category, case.agencies_asked) == (Category.FACT, AgenciesAsked.NONE)


@pytest.mark.parametrize(
    ("document", "clause"),
    [
        ("", f"{PLAN}#三(一)2"),
        ("", "四川流通方案#三(一)2"),
        ("", "《四川省“十四五”现代流通体系建设实施方案》#三(一)2"),
        ("四川省“十四五”现代流通体系建设实施方案", "三（一）2"),
        (f"{PLAN}.txt", "三 (一) 2"),
        ("county-commerce-2023", f"{PLAN}#三(一)2"),
    ],
)
def test_a_clause_is_named_with_its_document_or_beside_it(table, document, clause):
    (case,) = load_cases([table(["谁?", "", document, clause])])
    assert case.clauses == ((f"{PLAN}#三(一)2",),)


def test_every_clause_listed_is_needed_and_either_of_two_with_or_between(table):
    cell = f"{PLAN}#三(一)2、county-commerce-2023#附件二 或 county-commerce-2023#附件一"
    (case,) = load_cases([table(["两份文件怎么说?", "", "", cell])])
    assert case.clauses == (
        (f"{PLAN}#三(一)2",),
        ("county-commerce-2023#附件二", "county-commerce-2023#附件一"),
    )
    assert case.category is Category.COMPARE


@pytest.mark.parametrize("cell", ["谁来建?||那歇业登记呢", "谁来建?\n\n那歇业登记呢\n"])
def test_a_line_break_or_two_bars_begin_the_next_turn(table, cell):
    (case,) = load_cases([table([cell, "", PLAN, "一(二)"])])
    assert case.turns == ("谁来建?", "那歇业登记呢")
    assert case.category is Category.FOLLOW_UP


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("商务厅、省供销社", ["商务厅", "省供销社"]),
        ("商务厅;省供销社；农业农村厅", ["商务厅", "省供销社", "农业农村厅"]),
        ("商务厅,省供销社，农业农村厅\n公安厅", ["商务厅", "省供销社", "农业农村厅", "公安厅"]),
        ("各县(市、区)人民政府、商务厅", ["各县(市、区)人民政府", "商务厅"]),
        ("各市(州)", ["各市(州)"]),
    ],
)
def test_agencies_are_separated_outside_the_brackets_of_their_names(table, cell, names):
    (case,) = load_cases([table(["谁?", cell, PLAN, "一(二)"])])
    assert [agency.name for agency in case.agencies] == names
    assert {agency.role for agency in case.agencies} == {None}


@pytest.mark.parametrize(
    ("word", "role"),
    [
        ("牵头", "lead"),
        ("Lead", "lead"),
        ("唯一", "sole"),
        ("共同", "joint"),
        ("參與", "participant"),
        ("named", "named"),
    ],
)
def test_a_role_stands_in_brackets_behind_the_name(table, word, role):
    (case,) = load_cases([table(["谁?", f"各市(州)政府（{word}）", PLAN, "一(二)"])])
    assert case.agencies == (WantedAgency(name="各市(州)政府", role=role),)


def test_nobody_is_an_answer_and_an_empty_cell_asks_for_none(table):
    nobody, unasked = load_cases(
        [table(["谁?", "无", PLAN, "一(二)"], ["几个?", "", PLAN, "一(二)"])]
    )
    assert (nobody.agencies, nobody.agencies_asked) == ((), AgenciesAsked.ALL)
    assert (unasked.agencies, unasked.agencies_asked) == ((), AgenciesAsked.NONE)


def test_a_refusal_is_written_in_the_place_of_the_clause(table):
    (case,) = load_cases([table(["养狗要办证吗?", "", "", "拒答"])])
    assert case.expects_refusal
    assert (case.category, case.refusal_class) == (Category.REFUSE, RefusalClass.OFF_TOPIC)


def test_a_verdict_counts_only_where_one_is_written(table):
    header = ["问题", "条款", "判断"]
    clause = f"{PLAN}#一(二)"
    yes, left_open = load_cases(
        [table(["是商务厅吗?", clause, "是"], ["是公安厅吗?", clause, ""], header=header)]
    )
    assert (yes.verdict, yes.any_verdict) == (Verdict.YES, False)
    assert (left_open.verdict, left_open.any_verdict) == (None, True)


def test_a_case_is_called_by_the_file_and_its_number_or_its_row(table):
    clause = f"{PLAN}#一(二)"
    rows = (["甲?", clause, "A7", "难"], ["乙?", clause, "", ""])
    cases = load_cases([table(*rows, header=["问题", "条款", "序号", "备注"], name="staff.csv")])
    assert [case.id for case in cases] == ["staff-A7", "staff-3"]
    assert [case.note for case in cases] == ["难", ""]


def test_blank_rows_do_not_count_but_keep_their_number(table):
    path = table(["", "", "", ""], ["谁?", "", PLAN, "一(二)"])
    (placed,) = read_cases([path])
    assert placed.place == "q.csv, row 3"


@pytest.mark.parametrize(
    ("row", "column", "remedy"),
    [
        (["", "商务厅", PLAN, "一(二)"], "A (问题)", "no question; write one or clear the whole row"),
        (["1||2||3||4||5", "", PLAN, "一(二)"], "A (问题)", "5 turns"),
        (["谁?", "商务厅(领头)", PLAN, "一(二)"], "B (应答机构)", "'领头' is no role; write one of 牵头"),
        (["谁?", "商务厅", "", "拒答"], "B (应答机构)", "a refusal lists no agencies"),
        (["谁?", "", "某方案", "一(二)"], "C (文件)", "no document '某方案'; list them with"),
        (["谁?", "", PLAN, ""], "D (条款)", "no clause; write document#reference, or 拒答"),
        (["谁?", "", PLAN, "三(九)"], "D (条款)", f"no clause '三(九)' in {PLAN}; list them with"),
        (["谁?", "", "", "三(一)2"], "D (条款)", "write document#三(一)2, or add a column 文件"),
        (["谁?", "", "", "某方案#三(一)2"], "D (条款)", "no document '某方案'"),
    ],
)  # fmt: skip
def test_an_error_names_file_row_column_and_remedy(table, row, column, remedy):
    message = error_of(table(["谁?", "", PLAN, "一(二)"], row))
    assert message.startswith(f"q.csv, row 3, column {column}: ")
    assert remedy in message


def test_a_verdict_that_is_none_is_named(table):
    message = error_of(table(["谁?", f"{PLAN}#一(二)", "也许"], header=["问题", "条款", "判断"]))
    assert message.startswith("q.csv, row 2, column C (判断): '也许' is no verdict; write 是")


@pytest.mark.parametrize(
    ("header", "message"),
    [
        (["问题", "机构"], "q.csv, row 1: no column for the clause; name one 条款 or clause"),
        (["条款"], "q.csv, row 1: no column for the question; name one 问题 or question"),
        (["问题", "条款", "颜色"], "q.csv, row 1, column C: '颜色' is no known column; name it"),
        (["问题", "条款", "出处"], "q.csv, row 1, column C: a second column for the clause"),
    ],
)
def test_a_column_that_is_missing_unknown_or_double_is_named(table, header, message):
    assert error_of(table(header=header)).startswith(message)


def test_an_id_stands_once_in_tables_and_lines(table, tmp_path):
    line = {
        "id": "q-2",
        "category": "fact",
        "language": "en",
        "turns": ["?"],
        "clauses": [["d#一"]],
    }
    lines = tmp_path / "a.jsonl"
    lines.write_text(json.dumps(line), "utf-8")
    with pytest.raises(QuestionsError, match=r"^q\.csv, row 2: id 'q-2' .* a\.jsonl:1$"):
        load_cases([lines, table(["谁?", "", PLAN, "一(二)"])])


def test_a_workbook_is_read_from_its_first_sheet_as_a_table(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["问题", "应答机构", "条款", "编号"])
    book.active.append(["谁来建?\n那歇业登记呢", "省市场监管局(单独)", f"{PLAN}#一(二)", 7])
    book.active.append([None, None, None, None])
    book.active.append(["养狗要办证吗?", None, "拒答", 8])
    book.create_sheet("草稿").append(["别的"])
    book.save(tmp_path / "staff.xlsx")
    first, second = load_cases([tmp_path / "staff.xlsx"])
    assert (first.id, first.turns) == ("staff-7", ("谁来建?", "那歇业登记呢"))
    assert first.agencies == (WantedAgency(name="省市场监管局", role="sole"),)
    assert (second.id, second.refusal_class) == ("staff-8", RefusalClass.OFF_TOPIC)


def test_an_error_in_a_workbook_is_named_as_in_a_csv_file(tmp_path):
    book = openpyxl.Workbook()
    for row in (["问题", "条款"], ["谁?", f"{PLAN}#一(二)"], ["谁?", "某方案#一"]):
        book.active.append(row)
    book.save(tmp_path / "staff.xlsx")
    message = error_of(tmp_path / "staff.xlsx")
    assert message.startswith("staff.xlsx, row 3, column B (条款): no document '某方案'")


@pytest.mark.parametrize(
    ("raw", "cells"),
    [
        ("问题,条款".encode("utf-8-sig"), ("问题", "条款")),
        ("问题,条款".encode("gb18030"), ("问题", "条款")),
        (codecs.BOM_UTF16_LE + "问题\t条款".encode("utf-16-le"), ("问题", "条款")),
        ("问题;条款".encode(), ("问题", "条款")),
        ('"问,题", 条款'.encode(), ("问,题", "条款")),
    ],
)
def test_csv_is_read_in_the_encodings_and_with_the_delimiters_of_spreadsheets(tmp_path, raw, cells):
    path = tmp_path / "q.csv"
    path.write_bytes(raw)
    assert [row.cells for row in read_rows(path)] == [cells]


@pytest.mark.parametrize(
    ("name", "raw", "message"),
    [
        ("q.xlsx", b"no workbook", "cannot read q.xlsx as a workbook"),
        ("q.xls", b"", "q.xls is an old workbook; save it as .xlsx"),
        ("q.csv", b"\xff\x00\xff", "q.csv is in no encoding we know; save the table as CSV UTF-8"),
        ("q.csv", b'"a"b,c', "q.csv, line 1: "),
        ("q.csv", b"", "q.csv is empty; its first row names the columns"),
    ],
)
def test_a_file_that_is_no_table_is_told_with_a_remedy(tmp_path, name, raw, message):
    path = tmp_path / name
    path.write_bytes(raw)
    assert error_of(path).startswith(message)


def test_a_missing_table_is_named(tmp_path):
    assert error_of(tmp_path / "none.csv").startswith("cannot read questions from")
    assert error_of(tmp_path / "none.xlsx").startswith("cannot read none.xlsx")


def test_columns_have_the_letters_of_a_spreadsheet():
    assert [column_letter(place) for place in (0, 25, 26)] == ["A", "Z", "AA"]


def test_the_command_takes_a_table(zhengda, table):
    right = ["冷链物流基地谁来管?", "", "四川流通方案", "三(一)2"]
    run = zhengda("eval", table(right))
    assert (run.code, run.err) == (0, "")
    assert "fact" in run.out
    failed = zhengda("eval", table(["谁?", "", "四川流通方案", "三(九)"]))
    assert failed.code == 1
    assert failed.err.startswith("zhengda: q.csv, row 2, column D (条款): no clause '三(九)'")
    assert failed.err.count("\n") == 1
