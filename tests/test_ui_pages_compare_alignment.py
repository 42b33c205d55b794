"""Two whole documents side by side, without a browser."""

import io
import re
from datetime import UTC, date, datetime
from urllib.parse import urlencode

import docx
import pytest
from openpyxl import load_workbook
from small_documents import clause, document, parsed

from corpus.library import Corpus
from corpus.types import Level, Responsibility, Role, Status
from embeddings.link_store import Decision, LinkVerdict, ReadLink
from embeddings.link_types import Link, LinkKind, Why
from rag.knowledge import Knowledge
from rag.side_by_side import Extent
from ui.pages.compare_alignment import (
    ROWS_ON_A_PAGE,
    aligned,
    documents_to_align,
    kind_of,
    page_of,
)
from ui.pages.compare_alignment_export import alignment_table
from ui.pages.compare_alignment_html import render_alignment, render_pairs
from ui.pages.query import PageQuery
from ui.sheets import as_xlsx
from ui.word_file import as_docx
from ui.words import PageLanguage

ATTACK = '<script>alert(1)</script><img src=x onerror="alert(1)">'
CHINESE, ENGLISH = PageLanguage.CHINESE, PageLanguage.ENGLISH
OLD = document("old", title="旧方案", level=Level.CITY, status=Status.REPEALED,
               issued_on=date(2018, 6, 1))  # fmt: skip
NEW = document("new", title="新方案", level=Level.PROVINCE, issued_on=date(2022, 6, 1))
CLAUSES = {
    "old": [
        clause("old", "一(一)", "(一)建设冷库。建设冷库五个。", heading="建设冷库", headings=("重点任务",)),
        clause("old", "一(二)", "(二)保障用地。安排仓储用地。", heading="保障用地", headings=("重点任务",)),
        clause("old", "二", "二、减免收费。停车场免费。", heading="减免收费"),
    ],
    "new": [
        clause("new", "一", "一、完善冷链。建设冷库八个。", heading="完善冷链"),
        clause("new", "二", "二、要素保障。优先安排用地。", heading="要素保障"),
        clause("new", "三", "三、直播电商。发展直播。", heading="直播电商"),
    ],
}  # fmt: skip
WHY = Why(
    measures={"words": 0.4, "unheard-of": 0.2},
    terms=("冷库",),
    bodies=("商务",),
    sentences=("建设冷库五个。", "建设冷库八个。"),
)


class FixedLinks:
    """Links that count and links that were cut, as a test gives them, seen from either side."""

    def __init__(self, linked=(), cut=()):
        self.linked, self.cut = linked, cut

    def links_of(self, first, second):
        return _seen_from(first, self.linked)

    def cut_of(self, first, second):
        return _seen_from(first, self.cut)


def _seen_from(first, links):
    return [one if one.first.startswith(f"{first}#") else one.turned() for one in links]


def link(first, second, kind=LinkKind.SAME, verdict=None, by="li"):
    computed = Link(first=first, second=second, kind=kind, score=0.8312, why=WHY)
    decision = verdict and Decision(
        first=first, second=second, verdict=verdict, by=by,
        kind=None if verdict is LinkVerdict.CUT else kind, at=datetime(2026, 3, 5, 12, tzinfo=UTC),
    )  # fmt: skip
    return ReadLink(first=first, second=second, kind=kind, computed=computed, decision=decision)


COLD = link("old#一(一)", "new#一")
LAND = link("old#一(二)", "new#二", LinkKind.PARTLY)
LINKS = FixedLinks([COLD, LAND])


def knowledge(clauses=CLAUSES):
    return Knowledge(Corpus((parsed(OLD, *clauses["old"]), parsed(NEW, *clauses["new"]))))


def render(query="doc=old&doc=new", links=LINKS, language=CHINESE, person=None, clauses=CLAUSES):
    found = aligned("old", "new", knowledge(clauses), links)
    return render_alignment(found, PageQuery.of(query), language, person)


def row_of(html, heading):
    rows = re.findall(r'<tr class="zd-extent.*?</tr>', html)
    return next(one for one in rows if f'<th scope="row"><span lang="zh-Hans">{heading}' in one)


def cells_of(html, heading):
    return re.findall(r"<td.*?</td>", row_of(html, heading))


def test_each_topic_has_one_row_whichever_document_it_stands_in():
    html = render()
    headings = re.findall(r'<th scope="row"><span lang="zh-Hans">(.*?)</span>', html)
    assert headings == ["建设冷库", "保障用地", "减免收费", "直播电商"]


