"""The list of documents, without a browser."""

from datetime import date

from small_documents import document, parsed

from corpus.library import Corpus
from corpus.types import Status
from ui.pages.documents_html import render_documents
from ui.words import PageLanguage

ATTACK = '<script>alert(1)</script><img src=x onerror="alert(1)">{{value}}${value}'


def test_each_document_is_listed_with_what_it_states_and_opens_in_the_reader(shipped):
    html = render_documents(shipped, PageLanguage.CHINESE)
    for one in shipped.documents:
        assert f'href="./read?doc={one.document_id}"' in html
    assert "晋政办发〔2017〕55号" in html
    assert '<span class="zd-status zd-status-repealed">效力 已失效</span>' in html
    assert "共 5 份文件,230 个条款" in html


def test_what_is_not_stated_is_said_in_the_language_of_the_page():
    corpus = Corpus((parsed(document("a", status=Status.NOT_STATED)),))
    assert "<dt>文号</dt><dd>未注明</dd>" in render_documents(corpus, PageLanguage.CHINESE)
    assert "<dt>Number</dt><dd>not stated</dd>" in render_documents(corpus, PageLanguage.ENGLISH)


def test_a_period_that_is_over_is_said_in_place_of_what_is_not_stated():
    over, running = (
        document(name, status=Status.NOT_STATED, valid_until=date(year, 12, 31))
        for name, year in (("a", 2013), ("b", 2999))
    )
    html = render_documents(Corpus((parsed(over), parsed(running))), PageLanguage.CHINESE)
    assert html.count('<span class="zd-status zd-status-repealed">效力 有效期已过</span>') == 1
    assert html.count("效力 未注明") == 1


def test_sources_are_said_in_the_language_of_the_page(shipped):
    chinese, english = (render_documents(shipped, language) for language in PageLanguage)
    assert "<dd>通知的纯文本副本,未记录网址</dd>" in chinese
    assert "was not recorded" not in chinese
    assert "<dd>plain text copy of the notice; its web address was not recorded</dd>" in english
    assert "未记录网址" not in english


def test_the_source_of_a_title_that_was_given_is_said_in_the_language_of_the_page():
    given = Corpus((parsed(document("a", title_source="given when it was added")),))
    assert "<dd>添加时填写</dd>" in render_documents(given, PageLanguage.CHINESE)
    assert "<dd>given when it was added</dd>" in render_documents(given, PageLanguage.ENGLISH)


def test_a_document_stays_text_whatever_it_calls_itself():
    attacked = document(
        ATTACK, title=ATTACK, place=ATTACK, issuers=(ATTACK,), document_number=ATTACK,
        found_at=ATTACK, title_source=ATTACK, title_en=ATTACK,
    )  # fmt: skip
    for language in PageLanguage:
        html = render_documents(Corpus((parsed(attacked),)), language)
        assert "<script" not in html
        assert "<img" not in html
        assert 'onerror="' not in html


def test_no_documents_are_said_to_be_none():
    assert "还没有收录文件" in render_documents(Corpus(()), PageLanguage.CHINESE)
