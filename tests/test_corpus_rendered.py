"""Renderings: complete, current, and the English ones with the same figures as the Chinese."""

import json
import re

import pytest

from corpus.gazetteer import english_name, read_name
from corpus.library import load_corpus
from corpus.places import place_of
from corpus.rendered import hash_of
from corpus.sentences import split_sentences

CORPUS = load_corpus()
MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
# A number before these is written out in English: 30万 is 300,000.
_MULTIPLIED = re.compile(r"(\d+(?:\.\d+)?)\s*(?=[万亿])")
DOCUMENTS = {d.document_id: d for d in CORPUS.documents}


def by_id(clause):
    return clause.clause_id


@pytest.mark.parametrize("clause", CORPUS.clauses, ids=by_id)
def test_every_clause_is_rendered_sentence_for_sentence(clause):
    assert clause.rendering is not None
    for chinese, english in zip(
        split_sentences(clause.text), clause.rendering.sentences, strict=True
    ):
        assert english.strip(), chinese
        assert not re.search(r"[\u3400-\u9fff]", english), english
        assert figures_missing(chinese, english) == [], english
    assert bool(clause.rendering.heading) is bool(clause.heading)


def figures_missing(chinese, english):
    """Return the figures of the Chinese that the English lacks; months may stand as words."""
    flat = english.replace(",", "")
    left = _MULTIPLIED.sub("", chinese)
    return [
        figure
        for figure in re.findall(r"\d+(?:\.\d+)?", left)
        if not re.search(rf"(?<![\d.]){re.escape(figure)}(?!\d)", flat)
        and not (figure.isdigit() and 1 <= int(figure) <= 12 and MONTHS[int(figure) - 1] in english)
    ]


@pytest.mark.parametrize("clause", [c for c in CORPUS.clauses if c.responsibilities], ids=by_id)
def test_bodies_bear_the_names_of_the_gazetteer(clause):
    document = DOCUMENTS[clause.document_id]
    for one in clause.responsibilities:
        name = english_name(read_name(one.agency), place_of(document.place), document.level)
        if name and one.agency in clause.text:
            assert name.lower() in clause.rendering.text.lower(), one.agency


def test_the_headings_above_a_clause_are_rendered_too():
    deepest = max(CORPUS.clauses, key=lambda clause: len(clause.headings))
    assert len(deepest.rendering.headings) == len(deepest.headings) > 1


def test_a_rendering_of_another_text_is_left_out(tmp_path):
    documents, renderings = tmp_path / "documents", tmp_path / "renderings"
    documents.mkdir()
    (renderings / "en").mkdir(parents=True)
    text = "一、任务\n(一)清淤。清理四十公里。\n(二)换证。\n"
    (documents / "plan.txt").write_text(text, encoding="utf-8")
    lines = [
        {"clause": "一(一)", "of": hash_of("(一)清淤。清理四十公里。"), "heading": "Silt",
         "sentences": ["(1) Silt.", "Clear 40 km."]},
        {"clause": "一(二)", "of": hash_of("(二)换发证件。"), "heading": "Licences",
         "sentences": ["(2) Licences."]},
    ]  # fmt: skip
    (renderings / "en" / "plan.jsonl").write_text(
        "\n".join(map(json.dumps, lines)), encoding="utf-8"
    )
    clauses = {c.reference: c for c in load_corpus(documents, renderings).clauses}
    assert clauses["一(一)"].rendering.text == "(1) Silt. Clear 40 km."
    assert clauses["一(二)"].rendering is None


@pytest.mark.parametrize("clause", CORPUS.clauses, ids=by_id)
def test_every_clause_is_said_in_everyday_chinese_sentence_for_sentence(clause):
    assert clause.plain is not None
    for official, everyday in zip(
        split_sentences(clause.text), clause.plain.sentences, strict=True
    ):
        figures = set(re.findall(r"\d{3,}", everyday))
        assert figures <= set(re.findall(r"\d{3,}", official)), everyday


def test_most_of_the_words_in_everyday_chinese_are_other_words_than_those_of_the_clause():
    shared = []
    for clause in CORPUS.clauses:
        everyday = pairs("".join(clause.plain.sentences))
        if everyday:
            shared.append(len(everyday & pairs(clause.text)) / len(everyday))
    assert sum(shared) / len(shared) < 0.5


def pairs(text):
    return {text[at : at + 2] for at in range(len(text) - 1)}
