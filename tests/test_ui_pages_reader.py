"""A document as the reader shows it, without a browser."""

import re

import pytest
from small_documents import clause, document, parsed

from corpus.library import Corpus
from corpus.types import Correction, Rendering, Responsibility, Role, Span, Status
from ui.pages.query import PageQuery
from ui.pages.quoted import marked_part, quote_spans
from ui.pages.reader_html import render_reader
from ui.words import PageLanguage

ATTACK = '<script>alert(1)</script><img src=x onerror="alert(1)">'
WHOLE = Span(start=0, end=99)


def render(corpus, query, language=PageLanguage.CHINESE):
    return render_reader(corpus, PageQuery.of(query), language)


def section(html, reference):
    """Return the section of a clause, found by its permalink."""
    return next(s for s in html.split("<section ")[1:] if f">{reference}</a>" in s)


def test_the_whole_document_stands_there_with_every_clause_in_its_outline(shipped):
    for one in shipped.parsed:
        html = render(shipped, f"doc={one.document.document_id}")
        assert html.count("<section ") == len(one.clauses)
        anchors = re.findall(r'<a href="#(clause-\d+)"', html)
        assert anchors == re.findall(r'<section [^>]*id="(clause-\d+)"', html)
        assert "data-goal" not in html


@pytest.mark.parametrize("name", ["省教育厅", "商务厅"])
def test_the_cited_clause_says_so_and_its_quoted_words_are_marked(shipped, name):
    cited = next(c for c in shipped.clauses if name in [one.agency for one in c.responsibilities])
    html = render(shipped, f"doc={cited.document_id}&clause={cited.reference}&quote={name}")
    assert html.count(" data-goal ") == 1
    shown = section(html, cited.reference)
    assert "引用的条款" in shown
    assert f"<mark>{name}</mark>" in shown
    assert "<mark>" not in html.replace(shown, "")
    assert 'aria-current="location"' in html
    assert "不在本条款中" not in html


def test_a_quote_across_heading_and_body_is_marked_in_both():
    text = "1.建设基地。落实资金。"
    corpus = Corpus((parsed(document("a"), clause("a", "一", text, heading="建设基地")),))
    html = render(corpus, "doc=a&clause=一&quote=基地。落实")
    assert '<h3 lang="zh-Hans">1.建设<mark>基地。</mark></h3>' in html
    assert "<mark>落实</mark>资金。" in html


def test_words_that_are_not_in_the_clause_are_said_to_be_missing():
    corpus = Corpus((parsed(document("a"), clause("a", "一", "建设基地。")),))
    assert "所引文字不在本条款中:另一句" in render(corpus, "doc=a&clause=一&quote=另一句")
    assert "没有条款“九”" in render(corpus, "doc=a&clause=九")


def test_an_unknown_document_is_named_and_the_others_are_offered(shipped):
    html = render(shipped, "doc=nothing", PageLanguage.ENGLISH)
    assert "No document has the id “nothing”" in html
    assert html.count("./read?doc=") == len(shipped.parsed)
    assert "alert" not in render(shipped, "")


def test_corrections_are_listed_with_what_stood_there():
    correction = Correction(was="國", now="国", reason="traditional characters",
                            span=Span(start=0, end=1), line=1)  # fmt: skip
    damaged = Correction(was="x?", now="", reason="unheard of", span=Span(start=1, end=3), line=1)
    one = clause("a", "一", "国家", corrections=(correction, correction, damaged), spans=(WHOLE,))
    document_ = parsed(document("a"), one).model_copy(update={"raw_text": "國x?家"})
    html = render(Corpus((document_,)), "doc=a&show=source")
    assert "对来源文字的更正:3 处" in html
    assert "繁体字转为简体(2 处)" in html
    assert "<del>國</del> → <ins>国</ins> ×2" in html
    assert "unheard of(1 处)" in html
    assert "<del>x?</del> → (删去)" in html
    assert "<div><del>國</del><del>x?</del>家</div>" in html


def test_text_source_and_rendering_are_shown_as_wanted():
    rendering = Rendering(heading="", sentences=("Build a base.",))
    one = clause("a", "一", "建设基地。", rendering=rendering, spans=(WHOLE,))
    of = parsed(document("a"), one).model_copy(update={"raw_text": "建設基地。"})
    corpus = Corpus((of,))
    assert "建设基地。" in render(corpus, "doc=a")
    assert "Build a base." not in render(corpus, "doc=a")
    both = render(corpus, "doc=a&show=source&show=en")
    assert "建設基地。" in both
    assert "Build a base." in both
    assert "建设基地。" not in both
    assert both.count(" checked") == 2
    assert "建设基地。" in render(corpus, "doc=a&show=nonsense")


def test_a_repealed_document_says_so_at_its_head_and_at_the_cited_clause():
    of = document("a", status=Status.REPEALED)
    corpus = Corpus((parsed(of, clause("a", "一", "建设基地。")),))
    html = render(corpus, "doc=a&clause=一")
    assert "本文件已失效" in html
    assert "已失效" in section(html, "一")


def test_who_is_responsible_stands_below_the_clause_by_role():
    duties = tuple(
        Responsibility(agency=name, role=role, words="")
        for name, role in (("乙厅", Role.PARTICIPANT), ("甲厅", Role.LEAD))
    )
    one = clause("a", "一", "建设。", responsibilities=duties, also_involved=("各县",))
    html = render(Corpus((parsed(document("a"), one),)), "doc=a", PageLanguage.ENGLISH)
    assert html.index("Responsible bodies · Lead") < html.index("Responsible bodies · Participant")
    assert "Also involved" in html


def test_whatever_a_document_or_an_address_says_stays_text():
    attacked = clause(
        ATTACK, ATTACK, ATTACK, heading=ATTACK, spans=(WHOLE,),
        corrections=(Correction(was=ATTACK, now=ATTACK, reason=ATTACK, span=WHOLE, line=1),),
        responsibilities=(Responsibility(agency=ATTACK, role=Role.LEAD, words=ATTACK),),
        also_involved=(ATTACK,), rendering=Rendering(heading=ATTACK, sentences=(ATTACK,)),
    )  # fmt: skip
    of = parsed(document(ATTACK, title=ATTACK, title_en=ATTACK, place=ATTACK), attacked)
    corpus = Corpus((of.model_copy(update={"raw_text": ATTACK}),))
    fields = [("doc", ATTACK), ("clause", ATTACK), ("quote", "alert"), ("quote", ATTACK + "x"),
              ("show", "text"), ("show", "en"), ("show", "source"), (ATTACK, ATTACK)]  # fmt: skip
    for language in PageLanguage:
        for asked in (fields, [("doc", ATTACK + "?")], [*fields[:1], ("clause", ATTACK + "?")]):
            html = render_reader(corpus, PageQuery(fields=tuple(asked)), language)
            assert "<script" not in html
            assert "<img" not in html
            assert 'onerror="' not in html


def test_marks_are_merged_where_quotes_overlap_and_cut_where_the_part_ends():
    spans = quote_spans("abcabc", ["abc", "bc", "", "zz"])
    assert [(one.start, one.end) for one in spans] == [(0, 6)]
    spans = quote_spans("a<b a<b", ["<b"])
    assert marked_part("a<b a<b", Span(start=0, end=7), spans) == (
        "a<mark>&lt;b</mark> a<mark>&lt;b</mark>"
    )
    assert marked_part("abcdef", Span(start=2, end=4), [Span(start=0, end=3)]) == "<mark>c</mark>d"
