"""Which of the bodies that a clause's prose names has the duty that a question is on.

A clause like 消防救援机构负责消防检查,市场监管部门负责食品安全 gives each body a part of a sentence: the
body is asked for whose part holds most of the words that tell the parts from each other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from corpus.english import english_terms
from corpus.rendered import questions_on, rendered_words
from corpus.types import Clause, Responsibility, Role
from embeddings.terms import terms_of, terms_of_question
from rag.knowledge import Knowledge, said_in_english
from rag.language import comparable
from rag.query import Query
from rag.wording import AGENCY, OPEN_QUESTION, content_of

_PIECE: Final = re.compile(r"(?<=[,，;；:：])")
_BY: Final = re.compile(r"\s*[\u3400-\u9fff]{0,8}?由")  # 由…筹措, 优惠方案由…制定
_PART: Final = re.compile(r"[?!。;]|\band\b(?= (?:who|which))")
_LISTED: Final = re.compile(r"[、和与跟及]")
_EACH: Final = re.compile(r"分别|各自|各[是由归]|\brespectively\b|\beach\b")
_SEVERAL: Final = re.compile(
    r"哪[些几两三]|都[是由归有]?谁|都有|名单|哪几|一共|\b(?:bodies|agencies|departments|units|bureaus|offices)\b"
)
_SHARE_OF_WHOLE: Final = 0.5  # of the best sentence's words, where several bodies are asked for
_SHARE_OF_BEST: Final = 0.75
_LETTER: Final = 0.3  # a single character that is shared tells less than a pair
_AROUND: Final = 0.15  # what the rest of the clause or the title says, too, tells less
_HAN: Final = re.compile(r"[\u3400-\u9fff]")


def duties_asked(query: Query, clause: Clause, knowledge: Knowledge) -> tuple[Responsibility, ...]:
    """Return a clause's bodies; of those that its prose names, the ones whose duty is asked about."""
    duties = clause.responsibilities
    named = [one for one in duties if one.role is Role.NAMED]
    if len(named) < len(duties) or len(named) < 2 or not query.topic:
        return duties
    if _SEVERAL.search(comparable(query.question)):
        shares = [knowledge.coverage_in(query.topic, clause, one.words) for one in named]
        least = _SHARE_OF_WHOLE * max(shares)
        return tuple(one for one, held in zip(named, shares, strict=True) if held >= least)
    title = knowledge.document_of(clause).title
    asked = {
        one.agency for topic in _topics(query) for one in _told_apart(topic, clause, title, named)
    }
    return tuple(one for one in named if one.agency in asked)


def own_words(duty: Responsibility, named: Sequence[Responsibility]) -> str:
    """Return the part of its sentence that speaks of a body alone.

    It runs from the body to the next one; what stands before 由… belongs to it, too.
    """
    pieces = _PIECE.split(duty.words)
    holders = [{one.agency for one in named if one.agency in piece} for piece in pieces]
    place = next((at for at, held in enumerate(holders) if duty.agency in held), None)
    if place is None:
        return duty.words
    start, end = place, place + 1
    while end < len(pieces) and not holders[end] and not _BY.match(pieces[end]):
        end += 1
    while start > 0 and _BY.match(pieces[place]) and not holders[start - 1]:
        start -= 1
    return "".join(pieces[start:end]).strip()


def _told_apart(
    topic: str, clause: Clause, title: str, named: Sequence[Responsibility]
) -> list[Responsibility]:
    """Return the bodies whose own words hold most of what not all parts of the clause hold."""
    own = [own_words(one, named) for one in named]
    rest = clause.text
    for words in own:
        rest = rest.replace(words, " ")
    said = [_terms_said(topic, clause, words) for words in own]
    around = _terms_said(topic, clause, " ".join([title, *clause.headings, rest]))

    def weight(term: str) -> float:
        weight = _LETTER if len(term) == 1 else 1.0
        weight *= _AROUND if term in around else 1.0
        return weight / sum(term in terms for terms in said)

    wanted = frozenset(_terms_asked(topic))
    common = frozenset.intersection(*said)
    held = [sum(weight(term) for term in wanted & terms - common) for terms in said]
    most = max(held)
    return [one for one, shared in zip(named, held, strict=True) if shared >= _SHARE_OF_BEST * most]


def _terms_asked(topic: str) -> list[str]:
    return terms_of_question(topic) if _HAN.search(topic) else english_terms(topic)


def _terms_said(topic: str, clause: Clause, words: str) -> frozenset[str]:
    """Return the terms of a part of a clause and of what else is said of its sentences."""
    if not _HAN.search(topic):
        expected = english_terms(questions_on(clause, words, english=True))
        return frozenset([*said_in_english(clause, words), *expected])
    everyday = rendered_words(clause, clause.plain, words)
    asked = questions_on(clause, words, english=False)
    return frozenset(terms_of(comparable(f"{words}\n{everyday}\n{asked}")))


def _topics(query: Query) -> list[str]:
    """Return what is asked about: each part of a question that asks who, or each of listed things."""
    question = comparable(query.question)
    parts = [
        part for part in _PART.split(question) if AGENCY.search(part) and OPEN_QUESTION.search(part)
    ]
    if len(parts) > 1:
        return [content_of(part) or query.topic for part in parts]
    if _EACH.search(question):
        return [one for one in _LISTED.split(query.topic) if one.strip()] or [query.topic]
    return [query.topic]
