"""Shifted GBK bytes and pinyin in brackets: repaired where the pinyin proves it, else left alone."""

import opencc
import pytest
from pypinyin import Style, pinyin

from corpus.clean import clean
from corpus.damage import annotation_edits, damage_edits

TRADITIONAL = opencc.OpenCC("s2t").convert(
    "总结现统关发实务经济农村体系业产权规划县级乡镇数据应该转换联网达标设备质量检测险单证调研进出动员华侨团"
)
# A pair whose second byte is an ASCII letter ends the shift; only such characters show this damage.
ENDING = [one for one in dict.fromkeys(TRADITIONAL) if 0x40 <= one.encode("gbk")[1] <= 0x7E]


def sound_of(character):
    return pinyin(character, style=Style.TONE)[0][0]


def replacements(text):
    return [edit.replacement for edit in damage_edits(text)]


def without_lead_byte(words):
    """Return `words` as a reader shows them that lost step at the first byte."""
    stray = words.encode("gbk")
    shown = stray[1:-1].decode("gbk") + chr(stray[-1])
    return "?" + "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in shown)


def without_trail_byte(before, after):
    """Return two characters of which a converter read the inner bytes as one, or None."""
    first, second = before.encode("gbk"), after.encode("gbk")
    try:
        inner = (first[1:] + second[:1]).decode("gbk")
    except UnicodeDecodeError:
        return None
    if not "\u3400" <= inner <= "\u9fff":
        return None
    return f"{before}?{sound_of(inner)}){chr(second[1])}"


def test_the_damage_of_the_known_copy_is_simulated_right():
    assert without_lead_byte("。總結") == "??偨Y"
    assert without_lead_byte("。現") == "?,F"
    assert without_trail_byte("新", "換") == "新?lián)Q"


@pytest.mark.parametrize("mark", "。、“”《》）")
@pytest.mark.parametrize("middle", ["", "總"])
def test_a_lost_lead_byte_is_put_back_before_any_annotated_character(mark, middle):
    for character in ENDING:
        words = mark + middle + character
        try:
            damaged = without_lead_byte(words)
        except UnicodeDecodeError:
            continue  # the reader shows nothing at all for such bytes
        assert replacements(f"成本{damaged}({sound_of(character)})了") == [words]


def test_a_lost_trail_byte_is_put_back_or_left_alone_but_never_guessed():
    repaired, left = 0, 0
    for before in "更新規或推進加快完善建立提高國家地方企業市場政府服務":
        for after in ENDING:
            damaged = without_trail_byte(before, after)
            if damaged is None:
                continue
            found = replacements(f"工作{damaged}了")
            assert found in ([], [before + after])
            repaired, left = repaired + len(found), left + 1 - len(found)
    assert repaired > 3 * left > 0


@pytest.mark.parametrize(
    "text",
    [
        "成本??偨Y(guān)共同",  # another sound
        "物流成本??偨Y共同",  # no pinyin
        "真的吗?是(shì)的",
        "支持O2O?A(app)模式",
    ],
)
def test_what_the_pinyin_does_not_prove_is_left_alone(text):
    assert replacements(text) == []


def test_pinyin_of_a_converter_goes_and_is_recorded():
    cleaned = clean("落實(shí)規(guī)劃,進(jìn)一步,應(yīng)用")
    assert cleaned.text == "落实规划,进一步,应用"
    removed = [c.was for c in cleaned.changes if c.reason == "pinyin in brackets"]
    assert removed == ["(shí)", "(guī)", "(jìn)", "(yīng)"]


@pytest.mark.parametrize(
    "text", ["推广手机(app)应用", "人均(GDP)增长", "法国(de)产品", "研究(yan)"]
)
def test_brackets_of_an_author_stay(text):
    noted = "落實(shí)規(guī)劃,進(jìn)一步,應(yīng)用," + text
    assert text in clean(noted).text


def test_an_author_may_explain_a_few_rare_characters():
    text = "邛崃(lái)市、犍(qián)为县和筠(jūn)连县应当加快建设。" + "继续推进各项工作。" * 20
    assert annotation_edits(text) == []


def test_a_note_with_a_tone_mark_goes_even_where_the_dictionary_has_another_reading():
    assert clean("落實(shí)規(guī)劃,進(jǐn)一步").text == "落实规划,进一步"
