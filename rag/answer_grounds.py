"""What stands behind an answer: its citations, the documents it names, and the question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from corpus.titles import english_title
from corpus.types import Clause, Document, Status
from corpus.validity import has_run_out
from rag.cite import spoken
from rag.draft import described, described_at, titled
from rag.figures import figures_in
from rag.grounds import (
    Grounds,
    folded,
    grounds_of_clause,
    grounds_of_document,
    grounds_of_words,
)
from rag.knowledge import Knowledge
from rag.language import comparable
from rag.notes import renaming
from rag.types import Answer, Language

_TITLES = re.compile(r"《((?:《[^《》]*》|[^《》])+)》")


@dataclass(frozen=True)
class AnswerGrounds:
    """An answer with what its citations give, and what it may say beside them."""

    answer: Answer
    knowledge: Knowledge

    @cached_property
    def clauses(self) -> dict[int, Clause]:
        """Return the clauses by the numbers of their citations; one that is not held is left out."""
        held = self.knowledge.clauses
        ids = {one.n: f"{one.document}#{one.clause}" for one in self.answer.citations}
        return {n: held[clause_id] for n, clause_id in ids.items() if clause_id in held}

    @cached_property
    def question(self) -> Grounds:
        asked = dict.fromkeys((self.answer.question, self.answer.standalone_question))
        return grounds_of_words(asked, self.knowledge)

    def of(self, marks: Iterable[int]) -> Grounds:
        """Return what the citations with these numbers give."""
        found = (part for n in marks if n in self._by_number for part in self._by_number[n].parts)
        return Grounds(tuple({id(part): part for part in found}.values()))

    @cached_property
    def _by_number(self) -> dict[int, Grounds]:
        return {n: grounds_of_clause(one, self.knowledge) for n, one in self.clauses.items()}

    def documents_named_in(self, words: str) -> Grounds:
        """Return what the documents that words name by their titles state of themselves."""
        text = folded(words)
        named = [one for one in self.knowledge.corpus.documents if _is_named(one, text)]
        return Grounds(
            tuple(part for one in named for part in grounds_of_document(one, self.knowledge).parts)
        )

    def references(self, marks: Iterable[int]) -> frozenset[str]:
        """Return the references of the clauses with these numbers, comparable."""
        cited = [self.clauses[n] for n in marks if n in self.clauses]
        return frozenset(comparable(one.reference) for one in cited)

    def refer_below(self, reference: str) -> bool:
        """Return whether a comparable reference is of a clause under a cited one."""
        return any(comparable(one.reference) == reference for one in self._below)

    def without_lead(self, words: str) -> str:
        """Return folded words without what names a cited clause or its document in front of them."""
        text = folded(words)
        lead = max((one for one in self._leads if text.startswith(one)), key=len, default="")
        for words_after in (lead, "(unofficialtranslation)", "says", ":"):
            text = text.removeprefix(words_after)
        return text

    def names_clause_below(self, words: str) -> bool:
        """Return whether words are the reference and the heading of a clause under a cited one."""
        return any(folded(words) in _headed(one) for one in self._below)

    def are_repealed(self, titles: str) -> bool:
        """Return whether each of these titles is of a document that is repealed."""
        known = {folded(one.title): one.status for one in self.knowledge.corpus.documents}
        named = [known.get(folded(title)) for title in _TITLES.findall(titles)]
        return bool(named) and all(status is Status.REPEALED for status in named)

    def have_run_out(self, titles: str) -> bool:
        """Return whether each of these titles is of a document whose period of validity is over."""
        over = {folded(one.title) for one in self.knowledge.corpus.documents if has_run_out(one)}
        named = [folded(title) for title in _TITLES.findall(titles)]
        return bool(named) and over.issuperset(named)

    def is_repealed_by(self, title: str, by: str) -> bool:
        """Return whether the document of one title is repealed by that of the other."""
        return any(
            folded(f"《{one.title}》") == folded(title)
            and folded(f"《{one.repealed_by.title}》") == folded(by)
            for one in self.knowledge.corpus.documents
            if one.repealed_by
        )

    def renamings(self) -> Iterator[str]:
        """Yield what became of the bodies of the cited clauses, with sources."""
        for clause in self.clauses.values():
            document = self.knowledge.document_of(clause)
            for one in clause.responsibilities:
                words = renaming(one.agency, document)
                if words:
                    yield words

    @cached_property
    def _below(self) -> tuple[Clause, ...]:
        cited = self.clauses.values()
        return tuple(child for one in cited for child in self.knowledge.children(one))

    @cached_property
    def _leads(self) -> tuple[str, ...]:
        leads = (
            lead
            for clause in self.clauses.values()
            for document in (self.knowledge.document_of(clause),)
            for language in (Language.SIMPLIFIED, Language.ENGLISH)
            for lead in (
                titled(clause, document, language),
                described_at(clause, document, language),
                described(document, language),
            )
        )
        return tuple(dict.fromkeys(map(folded, leads)))


def spoken_numbers(references: Iterable[str]) -> frozenset[int]:
    """Return the numbers in references as letters write them: 三(一)1 has 3 and 1."""
    return frozenset(int(figure.value) for one in references for figure in figures_in(spoken(one)))


def _is_named(document: Document, folded_words: str) -> bool:
    return any(
        title and folded(title) in folded_words
        for title in (document.title, english_title(document))
    )


def _headed(clause: Clause) -> tuple[str, ...]:
    english = f"{clause.rendering.heading}, " if clause.rendering else ""
    return tuple(
        folded(f"{clause.reference}{heading}")
        for heading in (clause.heading, f"{english}{clause.heading}")
    )
