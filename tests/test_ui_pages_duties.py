"""Who does what: rows, counts, heat map and downloads, without a browser."""

import csv
import io
from datetime import date

import pytest
from openpyxl import load_workbook
from small_documents import clause, document, parsed

from corpus.library import Corpus
from corpus.types import Deadline, Responsibility, Role
from rag.knowledge import Knowledge
from ui.listing import agency_rows
from ui.marks import Mark
from ui.pages.duties_export import duties_table
from ui.pages.duties_html import render_duties
from ui.pages.duties_rows import counts_of, duty_rows, heat_map_of
from ui.pages.query import PageQuery
from ui.sheets import as_csv, as_xlsx
from ui.words import PageLanguage

ATTACK = '=1+1<script>alert(1)</script><img src=x onerror="alert(1)">'


def duty(agency, role=Role.JOINT):
    return Responsibility(agency=agency, role=role, words="")


@pytest.fixture(scope="module")
def small():
    """Two documents of two places; 商务厅 has four duties, one of them in the second."""
    due = Deadline(words="2025年底前", on=date(2025, 12, 31), start=0, end=2)
    first = parsed(
        document("a", title="甲方案"),
        clause("a", "一", "一、流通", heading="流通"),
        clause("a", "一1", "冷链。", parent="一", responsibilities=(duty("商务厅", Role.LEAD),)),
        clause(
            "a", "一2", "仓储。", parent="一", responsibilities=(duty("商务厅"), duty("财政厅"))
        ),
        clause("a", "二", "二、口岸。", responsibilities=(duty("商务厅"),), deadlines=(due,)),
    )
    second = parsed(
        document("b", title="乙方案", place="山西"),
        clause("b", "一", "电商。", responsibilities=(duty("商务厅", Role.SOLE),)),
    )
    return Knowledge(Corpus((first, second)))


def rows(knowledge, query):
    found = duty_rows(knowledge, PageQuery.of(query))
    return [(row.document.document_id, row.clause.reference, row.duty.agency) for row in found]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 5), ("place=山西", 1), ("doc=a", 4), ("agency=财政厅", 1), ("role=lead", 1),
        ("deadline=stated", 1), ("deadline=none", 4), ("until=2025-12-31", 1),
        ("until=2025-12-30", 0), ("until=nonsense", 5), ("words=仓储", 2), ("words=仓储 冷链", 0),
        ("doc=a&role=joint&agency=商务厅", 2), ("doc=nothing", 0),
    ],
)  # fmt: skip
def test_each_filter_keeps_what_fits_it(small, query, count):
    assert len(rows(small, query)) == count


@pytest.mark.parametrize("name", ["国土资源厅", "market regulator", "发改委", "省商务厅"])
def test_a_body_is_found_by_any_name_as_on_the_command_line(shipped, knowledge, name):
    listed = [(r["document"], r["clause"], r["name"]) for r in agency_rows(shipped, name, None)]
    assert rows(knowledge, f"agency={name}") == listed


def test_bodies_of_two_places_are_counted_apart_and_their_lead_is_told(small):
    counts = counts_of(duty_rows(small, PageQuery()))
    assert [(c.name, c.place, c.rows, c.leading) for c in counts] == [
        ("商务厅", "四川", 3, 1), ("财政厅", "四川", 1, 0), ("商务厅", "山西", 1, 1),
    ]  # fmt: skip


def test_the_heat_map_counts_each_body_in_each_part_of_one_document(small):
    heat = heat_map_of(duty_rows(small, PageQuery.of("doc=a")), small, 10)
    assert [part.reference for part in heat.parts] == ["一1", "一2", "二"]  # two parts are too few
    assert heat.bodies == ("商务厅", "财政厅")
    assert heat.cells == ((1, 1, 1), (0, 1, 0))
    assert heat_map_of(duty_rows(small, PageQuery()), small, 10) is None


def test_the_heat_map_of_a_shipped_document_holds_all_its_duties(knowledge):
    for one in knowledge.corpus.documents:
        found = duty_rows(knowledge, PageQuery.of(f"doc={one.document_id}"))
        heat = heat_map_of(found, knowledge, 1000)
        assert sum(map(sum, heat.cells)) == len(found)


