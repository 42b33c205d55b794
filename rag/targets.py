"""The values of a clause that are compared: phrases with a figure, and times."""

from __future__ import annotations

import re

from corpus.substance import text_without_units
from corpus.types import Clause
from rag.dates import dates_in, without_dates
from rag.figures import Figure, figures_in
from rag.language import comparable
from rag.units import Unit

_PHRASE = re.compile(r"[^,，。;；:：、\n]+")
_COUNTS_NOTHING = frozenset(
    {Unit.ORDINAL, Unit.REFERENCE, Unit.DOCUMENT_NUMBER, Unit.FIVE_YEAR_PLAN, Unit.EVERY}
)
_DIGIT = re.compile(r"[\d百千万亿]")
_LONGEST = 40  # characters of a phrase that is shown


def targets_of(clause: Clause) -> tuple[str, ...]:
    """Return the phrases of a clause with a figure, verbatim, in order; dates are none."""
    text = text_without_units(clause)
    phrases = (match[0].strip() for match in _PHRASE.finditer(text))
    return tuple(one for one in phrases if len(one) <= _LONGEST and _counted(one))


def figures_of(clause: Clause) -> frozenset[tuple[str, str]]:
    """Return what a clause counts and how many: unit and value."""
    return frozenset(
        (one.unit.value, str(one.value)) for one in _counted(text_without_units(clause)) if one.unit
    )


def deadlines_of(clause: Clause) -> tuple[str, ...]:
    """Return the words of the times that a clause sets, each once."""
    return tuple(dict.fromkeys(one.words for one in clause.deadlines))


def _counted(words: str) -> list[Figure]:
    plain = comparable(words)
    found = figures_in(without_dates(plain, dates_in(plain)))
    return [
        one
        for one in found
        # 五位一体, 三大战役: a numeral in words is part of a name more often than a target.
        if one.unit not in _COUNTS_NOTHING and _DIGIT.search(plain, one.start, one.end) and one.unit
    ]
