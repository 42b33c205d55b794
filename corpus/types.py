"""The values of the corpus: documents, clauses, responsibilities and what was changed in them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A value: it cannot change, and it knows no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Frozen):
    """Half-open range `[start, end)` of code points of a raw text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


class Role(StrEnum):
    """What a text makes of a body: see the README, section "Roles"."""

    LEAD = "lead"
    SOLE = "sole"
    JOINT = "joint"
    PARTICIPANT = "participant"
    NAMED = "named"


class Status(StrEnum):
    """Whether a document is in force, as far as its own page states it."""

    IN_FORCE = "in_force"
    REPEALED = "repealed"
    NOT_STATED = "not_stated"


class Level(StrEnum):
    """The level of government that issued a document."""

    NATION = "nation"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"


class RelationKind(StrEnum):
    """What a document says that it does with another one, or takes from it."""

    BASIS = "basis"
    IMPLEMENTS = "implements"
    REPEALS = "repeals"
    AMENDS = "amends"


class Relation(Frozen):
    """Another document as a document names it: by title or number, in these `words`.

    `on` is the day from which a repeal holds, where the sentence states one.
    """

    kind: RelationKind
    title: str | None
    number: str | None
    words: str
    on: date | None = None


class RepealedBy(Frozen):
    """The document of the same corpus that repeals one, in which clause, and in which words."""

    document_id: str
    title: str
    document_number: str | None
    reference: str
    words: str


class Correction(Frozen):
    """A change of the words: what stood in the raw text, what is shown instead, and why."""

    was: str
    now: str
    reason: str
    span: Span
    line: int


class Noise(Frozen):
    """Raw text that belongs to no clause: page furniture, second copies, layout."""

    span: Span
    reason: str


class Responsibility(Frozen):
    """A body, its role in a clause, and the words of the clause that say so."""

    agency: str
    role: Role
    words: str
    also_called: tuple[str, ...] = ()


class Item(Frozen):
    """A 项 of an article, `[start, end)` of the article's text: 第十八条(二)."""

    reference: str
    start: int
    end: int


class Deadline(Frozen):
    """Until when something is to be done, `[start, end)` of a clause's text.

    `on` is the last day that the words mean (2025年12月底前: 31 December 2025); None for what lasts
    (长期), recurs (每年1月底前) or leaves its year open.
    """

    words: str
    on: date | None
    start: int
    end: int


class Rendering(Frozen):
    """An unofficial rendering of a clause, in English or in everyday Chinese.

    `sentences` stand for those of `split_sentences(text)`, one for one; `headings` are the headings
    above it, root first.
    """

    heading: str
    headings: tuple[str, ...] = ()
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(self.sentences)


class ExpectedQuestion(Frozen):
    """A question that a clause answers; `sentences` are the places of those that do, from 0.

    They are places in `split_sentences(text)`.
    """

    text: str
    sentences: tuple[int, ...]


class MarkedQuestion(Frozen):
    """A question on a detail of a clause; `answer` are the words there, verbatim, that answer it."""

    text: str
    answer: str


class ExpectedQuestions(Frozen):
    """Questions that a clause answers, as people would put them, never shown.

    Document expansion by predicted questions (doc2query, Nogueira et al. 2019), written beforehand.
    Clauses are found by `chinese` and `english`; the marked ones, far more and on single details,
    tell where in a clause the answer stands, and would blur what a clause is about.
    """

    chinese: tuple[ExpectedQuestion, ...]
    english: tuple[ExpectedQuestion, ...]
    chinese_marked: tuple[MarkedQuestion, ...] = ()
    english_marked: tuple[MarkedQuestion, ...] = ()


class Clause(Frozen):
    """One enumerated node of a document, without the nodes below it.

    `reference` is the path of enumerators (`三(一)1`); `headings` are the headings above it, root
    first; `text` is the clean text, enumerator included; `spans` are the raw code points it owns;
    `lines` are the first and last raw line, counted from 1; `line_starts` are the offsets in
    `text` at which another raw line begins, with that line. `governed_by` are references of
    clauses whose notes (下同) decide how this one's list of units is read. `rendering` is an unofficial
    English one, `plain` says the same in everyday Chinese, to be searched and never shown, as are the
    `expected` questions; all only where the corpus has them. `items` are the 项 of an article, which are no clauses of their own.
    `deadline` is what a label, a list or a column says of time, `deadlines` are all times that it sets.
    """

    document_id: str
    reference: str
    heading: str
    headings: tuple[str, ...]
    text: str
    spans: tuple[Span, ...]
    lines: tuple[int, int]
    parent: str | None
    responsibilities: tuple[Responsibility, ...] = ()
    also_involved: tuple[str, ...] = ()
    governed_by: tuple[str, ...] = ()
    deadline: str | None = None
    corrections: tuple[Correction, ...] = ()
    line_starts: tuple[tuple[int, int], ...] = ()
    rendering: Rendering | None = None
    plain: Rendering | None = None
    expected: ExpectedQuestions | None = None
    items: tuple[Item, ...] = ()
    deadlines: tuple[Deadline, ...] = ()

    def lines_of(self, quote: str) -> tuple[int, int]:
        """Return the first and last raw line, counted from 1, of words that stand in `text`."""
        start = self.text.index(quote)
        end = start + len(quote) - 1
        first = max((line for offset, line in self.line_starts if offset <= start), default=1)
        last = max((line for offset, line in self.line_starts if offset <= end), default=first)
        return first, last

    @property
    def clause_id(self) -> str:
        """Return the id outsiders use: `document#reference`."""
        return f"{self.document_id}#{self.reference}"


class Document(Frozen):
    """A policy document as far as it states itself: what is not stated is None or empty.

    `effective_on` and `valid_until` are the first and the last day on which it says that it runs;
    whether it was repealed before is `status`. `repealed_by` is another document that says that it
    repeals this one: that no document states of itself, so only `corpus/repeals.py` knows.
    """

    document_id: str
    title: str
    title_source: str
    place: str
    level: Level | None
    issuers: tuple[str, ...]
    document_number: str | None
    issued_on: date | None
    published_on: date | None
    status: Status
    addressees: tuple[str, ...]
    source_file: str
    found_at: str | None = None
    short_names: tuple[str, ...] = ()
    title_en: str | None = None
    effective_on: date | None = None
    valid_until: date | None = None
    relations: tuple[Relation, ...] = ()
    repealed_by: RepealedBy | None = None


class ParsedDocument(Frozen):
    """A document with its clauses in reading order, and the noise that is in none of them."""

    document: Document
    raw_text: str
    clauses: tuple[Clause, ...]
    noise: tuple[Noise, ...]