def test_a_row_leads_to_its_clause_with_the_body_marked(small):
    html = render_duties(small, PageQuery.of("doc=b"), PageLanguage.CHINESE, {})
    assert "./read?doc=b&amp;clause=%E4%B8%80&amp;quote=%E5%95%86%E5%8A%A1%E5%8E%85" in html
    assert "1 项职责,1 个条款,1 个单位" in html


def test_many_rows_are_shown_in_pages_and_none_is_lost(knowledge):
    def table(page):
        return render_duties(knowledge, PageQuery.of(f"page={page}"), PageLanguage.CHINESE, {})

    found = duty_rows(knowledge, PageQuery())
    shown = sum(table(page).split("zd-duties-table")[-1].count("<tr>") - 1 for page in range(1, 6))
    assert shown == len(found)
    assert "第 401–445 行" in table("9" * 4)
    assert "第 1–100 行" in table("x")


def test_an_unknown_body_gets_a_line_and_names_like_it(knowledge):
    html = render_duties(knowledge, PageQuery.of("agency=商务庁"), PageLanguage.CHINESE, {})
    assert "没有条款写到“商务庁”的职责" in html
    assert "您是不是要找:商务厅" in html
    html = render_duties(knowledge, PageQuery.of("until=2025-99-99"), PageLanguage.ENGLISH, {})
    assert "“2025-99-99” is no date" in html


def test_whatever_documents_and_addresses_say_stays_text():
    attacked = clause(ATTACK, ATTACK, ATTACK, heading=ATTACK, responsibilities=(duty(ATTACK),))
    known = Knowledge(Corpus((parsed(document(ATTACK, title=ATTACK, place=ATTACK), attacked),)))
    marks = {attacked.clause_id: Mark(name=ATTACK[:60], checked_on=date(2026, 1, 2))}
    query = PageQuery(
        fields=tuple((n, ATTACK) for n in ("agency", "words", "until", "doc", "place"))
    )
    for language in PageLanguage:
        for asked in (PageQuery(), query, PageQuery(fields=(("doc", ATTACK),))):
            html = render_duties(known, asked, language, marks)
            assert "<script" not in html
            assert "<img" not in html
            assert 'onerror="' not in html


def test_a_download_holds_every_row_and_no_formula(small):
    head, body = duties_table(small, PageQuery(), PageLanguage.CHINESE, {})
    assert len(body) == 5
    assert (head[0], body[0][0], body[0][1]) == ("单位", "商务厅", "牵头")
    read = list(csv.reader(io.StringIO(as_csv(head, body).decode("utf-8-sig"))))
    assert read == [list(head), *map(list, body)]


def test_a_row_and_a_download_say_who_has_checked_the_roles_of_the_clause(small):
    marks = {"a#一2": Mark(name="<王>", checked_on=date(2026, 1, 2))}
    query = PageQuery.of("doc=a")
    for language, line in (
        (PageLanguage.CHINESE, "✓ 责任已核对:&lt;王&gt;,2026-01-02"),
        (PageLanguage.ENGLISH, "✓ roles checked by &lt;王&gt;, 2026-01-02"),
    ):
        html = render_duties(small, query, language, marks)
        assert html.count(line) == 2  # the clause has two bodies
    head, body = duties_table(small, query, PageLanguage.CHINESE, marks)
    assert head[-2:] == ("责任核对人", "核对日期")
    assert [row[-2:] for row in body] == [
        ("", ""), ("<王>", "2026-01-02"), ("<王>", "2026-01-02"), ("", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@A1", " =1", "\t=1", "＝1+1"])
def test_a_cell_that_looks_like_a_formula_is_text(words):
    [_, [cell]] = csv.reader(io.StringIO(as_csv(["h"], [[words]]).decode("utf-8-sig")))
    assert cell == f"'{words}"
    sheet = load_workbook(io.BytesIO(as_xlsx(["h"], [[words]]))).active
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].value == words
    assert as_csv(["h"], [["a=1"]]) == "h\r\na=1\r\n".encode("utf-8-sig")


def test_a_workbook_takes_any_text():
    odd = "a\x00\x1b\ud800b" + "长" * 40_000
    sheet = load_workbook(io.BytesIO(as_xlsx(["h"], [[odd]]))).active
    assert sheet["A2"].value.startswith("ab长")
    assert as_csv(["h"], [[odd]])
