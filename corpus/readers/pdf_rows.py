"""Characters of a page put together as rows, in the order in which people read them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from corpus.readers.pdf_pages import Glyph

_OPENING = frozenset("（(《〈“‘「『【〔[")
_CLOSING = frozenset("，。、；：？！）)》〉”’」』】〕]%％,.;:?!…—·")
_SAME_ROW = 0.5  # of a size: by how much the middle of characters of a row may differ
_WORD_GAP = 0.18  # of a size: between words of letters
_SPACED_GAP = 0.08  # of a size: where the file has a blank that is not squeezed to nothing
_WIDE_GAP = 0.7  # of a size: between Chinese characters that are set apart
_PART_GAP = 1.5  # of a size: between columns, or the two sides of a header
_OVERPRINT = 0.2  # of a size: the same character again, to look bold
_GUTTER_ZONE = (0.35, 0.65)  # of the width of the text
_MIN_GUTTER_ROWS = 8
_MIN_GUTTER_SHARE = 0.7
_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f]")


@dataclass(frozen=True)
class Sheet:
    """A page by its number from 0, and its width."""

    number: int
    width: float


@dataclass(frozen=True)
class Row:
    """A row of text at its place; `first_width` is that of what cannot be parted at its start."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    first_width: float
    sheet: Sheet
    column: int = 0


def rows_of(glyphs: Sequence[Glyph], sheet: Sheet) -> list[Row]:
    """Return the rows of a page from top to bottom, of a page in two columns the left one first."""
    lines = _lines(glyphs)
    gutter = _gutter(lines)
    if gutter is None:
        return [row for line in lines if (row := _row(line, sheet)).text]
    rows: list[Row] = []
    sides: tuple[list[Row], list[Row]] = ([], [])
    for line in lines:
        left = [one for one in line if one.x1 <= gutter]
        right = [one for one in line if one.x0 >= gutter]
        if len(left) + len(right) < len(line):  # a line across both columns
            rows += [*sides[0], *sides[1], _row(line, sheet)]
            sides = ([], [])
            continue
        for column, part in enumerate((left, right)):
            if part:
                sides[column].append(replace(_row(part, sheet), column=column + 1))
    return [row for row in (*rows, *sides[0], *sides[1]) if row.text]


def body_size(rows: Iterable[Row]) -> float:
    """Return the size in which most of the text is set, in points; 0 without rows."""
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[round(row.size * 2) / 2] += len(row.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def text_of(glyphs: Sequence[Glyph]) -> str:
    """Return characters of one line from left to right, with the blanks that are seen."""
    pieces: list[str] = []
    before: Glyph | None = None
    spaced = False  # the file has a blank between the two characters
    for one in glyphs:
        if one.character.isspace():
            spaced = True
            continue
        if before is not None and _is_apart(before, one, spaced=spaced):
            pieces.append(" ")
        pieces.append(one.character)
        before, spaced = one, False
    return "".join(pieces)


def _lines(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Return the characters by lines from top to bottom, each from left to right."""
    lines: list[list[Glyph]] = []
    middle = size = 0.0
    for one in sorted(glyphs, key=lambda one: (one.top + one.bottom) / 2):
        own = (one.top + one.bottom) / 2
        if lines and abs(own - middle) <= _SAME_ROW * max(size, 1.0):
            lines[-1].append(one)
            continue
        lines.append([one])
        middle, size = own, one.size
    return [_without_overprint(sorted(line, key=lambda one: one.x0)) for line in lines]


def _without_overprint(line: Sequence[Glyph]) -> list[Glyph]:
    kept: list[Glyph] = []
    for one in line:
        again = any(
            other.character == one.character and abs(other.x0 - one.x0) < _OVERPRINT * one.size
            for other in kept[-3:]
        )
        if not again:
            kept.append(one)
    return kept


def _is_apart(left: Glyph, right: Glyph, *, spaced: bool) -> bool:
    """Return whether a blank is seen between two characters that follow each other in a line."""
    gap = right.x0 - left.x1
    size = max(min(left.size, right.size), 1.0)
    letters = _LETTER.match(left.character) and _LETTER.match(right.character)
    least = _SPACED_GAP if spaced else _WORD_GAP if letters else _WIDE_GAP
    return gap > least * size


def _gutter(lines: Sequence[Sequence[Glyph]]) -> float | None:
    """Return where the gap between two columns of text lies, None for a page of one column."""
    spans = [_parts(line) for line in lines]
    edges = [edge for parts in spans for part in parts for edge in part]
    if len(lines) < _MIN_GUTTER_ROWS or not edges:
        return None
    left, right = min(edges), max(edges)
    best, best_rows = None, 0
    step = (right - left) / 100
    zone = [left + step * i for i in range(100) if _GUTTER_ZONE[0] <= i / 100 <= _GUTTER_ZONE[1]]
    for x in zone:
        crossing = sum(any(a < x < b for a, b in parts) for parts in spans)
        both = sum(_stands_between(x, parts) for parts in spans)
        if both > best_rows and both >= _MIN_GUTTER_SHARE * (both + crossing):
            best, best_rows = x, both
    return best if best_rows >= _MIN_GUTTER_ROWS else None


def _stands_between(x: float, parts: Sequence[tuple[float, float]]) -> bool:
    """Return whether text stands to both sides of `x` and reaches near it on the left."""
    lefts = [b for _, b in parts if b <= x]
    rights = [a for a, _ in parts if a >= x]
    return bool(lefts) and bool(rights)


def _parts(line: Sequence[Glyph]) -> list[tuple[float, float]]:
    """Return the extents of what stands together in a line."""
    parts: list[tuple[float, float]] = []
    for one in line:
        if one.character.isspace():
            continue
        if parts and one.x0 - parts[-1][1] <= _PART_GAP * max(one.size, 1.0):
            parts[-1] = (parts[-1][0], max(parts[-1][1], one.x1))
        else:
            parts.append((one.x0, one.x1))
    return parts


def _row(line: Sequence[Glyph], sheet: Sheet) -> Row:
    seen = [one for one in line if not one.character.isspace()]
    if not seen:
        return Row("", 0, 0, 0, 0, 0, 0, sheet)
    wide = [one.size for one in seen if one.character > "\u2e80"]
    return Row(
        text=text_of(line),
        x0=seen[0].x0,
        x1=seen[-1].x1,
        top=min(one.top for one in seen),
        bottom=max(one.bottom for one in seen),
        size=median(wide or [one.size for one in seen]),
        first_width=_first_width(seen),
        sheet=sheet,
    )


def _first_width(seen: Sequence[Glyph]) -> float:
    """Return the width of what stands unparted at the start: 2023, （发, 点，, 〔2022〕17."""
    end = 0
    while end < len(seen) and seen[end].character in _OPENING:
        end += 1
    end = min(end + 1, len(seen))
    while end < len(seen):
        closes = seen[end].character in _CLOSING
        goes_on = _is_word(seen[end]) and (
            _is_word(seen[end - 1]) or seen[end - 1].character in _CLOSING
        )
        if not closes and not goes_on:
            break
        end += 1
    return seen[end - 1].x1 - seen[0].x0


def _is_word(one: Glyph) -> bool:
    return one.character.isascii() and (one.character.isalnum() or one.character in ".,%-")
