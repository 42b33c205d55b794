"""What a dictionary gives for the words of a Chinese text."""

import pytest

from corpus.dictionary import glosses
from corpus.english import english_terms


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("推广脐橙无人机运输", "navel orange drone transport"),
        ("石窟寺保护管理", "grotto temple protect manage"),
        ("二级响应", "grade second respond answer"),
    ],
)
def test_the_words_of_a_text_are_given_in_english(text, words):
    assert set(english_terms(words)) <= set(glosses(text))


def test_latin_words_and_numbers_stand_for_themselves():
    assert {"pue", "1.2"} <= set(glosses("PUE不超过1.2"))


def test_the_longest_word_counts_and_not_its_last_character():
    # 机 alone is a machine or an opportunity; in 无人机 it is not.
    assert "opportun" in glosses("机")
    assert "opportun" not in glosses("无人机。")


def test_a_sense_that_only_leads_elsewhere_says_nothing():
    assert "surnam" not in glosses("王")
    assert "variant" not in glosses("着")


def test_a_text_without_words_gives_none():
    assert glosses("。,《》") == []
