"""What the validator finds in an answer."""

from __future__ import annotations

from enum import StrEnum

from corpus.types import Frozen


class ProblemKind(StrEnum):
    """What of a sentence does not hold."""

    NUMBER = "number"
    DATE = "date"
    AGENCY = "agency"
    QUOTE = "quote"
    UNCITED = "uncited sentence"


class Problem(Frozen):
    """Words of an answer that stand in none of its citations, and the sentence they are in."""

    kind: ProblemKind
    words: str
    sentence: str
