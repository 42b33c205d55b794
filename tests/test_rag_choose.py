import numpy as np
import pytest
from small_documents import clause, context, document, parsed
from topic_rules import ANYTHING

from corpus.library import Corpus
from corpus.types import ExpectedQuestion, ExpectedQuestions, Responsibility, Role
from rag.choose import choose
from rag.evidence import Reason
from rag.knowledge import Knowledge
from rag.query import Query, ValueKind
from rag.retrieve import Found, ScoredClause
from rag.scope import Scope
from rag.types import Intent, Language
from rag.understand import understand

BODIES = "四川的冷链物流设施由哪些部门负责?"
COLD_CHAIN, HUBS = "sichuan-circulation-2022#三(一)2", "sichuan-circulation-2022#三(一)1"


def confidence(knowledge, first, second):
    """Return how sure an answer is whose two nearest clauses have these scores."""
    near = tuple(
        ScoredClause(knowledge.clauses[clause_id], score=score, similarity=0.9, coverage=0.5)
        for clause_id, score in ((COLD_CHAIN, first), (HUBS, second))
    )
    found = Found(understand(BODIES, None, knowledge.library), near=near)
    return choose(found, knowledge, None, ANYTHING).confidence


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (0.90, 0.90, 0.45 + 0.3 * 0.5),
        (0.91, 0.90, 0.45 + 0.3 * 0.5 + 0.25 * 0.01 / 0.02),
        (0.99, 0.90, 0.45 + 0.3 * 0.5 + 0.25),
        (0.50, 0.90, 0.45 + 0.3 * 0.5),
    ],
)
def test_confidence_grows_with_the_lead_of_the_first_clause(knowledge, first, second, expected):
    assert confidence(knowledge, first, second) == pytest.approx(expected, abs=0.006)


class AlikeIndex:
    """An index in which any two clauses are as alike as it was told."""

    def __init__(self, likeness):
        self._likeness = likeness

    def likeness(self, first, second):
        return np.full((len(first), len(second)), self._likeness)

    @staticmethod
    def nearest_sentences(query, clause_id):
        return ()


def sides_on_drones(*clauses_of_b):
    """Return by document whether it speaks of drones; its first clause comes nearest to them.

    Both sides hold half of the topic's words and neither stands out, so that the odds of each are
    -2.38 + 3.30 * 0.5 + 3.67 * 0.3 = 0.371, less 0.46 times the rarity of the rarest word missed.
    """
    documents = [
        parsed(document("a"), clause("a", "一", "用无人机巡查河道。")),
        parsed(document("b"), *clauses_of_b),
    ]
    knowledge = Knowledge(Corpus(tuple(documents)))
    query = Query(
        question="?",
        standalone="?",
        language=Language.SIMPLIFIED,
        intent=Intent.COMPARE,
        topic="无人机",
        scope=Scope(documents=("a", "b"), words=("甲", "乙")),
    )
    scored = [
        ScoredClause(one.clauses[0], score=0.5, similarity=0.9, coverage=0.5, everyday=0.5)
        for one in documents
    ]
    per_document = tuple((one.clause.document_id, (one,)) for one in scored)
    found = Found(query, near=tuple(scored), per_document=per_document)
    chosen = choose(found, knowledge, AlikeIndex(0.3), ANYTHING)
    return {side.document.document_id: side.clause is not None for side in chosen.sides}


PATROL = clause("b", "一", "巡查河道。")
ASKED = ExpectedQuestions(
    chinese=(ExpectedQuestion(text="无人机怎么飞", sentences=(0,)),), english=()
)


@pytest.mark.parametrize(
    ("clauses", "speaks"),
    [
        # Of 3 clauses 无人 stands in one: 0.371 - 0.46 * ln(4 / 1.5) = -0.08
        ((PATROL, clause("b", "二", "栽种柳树。")), False),
        # of 2 clauses: 0.371 - 0.46 * ln(3 / 1.5) = 0.05
        ((PATROL,), True),
        ((PATROL, clause("b", "二", "无人机栽种柳树。")), True),  # its document has the word
        ((PATROL, clause("b", "二", "栽种柳树。", expected=ASKED)), True),
    ],
)
def test_a_side_is_silent_whose_whole_document_lacks_a_rare_word_of_the_other(clauses, speaks):
    assert sides_on_drones(*clauses) == {"a": True, "b": speaks}


