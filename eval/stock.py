"""What a set of cases holds, counted, and what the known questions must hold at least."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from corpus.types import Frozen
from eval.cases import Case, Category, RefusalClass, Split
from eval.wording import characters
from rag.types import Language

_CASES: Final = 400
_FOLLOW_UPS: Final = 70
_FOLLOW_UPS_THAT_COMPARE: Final = 20
_COMPARISONS: Final = 50
_REFUSALS: Final = 80
_LOW_SHARE: Final = 0.25  # of a question's pairs of characters that stand in its clause, too
_SHARE_OF_LOW: Final = 0.4
# A group is stratified when its halves differ by no more than this share of it, or by two cases.
_UNEVEN: Final = 0.2
_UNEVEN_CASES: Final = 2


class Group(Frozen):
    """How many cases of a kind there are in each half."""

    dev: int
    test: int

    @property
    def cases(self) -> int:
        return self.dev + self.test

    @property
    def is_even(self) -> bool:
        return abs(self.dev - self.test) <= max(_UNEVEN_CASES, _UNEVEN * self.cases)


class Stock(Frozen):
    """The counts of a set of cases.

    `own_words` is the share of the Chinese questions that have less than a quarter of their pairs
    of characters in common with every clause that answers them; 0 where there are none. English
    questions have next to none in common, so they are left out.
    """

    by_category: Mapping[str, Group]
    by_language: Mapping[str, Group]
    by_refusal: Mapping[str, Group]
    cases: int
    follow_ups_that_compare: int
    chinese_with_clause: int
    own_words: float


class Requirement(Frozen):
    """One thing that the known questions must hold, and whether they do."""

    what: str
    wanted: str
    given: str
    met: bool


def stock_of(cases: Sequence[Case], texts: Mapping[str, str]) -> Stock:
    """Count the cases; `texts` holds the text of each clause by its id."""
    shares = [
        shared_pairs(case, texts)
        for case in cases
        if case.clauses and case.language is not Language.ENGLISH
    ]
    refusals = [case for case in cases if case.refusal_class]
    follow_ups = [case for case in cases if case.category is Category.FOLLOW_UP]
    return Stock(
        by_category=_halves(cases, lambda case: case.category),
        by_language=_halves(cases, lambda case: case.language),
        by_refusal=_halves(refusals, lambda case: str(case.refusal_class)),
        cases=len(cases),
        follow_ups_that_compare=sum(case.compares for case in follow_ups),
        chinese_with_clause=len(shares),
        own_words=sum(share < _LOW_SHARE for share in shares) / len(shares) if shares else 0.0,
    )


def requirements(stock: Stock) -> tuple[Requirement, ...]:
    """Return what the known questions must hold, each with what they do hold."""
    counted = (
        ("cases", stock.cases, _CASES),
        ("follow-ups", _cases(stock.by_category, Category.FOLLOW_UP), _FOLLOW_UPS),
        (
            "follow-ups that end in a comparison",
            stock.follow_ups_that_compare,
            _FOLLOW_UPS_THAT_COMPARE,
        ),
        ("comparisons", _cases(stock.by_category, Category.COMPARE), _COMPARISONS),
        ("refusals", _cases(stock.by_category, Category.REFUSE), _REFUSALS),
        ("classes of refusals", len(stock.by_refusal), len(RefusalClass)),
    )
    groups = {**stock.by_category, **stock.by_language}
    uneven = [name for name, group in groups.items() if not group.is_even]
    return (
        *(_at_least(what, given, wanted) for what, given, wanted in counted),
        Requirement(
            what="Chinese questions in words of their own",
            wanted=f"at least {_SHARE_OF_LOW:.0%}",
            given=f"{stock.own_words:.0%}",
            met=stock.own_words >= _SHARE_OF_LOW,
        ),
        Requirement(
            what="groups with uneven halves",
            wanted="none",
            given=", ".join(uneven) or "none",
            met=not uneven,
        ),
    )


def shared_pairs(case: Case, texts: Mapping[str, str]) -> float:
    """Return the share of a conversation's pairs of characters that stand in a clause of its.

    Of several acceptable clauses the one that shares most counts; without pairs it is 0.
    """
    asked = _pairs(" ".join(case.turns))
    shared = (len(asked & _pairs(texts.get(one, ""))) for one in case.acceptable)
    return max(shared, default=0) / len(asked) if asked else 0.0


def _pairs(text: str) -> set[tuple[str, str]]:
    return set(pairwise(characters(text)))


def _halves(cases: Sequence[Case], group_of: Callable[[Case], str]) -> dict[str, Group]:
    counted = Counter((str(group_of(case)), case.split) for case in cases)
    return {
        name: Group(dev=counted[name, Split.DEV], test=counted[name, Split.TEST])
        for name in sorted({name for name, _ in counted})
    }


def _cases(groups: Mapping[str, Group], name: str) -> int:
    return groups[name].cases if name in groups else 0


def _at_least(what: str, given: int, wanted: int) -> Requirement:
    return Requirement(
        what=what, wanted=f"at least {wanted}", given=str(given), met=given >= wanted
    )
