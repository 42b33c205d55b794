"""The links between clauses against judged pairs: `python -m eval.links [--fit]`.

The figures are held out: the clauses of two documents are linked with weights that were fitted on the
other pairs of documents. `--fit` fits on all of them and prints the weights of `embeddings/linking.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Annotated, Final

import numpy as np
import typer
from numpy.typing import NDArray
from rich import box
from rich.console import Console
from rich.table import Table
from scipy.optimize import minimize

from corpus.errors import AssistantError
from corpus.library import load_corpus
from embeddings.bags import Scores, Vocabulary
from embeddings.build import vectors_of
from embeddings.link_types import LinkKind
from embeddings.linking import (
    BARE,
    RENDERED,
    SAME,
    SAME_SHIFT,
    SHIFT,
    STANDING,
    Weights,
    are_linked,
    standing,
)
from embeddings.measures import WORDS, measures_of
from embeddings.progress import silent
from embeddings.texts import entries_of
from embeddings.traits import read_traits
from eval.judged_links import Judged, Linked, Relation, read_judged, shares_of
from eval.shares import Share
from eval.trial import reporting
from rag.build import make_index, open_encoder
from rag.settings import Settings

_SHIFTS: Final = (-1.0, -0.5, 0.0, 0.5, 1.0)


@dataclass(frozen=True)
class Compared:
    """Two documents: the measures of all pairs of their clauses, and what was judged of these.

    `wanted` is 1 for what belongs side by side, 0 for what does not, -1 where nobody judged; `same`
    is the same for those that belong: whether they are the same task.
    """

    first: tuple[str, ...]
    second: tuple[str, ...]
    measures: Mapping[str, Scores]
    wanted: NDArray[np.int64]
    same: NDArray[np.int64]


@dataclass(frozen=True)
class Fitted:
    """Weights that tell what is linked, and which of it is the same."""

    links: Weights
    same: Weights


def compare_all(judged: Judged, settings: Settings) -> tuple[Compared, ...]:
    """Return every pair of the documents that are shipped, measured and judged."""
    corpus = load_corpus()
    entries = [entry for one in corpus.parsed for entry in entries_of(one)]
    vectors = vectors_of(settings.home / "index", entries, open_encoder(settings), silent)
    vocabulary = Vocabulary()
    traits = [read_traits(one, vectors, vocabulary) for one in corpus.parsed]
    return tuple(
        Compared(
            tuple(clause.clause_id for clause in one.clauses),
            tuple(clause.clause_id for clause in other.clauses),
            measures_of(one, other, len(vocabulary)),
            *_judgements(
                [c.clause_id for c in one.clauses], [c.clause_id for c in other.clauses], judged
            ),
        )
        for one, other in combinations([one for one in traits if one], 2)
    )


def fit(compared: Sequence[Compared], names: Sequence[str]) -> Fitted:
    """Return the weights of two logistic regressions on what was judged of these documents."""
    rows = np.concatenate([_rows(one, names, one.wanted >= 0) for one in compared])
    wanted = np.concatenate([one.wanted[one.wanted >= 0] for one in compared])
    links = _regression(rows, wanted, names, SHIFT)
    both = [_with_standing(one, links) for one in compared]
    rows = np.concatenate([_rows(one, tuple(SAME.of), one.same >= 0) for one in both])
    same = np.concatenate([one.same[one.same >= 0] for one in both])
    return Fitted(links, _regression(rows, same, tuple(SAME.of), SAME_SHIFT))


def linked_by(one: Compared, fitted: Fitted, shift: float = 0.0) -> Linked:
    """Return how these weights link the clauses of two documents."""
    odds = fitted.links.odds(one.measures) + shift
    same = fitted.same.odds(_with_standing(one, fitted.links).measures) >= 0
    return {
        (one.first[row], one.second[column]): LinkKind.SAME
        if same[row, column]
        else LinkKind.PARTLY
        for row, column in zip(*np.nonzero(are_linked(odds)), strict=True)
    }


def held_out(compared: Sequence[Compared], names: Sequence[str], shift: float = 0.0) -> Linked:
    """Return how all are linked, each pair of documents by weights fitted on the others."""
    found: dict[tuple[str, str], LinkKind] = {}
    for place, one in enumerate(compared):
        others = [other for at, other in enumerate(compared) if at != place]
        found |= linked_by(one, fit(others, names), shift)
    return found


def as_code(name: str, weights: Weights) -> str:
    """Return weights as they stand in `embeddings/linking.py`."""
    inside = ", ".join(f"{measure.upper()}: {value:.2f}" for measure, value in weights.of.items())
    return f"{name}: Final = Weights({weights.bias:.2f}, {{{inside}}})"


def _judgements(
    first: Sequence[str], second: Sequence[str], judged: Judged
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    wanted = np.full((len(first), len(second)), -1, dtype=np.int64)
    same = wanted.copy()
    rows, columns = ({one: at for at, one in enumerate(given)} for given in (first, second))
    for quiet in judged.silent:
        if quiet.clause in rows and second[0].startswith(f"{quiet.other}#"):
            wanted[rows[quiet.clause], :] = 0
        if quiet.clause in columns and first[0].startswith(f"{quiet.other}#"):
            wanted[:, columns[quiet.clause]] = 0
    for pair in judged.pairs:
        for one, other in ((pair.first, pair.second), (pair.second, pair.first)):
            if one in rows and other in columns:
                wanted[rows[one], columns[other]] = pair.belongs
                if pair.belongs:
                    same[rows[one], columns[other]] = pair.relation is Relation.SAME
    return wanted, same


def _with_standing(one: Compared, links: Weights) -> Compared:
    measures = {**one.measures, STANDING: standing(links.odds(one.measures))}
    return Compared(one.first, one.second, measures, one.wanted, one.same)


def _rows(one: Compared, names: Sequence[str], chosen: NDArray[np.bool_]) -> Scores:
    return np.stack([one.measures[name][chosen] for name in names], axis=1)


def _regression(
    rows: Scores, wanted: NDArray[np.int64], names: Sequence[str], shift: float
) -> Weights:
    """Return a logistic regression on standardised measures, written for the measures as they are.

    No weight is below 0: whatever two clauses share speaks for them.
    """
    mean, spread = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-9)
    given = np.hstack([np.ones((len(rows), 1)), (rows - mean) / spread])
    signs = 2.0 * wanted - 1

    def loss(weights: Scores) -> tuple[float, Scores]:
        margins = signs * (given @ weights)
        slope = -(signs / (1 + np.exp(margins))) @ given
        penalised = np.append(0.0, weights[1:])
        value = np.logaddexp(0, -margins).sum() + penalised @ penalised / 2
        return float(value), np.asarray(slope + penalised)

    bounds = [(None, None), *[(0.0, None)] * len(names)]
    found = minimize(loss, np.zeros(len(bounds)), jac=True, method="L-BFGS-B", bounds=bounds).x
    weights = found[1:] / spread
    return Weights(
        float(found[0] - weights @ mean) + shift, dict(zip(names, weights.tolist(), strict=True))
    )


def _table(title: str, columns: Mapping[str, Mapping[str, Share]]) -> Table:
    table = Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)
    table.add_column("", no_wrap=True)
    for name in columns:
        table.add_column(name, justify="right")
    for row in next(iter(columns.values())):
        table.add_row(row, *(_shown(shares[row]) for shares in columns.values()))
    return table


def _shown(one: Share) -> str:
    return f"{one.value:.2f} [{one.low:.2f}, {one.high:.2f}] of {one.cases}"


def main(
    fit_all: Annotated[
        bool, typer.Option("--fit", help="Fit on all pairs, print weights.")
    ] = False,
) -> None:
    """Measure the links of the shipped documents on judged pairs, held out by pair of documents."""
    console = Console(stderr=True)
    try:
        judged = read_judged()
        with reporting(console) as report:
            make_index(Settings(), report)
        compared = compare_all(judged, Settings())
    except AssistantError as failure:
        console.print(str(failure), markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(1) from failure
    rendered, bare = tuple(RENDERED.of), tuple(BARE.of)
    if fit_all:
        print(as_code("RENDERED", fit(compared, rendered).links))
        print(as_code("BARE", fit(compared, bare).links))
        print(as_code("SAME", fit(compared, rendered).same))
        return
    _print(compared, judged)


def _print(compared: Sequence[Compared], judged: Judged) -> None:
    rendered, present = tuple(RENDERED.of), Fitted(RENDERED, SAME)
    stand = [linked_by(one, present) for one in compared]
    columns = {
        "held out": held_out(compared, rendered),
        "held out, no renderings": held_out(compared, tuple(BARE.of)),
        "held out, words alone": held_out(compared, [WORDS]),
        "weights as they stand": {pair: kind for found in stand for pair, kind in found.items()},
    }
    by_shift = {f"{shift:+.1f}": held_out(compared, rendered, shift) for shift in _SHIFTS}
    out = Console(width=180)
    for title, found in (
        ("links on judged pairs", columns),
        ("held out, by shift of the log-odds", by_shift),
    ):
        shares = {name: shares_of(linked, judged) for name, linked in found.items()}
        out.print(_table(title, shares))


if __name__ == "__main__":
    typer.run(main)