def test_cells_lead_to_their_clauses_and_an_empty_one_says_not_stated():
    first, second = cells_of(render(language=ENGLISH), "建设冷库")
    assert "./read?doc=old&amp;clause=%E4%B8%80%28%E4%B8%80%29&amp;quote=" in first
    assert "./read?doc=new&amp;clause=%E4%B8%80&amp;quote=" in second
    assert "建设冷库八个" in second
    first, second = cells_of(render(language=ENGLISH), "减免收费")
    assert second == '<td class="zd-silent"><p>not stated</p></td>'
    first, second = cells_of(render(), "直播电商")
    assert first == '<td class="zd-silent"><p>未作规定</p></td>'
    assert "./read?doc=new&amp;clause=%E4%B8%89" in second
    assert '<span data-clause="new#三"><a' in second  # where marks are shown


def test_a_half_link_is_called_partly_and_a_whole_one_the_same():
    html = render(language=ENGLISH)
    assert '<span class="zd-note">partly</span>' in row_of(html, "保障用地")
    assert '<span class="zd-note">same' in row_of(html, "建设冷库")
    assert '<span class="zd-note">only in one</span>' in row_of(html, "减免收费")
    assert ">partly · score 0.83</summary>" in row_of(html, "保障用地")


def test_what_two_clauses_differ_in_stands_below_the_topic():
    helped = clause(
        "new", "一", "一、完善冷链。建设冷库8个。", heading="完善冷链",
        responsibilities=(Responsibility(agency="商务厅", role=Role.SOLE, words="商务厅"),),
    )  # fmt: skip
    html = render(language=ENGLISH, clauses={**CLAUSES, "new": [helped, *CLAUSES["new"][1:]]})
    assert "same · other bodies · other figures</span>" in row_of(html, "建设冷库")


def test_columns_are_headed_by_level_date_and_validity_with_what_sets_documents_apart():
    html = render(language=ENGLISH)
    heads = re.findall(r'<th scope="col">(?:(?!</th>).)*</th>', html)[1:]
    assert len(heads) == 2
    assert "Level: city" in heads[0]
    assert "Date: 2018-06-01" in heads[0]
    assert "已失效 repealed" in heads[0]
    warnings = re.findall(r'<p class="zd-alert">(.*?)</p>', html)
    assert len(warnings) == 3
    assert "旧方案" in warnings[0]
    assert "different levels" in warnings[1]
    assert "different years" in warnings[2]


def test_the_totals_count_every_clause_of_both_documents():
    html = render()
    assert (
        "《旧方案》共有3条:1条另一份文件也有,1条另一份文件有一部分,1条另一份文件没有写到。" in html
    )
    assert (
        "《新方案》共有3条:1条另一份文件也有,1条另一份文件有一部分,1条另一份文件没有写到。" in html
    )


@pytest.mark.parametrize(
    ("kind", "headings"),
    [
        ("same", ["建设冷库"]),
        ("partly", ["保障用地"]),
        ("alone", ["减免收费", "直播电商"]),
        ("", ["建设冷库", "保障用地", "减免收费", "直播电商"]),
        ("nonsense", ["建设冷库", "保障用地", "减免收费", "直播电商"]),
    ],
)
def test_rows_are_filtered_by_kind(kind, headings):
    html = render(f"doc=old&doc=new&kind={kind}")
    assert re.findall(r'<th scope="row"><span lang="zh-Hans">(.*?)</span>', html) == headings
    chosen = re.search(r'<option value="(\w*)" selected>', html)[1]
    assert chosen == (kind if kind != "nonsense" else "")


def test_the_choice_of_the_kind_keeps_the_documents():
    form = re.search(r"<form.*?</form>", render("doc=old&doc=new&place=山西&page=2"))[0]
    assert re.findall(r'name="(\w+)" value="(.*?)"', form) == [
        ("doc", "old"), ("doc", "new"), ("place", "山西"),
    ]  # fmt: skip


def test_a_kind_that_there_is_none_of_is_said():
    html = render("kind=same", links=FixedLinks())
    assert "没有这一类条款。" in html
    assert "<table>" not in html


def test_rows_stand_below_the_part_of_their_document():
    html = render()
    parts = re.findall(r'<th colspan="3" scope="rowgroup" lang="zh-Hans">(.*?)</th>', html)
    assert parts == ["旧方案 · 重点任务", "旧方案", "新方案"]


