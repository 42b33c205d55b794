"""What the `confidence` of an answer is worth.

It is read as the probability that the answer, or the refusal, is right. A question that failed gave
no confidence and is left out here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score

from corpus.types import Frozen
from eval.cases import Category
from eval.outcome import Outcome
from eval.shares import Share, resample, seeded, share
from rag.types import Answer

_BINS = 10


class Auroc(Frozen):
    """How often a positive case scores above a negative one (ties half), with its 95% interval."""

    value: float
    low: float
    high: float
    positives: int
    negatives: int


class Bin(Frozen):
    """The answers with a confidence from `low` to below `high` (the last bin: up to 1).

    `confidence` is their mean confidence and `right` the share of them that is right.
    """

    low: float
    high: float
    confidence: float
    right: Share


class Calibration(Frozen):
    """Whether confidence separates right from wrong, and whether it can be taken at its word.

    `auroc_right`: right answers and refusals against wrong ones, by their confidence.
    `auroc_answerable`: questions that have an answer against those to be refused, greetings left
    out, by the confidence that there is an answer; for a refusal that is 1 less its confidence.
    Either is None where one of the two kinds is missing.
    `expected_error` is the expected calibration error: the mean distance of confidence and share
    of right answers over the bins, weighted by their answers (Guo et al. 2017, 10 equal bins).
    """

    auroc_right: Auroc | None
    auroc_answerable: Auroc | None
    bins: tuple[Bin, ...]
    expected_error: float
    answers: int


def calibration_of(outcomes: Iterable[Outcome]) -> Calibration:
    """Return what the confidence of the judged answers is worth; bins without answers are left out."""
    answered = [(one, one.answer) for one in outcomes if one.answer is not None]
    asked = [one for one in answered if one[0].case.category is not Category.GREETING]
    right = [one.judgement.right for one, _ in answered]
    confidences = [answer.confidence for _, answer in answered]
    bins = reliability_of(confidences, right)
    return Calibration(
        auroc_right=auroc_of(confidences, right),
        auroc_answerable=auroc_of(
            [_confidence_in_an_answer(answer) for _, answer in asked],
            [not one.case.expects_refusal for one, _ in asked],
        ),
        bins=bins,
        expected_error=expected_error_of(bins),
        answers=len(answered),
    )


def reliability_of(confidences: Sequence[float], right: Sequence[bool]) -> tuple[Bin, ...]:
    """Return the bins of width 0.1 that hold answers, lowest first."""
    binned: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, is_right in zip(confidences, right, strict=True):
        binned[min(int(confidence * _BINS), _BINS - 1)].append((confidence, is_right))
    return tuple(
        Bin(
            low=number / _BINS,
            high=(number + 1) / _BINS,
            confidence=float(np.mean([confidence for confidence, _ in binned[number]])),
            right=share([is_right for _, is_right in binned[number]]),
        )
        for number in sorted(binned)
    )


def expected_error_of(bins: Sequence[Bin]) -> float:
    """Return the expected calibration error; 0 without bins."""
    answers = sum(one.right.cases for one in bins)
    distances = (one.right.cases * abs(one.right.value - one.confidence) for one in bins)
    return sum(distances) / answers if answers else 0.0


def auroc_of(scores: Sequence[float], positive: Sequence[bool]) -> Auroc | None:
    """Return the area under the ROC curve; None without a positive or without a negative case.

    The interval is that of a bootstrap which draws positive and negative cases apart.
    """
    above = [score for score, is_positive in zip(scores, positive, strict=True) if is_positive]
    below = [score for score, is_positive in zip(scores, positive, strict=True) if not is_positive]
    if not above or not below:
        return None
    low, high = np.percentile(_resampled_areas(above, below), [2.5, 97.5])
    return Auroc(
        value=float(roc_auc_score(positive, scores)),
        low=float(low),
        high=float(high),
        positives=len(above),
        negatives=len(below),
    )


def _resampled_areas(above: Sequence[float], below: Sequence[float]) -> NDArray[np.float64]:
    """Return the area of each resample: the mean over all pairs of who wins (Mann and Whitney)."""
    generator = seeded()
    positives, negatives = resample(above, generator), resample(below, generator)
    difference = positives.distinct[:, None] - negatives.distinct
    wins = (np.sign(difference) + 1) / 2
    pairs = len(above) * len(below)
    areas: NDArray[np.float64] = ((positives.counts @ wins) * negatives.counts).sum(axis=1) / pairs
    return areas


def _confidence_in_an_answer(answer: Answer) -> float:
    return 1 - answer.confidence if answer.refused else answer.confidence
