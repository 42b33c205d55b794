"""What a case came to: the answers, how long they took, and how they were judged."""

from __future__ import annotations

from corpus.types import Frozen
from eval.cases import Case
from eval.judge import Judgement, cited_clauses
from rag.types import Answer


class Outcome(Frozen):
    """A case that was run: its answers, or the traceback why there are none.

    `ranked` is what the retriever alone finds, None where the case does not measure it; `seconds`
    has one entry per turn.
    """

    case: Case
    answers: tuple[Answer, ...]
    judgement: Judgement
    seconds: tuple[float, ...] = ()
    ranked: tuple[str, ...] | None = None
    traceback: str | None = None

    @property
    def answer(self) -> Answer | None:
        """Return the answer that was judged, None when the question failed."""
        return self.answers[-1] if self.answers else None

    @property
    def refused(self) -> bool:
        return self.answer is not None and self.answer.refused

    @property
    def cited(self) -> tuple[str, ...]:
        """Return the clauses that the judged answer rests on; a refusal rests on none."""
        return cited_clauses(self.answer) if self.answer and not self.refused else ()
