"""Whether a question alone is on a topic of the documents."""

import math

import pytest
from small_documents import clause, document, parsed
from topic_rules import topic_rule

from corpus.library import Corpus
from corpus.parse import CatalogueEntry, parse_document
from corpus.sentences import split_sentences
from corpus.types import ExpectedQuestion, ExpectedQuestions, Rendering
from rag.knowledge import Knowledge
from rag.on_topic import Kind, Model, as_json, fitted_models, kind_of, measures_of
from rag.query import Query
from rag.retrieve import Found, ScoredClause
from rag.types import Intent, Language

RIVERS = parse_document(
    "甘肃省人民政府办公厅关于印发《甘肃省河道方案》的通知\n一、重点任务\n"
    "(一)疏浚河道。疏浚黄河支流四十公里。建设码头两处。\n(二)栽种柳树。栽种柳树四百亩。\n",
    CatalogueEntry("rivers", "rivers.txt", place="甘肃"),
)
ASKED = ExpectedQuestions(
    chinese=(ExpectedQuestion(text="鸽子吃啥", sentences=(0,)),),
    english=(ExpectedQuestion(text="what do pigeons eat", sentences=(0,)),),
)
CLAUSES = (
    clause("d", "一", "疏浚河道。"),
    clause("d", "二", "栽种柳树。"),
    clause("d", "三", "饲养鸽子。"),
)


def found(*scored, topic="栽种柳树", language=Language.SIMPLIFIED):
    """Return what was found: of each clause its score, nearness, words and everyday words."""
    query = Query(question="?", standalone="?", language=language, intent=Intent.FACT, topic=topic)
    near = tuple(
        ScoredClause(one, score=score, similarity=near, coverage=words, everyday=everyday)
        for one, (score, near, words, everyday) in zip(CLAUSES, scored, strict=False)
    )
    return Found(query, near=near)


@pytest.fixture(scope="module")
def small():
    return Knowledge(Corpus((parsed(document("d"), *CLAUSES),)))


def test_what_a_question_alone_is_told_by(small):
    there = found((3.0, 0.8, 0.1, 0.3), (2.5, 0.9, 0.7, 0.6), (1.0, 0.2, 0.0, 0.0))
    assert measures_of(there, small) == {
        "nearness": 0.9,
        "first_nearness": 0.8,
        "words": 0.7,
        "first_words": 0.3,
        "score": 3.0,
        "lead": 0.5,
        "unknown": 0.0,
        "words_asked": 3.0,  # 栽种, 种柳, 柳树
    }
    assert measures_of(found((3.0, 0.8, 0.1, 0.3)), small)["lead"] == 0.0


@pytest.mark.parametrize(
    ("topic", "language", "unknown"),
    [
        ("栽种柳树", Language.SIMPLIFIED, 0.0),
        ("骆驼", Language.SIMPLIFIED, 1.0),
        ("", Language.SIMPLIFIED, 0.0),
        ("camels", Language.ENGLISH, 1.0),
    ],
)
def test_the_share_of_words_that_stand_nowhere(small, topic, language, unknown):
    assert small.unknown_share(topic, language) == pytest.approx(unknown)


def test_a_rare_word_that_stands_nowhere_weighs_more_than_one_that_does(small):
    assert 0.5 < small.unknown_share("河道、骆驼", Language.SIMPLIFIED) < 1.0


@pytest.mark.parametrize(
    ("rendered", "expects", "language", "kind"),
    [
        (False, False, Language.SIMPLIFIED, Kind.CHINESE_BARE),
        (False, True, Language.TRADITIONAL, Kind.CHINESE),
        (True, False, Language.SIMPLIFIED, Kind.CHINESE_BARE),
        (True, False, Language.ENGLISH, Kind.ENGLISH),
        (False, True, Language.ENGLISH, Kind.ENGLISH_BARE),
    ],
)
def test_the_first_clause_and_the_language_say_which_model_tells(rendered, expects, language, kind):
    rendering = Rendering(heading="", sentences=("Plant willows.",)) if rendered else None
    first = clause("d", "一", "栽种柳树。", expected=ASKED if expects else None).model_copy(
        update={"rendering": rendering}
    )
    query = found((1.0, 0.5, 0.5, 0.5), language=language).query
    one = ScoredClause(first, score=1.0, similarity=0.5, coverage=0.5)
    assert kind_of(Found(query, near=(one,))) is kind


