"""A value that a question on bodies asks for beside them (由谁上门去查?多久查一回?)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from rag.language import comparable
from rag.query import Query, ValueKind
from rag.types import Intent
from rag.wording import AGENCY, OPEN_QUESTION, content_of, value_kind_of

_PART: Final = re.compile(r"[,?!。;:]|\band(?= (?:how|when|by when|what|where))")
_KINDS: Final = frozenset(
    {ValueKind.COUNT, ValueKind.DATE, ValueKind.MONEY, ValueKind.PERCENT, ValueKind.PLACE}
)


def value_beside(query: Query) -> Query | None:
    """Return the part of a question on bodies that asks for a value as a question of its own.

    None where it asks for none, or is on no bodies.
    """
    if query.intent is not Intent.AGENCY:
        return None
    for part in _PART.split(comparable(query.question)):
        kind = value_kind_of(part)
        if kind in _KINDS and OPEN_QUESTION.search(part) and not AGENCY.search(part):
            topic = f"{query.topic} {content_of(part)}".strip()
            return replace(
                query,
                intent=Intent.FACT,
                question=part.strip(),
                topic=topic,
                search_text=part.strip(),
                value_kind=kind,
                proposes=False,
                wants_verdict=False,
            )
    return None
