"""Edited texts remember where each character stood in the raw file."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.aligned import AlignedText, Edit, line_of
from corpus.types import Span


def spans_of(text, start, end):
    return [(span.start, span.end) for span in text.owned_spans(start, end)]


def test_a_removed_part_is_a_hole():
    text, changes = AlignedText.of("落實(shí)規劃").edited([Edit(2, 7, "", "pinyin")])
    assert text.text == "落實規劃"
    assert text.raw_span(1, 3) == Span(start=1, end=8)
    assert spans_of(text, 1, 3) == [(1, 2), (7, 8)]
    assert [(c.was, c.now, c.span.start, c.span.end) for c in changes] == [("(shí)", "", 2, 7)]


def test_a_replacement_of_equal_length_is_aligned_letter_by_letter():
    text, _ = AlignedText.of("資訊").edited([Edit(0, 2, "信息", "terms")])
    assert spans_of(text, 1, 2) == [(1, 2)]


def test_the_first_letter_of_another_length_shows_the_whole_range():
    shorter, _ = AlignedText.of("最佳化了").edited([Edit(0, 3, "优化", "terms")])
    assert spans_of(shorter, 0, 1) == [(0, 3)]
    assert spans_of(shorter, 1, 2) == []
    assert spans_of(shorter, 0, 3) == [(0, 4)]
    longer, _ = AlignedText.of("甲乙").edited([Edit(0, 1, "丙丁戊", "terms")])
    assert spans_of(longer, 0, 4) == [(0, 2)]


def test_edits_of_edited_text_lead_back_to_the_raw_text():
    text, _ = AlignedText.of("一(yī)二三").edited([Edit(1, 5, "", "pinyin")])
    text, changes = text.edited([Edit(1, 2, "貳", "letters")])
    assert text.text == "一貳三"
    assert (changes[0].span.start, changes[0].span.end) == (5, 6)


def test_edits_that_overlap_are_a_mistake():
    with pytest.raises(AssertionError):
        AlignedText.of("一二三").edited([Edit(0, 2, "", "a"), Edit(1, 3, "", "b")])


def test_lines_are_counted_from_one():
    assert [line_of([0, 3, 5], position) for position in (0, 2, 3, 4, 5, 9)] == [1, 1, 2, 2, 3, 3]


@st.composite
def texts_with_edits(draw):
    raw = draw(st.text("一二三甲乙丙\n", min_size=1, max_size=30))
    cuts = sorted(draw(st.sets(st.integers(0, len(raw)), max_size=8)))
    edits = [
        Edit(start, end, draw(st.text("子丑寅", max_size=3)), "any")
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    return raw, edits


@settings(deadline=None, max_examples=150)
@given(texts_with_edits(), texts_with_edits())
def test_no_raw_character_is_shown_twice_and_removed_ones_are_recorded(first, second):
    raw, edits = first
    text, changes = AlignedText.of(raw).edited(edits)
    again = [edit for edit in second[1] if edit.end <= len(text.text)]
    text, more = text.edited(again)
    shown = [i for span in text.owned_spans(0, len(text.text)) for i in range(span.start, span.end)]
    assert len(shown) == len(set(shown))
    assert shown == sorted(shown)
    missing = set(range(len(raw))) - set(shown)
    removed = {
        i
        for change in [*changes, *more]
        if not change.now
        for i in range(change.span.start, change.span.end)
    }
    assert missing <= removed