@pytest.mark.parametrize(
    ("wanted", "first"),
    [("", 0), ("1", 0), ("2", 30), ("3", 60), ("99", 60), ("0", 0), ("-1", 0), ("²", 0), ("x", 0),
     ("9" * 5000, 0)],
)  # fmt: skip
def test_long_tables_come_in_pages(wanted, first):
    page = page_of(list(range(61)), wanted)
    assert page.first == first
    assert page.rows == tuple(range(61))[first : first + ROWS_ON_A_PAGE]


def test_pages_lead_to_each_other_and_keep_the_kind():
    many = [
        clause("old", f"{n}", f"{n}、任务。做事{n}。", heading=f"任务{n}") for n in range(1, 40)
    ]
    html = render(
        "doc=old&doc=new&kind=alone&page=2", FixedLinks(), clauses={**CLAUSES, "old": many}
    )
    assert "第 31–42 行,共 42 行" in html
    pages = re.search(r'<p class="zd-pages">.*?</p>', html)[0]
    assert re.findall(r'href="(.*?)"', pages) == [
        "./compare?doc=old&amp;doc=new&amp;kind=alone&amp;page=1"
    ]


def test_a_link_tells_its_score_and_why_it_was_made():
    opened = re.search(r"<details.*?</details>", row_of(render(language=ENGLISH), "建设冷库"))[0]
    assert ">same · score 0.83</summary>" in opened
    for words in (
        "建设冷库五个。",
        "建设冷库八个。",
        "冷库",
        "商务",
        "words 0.40, unheard-of 0.20",
    ):
        assert words in opened


def test_only_who_may_decide_gets_buttons():
    assert "<button" not in render()
    row = row_of(render(language=ENGLISH, person="li"), "建设冷库")
    assert re.findall(r'<button[^>]* value="(.*?)">(.*?)</button>', row) == [
        ("confirmed same", "Confirm as the same"),
        ("confirmed partly", "Confirm as partly"),
        ("cut", "Cut"),
        ("confirmed same", "Add as the same"),
        ("confirmed partly", "Add as partly"),
    ]
    assert 'data-first="old#一(一)" data-second="new#一"' in row


def test_a_decision_is_shown_with_name_and_date():
    confirmed = link("old#一(一)", "new#一", verdict=LinkVerdict.CONFIRMED)
    html = render(links=FixedLinks([confirmed]), language=ENGLISH, person="wang")
    row = row_of(html, "建设冷库")
    assert "same · score 0.83 · confirmed by li, 2026-03-05" in row
    assert "Confirm as the same" not in row
    assert "Confirm as partly" in row
    assert "Withdraw the decision" in row


def test_a_link_that_was_cut_leaves_an_empty_cell_and_can_be_confirmed_again():
    cut = link("old#一(一)", "new#一", verdict=LinkVerdict.CUT)
    html = render(links=FixedLinks([LAND], [cut]), language=ENGLISH, person="wang")
    row = row_of(html, "建设冷库")
    assert '<span class="zd-note">only in one</span>' in row
    assert '<td class="zd-silent"><p>not stated</p>' in row
    assert "cut by li, 2026-03-05" in row
    assert re.findall(r'zd-do-decide" value="(.*?)">', row) == [
        "confirmed same", "confirmed partly", "withdrawn",
    ]  # fmt: skip
    assert html.count("cut by li") == 1
    assert "完善冷链" in html  # is a row of its own now


def test_a_link_that_a_person_added_has_no_score():
    added = link("old#二", "new#三", verdict=LinkVerdict.CONFIRMED).model_copy(
        update={"computed": None}
    )
    row = row_of(render(links=FixedLinks([added])), "减免收费")
    assert "相同 · 人工添加 · li 2026-03-05 确认" in row
    assert "zd-why" not in row
    offered = row_of(render(links=FixedLinks([added]), person="wang"), "减免收费")
    assert re.findall(r'zd-do-decide" value="(.*?)">(.*?)<', offered) == [
        ("confirmed partly", "确认部分相同"), ("withdrawn", "撤销添加"),
    ]  # fmt: skip


def test_who_may_decide_can_add_any_clause_of_the_other_document_to_a_row():
    html = render(person="li")
    row = row_of(html, "减免收费")
    assert 'data-first="old#二" data-document="new"' in row
    assert 'list="zd-clauses-of-new"' in row
    for name in ("old", "new"):
        [offered] = re.findall(rf'<datalist id="zd-clauses-of-{name}">(.*?)</datalist>', html)
        listed = re.findall(r'<option value="(.*?)">(.*?)</option>', offered)
        assert listed == [(one.reference, one.heading) for one in CLAUSES[name]]
    assert "<datalist" not in render()
    assert "添加对应" not in render()


