"""The terms of a text and the lexical score made from them."""

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from embeddings.lexical import LexicalIndex
from embeddings.terms import terms_of, terms_of_question
from embeddings.texts import split_into_sentences

SHORTEST_SENTENCE = 4  # characters; shorter ones are enumerators and remains of layout
MARKS = "。；;！!？?\n "
PASSAGES = (
    "建设国家骨干冷链物流基地。〔责任单位:省发展改革委、商务厅〕",
    "降低小微企业支付手续费。〔责任单位:人行成都分行〕",
    "加快5G基站和EMS快递网点建设。",
)


def test_chinese_gives_characters_and_pairs_and_never_one_long_word():
    assert terms_of("冷链物流") == ["冷", "链", "物", "流", "冷链", "链物", "物流"]


def test_latin_letters_stay_words_without_case_width_and_plural():
    assert terms_of("ＥＭＳ Parcels, policies and 5G") == [
        "ems",
        "parcel",
        "policy",
        "and",
        "5",
        "g",
    ]


def test_a_pair_does_not_reach_over_a_mark_or_a_number():
    assert "流3" not in terms_of("物流3个,基地")
    assert "流基" not in terms_of("物流,基地")


def test_words_that_only_ask_are_no_terms_of_a_question():
    assert terms_of_question("请问冷链是谁管的吗?") == terms_of("冷链是,管的")


def test_the_lexical_leg_fires_on_chinese():
    scores = LexicalIndex(PASSAGES).scores("小微企业的手续费谁来降?")
    assert scores.argmax() == 1
    assert scores[1] > 2 * scores[0]


def test_a_question_in_english_scores_zero_everywhere_and_does_not_fail():
    assert LexicalIndex(PASSAGES).scores("Who builds cold chain bases?").tolist() == [0, 0, 0]


def test_no_passages_give_no_scores():
    assert LexicalIndex(()).scores("冷链").shape == (0,)
    assert LexicalIndex(("。",)).scores("冷链").tolist() == [0]


@given(st.text(max_size=40))
def test_any_question_has_one_finite_score_per_passage(question):
    scores = LexicalIndex(PASSAGES).scores(question)
    assert scores.shape == (3,)
    assert np.isfinite(scores).all()
    assert (scores >= 0).all()


def test_sentences_keep_their_marks_and_leave_nothing_out():
    text = "(一)完善政策。加强衔接;予以保障!\n发挥作用"
    assert split_into_sentences(text) == ("(一)完善政策。", "加强衔接;", "予以保障!", "发挥作用")


@given(st.text(alphabet=f"政策完善{MARKS}", max_size=60))
def test_sentences_stand_in_the_text_in_order_and_only_short_ones_are_left_out(text):
    left_out, start = [], 0
    for sentence in split_into_sentences(text):
        found = text.find(sentence, start)
        assert found >= 0, sentence
        left_out.append(text[start:found])
        start = found + len(sentence)
    pieces = re.split(f"[{MARKS}]", "\n".join([*left_out, text[start:]]))
    assert all(len(one) < SHORTEST_SENTENCE for one in pieces)
