"""Questions to begin with, in both languages, on what the documents hold."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Final

from corpus.types import Clause, Document, Status
from rag.knowledge import Knowledge
from rag.types import Language

_CHINESE: Final = 4
_ENGLISH: Final = 2
_HEADING_CHARACTERS: Final = range(5, 17)
_FEW_ENGLISH_WORDS: Final = range(2, 9)
_QUOTES_WITHIN: Final = str.maketrans("“”", "‘’")

Example = tuple[Language, str]


def examples_of(knowledge: Knowledge) -> list[Example]:
    """Return a question on each clause that has bodies and a telling heading, none on a repealed document."""
    return [
        example
        for clause in knowledge.corpus.clauses
        if clause.responsibilities
        for document in [knowledge.document_of(clause)]
        if document.status is not Status.REPEALED
        for example in _on(clause, document)
    ]


def offered(examples: Sequence[Example], seed: float | None = None) -> list[Example]:
    """Return a few of the examples, the Chinese ones first; all that are given if they are few."""
    choose = random.Random(seed)
    chinese = [one for one in examples if one[0] is not Language.ENGLISH]
    english = [one for one in examples if one[0] is Language.ENGLISH]
    return _some(chinese, _CHINESE, choose) + _some(english, _ENGLISH, choose)


def first_questions(examples: Sequence[Example]) -> list[str]:
    """Return a question of each language that there are examples of.

    Asked before anybody asks, they make ready what the first answer would wait for.
    """
    return list(dict(reversed(examples)).values())


def _some(examples: list[Example], count: int, choose: random.Random) -> list[Example]:
    return choose.sample(examples, count) if len(examples) > count else examples


def _on(clause: Clause, document: Document) -> Iterator[Example]:
    place = "" if document.place in {None, "全国"} else document.place
    if len(clause.heading) in _HEADING_CHARACTERS:
        inner = clause.heading.translate(_QUOTES_WITHIN)
        yield Language.SIMPLIFIED, f"{place}“{inner}”由哪些部门负责?"
    english = clause.rendering
    if english and document.title_en and len(english.heading.split()) in _FEW_ENGLISH_WORDS:
        asked = english.heading[0].lower() + english.heading[1:]
        yield Language.ENGLISH, f"{document.title_en}: who is responsible for “{asked}”?"
