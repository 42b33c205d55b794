"""How like the clauses of two documents are, by several measures.

Those of words are from 0 to 1; those of meaning are 0 for clauses as like as any two of one document,
and 1 for the same words.

Nothing but the two documents counts: how rare a word is, is how rare it is in these two. So the links
of a pair stay what they are when a third document comes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeVar

import numpy as np

from embeddings.bags import Bags, Scores, cosines, rarity, shares_held
from embeddings.encode import Vectors
from embeddings.traits import Rows, Starts, Traits

MEANING: Final = "meaning"
PLAIN: Final = "plain"
ENGLISH: Final = "english"
WORDS: Final = "words"
HEADING: Final = "heading"
SENTENCE: Final = "sentence"
TERMS: Final = "terms"
BODIES: Final = "bodies"

_LEAST_WAY: Final = 0.01


def measures_of(first: Traits, second: Traits, width: int) -> dict[str, Scores]:
    """Return by name a matrix: a row for each clause of the first, a column for each of the second.

    `width` is the size of their vocabulary. PLAIN and ENGLISH are left out where a clause of either
    has no such rendering.
    """
    return {
        MEANING: _on_the_way(_meaning, first.sentences, second.sentences),
        **_renderings(first, second),
        **_of_words(first, second, width),
        TERMS: _weighed_cosines(first.terms, second.terms, width),
        BODIES: _weighed_cosines(first.bodies, second.bodies, width),
    }


def nearest_sentences(first: Traits, row: int, second: Traits, column: int) -> tuple[str, str]:
    """Return the sentences of two clauses that are nearest to each other, as they stand there."""
    one, other = _rows_of(first.sentences, row), _rows_of(second.sentences, column)
    alike = first.sentences.vectors[one] @ second.sentences.vectors[other].T
    at, beside = np.unravel_index(int(np.argmax(alike)), alike.shape)
    return first.sentence_texts[one.start + int(at)], second.sentence_texts[
        other.start + int(beside)
    ]


def _meaning(first: Rows, second: Rows) -> Scores:
    """Return how well the sentences of one clause are matched by those of the other, on the mean.

    Of the two directions the better counts: a clause may be half a sentence of the other.
    """
    cosine = np.asarray(first.vectors @ second.vectors.T, dtype=float)
    of_first = np.maximum.reduceat(cosine, second.starts, axis=1)
    of_second = np.maximum.reduceat(cosine, first.starts, axis=0)
    by_first = np.add.reduceat(of_first, first.starts, axis=0) / _sizes(first)[:, None]
    by_second = np.add.reduceat(of_second, second.starts, axis=1) / _sizes(second)[None]
    return np.maximum(by_first, by_second)


def _renderings(first: Traits, second: Traits) -> Mapping[str, Scores]:
    pairs = {PLAIN: (first.plain, second.plain), ENGLISH: (first.english, second.english)}
    return {
        name: _on_the_way(_product, one, other)
        for name, (one, other) in pairs.items()
        if one is not None and other is not None
    }


def _of_words(first: Traits, second: Traits, width: int) -> Mapping[str, Scores]:
    """Return what comes of the words: those of the clauses, of a heading, of the best two sentences."""
    weights = rarity(first.words, second.words, width)
    texts = [one.words.present(width) for one in (first, second)]
    heads = [one.headings.weighed(weights) for one in (first, second)]
    sentences = cosines(first.written.weighed(weights), second.written.weighed(weights))
    return {
        WORDS: cosines(first.words.weighed(weights), second.words.weighed(weights)),
        HEADING: np.maximum(shares_held(heads[0], texts[1]), shares_held(heads[1], texts[0]).T),
        SENTENCE: _best(sentences, first.written_starts, second.written_starts),
    }


def _weighed_cosines(first: Bags, second: Bags, width: int) -> Scores:
    weights = rarity(first, second, width)
    return cosines(first.weighed(weights), second.weighed(weights))


def _best(cosine: Scores, first: Starts, second: Starts) -> Scores:
    columns = np.maximum.reduceat(cosine, second, axis=1)
    return np.asarray(np.maximum.reduceat(columns, first, axis=0), dtype=float)


def _product(one: Vectors, other: Vectors) -> Scores:
    return np.asarray(one @ other.T, dtype=float)


def _sizes(rows: Rows) -> Scores:
    return np.diff(np.append(rows.starts, len(rows.vectors))).astype(float)


def _rows_of(rows: Rows, clause: int) -> slice:
    ends = np.append(rows.starts, len(rows.vectors))
    return slice(int(ends[clause]), int(ends[clause + 1]))


_Kind = TypeVar("_Kind", Rows, Vectors)


def _on_the_way(measure: Callable[[_Kind, _Kind], Scores], one: _Kind, other: _Kind) -> Scores:
    """Return a measure of cosines as the share of the way from any two clauses to the same one.

    Each model has a band of cosines of its own: 0 is the mean of different clauses of one document,
    1 the cosine 1. Of two documents of one clause each nothing is known: 0.
    """
    inside = [_apart(measure(each, each)) for each in (one, other)]
    known = [values.mean() for values in inside if values.size]
    if not known:
        return np.zeros((1, 1))
    mean = float(np.mean(known))
    return np.asarray((measure(one, other) - mean) / max(1 - mean, _LEAST_WAY), dtype=float)


def _apart(square: Scores) -> Scores:
    """Return the values of two different clauses, none where there is but one."""
    return square[~np.eye(len(square), dtype=bool)]
