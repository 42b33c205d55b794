"""The questions that the chat begins with."""

from rag.types import Language
from ui.examples import examples_of, first_questions

CHINESE = Language.SIMPLIFIED
ENGLISH = Language.ENGLISH


def test_the_first_questions_are_one_of_each_language():
    examples = [(CHINESE, "甲?"), (CHINESE, "乙?"), (ENGLISH, "A?"), (ENGLISH, "B?")]
    assert sorted(first_questions(examples)) == ["A?", "甲?"]
    assert first_questions(examples[:2]) == ["甲?"]
    assert first_questions([]) == []


def test_quotes_within_quotes_are_single_ones(knowledge):
    asked = [words for language, words in examples_of(knowledge) if language is CHINESE]
    assert any("‘" in words for words in asked)
    assert all(words.count("“") == words.count("”") == 1 for words in asked)


def test_the_shipped_documents_give_first_questions_in_both_languages(knowledge):
    assert len(first_questions(examples_of(knowledge))) == 2
