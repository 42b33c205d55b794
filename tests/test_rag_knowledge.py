"""How much of a topic clauses hold, in whatever words people speak of it, and what they lack."""

import math

import pytest
from small_documents import clause, document, parsed

from corpus.library import Corpus
from corpus.types import ExpectedQuestion, ExpectedQuestions, Rendering
from rag.knowledge import Knowledge
from rag.types import Language

SIMPLIFIED, ENGLISH = Language.SIMPLIFIED, Language.ENGLISH


def rendering(*sentences):
    return Rendering(heading="", sentences=sentences)


def expected(chinese="", english="", sentences=(0,)):
    return ExpectedQuestions(
        chinese=(ExpectedQuestion(text=chinese, sentences=sentences),) if chinese else (),
        english=(ExpectedQuestion(text=english, sentences=sentences),) if english else (),
    )


def knowledge_of(patrol=None, willows=None):
    """Return two documents on rivers, of which `a` alone speaks of drones; changes are of `b`."""
    by_drone = clause(
        "a", "一", "用无人机巡查河道。", rendering=rendering("Patrol rivers by drone.")
    )
    on_foot = clause("b", "一", "巡查河道。", rendering=rendering("Patrol rivers."))
    trees = clause("b", "二", "栽种柳树。", rendering=rendering("Plant willows."))
    changed = (on_foot.model_copy(update=patrol or {}), trees.model_copy(update=willows or {}))
    return Knowledge(
        Corpus((parsed(document("a"), by_drone), parsed(document("b"), *changed))),
    )


# Of three clauses one holds the word; where only an expected question has it, none does.
IN_ONE, IN_NONE = math.log((3 + 1) / (1 + 0.5)), math.log((3 + 1) / (0 + 0.5))


@pytest.mark.parametrize(
    ("topic", "language", "wanted"),
    [
        ("无人机", SIMPLIFIED, IN_ONE),
        ("无人机巡查河道", SIMPLIFIED, IN_ONE),
        ("巡查河道", SIMPLIFIED, 0.0),  # both hold it
        ("打捞水草", SIMPLIFIED, 0.0),  # neither does
        ("栽种柳树", SIMPLIFIED, 0.0),  # only the document asked of does
        ("patrols by drones", ENGLISH, IN_ONE),
        ("patrolling the rivers", ENGLISH, 0.0),
    ],
)
def test_a_word_is_missed_where_the_clauses_hold_it_and_the_document_lacks_it(
    topic, language, wanted
):
    missed = knowledge_of().rarest_missed(topic, language, ["a#一"], "b")
    assert missed == pytest.approx(wanted)


@pytest.mark.parametrize(
    ("language", "changes"),
    [
        (SIMPLIFIED, {"patrol": {"text": "巡查河道,不用无人机。"}}),
        (SIMPLIFIED, {"willows": {"text": "无人机栽种柳树。"}}),  # another clause of the document
        (SIMPLIFIED, {"patrol": {"plain": rendering("用无人机看河。")}}),
        (SIMPLIFIED, {"patrol": {"expected": expected("无人机多久飞一次")}}),
        (ENGLISH, {"patrol": {"expected": expected("", "how often do drones fly")}}),
        (ENGLISH, {"willows": {"rendering": rendering("Plant willows by drone.")}}),
    ],
)
def test_a_document_does_not_lack_what_it_says_in_any_wording(language, changes):
    topic = "drones" if language is ENGLISH else "无人机"
    assert knowledge_of(**changes).rarest_missed(topic, language, ["a#一"], "b") == 0


def test_what_a_clause_is_expected_to_be_asked_for_can_be_missed_elsewhere():
    knowledge = knowledge_of({"expected": expected("飞手要不要证")})
    assert knowledge.rarest_missed("飞手", SIMPLIFIED, ["b#一"], "a") == pytest.approx(IN_NONE)


def test_of_several_words_the_rarest_is_missed():
    knowledge = knowledge_of({"expected": expected("飞手会不会柳树")})
    missed = knowledge.rarest_missed("飞手柳树", SIMPLIFIED, ["b#一"], "a")
    assert missed == pytest.approx(IN_NONE)
    assert knowledge.rarest_missed("柳树", SIMPLIFIED, ["b#一"], "a") == pytest.approx(IN_ONE)


def test_nothing_is_missed_of_clauses_that_are_not_there():
    assert knowledge_of().rarest_missed("无人机", SIMPLIFIED, [], "b") == 0
    assert knowledge_of().rarest_missed("无人机", SIMPLIFIED, ["gone#一"], "b") == 0


TWO_SENTENCES = {
    "text": "巡查河道。经费由省里出。",
    "rendering": rendering("Patrol rivers.", "The province pays."),
    "expected": ExpectedQuestions(
        chinese=(
            ExpectedQuestion(text="飞手要不要证", sentences=(0,)),
            ExpectedQuestion(text="谁掏腰包", sentences=(1,)),
        ),
        english=(ExpectedQuestion(text="where is the money from", sentences=(1,)),),
    ),
}


@pytest.mark.parametrize(
    ("topic", "sentence", "share"),
    [
        ("飞手", "巡查河道。", 1.0),
        ("飞手", "经费由省里出。", 0.0),
        ("腰包", "经费由省里出。", 1.0),
        ("腰包", "巡查河道。", 0.0),
        # 经费 stands in one clause of three, 腰包 in none but a question.
        ("经费,腰包", "经费由省里出。", 1.0),
        ("经费,飞手", "经费由省里出。", IN_ONE / (IN_ONE + IN_NONE)),
        ("money", "经费由省里出。", 1.0),
        ("money", "巡查河道。", 0.0),
        ("rivers", "巡查河道。", 1.0),
    ],
)
def test_a_sentence_holds_the_words_of_the_questions_that_it_answers(topic, sentence, share):
    knowledge = knowledge_of(TWO_SENTENCES)
    found = knowledge.everyday_coverage_in(topic, knowledge.clauses["b#一"], sentence)
    assert found == pytest.approx(share)


def test_a_clause_holds_the_words_of_all_its_questions():
    knowledge = knowledge_of(TWO_SENTENCES)
    patrol = knowledge.clauses["b#一"]
    assert knowledge.everyday_coverage("飞手腰包", patrol) == pytest.approx(2 / 3)  # not 手腰
    assert knowledge.clause_coverage("飞手腰包", patrol) == 0
    assert knowledge.english_clause_coverage("money", patrol) == 1
