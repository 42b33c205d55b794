"""Documents side by side, without a browser."""

import io
import re

import docx
import pytest
from openpyxl import load_workbook
from small_documents import citation, clause, document, parsed

from corpus.library import Corpus
from corpus.types import Level, Status
from rag.types import Answer, Comparison, Intent, Language, Side
from ui.pages.compare_export import comparison_table
from ui.pages.compare_html import render_compare
from ui.pages.compare_table import MAX_DOCUMENTS, MAX_TOPICS, documents_of, topics_of, values_in
from ui.pages.query import PageQuery
from ui.sheets import as_xlsx
from ui.word_file import as_docx
from ui.words import PageLanguage

ATTACK = '<script>alert(1)</script><img src=x onerror="alert(1)">'
CORPUS = Corpus(
    tuple(
        parsed(document(name, title=f"{name}方案", place=place, level=Level.PROVINCE, status=status))
        for name, place, status in (
            ("a", "四川", Status.REPEALED), ("b", "山西", Status.NOT_STATED), ("c", "四川", Status.NOT_STATED)
        )
    )
)  # fmt: skip


def side(name, summary="", agencies=(), citations=()):
    of = CORPUS.document(name)
    return Side(document=name, place=of.place, level=of.level, date=None, status=of.status,
                covered=bool(summary), summary=summary, agencies=agencies, citations=citations)  # fmt: skip


class Scripted:
    """Says what a and b say; c is silent, and on 低空 all are."""

    def __init__(self, sides=None):
        self.asked = []
        self.sides = sides or {
            "a": side("a", "建设10个基地,到2025年完成。", ("商务厅", "财政厅"), (1,)),
            "b": side("b", "建设20个基地,到2025年完成。", ("省商务厅",), (2,)),
            "c": side("c"),
        }

    def compare(self, topic, documents):
        self.asked.append((topic, tuple(documents)))
        silent = topic == "低空"
        comparison = Comparison(topic=topic, sides=tuple(self.sides[d] for d in documents))
        return Answer(
            question=topic, standalone_question=topic, language=Language.SIMPLIFIED,
            intent=Intent.COMPARE, refused=silent, text="字", confidence=1,
            comparison=None if silent else comparison,
            citations=() if silent else (citation("a#一"), citation("b#二", n=2)),
        )  # fmt: skip


def render(query, comparing=None, language=PageLanguage.CHINESE):
    return render_compare(comparing or Scripted(), CORPUS, PageQuery.of(query), language)


def cells(html, topic):
    row = next(r for r in html.split("<tr>") if f'<th scope="row">{topic}' in r)
    return re.findall(r"<td.*?</td>", row)


def test_each_topic_has_a_row_and_each_document_a_cell_that_leads_to_its_clause():
    comparing = Scripted()
    html = render("topic=基地;口岸", comparing)
    assert comparing.asked == [("基地", ("a", "b", "c")), ("口岸", ("a", "b", "c"))]
    first, second, third = cells(html, "基地")
    assert "./read?doc=a&amp;clause=%E4%B8%80&amp;quote=" in first
    assert "./read?doc=b&amp;clause=%E4%BA%8C&amp;quote=" in second
    assert third == '<td class="zd-silent">未作规定</td>'
    assert "3 份中 2 份有规定" in html


def test_columns_are_headed_by_level_date_and_validity():
    html = render("topic=基地&doc=a&doc=b", language=PageLanguage.ENGLISH)
    heads = re.findall(r'<th scope="col">(?:(?!</th>).)*</th>', html)[1:]
    assert len(heads) == 2
    assert "Level: province" in heads[0]
    assert "Date: not stated" in heads[0]
    assert "已失效 repealed" in heads[0]
    assert "repealed" not in heads[1]


def test_what_only_one_document_has_is_marked_and_what_both_have_is_not():
    first, second, _ = cells(render("topic=基地"), "基地")
    assert re.findall(r'zd-differs">△(.*?)</b>', first) == ["10个", "财政厅"]
    assert re.findall(r'zd-differs">△(.*?)</b>', second) == ["20个"]
    assert "2025年完成" in re.sub("<.*?>", "", first)


