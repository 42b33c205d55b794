"""Documents without an English title that an English question calls by what they are about.

"The guidance on small cave temples" is 关于加强中小石窟寺保护管理工作的指导意见: its words are among what the
words of the title may mean by the dictionary.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from corpus.dictionary import glosses
from corpus.english import english_terms
from corpus.places import Place, PlaceMention
from corpus.types import Document
from rag.counties import is_of
from rag.language import comparable
from rag.titled import TITLE_NOISE

_WORD_FOR_DOCUMENT: Final = re.compile(
    r"\b(?:(?:work |action |implementation |task |guiding |key |administrative |interim )*"
    r"(?:points|opinions?|guidance|guidelines?|plan|document|notice|circular|programme|program|measures|"
    r"rules|regulations|provisions|ordinance|list|scheme|policy|paper))\b"
)
_MOST_WORDS: Final = 7  # of a name before the word for a document, or behind it
_BEGINS: Final = re.compile(
    r"\b(?:the|of|in|under|this|that|its|their|own|an?|from|to|for|by|on|and|or|with|does|do|say|says)\b|'s\b|\b20\d\d\b|[^\w\s'-]"
)
_ABOUT: Final = re.compile(r"\s+(?:on|for|about|concerning|regarding)\s+(?:the\s+)?")
_ENDS: Final = re.compile(
    r"[^\w\s'-]|\b(?:and|or|is|are|was|were|be|who|what|which|when|where|how|say|says|sets?|gives?|from|by|in|of|that|as|signed|issued)\b"
)
# What every document is, and words for it.
_SAYS_NOTHING: Final = frozenset(
    english_terms(
        "national nation nationwide state central ministry ministries government provincial province municipal city "
        "county prefecture regional work action implementation new old latest current joint number general office "
        "three-year year annual draft document notice plan further promote strengthen accelerate deepen improve "
        "development develop small measure administrative management opinion guide rule"
    )
)
# Chosen by looking at the names in the English questions on the made-up documents, not fitted.
_ENOUGH: Final = 0.5
_LEAD: Final = 0.2


@dataclass(frozen=True)
class _Name:
    """Words that a document is called by, where they stand, and the terms of which they consist."""

    words: str
    start: int
    terms: tuple[str, ...]


def named_in_english(
    text: str, documents: Sequence[Document], mentions: Sequence[PlaceMention]
) -> dict[str, Document]:
    """Return the documents without an English title that a comparable text names, by their names.

    `mentions` are the places that it names. A name that belongs to a place is a document's of that
    place; one that suits two documents alike is none's.
    """
    if not any(one.title_en is None for one in documents):
        return {}
    found: dict[str, Document] = {}
    without_places = text
    for one in mentions:
        without_places = (
            f"{without_places[: one.start]}{'*' * (one.end - one.start)}{without_places[one.end :]}"
        )
    for name in _names(without_places):
        places = [m.place for m in mentions if _belongs(name, m, text)]
        candidates = [one for one in documents if _is_of_all(one, places)]
        document = _called(name, candidates)
        if document is not None and document.title_en is None:
            found[name.words] = document
    return found


def _names(text: str) -> Iterator[_Name]:
    for kind in _WORD_FOR_DOCUMENT.finditer(text):
        before = text[: kind.start()]
        start = max((found.end() for found in _BEGINS.finditer(before)), default=0)
        yield from _name(before[start:], start, from_end=True)
        about = _ABOUT.match(text, kind.end())
        if about is not None:
            end = _ENDS.search(text, about.end())
            yield from _name(text[about.end() : end.start() if end else None], about.end())


def _name(words: str, start: int, *, from_end: bool = False) -> Iterator[_Name]:
    kept = [*re.finditer(r"\S+", words)]
    kept = kept[-_MOST_WORDS:] if from_end else kept[:_MOST_WORDS]
    if not kept:
        return
    own = words[kept[0].start() : kept[-1].end()]
    terms = [one for one in english_terms(own) if one not in _SAYS_NOTHING and one.isalpha()]
    if terms:
        yield _Name(own, start + kept[0].start(), tuple(terms))


def _belongs(name: _Name, mention: PlaceMention, text: str) -> bool:
    """Return whether a place owns a name: Anhui's 2024 housing fund measures."""
    between = text[mention.end : name.start]
    return mention.end <= name.start and re.fullmatch(r"(?:'s)? ?(?:20\d\d )?", between) is not None


def _is_of_all(document: Document, places: Sequence[Place]) -> bool:
    return all(is_of(document, place) for place in places)


def _called(name: _Name, documents: Sequence[Document]) -> Document | None:
    """Return the document whose title holds most of a name's terms, the rarer ones counting more."""
    if not documents:
        return None
    titles = {one.document_id: _terms_of_title(one) for one in documents}

    def weight(term: str) -> float:
        held = sum(term in terms for terms in titles.values())
        return math.log(1 + len(documents) / (held or 0.5))

    weights = {term: weight(term) for term in name.terms}
    shares = {
        document: sum(weights[term] for term in name.terms if term in terms) / sum(weights.values())
        for document, terms in titles.items()
    }
    best, *others = sorted(shares.values(), reverse=True)
    if best < _ENOUGH or (others and best - others[0] < _LEAD):
        return None
    return next(one for one in documents if shares[one.document_id] == best)


@cache
def _terms_of_title(document: Document) -> frozenset[str]:
    """Return the stems of what a title may mean in English."""
    own = " ".join(part for part in TITLE_NOISE.split(comparable(document.title)) if part)
    return frozenset([*glosses(own), *english_terms(document.title_en or "")])
