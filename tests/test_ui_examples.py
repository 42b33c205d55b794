"""The questions that the chat begins with."""

import re
from dataclasses import replace

import pytest

from rag.knowledge import Knowledge
from rag.stated_dates import day
from rag.types import Intent, Language
from ui.examples import Example, FollowingExamples, examples_of, first_questions, offered

CHINESE = Language.SIMPLIFIED
ENGLISH = Language.ENGLISH


def test_the_first_questions_are_one_of_each_language():
    examples = [
        Example(CHINESE, "甲?"),
        Example(CHINESE, "乙?"),
        Example(ENGLISH, "A?"),
        Example(ENGLISH, "B?"),
    ]
    assert sorted(first_questions(examples)) == ["A?", "甲?"]
    assert first_questions(examples[:2]) == ["甲?"]
    assert first_questions([]) == []


def test_quotes_within_quotes_are_single_ones(knowledge):
    bodies = [one for one in examples_of(knowledge) if one.asks_for is Intent.AGENCY]
    asked = [one.text for one in bodies if one.language is CHINESE]
    assert any("‘" in words for words in asked)
    assert all(words.count("“") == words.count("”") == 1 for words in asked)


def test_the_shipped_documents_give_first_questions_in_both_languages(knowledge):
    assert len(first_questions(examples_of(knowledge))) == 2


@pytest.mark.parametrize("seed", range(5))
def test_those_offered_ask_for_different_things(knowledge, seed):
    some = offered(examples_of(knowledge), seed)
    chinese = [one.asks_for for one in some if one.language is CHINESE]
    english = [one.asks_for for one in some if one.language is ENGLISH]
    assert set(chinese) == {Intent.AGENCY, Intent.TASKS, Intent.STATUS, Intent.COMPARE}
    assert len(chinese) == 4
    assert len(set(english)) == len(english) == 2


def test_no_example_is_on_a_repealed_document(knowledge):
    repealed = [one for one in knowledge.corpus.documents if one.status == "repealed"]
    assert repealed
    texts = [one.text for one in examples_of(knowledge)]
    assert not [
        text for text in texts for one in repealed if one.title in text or one.title_en in text
    ]


def test_what_both_places_have_is_compared_and_what_every_plan_has_is_not(knowledge):
    compared = [one.text for one in examples_of(knowledge) if one.asks_for is Intent.COMPARE]
    assert "四川和全国在冷链物流上有什么不同?" in compared
    assert not [text for text in compared if "总体要求" in text]


def test_examples_follow_the_documents(knowledge):
    corpus = knowledge.corpus
    gone = corpus.documents[0]
    fewer = replace(corpus, parsed=tuple(one for one in corpus.parsed if one.document != gone))
    now = [knowledge]
    examples = FollowingExamples(lambda: now[0])
    assert examples() is examples()
    assert any(gone.title_en in one.text for one in examples())
    now[0] = Knowledge(fewer)
    assert not any(gone.title_en in one.text for one in examples())


def test_each_example_on_a_date_or_on_tasks_is_answered_with_it(assistant_on, shipped, knowledge):
    """The rest need a model that knows meaning."""
    assistant = assistant_on(*shipped.parsed)
    days = {day(one.issued_on, Language.SIMPLIFIED) for one in shipped.documents if one.issued_on}
    for example in examples_of(knowledge):
        if example.asks_for not in {Intent.STATUS, Intent.TASKS}:
            continue
        [answer] = assistant.answer([example.text])
        assert answer.intent is example.asks_for, example.text
        if example.asks_for is Intent.TASKS:
            assert len(answer.citations) > 1, example.text
        elif example.language is CHINESE:
            assert any(one in answer.text for one in days), example.text
        else:
            assert re.search(r"20\d\d-\d\d-\d\d", answer.text), example.text
