"""English questions over clauses of which some have an English rendering."""

import numpy as np
import pytest

from corpus.types import Rendering
from embeddings.build import build_index
from embeddings.hashed import HashedEncoder
from embeddings.index import ClauseIndex
from embeddings.progress import silent
from embeddings.rendered import (
    CHINESE_SHARE,
    TERMS_WEIGHT,
    WORDS_ALONE,
    WORDS_WEIGHT,
    joint_nearness,
    joint_score,
)

BOTH = np.array([True, True])


def vector(*numbers):
    return np.array(numbers, dtype=np.float32)


def test_each_cosine_counts_in_its_own_spread():
    chinese, english = vector(0.7, 0.8, 0.9), vector(0.5, 0.3, 0.0)
    near = joint_nearness(chinese, english, np.array([True, True, False]))
    # Chinese: mean 0.8, spread sqrt(2/3)/10; English of the two rendered: mean 0.4, spread 0.1.
    z = np.sqrt(3 / 2)
    wanted = [1 - CHINESE_SHARE * z, -1.0, (1 + CHINESE_SHARE) * z]
    assert near == pytest.approx(wanted, abs=1e-5)


def test_cosines_that_do_not_differ_say_nothing():
    same = vector(0.5, 0.5)
    assert joint_nearness(same, same, np.array([True, True])).tolist() == [0.0, 0.0]


def test_words_and_terms_are_added_each_in_its_own_spread():
    # The words lie 50 and the terms 0.1 off their mean: one spread each.
    score = joint_score(vector(1, 1), vector(100, 0), vector(0.2, 0.4), BOTH)
    assert score == pytest.approx(
        [1 + WORDS_WEIGHT - TERMS_WEIGHT, 1 - WORDS_WEIGHT + TERMS_WEIGHT], abs=1e-5
    )


def test_words_that_all_clauses_hold_alike_say_nothing():
    assert joint_score(vector(1, 2), vector(7, 7), vector(0, 0), BOTH).tolist() == [1.0, 2.0]


@pytest.fixture
def index(shipped, tmp_path):
    parsed = shipped.parsed[0]
    clauses = tuple(
        clause.model_copy(
            update={
                "rendering": Rendering(
                    heading="", sentences=("Walrus." if number == 2 else f"Otter number {number}.",)
                )
            }
        )
        for number, clause in enumerate(parsed.clauses)
    )
    build_index([parsed.model_copy(update={"clauses": clauses})], tmp_path, HashedEncoder(), silent)
    return ClauseIndex(tmp_path, HashedEncoder()), [clause.clause_id for clause in clauses]


def test_a_rendering_leads_to_its_clause_and_others_stay_in_the_ranking(index):
    searched, ids = index
    hits = searched.search("Where is the walrus?", len(ids))
    by_id = {hit.clause_id: hit for hit in hits}
    assert by_id[ids[2]].lexical_rank == 1
    assert [hit.clause_id for hit in hits if hit.lexical_rank is not None] == [ids[2]]
    assert len(hits) == len(ids)


def test_a_rendering_is_no_sentence_of_its_clause(index):
    searched, ids = index
    assert not any("Walrus" in one for one in searched.nearest_sentences("walrus", ids[2]))


def test_a_chinese_question_is_not_answered_by_renderings(index):
    searched, ids = index
    similarity = searched.dense_similarities("海象在哪里?")
    assert searched.dense_similarities("Where is the walrus?")[ids[2]] > similarity[ids[2]]


def test_a_clause_without_a_rendering_gains_what_its_words_are_likely_to_add():
    rendered = np.array([True, True, False, False])
    nearness = vector(0, 1, 1, 3)
    score = joint_score(nearness, vector(0, 8, 0, 0), vector(0, 0, 0, 0), rendered)
    said = WORDS_WEIGHT * WORDS_ALONE * (nearness - nearness.mean()) / nearness.std()
    assert score[2:].tolist() == pytest.approx((nearness + said)[2:].tolist())
    assert score[:2].tolist() == pytest.approx([-WORDS_WEIGHT, 1 + WORDS_WEIGHT])
