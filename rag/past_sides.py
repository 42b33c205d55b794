"""Comparisons that a conversation arrives at: the last answers side by side, or one beside another place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from rag.knowledge import terms_of
from rag.query import Library, Query, Turn
from rag.scope import Scope
from rag.topic import has_topic_of_its_own
from rag.types import Intent
from rag.wording import AGENCY, BOTH, BOTH_CLAUSES, COMPARE, SETS_AGAINST, SIDE_BY_SIDE

_SHORT_REMARK = 12  # characters of a topic beside words of comparing that is none of its own


_MOSTLY = 0.75
_TWO = 2


@dataclass(frozen=True)
class PastSides:
    """The sides of a comparison: clauses that were answered from, and documents yet to be searched."""

    clauses: tuple[str, ...]
    added: tuple[str, ...]

    @property
    def documents(self) -> tuple[str, ...]:
        named = [clause.partition("#")[0] for clause in self.clauses]
        return tuple(dict.fromkeys([*named, *self.added]))


def sides_of_conversation(
    query: Query, earlier: Turn, text: str, library: Library
) -> PastSides | None:
    """Return the sides of a comparison with what was said before; None if the question wants none."""
    answered = {clause.partition("#")[0]: clause for clause in earlier.history}
    last_two = tuple(dict.fromkeys(reversed(earlier.history)))[1::-1]
    if BOTH_CLAUSES.search(text) and len(last_two) == _TWO and not query.scope.is_explicit:
        return PastSides(last_two, ())
    if not answered or query.intent in (Intent.TASKS, Intent.GREETING):
        return None
    named = _meant(query.scope, answered)
    new = tuple(document for document in named if document not in answered)
    # 四川和山西的冷链比一下 names every side and a topic, so it is a question of its own.
    if new and set(named) & set(answered) and _is_known_topic(query, library):
        return None
    if not query.scope.places:
        # 22年那份 after 四川: the document of that year of the place spoken of.
        new = _of_places_spoken_of(new, answered, library) or new
        named = [document for document in named if document in answered or document in new]
    if len(answered) == _count_of_sides(text) and BOTH.search(text):
        new = _of_other_places(new, answered, library)
        named = [document for document in named if document in answered or document in new]
    if _wants_past_beside_new(query, text, new):
        return _past_beside_new(query, text, new, answered, earlier)
    of_all = _OF_ALL.search(text) is not None and len(answered) == _count_of_sides(text)
    if query.proposes and not _compares(text) and not of_all:
        return None
    if set(named) <= set(answered) and _wants_past(query, text, answered, named):
        wanted = _count_of_sides(text)
        return PastSides(tuple(answered.values())[-wanted:], ())
    return None


def _is_known_topic(query: Query, library: Library) -> bool:
    """Return whether the documents know a topic, or the glossary does: no left-over words.

    A pair that a quotation mark parts in the text (贸易“单一窗口”) is no sign against it.
    """
    terms = terms_of(query.topic)
    known = [term for term in terms if any(term in text for text in library.texts.values())]
    return bool(query.official_terms) or len(known) > _MOSTLY * len(terms)


def _of_other_places(
    new: tuple[str, ...], answered: Mapping[str, str], library: Library
) -> tuple[str, ...]:
    """Return the documents of places not answered from: of 四川 in both documents, the one spoken of."""
    known = _of_places_spoken_of(new, answered, library)
    return tuple(document for document in new if document not in known)


def _of_places_spoken_of(
    new: tuple[str, ...], answered: Mapping[str, str], library: Library
) -> tuple[str, ...]:
    place_of = {document.document_id: document.place for document in library.documents}
    spoken_of = {place_of[document] for document in answered}
    return tuple(document for document in new if place_of[document] in spoken_of)


def with_sides(query: Query, earlier: Turn, sides: PastSides, text: str) -> Query:
    """Return the question as one that compares these sides on the topic spoken of."""
    before = earlier.query
    # 跟咸阳打击侵权那条比: the new side has words of its own.
    own = sides.added and has_topic_of_its_own(query.topic)
    return replace(
        query,
        intent=Intent.COMPARE,
        scope=replace(query.scope, documents=sides.documents, loose=_still_loose(query, sides)),
        topic=query.topic if own else before.topic,
        official_terms=query.official_terms if own else before.official_terms,
        search_text=f"{query.search_text} {before.topic}" if own else before.search_text,
        as_asked=query.as_asked if own else before.as_asked,
        focus=query.focus if AGENCY.search(text) else before.focus,
        sides=sides.clauses,
        asks_for_bodies=earlier.asked_for_bodies or AGENCY.search(text) is not None,
        bodies_of=() if earlier.asked_for_bodies else query.bodies_of,
        side_words={},
        in_context=True,
    )


def _still_loose(query: Query, sides: PastSides) -> tuple[str, ...]:
    """Return the documents of which one is to be chosen: several new ones that one place brought in."""
    loose = tuple(document for document in sides.added if document in query.scope.loose)
    return loose if sides.clauses and len(loose) > 1 else ()


# What is asked of two things at once: is that the same rank, which is tighter, 哪边更早.
_OF_TWO = re.compile(
    r"哪[一]?[个边份家头]?更|谁更|[谁哪][个边份家头]?(?:给|补|奖|罚|要求|标准|数)?(?:得|的)?(?:多|高|大|少|低|长|短|严|早|快|松|晚)(?!数)|同一(?:级|档|个级别)|"
    r"\b(?:is|are|was|were) (?:it|that|this|they|those) (?:also )?the same\b|\bwhich (?:\w+ ){0,2}(?:is|are|comes?) (?:the )?(?:\w+er|more|less|first)\b"
)


_OF_ALL = re.compile(
    r"[两双三]边|双方|[两三](?:份|地|省|家|个(?:文件|方案|地方|省))|\b(?:both|each|either)\b"
)


def _compares(text: str) -> bool:
    return any(pattern.search(text) for pattern in (COMPARE, SETS_AGAINST, SIDE_BY_SIDE, _OF_TWO))


def _wants_past_beside_new(query: Query, text: str, new: tuple[str, ...]) -> bool:
    return (
        bool(new) and query.scope.is_explicit and (_compares(text) or BOTH.search(text) is not None)
    )


def _past_beside_new(
    query: Query, text: str, new: tuple[str, ...], answered: Mapping[str, str], earlier: Turn
) -> PastSides | None:
    """Return the last answer beside the documents named; several of these may do without it."""
    sides = _count_of_sides(text)
    loose = [document for document in new if document in query.scope.loose]
    count = len(new) - max(0, len(loose) - 1)  # documents that one place brings in are one side
    if count > 1 and not SETS_AGAINST.search(text) and sides <= count:
        return PastSides((), new)
    last = [clause for clause in earlier.clauses if clause in answered.values()]
    others = [clause for clause in answered.values() if clause not in last]
    past = [*others, *last][-max(1, sides - count) :]
    return PastSides(tuple(past), new)


def _wants_past(query: Query, text: str, answered: Mapping[str, str], named: list[str]) -> bool:
    """Return whether the last answers are wanted side by side: compare them, both of them."""
    if _OF_TWO.search(text) and len(answered) < _TWO:
        return False  # 哪个更长 after one answer asks about two things of it
    if _compares(text) and len(query.topic) <= _SHORT_REMARK:
        return len(named) < 2
    return len(answered) > 1 and BOTH.search(text) is not None


def _meant(scope: Scope, answered: Mapping[str, str]) -> list[str]:
    """Return the documents of a scope; of those that a place alone brings in, the ones spoken of."""
    known = [d for d in scope.loose if d in answered]
    return [d for d in scope.documents if d not in scope.loose or d in known or not known]


def _count_of_sides(text: str) -> int:
    return 3 if re.search(r"三(?:边|份|地|省|个|者|家)|\b(?:all )?three\b", text) else 2
