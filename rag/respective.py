"""Values in the order of what they belong to: 突破1亿元、5亿元的,分别奖励50万元、100万元; 博士、硕士分别15万元、6万元."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from corpus.dictionary import glosses
from corpus.english import english_terms
from rag.bands import SeriesItem
from rag.language import comparable
from rag.numerals import CARDINALS, ORDINALS
from rag.parallel import Item, told_apart

_VALUE: Final = r"\d[\d.,]*\s*[^\d、,，;；。和与及]{0,8}?"
_JOIN: Final = r"[、和与及]"
_VALUES: Final = re.compile(
    rf"(?:分别|按照?(?=\d))(?P<verb>(?:[^\d、,，;；。]|\d+%){{0,20}}?)(?P<values>{_VALUE}(?:{_JOIN}{_VALUE})+)(?=[,，;；。以]|$|左右)"
)
_AMOUNT: Final = re.compile(r"\d[\d,]*(?:\.\d+)?[百千万亿]*")
_YEAR: Final = re.compile(r"20\d{2}年?")
_YEARS: Final = re.compile(rf"20\d{{2}}年(?:{_JOIN}20\d{{2}}年)+")
_ANY_YEAR: Final = re.compile(r"(?<!\d)20\d{2}(?!\d)")
# What follows a label is said of all: 农户按照, 硕士分别.
_SAID_OF_ALL: Final = re.compile(rf"按|分别|各|均|依次|[补奖给予的,，:：]|{_JOIN}")
_LONGEST_LEFT: Final = 12  # characters
_HAN: Final = re.compile(r"[\u3400-\u9fff]")


def respective_item(question: str, sentence: str) -> SeriesItem | None:
    """Return the value that stands in the place of the one thing of a list that is asked for."""
    start = 0
    for found in _VALUES.finditer(sentence):
        values = re.split(_JOIN, found["values"])
        before = re.split("[;；。]", sentence[start : found.start()])[-1]
        labels = _labels(before, len(values))
        place = place_named(question, labels)
        if place is not None:
            value = _with_unit(values[place], found["values"])
            words = f"{_whole(labels[place], before)}……分别{found['verb']}……{value}。"
            return SeriesItem(words, sentence)
        start = found.end()
    return None


def _whole(label: str, before: str) -> str:
    """Return a label with what it was trimmed of, as far as it belongs to it: 农户 for 农, 取得高级工 for 级工."""
    start = before.rfind(label)
    if start < 0:
        return label.strip()
    left = re.split(rf"[,，:：]|{_JOIN}", before[:start])[-1]
    right = _SAID_OF_ALL.split(before[start + len(label) :])[0]
    return f"{left[-_LONGEST_LEFT:]}{label}{right}".strip()


def yearly_item(question: str, sentence: str) -> SeriesItem | None:
    """Return the value that belongs to the one year of a sentence's years which is asked for."""
    years = _YEARS.search(sentence)
    named = set(_ANY_YEAR.findall(question))
    if years is None or len(named) != 1:
        return None
    listed = _ANY_YEAR.findall(years[0])
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
    items = [one for one in items if _counts(one[1]["values"], question)] or items
    asked = set(question)
    shares = [len(asked & set(comparable(about + found["verb"]))) for about, found, _ in items]
    kept = [one for one, share in zip(items, shares, strict=True) if share] or items[:1]
    words = [
        f"{about}分别{found['verb']}……{_with_unit(value, found['values'])}"
        for about, found, value in kept
    ]
    return SeriesItem(f"{year}年……" + ",".join(words) + "。", sentence)


# What a question counts: 多少条, 几座.
COUNTED_BY: Final = re.compile(r"(?:多少|几)(?P<by>[个所家座条项名人户台辆处套张亩吨])")


def _counts(values: str, question: str) -> bool:
    """Return whether values are counted as a question asks: 多少条 by 3000条、3600条."""
    asked = COUNTED_BY.search(question)
    return asked is not None and asked["by"] in values


def _with_unit(value: str, values: str) -> str:
    """Return a value with the unit that stands behind the last one: 12、14、10公里."""
    if re.search(r"[^\d.,\s]", value):
        return value
    return value + re.sub(r"[\d.,\s]", "", re.split(_JOIN, values)[-1])


def _labels(before: str, count: int) -> list[str]:
    """Return the last list of so many things before their values."""
    for piece in reversed(re.split(r"[,，:：]", before)):
        for join in ("、", _JOIN):
            labels = [one.strip() for one in re.split(join, piece) if one.strip()]
            if len(labels) == count:
                return _trimmed(labels)
    return []


def _trimmed(labels: list[str]) -> list[str]:
    """Return things without what is said of all, before the first and behind the last of them."""
    length = min(map(len, labels))
    return [labels[0][-length:], *labels[1:-1], labels[-1][:length]]


def place_named(question: str, labels: Sequence[str]) -> int | None:
    """Return which one of several labels a question names, by its amount or its own words.

    None of years: which of several is asked for their values are read with.
    """
    if not labels or all(_YEAR.fullmatch(label) for label in labels):
        return None
    if not _HAN.search(question):
        return _by_glosses(question, labels)
    asked = set(_AMOUNT.findall(question))
    amounts = [set(_AMOUNT.findall(comparable(label))) for label in labels]
    if all(amounts) and asked:
        return _only([place for place, own in enumerate(amounts) if own & asked])
    whole = [place for place, label in enumerate(labels) if comparable(label) in question]
    if whole:
        longest = max(whole, key=lambda place: len(comparable(labels[place])))
        # Ⅰ期 stands in Ⅱ期, once both are letters.
        inside = all(comparable(labels[one]) in comparable(labels[longest]) for one in whole)
        return longest if inside else None
    chosen = told_apart(question, [Item(label, label) for label in labels])
    return list(labels).index(chosen.label) if chosen else None


def _by_glosses(question: str, labels: Sequence[str]) -> int | None:
    asked = set(english_terms(question))
    asked |= set().union(*(_same_number()[one] for one in asked if one in _same_number()))
    said = [set(glosses(comparable(label))) for label in labels]
    own = [one - set().union(*(other for other in said if other is not one)) for one in said]
    return _only([place for place, words in enumerate(own) if words & asked])


@cache
def _same_number() -> dict[str, set[str]]:
    """Return the stems of all words for a number by each of them: two, second, 2."""
    ordinals = {number: word for word, number in ORDINALS.items()}
    by_stem: dict[str, set[str]] = {}
    for word, number in CARDINALS.items():
        stems = set(english_terms(f"{word} {ordinals[number]} {number}"))
        by_stem |= dict.fromkeys(stems, stems)
    return by_stem


def _only(places: Sequence[int]) -> int | None:
    return places[0] if len(places) == 1 else None
