"""Numbers by value, in Chinese and English: 三年 is three years, 3.5亿元 is 350 million yuan.

Texts are comparable: Simplified, half width, lower case.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from corpus.enumerators import number_of
from rag.dates import blanked
from rag.numerals import CARDINALS, ORDINALS
from rag.units import Unit, unit_at


@dataclass(frozen=True)
class Figure:
    """A number and what it counts, None where that is not known, and where it stands in a text."""

    value: Fraction
    unit: Unit | None
    start: int = field(compare=False, default=0)
    end: int = field(compare=False, default=0)

    def agrees(self, given: Figure) -> bool:
        """Return whether this can be the number that a text gives: what it counts must be the same.

        A number that counts nothing known agrees with any.
        """
        same = self.unit is given.unit or (
            self.unit is None or (self.unit is Unit.THING and given.unit is None)
        )
        return self.value == given.value and same


_SCALES = {
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "亿": 10**8,
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
}
_ENGLISH_SCALE = "hundred|thousand|million|billion|trillion|dozen"
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_ARABIC = re.compile(
    rf"(?<![a-z\d.])(?P<digits>{_DIGITS})(?: ?(?P<scale>[十百千万亿]+|(?:{_ENGLISH_SCALE})\b))?"
)
_NUMERAL = "[零〇一二两三四五六七八九十百千万亿]"
_CHINESE = re.compile(rf"(?<!第)(?P<run>{_NUMERAL}+)(?:点(?P<decimals>[零〇一二三四五六七八九]+))?")
_CARDINAL = "|".join(sorted(CARDINALS, key=len, reverse=True)).replace("-", "[- ]")
_ENGLISH = re.compile(
    rf"\b(?:(?:{_CARDINAL}|an? (?={_ENGLISH_SCALE}))\b[- ]?(?:(?:and )?(?:{_CARDINAL}|{_ENGLISH_SCALE})\b[- ]?)*)",
    re.ASCII,
)
_LATIN = re.compile("[a-z]")
_NUMBERED = re.compile(
    rf"第[(]?(?P<chinese>{_NUMERAL}+|\d+)[)]?(?P<part>条|部分|项|点|章|节|款|编|篇|目)?"
)
_CLAUSE = re.compile(
    r"\b(?:clause|part|section|item|article|point|chapter|paragraph|task)s? (?:no\. ?)?[(]?(?P<digits>\d{1,3})\b",
    re.ASCII,
)
_ORDINAL = re.compile(
    rf"\b(?:(?P<word>{'|'.join(sorted(ORDINALS, key=len, reverse=True))})|(?P<digits>\d{{1,2}})(?:st|nd|rd|th))\b",
    re.ASCII,
)
_DOCUMENT_NUMBER = re.compile(
    r"[〔\[(【](?P<year>(?:19|20)\d{2})[〕\])】]\s*(?:第|no\. ?)?(?P<number>\d+)号?"
)
_PERCENT = re.compile(rf"百分之(?P<chinese>{_NUMERAL}+|{_DIGITS})")
_TENTHS = re.compile(
    r"(?P<chinese>[一二两三四五六七八九]|\d)成(?P<more>[一二三四五六七八九半])?(?=以|左|多|[,。;、)]|的|$)"
)
_HALF = re.compile(
    r"(?P<whole>一半|半数|过半|\bhalf of\b|\b(?:over|than) half\b)|半(?P<of>年|个月|天|个?小时)|\bhalf[- ]an?[- ](?P<en>year|month|day|hour)|\bhalf[- ](?P<yearly>year)",
    re.ASCII,
)
_FIVE_YEAR_PLAN = re.compile(
    r"十(?P<chinese>[一二三四五六])五(?!年|[个家条项万千百])|\b(?P<digits>1[1-6])th five-year",
    re.ASCII,
)
_EVERY = re.compile(
    r"每(?:个)?(?P<chinese>年|季度?|月|周|星期|天|日)|\b(?:each|every|per|once a|twice a|times a) (?P<english>year|quarter|month|week|day)\b(?! (?:plan|period))|\b(?P<adverb>annually|yearly|quarterly|monthly|weekly)\b",
    re.ASCII,
)
_LOOSELY_EVERY = re.compile(
    r"(?P<chinese>年|季|月|周|日)(?:度|均|常|报)|(?:按|逐)(?P<by>年|季|月|周|日)|\b(?P<english>annual|yearly|quarterly|monthly|weekly|daily)",
    re.ASCII,
)
_DAYS_IN = {
    **{"年": 365, "季": 90, "月": 30, "周": 7, "星": 7, "天": 1, "日": 1},
    **{"year": 365, "annu": 365, "quar": 90, "mont": 30, "week": 7, "day": 1, "dail": 1},
}
_HALF_YEAR, _HALF_DAY = (Fraction(6), Unit.MONTH), (Fraction(12), Unit.HOUR)
_HALVES = {
    **{"年": _HALF_YEAR, "year": _HALF_YEAR, "天": _HALF_DAY, "day": _HALF_DAY},
    **dict.fromkeys(("个月", "month"), (Fraction(1, 2), Unit.MONTH)),
    **dict.fromkeys(("小时", "个小时", "hour"), (Fraction(30), Unit.MINUTE)),
}
# 70个、100个工作日, 3至5年, 70 and 100 working days: what is counted stands once.
_SHARES_UNIT = re.compile(r"\s*[个家项]?(?:[、和与及或至到~—–-]+|\s(?:and|or|to)\s)\s*")


def figures_in(text: str) -> list[Figure]:
    """Return the numbers that a comparable text states, those in words only where they count something.

    一 and one are no numbers here: they stand for a or any.
    """
    found: list[Figure] = []
    for reader in _READERS:
        new = list(reader(text))
        found += new
        text = without_figures(text, new)
    return sorted(found, key=lambda one: one.start)


def figures_given(text: str) -> list[Figure]:
    """Return the numbers that can be read out of a comparable text, however unsure."""
    loose = [_every(match) for match in _LOOSELY_EVERY.finditer(text)]
    for match in _CHINESE.finditer(without_figures(text, _of_plans(text))):
        run = match["run"]
        single = [Figure(Fraction(_number_of(one)), None) for one in run] if len(run) < 4 else []
        loose += [_chinese(match, None), *single]
        unit = unit_at(text, match.end())
        if unit:
            loose.append(_chinese(match, unit))
    found = figures_in(text)
    return [*found, *_with_shared_units(text, found), *(one for one in loose if one.value)]


def _with_shared_units(text: str, found: list[Figure]) -> Iterator[Figure]:
    """Yield the numbers of a list with what its last one counts."""
    unit, start = None, -1
    for one in reversed(found):
        if _SHARES_UNIT.fullmatch(text[one.end : max(start, one.end)]) and unit:
            yield Figure(one.value, unit)
        else:
            unit = one.unit
        start = one.start


@lru_cache(2048)
def _number_of(numeral: str) -> int:
    return number_of(numeral)


def document_numbers_in(text: str) -> list[Figure]:
    """Return the numbers of documents that a comparable text gives: 川办发〔2018〕42号."""
    return [
        Figure(
            Fraction(int(match["year"]) * 10**6 + int(match["number"])),
            Unit.DOCUMENT_NUMBER,
            *match.span(),
        )
        for match in _DOCUMENT_NUMBER.finditer(text)
    ]


def without_figures(text: str, found: Iterable[Figure]) -> str:
    """Return `text` with blanks where the figures stand, so that nothing is read twice."""
    return blanked(text, [(one.start, one.end) for one in found])


def _of_plans(text: str) -> Iterator[Figure]:
    for match in _FIVE_YEAR_PLAN.finditer(text):
        number = int(match["digits"]) if match["digits"] else 10 + _number_of(match["chinese"])
        yield Figure(Fraction(number), Unit.FIVE_YEAR_PLAN, *match.span())


def _of_shares(text: str) -> Iterator[Figure]:
    for match in _PERCENT.finditer(text):
        yield Figure(_value(match["chinese"]), Unit.PERCENT, *match.span())
    for match in _TENTHS.finditer(text):
        more = 5 if match["more"] == "半" else _number_of(match["more"] or "零")
        yield Figure(10 * _value(match["chinese"]) + more, Unit.PERCENT, *match.span())
    for match in _HALF.finditer(text):
        of = match["of"] or match["en"] or match["yearly"]
        half = _HALVES[of] if of else (Fraction(50), Unit.PERCENT)
        yield Figure(*half, *match.span())


def _of_frequency(text: str) -> Iterator[Figure]:
    return (_every(match) for match in _EVERY.finditer(text))


def _of_order(text: str) -> Iterator[Figure]:
    for match in _NUMBERED.finditer(text):
        unit = Unit.REFERENCE if match["part"] else Unit.ORDINAL
        yield Figure(_value(match["chinese"]), unit, *match.span())
    for match in _CLAUSE.finditer(text):
        yield Figure(Fraction(match["digits"]), Unit.REFERENCE, *match.span())
    for match in _ORDINAL.finditer(text):
        value = ORDINALS[match["word"]] if match["word"] else int(match["digits"])
        yield Figure(Fraction(value), Unit.ORDINAL, *match.span())


def _every(match: re.Match[str]) -> Figure:
    words = next(word for word in match.groups() if word)
    days = _DAYS_IN.get(words[:1]) or _DAYS_IN[words[:4]]
    return Figure(Fraction(days), Unit.EVERY, *match.span())


def _of_digits(text: str) -> Iterator[Figure]:
    for match in _ARABIC.finditer(text):
        value = Fraction(match["digits"].replace(",", "")) * _scale(match["scale"])
        yield Figure(value, unit_at(text, match.end()), *match.span())


def _of_words(text: str) -> Iterator[Figure]:
    for match in _CHINESE.finditer(text):
        unit = unit_at(text, match.end())
        figure = _chinese(match, unit)
        if unit and figure.value > 1 and match["run"] not in _SCALES:
            yield figure
    for match in _ENGLISH.finditer(text) if _LATIN.search(text) else ():
        value = _english(match[0])
        if value > 1:
            yield Figure(Fraction(value), unit_at(text, match.end()), *match.span())


def _chinese(match: re.Match[str], unit: Unit | None) -> Figure:
    value = Fraction(_number_of(match["run"]))
    decimals = [_number_of(one) for one in match["decimals"] or ""]
    value += sum(Fraction(digit, 10**place) for place, digit in enumerate(decimals, start=1))
    return Figure(value, unit, *match.span())


def _value(number: str) -> Fraction:
    digits = number.replace(",", "")
    return Fraction(digits) if digits[0].isdecimal() else Fraction(_number_of(number))


def _scale(words: str | None) -> int:
    if words is None:
        return 1
    return _SCALES.get(words) or math.prod(_SCALES[one] for one in words)


def _english(words: str) -> int:
    total, current = 0, 0
    for match in re.finditer(rf"{_CARDINAL}|{_ENGLISH_SCALE}", words):
        word = match[0].replace(" ", "-")
        if word in CARDINALS:
            current += CARDINALS[word]
        elif _SCALES[word] < 1000:
            current = (current or 1) * _SCALES[word]
        else:
            total, current = total + (current or 1) * _SCALES[word], 0
    return total + current


# Each takes away what it reads, so that the 14 of the 14th five-year plan is no ordinal.
_READERS = (
    document_numbers_in,
    _of_plans,
    _of_shares,
    _of_frequency,
    _of_order,
    _of_digits,
    _of_words,
)
