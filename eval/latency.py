"""How long a turn takes: percentiles and a histogram."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from corpus.types import Frozen

_BARS = 20


class Seconds(Frozen):
    """How long a turn took: percentiles with linear interpolation, 0 without turns."""

    median: float
    p90: float
    p95: float
    p99: float


class Bar(Frozen):
    """How many turns took at least `low` and less than `high` seconds."""

    low: float
    high: float
    turns: int


def seconds_of(durations: Sequence[float]) -> Seconds:
    """Return median, 90th, 95th and 99th percentile (linear interpolation); 0 without durations."""
    percentiles = np.percentile(durations, [50, 90, 95, 99]) if durations else np.zeros(4)
    median, p90, p95, p99 = (float(value) for value in percentiles)
    return Seconds(median=median, p90=p90, p95=p95, p99=p99)


def histogram_of(durations: Sequence[float]) -> tuple[Bar, ...]:
    """Return 20 bars of equal width from 0 to the 99th percentile, none without durations.

    The last bar also holds what took longer: one slow start would squash all the others.
    """
    if not durations:
        return ()
    top = seconds_of(durations).p99 or 1.0
    counts, edges = np.histogram(np.minimum(durations, top), bins=_BARS, range=(0, top))
    return tuple(
        Bar(low=float(low), high=float(high), turns=int(turns))
        for low, high, turns in zip(edges[:-1], edges[1:], counts, strict=True)
    )
