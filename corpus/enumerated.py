"""A text by lines with the enumerators they begin with, and what the lines around say of these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.enumerators import HEADING_ONLY, Enumerator, Style, enumerator_of
from corpus.page import Line
from corpus.parts import Parts, read_parts

_SENTENCE_END = tuple('。！？；：…!?;:.．)）】〕》〉”"」')
# A line this short is a heading, which has no full stop; a longer one was wrapped.
_MAX_HEADING = 25


@dataclass(frozen=True)
class EnumeratedText:
    """A text by lines, with the enumerators that may open a clause.

    `laws` are the parts whose units are articles.
    """

    lines: Sequence[Line]
    parts: Parts
    enumerators: Sequence[Enumerator | None]
    laws: frozenset[int] = frozenset()

    @classmethod
    def of(cls, lines: Sequence[Line]) -> EnumeratedText:
        """Return a text with its parts, and which of these are laws."""
        parts = read_parts(lines)
        found = parts.enumerators_of([line.text for line in lines])
        enumerators = [None if one and one.style is Style.ANNEX else one for one in found]
        whole = cls(lines, parts, enumerators)
        laws = {
            parts.part_of(i)
            for i, one in enumerate(enumerators)
            if one is not None
            and one.style is Style.ARTICLE
            and (one.number == 1 or whole.sentence_ends_before(i))
        }
        return replace(whole, laws=frozenset(laws))

    def has_articles(self, i: int) -> bool:
        """Return whether the part of line `i` is a law: its articles are the units."""
        return self.parts.part_of(i) in self.laws

    def sentence_ends_before(self, i: int) -> bool:
        before = self._before(i)
        if not before or before.endswith(_SENTENCE_END):
            return True
        heading = enumerator_of(before)
        return heading is not None and heading.style in HEADING_ONLY

    def ends_before(self, i: int) -> bool:
        """Return whether the line before `i` may be at its end, so that `i` does not continue it."""
        return self.sentence_ends_before(i) or len(self._before(i)) <= _MAX_HEADING

    def _before(self, i: int) -> str:
        return next((self.lines[j].text for j in range(i - 1, -1, -1) if self.lines[j].text), "")

    def is_followed(self, i: int) -> bool:
        """Return whether the number after that of line `i` comes later, before it starts anew."""
        this = self.enumerators[i]
        assert this is not None
        for other in self.enumerators[i + 1 :]:
            if other is not None and other.style is this.style:
                return other.number == this.number + 1
        return False