@pytest.mark.parametrize(
    ("language", "names"),
    [
        (PageLanguage.CHINESE, "发改部门、口岸部门、商务"),
        (
            PageLanguage.ENGLISH,
            "Development and Reform Commission, Port and Logistics Office, 商务",
        ),
    ],
)
def test_kinds_of_bodies_are_named_in_the_language_of_the_page(language, names):
    kinds = ("development-reform", "port-logistics-office", "商务")  # the last is no known kind
    alike = link("old#一(一)", "new#一")
    why = WHY.model_copy(update={"bodies": kinds})
    alike = alike.model_copy(update={"computed": alike.computed.model_copy(update={"why": why})})
    assert f"<dd>{names}</dd>" in render("", FixedLinks([alike]), language)


@pytest.mark.parametrize("language", PageLanguage)
def test_whatever_documents_and_persons_say_stays_text(language):
    attacked = clause("old", "一", f"一、{ATTACK}", heading=ATTACK, headings=(ATTACK,))
    why = WHY.model_copy(
        update={"terms": (ATTACK,), "bodies": (ATTACK,), "sentences": (ATTACK, ATTACK)}
    )
    attack = link("old#一", "new#一", verdict=LinkVerdict.CONFIRMED, by=ATTACK)
    attack = attack.model_copy(update={"computed": attack.computed.model_copy(update={"why": why})})
    html = render(
        urlencode({"place": ATTACK, "kind": ATTACK, "page": ATTACK}),
        FixedLinks([attack]), language, ATTACK, {**CLAUSES, "old": [attacked]},
    )  # fmt: skip
    assert "alert(1)" in html
    assert "<img" not in html
    assert "<script" not in html
    assert 'onerror="' not in html


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("doc=new&doc=old", ["new", "old"]),
        ("doc=old&doc=new&doc=old", ["old", "new"]),
        ("place=四川", ["old", "new"]),
        ("doc=old", ["old"]),
        ("", []),
        ("topic=冷链&doc=old&doc=new", []),
        ("topic=%20;&doc=old&doc=new", ["old", "new"]),
        ("doc=no&doc=such", []),
    ],
)
def test_documents_are_aligned_that_are_chosen_without_a_topic(query, ids):
    corpus = knowledge().corpus
    assert [o.document_id for o in documents_to_align(corpus, PageQuery.of(query))] == ids


def test_of_more_than_two_documents_each_two_are_offered():
    html = render_pairs((OLD, NEW, document("third", title=ATTACK)), CHINESE)
    assert re.findall(r'href="(.*?)"', html) == [
        "./compare?doc=old&amp;doc=new",
        "./compare?doc=old&amp;doc=third",
        "./compare?doc=new&amp;doc=third",
    ]
    assert "<script" not in html


def test_the_kind_asked_for_is_one_of_three():
    assert kind_of(PageQuery.of("kind=partly")) is Extent.PARTLY
    assert kind_of(PageQuery.of("kind=PARTLY")) is None


def test_the_download_has_all_rows_of_the_kind_in_both_formats():
    cut = link("old#二", "new#三", verdict=LinkVerdict.CUT)
    found = aligned("old", "new", knowledge(), FixedLinks([COLD, LAND], [cut]))
    table = alignment_table(found, PageQuery.of("page=2"), ENGLISH)
    head, rows = table
    assert head == ("Topic", "旧方案", "新方案", "Kind", "Differs")
    assert [row[0] for row in rows[:3]] == ["Level", "Date", "Validity"]
    assert [row[3] for row in rows[3:]] == ["same", "partly", "only in one", "only in one"]
    assert rows[3][2] == "建设冷库八个。 [一] (same · score 0.83)"
    assert rows[5][2].startswith("not stated\n")
    assert "cut by li, 2026-03-05" in rows[5][2]
    assert rows[6][1] == "not stated"
    sheet = load_workbook(io.BytesIO(as_xlsx(*table))).active
    assert [[cell.value or "" for cell in row] for row in sheet] == [list(head), *map(list, rows)]
    [written] = docx.Document(io.BytesIO(as_docx("对照表", *table))).tables
    assert len(written.rows) == len(rows) + 1
    only = alignment_table(found, PageQuery.of("kind=partly"), ENGLISH)
    assert [row[0] for row in only[1][3:]] == ["保障用地"]
