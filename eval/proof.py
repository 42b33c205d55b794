"""Prove a case against the clauses: what it refers to exists, and what it wants stands there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from corpus.english import english_words
from corpus.library import Corpus
from corpus.types import Clause, Document, Frozen, Role
from eval.cases import Case, PlacedCase, RefusalClass, WantedAgency
from eval.wording import characters, normalise, stands_in, stands_in_normalised

_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_BETWEEN_TEXTS: Final = " | "  # no term reaches over it


class Problem(Frozen):
    """What is wrong with a case, and where the case stands."""

    place: str
    case_id: str
    what: str

    def __str__(self) -> str:
        return f"{self.place} {self.case_id}: {self.what}"


class Evidence:
    """The clauses of a corpus, with all that can prove a case."""

    def __init__(self, corpus: Corpus) -> None:
        self.documents = {one.document_id: one for one in corpus.documents}
        self.clauses = {one.clause_id: one for one in corpus.clauses}
        self._texts = {
            clause_id: normalise(_BETWEEN_TEXTS.join(_texts(clause)))
            for clause_id, clause in self.clauses.items()
        }
        self._particulars = {
            name: normalise(_BETWEEN_TEXTS.join(_particulars(document)))
            for name, document in self.documents.items()
        }
        self._english = {
            clause_id: _joined(english_words(_BETWEEN_TEXTS.join(_renderings(clause))))
            for clause_id, clause in self.clauses.items()
        }

    def proves(self, fact: str, clause: Clause) -> bool:
        """Tell whether a fact stands in a clause, its rendering or the particulars of its document."""
        stands_there = stands_in_normalised(fact, self._texts[clause.clause_id])
        return stands_there or self.is_particular(fact, clause.document_id)

    def is_particular(self, fact: str, document: str) -> bool:
        """Tell whether a fact stands in the particulars of a document, such as its place and dates."""
        return stands_in_normalised(fact, self._particulars.get(document, ""))

    def holder(self, term: str) -> str | None:
        """Return the first clause that holds a term, in whatever form of an English word."""
        stems = [] if _HAN.search(term) else english_words(term)
        for clause_id, text in self._texts.items():
            if stems and _joined(stems) in self._english[clause_id]:
                return clause_id
            if stems and re.search(rf"(?<![a-z]){re.escape(normalise(term))}(?![a-z])", text):
                return clause_id
            if not stems and stands_in_normalised(term, text):
                return clause_id
        return None


def prove(placed: Iterable[PlacedCase], evidence: Evidence) -> tuple[Problem, ...]:
    """Return what is wrong with the cases, in their order."""
    return tuple(
        Problem(place=one.place, case_id=one.case.id, what=what)
        for one in placed
        for check in (_references, _agencies, _facts, _contradictions, _absent)
        for what in check(one.case, evidence)
    )


def duplicates(
    placed: Sequence[PlacedCase], others: Iterable[PlacedCase] = ()
) -> tuple[Problem, ...]:
    """Return a problem for each case in the words of one before it or one of `others`."""
    first = {_wording(one.case): one for one in others}
    problems = []
    for one in placed:
        before = first.setdefault(_wording(one.case), one)
        if before is not one:
            what = f"the same words as {before.case.id} ({before.place})"
            problems.append(Problem(place=one.place, case_id=one.case.id, what=what))
    return tuple(problems)


def _references(case: Case, evidence: Evidence) -> Iterator[str]:
    for clause_id in sorted(case.acceptable - evidence.clauses.keys()):
        yield f"there is no clause {clause_id}"
    for document in case.silent:
        if document not in evidence.documents:
            yield f"there is no document {document}"
        elif document in case.documents:
            yield f"{document} is said to be silent, but its clause is wanted"


def _agencies(case: Case, evidence: Evidence) -> Iterator[str]:
    clauses = _clauses(case, evidence)
    for agency in case.agencies:
        roles = {role for clause in clauses for role in _roles(agency, clause)}
        if roles and agency.role is not None and agency.role not in roles:
            yield f"{agency.name} is wanted as {agency.role}; it is {', '.join(sorted(roles))}"
        if not roles and not any(stands_in(agency.name, clause.text) for clause in clauses):
            yield f"{agency.name} stands in none of its clauses"


def _roles(agency: WantedAgency, clause: Clause) -> set[Role]:
    name = normalise(agency.name)
    return {
        one.role
        for one in clause.responsibilities
        if name in map(normalise, (one.agency, *one.also_called))
    }


def _facts(case: Case, evidence: Evidence) -> Iterator[str]:
    """Look for one alternative of each fact: the others may be in another language or script."""
    clauses = _clauses(case, evidence)
    for alternatives in case.facts:
        reckoned = set(alternatives) & set(case.reckoned)
        proved = any(evidence.proves(fact, one) for fact in alternatives for one in clauses)
        silent = any(
            evidence.is_particular(fact, one) for fact in alternatives for one in case.silent
        )
        if not (reckoned or proved or silent):
            yield f"no clause of it holds {' or '.join(alternatives)}"


def _contradictions(case: Case, evidence: Evidence) -> Iterator[str]:
    del evidence
    names = {normalise(agency.name) for agency in case.agencies}
    for value in case.forbidden:
        if normalise(value) in names:
            yield f"{value} is wanted and forbidden"
        for alternatives in case.facts:
            if all(stands_in(value, fact) for fact in alternatives):
                yield f"{' or '.join(alternatives)} cannot be said without the forbidden {value}"


def _absent(case: Case, evidence: Evidence) -> Iterator[str]:
    if case.refusal_class is RefusalClass.OFF_TOPIC and not case.absent:
        yield "an off-topic question without absent terms"
    for term in case.absent:
        holder = evidence.holder(term)
        if holder is not None:
            yield f"{term} is said to be absent; it stands in {holder}"
    if case.absent and not any(stands_in(term, case.question) for term in case.absent):
        yield f"none of its absent terms stands in the question: {', '.join(case.absent)}"


def _clauses(case: Case, evidence: Evidence) -> tuple[Clause, ...]:
    known = sorted(case.acceptable & evidence.clauses.keys())
    return tuple(evidence.clauses[clause_id] for clause_id in known)


def _texts(clause: Clause) -> tuple[str, ...]:
    return (clause.text, clause.heading, *clause.headings, *_renderings(clause))


def _renderings(clause: Clause) -> tuple[str, ...]:
    rendering = clause.rendering
    return (rendering.text, rendering.heading, *rendering.headings) if rendering else ()


def _particulars(document: Document) -> Iterator[str]:
    yield from (document.title, document.title_en or "", document.document_number or "")
    yield from (document.place, document.status, *document.issuers, *document.addressees)
    for day in (document.issued_on, document.published_on):
        if day is not None:
            yield from (day.isoformat(), f"{day.year}年{day.month}月{day.day}日")


def _joined(stems: Iterable[str]) -> str:
    return f" {' '.join(stems)} "


def _wording(case: Case) -> str:
    return characters(" ".join(case.turns))
