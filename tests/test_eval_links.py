"""Links against judged pairs, on a few that are worked out by hand."""

import numpy as np
import pytest

from embeddings.link_types import LinkKind
from embeddings.linking import Weights
from eval.cases import QuestionsError
from eval.judged_links import Judged, JudgedPair, SilentClause, read_judged, shares_of
from eval.links import Compared, as_code, fit, held_out, linked_by

PAIRS = Judged(
    pairs=(
        JudgedPair(first="a#一", second="b#一", relation="same", note="organising the work"),
        JudgedPair(first="a#二", second="b#二", relation="partly"),
        JudgedPair(first="a#三", second="b#三", relation="none"),
    ),
    silent=(SilentClause(clause="a#四", other="b"), SilentClause(clause="b#五", other="a")),
)


def test_shares_count_what_is_linked_in_whatever_order():
    linked = {("b#一", "a#一"): LinkKind.SAME, ("a#三", "b#三"): LinkKind.PARTLY}
    shares = {name: one.value for name, one in shares_of(linked, PAIRS).items()}
    assert shares["recall"] == 1 / 2
    assert shares["recall of same"] == 1
    assert shares["recall without organising"] == 0
    assert shares["precision among judged pairs"] == 1 / 2
    assert shares["silent clauses left unlinked"] == 1
    assert shares["called the same that is the same"] == 1


def test_a_link_of_a_silent_clause_is_wrong_whatever_it_is_linked_with():
    linked = {("a#一", "b#一"): LinkKind.SAME, ("a#四", "b#九"): LinkKind.PARTLY}
    shares = {name: one.value for name, one in shares_of(linked, PAIRS).items()}
    assert shares["silent clauses left unlinked"] == 1 / 2
    assert shares["precision, links of silent clauses too"] == 1 / 2
    assert shares["precision among judged pairs"] == 1


def test_a_link_of_which_nothing_was_judged_counts_nowhere():
    shares = shares_of({("a#八", "b#九"): LinkKind.SAME}, PAIRS)
    assert shares["precision, links of silent clauses too"].cases == 0


def test_a_line_that_is_no_judgement_names_its_place(tmp_path):
    (tmp_path / "pairs.jsonl").write_text('{"first": "a#一", "second": "b#一"}\n', "utf-8")
    (tmp_path / "silent.jsonl").write_text("", "utf-8")
    with pytest.raises(QuestionsError, match=r"pairs\.jsonl:1: relation"):
        read_judged(tmp_path)


def test_the_judged_pairs_of_the_repository_can_be_read():
    judged = read_judged()
    assert (len(judged.pairs), len(judged.silent)) == (212, 129)
    assert sum(one.is_on_organising for one in judged.pairs if one.relation == "same") == 10


def compared(first, second):
    """Two documents of four clauses each, of which those of one number belong together."""
    clauses = [tuple(f"{name}#{n}" for n in range(4)) for name in (first, second)]
    together = np.eye(4)
    return Compared(
        *clauses,
        {"words": together + 0.1, "standing": together, "noise": np.full((4, 4), 0.5)},
        wanted=together.astype(int),
        same=np.where(together > 0, np.arange(4) % 2, -1),
    )


def test_weights_fitted_on_the_others_link_what_belongs_together():
    documents = [compared("a", "b"), compared("a", "c"), compared("b", "c")]
    linked = held_out(documents, ["words", "noise"])
    assert set(linked) == {
        (f"{a}#{n}", f"{b}#{n}") for a, b in ("ab", "ac", "bc") for n in range(4)
    }


def test_what_two_clauses_share_never_speaks_against_them():
    turned = [
        Compared(one.first, one.second, one.measures, 1 - one.wanted, one.same)
        for one in (compared("a", "b"), compared("a", "c"))
    ]
    weights = fit(turned, ["words", "noise"]).links
    assert min(weights.of.values()) >= 0


def test_a_lower_threshold_links_more():
    one = compared("a", "b")
    fitted = fit([compared("a", "c"), compared("b", "c")], ["words"])
    assert len(linked_by(one, fitted, shift=-20)) == 0
    assert len(linked_by(one, fitted, shift=20)) == 16


def test_weights_are_printed_as_they_stand_in_the_code():
    code = as_code("BARE", Weights(-1.234, {"words": 5.678}))
    assert code == "BARE: Final = Weights(-1.23, {WORDS: 5.68})"
