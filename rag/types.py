"""The answer and its parts, field by field as the README's section "Answer" promises."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from corpus.types import Frozen, Level, Role, Status


class Language(StrEnum):
    """The language of a question and so of its answer."""

    SIMPLIFIED = "zh-Hans"
    TRADITIONAL = "zh-Hant"
    ENGLISH = "en"


class Intent(StrEnum):
    """What kind of thing is asked for."""

    AGENCY = "agency"
    TASKS = "tasks"
    FACT = "fact"
    LOOKUP = "lookup"
    COMPARE = "compare"
    STATUS = "status"
    GREETING = "greeting"
    OTHER = "other"


class Verdict(StrEnum):
    """Whether what the question proposes is so."""

    YES = "yes"
    NO = "no"
    PARTLY = "partly"


class AnswerAgency(Frozen):
    """A body in an answer: as the clause writes it, its role there, and the citation's number."""

    name: str
    name_en: str | None = None
    role: Role
    citation: int


class Citation(Frozen):
    """Words that stand verbatim in a clause, and where to find them in the raw file."""

    n: int
    document: str
    title: str
    clause: str
    heading: str
    quote: str
    cite_as: str
    source_file: str
    source_lines: tuple[int, int]
    status: Status
    clause_text: str

    @model_validator(mode="after")
    def _quote_is_verbatim(self) -> Self:
        if not self.quote or self.quote not in self.clause_text:
            raise ValueError(f"{self.quote!r} does not stand in {self.document}#{self.clause}")
        return self


class Side(Frozen):
    """One document of a comparison."""

    document: str
    place: str
    level: Level | None
    date: str | None
    status: Status
    covered: bool
    citations: tuple[int, ...] = ()
    agencies: tuple[str, ...] = ()
    summary: str = ""


class ComparisonCell(Frozen):
    """What one document has in a row: the citations, and what stands in the clauses cited.

    `more` further clauses belong there and are not shown. `partial` says that its clauses are only a part of what leads the row, or that of them. A silent
    document is not covered and has nothing else.
    """

    document: str
    covered: bool
    citations: tuple[int, ...] = ()
    clauses: tuple[str, ...] = ()
    more: int = 0
    partial: bool = False
    agencies: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    deadlines: tuple[str, ...] = ()


class ComparisonRow(Frozen):
    """One task: its heading, a cell for each document in the order of the sides, what differs."""

    heading: str
    cells: tuple[ComparisonCell, ...]
    differs: tuple[str, ...] = ()


class Comparison(Frozen):
    """What each side says on one topic; a silent side is not covered.

    Documents that are compared as wholes have `rows`, those that the answer shows, and `totals`: how
    many tasks there are of each kind, by its name.
    """

    topic: str
    sides: tuple[Side, ...]
    rows: tuple[ComparisonRow, ...] = ()
    totals: dict[str, int] = Field(default_factory=dict)


class NearestClause(Frozen):
    """A clause that comes near and why it is no answer."""

    document: str
    clause: str
    why_not: str


class Absence(Frozen):
    """The evidence for a refusal: what was searched for, in how much text, and what came near."""

    scope: dict[str, int]
    searched: tuple[str, ...]
    nearest: tuple[NearestClause, ...] = ()


class Choice(Frozen):
    """One reading of an underspecified question."""

    label: str
    question: str


class Answer(Frozen):
    """One answer. `text` is Markdown in the question's language; each statement carries its [n]."""

    question: str
    standalone_question: str
    language: Language
    intent: Intent
    refused: bool = False
    verdict: Verdict | None = None
    text: str
    agencies: tuple[AnswerAgency, ...] = ()
    citations: tuple[Citation, ...] = ()
    comparison: Comparison | None = None
    absence: Absence | None = None
    clarify: tuple[Choice, ...] = ()
    confidence: Annotated[float, Field(ge=0, le=1)]

    @model_validator(mode="after")
    def _numbers_point_at_citations(self) -> Self:
        numbers = {citation.n for citation in self.citations}
        cited = {agency.citation for agency in self.agencies}
        if self.comparison:
            cited |= {n for side in self.comparison.sides for n in side.citations}
            cells = (cell for row in self.comparison.rows for cell in row.cells)
            cited |= {n for cell in cells for n in cell.citations}
        if not cited <= numbers:
            raise ValueError(f"citations {sorted(cited - numbers)} do not exist")
        if not self.text:
            raise ValueError("an answer has a text")
        return self
