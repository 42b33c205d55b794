"""What each clause asks of whom and until when: lists, columns and prose, and notes for later clauses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from corpus.cells import Column
from corpus.deadlines import Years, deadlines_of_cells, read_deadlines
from corpus.duties import (
    DutyList,
    read_assignments,
    read_duty_cells,
    read_duty_list,
    says_first_unit_leads,
)
from corpus.outline import PREFACE
from corpus.prose import ProseDuties, read_prose_duties
from corpus.tables import Row
from corpus.types import Clause, Document


@dataclass
class _Notes:
    """What notes of earlier clauses say about the lists of later ones (下同)."""

    first_leads_since: str | None = None
    involved: dict[str, tuple[str, ...]] = field(default_factory=dict)


def with_duties(clauses: Sequence[Clause], rows: Mapping[str, Row]) -> list[Clause]:
    """Return the clauses with who is responsible for them, as notes of earlier ones have it, too."""
    notes = _Notes()
    result = []
    for clause in clauses:
        row = rows.get(clause.reference)
        if row is not None:
            result.append(_with_duties_of_row(clause, row, notes))
            continue
        duties = read_duty_list(clause.text) if clause.reference != PREFACE else DutyList()
        if says_first_unit_leads(clause.text):
            duties = duties.with_first_as_lead()
            in_list = duties.note is not None and says_first_unit_leads(duties.note)
            if duties.governs_later or not in_list:
                notes.first_leads_since = clause.reference
        if duties.governs_later and duties.also_involved:
            notes.involved[clause.reference] = duties.also_involved
        if duties.responsibilities:
            result.append(_with_responsibilities(clause, duties, notes))
        else:
            result.append(_with_prose_duties(clause, duties.deadline))
    return result


def _with_duties_of_row(clause: Clause, row: Row, notes: _Notes) -> Clause:
    units = [(cell.column, cell.words) for cell in row.filled(Column.UNITS)]
    times = dict.fromkeys(cell.words for cell in row.filled(Column.DEADLINE))
    deadline = "、".join(times) or None
    duties = replace(read_duty_cells(units, clause.text), deadline=deadline)
    if duties.responsibilities:
        return _with_responsibilities(clause, duties, notes)
    return clause.model_copy(update={"deadline": deadline})


def _with_prose_duties(clause: Clause, deadline: str | None) -> Clause:
    """Return a clause without a list with what its sentences assign, else with whom they name."""
    prose: DutyList | ProseDuties = ProseDuties()
    if clause.reference != PREFACE:
        assigned = read_assignments(clause.text)
        prose = assigned if assigned.responsibilities else read_prose_duties(clause.text)
    return clause.model_copy(
        update={
            "responsibilities": prose.responsibilities,
            "also_involved": prose.also_involved,
            "deadline": deadline,
        }
    )


def _with_responsibilities(clause: Clause, duties: DutyList, notes: _Notes) -> Clause:
    governed_by = [reference for reference in notes.involved if reference != clause.reference]
    involved = [*duties.also_involved]
    for reference in governed_by:
        involved += [group for group in notes.involved[reference] if group not in involved]
    if notes.first_leads_since is not None:
        duties = duties.with_first_as_lead()
        governed_by.append(notes.first_leads_since)
    return clause.model_copy(
        update={
            "responsibilities": duties.responsibilities,
            "also_involved": tuple(involved),
            "governed_by": tuple(r for r in dict.fromkeys(governed_by) if r != clause.reference),
            "deadline": duties.deadline,
        }
    )


def with_deadlines(
    clauses: Sequence[Clause], rows: Mapping[str, Row], document: Document
) -> list[Clause]:
    """Return the clauses with the times that they set."""
    years = Years.of(document.title, document.issued_on)
    result = []
    for clause in clauses:
        row = rows.get(clause.reference)
        if row is None:
            found = read_deadlines(clause.text, years)
        else:
            cells = [(cell.words, cell.kind is Column.DEADLINE) for cell in row.cells]
            found = deadlines_of_cells(clause.text, cells, years)
        result.append(clause.model_copy(update={"deadlines": found}))
    return result
