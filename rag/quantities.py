"""The numbers, months and periods that a text speaks of, in Chinese and English."""

from __future__ import annotations

import re

from corpus.enumerators import number_of
from rag.numerals import value_of

_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_CHINESE = re.compile(
    r"([一二两三四五六七八九十百千万]+)(?=个|家|条|项|公里|年|次|所|名|人|%|座|处|种|批|天|日|月|小时)"
)
_TENTHS = re.compile(r"([一二两三四五六七八九\d])成(?![为本立熟果])")
_HUNDREDTHS = re.compile(r"百分之([一二两三四五六七八九十百]+)")
_ENGLISH = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?\b"
)
_YEAR = re.compile(r"20\d{2}(?=\D|$)")
_MONTHS = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905 - a list of words reads best as prose
)
# How often something comes, in months between two times.
_PERIODS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (6, re.compile(r"半年|\b(?:half[- ]year|half a year|six months|twice a year|semi-?annual)")),
    (3, re.compile(r"季度?|\bquarter")),
    (1, re.compile(r"每个?月|按月|逐月|一个?月[^,。;]{0,8}一?[次回趟]|月报|\bmonthly\b|\b(?:every|once a|each|per) month\b")),
    (12, re.compile(r"每(?:一)?年(?!\d)|年度|按年|逐年|(?<!半)一年(?:[^,。;]{0,12}一?[次回趟])|\b(?:annual(?:ly)?|yearly|(?:once|one time) a year|every year|each year|per year)\b")),
)  # fmt: skip


def numbers_in(text: str) -> frozenset[str]:
    """Return the numbers of a comparable text in digits; years (2025) and the number one are none.

    Chinese and English words count as well: 五千公里, ten years, 九成.
    """
    digits = {n for n in _DIGITS.findall(_YEAR.sub(" ", text)) if n != "1"}
    chinese = {str(number_of(m[1])) for m in _CHINESE.finditer(text) if number_of(m[1]) > 1}
    chinese |= {str(number_of(m[1]) or 100) for m in _HUNDREDTHS.finditer(text)}  # 百分之百
    tenths = {str(10 * number_of(m[1])) for m in _TENTHS.finditer(text)}
    english = {str(value_of(word)) for word in _ENGLISH.findall(text)}
    return frozenset(digits | chinese | tenths | (english - {"0"}))


def years_in(text: str) -> frozenset[str]:
    """Return the years that a comparable text names, as four digits."""
    return frozenset(_YEAR.findall(text))


def months_in(text: str) -> frozenset[int]:
    """Return the months that a comparable text names, 1 to 12; the end of a year is its twelfth."""
    months = {int(n) for n in re.findall(r"(?<!\d)(1[0-2]|[1-9])月", text)}
    months |= {
        number_of(n)
        for n in re.findall(
            r"(?<![个一二三四五六七八九十])([一二三四五六七八九十]{1,2})月(?:份|底|初|末|前)", text
        )
    }
    if re.search(r"年底|年末|\bend of (?:the )?(?:year|20\d{2})\b|\byear[- ]end\b", text):
        months.add(12)
    found = (
        n
        for n, name in enumerate(_MONTHS, start=1)
        if name != "may" and re.search(rf"\b{name}\b", text)
    )
    months |= set(found)
    return frozenset(months | ({5} if re.search(r"\b(?:in|by|until|of) may\b", text) else set()))


def periods_in(text: str) -> frozenset[int]:
    """Return how often a comparable text says that something comes: the months between two times."""
    return frozenset(months for months, pattern in _PERIODS if pattern.search(text))
