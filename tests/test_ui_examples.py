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


def test_the_shipped_documents_give_first_questions_in_both_languages(knowledge):
    assert len(first_questions(examples_of(knowledge))) == 2
