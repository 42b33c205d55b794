import numpy as np
import pytest

from eval.shares import resample, share


def test_a_share_is_the_mean_and_its_interval_holds_it():
    three_of_four = share([True, True, True, False])
    assert three_of_four.value == 3 / 4
    assert three_of_four.cases == 4
    # Drawing four: P(none right) = 1/256 = 0.4%, P(at most one) = 1/256 + 12/256 = 5.1%, so 2.5%
    # falls on 1/4; P(all right) = 81/256 = 32%, so 97.5% falls on 1.
    assert (three_of_four.low, three_of_four.high) == (1 / 4, 1)


def test_the_interval_agrees_with_the_binomial_distribution():
    # 100 draws at 0.5: 2.5% and 97.5% quantiles of the binomial are 40 and 60.
    half = share([1.0, 0.0] * 50)
    assert half.low == pytest.approx(0.40, abs=0.011)
    assert half.high == pytest.approx(0.60, abs=0.011)


def test_the_interval_agrees_with_drawing_case_by_case():
    values = [number % 7 / 6 for number in range(97)]
    draws = np.random.default_rng(1).integers(97, size=(10_000, 97))
    low, high = np.percentile(np.array(values)[draws].mean(axis=1), [2.5, 97.5])
    assert share(values).low == pytest.approx(low, abs=0.005)
    assert share(values).high == pytest.approx(high, abs=0.005)


def test_the_interval_is_the_same_each_time_and_none_without_spread():
    uneven = [number / 97 for number in range(97)]
    assert share(uneven) == share(uneven)
    assert share([1, 1]) == share([1, 1]).model_copy(update={"value": 1, "low": 1, "high": 1})
    assert share([]).cases == 0


def test_a_resample_is_as_large_as_the_sample():
    drawn = resample([0.5, 0, 0.5], np.random.default_rng(1))
    assert list(drawn.distinct) == [0, 0.5]
    assert set(drawn.counts.sum(axis=1)) == {3}
