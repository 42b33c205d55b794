"""Which one of several like values of a clause is asked for: by a number's band, a year, or a label.

加价:超定额不足20%的部分50%,20%以上不足50%的部分100% is a series by bands; 2024年、2025年分别新建10座、12座 one
by years; 东北地区达到86%,西北地区达到89% one by labels. Nothing is chosen where two could be meant.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from corpus.enumerators import enumerator_of, number_of
from corpus.types import Clause
from rag.cite import sentences_of
from rag.language import comparable
from rag.query import Query, ValueKind
from rag.types import Language
from rag.values_held import HOLDS, value_pattern

_MIN_ITEMS: Final = 2
_MIN_LABEL: Final = 2  # characters
_A_LITTLE_MORE: Final = 1.01
_MARKS: Final = ",，;；。:："
_OF_NUMBERS: Final = frozenset(
    {ValueKind.COUNT, ValueKind.MONEY, ValueKind.PERCENT, ValueKind.DATE}
)


@dataclass(frozen=True)
class Chosen:
    """One item of a series: its words, which may leave out what stands between, and its sentence."""

    words: str
    sentence: str


def item_asked(query: Query, clause: Clause) -> Chosen | None:
    """Return the one item of a series in a clause that a question asks for, if it has one."""
    if query.value_kind not in _OF_NUMBERS or query.wants_verdict:
        return None
    if query.language is Language.ENGLISH and clause.rendering is not None:
        return None  # its parts are told by the rendering
    question = comparable(query.question)
    sentences = sentences_of(clause)
    return (
        _in_band(question, clause)
        or _only(_respective(question, one) for one in sentences)
        or _labelled(query, sentences)
    )


def _only(found: Iterator[Chosen | None]) -> Chosen | None:
    given = [one for one in found if one is not None]
    return given[0] if len(given) == 1 else None


# --- by bands

_NUMERAL = r"(?:\d[\d,]*(?:\.\d+)?|[一二两三四五六七八九十百千]+)"
_SIZES: Final = {"十": 10.0, "百": 100.0, "千": 1000.0, "万": 10_000.0, "亿": 100_000_000.0}
# Units of the same thing by one name; 三成 is 30%.
_UNITS: Final = {
    **dict.fromkeys(("元", "块", "块钱", "yuan", "rmb"), "元"),
    **dict.fromkeys(("%", "％", "percent", "per cent"), "%"),
    "成": "成",
    **dict.fromkeys(("层", "楼", "storeys", "stories", "floors"), "层"),
    **dict.fromkeys(("周岁", "岁", "years old", "-year-old"), "岁"),
    **dict.fromkeys(("平方米", "平米", "平", "square metres", "square meters"), "平方米"),
    **{one: one for one in ("亩", "公里", "吨", "人", "户", "辆", "台", "张", "千瓦", "兆瓦", "公斤")},
}  # fmt: skip
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
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


@dataclass(frozen=True)
class _Band:
    """The numbers from `least` to `most`, of one unit; `most` itself is in it where `closed`."""

    least: float
    most: float
    unit: str
    closed: bool = True

    def holds(self, value: float) -> bool:
        return self.least <= value and (value < self.most or (self.closed and value == self.most))


def _in_band(question: str, clause: Clause) -> Chosen | None:
    """Return the item whose band holds a number that the question names."""
    asked = [_asked(m) for m in _QUANTITY.finditer(question)]
    for value, unit in asked:
        items = [(band, one) for one in _banded(clause, unit) for band in [one[0]]]
        if len(items) < _MIN_ITEMS:
            continue
        holding = [one for band, one in items if band.holds(value)]
        if len(holding) == 1:
            _, words, sentence = holding[0]
            return Chosen(words, sentence)
    return None


def _banded(clause: Clause, unit: str) -> list[tuple[_Band, str, str]]:
    """Return the items of a clause with a band of the unit: the band, the words, their sentence."""
    found = []
    for sentence in sentences_of(clause):
        parts = [one for one in re.split(r"(?<=[,，;；。:：\n])", sentence) if one.strip()]
        item: list[str] = []
        band: _Band | None = None
        for part in parts:
            own = _band_of(comparable(part), unit)
            if own is not None:
                if band is not None:
                    found.append((band, _joined(item), sentence))
                band, item = own, []
            item.append(part)
        if band is not None:
            found.append((band, _joined(item), sentence))
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
    """Return the band of a single number with which a part begins: 6层每部15万元."""
    first = _QUANTITY.match(part)
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


def _joined(parts: Sequence[str]) -> str:
    return "".join(parts).strip().rstrip(_MARKS) + "。"


# --- in the same order: 2024年、2025年分别新建10座、12座

_VALUE = r"\d[\d.,]*\s*[^\d、,，;；。和与及]{0,8}?"
_JOIN = r"[、和与及]"
_VALUES = re.compile(
    rf"分别(?P<verb>[^\d、,，;；。]{{0,12}}?)(?P<values>{_VALUE}(?:{_JOIN}{_VALUE})+)(?=[,，;；。以]|$|左右)"
)
_YEARS = re.compile(rf"20\d{{2}}年(?:{_JOIN}20\d{{2}}年)+")
_YEAR = re.compile(r"(?<!\d)20\d{2}(?!\d)")


def _respective(question: str, sentence: str) -> Chosen | None:
    """Return the value that belongs to the one year of a sentence's years which is asked for."""
    years = _YEARS.search(sentence)
    named = set(_YEAR.findall(question))
    if years is None or len(named) != 1:
        return None
    listed = _YEAR.findall(years[0])
    year = named.pop()
    if year not in listed:
        return None
    items = []
    start = years.end()
    for found in _VALUES.finditer(sentence, years.end()):
        values = re.split(_JOIN, found["values"])
        if len(values) == len(listed):
            about = re.split(r"[,，;；]", sentence[start : found.start()])[-1]
            items.append((about, found, values[listed.index(year)]))
        start = found.end()
    if not items:
        return None
    asked = set(question)
    shares = [len(asked & set(comparable(about))) for about, _, _ in items]
    kept = [one for one, share in zip(items, shares, strict=True) if share] or items[:1]
    words = [
        f"{about}分别{found['verb']}……{_with_unit(value, found['values'])}"
        for about, found, value in kept
    ]
    return Chosen(f"{year}年……" + ",".join(words) + "。", sentence)


