"""The search: every clause gets a dense and a lexical score, and one ranking comes from both."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.types import Frozen
from embeddings.encode import Encoder, Vectors
from embeddings.errors import IndexMissingError
from embeddings.foreign import common_part, is_foreign, without
from embeddings.fuse import fuse
from embeddings.opened import OpenIndex, Places
from embeddings.plain import with_plain
from embeddings.questions import QuestionVectors
from embeddings.rendered import (
    ASKED_SHARE_CHINESE,
    GLOSS_WEIGHT,
    JOINT_GLOSS_WEIGHT,
    joint_nearness,
    joint_score,
    with_asked,
    with_glosses,
)
from embeddings.rows import open_rows
from embeddings.state import read_pointer


class Hit(Frozen):
    """A clause and how near it is to the question; ranks count from 1 within the documents searched.

    `score` decides the order and compares clauses of one search only. `dense_similarity` is a
    cosine, from the model's own narrow band. `lexical_rank` is None for a clause that shares no
    term with the question.
    """

    clause_id: str
    score: float
    dense_similarity: float
    dense_rank: int
    lexical_score: float
    lexical_rank: int | None


class WeightedText(Frozen):
    """One wording of a question and how much it counts."""

    text: str
    weight: float = 1.0


class Leg(StrEnum):
    """What clauses are ranked by; one leg alone is for measurements."""

    BOTH = "both"
    DENSE = "dense"
    LEXICAL = "lexical"


class ClauseIndex:
    """The index under `home`, searched with the encoder that made it.

    Threads may share it. It holds what stood there when it was opened, whatever is built later:
    the documents that an answer is made from must not change under it.
    """

    def __init__(self, home: Path, encoder: Encoder, *, leg: Leg = Leg.BOTH) -> None:
        """Open the index without loading a model.

        Raises IndexMissingError when this model made none, IndexDamagedError when it is not whole.
        """
        self._encoder = encoder
        self._leg = leg
        self._vectors = QuestionVectors(encoder)
        self._opened = _opened(home / "index", encoder.fingerprint)

    @property
    def encoder(self) -> Encoder:
        """Return what made the index, and encodes the questions."""
        return self._encoder

    def prepare(self, wordings: Sequence[str]) -> None:
        """Encode these wordings of a question together, as whoever knows all of them can ask.

        Three together take 6/10 of the time of one after another. What is found is the same.
        """
        self._vectors.of(wordings)

    def search(
        self,
        query: str,
        k: int,
        *,
        documents: frozenset[str] | None = None,
        lexical_query: str | None = None,
    ) -> list[Hit]:
        """Return the `k` nearest clauses of these documents, or of all; equal ones by `clause_id`.

        Every clause has its place in the ranking, whether or not it shares a term with the
        question. `lexical_query` replaces the question for the lexical score, as when a question
        in English comes with its terms in Chinese.
        """
        lexical = query if lexical_query is None else lexical_query
        return self.search_weighted(
            [WeightedText(text=query)], [WeightedText(text=lexical)], k, documents=documents
        )

    def search_weighted(
        self,
        dense: Sequence[WeightedText],
        lexical: Sequence[WeightedText],
        k: int,
        *,
        documents: frozenset[str] | None = None,
    ) -> list[Hit]:
        """Return the `k` nearest clauses to several wordings of one question, weighted.

        `dense` are the wordings to compare in meaning, their weights add up to 1; `lexical` are
        those to compare in words. A hit's `dense_similarity` is that of the first wording.
        """
        if k < 1:
            raise ValueError(f"k is {k!r}; it must be at least 1")
        opened = self._opened
        questions = self._vectors.of([one.text for one in dense])
        weights = [one.weight for one in dense]
        own_parts = [
            self._own_part(one.text, question)
            for one, question in zip(dense, questions, strict=True)
        ]
        nearness = _weighted(map(opened.similarities, own_parts), weights)
        words = [one for one in lexical if one.text]
        scores = _weighted(
            [np.zeros(len(opened.clause_ids), dtype=np.float32)]
            + [opened.lexical.scores(one.text) for one in words],
            [1.0] + [one.weight for one in words],
        )
        if is_foreign(dense[0].text):
            fused, meaning, scores = _foreign_scores(
                opened, dense[0].text, questions, weights, nearness, scores
            )
        else:
            fused, meaning = _chinese_scores(
                opened, dense[0].text, questions, weights, nearness, scores
            )
        cosines = self._cosines(opened, dense[0].text, questions[0])
        ranking = {Leg.BOTH: fused, Leg.DENSE: meaning, Leg.LEXICAL: fused - meaning}[self._leg]
        legs = _Legs(cosines, nearness, scores, ranking)
        return _best(k, opened.clause_ids, legs, opened.places(documents))

    def dense_similarities(self, query: str) -> dict[str, float]:
        """Return the cosine of every clause with the question, by the clause's id.

        For a foreign question it is that of the clause's English rendering, where there is one.
        """
        opened = self._opened
        [question] = self._vectors.of([query])
        similarities = self._cosines(opened, query, question)
        return dict(zip(opened.clause_ids, similarities.tolist(), strict=True))

    def nearest_sentences(self, query: str, clause_id: str) -> tuple[str, ...]:
        """Return the sentences of a clause as they stand there, the nearest to the question first.

        A clause that is not in the index has none.
        """
        opened = self._opened
        [question] = self._vectors.of([query])
        return opened.sentences_by_similarity(self._own_part(query, question), clause_id)

    def likeness(self, first: Sequence[str], second: Sequence[str]) -> NDArray[np.float64]:
        """Return how alike each clause of the first is to each of the second, from -1 to 1.

        A clause that is not in the index is like none: 0.
        """
        opened = self._opened
        known = frozenset(opened.clause_ids)
        alike = np.zeros((len(first), len(second)))
        rows, columns = (
            [place for place, one in enumerate(given) if one in known] for given in (first, second)
        )
        alike[np.ix_(rows, columns)] = opened.likeness(
            [first[row] for row in rows], [second[column] for column in columns]
        )
        return alike

    @staticmethod
    def _cosines(opened: OpenIndex, text: str, question: Vectors) -> Vectors:
        chinese = opened.similarities(question)
        if not is_foreign(text) or not opened.english.present.any():
            return chinese
        return np.where(opened.english.present, opened.english.similarities(question), chinese)

    def _own_part(self, text: str, question: Vectors) -> Vectors:
        """Return a question's vector, a foreign one's without what all foreign ones share."""
        return without(self._common, question) if is_foreign(text) else question

    @functools.cached_property
    def _common(self) -> Vectors:
        return common_part(self._encoder)


def _opened(index: Path, fingerprint: str) -> OpenIndex:
    pointer = read_pointer(index)
    if pointer.encoder != fingerprint:
        raise IndexMissingError(
            f"the index in {str(index)!r} was built with the model {pointer.encoder!r}, "
            f"not {fingerprint!r}; run: zhengda index"
        )
    return OpenIndex(open_rows(index, pointer))


@dataclass(frozen=True)
class _Legs:
    """One number per clause of each kind: `nearness` is what dense ranks by, `score` what decides."""

    dense: Vectors
    nearness: Vectors
    lexical: Vectors
    score: Vectors


def _weighted(scores: Iterable[Vectors], weights: Sequence[float]) -> Vectors:
    """Return the weighted sum of several scores of every clause."""
    parts = [np.float32(weight) * one for one, weight in zip(scores, weights, strict=True)]
    return np.asarray(np.sum(parts, axis=0), dtype=np.float32)


def _chinese_scores(  # noqa: PLR0913, PLR0917 - what was measured of one question
    opened: OpenIndex,
    question: str,
    questions: Sequence[Vectors],
    weights: Sequence[float],
    nearness: Vectors,
    words: Vectors,
) -> tuple[Vectors, Vectors]:
    """Return the score of each clause, and what it is by its meaning alone."""
    fused, meaning = fuse(nearness, words), nearness
    if opened.plain.present.any():
        plain = _weighted(map(opened.plain.similarities, questions), weights)
        said = opened.everyday.scores(question)
        fused = with_plain(fused, nearness, plain, said, opened.plain.present)
        unsaid = np.zeros_like(said)
        meaning = with_plain(meaning, nearness, plain, unsaid, opened.plain.present)
    if opened.asked.present.any():
        asked = _weighted(map(opened.asked.similarities, questions), weights)
        share = ASKED_SHARE_CHINESE * float(nearness.std())
        fused = with_asked(fused, asked, opened.asked.present, share)
        meaning = with_asked(meaning, asked, opened.asked.present, share)
    return fused, meaning


def _foreign_scores(  # noqa: PLR0913, PLR0917 - as above
    opened: OpenIndex,
    question: str,
    questions: Sequence[Vectors],
    weights: Sequence[float],
    nearness: Vectors,
    words: Vectors,
) -> tuple[Vectors, Vectors, Vectors]:
    """Return what `_chinese_scores` does of a question in English, and its lexical score in all."""
    glossed = opened.glossed.scores(question)
    if not opened.english.present.any():
        weight = GLOSS_WEIGHT * float(nearness.std())
        return with_glosses(fuse(nearness, words), glossed, weight), nearness, words + glossed
    english = _weighted(map(opened.english.similarities, questions), weights)
    joint = joint_nearness(nearness, english, opened.english.present)
    in_english = opened.english.words.scores(question)
    fused = joint_score(joint, in_english, words, opened.english.present)
    fused, meaning = with_glosses(fused, glossed, JOINT_GLOSS_WEIGHT), joint
    if opened.asked_english.present.any():
        asked = _weighted(map(opened.asked_english.similarities, questions), weights)
        fused = with_asked(fused, asked, opened.asked_english.present)
        meaning = with_asked(meaning, asked, opened.asked_english.present)
    return fused, meaning, words + in_english + glossed


def _best(k: int, clause_ids: Sequence[str], legs: _Legs, places: Places) -> list[Hit]:
    """Return the `k` best of the clauses at these places, best first."""
    scores = legs.score[places]
    dense_ranks = _ranks(legs.nearness[places])
    lexical_ranks = _ranks(legs.lexical[places])
    return [
        Hit(
            clause_id=clause_ids[places[at]],
            score=float(scores[at]),
            dense_similarity=float(legs.dense[places[at]]),
            dense_rank=int(dense_ranks[at]),
            lexical_score=float(legs.lexical[places[at]]),
            lexical_rank=int(lexical_ranks[at]) if legs.lexical[places[at]] > 0 else None,
        )
        for at in np.argsort(-scores, kind="stable")[:k]
    ]


def _ranks(scores: Vectors) -> Places:
    """Return each score's rank from 1, the highest first, equal ones in their order."""
    ranks = np.empty(len(scores), dtype=np.intp)
    ranks[np.argsort(-scores, kind="stable")] = np.arange(1, len(scores) + 1)
    return ranks
