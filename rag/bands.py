"""Values that hold for bands of a number: 超定额不足20%的部分加价50%,20%以上不足50%的部分加价100%."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from corpus.enumerators import number_of
from corpus.types import Clause
from rag.cite import sentences_of
from rag.language import comparable

MIN_ITEMS: Final = 2
MARKS: Final = ",，;；。:："
_A_LITTLE_MORE: Final = 1.01


@dataclass(frozen=True)
class SeriesItem:
    """One of several like values: its words, which may leave some out, and its sentence."""

    words: str
    sentence: str


_NUMERAL = r"(?:\d[\d,]*(?:\.\d+)?|[一二两三四五六七八九十百千]+)"
_SIZES: Final = {"百": 100.0, "千": 1000.0, "万": 10_000.0, "亿": 100_000_000.0}
# Units of the same thing by one name; 三成 is 30%.
_UNITS: Final = {
    **dict.fromkeys(("元", "块", "块钱", "yuan", "rmb"), "元"),
    **dict.fromkeys(("%", "％", "percent", "per cent"), "%"),
    "成": "成",
    **dict.fromkeys(("层", "楼", "storeys", "stories", "floors"), "层"),
    **dict.fromkeys(("周岁", "岁", "years old", "-year-old"), "岁"),
    **dict.fromkeys(("平方米", "平米", "平", "square metres", "square meters"), "平方米"),
    **dict.fromkeys(("次", "回", "趟", "times"), "次"),
    **dict.fromkeys(("天", "days"), "天"),
    **dict.fromkeys(("年", "years"), "年"),
    **dict.fromkeys(("个月", "months"), "个月"),
    **dict.fromkeys(("立方米", "立方", "方", "cubic metres", "cubic meters"), "立方米"),
    **{one: one for one in ("亩", "公里", "吨", "人", "户", "辆", "台", "张", "千瓦", "兆瓦", "公斤")},
}  # fmt: skip
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True)) + "(?![案面便法式向])"
_QUANTITY = re.compile(
    rf"(?P<n>{_NUMERAL})\s*(?P<more>[多余]?)(?P<size>[万亿千百]*)(?P<more_behind>[多余]?)\s*(?P<unit>{_UNIT})"
)
_RANGE = re.compile(
    rf"(?P<n1>{_NUMERAL})\s*(?P<size1>[万亿千百]*)\s*(?P<unit1>{_UNIT})?\s*(?:[—–\-~～－]+|至|到)\s*"
    rf"(?P<n2>{_NUMERAL})\s*(?P<size2>[万亿千百]*)\s*(?P<unit2>{_UNIT})"
)
_AT_LEAST = re.compile(
    rf"(?P<n>{_NUMERAL})\s*(?P<size>[万亿千百]*)\s*(?P<unit>{_UNIT})(?:\([^()]*\))?(?:及)?以上"
    rf"|(?:超过|高于|大于|满|不低于|不少于)(?P<n2>{_NUMERAL})\s*(?P<size2>[万亿千百]*)\s*(?P<unit2>{_UNIT})"
)
_AT_MOST = re.compile(
    rf"(?P<n>{_NUMERAL})\s*(?P<size>[万亿千百]*)\s*(?P<unit>{_UNIT})(?:\([^()]*\))?(?:及)?以[下内]"
    rf"|(?:不超过|不高于)(?P<n2>{_NUMERAL})\s*(?P<size2>[万亿千百]*)\s*(?P<unit2>{_UNIT})"
)
_BELOW = re.compile(
    rf"(?:不足|不满|未满|低于|少于|小于)(?P<n2>{_NUMERAL})\s*(?P<size2>[万亿千百]*)\s*(?P<unit2>{_UNIT})"
)


_NUMBER_OF_PEOPLE = re.compile(r"\d[\d.]*[百千万]+(?=以[上下]|[的至到—-])")
_ENDS_PART = re.compile(r"的[,，;；]\s*")


@dataclass(frozen=True)
class _Band:
    """The numbers from `least` to `most`, of one unit; `most` itself is in it where `closed`."""

    least: float
    most: float
    unit: str
    closed: bool = True

    def holds(self, value: float) -> bool:
        return self.least <= value and (value < self.most or (self.closed and value == self.most))


def item_in_band(question: str, clause: Clause) -> SeriesItem | None:
    """Return the item whose band holds a number that the question names."""
    for value, unit in map(_asked, _QUANTITY.finditer(question)):
        # A tree is as old in years as people are.
        for own in ("岁", "年") if unit == "岁" else (unit,):
            items = _banded(clause, own)
            holding = [(band, item) for band, item in items if band.holds(value)]
            if len(items) >= MIN_ITEMS and holding:
                return _closest(holding)
    return None


_DAY = r"(?P<y>20\d{2})年(?:(?P<m>\d{1,2})月)?(?:(?P<d>\d{1,2})日)?"
_ASKED_DAY = re.compile(_DAY)
_UNTIL_DAY = re.compile(_DAY + r"(?:[之以]?前|为止|底前|止)")
_FROM_DAY = re.compile(_DAY + r"(?:[之以]?后|起)")
_SPAN_OF_DAYS = re.compile(
    _DAY
    + r"(?:起)?(?:[—–\-~～－]+|至|到)(?:(?P<by>20\d{2})年)?(?:(?P<bm>\d{1,2})月)?(?:(?P<bd>\d{1,2})日)?"
)
_FIRST: Final = (1, 1)
_LAST: Final = (12, 31)


def item_in_period(question: str, clause: Clause) -> SeriesItem | None:
    """Return the item whose days hold the one that a question names: 2026年1月1日至6月30日报废的补250元."""
    asked = _ASKED_DAY.search(question)
    if asked is None or not asked["m"]:
        return None
    day = (int(asked["y"]), int(asked["m"]), int(asked["d"] or 15))
    periods = [
        (span, SeriesItem(joined([sentence]), sentence))
        for sentence in sentences_of(clause)
        if (span := _period_of(comparable(sentence))) is not None
    ]
    holding = [item for (start, end), item in periods if start <= day <= end]
    return holding[0] if len(periods) >= MIN_ITEMS and len(holding) == 1 else None


_Day = tuple[int, int, int]


def _period_of(words: str) -> tuple[_Day, _Day] | None:
    """Return the first and the last day for which a sentence says that its value holds."""
    span = _SPAN_OF_DAYS.search(words)
    if span is not None and (span["by"] or span["bm"]):
        end = (int(span["by"] or span["y"]), int(span["bm"] or 12), int(span["bd"] or 31))
        return _day(span, _FIRST), end
    until, since = _UNTIL_DAY.search(words), _FROM_DAY.search(words)
    if until is not None:
        return (0, 1, 1), _day(until, _LAST)
    return (_day(since, _FIRST), (9999, 12, 31)) if since is not None else None


def _day(found: re.Match[str], default: tuple[int, int]) -> _Day:
    return int(found["y"]), int(found["m"] or default[0]), int(found["d"] or default[1])


def _closest(holding: Sequence[tuple[_Band, SeriesItem]]) -> SeriesItem | None:
    """Return the item of the one band that lies within all others: 75 to 80 within 60 and above."""
    inner = max(holding, key=lambda one: (one[0].least, -one[0].most))
    within = all(band.least <= inner[0].least and inner[0].most <= band.most for band, _ in holding)
    same = [one for one in holding if one[0] == inner[0]]
    return inner[1] if within and len(same) == 1 else None


def _banded(clause: Clause, unit: str) -> list[tuple[_Band, SeriesItem]]:
    """Return the items of a clause that hold for a band of the unit, each with its band."""
    found = []
    for sentence in sentences_of(clause):
        parts = [one for one in re.split(r"(?<=[,，;；。:：\n])", sentence) if one.strip()]
        plain = [comparable(part) for part in parts]
        if unit == "人" and "人口" in clause.text:  # 常住人口60万以上的县
            plain = [_NUMBER_OF_PEOPLE.sub(r"\g<0>人", part) for part in plain]
        bands = [_band_of(part, unit) for part in plain]
        starts = [place for place, band in enumerate(bands) if band is not None]
        for start, end in pairwise([*starts, len(parts)]):
            band = bands[start]
            assert band is not None
            found.append((band, SeriesItem(joined(parts[start:end]), sentence)))
    return found


def _band_of(part: str, unit: str) -> _Band | None:
    """Return the band with which a part begins to say for whom or what its value is."""
    if (span := _RANGE.search(part)) is not None:
        low, _ = _amount(span["n1"], span["size1"] or span["size2"], span["unit2"])
        high, own = _amount(span["n2"], span["size2"], span["unit2"])
        return _Band(low, high, own) if own == unit and low < high else None
    least, closed_above, below = (p.search(part) for p in (_AT_LEAST, _AT_MOST, _BELOW))
    bounds = [one for one in (least, closed_above, below) if one is not None]
    amounts = [_bound(one) for one in bounds]
    if any(own != unit for _, own in amounts):
        return None
    if bounds:
        low = _bound(least)[0] if least else -math.inf
        upper = closed_above or below
        high = _bound(upper)[0] if upper else math.inf
        return _Band(low, high, unit, closed=closed_above is not None)
    return _exactly(part, unit)


def _exactly(part: str, unit: str) -> _Band | None:
    """Return the band of a single number with which a part begins or ends: 6层每部15万元, 爽约3次的."""
    first = _QUANTITY.match(part) or next(
        (one for one in _QUANTITY.finditer(part) if _ENDS_PART.fullmatch(part, one.end())), None
    )
    if first is None:
        return None
    value, own = _amount(first["n"], first["size"], first["unit"])
    return _Band(value, value, unit) if own == unit else None


def _asked(found: re.Match[str]) -> tuple[float, str]:
    """Return the number of a question and its unit; 六百多 is more than 600."""
    value, unit = _amount(found["n"], found["size"], found["unit"])
    return (value * _A_LITTLE_MORE if found["more"] or found["more_behind"] else value), unit


def _bound(found: re.Match[str]) -> tuple[float, str]:
    groups = found.groupdict()
    if groups.get("n"):
        return _amount(groups["n"], groups["size"], groups["unit"])
    return _amount(groups["n2"], groups["size2"], groups["unit2"])


def _amount(numeral: str, size: str, unit: str) -> tuple[float, str]:
    """Return a number in its unit's single name: 15万 元 is 150000 元, 三 成 is 30 %."""
    digits = numeral.replace(",", "")
    number = float(digits) if digits[0].isdigit() else float(number_of(digits.replace("两", "二")))
    for one in size:
        number *= _SIZES[one]
    name = _UNITS[unit]
    return (number * 10, "%") if name == "成" else (number, name)


def joined(parts: Sequence[str]) -> str:
    return "".join(parts).strip().rstrip(MARKS) + "。"
