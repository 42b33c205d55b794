"""The known questions: what is asked, and what a right answer must hold.

`eval/questions/README.md` describes the fields in words; `Case` is the same in code.
"""

from __future__ import annotations

import hashlib
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from corpus.errors import AssistantError
from corpus.types import Frozen, Role
from rag.types import Language, Verdict

QUESTIONS = Path(__file__).parent / "questions"

MOST_TURNS = 4

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
ClauseId = Annotated[str, StringConstraints(pattern=r"^[^#\s]+#\S+$")]


class QuestionsError(AssistantError):
    """A file of questions that cannot be used; the message says where and why."""


class Category(StrEnum):
    """What kind of question a case is."""

    AGENCY = "agency"
    TASKS = "tasks"
    FACT = "fact"
    LOOKUP = "lookup"
    COMPARE = "compare"
    STATUS = "status"
    FOLLOW_UP = "follow-up"
    REFUSE = "refuse"
    GREETING = "greeting"


class AgenciesAsked(StrEnum):
    """Which bodies the question asks for."""

    LEAD = "lead"
    ALL = "all"
    OTHERS = "others"
    NONE = "none"


class RefusalClass(StrEnum):
    """Why there is no answer: no such topic, or the topic without this place, value or premise."""

    OFF_TOPIC = "off_topic"
    NEAR_MISS = "near_miss"


class Split(StrEnum):
    """Half of the cases for tuning, half that is only reported; `all` is both."""

    ALL = "all"
    DEV = "dev"
    TEST = "test"


class WantedAgency(Frozen):
    """A body that the answer must list, as the clause writes it; without a role any will do."""

    name: Words
    role: Role | None


class Case(Frozen):
    """A conversation and what the answer to its last turn must hold.

    Of `clauses` and `facts` every group is needed, and any member of a group suffices. `reckoned`
    are the facts that stand in no clause because they are counted or computed from it, `absent` the
    terms of a refusal that stand in no clause. The verdict is not judged where `any_verdict` is set.
    """

    id: Words
    category: Category
    language: Language
    turns: Annotated[tuple[Words, ...], Field(min_length=1, max_length=MOST_TURNS)]
    clauses: tuple[Annotated[tuple[ClauseId, ...], Field(min_length=1)], ...] = ()
    agencies: tuple[WantedAgency, ...] = ()
    agencies_asked: AgenciesAsked = AgenciesAsked.NONE
    verdict: Verdict | None = None
    facts: tuple[Annotated[tuple[Words, ...], Field(min_length=1)], ...] = ()
    forbidden: tuple[Words, ...] = ()
    silent: tuple[Words, ...] = ()
    refusal_class: RefusalClass | None = None
    absent: tuple[Words, ...] = ()
    reckoned: tuple[Words, ...] = ()
    any_verdict: bool = False
    note: str = ""
    half: Literal[Split.DEV, Split.TEST] | None = None

    @property
    def question(self) -> str:
        """Return the last turn, the one that is judged."""
        return self.turns[-1]

    @property
    def expects_refusal(self) -> bool:
        return self.category is Category.GREETING or self.refusal_class is not None

    @property
    def acceptable(self) -> frozenset[str]:
        """Return every clause that a right answer may cite first."""
        return frozenset(clause_id for group in self.clauses for clause_id in group)

    @property
    def documents(self) -> tuple[str, ...]:
        """Return the documents that the acceptable clauses stand in, sorted."""
        return tuple(sorted({clause_id.split("#")[0] for clause_id in self.acceptable}))

    @property
    def compares(self) -> bool:
        """Tell whether the last turn sets documents side by side, silent ones included."""
        sides = {clause_id.split("#")[0] for group in self.clauses for clause_id in group[:1]}
        return len(sides | set(self.silent)) > 1

    @property
    def is_for_retrieval(self) -> bool:
        """Tell whether the question can be put to the retriever as it stands."""
        return bool(self.clauses) and len(self.turns) == 1

    @property
    def split(self) -> Split:
        """Return dev or test: the half it was given, else by its id, so that it never changes sides."""
        if self.half is not None:
            return self.half
        digest = int(hashlib.sha256(self.id.encode()).hexdigest(), 16)
        return Split.DEV if digest % 2 == 0 else Split.TEST

    @model_validator(mode="after")
    def _turns_fit_the_category(self) -> Self:
        if (self.category is Category.FOLLOW_UP) != (len(self.turns) > 1):
            raise ValueError("a follow-up has 2 to 4 turns, every other question has one")
        return self

    @model_validator(mode="after")
    def _a_refusal_wants_nothing(self) -> Self:
        if self.category is Category.REFUSE and self.refusal_class is None:
            raise ValueError("a question to be refused needs its refusal_class")
        if self.expects_refusal and (self.clauses or self.agencies or self.facts):
            raise ValueError("a refusal has no clauses, agencies or facts")
        if not self.expects_refusal and not self.clauses:
            raise ValueError("a question with an answer names the clauses that hold it")
        return self

    @model_validator(mode="after")
    def _agencies_are_asked_for(self) -> Self:
        if self.agencies and self.agencies_asked is AgenciesAsked.NONE:
            raise ValueError("agencies are wanted, but agencies_asked is none")
        return self

    @model_validator(mode="after")
    def _only_a_refusal_has_absent_terms(self) -> Self:
        if self.absent and self.refusal_class is None:
            raise ValueError("only a question to be refused has absent terms")
        return self

    @model_validator(mode="after")
    def _what_is_reckoned_is_a_fact(self) -> Self:
        facts = {fact for group in self.facts for fact in group}
        if not facts.issuperset(self.reckoned):
            raise ValueError("what is reckoned must be one of the facts")
        return self


class PlacedCase(Frozen):
    """A case and where it stands: `FILE:LINE`, in a table `FILE, row N`."""

    place: str
    case: Case


def question_files() -> tuple[Path, ...]:
    """Return the files of known questions that come with the project, sorted by name."""
    return tuple(sorted(QUESTIONS.glob("*.jsonl")))


def tuning_files() -> tuple[Path, ...]:
    """Return the files of the questions that are kept for tuning, sorted by name."""
    return tuple(sorted((QUESTIONS / "tuning").glob("*.jsonl")))
