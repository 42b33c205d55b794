"""Put the cases to an assistant and keep what it answers, how long it takes and where it fails."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator, Sequence
from time import perf_counter
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from eval.cases import Case
from eval.judge import Finding, Judgement, Reason, judge
from eval.outcome import Outcome
from rag.types import Answer

_log = logging.getLogger(__name__)

_DEPTH = 10  # clauses asked of the retriever alone, as MRR@10 needs


class Hit(Protocol):
    """A clause that the retriever found."""

    @property
    def clause_id(self) -> str:
        """Return `document#reference`."""


class Assistant(Protocol):
    """What is measured."""

    def answer(self, turns: Sequence[str]) -> Sequence[Answer]:
        """Return one answer for each turn of a conversation."""

    def search(self, query: str, k: int) -> Sequence[Hit]:
        """Return at most `k` clauses, best first, without composing an answer."""


def run_cases(
    assistant: Assistant, cases: Sequence[Case], *, console: Console
) -> tuple[Outcome, ...]:
    """Return the outcome of each case, in order, showing a progress bar on `console`."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[right]} right"),
        TimeElapsedColumn(),
    )
    outcomes: list[Outcome] = []
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("Asking", total=len(cases), right=0)
        for outcome in each_outcome(assistant, cases):
            outcomes.append(outcome)
            right = sum(one.judgement.right for one in outcomes)
            progress.update(task, advance=1, right=right)
    return tuple(outcomes)


def each_outcome(assistant: Assistant, cases: Sequence[Case]) -> Iterator[Outcome]:
    """Yield the outcome of each case, in order, as soon as it is known."""
    for case in cases:
        try:
            yield run_case(assistant, case)
        except Exception as failure:  # whatever it is, the question counts and the run goes on
            _log.exception("question %s failed", case.id)
            yield _failed(case, failure)


def run_case(assistant: Assistant, case: Case) -> Outcome:
    """Return the outcome of one case.

    A conversation is asked in one go, so each of its turns is given the same share of the time.
    """
    start = perf_counter()
    answers = tuple(assistant.answer(case.turns))
    seconds = (perf_counter() - start) / len(case.turns)
    return Outcome(
        case=case,
        answers=answers,
        judgement=judge(case, answers),
        seconds=(seconds,) * len(case.turns),
        ranked=_ranked(assistant, case) if case.is_for_retrieval else None,
    )


def _ranked(assistant: Assistant, case: Case) -> tuple[str, ...]:
    return tuple(hit.clause_id for hit in assistant.search(case.question, _DEPTH))


def _failed(case: Case, failure: Exception) -> Outcome:
    detail = f"{type(failure).__name__}: {failure}"
    return Outcome(
        case=case,
        answers=(),
        judgement=Judgement(findings=(Finding(reason=Reason.FAILED, detail=detail),)),
        ranked=() if case.is_for_retrieval else None,
        traceback="".join(traceback.format_exception(failure)),
    )
