"""Comparisons that a conversation arrives at."""

import pytest
from small_documents import document

from rag.past_sides import PastSides, sides_of_conversation, with_sides
from rag.query import Library, Query, Turn
from rag.scope import Scope
from rag.types import Intent, Language

# Two documents of one place, and two of others.
LIBRARY = Library(
    documents=(
        document("a", place="四川"),
        document("a2", place="四川"),
        document("b", place="山西"),
        document("c", place="江苏"),
    ),
    agencies=(),
)


def query(question, *documents, topic="", loose=()):
    return Query(
        question=question,
        standalone=question,
        language=Language.SIMPLIFIED,
        intent=Intent.FACT,
        topic=topic,
        search_text=topic,
        scope=Scope(documents=documents, words=documents, loose=loose),
    )


def turn(*history):
    asked = query("淤泥谁清理", topic="清理淤泥")
    return Turn(query=asked, clauses=history[-1:], history=history, asked_for_bodies=True)


def sides(text, *documents, history=("a#一",), topic="", loose=()):
    asked = query(text, *documents, topic=topic, loose=loose)
    return sides_of_conversation(asked, turn(*history), text, LIBRARY)


@pytest.mark.parametrize(
    ("text", "documents", "history", "wanted"),
    [
        ("跟乙地比呢", ("b",), ("a#一",), PastSides(("a#一",), ("b",))),
        ("拿乙地那条来比", ("b",), ("a#一", "a#二"), PastSides(("a#二",), ("b",))),
        ("两边对比一下", (), ("a#一", "b#一"), PastSides(("a#一", "b#一"), ())),
        ("三边各归谁", ("c",), ("a#一", "b#一"), PastSides(("a#一", "b#一"), ("c",))),
        ("乙地和丙地分别由谁管", ("b", "c"), ("a#一",), PastSides((), ("b", "c"))),
        (
            "把两份摆一起,甲地的也列全",
            ("a", "a2"),
            ("a#一", "b#一"),
            PastSides(("a#一", "b#一"), ()),
        ),
        ("乙地呢", ("b",), ("a#一",), None),
        ("跟乙地比呢", ("b",), (), None),
    ],
)
def test_the_sides_are_those_answered_from_and_those_named_now(text, documents, history, wanted):
    assert sides(text, *documents, history=history) == wanted


def test_the_new_side_is_searched_by_its_own_words_if_it_has_any():
    earlier = turn("a#一")
    asked = query("拿乙地打捞水草那条来比", "b", topic="打捞水草")
    compared = with_sides(asked, earlier, PastSides(("a#一",), ("b",)), asked.question)
    assert (compared.topic, compared.search_text) == ("打捞水草", "打捞水草 清理淤泥")
    assert compared.intent is Intent.COMPARE
    assert compared.scope.documents == ("a", "b")
    assert compared.asks_for_bodies


def test_without_words_of_its_own_it_is_searched_by_the_topic_spoken_of():
    asked = query("跟乙地比呢", "b")
    compared = with_sides(asked, turn("a#一"), PastSides(("a#一",), ("b",)), asked.question)
    assert compared.search_text == "清理淤泥"


@pytest.mark.parametrize(
    ("text", "documents", "loose", "history", "wanted"),
    [
        # A place that brings in two documents is one side, the last answer is the other.
        ("甲地也有,两边摆一块儿", ("a", "a2"), ("a", "a2"), ("b#一",), (("b#一",), ("a", "a2"))),
        ("甲地和丙地三边摆一块儿", ("a", "a2", "c"), ("a", "a2"), ("b#一",),
         (("b#一",), ("a", "a2", "c"))),
        # Documents that are named, and places that are several, do without it.
        ("两份甲地的摆一块儿", ("a", "a2"), (), ("b#一",), ((), ("a", "a2"))),
        ("甲地和丙地两边摆一块儿", ("a", "a2", "c"), ("a", "a2"), ("b#一",),
         ((), ("a", "a2", "c"))),
    ],
)  # fmt: skip
def test_the_documents_that_one_place_brings_in_are_one_side(
    text, documents, loose, history, wanted
):
    found = sides(text, *documents, history=history, loose=loose)
    assert (found.clauses, found.added) == wanted


@pytest.mark.parametrize(
    ("past", "loose", "left"),
    [
        (PastSides(("b#一",), ("a", "a2")), ("a", "a2"), ("a", "a2")),
        (PastSides(("b#一",), ("a", "a2")), (), ()),
        (PastSides(("b#一",), ("a",)), ("a", "a2"), ()),  # it is chosen
        (PastSides((), ("a", "a2")), ("a", "a2"), ()),
    ],
)
def test_of_the_documents_that_a_place_brings_in_one_is_still_to_be_chosen(past, loose, left):
    asked = query("甲地也有,两边摆一块儿", *past.added, loose=loose)
    assert with_sides(asked, turn("b#一"), past, asked.question).scope.loose == left


@pytest.mark.parametrize(
    "text",
    [
        "is that the same rank?",
        "are they also the same?",
        "which plan is stricter?",
        "which comes first?",
        "是同一级吗?",
        "哪边更早?",
        "谁更严?",
    ],
)
def test_what_is_asked_of_two_things_is_asked_of_the_last_two_answers(text):
    assert sides(text, history=("a#一", "b#一")) == PastSides(("a#一", "b#一"), ())


@pytest.mark.parametrize("text", ["is that a rank?", "which plan is it?", "哪边的?", "是哪一级?"])
def test_other_questions_on_one_thing_compare_nothing(text):
    assert sides(text, history=("a#一",)) is None
