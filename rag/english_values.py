"""Figures and dates of Chinese text said in English, for clauses that have no English rendering.

Only what can be said without understanding the sentence is said: amounts, counts, shares, days and
dates, each beside the Chinese words that it stands for.
"""

from __future__ import annotations

import re
from decimal import Decimal

from rag.language import comparable

_SCALES = {
    "": 0,
    "十": 1,
    "百": 2,
    "千": 3,
    "万": 4,
    "十万": 5,
    "百万": 6,
    "千万": 7,
    "亿": 8,
    "万亿": 12,
}
# Measures, with the word for one of them; what is counted otherwise (座, 家) keeps its Chinese word.
_UNITS = {
    "美元": "US dollars",
    "元": "yuan",
    "公里": "kilometres",
    "千米": "kilometres",
    "平方公里": "square kilometres",
    "平方米": "square metres",
    "立方米": "cubic metres",
    "米": "metres",
    "公顷": "hectares",
    "亩": "mu",
    "吨": "tonnes",
    "千克": "kilograms",
    "公斤": "kilograms",
    "个百分点": "percentage points",
    "百分点": "percentage points",
    "个工作日": "working days",
    "工作日": "working days",
    "小时": "hours",
    "分钟": "minutes",
    "天": "days",
    "日": "days",
    "个月": "months",
    "人次": "visits",
    "人": "people",
    "名": "people",
    "户": "households",
    "倍": "times",
    "度": "degrees",
}
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DOCUMENT_NUMBER = re.compile(r"[\[(〔]\d{4}[\])〕]\s*\d+号")
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_DATE = re.compile(
    r"(?P<year>20\d{2}|19\d{2})年(?:(?P<month>1[0-2]|[1-9])月(?:(?P<day>3[01]|[12]?\d)日|(?P<month_end>底))?|(?P<end>底|末))?"
)
_MONTH = re.compile(
    r"(?<!\d)(?P<month>1[0-2]|[1-9])月(?:(?P<day>3[01]|[12]?\d)日|(?P<month_end>底))?"
)
_VALUE = re.compile(
    rf"(?P<number>{_NUMBER})(?P<scale>万亿|[十百千]?万|亿|[十百千])?(?:余|多)?"
    rf"(?P<unit>{'|'.join(sorted(map(re.escape, _UNITS), key=len, reverse=True))}|[%％]|年(?![底末度])|[\u3400-\u9fff])?"
)


def values_in_english(text: str) -> list[str]:
    """Return the dates and figures of a Chinese text in English, each with its Chinese words.

    Enumerators, document numbers and years of titles are none.
    """
    plain = _DOCUMENT_NUMBER.sub(" ", comparable(text))
    dates = list(_DATE.finditer(plain))
    taken = [(match.start(), match.end()) for match in dates]
    found = [(match.start(), f"{_date(match)} ({match[0]})") for match in dates]
    for match in _MONTH.finditer(plain):
        if not any(start <= match.start() < end for start, end in taken):
            found.append((match.start(), f"{_month(match)} ({match[0]})"))
    taken += [(match.start(), match.end()) for match in _MONTH.finditer(plain)]
    for match in _VALUE.finditer(plain):
        inside = any(start <= match.start() < end for start, end in taken)
        if not inside and not _is_enumerator(match, plain):
            found.append((match.start(), _value(match)))
    return list(dict.fromkeys(words for _, words in sorted(found)))


def _date(match: re.Match[str]) -> str:
    year = match["year"]
    if match["end"]:
        return f"the end of {year}"
    if match["month"] is None:
        return year
    month = _MONTHS[int(match["month"]) - 1]
    if match["day"]:
        return f"{int(match['day'])} {month} {year}"
    return f"the end of {month} {year}" if match["month_end"] else f"{month} {year}"


def _month(match: re.Match[str]) -> str:
    """Return a month without its year in English: 6 June, the end of October."""
    month = _MONTHS[int(match["month"]) - 1]
    if match["day"]:
        return f"{int(match['day'])} {month}"
    return f"the end of {month}" if match["month_end"] else month


def _is_enumerator(match: re.Match[str], text: str) -> bool:
    before, behind = text[: match.start()], text[match.end("number") :]
    starts_line = not before or before[-1] in "\n(第"
    return starts_line and re.match(r"[.)、.号条]", behind) is not None


def _value(match: re.Match[str]) -> str:
    scaled = Decimal(match["number"].replace(",", "")).scaleb(_SCALES[match["scale"] or ""])
    unit = match["unit"] or ""
    if unit in ("%", "％"):
        return f"{_spelled(scaled)}%"
    if unit == "级":
        return f"level {_spelled(scaled)} ({match[0]})"
    if unit == "年":
        return f"{_spelled(scaled)} years ({match[0]})"
    words = _UNITS.get(unit)
    return (
        f"{_spelled(scaled)} {words} ({match[0]})" if words else f"{_spelled(scaled)} ({match[0]})"
    )


def _spelled(number: Decimal) -> str:
    """Return a number as English writes it: 8 million, 21,000, 2.5."""
    for size, word in ((Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million")):
        if number >= size and (number / size * 1000) % 1 == 0:
            return f"{_plain(number / size)} {word}"
    return f"{_plain(number):,}" if isinstance(_plain(number), int) else str(_plain(number))


def _plain(number: Decimal) -> int | Decimal:
    return int(number) if number == number.to_integral_value() else number.normalize()
