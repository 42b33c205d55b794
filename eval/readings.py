"""The weights of `rag/readings.py`: `python -m eval.readings [--write]`.

Fitted on the last turns of all known questions but the test half. Each file of questions is also
read by models that were fitted without it, since those of one file are alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Final

import numpy as np
import typer
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

from eval.cases import AgenciesAsked, Case, Category, Split, question_files, tuning_files
from eval.load import read_cases
from rag.build import open_corpus
from rag.knowledge import Knowledge
from rag.language import readable
from rag.readings import WEIGHTS_FILE, Readings, Weights, runs_of
from rag.settings import Settings
from rag.types import Intent
from rag.understand import understand

_LEAST_QUESTIONS: Final = 3  # that a run stands in
_SPARSE: Final = ("l1", 20.0)  # few wordings tell that a verdict is wanted
_DENSE: Final = ("l2", 10.0)
_DECIMALS: Final = 3
_LEAST_WEIGHT: Final = 0.02
_VERDICT, _KIND = "wants a verdict", "kind"
_KINDS: Final = (Intent.AGENCY, Intent.FACT, Intent.TASKS)


@dataclass(frozen=True)
class Example:
    """A question as its runs, with what it asks for; `kind` is None where that is not to be learned."""

    file: str
    runs: tuple[str, ...]
    wants_verdict: bool | None
    kind: Intent | None


def main(write: Annotated[bool, typer.Option(help="Write the weights.")] = False) -> None:
    """Fit the models, print how they do on questions left out, and write the weights if asked to."""
    examples = read_examples()
    table = Table("left out", "questions", "verdicts missed", "taken for one", "kind right")
    for file, held_out in sorted(_by_file(examples).items()):
        models = fit([one for one in examples if one.file != file])
        table.add_row(file, str(len(held_out)), *map(str, told(models, held_out)))
    Console().print(table)
    if write:
        WEIGHTS_FILE.write_text(fit(examples).model_dump_json(indent=0) + "\n", encoding="utf-8")


def read_examples() -> list[Example]:
    """Return the known questions that may be tuned on."""
    library = Knowledge(open_corpus(Settings())).library
    found = []
    for path in (*question_files(), *tuning_files()):
        for placed in read_cases([path]):
            case = placed.case
            if case.split is Split.TEST and path in question_files():
                continue
            question = readable(case.turns[-1])
            bodies = [one.written for one in understand(question, None, library).bodies]
            runs = tuple(runs_of(question, bodies))
            found.append(Example(path.stem, runs, _wants_verdict(case), _kind(case)))
    return found


def fit(examples: Sequence[Example]) -> Readings:
    """Return the models fitted on these questions."""
    of_verdict = [one for one in examples if one.wants_verdict is not None]
    of_kind = [one for one in examples if one.kind is not None]
    known = CountVectorizer(
        analyzer=lambda runs: runs, min_df=_LEAST_QUESTIONS, lowercase=False
    ).fit([one.runs for one in examples])
    verdict = _fitted(
        known,
        of_verdict,
        np.array([bool(one.wants_verdict) for one in of_verdict]),
        _SPARSE,
    )
    kinds = {
        kind: _fitted(
            known,
            of_kind,
            np.array([one.kind is kind for one in of_kind]),
            _DENSE,
        )
        for kind in _KINDS
    }
    return Readings(
        known=tuple(sorted(known.vocabulary_)),
        verdict=verdict,
        agency=kinds[Intent.AGENCY],
        fact=kinds[Intent.FACT],
        tasks=kinds[Intent.TASKS],
    )


def _fitted(
    known: CountVectorizer,
    examples: Sequence[Example],
    labels: NDArray[np.bool_],
    penalty: tuple[str, float],
) -> Weights:
    """Return the logistic regression of `labels`, both kinds counting alike."""
    counts: csr_matrix = known.transform([one.runs for one in examples])
    kind, strength = penalty
    model = LogisticRegression(
        C=strength,
        l1_ratio=float(kind == "l1"),
        solver="liblinear",
        max_iter=3000,
        class_weight="balanced",
        random_state=0,
    ).fit(normalize(counts.astype(float)), labels)
    names = known.get_feature_names_out()
    runs = {
        str(name): round(float(weight), _DECIMALS)
        for name, weight in zip(names, model.coef_[0], strict=True)
        if abs(weight) >= _LEAST_WEIGHT
    }
    return Weights(bias=round(float(model.intercept_[0]), _DECIMALS), runs=runs)


def told(models: Readings, examples: Sequence[Example]) -> tuple[str, str, str]:
    """Return how many verdicts are missed and wrongly seen, and how many kinds are right."""
    known = frozenset(models.known)

    def odds(model: Weights, one: Example) -> float:
        runs = [run for run in one.runs if run in known]
        return model.log_odds(runs, np.sqrt(len(runs)) or 1.0)

    wanted = [one for one in examples if one.wants_verdict]
    others = [one for one in examples if one.wants_verdict is False]
    missed = sum(odds(models.verdict, one) <= 0 for one in wanted)
    extra = sum(odds(models.verdict, one) > 0 for one in others)
    by_kind = {
        Intent.AGENCY: models.agency,
        Intent.FACT: models.fact,
        Intent.TASKS: models.tasks,
    }
    kinds = [one for one in examples if one.kind]
    right = sum(max(_KINDS, key=lambda k: odds(by_kind[k], one)) is one.kind for one in kinds)
    return f"{missed} of {len(wanted)}", f"{extra} of {len(others)}", f"{right} of {len(kinds)}"


def _wants_verdict(case: Case) -> bool | None:
    if case.category in (Category.REFUSE, Category.GREETING) or case.any_verdict:
        return None
    return case.verdict is not None


def _kind(case: Case) -> Intent | None:
    """Return whether a question alone is on bodies, a fact or tasks; None for all others."""
    if len(case.turns) > 1 or case.silent:
        return None
    if case.category is Category.TASKS:
        return Intent.TASKS
    if case.category is Category.FACT and case.agencies_asked is AgenciesAsked.NONE:
        return Intent.FACT
    return Intent.AGENCY if case.category is Category.AGENCY else None


def _by_file(examples: Sequence[Example]) -> Mapping[str, list[Example]]:
    files: dict[str, list[Example]] = {}
    for one in examples:
        files.setdefault(one.file, []).append(one)
    return files


if __name__ == "__main__":
    typer.run(main)
