"""Everyday and English words lead to official terms."""

import csv
from pathlib import Path

import pytest

import corpus.glossary
from corpus.glossary import official_terms, stem, terms_named

DATA = Path(corpus.glossary.__file__).parent / "data" / "glossary.csv"


def test_everyday_words_lead_to_official_terms():
    assert any("户籍" in term for term in official_terms("改户口这件事谁管"))


def test_english_words_lead_to_official_terms_in_plural_and_singular():
    one, many = official_terms("a parcel locker"), official_terms("parcel lockers in blocks")
    assert one
    assert set(one) <= set(many)


def test_an_abbreviation_inside_a_longer_word_means_nothing():
    assert not set(official_terms("qinghai")) & set(official_terms("ai"))
    assert official_terms("ai")


def test_words_that_the_glossary_does_not_know_lead_nowhere():
    assert official_terms("zzz qqq") == []


@pytest.mark.parametrize(
    ("word", "other"),
    [("cities", "city"), ("subsidies", "subsidy"), ("parcels", "parcel"), ("licences", "licence")],
)
def test_endings_of_english_words_make_no_difference(word, other):
    assert stem(word) == stem(other)


def test_no_official_term_stands_twice_in_the_glossary():
    with DATA.open(encoding="utf-8", newline="") as file:
        terms = [term for row in csv.DictReader(file) for term in row["term"].split("|")]
    assert len(terms) == len(set(terms))
    assert all(terms)


def test_a_text_names_a_term_by_itself_or_by_an_everyday_word():
    assert terms_named("发展电商和冷链物流") >= {"电子商务", "冷链物流"}
    assert terms_named("没有这些词") == frozenset()


def test_of_terms_that_begin_alike_the_longest_is_named():
    assert "跨境电子商务" in terms_named("支持跨境电子商务")
    assert "电子商务" not in terms_named("支持跨境电子商务")