def sides_on_patrols(question, *clauses_of_b):
    """Return by document the clause that speaks of patrols; that of `a` says what each costs."""
    documents = [
        parsed(document("a"), clause("a", "一", "巡查河道每次补助300元。")),
        parsed(document("b"), *clauses_of_b),
    ]
    query = Query(
        question=question,
        standalone=question,
        language=Language.SIMPLIFIED,
        intent=Intent.COMPARE,
        topic="巡查河道",
        scope=Scope(documents=("a", "b"), words=("甲", "乙")),
    )
    per_document = tuple(
        (
            one.document.document_id,
            tuple(
                ScoredClause(found, score=0.5, similarity=0.9, coverage=0.5, everyday=0.5)
                for found in one.clauses
            ),
        )
        for one in documents
    )
    found = Found(query, near=per_document[0][1], per_document=per_document)
    chosen = choose(found, Knowledge(Corpus(tuple(documents))), AlikeIndex(0.3), ANYTHING)
    return {s.document.document_id: s.clause.reference if s.clause else None for s in chosen.sides}


def test_a_side_that_gives_no_value_of_the_kind_asked_for_speaks_less_plainly():
    # 0.371 by what it holds, as above, less 0.7 where it gives no sum.
    assert sides_on_patrols("甲和乙怎么巡查河道?", PATROL) == {"a": "一", "b": "一"}
    assert sides_on_patrols("甲和乙巡查河道补多少钱?", PATROL) == {"a": "一", "b": None}


def test_of_two_clauses_of_a_side_the_one_that_gives_the_sum_is_meant():
    paid = clause("b", "二", "巡查河道每次补助500元。")
    question = "甲和乙巡查河道补多少钱?"
    assert sides_on_patrols(question, paid, PATROL) == {"a": "一", "b": "二"}
    plainly = clause("b", "一", "巡查河道每日一次。")
    assert sides_on_patrols("甲和乙怎么巡查河道?", plainly, paid) == {"a": "一", "b": "一"}


DRAINS = (
    clause("d", "一", "建设冷库,补齐短板。"),
    clause("d", "二", "改造冷库二十座。"),
    clause("d", "三", "拆除冷库三座。"),
    clause("d", "四", "监管冷库五座。"),
    clause("d", "五", "登记冷库四座。"),
    clause("d", "六", "培育企业。"),
)


def chosen_on_cold_stores(scores, *, everyday=(0.5,) * 5, **changes):
    """Return the main clause and the refusal on how many cold stores; the sixth has a score of 1."""
    knowledge = Knowledge(Corpus((parsed(document("d"), *DRAINS),)))
    named = changes.pop("named", ())
    query = Query(
        question="冷库多少座?",
        standalone="冷库多少座?",
        language=Language.SIMPLIFIED,
        intent=Intent.FACT,
        topic="冷库",
        value_kind=ValueKind.COUNT,
        **changes,
    )
    near = tuple(
        ScoredClause(one, score=score, similarity=0.9, coverage=0.5, everyday=words)
        for one, score, words in zip(DRAINS, (*scores, 1.0), (*everyday, 0.5), strict=True)
    )
    chosen = choose(Found(query, named=named, near=near), knowledge, AlikeIndex(0.3), ANYTHING)
    return chosen.clauses[0].reference, chosen.refusal.reason if chosen.refusal else None


def test_a_clause_nearly_as_near_that_holds_the_value_is_chosen_instead():
    # Nearly as near: at most half of what lies between the first and the last, here 1.
    assert chosen_on_cold_stores((2.0, 1.6, 1.5, 1.4, 1.0)) == ("二", None)
    assert chosen_on_cold_stores((2.0, 1.45, 1.4, 1.3, 1.0)) == ("一", Reason.VALUE)


def test_a_clause_that_holds_less_of_the_question_is_not_chosen_for_its_value():
    scores = (2.0, 1.9, 1.8, 1.7, 1.0)
    assert chosen_on_cold_stores(scores, everyday=(0.5, 0.4, 0.5, 0.5, 0.5)) == ("三", None)
    assert chosen_on_cold_stores(scores, everyday=(0.5, 0.4, 0.4, 0.4, 0.4)) == ("一", Reason.VALUE)


