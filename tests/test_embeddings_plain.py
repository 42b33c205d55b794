"""Chinese questions over clauses of which some have a rendering in everyday Chinese."""

import numpy as np
import pytest

from corpus.types import Rendering
from embeddings.build import build_index
from embeddings.hashed import HashedEncoder
from embeddings.index import ClauseIndex
from embeddings.plain import NEARNESS_SHARE, WORDS_SHARE, with_plain
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


def test_words_that_stand_only_in_the_rendering_lead_to_the_clause(shipped, tmp_path):
    parsed = shipped.parsed[0]
    target = parsed.clauses[7]
    clauses = tuple(
        clause.model_copy(
            update={"plain": Rendering(heading="", sentences=("麒麟归谁养。",))}
            if clause is target
            else {"plain": Rendering(heading="", sentences=("别的。",))}
        )
        for clause in parsed.clauses
    )
    build_index([parsed.model_copy(update={"clauses": clauses})], tmp_path, HashedEncoder(), silent)
    index = ClauseIndex(tmp_path, HashedEncoder())
    assert index.search("麒麟归谁养", 1)[0].clause_id == target.clause_id
    assert not any("麒麟" in one for one in index.nearest_sentences("麒麟", target.clause_id))
