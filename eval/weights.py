"""The weights of `rag/context.py`: `python -m eval.weights [FILES…] [--json PATH]`.

Follow-ups are put to the product up to what speaks for each clause that it may choose; on these a
conditional logistic regression is fitted. The turns before the last one are answered by the weights
as they stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

import numpy as np
import typer
from numpy.typing import NDArray
from rich import box
from rich.console import Console
from rich.table import Table
from scipy.optimize import minimize

from corpus.errors import AssistantError
from corpus.types import Frozen
from embeddings.progress import Progress
from eval.cases import Case, Category, QuestionsError, Split, question_files, tuning_files
from eval.load import read_cases
from eval.trial import reporting
from rag.assistant import Assistant
from rag.build import open_assistant
from rag.context import WEIGHTS
from rag.retrieve import Found
from rag.settings import Settings
from rag.types import Intent

_PENALTY: Final = 0.01
_PARTS: Final = 8
_SHUFFLES: Final = 3
_ALL: Final = "all"

Numbers = NDArray[np.float64]

# The answer to these is not made from the clause that comes first.
_NOT_BY_RANK: Final = frozenset({Intent.GREETING, Intent.STATUS, Intent.TASKS, Intent.COMPARE})


@dataclass(frozen=True)
class FollowUp:
    """A question of a conversation: a row for each clause that may be chosen, a column a feature."""

    file: str
    features: Numbers
    acceptable: NDArray[np.bool_]

    @property
    def can_be_right(self) -> bool:
        return bool(self.acceptable.any())

    def is_right(self, weights: Numbers) -> bool:
        """Return whether these weights put an acceptable clause first; the first of equals counts."""
        return bool(self.acceptable[int(np.argmax(self.features @ weights))])


class Shares(Frozen):
    """How many questions there are, and the shares with an acceptable clause first.

    `not_weighed` are further follow-ups whose clause the product does not choose by weights.
    `present` is with the weights as they stand, `held_out` with weights fitted without the question.
    """

    questions: int
    not_weighed: int
    present: float
    held_out: float


class Fitted(Frozen):
    """What the weights reach by file and for `all`, and the weights fitted on all questions."""

    shares: Mapping[str, Shares]
    weights: Mapping[str, float]


def tunable_cases(files: Sequence[Path]) -> dict[Path, tuple[Case, ...]]:
    """Return by file the cases that weights may be chosen on: all for tuning, else the dev half.

    Raises QuestionsError as `read_cases` does.
    """
    whole = {path.resolve() for path in tuning_files()}
    return {
        path: tuple(
            placed.case
            for placed in read_cases([path])
            if path.resolve() in whole or placed.case.split is Split.DEV
        )
        for path in files
    }


def follow_ups(cases: Iterable[Case]) -> tuple[Case, ...]:
    """Return the conversations whose last question is answered from one document."""
    return tuple(
        case
        for case in cases
        if case.category is Category.FOLLOW_UP and len(case.documents) == 1 and not case.silent
    )


def weigh(case: Case, file: str, assistant: Assistant) -> FollowUp | None:
    """Return what speaks for each clause; None where the product does not choose by that."""
    found = assistant.found(case.turns)
    if not _chosen_by_rank(found):
        return None
    rows = [[one.speaks_for[name] for name in WEIGHTS] for one in found.near]
    acceptable = [one.clause.clause_id in case.acceptable for one in found.near]
    return FollowUp(file, np.array(rows), np.array(acceptable))


def fit(questions: Sequence[FollowUp]) -> Numbers:
    """Return the weights that make the acceptable clauses of questions, at least one, most probable.

    They minimise the mean of -log(sum of their softmax probabilities) and `_PENALTY` times the
    squared length; a question without an acceptable clause among its clauses tells nothing.
    """
    telling = [one for one in questions if one.can_be_right]
    size = questions[0].features.shape[1]
    if not telling:
        return np.zeros(size)

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        each = [_surprise(one, weights) for one in telling]
        value = sum(surprise for surprise, _ in each) / len(each) + _PENALTY * weights @ weights
        slope = sum((slope for _, slope in each), np.zeros(size)) / len(each)
        return float(value), slope + 2 * _PENALTY * weights

    found = minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B")
    return np.asarray(found.x, dtype=float)


def parts(count: int, seed: int) -> list[list[int]]:
    """Return the places of `count` questions in eight shuffled parts, each place in one of them."""
    order = np.random.default_rng(seed).permutation(count).tolist()
    return [part for part in (order[start::_PARTS] for start in range(_PARTS)) if part]


def right_held_out(questions: Sequence[FollowUp], seed: int) -> Numbers:
    """Return for each question 1 or 0: whether weights fitted without its part are right on it."""
    right = np.zeros(len(questions))
    for part in parts(len(questions), seed):
        others = [one for place, one in enumerate(questions) if place not in part]
        weights = fit(others)
        for place in part:
            right[place] = questions[place].is_right(weights)
    return right


def measure(questions: Sequence[FollowUp], not_weighed: Sequence[str]) -> Fitted:
    """Return the shares and the weights; `not_weighed` are the files of the questions left out."""
    present_weights = np.array(list(WEIGHTS.values()))
    present = np.array([one.is_right(present_weights) for one in questions], dtype=float)
    held_out = np.mean([right_held_out(questions, seed) for seed in range(_SHUFFLES)], axis=0)
    files = [one.file for one in questions]
    shares = {}
    for name in dict.fromkeys([*files, *not_weighed, _ALL]):
        chosen = np.array([name in (_ALL, file) for file in files])
        shares[name] = Shares(
            questions=int(chosen.sum()),
            not_weighed=sum(name in (_ALL, file) for file in not_weighed),
            present=_mean(present[chosen]),
            held_out=_mean(held_out[chosen]),
        )
    weights = dict(zip(WEIGHTS, np.round(fit(questions), 2).tolist(), strict=True))
    return Fitted(shares=shares, weights=weights)


def as_code(weights: Mapping[str, float]) -> str:
    """Return the weights as they stand in `rag/context.py`."""
    lines = [f'    "{name}": {value:.2f},' for name, value in weights.items()]
    return "\n".join(["WEIGHTS: Final[Mapping[str, float]] = {", *lines, "}"])


def _mean(values: Numbers) -> float:
    return float(values.mean()) if values.size else 0.0


def _chosen_by_rank(found: Found) -> bool:
    query = found.query
    if found.named or query.follows or query.particulars or query.intent in _NOT_BY_RANK:
        return False
    return found.best is not None and bool(found.best.speaks_for)


def _surprise(question: FollowUp, weights: Numbers) -> tuple[float, Numbers]:
    """Return -log of the probability of the acceptable clauses, and its slope in the weights."""
    scores = question.features @ weights
    odds = np.exp(scores - scores.max())
    wanted = np.where(question.acceptable, odds, 0.0)
    probable, probable_if_right = odds / odds.sum(), wanted / wanted.sum()
    slope = (probable - probable_if_right) @ question.features
    return float(np.log(odds.sum()) - np.log(wanted.sum())), slope


def _measured(
    cases: Mapping[Path, Sequence[Case]], assistant: Assistant, progress: Progress
) -> Fitted:
    placed = [(path.name, case) for path, some in cases.items() for case in follow_ups(some)]
    questions, not_weighed = [], []
    for done, (file, case) in enumerate(placed):
        progress("asking", done, len(placed))
        question = weigh(case, file, assistant)
        if question is None:
            not_weighed.append(file)
        else:
            questions.append(question)
    if len(questions) < 2:
        raise QuestionsError("fewer than two follow-ups on one document among these")
    progress("fitting", 0, 0)
    return measure(questions, not_weighed)


def _table(fitted: Fitted) -> Table:
    table = Table(
        title="an acceptable clause first",
        box=box.SIMPLE_HEAD,
        title_justify="left",
        pad_edge=False,
    )
    table.add_column("", no_wrap=True)
    for column in ("questions", "not weighed", "present weights", "held out"):
        table.add_column(column, justify="right")
    for name, one in fitted.shares.items():
        numbers = (str(one.questions), str(one.not_weighed))
        table.add_row(name, *numbers, f"{one.present:.3f}", f"{one.held_out:.3f}")
    return table


def main(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="Questions; of known ones the dev half. Default: with all for tuning."),
    ] = None,
    json: Annotated[Path | None, typer.Option(help="Write the same into this file.")] = None,
) -> None:
    """Fit the weights by which the clause of a follow-up is chosen, and measure them held out."""
    console = Console(stderr=True)
    try:
        cases = tunable_cases(files or [*question_files(), *tuning_files()])
        with reporting(console) as report:
            fitted = _measured(cases, open_assistant(Settings(), report), report)
        if json:
            json.write_text(fitted.model_dump_json(indent=2) + "\n", "utf-8")
    except (AssistantError, OSError) as failure:
        console.print(str(failure), markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(1) from failure
    Console().print(_table(fitted))
    print(as_code(fitted.weights))


if __name__ == "__main__":
    typer.run(main)
