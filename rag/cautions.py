"""Why documents are not simply alike: their level, their validity, their year."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from corpus.types import Document, Status
from rag.draft import say
from rag.types import Language


class Caution(StrEnum):
    """What makes documents unlike as such."""

    LEVELS = "levels"
    REPEALED = "repealed"
    YEARS = "years"


_WORDS = {
    Caution.LEVELS: (
        "各文件层级不同,不能直接等同。",
        "The documents are of different levels and not directly alike.",
    ),
    Caution.REPEALED: ("其中有文件已失效。", "One of the documents is no longer in force."),
    Caution.YEARS: ("各文件年份不同。", "The documents are of different years."),
}


def cautions_of(documents: Sequence[Document]) -> tuple[Caution, ...]:
    """Return what makes these documents unlike, in a fixed order."""
    statuses = {one.status for one in documents}
    years = {one.issued_on.year for one in documents if one.issued_on}
    holds = {
        Caution.LEVELS: len({one.level for one in documents}) > 1,
        Caution.REPEALED: Status.REPEALED in statuses and len(statuses) > 1,
        Caution.YEARS: len(years) > 1,
    }
    return tuple(caution for caution, is_so in holds.items() if is_so)


def caution_words(caution: Caution, language: Language) -> str:
    """Return a caution as a sentence."""
    return say(language, *_WORDS[caution])
