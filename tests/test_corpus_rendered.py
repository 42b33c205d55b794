"""Renderings and expected questions: complete, current, and the English renderings with the same figures."""

import json
import re

import pytest
from small_documents import clause as small_clause

from corpus.errors import DocumentError
from corpus.gazetteer import english_name, read_name
from corpus.library import load_corpus
from corpus.places import place_of
from corpus.rendered import (
    QUESTIONS,
    SHIPPED_RENDERINGS,
    hash_of,
    marked_in,
    questions_on,
    read_questions,
    read_renderings,
)
from corpus.sentences import split_sentences
from corpus.types import ExpectedQuestion, ExpectedQuestions, MarkedQuestion

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


@pytest.mark.parametrize("clause", CORPUS.clauses, ids=by_id)
def test_every_clause_has_questions_in_both_languages_each_on_sentences_that_it_has(clause):
    places = range(len(split_sentences(clause.text)))
    assert clause.expected is not None  # a line whose hash is that of the text
    for asked in (clause.expected.chinese, clause.expected.english):
        assert asked
        assert all(one.text.strip() == one.text != "" for one in asked)
        assert all(one.sentences and set(one.sentences) <= set(places) for one in asked)
        assert len({one.text for one in asked}) == len(asked)


LONGEST_ANSWER = 80  # characters


@pytest.mark.parametrize("clause", CORPUS.clauses, ids=by_id)
def test_every_marked_answer_stands_verbatim_in_its_clause_and_is_short(clause):
    for marked in (clause.expected.chinese_marked, clause.expected.english_marked):
        assert marked
        assert [one for one in marked if one.answer not in clause.text] == []
        assert [one for one in marked if not 0 < len(one.answer) <= LONGEST_ANSWER] == []
        assert all(one.text.strip() == one.text != "" for one in marked)
        assert len({one.text for one in marked}) == len(marked)


@pytest.mark.parametrize("document_id", DOCUMENTS)
def test_each_line_of_questions_is_on_a_clause_and_no_two_on_the_same(document_id):
    path = SHIPPED_RENDERINGS / QUESTIONS / f"{document_id}.jsonl"
    written = path.read_text(encoding="utf-8").splitlines()
    clauses = {c.reference for c in CORPUS.clauses if c.document_id == document_id}
    assert read_questions(path).keys() == clauses
    assert len(written) == len(clauses)


@pytest.fixture
def load_with_questions(tmp_path):
    """Return what loads a plan of two clauses with a file of these lines of questions."""

    def load(*lines):
        documents, questions = tmp_path / "documents", tmp_path / "renderings" / QUESTIONS
        documents.mkdir()
        questions.mkdir(parents=True)
        text = "一、任务\n(一)清淤。清理四十公里。\n(二)换证。\n"
        (documents / "plan.txt").write_text(text, encoding="utf-8")
        (questions / "plan.jsonl").write_text("\n".join(lines), encoding="utf-8")
        return {c.reference: c for c in load_corpus(documents, tmp_path / "renderings").clauses}

    return load


def line_of_questions(reference, text, **changes):
    fields = {
        "clause": reference,
        "of": hash_of(text),
        "chinese": [{"text": "河道挖多长", "sentences": [1]}],
        "english": [{"text": "how long is the dredging", "sentences": [0, 1]}],
    }
    return json.dumps(fields | changes)


def test_questions_of_another_text_are_left_out(load_with_questions):
    clauses = load_with_questions(
        line_of_questions("一(一)", "(一)清淤。清理四十公里。"),
        "",
        line_of_questions("一(二)", "(二)换发证件。"),
    )
    assert clauses["一(一)"].expected == ExpectedQuestions(
        chinese=(ExpectedQuestion(text="河道挖多长", sentences=(1,)),),
        english=(ExpectedQuestion(text="how long is the dredging", sentences=(0, 1)),),
    )
    assert clauses["一(二)"].expected is None
    assert clauses["一"].expected is None  # it has no line


def test_marked_questions_are_read_beside_the_others_and_may_be_missing(load_with_questions):
    marked = [{"text": "挖多少公里", "answer": "四十公里"}]
    clauses = load_with_questions(
        line_of_questions("一(一)", "(一)清淤。清理四十公里。", chinese_marked=marked),
        line_of_questions("一(二)", "(二)换证。"),
    )
    expected = clauses["一(一)"].expected
    assert expected.chinese_marked == (MarkedQuestion(text="挖多少公里", answer="四十公里"),)
    assert expected.english_marked == ()
    assert clauses["一(二)"].expected.chinese_marked == ()


