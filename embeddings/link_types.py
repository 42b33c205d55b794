"""Two clauses that belong side by side, how far, and why."""

from __future__ import annotations

from enum import StrEnum

from corpus.types import Frozen


class LinkKind(StrEnum):
    """How much two clauses have in common: the same task, or a part of it, or of the subject."""

    SAME = "same"
    PARTLY = "partly"


class Why(Frozen):
    """What speaks for a link: the measures, what both clauses name, and their nearest sentences."""

    measures: dict[str, float]
    terms: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    sentences: tuple[str, str]


class Link(Frozen):
    """Two clauses that belong side by side, by their ids; `score` is from 0.5, just so, to 1."""

    first: str
    second: str
    kind: LinkKind
    score: float
    why: Why

    def turned(self) -> Link:
        """Return the same link, read from its second clause."""
        one, other = self.why.sentences
        why = self.why.model_copy(update={"sentences": (other, one)})
        return self.model_copy(update={"first": self.second, "second": self.first, "why": why})