def test_the_only_one_that_speaks_has_nothing_to_differ_from():
    alone = Scripted({**Scripted().sides, "b": side("b")})
    assert "△" not in render("topic=基地", alone)


def test_where_all_are_silent_every_cell_says_so():
    assert cells(render("topic=低空"), "低空") == ['<td class="zd-silent">未作规定</td>'] * 3


@pytest.mark.parametrize(
    ("query", "ids"),
    [("", "abc"), ("doc=b", "b"), ("place=四川", "ac"), ("place=山西&doc=a", "ab"), ("doc=x", "")],
)
def test_documents_are_chosen_by_name_or_place_and_all_without_a_choice(query, ids):
    assert "".join(d.document_id for d in documents_of(CORPUS, PageQuery.of(query))) == ids


def test_one_document_is_not_compared_and_nothing_is_asked_without_a_topic():
    comparing = Scripted()
    assert "请至少选择两份文件" in render("topic=基地&doc=a", comparing)
    assert "请至少选择两份文件" in render("doc=a", comparing)
    assert "请至少选择两份文件" not in render("", comparing)
    assert "zd-table" not in render("", comparing)
    assert "zd-table" not in render("topic=%20;; ", comparing)
    assert comparing.asked == []


def test_topics_and_documents_have_limits():
    query = PageQuery(fields=(("topic", ";".join(map(str, range(50)))),))
    assert len(topics_of(query)) == MAX_TOPICS
    many = Corpus(tuple(parsed(document(f"d{n}")) for n in range(50)))
    assert len(documents_of(many, query)) == MAX_DOCUMENTS


def test_values_are_numbers_with_their_units():
    assert values_in("到2025年建10个、增长5.5%、投入3万元,1,000家") == [
        "2025年", "10个", "5.5%", "3万元", "1,000家",
    ]  # fmt: skip


def test_whatever_documents_users_and_answers_say_stays_text():
    sides = {name: side(name, ATTACK + "1个", (ATTACK,), (1,)) for name in ("a", "b")} | {
        "c": side("c")
    }
    html = render("topic=" + "%3Cimg src=x onerror=alert(1)%3E", Scripted(sides))
    assert "<img" not in html
    assert "<script" not in html
    assert 'onerror="' not in html


def test_the_download_has_the_same_cells_in_both_formats():
    table = comparison_table(Scripted(), CORPUS, PageQuery.of("topic=基地"), PageLanguage.CHINESE)
    head, rows = table
    assert head == ("主题", "a方案", "b方案", "c方案")
    assert [row[0] for row in rows] == ["层级", "成文日期", "效力", "基地"]
    assert rows[3][3] == "未作规定"
    assert rows[3][1] == "建设10个基地,到2025年完成。\n责任单位: 商务厅、财政厅\n《方案》"
    sheet = load_workbook(io.BytesIO(as_xlsx(*table))).active
    assert [[cell.value for cell in row] for row in sheet] == [list(head), *map(list, rows)]
    [written] = docx.Document(io.BytesIO(as_docx("对照表", *table))).tables
    assert [[cell.text for cell in row.cells] for row in written.rows] == [
        list(head),
        *map(list, rows),
    ]


def test_a_word_file_takes_any_text():
    assert as_docx("a\x00", ["h\x0b"], [["=1\x1b\ud800" + "长" * 40_000]]).startswith(b"PK")


def test_the_assistant_compares_the_documents_that_are_given_and_no_others(assistant_on):
    texts = {"a": "建设冷链物流基地10个。", "b": "冷链物流基地建设20个。", "c": "电子商务进农村。"}
    corpus = [parsed(document(n, place=n), clause(n, "一", text)) for n, text in texts.items()]
    answer = assistant_on(*corpus).compare("冷链物流基地", ["a", "b"])
    assert answer.intent is Intent.COMPARE
    assert {s.document for s in answer.comparison.sides} == {"a", "b"}
