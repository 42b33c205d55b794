"""English words made comparable, and the English of a quoted sentence."""

import pytest

from corpus.english import english_of, english_terms, english_words
from corpus.library import load_corpus
from corpus.rendered import hash_of

TEXT = "(一)清淤。清理四十公里;设立两个站点。"


@pytest.fixture
def clause(tmp_path):
    documents, renderings = tmp_path / "documents", tmp_path / "renderings"
    documents.mkdir()
    (renderings / "en").mkdir(parents=True)
    (documents / "plan.txt").write_text(f"一、任务\n{TEXT}\n(二)换证。\n", encoding="utf-8")
    sentences = '["(1) Silt.", "Clear 40 km;", "set up two stations."]'
    line = f'{{"clause": "一(一)", "of": "{hash_of(TEXT)}", "heading": "Silt", "sentences": {sentences}}}'
    (renderings / "en" / "plan.jsonl").write_text(line, encoding="utf-8")
    clauses = {c.reference: c for c in load_corpus(documents, renderings).clauses}
    return clauses["一(一)"]


def test_forms_of_a_word_are_one_term():
    assert english_terms("Stations are stationed; the station's 1,500 rails") == [
        "station",
        "1500",
        "rail",
    ]
    assert english_words("rail by rail") == ["rail", "rail"]
    assert english_terms("Who is it?") == []


@pytest.mark.parametrize(
    ("words", "english"),
    [
        ("清理四十公里;", "Clear 40 km;"),
        ("四十公里", "Clear 40 km;"),
        ("清理四十公里;设立两个站点。", "Clear 40 km; set up two stations."),
        ("换证", None),
    ],
)
def test_the_english_of_words_is_that_of_their_sentences(clause, words, english):
    assert english_of(clause, words) == english


def test_a_clause_without_a_rendering_has_no_english(clause):
    assert english_of(clause.model_copy(update={"rendering": None}), "清理四十公里") is None
