"""A mean over cases with its 95% bootstrap interval, as every measure of a run is reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.types import Frozen

_RESAMPLES = 10_000
_SEED = 20220101


class Share(Frozen):
    """A mean of values in [0, 1] over `cases` cases, with its 95% interval; 0 cases: all 0."""

    value: float
    low: float
    high: float
    cases: int


@dataclass(frozen=True)
class Resamples:
    """The distinct values of a sample, and in a row for each resample how often each comes.

    That is what drawing cases with replacement comes to, and much faster, as the values of a
    measure are few.
    """

    distinct: NDArray[np.float64]
    counts: NDArray[np.int64]


def share(values: Sequence[float]) -> Share:
    """Return the mean of `values` with the 2.5th and 97.5th percentile of resampled means."""
    if not values:
        return Share(value=0, low=0, high=0, cases=0)
    cases = len(values)
    drawn = resample(values, seeded())
    low, high = np.percentile(drawn.counts @ drawn.distinct / cases, [2.5, 97.5])
    return Share(value=float(np.mean(values)), low=float(low), high=float(high), cases=cases)


def resample(values: Sequence[float], generator: np.random.Generator) -> Resamples:
    """Return 10,000 resamples of `values`, each as large as they are."""
    distinct, counts = np.unique(np.asarray(values, dtype=float), return_counts=True)
    cases = len(values)
    return Resamples(distinct, generator.multinomial(cases, counts / cases, size=_RESAMPLES))


def seeded() -> np.random.Generator:
    """Return a generator that starts alike each time: the same run has the same intervals."""
    return np.random.default_rng(_SEED)
