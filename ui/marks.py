"""Marks of staff on clauses: who has checked the roles of one, and when."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from pydantic import Field, StringConstraints

from corpus.types import Clause, Frozen
from rag.types import Answer, Citation
from ui.store import Store

MAX_NAME_CHARACTERS: Final = 60

PersonName = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_NAME_CHARACTERS),
    Field(description="the name of the one who checked"),
]


class Mark(Frozen):
    """The roles in a clause were checked by `name` on a day."""

    name: PersonName
    checked_on: date


MarksById = Mapping[str, Mark]


@dataclass(frozen=True)
class CheckedClauses:
    """The clauses as they are now, and the marks that hold on them, both by clause id."""

    clauses: Mapping[str, Clause]
    marks: MarksById

    def mark_on(self, citation: Citation, answer: Answer) -> Mark | None:
        """Return the mark on what an answer, perhaps an old one, says of a clause that it cites.

        None where nobody has checked that: other words of the clause, or other roles in it.
        """
        clause_id = f"{citation.document}#{citation.clause}"
        clause = self.clauses.get(clause_id)
        if clause is None or clause.text != citation.clause_text:
            return None
        roles = {(one.agency, one.role) for one in clause.responsibilities}
        said = {(one.name, one.role) for one in answer.agencies if one.citation == citation.n}
        return self.marks.get(clause_id) if said <= roles else None


class Marks:
    """A clause has at most one mark; it holds only as long as the clause says what was checked."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def set(self, clause: Clause, mark: Mark) -> None:
        row = (clause.clause_id, digest_of(clause), mark.name, mark.checked_on.isoformat())
        with self._store.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO marks VALUES (?, ?, ?, ?)", row)

    def take_back(self, clause: Clause) -> None:
        with self._store.writing() as connection:
            connection.execute("DELETE FROM marks WHERE clause = ?", (clause.clause_id,))

    def of(self, clauses: Iterable[Clause]) -> MarksById:
        """Return the marks that hold, by clause id."""
        with self._store.reading() as connection:
            rows = connection.execute("SELECT clause, digest, name, checked_on FROM marks")
            kept = {clause_id: row for clause_id, *row in rows}
        return {
            clause.clause_id: Mark(name=name, checked_on=checked_on)
            for clause in clauses
            if clause.clause_id in kept
            for digest, name, checked_on in [kept[clause.clause_id]]
            if digest == digest_of(clause)
        }


def digest_of(clause: Clause) -> str:
    """Return the hash of what a mark vouches for: the clause's text and the roles read in it."""
    roles = [f"{one.agency}\t{one.role}" for one in clause.responsibilities]
    return hashlib.sha256("\n".join([clause.text, *roles]).encode()).hexdigest()
