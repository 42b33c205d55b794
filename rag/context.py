"""Which clause a question of a conversation is about: its own words and the last answer, weighed.

A question may go on with the last answer (who else?), turn to the next topic of the same document
(and cold storage?), go back to an earlier one, or leave the conversation behind. No wording tells
these apart for certain, so every clause is scored by what speaks for it. The weights are those of a
conditional logistic regression (softmax over the clauses) on the follow-ups on one document, all for
tuning and the development half of the known ones: `python -m eval.weights`. Held out in eighths, 87
in 100 of 229 get a right clause first.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rag.types import Language

Scores = NDArray[np.float64]

_HAN = re.compile(r"[\u3400-\u9fff]")
_FITTED_CLAUSES = 230
_WORDS_SCALE = 3.0  # a share of 1 counts like a score that stands out as one of 230 does
_NO_TOPIC = 2  # Han characters below which a topic says nothing; an English word counts as two
_SHORT_TOPIC = 5


@dataclass(frozen=True)
class Context:
    """What a question leans on, and how far its wording says that it does.

    `own_topic` and `own_words` are of the question alone, `earlier_topic` and `earlier_words` of the
    one before; `last` are the clauses of the last answer, `history` those of all, `documents` those
    that were spoken of.
    """

    own_topic: str
    own_words: str
    earlier_topic: str
    earlier_words: str
    language: Language
    last: tuple[str, ...]
    history: tuple[str, ...]
    documents: tuple[str, ...]
    explicit: bool
    refers: bool
    points_back: bool
    pronoun: bool
    returns: bool
    returns_to_first: bool
    swaps: bool
    corrects: bool = False
    same_thing: bool = False
    """What was asked of is asked of another kind of it (村里的呢), so in the same document."""

    @property
    def topic_size(self) -> int:
        """Return the Han characters of the question's own topic, two for an English word."""
        if self.language is Language.ENGLISH:
            return 2 * len(self.own_topic.split())
        return len(_HAN.findall(self.own_topic))

    @property
    def has_topic(self) -> bool:
        return self.topic_size >= _NO_TOPIC

    @property
    def says_so(self) -> bool:
        """Return whether the wording says that the question is on what was said before."""
        return self.refers or self.points_back or self.pronoun or self.returns or self.swaps

    @property
    def is_short(self) -> bool:
        return self.topic_size <= _SHORT_TOPIC

    @property
    def joined_words(self) -> str:
        return f"{self.earlier_words} {self.own_words}".strip()


# As `python -m eval.weights` prints them. With others the turns before may be answered otherwise, so
# what it prints is put here until it prints the same again.
WEIGHTS: Final[Mapping[str, float]] = {
    "own": 0.97,
    "own, short": -0.63,
    "joined": 1.08,
    "joined, no topic": 0.10,
    "earlier, no topic": 0.53,
    "last": 0.17,
    "last, no topic": 0.30,
    "last, short": 0.55,
    "last, refers": 0.02,
    "last, pronoun": 0.16,
    "last, points back": 0.30,
    "same document": 0.72,
    "same document, open": 0.72,
    "spoken of, open": 0.82,
    "words": 0.44,
    "words, swaps": -0.06,
    "own, swaps": 0.22,
    "joined, swaps": -0.14,
    "last, swaps": 0.09,
    "history": 0.65,
    "earlier answer, returns": 0.62,
    "first answer, returns to it": 0.29,
}


@dataclass(frozen=True)
class Searched:
    """Scores of every clause: of the question alone, with the words before it, of these alone.

    These three are in standard deviations; `words` is the share of the question's own topic that a
    clause holds, which says in a small corpus, too, that another clause is meant.
    """

    own: Scores
    joined: Scores
    earlier: Scores
    words: Scores


def features(
    context: Context, clause_ids: Sequence[str], searched: Searched
) -> Mapping[str, Scores]:
    """Return what speaks for each clause, by name."""
    own, joined, earlier = searched.own, searched.joined, searched.earlier
    last = np.array([one in context.last for one in clause_ids], dtype=float)
    document_of = [one.partition("#")[0] for one in clause_ids]
    last_documents = {one.partition("#")[0] for one in context.last}
    same = np.array([one in last_documents for one in document_of], dtype=float)
    spoken = np.array(
        [not context.documents or one in context.documents for one in document_of], dtype=float
    )
    history = np.array([one in context.history for one in clause_ids], dtype=float)
    first = np.array([one in context.history[:1] for one in clause_ids], dtype=float)
    no_topic = float(not context.has_topic)
    swaps = float(context.swaps) * (1 - no_topic)
    short = float(context.topic_size <= _SHORT_TOPIC)
    open_scope = float(not context.explicit)
    return {
        "own": own,
        "own, short": own * short,
        "joined": joined,
        "joined, no topic": joined * no_topic,
        "earlier, no topic": earlier * no_topic,
        "last": last,
        "last, no topic": last * no_topic,
        "last, short": last * short,
        "last, refers": last * float(context.refers),
        "last, pronoun": last * float(context.pronoun),
        "last, points back": last * float(context.points_back),
        "same document": same,
        "same document, open": same * open_scope,
        "spoken of, open": spoken * open_scope,
        "words": _WORDS_SCALE * searched.words,
        "words, swaps": _WORDS_SCALE * searched.words * swaps,
        "own, swaps": own * swaps,
        "joined, swaps": joined * swaps,
        "last, swaps": last * swaps,
        "history": history,
        "earlier answer, returns": history * (1 - last) * float(context.returns),
        "first answer, returns to it": first * float(context.returns_to_first),
    }


def weighed(given: Mapping[str, Scores]) -> Scores:
    """Return one score per clause."""
    parts = [WEIGHTS[name] * values for name, values in given.items()]
    return np.asarray(np.sum(parts, axis=0), dtype=float)


def standardised(scores: Scores) -> Scores:
    """Return scores in standard deviations from their mean, 0 where they do not differ.

    The best of few clauses stands out by fewer deviations than the best of many, the best of n
    normal ones by about sqrt(2 ln n); so they are brought to the size that the weights were fitted on.
    """
    spread = scores.std()
    if spread == 0:
        return np.zeros_like(scores)
    size = math.sqrt(math.log(_FITTED_CLAUSES) / math.log(max(2, scores.size)))
    return np.asarray(size * (scores - scores.mean()) / spread, dtype=float)
