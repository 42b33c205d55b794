import pytest

from eval.latency import histogram_of, seconds_of


def test_percentiles_are_interpolated():
    # Of 5 values the 90th, 95th and 99th percentile stand at index 3.6, 3.8 and 3.96.
    seconds = seconds_of([3, 1, 2, 9, 4])
    assert seconds.median == 3
    assert seconds.p90 == pytest.approx(4 + 0.6 * (9 - 4))
    assert seconds.p95 == pytest.approx(4 + 0.8 * (9 - 4))
    assert seconds.p99 == pytest.approx(4 + 0.96 * (9 - 4))


def test_without_durations_all_is_0():
    assert seconds_of([]).median == 0
    assert seconds_of([]).p99 == 0
    assert histogram_of([]) == ()


def test_a_histogram_counts_turns_in_20_bars_and_the_slowest_in_the_last():
    # The 99th percentile stands at index 2.97: 0.3 + 0.97 * (2 - 0.3) = 1.949, a bar is 0.09745.
    bars = histogram_of([0.1, 0.1, 0.3, 2.0])
    assert len(bars) == 20
    assert {n: bar.turns for n, bar in enumerate(bars) if bar.turns} == {1: 2, 3: 1, 19: 1}
    assert bars[0].low == 0
    assert bars[-1].high == pytest.approx(1.949)


def test_turns_that_took_no_time_have_a_histogram():
    assert histogram_of([0, 0])[0].turns == 2