def _with_unit(value: str, values: str) -> str:
    """Return a value with the unit that stands behind the last one: 12、14、10公里."""
    if re.search(r"[^\d.,\s]", value):
        return value
    return value + re.sub(r"[\d.,\s]", "", re.split(_JOIN, values)[-1])


# --- by labels

_NUMBER = re.compile(r"(?<!第)\d[\d.,]*|[一二两三四五六七八九十]+(?=[个次家项条天年日人户倍成])")
_MIN_AFFIXES: Final = 2
# What may be given as a share, too: 补助资金能涨多少, 上浮5%.
_CHANGES = re.compile(r"涨|上浮|下浮|提高|增加|增长|加价|下降|降低|减少|压减|优惠|返还|奖励")


@dataclass(frozen=True)
class _Item:
    """Words that give a value, with what they begin with before it or a comma."""

    head: str
    words: str
    sentence: str


def _labelled(query: Query, sentences: Sequence[str]) -> Chosen | None:
    """Return the item of a series whose label the question names, and no other one's."""
    items = [one for sentence in sentences for one in _items(query, sentence)]
    question = comparable(query.question)
    numbers = set(re.findall(r"\d+", question))
    chosen = [one for some in _runs(items) for one in _named(some, question, numbers)]
    if len(chosen) != 1:
        return None
    return Chosen(_joined([chosen[0].words]), chosen[0].sentence)


def _items(query: Query, sentence: str) -> Iterator[_Item]:
    """Yield the items of a sentence that give a value of the kind asked for, in order."""
    body = sentence.rpartition("：")[2] or sentence
    words = ""
    for part in re.split(r"(?<=[,，;；\n])", body):
        words += part
        plain = words.strip()
        mark = enumerator_of(plain)
        plain = plain[mark.length :] if mark else plain
        if not _gives(query, comparable(part)):
            continue
        head = re.split(r"[,，]", comparable(plain))[0].rstrip("。")
        value = None if head != comparable(plain).rstrip(_MARKS + "。") else _last(_NUMBER, head)
        yield _Item(head[: value.start()] if value else head, plain, sentence)
        words = ""


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next(iter([*pattern.finditer(text)][::-1]), None)


def _gives(query: Query, part: str) -> bool:
    """Return whether a part gives a value of the kind that is asked for."""
    kind = query.value_kind
    if kind is None:
        return False
    if value_pattern(query, kind).search(part):
        return True
    share = kind is not ValueKind.DATE and _CHANGES.search(comparable(query.question))
    return bool(share) and HOLDS[ValueKind.PERCENT].search(part) is not None


def _runs(items: Sequence[_Item]) -> Iterator[list[_Item]]:
    """Yield the items that follow one another and begin alike or end alike: 评为…的, …地区达到."""
    run: list[_Item] = []
    for item in items:
        if run and not _alike(run[-1].head, item.head):
            if len(run) >= _MIN_ITEMS:
                yield run
            run = []
        run.append(item)
    if len(run) >= _MIN_ITEMS:
        yield run


def _alike(one: str, other: str) -> bool:
    same = _shared_start([one, other]) + _shared_start([one[::-1], other[::-1]])
    return one != other and same >= _MIN_AFFIXES


def _shared_start(texts: Sequence[str]) -> int:
    """Return with how many characters all texts begin alike."""
    columns = zip(*texts, strict=False)
    return sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, columns))


def _named(run: Sequence[_Item], question: str, numbers: set[str]) -> list[_Item]:
    """Return the item of a run whose whole label, or whose number, a question names."""
    heads = [one.head for one in run]
    start = _shared_start(heads)
    end = _shared_start([head[start:][::-1] for head in heads])
    labels = [head[start : len(head) - end].removeprefix("其中") for head in heads]
    for names in (heads, labels):
        whole = [
            one
            for one, name in zip(run, names, strict=True)
            if len(name) >= _MIN_LABEL and name in question
        ]
        if whole:
            return whole if len(whole) == 1 else []
    told = [set(re.findall(r"\d+", label)) for label in labels]
    by_number = [one for one, own in zip(run, told, strict=True) if own and own <= numbers]
    return by_number if len(by_number) == 1 else []
