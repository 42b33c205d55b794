"""Whether the words of a question are a topic, or ask the same of something else."""

from __future__ import annotations

import re

from rag.query import Focus, Query
from rag.types import Intent
from rag.wording import AGENCY, ASKS_WHICH_THINGS, ASKS_WHOM, FOLLOWS, LOOKUP, WHOLE_CLAUSE

# The same is asked of another thing: 那冷链是哪几个.
_PUTS_ANOTHER = re.compile(r"^(?:那么?|还有|换成|至于).{1,16}?(?:哪些|哪几个)\W*$")


def has_topic_of_its_own(topic: str) -> bool:
    """Return whether a topic says more than a remark: two characters, two words or a number."""
    han = len(re.findall(r"[\u3400-\u9fff]", topic))
    words = re.findall(r"[a-z]{3,}", topic)
    return han >= 2 or len(words) >= 2 or bool(re.search(r"[0-9]{2,}", _YEAR.sub("", topic)))


# Another year in the place of the last one asks the same: and in 2026?
_YEAR = re.compile(r"(?<!\d)20\d{2}(?!\d)")


def asks_same_of_clause(query: Query, before: Query, text: str) -> bool:
    """Return whether the bodies of another clause are asked for: 那第5条呢 after 第4条谁负责."""
    names_clause = query.intent is Intent.LOOKUP and query.reference is not None
    says_what = LOOKUP.search(text) or WHOLE_CLAUSE.search(text) or query.topic
    asked_for_bodies = before.intent is Intent.AGENCY
    return asked_for_bodies and names_clause and not says_what and bool(FOLLOWS.search(text))


def asks_for_things(query: Query, text: str) -> bool:
    """Return whether things of a topic of its own are asked for, no bodies: 六大区域是哪六个, 面向哪些人."""
    of_bodies = query.focus is not Focus.ALL or AGENCY.search(ASKS_WHOM.sub(" ", text))
    return (
        ASKS_WHICH_THINGS.search(text) is not None
        and not (of_bodies or _PUTS_ANOTHER.search(text))
        and has_topic_of_its_own(query.topic)
    )
