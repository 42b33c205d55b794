"""Dates by value, in Chinese and English: 2025年底 is the end of 2025, 2022-03-05 is 5 March 2022.

Texts are comparable: Simplified, half width, lower case.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from corpus.enumerators import number_of


class Part(StrEnum):
    """The part of a year or month that is meant."""

    START = "start"
    END = "end"
    FIRST_HALF = "first half"
    SECOND_HALF = "second half"
    FIRST_QUARTER = "first quarter"
    SECOND_QUARTER = "second quarter"
    THIRD_QUARTER = "third quarter"
    FOURTH_QUARTER = "fourth quarter"


@dataclass(frozen=True)
class SaidDate:
    """A date as far as a text gives it, and where it stands there; what is left open is None."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: Part | None = None
    start: int = field(compare=False, default=0)
    end: int = field(compare=False, default=0)

    def stands_among(self, given: Collection[SaidDate]) -> bool:
        """Return whether one of the dates given says at least as much and nothing else.

        A year may be given apart from month and day: 年底前 in a plan of 2022 is the end of 2022.
        """
        if any(self._is_within(one) for one in given):
            return True
        years = {one.year for one in given}
        of_year = SaidDate(None, self.month, self.day, self.part)
        more = self.year is not None and of_year != SaidDate()
        return more and self.year in years and any(of_year == one for one in given)

    def _is_within(self, given: SaidDate) -> bool:
        pairs = (
            (self.year, given.year),
            (self.month, given.month),
            (self.day, given.day),
            (self.part, given.part),
        )
        return all(own is None or own == other for own, other in pairs)


_YEAR = r"(?:19|20)\d{2}"
_QUARTERS = "一二三四"
_PARTS = {
    "初": Part.START,
    "底": Part.END,
    "末": Part.END,
    "上半": Part.FIRST_HALF,
    "下半": Part.SECOND_HALF,
    "early": Part.START,
    "start": Part.START,
    "beginning": Part.START,
    "end": Part.END,
    "close": Part.END,
    "late": Part.END,
    "first half": Part.FIRST_HALF,
    "second half": Part.SECOND_HALF,
    "first quarter": Part.FIRST_QUARTER,
    "second quarter": Part.SECOND_QUARTER,
    "third quarter": Part.THIRD_QUARTER,
    "fourth quarter": Part.FOURTH_QUARTER,
}
_QUARTER_PARTS = (
    Part.FIRST_QUARTER,
    Part.SECOND_QUARTER,
    Part.THIRD_QUARTER,
    Part.FOURTH_QUARTER,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = "january february march april may june july august september october november december"
_MONTH = rf"(?P<m>{'|'.join(_NAMES.split())}|(?:{'|'.join(_MONTHS)}|sept)\b\.?)"
_SURE_MONTH = _MONTH.replace("|may|", "|")  # may is a verb, too
_ENGLISH_PART = r"(?:(?P<part>end|close|start|beginning|(?:first|second) half|(?:first|second|third|fourth) quarter)(?: of| in)?(?: the)?[ -]|(?P<at>early|late)[ -](?:in )?)"
_CHINESE_PART = r"(?P<part>初|底|末|上半(?=年|月)|下半(?=年|月)|第?[一二三四1-4]季度)"
_CHINESE_YEAR = rf"(?P<y>{_YEAR}|[〇零一二三四五六七八九]{{4}})年"
# \b ends a word before a Chinese character, too: 到March 2022.
_CHINESE_PATTERNS = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        rf"(?<!\d)(?P<y>{_YEAR})[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}})(?!\d)",
        rf"{_CHINESE_YEAR}(?P<m>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月(?:份)?(?:(?P<d>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[日号]|{_CHINESE_PART})?",
        rf"{_CHINESE_YEAR}年?{_CHINESE_PART}?",
        rf"(?<![\d.])(?P<m>\d{{1,2}})月(?:份)?(?:(?P<d>\d{{1,2}})[日号]|{_CHINESE_PART})?(?!度)",
        r"(?P<part>上半|下半)年|年(?P<at>底|末)|第?(?P<q>[一二三四])季度",
    )
)
_ENGLISH_PATTERNS = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH},?(?: (?P<y>{_YEAR})\b)?",
        rf"\b{_MONTH} (?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d)(?:,? (?P<y>{_YEAR})\b)?",
        rf"\b{_ENGLISH_PART}?{_MONTH},?(?: of)? (?P<y>{_YEAR})\b",
        rf"\b{_ENGLISH_PART}{_MONTH}\b",
        rf"\b(?:in|by|from|until|before|since|after) {_SURE_MONTH}\b",
        rf"\b{_ENGLISH_PART}(?P<y>{_YEAR})(?!\d)",
        rf"\byear[- ](?P<at>end)(?: of)?(?: (?P<y>{_YEAR})\b)?",
        rf"\b{_ENGLISH_PART}year\b",
    )
)
_BARE_YEAR = re.compile(
    rf"(?<![\d.])(?P<y>{_YEAR})(?!\d|[.,]\d|%| ?(?:[万亿千百元个家条项公吨亩米份座处户名台辆套间所张床株棵册]|[平立]方|兆瓦|人次|小时))",
    re.ASCII,
)
_HOLDS_A_DATE = re.compile(rf"[\d年季]|{'|'.join(_MONTHS)}|year", re.ASCII)
_LATIN = re.compile("[a-z]")


def dates_in(text: str) -> list[SaidDate]:
    """Return the dates that a comparable text gives, whole or in part."""
    found: list[SaidDate] = []
    if not _HOLDS_A_DATE.search(text):
        return found
    english = _ENGLISH_PATTERNS if _LATIN.search(text) else ()
    for pattern in (*_CHINESE_PATTERNS, *english, _BARE_YEAR):
        new = [_date(match) for match in pattern.finditer(text)]
        found += new
        text = without_dates(text, new)
    return sorted(found, key=lambda one: one.start)


def without_dates(text: str, found: Iterable[SaidDate]) -> str:
    """Return `text` with blanks where the dates stand, so that their numbers are not read again."""
    return blanked(text, [(one.start, one.end) for one in found])


def blanked(text: str, spans: Collection[tuple[int, int]]) -> str:
    """Return `text` with blanks for these half-open spans, as long as it was."""
    if not spans:
        return text
    characters = list(text)
    for start, end in spans:
        characters[start:end] = " " * (end - start)
    return "".join(characters)


def _date(match: re.Match[str]) -> SaidDate:
    given = match.groupdict()
    year, month, day = (_number(given.get(part)) for part in "ymd")
    return SaidDate(year, month, day, _part(given), *match.span())


def _number(words: str | None) -> int | None:
    if not words:
        return None
    if words[:3] in _MONTHS:
        return _MONTHS.index(words[:3]) + 1
    return number_of(words)


def _part(given: dict[str, str | None]) -> Part | None:
    words = given.get("part") or given.get("at") or given.get("q")
    if not words:
        return None
    quarter = re.search("[一二三四1-4]", words)
    return _QUARTER_PARTS[number_of(quarter[0]) - 1] if quarter else _PARTS[words]