def test_those_that_follow_are_tried_for_the_value():
    values = (2.0, 1.99, 1.98, 1.97, 1.0)
    assert chosen_on_cold_stores(values, everyday=(0.5, 0.4, 0.4, 0.5, 0.5)) == ("四", None)
    values = (2.0, 1.99, 1.98, 1.97, 1.4)
    assert chosen_on_cold_stores(values, everyday=(0.5, 0.4, 0.4, 0.4, 0.5)) == ("一", Reason.VALUE)


YEARLY = (
    clause("d", "一", "到2026年底累计治理冷库沟1.1万条。"),
    clause("d", "二", "2025年治理冷库沟3600条。"),
    clause("d", "三", "治理冷库沟。"),
    clause("d", "四", "监管冷库五座。"),
    clause("d", "五", "登记冷库四座。"),
    clause("d", "六", "培育企业。"),
)


def chosen_in_a_year(scores):
    """Return the main clause for how many are done in 2025, of clauses with these scores."""
    question = "2025年治理多少条冷库沟?"
    query = Query(
        question=question,
        standalone=question,
        language=Language.SIMPLIFIED,
        intent=Intent.FACT,
        topic="治理冷库沟",
        value_kind=ValueKind.COUNT,
    )
    near = tuple(
        ScoredClause(one, score=score, similarity=0.9, coverage=0.5, everyday=0.5)
        for one, score in zip(YEARLY, (*scores, 1.0), strict=True)
    )
    knowledge = Knowledge(Corpus((parsed(document("d"), *YEARLY),)))
    chosen = choose(Found(query, near=near), knowledge, AlikeIndex(0.3), ANYTHING)
    return chosen.clauses[0].reference


def test_a_clause_nearly_as_near_that_has_the_year_asked_for_is_chosen_instead():
    assert chosen_in_a_year((2.0, 1.6, 1.5, 1.4, 1.0)) == "二"
    assert chosen_in_a_year((2.0, 1.4, 1.4, 1.4, 1.0)) == "一"


def bodies_chosen(first, second):
    """Return the main clause on who does it, of two that come first and are almost as near."""
    clauses = (first, second, *YEARLY[2:])
    query = Query(
        question="冷库沟谁治理?",
        standalone="冷库沟谁治理?",
        language=Language.SIMPLIFIED,
        intent=Intent.AGENCY,
        topic="治理冷库沟",
    )
    near = tuple(
        ScoredClause(one, score=score, similarity=0.9, coverage=0.5, everyday=0.5)
        for one, score in zip(clauses, (2.0, 1.9, 1.3, 1.2, 1.1, 1.0), strict=True)
    )
    knowledge = Knowledge(Corpus((parsed(document("d"), *clauses),)))
    chosen = choose(Found(query, near=near), knowledge, AlikeIndex(0.3), ANYTHING)
    return chosen.clauses[0].reference


def test_a_clause_that_names_bodies_is_chosen_before_a_target_that_names_none():
    led = (Responsibility(agency="水利厅", role=Role.LEAD, words="水利厅牵头"),)
    task = clause("d", "二", "治理冷库沟。", responsibilities=led)
    assert bodies_chosen(YEARLY[0], task) == "二"
    assert bodies_chosen(YEARLY[0], YEARLY[1]) == "一"


def test_no_other_clause_is_chosen_for_one_that_is_named_or_in_a_conversation():
    scores = (2.0, 1.9, 1.8, 1.7, 1.0)
    assert chosen_on_cold_stores(scores, named=DRAINS[:1]) == ("一", Reason.VALUE)
    assert chosen_on_cold_stores(scores, context=context()) == ("一", Reason.VALUE)


def test_a_first_clause_that_gives_the_value_stays_first():
    assert chosen_on_cold_stores((2.0, 1.9, 1.8, 1.7, 1.0)) == ("二", None)
    knowledge = Knowledge(Corpus((parsed(document("d"), *DRAINS),)))
    query = Query(
        question="冷库多少座?",
        standalone="冷库多少座?",
        language=Language.SIMPLIFIED,
        intent=Intent.FACT,
        topic="冷库",
        value_kind=ValueKind.COUNT,
    )
    near = tuple(
        ScoredClause(one, score=2.0 - n / 100, similarity=0.9, coverage=0.5, everyday=0.5)
        for n, one in enumerate((DRAINS[2], DRAINS[1], DRAINS[0], DRAINS[3]))
    )
    chosen = choose(Found(query, near=near), knowledge, AlikeIndex(0.3), ANYTHING)
    assert chosen.clauses[0].reference == "三"