@pytest.mark.parametrize("nearness", [0.2, 0.5, 0.8])
def test_a_model_accepts_from_its_least_odds_on(nearness):
    model = Model(bias=-1.0, weights={"nearness": 2.0}, least=0.0)
    assert model.accepts({"nearness": nearness}) is (nearness >= 0.5)


@pytest.mark.parametrize("kind", Kind)
def test_the_fitted_models_trust_nearness_and_words(kind):
    model = fitted_models()[kind]
    far = {"nearness": 0.7, "first_nearness": 0.7, "words": 0.0, "first_words": 0.0}
    near = {"nearness": 0.95, "first_nearness": 0.95, "words": 1.0, "first_words": 1.0}
    same = {"score": 2.0, "lead": 0.2, "unknown": 0.2, "words_asked": 5.0}
    assert model.odds(near | same) > model.odds(far | same) + 10


def test_models_are_read_as_they_are_written():
    model = Model(bias=1.5, weights={"nearness": 2.25}, least=-0.5)
    assert Model.model_validate_json(model.model_dump_json()) == model
    assert '"zh-bare"' in as_json({Kind.CHINESE_BARE: model})


def with_renderings(*, expects):
    """Return the plan with an English rendering, each clause of which expects a question or none."""
    clauses = []
    for one in RIVERS.clauses:
        sentences = ("Plant willows.",) * len(split_sentences(one.text))
        changes = {
            "expected": ASKED if expects else None,
            "rendering": Rendering(heading="", sentences=sentences),
        }
        clauses.append(one.model_copy(update=changes))
    return RIVERS.model_copy(update={"clauses": tuple(clauses)})


@pytest.mark.parametrize(
    ("question", "expects", "refused"),
    [
        ("栽种柳树是哪家负责?", False, False),
        ("鸽子吃啥?", False, True),
        ("鸽子吃啥?", True, False),  # an expected question has its words
        ("海豚、骆驼和鸽子吃啥?", True, True),
        ("What do the pigeons eat?", True, False),
        ("What do the pigeons eat?", False, True),
        ("Where do dolphins and camels live?", True, True),
    ],
)
def test_the_words_of_clauses_and_of_what_they_expect_count(
    assistant_on, question, expects, refused
):
    assistant = assistant_on(
        with_renderings(expects=expects), topic_rule=topic_rule(least=0.6, words=1.0)
    )
    assert assistant.answer([question])[0].refused is refused


def test_nothing_is_near_enough_where_no_odds_are(assistant_on):
    assistant = assistant_on(RIVERS, topic_rule=topic_rule(least=math.inf))
    assert assistant.answer(["栽种柳树是哪家负责?"])[0].refused


@pytest.mark.parametrize(
    ("question", "refused"),
    [
        ("鸵鸟驯养由谁负责?", True),  # who is asked for a thing of which there is no word
        ("那四百亩呢?", False),
    ],
)
def test_who_does_a_strange_thing_is_no_remark_on_the_last_answer(assistant_on, question, refused):
    assistant = assistant_on(RIVERS, topic_rule=topic_rule(least=0.3, near=0.9, words=1.0))
    assert assistant.answer(["栽种柳树是哪家负责?", question])[1].refused is refused


def test_what_money_may_be_spent_on_is_asked_of_the_money_spoken_of(assistant_on):
    assistant = assistant_on(RIVERS, topic_rule=topic_rule(least=math.inf, near=0.9, words=1.0))
    turns = ["栽种柳树是哪家负责?", "这笔钱能拿来买骆驼吗?"]
    asked = assistant.found(turns).query
    assert asked.context.refers
    assert "笔" not in asked.topic
