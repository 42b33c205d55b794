"""What a question on bodies asks for beside them: a value (多久查一回), or what is to be done."""

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


# What is to be done is asked beside who does it: 有啥具体做法, 怎么弄, what does it involve.
_ASKS_HOW: Final = re.compile(
    r"(?:啥|什么|哪些)(?:具体)?的?(?:做法|举措|措施|要求|内容|动作|招)|(?:具体|都|又|打算|准备)?(?:怎么|如何|咋)(?:做|弄|干|推|搞|办|落实)(?:的)?$|"
    r"\bwhat (?:does it|does that|will it|is to be|has to be) (?:involve|do|done|include)\b|\bwhat (?:exactly )?(?:is|are) the (?:measures|steps)\b"
)


def value_beside(query: Query) -> Query | None:
    """Return the part of a question on bodies that asks for a value as a question of its own.

    None where it asks for none, or is on no bodies.
    """
    if query.intent is not Intent.AGENCY:
        return None
    for part in _PART.split(comparable(query.question)):
        kind = value_kind_of(part)
        if query.value_before in _KINDS and part.endswith("呢"):
            kind, asked = query.value_before, True
        else:
            opens = kind in _KINDS and OPEN_QUESTION.search(part) is not None
            asked = opens or _ASKS_HOW.search(part.strip()) is not None
        if asked and not AGENCY.search(part):
            topic = f"{query.topic} {content_of(part)}".strip()
            return replace(
                query,
                intent=Intent.FACT,
                question=part.strip(),
                topic=topic,
                search_text=part.strip(),
                value_kind=kind if kind in _KINDS else None,
                proposes=False,
                wants_verdict=False,
            )
    return None
