"""The commands add, remove, documents, clauses and export on documents of one's own."""

import csv
import json

import openpyxl
import pytest
from small_files import docx

TEXT = (
    "湖北省人民政府办公厅关于印发湖北省水库方案的通知\n鄂政办发〔2024〕3号\n各市人民政府:\n"
    "一、加固水库。加固水库九座。(责任单位:省水利厅、省财政厅;完成时限:2025年12月底前)\n"
    "二、施行。《湖北省水库老办法》(鄂政办发〔2010〕5号)同时废止。\n"
    "湖北省人民政府办公厅\n2024年3月5日\n"
)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "hubei.txt"
    path.write_text(TEXT, "utf-8")
    return path


def rows(run, *arguments):
    code, out, err = run(*arguments, "--json")
    assert (code, err) == (0, "")
    return json.loads(out)


def test_what_was_understood_of_an_added_document_is_said_in_a_line(here, file):
    code, out, err = here("add", file)
    assert (code, err) == (0, "")
    first, last = out.splitlines()
    assert first == (
        "added: hubei: 《湖北省水库方案》, 湖北, 鄂政办发〔2024〕3号, 2024-03-05, "
        "3 clauses, 1 with responsible bodies"
    )
    assert last.startswith("1 added; ")
    assert "embedding" in last
    assert "tokens" in last


def test_an_added_document_is_listed_and_found_and_a_removed_one_is_not(here, file):
    here("add", file)
    [row] = [one for one in rows(here, "documents") if one["id"] == "hubei"]
    assert row["own"] is True
    assert [one["kind"] for one in row["relations"]] == ["repeals"]
    assert "repeals" in here("documents")[1]
    [duty] = [one for one in rows(here, "agency", "省水利厅") if one["document"] == "hubei"]
    assert duty["clause"] == "一"
    assert rows(here, "search", "加固水库九座", "-k", 1)["hits"][0]["document"] == "hubei"
    assert here("remove", "hubei") == (0, "removed hubei\n", "")
    assert "hubei" not in [one["id"] for one in rows(here, "documents")]
    found = rows(here, "search", "加固水库九座", "-k", 500)["hits"]
    assert "hubei" not in {one["document"] for one in found}
    code, out, err = here("clauses", "hubei")
    assert (code, out) == (1, "")
    assert "no document has the id 'hubei'" in err


def test_the_deadline_of_a_clause_is_shown(here, file):
    here("add", file)
    [row] = [one for one in rows(here, "clauses", "hubei") if one["clause"] == "一"]
    assert row["deadline"] == "2025年12月底前"
    assert row["deadlines"] == [{"words": "2025年12月底前", "on": "2025-12-31"}]
    assert "2025年12月底前" in here("clauses", "hubei")[1]


def test_options_take_the_place_of_what_the_text_states(here, file):
    here("add", file, "--id", "plan", "--place", "武汉", "--title", "水库计划")
    [row] = [one for one in rows(here, "documents") if one["id"] == "plan"]
    assert (row["title"], row["place"], row["level"]) == ("水库计划", "湖北武汉", "city")


def test_a_folder_is_taken_in_and_what_fails_has_a_line(here, file, tmp_path):
    folder = tmp_path / "folder"
    (folder / "inside").mkdir(parents=True)
    file.rename(folder / "inside" / "hubei.txt")
    (folder / "short.docx").write_bytes(
        docx("<w:p><w:r><w:t>一、放水。开闸放水。</w:t></w:r></w:p>")
    )
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / ".hidden.txt").write_text("x")
    code, out, err = here("add", folder)
    assert code == 1
    assert out.splitlines()[-1].startswith("2 added, 3 failed, 1 of another kind left out; ")
    broken, empty, old = err.splitlines()
    assert broken.startswith("zhengda: ")
    assert "broken.pdf" in broken
    assert "empty.txt" in empty
    assert "old.doc" in old
    assert "soffice --headless --convert-to docx" in old
    again = here("add", folder)[1]
    assert again.splitlines()[-1].startswith("2 unchanged, 3 failed, ")


