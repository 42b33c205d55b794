"""What was understood of a question: everything that search and answer go by."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from corpus.gazetteer import BodyName
from rag.references import SpokenReference
from rag.scope import Scope
from rag.types import Intent, Language


class Focus(StrEnum):
    """Which of a clause's bodies are asked for."""

    LEAD = "lead"
    ALL = "all"
    OTHERS = "others"
    TAKES_PART = "takes_part"


class ValueKind(StrEnum):
    """The kind of value asked for; a clause without one of this kind cannot answer."""

    MONEY = "money"
    PHONE = "phone"
    PERSON = "person"
    PENALTY = "penalty"
    PERCENT = "percent"
    DATE = "date"
    COUNT = "count"
    PLACE = "place"


@dataclass(frozen=True)
class Query:
    """A question after the conversation was taken into account.

    `topic` are its content words in comparable form, without scope, bodies and question words;
    `bodies` are those it proposes or asks about; `proposes` says that it wants a yes or no;
    `follows` are the clauses of the answer before, where the question adds no topic of its own.
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
    alone: bool = False
    reference: SpokenReference | None = None
    value_kind: ValueKind | None = None
    follows: tuple[str, ...] = ()
    search_text: str = ""


@dataclass(frozen=True)
class Turn:
    """A question that was answered, as far as the next one may lean on it."""

    query: Query
    clauses: tuple[str, ...]
    refused: bool
