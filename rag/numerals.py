"""The numbers of clauses as people write them: 二十三, 廿三, 23, XXIII, twenty-three, the 23rd."""

from __future__ import annotations

import re

from corpus.enumerators import number_of

# Patterns are for texts of half width in Simplified characters, and for re.ASCII: with it a Chinese
# character is no letter, so that a word ends before it (四川part one).
CHINESE_DIGIT = "[一二三四五六七八九]"
CHINESE_NUMERALS = "零〇一二三四五六七八九十百千万廿卅卌"
# Only what enumerators write, so that 十四五 and 二三 are no numbers.
CHINESE = (
    rf"(?<![{CHINESE_NUMERALS}])(?=[{CHINESE_NUMERALS}])"
    rf"(?:{CHINESE_DIGIT}?百[零〇]?)?(?:{CHINESE_DIGIT}?十|[廿卅卌])?{CHINESE_DIGIT}?"
    rf"(?<=[{CHINESE_NUMERALS}])(?![{CHINESE_NUMERALS}])"
)
ARABIC = r"\d{1,3}(?!\d)"
NUMBER = rf"(?:{CHINESE}|{ARABIC})"

# I is a number where no word follows it that makes it a person: part I of, and not a part I read.
_BEHIND_I = r"of|in|under|section|item|point|says?|covers?|is"
ROMAN = rf"(?-i:\b(?:[IVX]{{2,6}}|[VX]|I(?!\s+(?!(?:{_BEHIND_I})\b)[a-z]))\b|\b[ivx]{{2,6}}\b)"

_UNITS = "one two three four five six seven eight nine".split()  # noqa: SIM905 - a list of words reads best as prose
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()  # noqa: SIM905 - as above
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905 - a list of words reads best as prose
_UNIT_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth".split()  # noqa: SIM905 - a list of words reads best as prose


def _counted(units: list[str], teens: list[str], tens: list[str]) -> dict[str, int]:
    """Return the words from 1 to 99 with what they count to."""
    below_twenty = [*units, *teens]
    above = [
        (number, word)
        for ten, (base, round_word) in enumerate(zip(_TENS, tens, strict=True), start=2)
        for number, word in [
            (10 * ten, round_word),
            *((10 * ten + one, f"{base}-{unit}") for one, unit in enumerate(units, start=1)),
        ]
    ]
    return {word: n for n, word in enumerate(below_twenty, start=1)} | {w: n for n, w in above}


CARDINALS = _counted(_UNITS, _TEENS, _TENS)
ORDINALS = _counted(
    _UNIT_ORDINALS,
    [word.replace("twelve", "twelf") + "th" for word in _TEENS],
    [word.replace("y", "ieth") for word in _TENS],
)


def _any_of(words: dict[str, int]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return rf"\b(?:{'|'.join(word.replace('-', '[- ]') for word in longest_first)})\b"


CARDINAL = rf"(?:{_any_of(CARDINALS)}|{ROMAN})"
ORDINAL = rf"(?:{_any_of(ORDINALS)}|\b\d{{1,2}}(?:st|nd|rd|th)\b)"

_COLLECTIVE = str.maketrans({"廿": "二十", "卅": "三十", "卌": "四十"})
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}


def value_of(number: str) -> int:
    """Return the number that any of these patterns matched; 0 for what is none."""
    word = number.strip().lower().replace(" ", "-")
    digits = re.match(r"\d+", word)
    if digits:
        return int(digits[0])
    counted = CARDINALS.get(word) or ORDINALS.get(word)
    if counted:
        return counted
    if re.fullmatch("[ivx]+", word):
        return _roman(word)
    return number_of(word.translate(_COLLECTIVE))


def _roman(word: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in word]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)
