"""What a question wants of the bodies it names: whether it is they, who leads, who else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.gazetteer import BodyName
from corpus.mentions import BodyMention
from rag.asked_roles import focus_of
from rag.intent import parts_of_question
from rag.language import comparable
from rag.query import Focus, Query
from rag.types import Intent
from rag.wording import (
    ALONE,
    ALTERNATIVES,
    EXCEPT,
    LEAD,
    ONLY_SUPPORTS,
    OPEN_QUESTION,
    PRONOUN,
    PROPOSES,
    TAKES_PART,
    WHETHER_ANY,
    leaves_out_known,
)


def with_bodies(query: Query, asked: Sequence[BodyMention], text: str) -> Query:
    """Return the query with what it says of bodies: which, proposed or left out, lead or all."""
    focus = focus_of(text)
    left_out = EXCEPT.search(text) if focus is Focus.OTHERS else None
    beside = [m for m in asked if left_out is None or _within(m, left_out)]
    # 怎么邮管局也挂在上头?除了它还有谁: who is left out was named before.
    names_none = left_out is not None and not beside and PRONOUN.search(left_out[0]) is not None
    bodies = tuple(m.name for m in (asked if names_none else beside))
    proposes = (
        bool(bodies)
        and (left_out is None or (names_none and PROPOSES.search(text) is not None))
        and not (focus is Focus.OTHERS and leaves_out_known(text))
        and not ALTERNATIVES.search(text)
        and query.intent in (Intent.AGENCY, Intent.COMPARE)
        and (
            _learned(query, text) or any(_proposes(part, asked) for part in parts_of_question(text))
        )
    )
    if proposes:
        bodies = _in_proposing_parts(bodies, text) or bodies
    if proposes and not names_none and (focus is Focus.OTHERS or _asks_openly_too(text)):
        focus = (
            focus if focus in (Focus.LEAD, Focus.SUPPORT) else Focus.ALL
        )  # does Y take part, and who else: all
    outside = text.replace(left_out[0], "") if left_out else text
    return replace(
        query,
        bodies=bodies,
        focus=focus,
        proposes=proposes,
        takes_part=proposes and bool(TAKES_PART.search(text)) and not _claims_alone(text, asked),
        supports=proposes and bool(ONLY_SUPPORTS.search(text)),
        whether_any=not bodies and bool(WHETHER_ANY.search(text)),
        leads_only=focus is Focus.OTHERS and bool(LEAD.search(outside)),
    )


def _in_proposing_parts(bodies: Sequence[BodyName], text: str) -> tuple[BodyName, ...]:
    """Return the bodies that are named where a yes or no is wanted; 派出所的窗口,是审批局牵头吧: the latter."""
    parts = [part for part in re.split("[,?!。;:]", text) if PROPOSES.search(part)]
    return tuple(one for one in bodies if any(comparable(one.written) in part for part in parts))


_WHO = re.compile(r"谁|[哪什][么个些几]?家?(?:部门|单位|厅|局|委|机构)|\bwho\b")


def _learned(query: Query, text: str) -> bool:
    """Return whether a question is put like those that want a verdict, and does not end in asking who.

    不上法院、走仲裁的那一摊,归哪个局抓总 only says of what it asks.
    """
    *_, last = [part for part in re.split("[?!。;]", text) if part.strip()] or [""]
    return query.wants_verdict and not (_WHO.search(last) and not PROPOSES.search(text))


def _proposes(part: str, asked: Sequence[BodyMention]) -> bool:
    """Return whether a part of a question wants a yes or no on a body."""
    if PROPOSES.search(part):
        return True
    names_body = any(comparable(m.name.written) in part for m in asked)
    return names_body and not OPEN_QUESTION.search(part)


def _claims_alone(text: str, asked: Sequence[BodyMention]) -> bool:
    """Return whether a body is said to be the only one, in a sentence that names one."""
    sentences = re.split("[?!。;]", text)
    naming = [s for s in sentences if any(comparable(m.name.written) in s for m in asked)]
    return any(ALONE.search(sentence) for sentence in naming or sentences)


def _asks_openly_too(text: str) -> bool:
    return OPEN_QUESTION.search(text) is not None


def _within(mention: BodyMention, left_out: re.Match[str]) -> bool:
    name = comparable(mention.name.written)
    return any(name in (words or "") for words in left_out.groups())
