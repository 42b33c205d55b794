"""English words made comparable: lower case, stems, no function words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

import Stemmer

from corpus.rendered import rendered_words
from corpus.types import Clause, Document

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+(?:\.\d+)?%?")
_FUNCTION_WORDS: Final = frozenset(
    """a about above after again all also am an and any are as at be because been before being below between both
    but by can could did do does doing down during each few for from further had has have having he her here
    hers him his how i if in into is it its itself just let me more most must my no nor not now of off on once
    only or other our ours out over own please same shall she should so some such tell than that the their
    theirs them then there these they this those through to too under until up us very was we were what when
    where which while who whom whose why will with within would you your yours""".split()  # noqa: SIM905 - a list of words reads best as prose
)


def english_words(text: str) -> list[str]:
    """Return the stems of the content words and the numbers of an English text, in order."""
    words = _WORD.findall(text.lower().replace(",", ""))
    kept = (word.removesuffix("'s") for word in words)
    return [_stem(word) for word in kept if word not in _FUNCTION_WORDS]


def english_terms(text: str) -> list[str]:
    """Return the distinct stems of a text, in the order of their first place."""
    return list(dict.fromkeys(english_words(text)))


def english_of(clause: Clause, words: str) -> str | None:
    """Return the English of the sentences of a clause that `words`, verbatim in it, stand in.

    None when the clause has no rendering or does not hold the words.
    """
    return rendered_words(clause, clause.rendering, words) or None


def english_of_all(clause: Clause, sentences: Iterable[str]) -> str:
    """Return the English of several sentences of a clause in order, empty without a rendering."""
    return " ".join(filter(None, (english_of(clause, one) for one in sentences)))


def english_passage(clause: Clause, document: Document) -> str:
    """Return the rendering under its English title and headings; empty without a rendering."""
    if clause.rendering is None:
        return ""
    parts = [document.title_en or "", *clause.rendering.headings, clause.rendering.text]
    return "\n".join(part for part in parts if part)


@cache
def _stem(word: str) -> str:
    stem: str = _stemmer().stemWord(word)
    return stem


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")
