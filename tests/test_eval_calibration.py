import pytest

from eval.calibration import auroc_of, calibration_of, expected_error_of, reliability_of


def test_answers_are_binned_by_confidence_and_1_belongs_to_the_last_bin():
    bins = reliability_of([0.91, 0.3, 0.99, 1.0], [True, True, False, True])
    assert [(one.low, one.high) for one in bins] == [(0.3, 0.4), (0.9, 1.0)]
    assert bins[0].confidence == 0.3
    assert bins[0].right.value == 1
    assert bins[1].confidence == pytest.approx((0.91 + 0.99 + 1.0) / 3)
    assert bins[1].right.value == 2 / 3


@pytest.mark.parametrize("tenth", range(10))
def test_a_tenth_opens_its_bin(tenth):
    assert reliability_of([tenth / 10], [True])[0].low == tenth / 10


def test_the_expected_error_weighs_each_bin_by_its_answers():
    bins = reliability_of([0.35, 0.95, 0.95, 0.95], [True, True, True, False])
    assert expected_error_of(bins) == pytest.approx(1 / 4 * (1 - 0.35) + 3 / 4 * (0.95 - 2 / 3))
    assert expected_error_of(()) == 0


def test_the_area_is_the_share_of_pairs_in_the_right_order_and_a_tie_is_half():
    # 0.9 > 0.5, 0.9 > 0.1, 0.5 = 0.5, 0.5 > 0.1
    area = auroc_of([0.9, 0.5, 0.5, 0.1], [True, True, False, False])
    assert area.value == pytest.approx((1 + 1 + 1 / 2 + 1) / 4)
    assert (area.positives, area.negatives) == (2, 2)


def test_the_interval_of_the_area_draws_both_kinds_apart():
    # The positives are drawn as both 0.9 (1 in 4, area 1), both 0.1 (1 in 4, area 0) or one of each.
    area = auroc_of([0.9, 0.1, 0.5], [True, True, False])
    assert area.value == 1 / 2
    assert (area.low, area.high) == (0, 1)
    apart = auroc_of([0.9, 0.8, 0.2], [True, True, False])
    assert (apart.value, apart.low, apart.high) == (1, 1, 1)
    tie = auroc_of([0.5, 0.5], [True, False])
    assert (tie.value, tie.low, tie.high) == (1 / 2, 1 / 2, 1 / 2)


def test_there_is_no_area_without_both_kinds():
    assert auroc_of([0.9, 0.1], [True, True]) is None
    assert auroc_of([], []) is None


def test_confidence_separates_right_from_wrong_among_answers_and_refusals(answer_of, outcome_of):
    outcomes = [
        outcome_of(answer_of("d#一", confidence=0.9)),
        outcome_of(answer_of(refused=True, confidence=0.6), category="greeting", clauses=[]),
        outcome_of(answer_of("d#九", confidence=0.7), right=False),
        outcome_of(right=False),
    ]
    measured = calibration_of(outcomes)
    assert measured.answers == 3
    assert measured.auroc_right.value == 1 / 2
    assert measured.expected_error == pytest.approx((0.1 + 0.4 + 0.7) / 3)


def test_a_sure_refusal_is_little_confidence_in_an_answer(answer_of, outcome_of):
    refuse = {"category": "refuse", "refusal_class": "near_miss", "clauses": []}
    outcomes = [
        outcome_of(answer_of("d#一", confidence=0.8)),
        outcome_of(answer_of(refused=True, confidence=0.4)),
        outcome_of(answer_of(refused=True, confidence=0.7), **refuse),
        outcome_of(answer_of("d#一", confidence=0.7), **refuse),
        outcome_of(answer_of(refused=True, confidence=1), category="greeting", clauses=[]),
    ]
    # An answer is believed in with 0.8 and 1 - 0.4 where there is one, 1 - 0.7 and 0.7 where not.
    area = calibration_of(outcomes).auroc_answerable
    assert area.value == pytest.approx((1 + 1 + 1 + 0) / 4)
    assert (area.positives, area.negatives) == (2, 2)
