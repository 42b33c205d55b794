"""Whether what is asked of one place stands in the documents of another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from corpus.places import NATIONWIDE
from rag.knowledge import Knowledge
from rag.query import Query
from rag.types import Intent, Language

if TYPE_CHECKING:  # the search asks this module, and knows what it found
    from rag.retrieve import ScoredClause

# Over thirty-five documents, of the single Chinese questions that name a place 6 of those that its documents
# do not answer find a clause elsewhere that is nearer by more than this and holds more of their words
# by more than this, and 2 of the 503 answerable ones, whose answer it is.
_NEARER: Final = 0.005
_MORE_WORDS: Final = 0.1
_FEW_WORDS: Final = 0.25  # whose own documents hold more of it do speak of it
_RARE: Final = 2.5  # of a word that they lack: one clause in twelve has it


def documents_elsewhere(query: Query, knowledge: Knowledge) -> tuple[str, ...]:
    """Return the documents of other places than a question names; none where that tells nothing.

    That is where no place is named, or in a conversation, or in English: its cosines differ from
    clause to clause by whether it has a rendering. What holds everywhere is said by whoever sees to
    it, and not only by the nation.
    """
    places, documents = query.scope.places, query.scope.documents
    asks = query.intent in (Intent.AGENCY, Intent.FACT)
    if not asks or not places or NATIONWIDE in places:
        return ()
    if query.context is not None or query.language is Language.ENGLISH:
        return ()
    names = {name for place in places for name in (place.name, place.full_name)}
    return tuple(
        one
        for one, document in knowledge.documents.items()
        if one not in documents and document.place not in names
    )


def suits_better(
    query: Query,
    elsewhere: Sequence[ScoredClause],
    own: Sequence[ScoredClause],
    knowledge: Knowledge,
) -> bool:
    """Return whether clauses elsewhere are nearer and hold words that the place's documents lack."""
    most, best = (max(one.everyday for one in some) for some in (own, elsewhere))
    holding = [one.clause.clause_id for one in elsewhere]
    missed = min(
        (
            knowledge.rarest_missed(query.topic, query.language, holding, one)
            for one in query.scope.documents
        ),
        default=0.0,
    )
    return (
        elsewhere[0].similarity > own[0].similarity + _NEARER
        and most <= _FEW_WORDS
        and best > most + _MORE_WORDS
        and missed >= _RARE
    )
