"""Citations: verbatim, short, traceable to the raw lines, ready for a letter."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_documents import clause as small_clause

from corpus.library import load_corpus
from corpus.types import Document, Level, Responsibility, Role, Status
from rag.cite import (
    Cited,
    duty_quote,
    lead_sentence,
    numbered,
    official_reference,
    sentences_of,
    shortened,
    spoken,
    unmarked,
)

CLAUSES = st.sampled_from(load_corpus().clauses)


@given(CLAUSES)
def test_every_quote_stands_verbatim_in_its_clause_and_is_short(clause):
    quotes = [lead_sentence(clause), duty_quote(clause), *map(shortened, sentences_of(clause))]
    for quote in quotes:
        assert quote
        assert quote in clause.text
        assert len(quote) <= 200


@given(CLAUSES)
def test_the_quote_of_a_duty_is_the_words_that_give_it(clause):
    for one in clause.responsibilities:
        quote = duty_quote(clause, one.words)
        assert quote == one.words if len(one.words) <= 200 else one.words.startswith(quote)


def test_without_given_words_the_quote_of_a_duty_is_the_list_of_units(shipped):
    clause = next(c for c in shipped.clauses if c.clause_id.endswith("2022#三(一)2"))
    assert (
        duty_quote(clause)
        == "〔责任单位:省发展改革委、商务厅、农业农村厅、省供销社按职责分工负责〕"
    )


@given(st.text(alphabet="冷链物流。;,、 ", max_size=600))
def test_shortened_words_begin_the_words_and_are_at_most_200_characters(words):
    short = shortened(words)
    assert words.strip().startswith(short)
    assert len(short) <= 200


def test_a_long_sentence_is_cut_after_a_mark():
    assert shortened("甲" * 100 + "," + "乙" * 150) == "甲" * 100 + ","


def test_the_source_lines_hold_the_quote_in_the_raw_file(shipped, knowledge):
    """Compare line by line, but for what cleaning changed: such clauses say so in corrections."""
    for document in shipped.parsed:
        lines = document.raw_text.split("\n")
        for clause in document.clauses:
            if clause.corrections:
                continue
            for sentence in sentences_of(clause):
                [citation] = numbered([Cited(clause, shortened(sentence))], knowledge)
                first, last = citation.source_lines
                raw = "".join(lines[first - 1 : last])
                assert _kernel(citation.quote) in _kernel(raw), clause.clause_id


def _kernel(words):
    """Return the Han characters alone: width, blanks and quotation marks are made alike."""
    return "".join(c for c in words if "\u4e00" <= c <= "\u9fff")


def test_the_citation_carries_number_document_and_status(shipped, knowledge):
    repealed = next(d for d in shipped.documents if d.status is Status.REPEALED)
    clause = shipped.clauses_of(repealed.document_id)[3]
    first, second = numbered([Cited(clause, lead_sentence(clause))] * 2, knowledge)
    assert (first.n, second.n) == (1, 2)
    assert (first.document, first.clause) == (repealed.document_id, clause.reference)
    assert (first.title, first.status) == (repealed.title, Status.REPEALED)
    assert first.source_file == repealed.source_file


def document(**changes):
    fields = {
        "document_id": "plan",
        "title": "甘肃省物流方案",
        "title_source": "the text",
        "place": "甘肃",
        "level": Level.PROVINCE,
        "issuers": (),
        "document_number": None,
        "issued_on": date(2021, 1, 1),
        "published_on": None,
        "status": Status.NOT_STATED,
        "addressees": (),
        "source_file": "plan.txt",
    }
    return Document(**{**fields, **changes})


@pytest.mark.parametrize(
    ("changes", "reference", "cite_as"),
    [
        ({}, "三(一)1", "《甘肃省物流方案》第三部分第(一)项第1条"),
        ({}, "二10", "《甘肃省物流方案》第二部分第10条"),
        ({}, "二(一)3(2)", "《甘肃省物流方案》第二部分第(一)项第3条第(2)点"),
        ({}, "3.1.2", "《甘肃省物流方案》第3.1.2条"),
        ({}, "第十二条", "《甘肃省物流方案》第十二条"),
        ({}, "第十条之一", "《甘肃省物流方案》第十条之一"),
        ({}, "附件二", "《甘肃省物流方案》附件第二部分"),
        ({}, "序言", "《甘肃省物流方案》序言"),
        (
            {"document_number": "甘政办发〔2021〕3号"},
            "一",
            "《甘肃省物流方案》(甘政办发〔2021〕3号)第一部分",
        ),
        (
            {"document_number": "甘政办发〔2021〕3号", "status": Status.REPEALED},
            "一",
            "《甘肃省物流方案》(甘政办发〔2021〕3号,已失效)第一部分",
        ),
        ({"status": Status.REPEALED}, "一", "《甘肃省物流方案》(已失效)第一部分"),
        ({"title": "落实《规划》方案"}, "一", "《落实〈规划〉方案》第一部分"),
    ],
)
def test_a_citation_is_ready_for_an_official_letter(changes, reference, cite_as):
    assert official_reference(document(**changes), reference) == cite_as


def test_no_reference_of_the_shipped_documents_loses_a_part_when_it_is_spoken(shipped):
    spoken_forms = {}
    for clause in shipped.clauses:
        form = (clause.document_id, spoken(clause.reference))
        assert spoken_forms.setdefault(form, clause.reference) == clause.reference


def test_of_a_row_of_a_table_the_cells_are_quoted_that_list_no_units():
    text = (
        "15 | 推出“善商贷”等产品。担保费率不高于0.8%。 | 县金融办 | 人行支行、县财政局 | 2031年底前"
    )
    duties = tuple(
        Responsibility(agency=one, role=Role.JOINT, words=one) for one in ("县金融办", "县财政局")
    )
    row = small_clause("d", "附件#15", text, heading="推出“善商贷”等产品", responsibilities=duties)
    assert sentences_of(row) == ["推出“善商贷”等产品。", "担保费率不高于0.8%。", "2031年底前"]


def test_the_footnote_marks_of_a_clause_are_none_of_ours():
    noted = small_clause("d", "一", "冷库总库容[2]翻番。\n[2] 按公称容积统计。")
    assert sentences_of(noted) == ["冷库总库容[2]翻番。", "按公称容积统计。"]
    assert unmarked("冷库总库容[2]翻番。") == "冷库总库容〔2〕翻番。"
