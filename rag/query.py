"""What was understood of a question: everything that search and answer go by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from corpus.gazetteer import BodyName
from corpus.types import Document
from rag.context import Context
from rag.particulars import Particular
from rag.references import SpokenReference
from rag.scope import Scope
from rag.types import Intent, Language
from rag.whole import Whole


class Focus(StrEnum):
    """Which of a clause's bodies are asked for."""

    LEAD = "lead"
    ALL = "all"
    OTHERS = "others"
    SUPPORT = "support"


class ValueKind(StrEnum):
    """The kind of value asked for; a clause without one of this kind cannot answer."""

    MONEY = "money"
    PHONE = "phone"
    PERSON = "person"
    PENALTY = "penalty"
    PERCENT = "percent"
    DATE = "date"
    COUNT = "count"
    NAME = "name"
    PLACE = "place"


@dataclass(frozen=True)
class Query:
    """A question after the conversation was taken into account.

    What is asked: `topic` are its content words in comparable form, without scope, bodies and
    question words; `reference` or `heading` name a clause, `step` counts on from the last one (1:
    the next, -1: the one before); `value_kind` is the kind of value wanted.

    Bodies: `bodies` are those it proposes or asks about, `focus` which of a clause's are wanted;
    `proposes` says that it wants a yes or no on them, `takes_part` that X need only be one of several,
    `supports` that X is said only to help; `wants_verdict` that it wants a yes or no on anything;
    `whether_any` whether anybody is named; `leads_only` that
    others mean other leads.

    Comparing: `sides` are clauses to compare as they were found before, `side_words` by document
    or clause its own part of the question; `asks_for_bodies` says that they are compared for their bodies,
    `bodies_of` of which documents alone, if not of all; `whole` are documents compared without a topic.

    Conversation: `in_context` says that the question leans on it; `follows` are the clauses of an earlier answer that it goes back to, or that a `step` counts from,
    `last_clause` is the main one where its topic is taken over, `topic_from` the question that its topic
    is from; `context` is what tells which clause it is about; `value_before` is the kind of value that
    was asked for before of what is asked of another thing, beside something else (撒散的呢?钱谁出).

    Tasks: `beside` are clauses answered from before, beside which a body's other tasks are asked for.

    Deadlines: `due` is the day until which all that is due is asked for.

    Particulars: `particulars` are those that the turn before asked for, of another document.

    Search: `search_text` is searched with, `as_asked` is all of it in comparable form,
    `official_terms` are what the glossary has for its everyday or English words.
    """

    question: str
    standalone: str
    language: Language
    intent: Intent
    topic: str
    scope: Scope = field(default_factory=Scope)
    focus: Focus = Focus.ALL
    bodies: tuple[BodyName, ...] = ()
    proposes: bool = False
    wants_verdict: bool = False
    supports: bool = False
    takes_part: bool = False
    whether_any: bool = False
    leads_only: bool = False
    in_context: bool = False
    last_clause: str | None = None
    topic_from: str = ""
    context: Context | None = None
    step: int = 0
    sides: tuple[str, ...] = ()
    asks_for_bodies: bool = False
    bodies_of: tuple[str, ...] = ()
    reference: SpokenReference | None = None
    heading: str | None = None
    value_kind: ValueKind | None = None
    value_before: ValueKind | None = None
    follows: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    search_text: str = ""
    as_asked: str = ""
    official_terms: tuple[str, ...] = ()
    side_words: Mapping[str, str] = field(default_factory=dict)
    particulars: tuple[Particular, ...] = ()
    whole: Whole | None = None
    due: date | None = None

    @property
    def compares_clauses(self) -> bool:
        """Return whether the sides are clauses of one document, as they were found before."""
        return len({one.partition("#")[0] for one in self.sides}) < len(self.sides)


@dataclass(frozen=True)
class Library:
    """What a question can speak of: the documents and the bodies that stand in them.

    `own_words` are by document id words of its title that stand in no other document, `texts` all
    its words.
    """

    documents: tuple[Document, ...]
    agencies: tuple[str, ...]
    headings: tuple[str, ...] = ()
    own_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Turn:
    """A question that was answered, as far as the next one may lean on it.

    `clauses` is the answer's main clause, `agencies` the bodies it names, `leads` those of them
    that lead, `agencies_before` the bodies of the answer before it; `history` are the main
    clauses of all answers so far, the last one last; `asked_for_bodies` says that any of the questions
    was about bodies; `compared` are the clauses that a comparison cited.
    """

    query: Query
    clauses: tuple[str, ...]
    agencies: tuple[str, ...] = ()
    agencies_before: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    history: tuple[str, ...] = ()
    asked_for_bodies: bool = False
    compared: tuple[str, ...] = ()
