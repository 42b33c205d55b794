"""Which clauses say something: not the preface, and not those that only head others."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.lists import list_spans
from corpus.outline import PREFACE
from corpus.types import Clause

_MORE_THAN_HEADING = 12  # characters besides the heading: enumerator, marks, a bracket


def speaking_clauses(clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    """Return those of a document's clauses that say something themselves, in reading order."""
    parents = {clause.parent for clause in clauses if clause.parent}
    return tuple(
        clause
        for clause in clauses
        if clause.reference != PREFACE
        and not (clause.reference in parents and is_bare_heading(clause))
    )


def is_bare_heading(clause: Clause) -> bool:
    """Return whether a clause has hardly more words than its heading."""
    return len(clause.text) <= len(clause.heading) + _MORE_THAN_HEADING


def text_without_units(clause: Clause) -> str:
    """Return what a clause says without its list of units; its whole text where nothing else stands."""
    text = clause.text
    for start, end in reversed(list_spans(text)):
        text = text[:start] + text[end:]
    return text if text.strip() else clause.text
