"""The language of a question, and its words without what no reader sees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.language import comparable, in_language, language_of, readable
from rag.types import Language


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("冷链物流由谁负责?", Language.SIMPLIFIED),
        ("冷鏈物流由誰負責?", Language.TRADITIONAL),
        ("一件事", Language.SIMPLIFIED),
        ("Who leads cold chain logistics?", Language.ENGLISH),
        ("Which agency handles 放管服 reform?", Language.ENGLISH),
        ("RCEP由谁牵头", Language.SIMPLIFIED),
        ("“互联网+监管”和5G由谁牵头", Language.SIMPLIFIED),
        ("clause 3(1)2", Language.ENGLISH),
    ],
)
def test_a_question_has_the_language_of_its_words(question, language):
    assert language_of(question) is language


@pytest.mark.parametrize("question", ["", "?", "Кто отвечает?", "누가 담당합니까?", "😀", "مرحبا"])
def test_any_other_script_has_a_language_too(question):
    assert language_of(question) in Language


def test_control_and_zero_width_characters_are_not_read():
    assert readable(" \x00谁\u200b负\u202e责\ufeff\x1b?\r\n ") == "谁 负 责 ?"


@given(st.text())
def test_what_is_read_has_no_outer_blanks_and_does_not_change_when_read_again(text):
    read = readable(text)
    assert read == read.strip() == readable(read)


def test_full_width_traditional_and_upper_case_are_comparable_to_the_clauses():
    assert comparable("完善冷鏈物流(ＲＣＥＰ)") == "完善冷链物流(rcep)"


def test_only_an_answer_to_a_traditional_question_is_in_traditional_characters():
    assert in_language("由商务厅负责", Language.TRADITIONAL) == "由商務廳負責"
    assert in_language("由商务厅负责", Language.SIMPLIFIED) == "由商务厅负责"
    assert in_language("商务厅", Language.ENGLISH) == "商务厅"
