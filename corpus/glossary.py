"""Official terms and what people say instead: everyday Chinese words and English ones."""

from __future__ import annotations

import csv
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_DATA_FILE = Path(__file__).parent / "data" / "glossary.csv"
_LONGEST_ENGLISH = 5  # words of the longest English entry worth looking for


def official_terms(text: str) -> list[str]:
    """Return the official terms for everyday or English words that stand in a comparable text."""
    found = [
        term for match in _everyday_pattern().finditer(text) for term in _by_everyday()[match[0]]
    ]
    found += _for_english(text)
    return list(dict.fromkeys(found))


def terms_named(text: str) -> frozenset[str]:
    """Return the official terms that a text names, by the term itself or by an everyday word.

    Of words that begin at one character the longest counts, and none within it.
    """
    named: set[str] = set()
    position = 0
    while position < len(text):
        ends = (position + length for length in _lengths_by_first().get(text[position], ()))
        end = next((one for one in ends if text[position:one] in _term_of()), position + 1)
        if text[position:end] in _term_of():
            named.add(_term_of()[text[position:end]])
        position = end
    return frozenset(named)


def english_for(term: str) -> str | None:
    """Return the first English words for an official term, None where the glossary has none."""
    rows = (english for official, _, english in _rows() if term in official and english)
    return next(rows, (None,))[0]


def data_hash() -> str:
    """Return a hash that changes with the data, for what is made with them and kept."""
    return hashlib.sha256(_DATA_FILE.read_bytes()).hexdigest()[:12]


def _for_english(text: str) -> Iterator[str]:
    stems = [stem(word) for word in re.findall(r"[a-z0-9]+", text.lower())]
    position = 0
    while position < len(stems):
        for length in range(min(_LONGEST_ENGLISH, len(stems) - position), 0, -1):
            terms = _by_english().get(tuple(stems[position : position + length]))
            if terms:
                yield from terms
                position += length - 1
                break
        position += 1


def stem(word: str) -> str:
    """Return an English word without the endings of plural, past and progressive."""
    for ending, replacement, shortest in (
        ("ies", "y", 5), ("sses", "ss", 5), ("ing", "", 6), ("ed", "", 5), ("es", "", 5), ("s", "", 4),
    ):  # fmt: skip
        if word.endswith(ending) and len(word) >= shortest and not word.endswith("ss"):
            return (
                word[: -len(ending)].rstrip("e") + replacement
                if ending != "s"
                else word[:-1].rstrip("e")
            )
    return word.rstrip("e") if len(word) > 3 else word


@cache
def _rows() -> tuple[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...]:
    with _DATA_FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            (_cell(row["term"]), _cell(row["everyday"]), _cell(row["english"]))
            for row in csv.DictReader(file)
        )


def _cell(words: str | None) -> tuple[str, ...]:
    return tuple(word.strip() for word in (words or "").split("|") if word.strip())


@cache
def _by_everyday() -> dict[str, tuple[str, ...]]:
    terms: dict[str, list[str]] = defaultdict(list)
    for official, everyday, _ in _rows():
        for word in everyday:
            terms[word.lower()] += official
    return {word: tuple(dict.fromkeys(found)) for word, found in terms.items()}


@cache
def _everyday_pattern() -> re.Pattern[str]:
    words = sorted(_by_everyday(), key=len, reverse=True)
    # A Latin abbreviation (ai, 5g) stands alone; Chinese words have no blanks around them.
    patterns = (
        rf"(?<![a-z0-9]){re.escape(w)}(?![a-z0-9])" if w.isascii() else re.escape(w) for w in words
    )
    return re.compile("|".join(patterns))


@cache
def _term_of() -> dict[str, str]:
    """Return the first official term of a row by each of its Chinese words."""
    terms: dict[str, str] = {}
    for official, everyday, _ in _rows():
        for word in (*official, *everyday):
            terms.setdefault(word, official[0])
    return terms


@cache
def _lengths_by_first() -> dict[str, tuple[int, ...]]:
    """Return how long the words are that begin with a character, the longest first."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for word in _term_of():
        lengths[word[0]].add(len(word))
    return {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}


@cache
def _by_english() -> dict[tuple[str, ...], tuple[str, ...]]:
    terms: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for official, _, english in _rows():
        for words in english:
            terms[tuple(stem(word) for word in re.findall(r"[a-z0-9]+", words.lower()))] += official
    return {stems: tuple(dict.fromkeys(found)) for stems, found in terms.items() if stems}
