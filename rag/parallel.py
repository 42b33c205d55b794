"""Values that stand side by side in a sentence, each for something else: 70个、100个, 新建…,扩建…."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.language import comparable

_JOINS = r"[、和与及]|以及"
# A number with what it counts: 100个高职省级重点专业.
_NUMBER = r"\d[\d.,]*\s*[%％个家条项万亿元年月日天公里所名人次批吨亩米处座种类]{0,3}"
_CONDITION = re.compile("的[,，]$")
_RUN = re.compile(rf"{_NUMBER}(?:(?:{_JOINS}){_NUMBER})+")


_TELLS_BY = 2
_TELL_NOTHING = frozenset("的是了和在个")


@dataclass(frozen=True)
class Item:
    """One of several values that stand side by side.

    `label` is what it is the value of, by which items are told apart; `text` says it alone.
    """

    label: str
    text: str


def parts_of(sentence: str) -> list[str]:
    """Return the parts of a sentence between commas and semicolons, with their marks.

    What follows a condition, up to the next, stands with it: 不低于6000元,距离居民点超过5公里的,提高至
    9000元. A condition that a sentence begins with goes for all of it, and parts nothing.
    """
    parts: list[str] = []
    on_condition = False
    for part in re.split("(?<=[,，;；])", sentence):
        if not part.strip():
            continue
        begins = bool(parts) and _CONDITION.search(part) is not None
        if on_condition and not begins:
            parts[-1] += part
        else:
            parts.append(part)
        on_condition = (on_condition or begins) and not part.endswith((";", "；"))
    return parts


def parallel_items(part: str) -> list[Item]:
    """Return the values of a part that stand side by side, none where it has fewer than two."""
    return _listed_respectively(part) or _listed(part) or _each_labelled(part)


def _listed_respectively(part: str) -> list[Item]:
    """Return the items of names and values in the same order: 甲项目和乙项目70个、100个工作日内办结."""
    run = _RUN.search(part)
    if run is None:
        return []
    values = re.split(_JOINS, run[0])
    names = re.split(_JOINS, part[: run.start()])[-len(values) :]
    if len(names) != len(values) or not all(len(name) > 1 for name in names):
        return []
    longest = max(map(len, names[:-1]))
    names = [*names[:-1], names[-1][:longest]]  # what is said of all stands behind the last one
    rest = part[run.end() :]
    unit = re.sub(r"[\d.,\s]", "", values[-1])
    return [
        Item(name, f"{name}……{value if re.search(r'[^0-9.,]', value) else value + unit}{rest}")
        for name, value in zip(names, values, strict=True)
    ]


# 2025年、2026年分别安排8000万元、1亿元 lists years first, and no values.
_OF_YEARS = re.compile(r"(?:19|20)\d{2}年、")


def _listed(part: str) -> list[Item]:
    """Return the items of a list each of which begins with a number: 支持100个甲、300个乙."""
    found = re.search(r"\d[^、]*(?:、\d[^、]*)+$", part)
    if found is None or _OF_YEARS.match(found[0]):
        return []
    head = part[: found.start()]
    values = [value.rstrip(",，;；。") for value in found[0].split("、")]
    gaps = ["", *["……"] * (len(values) - 1)]
    return [
        Item(re.sub(r"[\d.,]", "", value), f"{head}{gap}{value}")
        for gap, value in zip(gaps, values, strict=True)
    ]


_LABELLED = r"[\u3400-\u9fff]{1,8}(?:[(（][^()（）]{1,8}[)）])?\d[^、,，;；。]{0,10}"
# What is done with the value is no part of what it is of: 本科及以上奖补4万元.
_DONE_WITH_IT = re.compile(r"(?<=..)(?:给予|奖补|奖励|补贴|补助|达到|不低于|不超过|[奖补为按])+$")
_LABELLED_RUN = re.compile(rf"{_LABELLED}(?:、{_LABELLED})+")


def _each_labelled(part: str) -> list[Item]:
    """Return the items of a list each of which says first what it is of: 洲际10小时、亚洲5小时."""
    found = _LABELLED_RUN.search(part)
    if found is None:
        return []
    pieces = found[0].split("、")
    labels = [_DONE_WITH_IT.sub("", re.split(r"\d", piece)[0]) for piece in pieces]
    # What is said of all stands before the first: 每处保额1500元、保费120元.
    labels = [labels[0][-max(map(len, labels[1:])) :], *labels[1:]]
    if len(set(labels)) < len(labels):
        return []
    return [Item(label, piece) for label, piece in zip(labels, pieces, strict=True)]


def labelled(items: list[Item], everyday: str) -> list[Item]:
    """Return the items with the words of an everyday rendering beside which their number stands."""
    parts = re.split("[,，;；。、]", everyday)
    return [
        Item(
            " ".join([item.label, *(p for p in parts if _numbers(item.text) & _numbers(p))]),
            item.text,
        )
        for item in items
    ]


def _numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:\.\d+)?", text))


def told_apart(words: str, items: list[Item]) -> Item | None:
    """Return the one item whose label shares most with the words that no other label has.

    None where two share about as much, or all nothing.
    """
    labels = [set(comparable(item.label)) for item in items]
    asked = {c for c in comparable(words) if "\u3400" <= c <= "\u9fff"} - _TELL_NOTHING
    own = [
        asked & label - set().union(*(other for other in labels if other is not label))
        for label in labels
    ]
    if not items:
        return None
    first, *others = sorted(zip(map(len, own), range(len(items)), strict=True), reverse=True)
    second = others[0][0] if others else 0
    return items[first[1]] if first[0] > _TELLS_BY * second else None
