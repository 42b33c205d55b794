"""Whether what a comparing question proposes of its sides is so: 两边都有吗, is it the same body."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from corpus.gazetteer import read_name
from corpus.types import Clause
from rag.asked_bodies import asks_for_bodies
from rag.covered import Covered
from rag.language import comparable
from rag.proposals import proposal_of
from rag.quantities import months_in, numbers_in, years_in
from rag.query import Query
from rag.types import Verdict
from rag.wording import ALONE, OPEN_QUESTION, PROPOSES

_SAME = re.compile(
    r"一样|相同|一致|同一(?:家|个|批|拨|年|天|步|级|档)|没(?:有)?(?:变|区别|差别|不同)|\bthe same\b|\bidentical\b"
)
_EACH_HAS = re.compile(
    r"(?:都|也|全都|均|同样)(?:有|写|提|讲|说|涉及|安排|规定|要求|在)|\b(?:both|as well as|also|too|each|either)\b"
)
# 都是市场监管一家包下来的, 也是人民银行单干吗.
_ONE_BODY = re.compile(r"一家(?:包|干|担|在管)|单干|只有一家|就一家")


# Whether any body is named at all: 也写了谁负责吗, does it name anyone for that as well.
_NAMES_ANY = re.compile(
    r"(?:写|点|指|列|定|提)(?:明|名|出|到|定)?(?:了|过)?(?:由)?(?:谁|哪[个些家]|责任|牵头)[^,。?!]{0,8}(?:吗|没有?|么)\W*$|"
    r"\bnames? (?:any(?:one|body)|any (?:body|department|agency|unit|lead)|a (?:lead|body|department))\b"
)

# What is said to be the same: a month, a year, how many. The first that is named counts.
_SAME_VALUES: Sequence[tuple[re.Pattern[str], Callable[[str], Collection[object]]]] = (
    (re.compile(r"[几同一]个?月|月份|\bmonth\b"), months_in),
    (re.compile(r"[哪同一]一?年|年份|\byear\b"), years_in),
    (
        re.compile(
            r"[家个条座]?数(?:量|目|字|额)?|多少|[几同]样多|比例|\b(?:number|figure|share|percentage|many|much)\b"
        ),
        numbers_in,
    ),
)


def verdict_on_sides(
    query: Query, sides: Sequence[Covered], said: Sequence[Sequence[str]] = ()
) -> Verdict | None:
    """Return whether the sides are as proposed; None where nothing is, or nothing tells.

    Proposed can be that they name the same bodies, that they give the same month, year or number in
    the sentences that are `said` of each, that each names a certain body, or that each speaks of the
    topic.
    """
    text = comparable(query.question)
    if _NAMES_ANY.search(text):
        named_by_all = all(side.clause and side.clause.responsibilities for side in sides)
        return Verdict.YES if named_by_all else Verdict.NO
    closed = [part for part in re.split("[?!。;]", text) if not OPEN_QUESTION.search(part)]
    proposed = " ".join(part.strip() for part in closed if part.strip())
    if not (query.wants_verdict or PROPOSES.search(proposed)) or not proposed.strip():
        return None
    if _SAME.search(proposed):
        values = None if asks_for_bodies(query) else _same_values(text, sides, said)
        if values is not None:
            return values
        named = [_bodies_of(side.clause) for side in sides if side.clause]
        if len(named) < len(sides):
            return Verdict.NO
        return Verdict.YES if all(one == named[0] for one in named) else Verdict.NO
    alone = ALONE.search(proposed) or _ONE_BODY.search(proposed)
    if alone and any(side.clause and len(side.clause.responsibilities) > 1 for side in sides):
        return Verdict.NO
    if query.bodies and (query.proposes or query.takes_part):
        return Verdict.YES if all(_names_all(query, side) for side in sides) else Verdict.NO
    if _EACH_HAS.search(proposed):
        return Verdict.YES if all(side.clause for side in sides) else Verdict.NO
    return None


def _same_values(
    text: str, sides: Sequence[Covered], said: Sequence[Sequence[str]]
) -> Verdict | None:
    """Return whether all sides give the same values of the kind asked for; None where one gives none."""
    values_in = next((values for kind, values in _SAME_VALUES if kind.search(text)), None)
    if values_in is None or len(said) < len(sides):
        return None
    given = [
        frozenset(values_in(comparable("".join(one))))
        or frozenset(values_in(comparable(side.clause.text if side.clause else "")))
        for one, side in zip(said, sides, strict=True)
    ]
    if not all(given):
        return None
    if all(one == given[0] for one in given):
        return Verdict.YES
    return None if frozenset.intersection(*given) else Verdict.NO


def _bodies_of(clause: Clause) -> frozenset[str]:
    """Return the bodies of a clause, by what they are in charge of and not by place."""
    return frozenset(read_name(one.agency).key for one in clause.responsibilities)


def _names_all(query: Query, side: Covered) -> bool:
    if side.clause is None:
        return False
    clause, document = side.clause, side.document
    return all(proposal_of(body, clause, document).found for body in query.bodies)
