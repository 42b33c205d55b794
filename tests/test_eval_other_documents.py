"""The questions on documents that the project was not made with."""

import pytest

from corpus.library import load_corpus
from eval.load import load_cases
from eval.other_documents import FILES, together


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return load_corpus(together(tmp_path_factory.mktemp("together")))


def test_the_forty_five_stand_beside_the_five(corpus):
    assert len(corpus.documents) == 50


def test_the_questions_ask_for_clauses_that_are_there(corpus):
    cases = load_cases(FILES)
    assert len(cases) == 700
    known = {clause.clause_id for clause in corpus.clauses}
    unknown = {case.id for case in cases if not all(known & set(group) for group in case.clauses)}
    # Items of an article are no clauses of their own.
    assert all("第" in one for case in cases if case.id in unknown for one in case.acceptable)
