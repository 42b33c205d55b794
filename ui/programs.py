"""What programs may ask: the same four questions for Gradio's API and for the MCP server."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Final

from pydantic import Field

from corpus.errors import AssistantError
from corpus.types import Frozen, Role
from rag.language import readable
from rag.scope import read_scope
from rag.types import Answer
from ui import listing
from ui.parts import Parts

MAX_TURNS: Final = 20
MAX_HITS: Final = 100
MAX_SIDES: Final = 10

Question = Annotated[
    str, Field(description="The question, in Simplified or Traditional Chinese or in English.")
]
Earlier = Annotated[
    list[str],
    Field(
        description="The earlier questions of the conversation, the first one first.",
        max_length=MAX_TURNS,
    ),
]
Query = Annotated[str, Field(description="Words to search the clauses for.")]
Limit = Annotated[int, Field(description="At most how many clauses.", ge=1, le=MAX_HITS)]
Agency = Annotated[
    str, Field(description="Any name of the agency: 商务厅, 国土资源厅, market regulator.")
]
DocumentId = Annotated[str, Field(description="A document's id; empty for all documents.")]
Topic = Annotated[str, Field(description="What to compare, for example 冷链物流.")]
Sides = Annotated[
    list[str],
    Field(
        description="Document ids, titles or places, two or more.",
        min_length=2,
        max_length=MAX_SIDES,
    ),
]


class ClauseHit(Frozen):
    """A clause that was found, with its text and its place."""

    document: str
    title: str
    clause: str
    heading: str
    score: float
    text: str
    source_file: str
    source_lines: tuple[int, int]


class ClauseHits(Frozen):
    """Clauses, best first."""

    query: str
    hits: tuple[ClauseHit, ...]


class AgencyTask(Frozen):
    """A clause that gives an agency a role; `name` is as the clause writes it."""

    document: str
    title: str
    clause: str
    heading: str
    name: str
    role: Role


class AgencyTasks(Frozen):
    """Every clause that gives an agency a role, in reading order."""

    agency: str
    tasks: tuple[AgencyTask, ...]


class Programs:
    """Each raises AssistantError, with one line that says why, for what it cannot be asked."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def ask(self, question: Question, earlier: Earlier | None = None) -> Answer:
        """Answer a question over the policy documents, with the clauses cited.

        `text` is the answer, each statement with its [n]; `citations` has the clause of each n,
        word for word; `agencies` the bodies with their roles; `refused` is true where the documents
        do not answer.
        """
        turns = [*(earlier or []), question]
        if len(turns) > MAX_TURNS:
            raise AssistantError(
                f"{len(turns)} questions are too many; at most {MAX_TURNS} are read"
            )
        return self._parts.assistant.answer([_checked(turn) for turn in turns])[-1]

    def search_clauses(self, query: Query, limit: Limit = 10) -> ClauseHits:
        """Search the clauses of the policy documents and return those nearest to the words."""
        if not 1 <= limit <= MAX_HITS:
            raise AssistantError(f"limit {limit!r} is not between 1 and {MAX_HITS}")
        knowledge = self._parts.knowledge
        rows = listing.hit_rows(self._parts.assistant, _checked(query), limit)
        hits = []
        for row in rows:
            clause = knowledge.clauses[f"{row['document']}#{row['clause']}"]
            document = knowledge.document_of(clause)
            hits.append(
                ClauseHit(
                    **row,
                    title=document.title,
                    text=clause.text,
                    source_file=document.source_file,
                    source_lines=clause.lines,
                )
            )
        return ClauseHits(query=query, hits=tuple(hits))

    def agency_tasks(self, agency: Agency, document: DocumentId = "") -> AgencyTasks:
        """List every clause that gives an agency a role: lead, sole, joint, participant or named."""
        corpus, titles = self._parts.knowledge.corpus, self._parts.titles
        rows = listing.agency_rows(corpus, _checked(agency), document or None)
        tasks = [AgencyTask(**row, title=titles[row["document"]]) for row in rows]
        return AgencyTasks(agency=agency, tasks=tuple(tasks))

    def compare(self, topic: Topic, sides: Sides) -> Answer:
        """Compare what several documents say on a topic; `comparison` has a side for each of them.

        A place stands for all of its documents.
        """
        if not 2 <= len(sides) <= MAX_SIDES:
            raise AssistantError(f"{len(sides)} sides cannot be compared; give 2 to {MAX_SIDES}")
        named = dict.fromkeys(one for side in sides for one in self._documents_of(_checked(side)))
        if len(named) < 2:
            raise AssistantError(f"the sides are one document, {next(iter(named))!r}; give two")
        return self._parts.assistant.compare(_checked(topic), list(named))

    def _documents_of(self, side: str) -> Sequence[str]:
        """Return the ids of the documents that a side means: by id, by title, or all of a place."""
        library = self._parts.knowledge.library
        same = [
            one.document_id
            for one in library.documents
            if side in (one.document_id, one.title, f"《{one.title}》")
        ]
        found = same or read_scope(side, library.documents, (), library.own_words).documents
        found = found or [one.document_id for one in library.documents if one.place == side]
        if not found:
            raise AssistantError(f"no document is called {side!r}, and none is of such a place")
        return found


def _checked(words: str) -> str:
    problem = listing.question_problem(words)
    if problem:
        raise AssistantError(problem)
    return readable(words)
