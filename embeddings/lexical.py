"""Adapter: lexical similarity by BM25 (bm25s, Lucene's variant)."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Final

import bm25s
import numpy as np

from embeddings.encode import Vectors
from embeddings.terms import terms_of, terms_of_question

# The usual values; on STARD none from k1 0.6 to 2 and b 0.3 to 0.9 is better by a hundredth.
_K1: Final = 1.2
_B: Final = 0.75


class LexicalIndex:
    """Scores every passage against a question by the terms both have.

    `of_passage` and `of_question` give the terms of a text; they are those of Chinese texts unless
    others are given.
    """

    def __init__(
        self,
        passages: Sequence[str],
        of_passage: Callable[[str], Sequence[str]] = terms_of,
        of_question: Callable[[str], Sequence[str]] = terms_of_question,
    ) -> None:
        self._size = len(passages)
        self._index = bm25s.BM25(method="lucene", k1=_K1, b=_B)
        self._terms_of_question = of_question
        terms = [list(of_passage(passage)) for passage in passages]
        self._known = frozenset(term for several in terms for term in several)
        if self._known:
            self._index.index(terms, show_progress=False)

    def scores(self, question: str) -> Vectors:
        """Return one score per passage, 0 where no term is shared.

        BM25 grows with the number of terms asked for; it is divided by the root of that number, so
        that the lexical share of the fusion stays alike for short and long questions.
        """
        asked = self._terms_of_question(question)
        known = [term for term in asked if term in self._known]
        if not known:
            return np.zeros(self._size, dtype=np.float32)
        scores = np.asarray(self._index.get_scores(known), dtype=np.float32)
        return scores / np.float32(math.sqrt(len(asked)))
