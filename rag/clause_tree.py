"""The clauses of documents as trees of numbers, so that a reference can be followed down."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from corpus.enumerators import HEADING_ONLY, Style, enumerator_of, number_of
from corpus.outline import PREFACE
from corpus.types import Clause

_NUMERAL = "[零〇一二三四五六七八九十百]+"
_COUNTER = re.compile(r"\[\d+\]")  # set behind a number that a misprint uses twice
_COMPONENT = re.compile(
    rf"附[件录表](?P<annex>\d+|{_NUMERAL})?|#(?P<row>\d+)"
    rf"|第(?P<named>{_NUMERAL})(?P<unit>编|篇|部分|章|节|条)(?:之(?P<suffix>{_NUMERAL}))?"
    rf"|[(](?:(?P<bracketed>{_NUMERAL})|(?P<digit>\d+))[)]|(?P<chinese>{_NUMERAL})|(?P<arabic>\d+)|(?P<circled>[①-⑳])"
)
_STYLES = {
    "annex": Style.ANNEX,
    "bracketed": Style.CHINESE_BRACKETED,
    "digit": Style.ARABIC_BRACKETED,
    "chinese": Style.CHINESE,
    "arabic": Style.ARABIC,
    "circled": Style.CIRCLED,
}
_NAMED_STYLES = {"章": Style.CHAPTER, "节": Style.SECTION, "条": Style.ARTICLE}
BRACKETED = frozenset({Style.CHINESE_BRACKETED, Style.ARABIC_BRACKETED, Style.CIRCLED})


@dataclass(frozen=True)
class Component:
    """One number of a clause's reference; `suffix` is 1 in 第十条之一. A row of a table has no style."""

    style: Style | None
    number: int
    suffix: int = 0


@dataclass(frozen=True)
class Position:
    """Where a clause stands: in a document or its annexes, under which numbers.

    The annex of a document that has but one is the top itself; one of several is the first number.
    """

    document_id: str
    in_annex: bool
    path: tuple[Component, ...] = ()

    def is_above(self, other: Position) -> bool:
        length = len(self.path)
        same_text = (self.document_id, self.in_annex) == (other.document_id, other.in_annex)
        return same_text and length < len(other.path) and other.path[:length] == self.path


class ClauseTree:
    """The places of all clauses but prefaces, in reading order, each before those below it.

    The chapters of a law are places without a clause: only their articles are clauses.
    """

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self.clauses: dict[Position, list[Clause]] = {}
        known = {(c.document_id, c.reference): c for c in clauses}
        for clause in clauses:
            if clause.reference != PREFACE:
                place = _place_of(clause, known)
                for length in range(len(place.path)):
                    above = Position(place.document_id, place.in_annex, place.path[:length])
                    self.clauses.setdefault(above, [])
                self.clauses.setdefault(place, []).append(clause)

    @cached_property
    def _by_text(self) -> dict[tuple[str, bool], list[Position]]:
        texts: dict[tuple[str, bool], list[Position]] = {}
        for place in self.clauses:
            texts.setdefault((place.document_id, place.in_annex), []).append(place)
        return texts

    def tops(self, *, in_annex: bool) -> list[Position]:
        """Return the places above all others: of the documents, or of the texts of their annexes."""
        return [Position(*text) for text in self._by_text if text[1] is in_annex]

    def below(self, place: Position) -> list[Position]:
        """Return the places below another at any depth."""
        text = self._by_text.get((place.document_id, place.in_annex), [])
        return [other for other in text if place.is_above(other)]

    def children(self, place: Position) -> list[Position]:
        depth = len(place.path) + 1
        return [other for other in self.below(place) if len(other.path) == depth]

    def leaves(self, place: Position) -> list[Position]:
        below = self.below(place)
        inner = {other.path[:length] for other in below for length in range(len(other.path))}
        return [other for other in below if other.path not in inner]

    def clauses_of(self, places: Iterable[Position]) -> list[Clause]:
        """Return the clauses at some places; of a chapter without a clause those below it."""
        found: dict[str, Clause] = {}
        for place in places:
            at = self.clauses.get(place) or self.clauses_below(place)
            found.update((clause.clause_id, clause) for clause in at)
        return list(found.values())

    def clauses_below(self, place: Position) -> list[Clause]:
        return [clause for other in self.below(place) for clause in self.clauses[other]]


def _place_of(clause: Clause, known: dict[tuple[str, str], Clause]) -> Position:
    labels: list[str] = []
    one: Clause | None = clause
    while one is not None:
        above = known.get((one.document_id, one.parent)) if one.parent else None
        labels.insert(0, one.reference.removeprefix(above.reference if above else ""))
        one = above
    components = [component for label in labels for component in _components(label)]
    in_annex = any(component.style is Style.ANNEX for component in components)
    numbered = [component for component in components if component.number]
    if any(component.style is Style.ARTICLE for component in numbered):
        first = next(i for i, one in enumerate(numbered) if one.style is Style.ARTICLE)
        numbered[first:first] = _chapters(clause.headings)
    return Position(clause.document_id, in_annex, tuple(numbered))


@cache
def _components(label: str) -> tuple[Component, ...]:
    return tuple(_component(match) for match in _COMPONENT.finditer(_COUNTER.sub("", label)))


def _component(match: re.Match[str]) -> Component:
    said = {name: words for name, words in match.groupdict().items() if words}
    if "named" in said:
        style = _NAMED_STYLES.get(said["unit"], Style.PART)
        return Component(style, number_of(said["named"]), number_of(said.get("suffix", "零")))
    if "row" in said:
        return Component(None, int(said["row"]))
    if not said:
        return Component(Style.ANNEX, 0)
    ((kind, numeral),) = said.items()
    return Component(_STYLES[kind], number_of(numeral))


@cache
def _chapters(headings: tuple[str, ...]) -> tuple[Component, ...]:
    """Return the chapters and sections of a law, which stand only in the headings of its articles."""
    found = [enumerator_of(heading) for heading in headings]
    return tuple(
        Component(one.style, one.number) for one in found if one and one.style in HEADING_ONLY
    )