def test_a_correction_file_beside_the_document_counts(here, file):
    file.with_name("hubei.zhengda.toml").write_text(
        'title = "水库办法"\nplace = "武汉"\n'
        '[[role]]\nclause = "一"\nagency = "省财政厅"\nrole = "lead"\n'
        '[[role]]\nclause = "一"\nagency = "省水利厅"\n',
        "utf-8",
    )
    assert here("add", file.parent)[0] == 0
    [row] = [one for one in rows(here, "documents") if one["id"] == "hubei"]
    assert (row["title"], row["place"]) == ("水库办法", "湖北武汉")
    [clause] = [one for one in rows(here, "clauses", "hubei") if one["clause"] == "一"]
    assert clause["responsibilities"] == [{"name": "省财政厅", "role": "lead"}]
    here("add", file, "--title", "水库方法")
    [row] = [one for one in rows(here, "documents") if one["id"] == "hubei"]
    assert (row["title"], row["place"]) == ("水库方法", "湖北武汉")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("titel = 'x'", "titel"),
        ("title = ", "hubei.zhengda.toml"),
        ("[[role]]\nclause = '九'\nagency = '省水利厅'\nrole = 'lead'", "'九'"),
        ("[[role]]\nclause = '一'\nagency = '财政部'\nrole = 'lead'", "'财政部'"),
        ("[[role]]\nclause = '一'\nagency = '省水利厅'\nrole = 'chief'", "role"),
        ("\xff", "hubei.zhengda.toml"),
    ],
)
def test_a_correction_that_cannot_be_is_refused_with_one_line(here, file, words, said):
    file.with_name("hubei.zhengda.toml").write_bytes(
        words.encode("latin-1" if "\xff" in words else "utf-8")
    )
    code, _, err = here("add", file)
    assert (code, len(err.splitlines())) == (1, 1)
    assert said in err
    assert "hubei" not in [one["id"] for one in rows(here, "documents")]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["add"], 2),
        (["add", "gone.txt"], 1),
        (["add", "gone.txt", "--id", "a b"], 1),
        (["remove"], 2),
        (["remove", "../index"], 1),
        (["export"], 2),
        (["export", "x", "--format", "doc"], 2),
        (["export", "x", "--document", "gone"], 1),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(here, tmp_path, monkeypatch, arguments, code):
    monkeypatch.chdir(tmp_path)
    ended, _, err = here(*arguments)
    assert (ended, len(err.splitlines())) == (code, 1)
    assert err.startswith("zhengda: ")


def test_the_tables_are_the_same_in_every_format(here, file, tmp_path):
    here("add", file)
    folder = tmp_path / "out" / "tables"
    code, out, err = here("export", folder, "--document", "hubei")
    assert (code, err) == (0, "")
    assert out.splitlines() == [str(path) for path in map(folder.joinpath, names_of_files())]
    lines = (folder / "responsibilities.jsonl").read_text("utf-8").splitlines()
    said = [json.loads(line) for line in lines]
    assert [(one["body"], one["role"], one["deadline"]) for one in said] == [
        ("省水利厅", "joint", "2025年12月底前"),
        ("省财政厅", "joint", "2025年12月底前"),
    ]
    with (folder / "responsibilities.csv").open(encoding="utf-8-sig", newline="") as opened:
        assert [dict(row) for row in csv.DictReader(opened)] == said
    book = openpyxl.load_workbook(folder / "zhengda.xlsx")
    assert book.sheetnames == ["documents", "clauses", "responsibilities", "deadlines"]
    header, *found = book["responsibilities"].iter_rows(values_only=True)
    assert [dict(zip(header, row, strict=True)) for row in found] == said
    assert [row[5] for row in book["deadlines"].iter_rows(values_only=True)] == ["on", "2025-12-31"]


def names_of_files():
    tables = ("documents", "clauses", "responsibilities", "deadlines")
    return [f"{name}.{kind}" for kind in ("csv", "jsonl") for name in tables] + ["zhengda.xlsx"]


def test_no_cell_of_an_exported_table_is_a_formula(here, file, tmp_path):
    file.write_text(f'=HYPERLINK("http://example.org")\n{TEXT}', "utf-8")
    here("add", file, "--title", "=1+1")
    here("export", tmp_path / "out", "--document", "hubei")
    book = openpyxl.load_workbook(tmp_path / "out" / "zhengda.xlsx")
    title = book["documents"]["B2"]
    assert (title.value, title.data_type) == ("=1+1", "s")
    with (tmp_path / "out" / "documents.csv").open(encoding="utf-8-sig", newline="") as opened:
        assert next(csv.DictReader(opened))["title"] == "'=1+1"


def test_files_that_cannot_be_written_are_told(here, tmp_path):
    (tmp_path / "file").write_text("")
    code, _, err = here("export", tmp_path / "file" / "x")
    assert (code, len(err.splitlines())) == (1, 1)
