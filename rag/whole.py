"""What a question compares that sets documents as wholes beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Aspect(StrEnum):
    """What is asked of documents beside each other.

    LACKING: what the first have and the others lack; FATE: what became of the tasks of the older;
    SHARED: what all have; BODIES, FIGURES: tasks of both with other bodies, other figures; ALL: what
    is alike and what differs.
    """

    LACKING = "lacking"
    FATE = "fate"
    SHARED = "shared"
    BODIES = "bodies"
    FIGURES = "figures"
    ALL = "all"


@dataclass(frozen=True)
class Whole:
    """Documents to be compared as wholes, by their ids: `first` have, or are older than, `others`.

    Both are empty where the question does not say which.
    """

    aspect: Aspect
    first: tuple[str, ...]
    others: tuple[str, ...]
