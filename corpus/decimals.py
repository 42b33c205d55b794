"""Decimal numbering, 1 / 1.1 / 1.1.1: told from figures by its sequence over the whole text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.enumerators import Enumerator, Style, enumerator_of

_DECIMAL = re.compile(
    r"(?P<path>\d{1,2}(?:[.．]\d{1,2}){0,3})(?P<mark>[.．、]?)(?P<blank>\s*)(?=[^\d\s.．、|%％‰])"
)
# What makes a figure of a number at the start of a wrapped line; behind a blank headings begin so.
_FIGURE = re.compile(r"\s*(?:[万亿千百]|个百分点|倍|元)|(?:[个家户吨亩米]|公里|平方|立方|人次)")
_STYLES = (
    Style.DECIMAL_FIRST,
    Style.DECIMAL_SECOND,
    Style.DECIMAL_THIRD,
    Style.DECIMAL_FOURTH,
)
DECIMALS = frozenset(_STYLES)
_MIN_BELOW = 2  # one number with a point may be a figure
_MAX_SKIPPED = 2


@dataclass(frozen=True)
class _Candidate:
    """A line that may open a decimal clause: `path` is (1, 2) of 1.2."""

    line: int
    path: tuple[int, ...]
    mark: str
    has_blank: bool
    length: int

    @property
    def form(self) -> tuple[str, bool]:
        return self.mark, self.has_blank

    @property
    def enumerator(self) -> Enumerator:
        label = ".".join(map(str, self.path))
        return Enumerator(_STYLES[len(self.path) - 1], self.path[-1], label, self.length)


def enumerators_of(texts: Sequence[str]) -> list[Enumerator | None]:
    """Return the enumerator that each line begins with, or None; decimal ones where they run."""
    decimals = {one.line: one.enumerator for one in _decimals(texts)}
    return [decimals.get(i) or enumerator_of(text) for i, text in enumerate(texts)]


def _decimals(texts: Sequence[str]) -> list[_Candidate]:
    candidates = list(_candidates(texts))
    if not any(len(one.path) > 1 for one in candidates):
        return []
    accepted: list[_Candidate] = []
    for i, candidate in enumerate(candidates):
        if len(candidate.path) == 1:
            fits = _heads_what_follows(candidate, candidates[i + 1 :], accepted)
        else:
            fits = _continues(candidate, accepted[-1].path if accepted else ())
        if fits:
            accepted.append(candidate)
    below = [one for one in accepted if len(one.path) > 1]
    return accepted if len(below) >= _MIN_BELOW else []


def _candidates(texts: Sequence[str]) -> Iterator[_Candidate]:
    for line, text in enumerate(texts):
        found = _DECIMAL.match(text)
        if found is None or _FIGURE.match(text, found.end("mark")):
            continue
        digits = re.split("[.．]", unicodedata.normalize("NFKC", found["path"]))
        path = tuple(map(int, digits))
        marked = bool(found["mark"] or found["blank"])
        if all(path) and (marked or len(path) > 1):
            yield _Candidate(line, path, found["mark"], bool(found["blank"]), found.end())


def _heads_what_follows(
    one: _Candidate, later: Sequence[_Candidate], accepted: Sequence[_Candidate]
) -> bool:
    """Return whether a whole number heads the decimals below it: 2 before 2.1, not 2. of a list."""
    tops = [earlier for earlier in accepted if len(earlier.path) == 1]
    if tops and tops[0].form != one.form:
        return False
    (number,) = one.path
    following = next((other for other in later if len(other.path) > 1), None)
    child = (number, 1)
    if following is not None and following.path == child:
        again = [o for o in later if o.path == one.path and o.line < following.line]
        return not any(o.form == one.form for o in again) if tops else not again
    # A part without parts below it: it goes on counting, and what follows does not go back into the last.
    last = accepted[-1].path[0] if accepted else 0
    goes_back = following is not None and following.path[0] == last and last > 0
    return number == last + 1 and not goes_back and (bool(accepted) or following is not None)


def _continues(one: _Candidate, last: tuple[int, ...]) -> bool:
    *above, number = one.path
    depth = len(above)
    if tuple(above) == last[:depth]:
        expected = last[depth] + 1 if depth < len(last) else 1
        skipped = _MAX_SKIPPED if one.has_blank and depth < len(last) else 0
        return expected <= number <= expected + skipped
    # 2.1 behind 1.3, or 1.1 of an annex, where no line says 2 or 1 alone.
    return depth == 1 and number == 1 and above[0] in (1, last[0] + 1 if last else 1)
