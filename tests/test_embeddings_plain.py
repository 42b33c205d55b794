"""Chinese questions over clauses of which some have a rendering in everyday Chinese."""

import numpy as np
import pytest

from corpus.types import Rendering
from embeddings.build import build_index
from embeddings.hashed import HashedEncoder
from embeddings.index import ClauseIndex, Leg
from embeddings.plain import ALONE_SHARE, NEARNESS_SHARE, WORDS_SHARE, with_plain
from embeddings.progress import silent


def vector(*numbers):
    return np.array(numbers, dtype=np.float32)


def test_nearness_and_words_are_added_in_units_of_the_dense_spread():
    dense = vector(0.7, 0.9, 0.8)
    score = with_plain(
        vector(1, 1, 1), dense, vector(0.2, 0.4, 0), vector(3, 1, 0), np.array([True, True, False])
    )
    # The cosines of the two rendered ones are -1 and +1 spreads off their mean, the words +1 and -1.
    unit = np.sqrt((0.1**2 + 0.1**2) / 3)
    first = 1 + unit * (WORDS_SHARE - NEARNESS_SHARE)
    second = 1 + unit * (NEARNESS_SHARE - WORDS_SHARE)
    assert score == pytest.approx([first, second, 1.0], abs=1e-5)


def test_a_clause_without_a_rendering_keeps_its_rank_among_equals_with_one():
    dense = vector(0.9, 0.8, 0.7, 0.6)
    rendered = np.array([False, True, True, True])
    score = with_plain(dense, dense, vector(0, 0.5, 0.4, 0.3), vector(0, 2, 1, 0), rendered)
    assert score.argmax() == 0
    own = (0.9 - dense.mean()) / dense.std()
    added = ALONE_SHARE * (NEARNESS_SHARE + WORDS_SHARE) * own * dense.std()
    assert score[0] == pytest.approx(0.9 + added, abs=1e-5)


@pytest.fixture(scope="module")
def parsed(shipped):
    """A document with renderings: that of its eighth clause alone speaks of 麒麟."""
    parsed = shipped.parsed[0]
    others = Rendering(heading="", sentences=("别的。",))
    clauses = [clause.model_copy(update={"plain": others}) for clause in parsed.clauses]
    spoken = Rendering(heading="", sentences=("麒麟归谁养。",))
    clauses[7] = clauses[7].model_copy(update={"plain": spoken})
    return parsed.model_copy(update={"clauses": tuple(clauses)})


@pytest.fixture(scope="module")
def home(parsed, tmp_path_factory):
    home = tmp_path_factory.mktemp("plain")
    build_index([parsed], home, HashedEncoder(), silent)
    return home


def test_words_that_stand_only_in_the_rendering_lead_to_the_clause(parsed, home):
    target = parsed.clauses[7]
    index = ClauseIndex(home, HashedEncoder())
    assert index.search("麒麟归谁养", 1)[0].clause_id == target.clause_id
    assert not any("麒麟" in one for one in index.nearest_sentences("麒麟", target.clause_id))


@pytest.mark.parametrize("question", ["麒麟归谁养", "流通企业", "Who keeps the logistics parks?"])
def test_the_score_of_both_legs_is_the_sum_of_those_of_each(home, question):
    both, dense, lexical = (
        {
            hit.clause_id: hit.score
            for hit in ClauseIndex(home, HashedEncoder(), leg=leg).search(question, 1000)
        }
        for leg in (Leg.BOTH, Leg.DENSE, Leg.LEXICAL)
    )
    sums = {clause_id: dense[clause_id] + lexical[clause_id] for clause_id in both}
    assert sums == pytest.approx(both, abs=1e-5)
    assert max(lexical.values()) > 0


def test_the_words_of_a_rendering_count_in_the_lexical_leg(parsed, home):
    target = parsed.clauses[7].clause_id
    [first] = ClauseIndex(home, HashedEncoder(), leg=Leg.LEXICAL).search("麒麟", 1)
    assert first.clause_id == target
    assert first.lexical_score == 0  # the clause's own text does not hold them


def test_the_nearness_of_a_rendering_counts_in_the_dense_leg(parsed, home, tmp_path):
    target = parsed.clauses[7].clause_id
    silent_clauses = [one.model_copy(update={"plain": None}) for one in parsed.clauses]
    without = parsed.model_copy(update={"clauses": tuple(silent_clauses)})
    build_index([without], tmp_path, HashedEncoder(), silent)
    places = []
    for index_home in (tmp_path, home):
        hits = ClauseIndex(index_home, HashedEncoder(), leg=Leg.DENSE).search("麒麟归谁养", 1000)
        places.append([hit.clause_id for hit in hits].index(target))
    assert places[1] < places[0]
