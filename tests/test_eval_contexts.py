import pytest

from eval.contexts import context_precision, context_recall


def test_the_example_of_ragas_comes_out_as_in_its_documentation():
    found, reference = ["doc1", "doc2", "doc3"], [["doc1"], ["doc2"], ["doc4"]]
    assert context_recall(found, reference) == 2 / 3
    assert context_precision(found, reference) == 2 / 3


def test_any_member_of_a_group_is_recalled_and_every_member_is_precise():
    groups = [["d#一", "e#二"], ["d#三"]]
    assert context_recall(["e#二"], groups) == 1 / 2
    assert context_precision(["e#二", "d#一", "c#1"], groups) == 2 / 3


def test_a_clause_found_twice_counts_once():
    assert context_precision(["d#一", "d#一", "c#1"], [["d#一"]]) == 1 / 2


def test_finding_nothing_is_worth_nothing():
    assert context_recall([], [["d#一"]]) == 0
    assert context_precision([], [["d#一"]]) == 0


def test_recall_has_no_meaning_where_nothing_is_to_be_found():
    with pytest.raises(ValueError, match="recall needs clauses"):
        context_recall(["d#一"], [])
