"""A text that is edited without forgetting where each of its characters stood in the raw file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.types import Span


@dataclass(frozen=True)
class Edit:
    """Replace `[start, end)` of the current text by `replacement`, for a reason."""

    start: int
    end: int
    replacement: str
    reason: str


@dataclass(frozen=True)
class Change:
    """An edit that was made: the words before and after, and the raw range they came from."""

    was: str
    now: str
    reason: str
    span: Span


@dataclass(frozen=True)
class AlignedText:
    """A text and, for each of its characters, the raw range `[starts[i], ends[i])` it shows."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, raw: str) -> AlignedText:
        return cls(raw, tuple(range(len(raw))), tuple(range(1, len(raw) + 1)))

    def raw_span(self, start: int, end: int) -> Span:
        """Return the raw range that `[start, end)` of this text shows, holes included."""
        return Span(start=self.starts[start], end=self.ends[end - 1])

    def owned_spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Return the raw ranges shown by `[start, end)`, holes excluded, in order and merged."""
        ranges: list[tuple[int, int]] = []
        for i in range(start, end):
            if self.starts[i] == self.ends[i]:
                continue
            if ranges and ranges[-1][1] == self.starts[i]:
                ranges[-1] = (ranges[-1][0], self.ends[i])
            else:
                ranges.append((self.starts[i], self.ends[i]))
        return tuple(Span(start=first, end=last) for first, last in ranges)

    def edited(self, edits: Iterable[Edit]) -> tuple[AlignedText, list[Change]]:
        """Return the text after `edits`, which must not overlap, and what they changed."""
        pieces: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        changes: list[Change] = []
        position = 0
        for edit in sorted(edits, key=lambda edit: edit.start):
            assert position <= edit.start < edit.end, edit
            pieces += [self.text[position : edit.start], edit.replacement]
            starts += self.starts[position : edit.start]
            ends += self.ends[position : edit.start]
            span = self.raw_span(edit.start, edit.end)
            shown = _shown_ranges(self, edit, span)
            starts += [first for first, _ in shown]
            ends += [last for _, last in shown]
            changes.append(
                Change(self.text[edit.start : edit.end], edit.replacement, edit.reason, span)
            )
            position = edit.end
        pieces.append(self.text[position:])
        starts += self.starts[position:]
        ends += self.ends[position:]
        return AlignedText("".join(pieces), tuple(starts), tuple(ends)), changes


def _shown_ranges(text: AlignedText, edit: Edit, span: Span) -> list[tuple[int, int]]:
    """Return the raw range of each character of the replacement.

    Equal lengths are aligned one to one; otherwise the first new character shows the whole range
    and the others show nothing more.
    """
    length = len(edit.replacement)
    if length == edit.end - edit.start:
        return [(text.starts[i], text.ends[i]) for i in range(edit.start, edit.end)]
    if length == 0:
        return []
    return [(span.start, span.end), *[(span.end, span.end)] * (length - 1)]


def line_of(line_starts: Sequence[int], position: int) -> int:
    """Return the line, counted from 1, in which a raw position lies."""
    return bisect_right(line_starts, position)
