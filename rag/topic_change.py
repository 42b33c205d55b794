"""Whether a question in a conversation turns to a topic that no document has: 那高考改革呢.

Told by a logistic regression beside what `rag/on_topic.py` says of conversations. `python -m
eval.topic_changes` prints the weights, and how it does on questions left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from rag.knowledge import Knowledge
from rag.language import comparable
from rag.types import Intent
from rag.wording import GOES_ON

if TYPE_CHECKING:  # listing a body's tasks should not wait for Chroma
    from rag.retrieve import Found

# A thing alone in the place of the last one: 那冷链呢, what about cold chain?
_ELLIPTIC = re.compile(
    r"(?:那么?|然后|还有)?.{2,16}呢\W*$|\W*(?:and|what about|how about)\b.{2,60}\W*$"
)
_MOST_NEARNESS: Final = 0.05
_MOST_ODDS: Final = 8.0

# As `python -m eval.topic_changes` prints them: of follow-ups 2.1 in 100 would be refused held out, and
# 38 of 100 topics of no document.
BIAS: Final = -0.78
WEIGHTS: Final[Mapping[str, float]] = {
    "above": 11.66,
    "in_last": 9.84,
    "goes_on": 0.79,
    "asks": 0.54,
    "odds": 0.11,
    "elliptic": -2.61,
    "odds, elliptic": 0.08,
    "unknown": -1.96,
    "words": 0.44,
    "no topic": -0.43,
    "leans": 2.38,
    "explicit": 2.11,
}
LEAST: Final = -2.31


def measures_of_change(
    found: Found, knowledge: Knowledge, *, above: float, odds: float | None, words: float
) -> dict[str, float]:
    """Return by name what tells a change of topic.

    `above` is how much nearer a clause is than the least that counts as near, a cosine; `odds` are
    the log-odds, above the least, that the question's own topic is one of the documents (None: it has
    none), `words` the share of its words that the nearest clauses hold.
    """
    query, context = found.query, found.query.context
    assert context is not None
    last = [knowledge.clauses[one] for one in context.last if one in knowledge.clauses]
    in_last = [knowledge.everyday_coverage(context.own_topic, clause) for clause in last]
    text = comparable(query.question)
    elliptic = odds is not None and _ELLIPTIC.match(text) is not None
    told = max(-_MOST_ODDS, min(_MOST_ODDS, odds or 0.0))
    unknown = knowledge.unknown_share(context.own_topic, context.language)
    return {
        "above": max(-_MOST_NEARNESS, min(_MOST_NEARNESS, above)),
        "in_last": max(in_last, default=0.0),
        "goes_on": float(GOES_ON.match(text) is not None),
        "asks": float(query.value_kind is not None or query.intent is Intent.AGENCY),
        "odds": told,
        "elliptic": float(elliptic),
        "odds, elliptic": told * elliptic,
        "unknown": 0.0 if odds is None else unknown,
        "words": words,
        "no topic": float(odds is None),
        "leans": float(query.in_context),
        "explicit": float(context.explicit),
    }


# A thing in the place of the last one, or asked whose it is, of which the documents hold hardly a word.
_STRANGE: Final = 0.75
_LAST_HOLDS: Final = 0.3
_UNLIKELY: Final = 1.0  # log-odds above the least


def changes_topic(measures: Mapping[str, float], *, is_long: bool) -> bool:
    """Return whether a question with these measures turns to a topic of no document.

    `is_long` says that its own topic is a word of its own rather than a remark (末一批).
    """
    stands_there = measures["elliptic"] or (measures["asks"] and not measures["leans"])
    strange = (
        measures["unknown"] > _STRANGE
        and measures["in_last"] < _LAST_HOLDS
        and not measures["explicit"]
    )
    if is_long and stands_there and strange and measures["odds"] < _UNLIKELY:
        return True
    if not (is_long or measures["elliptic"]):
        return False  # 什么时候要弄好 is a remark, however far it is from all clauses
    return BIAS + sum(WEIGHTS[name] * value for name, value in measures.items()) < LEAST


def by_itself(found: Found) -> Found:
    """Return what was found for a question's own topic, as a question that stands alone."""
    context = found.query.context
    assert context is not None
    query = replace(found.query, context=None, topic=context.own_topic)
    return replace(found, query=query, near=found.own)
