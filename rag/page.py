"""A document with what its particulars are read from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corpus.metadata import labelled_in
from corpus.sentences import split_sentences
from corpus.types import Clause, Document
from rag.cite import Cited, shortened
from rag.knowledge import Knowledge


@dataclass(frozen=True)
class Page:
    """A document with what its particulars are read from."""

    document: Document
    preface: Clause | None
    clauses: tuple[Clause, ...]

    @property
    def issued_on(self) -> date | None:
        return self.document.issued_on or self.document.published_on

    @property
    def lines(self) -> list[str]:
        return self.preface.text.split("\n") if self.preface else []

    def labelled(self, kind: str) -> tuple[str, str] | None:
        """Return the value beside a label of the page's metadata list, and its line."""
        return labelled_in("\n".join(self.lines), kind)

    def sentence_with(self, words: str) -> str | None:
        """Return the shortest sentence of the preface that holds these words."""
        sentences = [one.strip() for line in self.lines for one in split_sentences(line)]
        return min((one for one in sentences if words in one), key=len, default=None)

    def opening(self) -> tuple[Cited, ...]:
        """Return the first line of the page, which is cited where no other line says more."""
        return (Cited(self.preface, shortened(self.lines[0])),) if self.preface else ()

    def clause_with(self, words: str) -> Clause | None:
        return next((c for c in (self.preface, *self.clauses) if c and words in c.text), None)


def page_of(document: Document, knowledge: Knowledge) -> Page:
    clauses = tuple(knowledge.in_scope([document.document_id]))
    return Page(document, knowledge.preface(document.document_id), clauses)


@dataclass(frozen=True)
class Read:
    """The words of a particular, the line that states them, and a remark that is not from there."""

    words: str | None = None
    quote: str | None = None
    remark: str = ""