@pytest.mark.parametrize(
    "line",
    [
        "{",
        line_of_questions("一(一)", "字", chinese_marked=[{"text": "河道挖多长"}]),
        line_of_questions("一(一)", "字", english_marked=[{"text": "x", "answer": None}]),
        line_of_questions("一(一)", "字", english=None),
        line_of_questions("一(一)", "字", chinese=[{"text": "河道挖多长"}]),
        line_of_questions("一(一)", "字", heading="清淤"),
    ],
)
def test_a_broken_file_of_questions_is_named(load_with_questions, line):
    with pytest.raises(DocumentError, match=r"plan\.jsonl"):
        load_with_questions(line)


@pytest.mark.parametrize("read", [read_renderings, read_questions])
def test_without_a_file_there_is_nothing(tmp_path, read):
    assert read(tmp_path / "none.jsonl") == {}


DREDGING = small_clause(
    "d",
    "一",
    "清理四十公里。每年巡查两次。经费由省里出。",
    expected=ExpectedQuestions(
        chinese=(
            ExpectedQuestion(text="河道挖多长", sentences=(0,)),
            ExpectedQuestion(text="挖多长、谁出钱", sentences=(0, 2)),
            ExpectedQuestion(text="多久看一回", sentences=(1,)),
        ),
        english=(ExpectedQuestion(text="who pays", sentences=(2,)),),
    ),
)


@pytest.mark.parametrize(
    ("words", "english", "wanted"),
    [
        ("清理四十公里。", False, "河道挖多长\n挖多长、谁出钱"),
        ("巡查两次", False, "多久看一回"),
        ("四十公里。每年", False, "河道挖多长\n挖多长、谁出钱\n多久看一回"),
        ("经费由省里出。", False, "挖多长、谁出钱"),
        ("经费由省里出。", True, "who pays"),
        ("每年巡查两次。", True, ""),
        ("打捞水草。", False, ""),  # the clause does not hold the words
    ],
)
def test_the_questions_on_words_are_those_of_the_sentences_they_stand_in(words, english, wanted):
    assert questions_on(DREDGING, words, english=english) == wanted


def test_a_clause_that_expects_no_questions_has_none_on_its_words():
    silent = small_clause("d", "一", "清理四十公里。")
    assert questions_on(silent, "清理四十公里。", english=False) == ""


MARKED = small_clause(
    "d",
    "一",
    "清理四十公里。每年巡查两次。经费由省里出。",
    expected=ExpectedQuestions(
        chinese=(ExpectedQuestion(text="多久看一回", sentences=(1,)),),
        english=(),
        chinese_marked=(
            MarkedQuestion(text="挖多少公里", answer="四十公里"),
            MarkedQuestion(text="一年看几趟", answer="两次"),
            MarkedQuestion(text="谁栽柳树", answer="柳树"),  # the clause does not hold the answer
        ),
        english_marked=(MarkedQuestion(text="how far", answer="四十公里"),),
    ),
)


@pytest.mark.parametrize(
    ("words", "english", "wanted"),
    [
        ("清理四十公里。", False, ["挖多少公里"]),
        ("四十", False, ["挖多少公里"]),  # a piece of the answer
        ("公里。每年巡查两", False, ["挖多少公里", "一年看几趟"]),  # overlaps both
        ("。每年巡查", False, []),  # touches both, and holds neither
        ("经费由省里出。", False, []),
        ("清理四十公里。", True, ["how far"]),
        ("每年巡查两次。", True, []),
        ("打捞水草。", False, []),
    ],
)
def test_marked_questions_are_those_whose_answer_stands_in_or_overlaps_the_words(
    words, english, wanted
):
    assert [one.text for one in marked_in(MARKED, words, english=english)] == wanted


def test_a_clause_that_expects_no_questions_has_none_marked():
    silent = small_clause("d", "一", "清理四十公里。")
    assert marked_in(silent, "四十公里", english=False) == []


def test_the_questions_on_words_are_followed_by_those_that_are_marked_there():
    assert questions_on(MARKED, "每年巡查两次。", english=False) == "多久看一回\n一年看几趟"
    assert questions_on(MARKED, "四十公里", english=True) == "how far"
