"""Questions that set two things beside each other without naming documents (修渠跟治河都归水利厅吗).

Where the words can be cut in two is tried; the search tells whether the halves are on two clauses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from corpus.glossary import official_terms
from corpus.types import Clause
from rag.knowledge import Knowledge
from rag.language import comparable
from rag.query import Query
from rag.retrieve import ClauseRetriever, Found, retrieve
from rag.scope import spans_documents
from rag.types import Intent
from rag.wording import OPEN_QUESTION, content_of

# What is said or asked of each of two things, or of one beside the other.
_OF_BOTH: Final = re.compile(
    r"都|分别|同一|一样|相同|一致|同样|(?:完全)?同(?:一)?[拨批家个步]|两(?:个|件|样|项|块|条|边|者|头|处|家)|"
    r"各(?:是|由|自|归|补|给|要|有|占|在|设|建|多|几|什|啥|哪)|也(?:有|归|是|由|在|算|要|得)|又(?:是|要|归|由)|"
    r"[哪谁](?:个|边|家|头|件|项|样|条|一个|一边)?(?:数)?(?:更|先|最?早|最?晚|多|大|高|少|长|快|还)|"
    r"\b(?:both|each|either|respectively|too|also|the same|which (?:one |of (?:them|the two) )?(?:is|comes|has|runs) (?:\w+er|first|more)|as well)\b"
)
_AND: Final = re.compile(r"以及|还有|[跟和与及、]|同(?![一样步])|\band\b|\bversus\b|\bvs\b")
_GOES_ON: Final = re.compile(r"也(?:有|算|归|由)(?:它|他|其|一份)|又(?=[是要归由到])")
_PART: Final = re.compile(r"[,?!。;:]|\s[-–—]+\s|\.\s")
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_LEAST_HAN: Final = 2
_LEAST_LETTERS: Final = 5
_LONGEST_TALK: Final = 10  # characters of a part that only compares: 哪边数大, 家数一样
_MOST_SPLITS: Final = 4
_HALVES: Final = 2


@dataclass(frozen=True)
class Split:
    """A question cut in two: the words on each thing, and those that both share."""

    first: str
    second: str
    shared: str = ""


def splits_of(text: str) -> tuple[Split, ...]:
    """Return the ways to cut a comparable question on two things in two; none where it is on one."""
    if not _OF_BOTH.search(text):
        return ()
    parts = [part.strip() for part in _PART.split(text) if part.strip()]
    found = [split for place in range(len(parts)) for split in _at_and(parts, place)]
    found += [
        split for place in range(len(parts) - 1) if (split := _between(parts, place)) is not None
    ]
    return tuple(dict.fromkeys(found))[:_MOST_SPLITS]


def _at_and(parts: list[str], place: int) -> list[Split]:
    """Return the cuts of one part at its conjunctions; the other parts are shared."""
    part = parts[place]
    shared = " ".join(one for other, one in enumerate(parts) if other != place)
    return [
        Split(first, second, shared)
        for match in _AND.finditer(part)
        if _says_something(first := part[: match.start()].strip())
        and _says_something(second := part[match.end() :].strip())
        and _OF_BOTH.search(f"{second} {shared}")
    ]


def _between(parts: list[str], place: int) -> Split | None:
    """Return the cut between two parts, each on a thing of its own."""
    first, second = parts[place : place + 2]
    if min(len(first), len(second)) <= _LONGEST_TALK and _OF_BOTH.search(
        min(first, second, key=len)
    ):
        return None
    if not (_says_something(first) and _says_something(second)):
        return None
    alike = OPEN_QUESTION.search(first) and OPEN_QUESTION.search(second)
    return Split(first, second) if alike or _GOES_ON.search(second) else None


def _says_something(words: str) -> bool:
    han = len(_HAN.findall(words))
    return han >= _LEAST_HAN or (not han and len(re.findall("[a-z]", words)) >= _LEAST_LETTERS)


# Each half must find a clause by its words, and that clause before the other half's by this share of
# the distance between its first and its tenth. Tried on 111 questions that can be cut, 16 of them on
# two clauses: 6 of these are found, and none of the others is taken for one.
_WORDS: Final = 0.1
_APART: Final = 0.4
_TENTH: Final = 9


def on_two_things(query: Query, retriever: ClauseRetriever, knowledge: Knowledge) -> Query:
    """Return a question on two things as a comparison of their clauses, others as they are."""
    by_search = query.intent in (Intent.AGENCY, Intent.FACT, Intent.COMPARE)
    if not by_search or query.in_context or query.reference or query.sides:
        return query
    if query.context is not None or spans_documents(query.scope, knowledge.library.documents):
        return query
    for split in splits_of(comparable(query.question)):
        halves = [
            half
            for words in (split.first, split.second)
            if (half := _half(query, words, split.shared)) is not None
        ]
        if len(halves) < _HALVES:
            continue
        found = [retrieve(half, retriever, knowledge) for half in halves]
        if _on_two_clauses(found[0], found[1], (split.first, split.second)):
            sides = tuple(one.near[0].clause.clause_id for one in found)
            documents = tuple(dict.fromkeys(side.partition("#")[0] for side in sides))
            words = dict(zip(sides, (half.search_text for half in halves), strict=True))
            scope = replace(query.scope, documents=documents, loose=())
            return replace(query, intent=Intent.COMPARE, scope=scope, sides=sides, side_words=words)
    return query


def _half(query: Query, words: str, shared: str) -> Query | None:
    """Return the question on one of two things, without the names of documents and bodies.

    None where nothing is left of the words: 科技厅和人社厅 are no things.
    """
    names = [*query.scope.words, *(body.written for body in query.bodies)]
    own, both = words, shared
    for name in sorted(map(comparable, names), key=len, reverse=True):
        own, both = own.replace(name, " "), both.replace(name, " ")
    if not _says_something(content_of(own)):
        return None
    asked = " ".join(f"{own} {both}".split())
    topic = content_of(asked)
    return replace(
        query,
        intent=Intent.FACT,
        topic=topic,
        search_text=asked,
        as_asked=f"{words} {shared}".strip(),
        official_terms=tuple(official_terms(topic)),
        side_words={},
    )


def _on_two_clauses(first: Found, second: Found, things: tuple[str, str]) -> bool:
    if not first.near or not second.near or first.named or second.named:
        return False
    return all(
        (one.near[0].everyday >= _WORDS or _is_headed(one.near[0].clause, thing))
        and _lead(one, other.near[0].clause.clause_id) >= _APART
        for one, other, thing in ((first, second, things[0]), (second, first, things[1]))
    )


def _is_headed(clause: Clause, thing: str) -> bool:
    """Return whether a thing has the very name that stands over a clause: 乡镇."""
    heading = comparable(clause.heading)
    return len(heading) >= _LEAST_HAN and heading in thing


def _lead(found: Found, other: str) -> float:
    """Return how far the first clause found lies before another one."""
    best, last = found.near[0], found.near[min(_TENTH, len(found.near) - 1)]
    spread = (best.score - last.score) or 1.0
    score = next((one.score for one in found.near if one.clause.clause_id == other), last.score)
    return (best.score - score) / spread
