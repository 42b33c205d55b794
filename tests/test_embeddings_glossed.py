"""English questions over clauses that have no English rendering."""

import pytest

from corpus.library import load_corpus
from embeddings.build import build_index
from embeddings.hashed import HashedEncoder
from embeddings.index import ClauseIndex
from embeddings.progress import silent

BARE = {"rendering": None, "plain": None, "expected": None}


@pytest.fixture(scope="module")
def bare_index(tmp_path_factory):
    """Index the shipped clauses as if nobody had rendered them, with vectors that mean nothing."""
    home = tmp_path_factory.mktemp("bare")
    corpus = load_corpus()
    parsed = [
        one.model_copy(update={"clauses": tuple(c.model_copy(update=BARE) for c in one.clauses)})
        for one in corpus.parsed
    ]
    encoder = HashedEncoder()
    build_index(parsed, home, encoder, silent)
    return ClauseIndex(home, encoder)


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("Which airports are to be built?", "机场"),
        ("What is done about bankruptcy?", "破产"),
        ("temporary parking for delivery vehicles", "停"),
    ],
)
def test_words_that_a_dictionary_gives_find_clauses(bare_index, question, word):
    texts = {one.clause_id: one.text for one in load_corpus().clauses}
    hits = bare_index.search(question, len(texts))
    by_words = min(hits, key=lambda one: one.lexical_rank or len(texts))
    assert word in texts[by_words.clause_id]
    # The vectors mean nothing, so that the words alone bring it to the front.
    assert by_words.clause_id in [one.clause_id for one in hits[:10]]


def test_a_word_that_no_dictionary_gives_leaves_the_ranking_to_the_vectors(bare_index):
    hits = bare_index.search("qwertyuiop", 5)
    assert all(one.lexical_rank is None for one in hits)
