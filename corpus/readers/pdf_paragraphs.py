"""Rows of pages put together as paragraphs: what was broken for the width of the page is undone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corpus.readers.pdf_rows import Row, Sheet, body_size
from corpus.readers.wraps import continues_title, ends_sentence, joined, opens_paragraph

_LEADERS = re.compile(r".{2,60}?[.．·…]{4,}\s*\d{1,4}")
_INDENT = 1.2  # sizes
_MAX_INDENT = 2.5
_RAGGED = 3.0  # sizes by which a row inside a paragraph may end early
_SLACK = 0.3  # of a size
_CENTRED = 2.0  # sizes by which the two sides of a centred row may differ
_MIN_SIDE = 1.5  # sizes beside a centred row
_OTHER_SIZE = 0.08  # share by which the size of another paragraph differs
_TITLE_SIZE = 1.12  # times the size of the body
_TITLE_LEADING = 2.5  # sizes between the rows of a title
_WIDE_LEADING = 1.45  # times the usual distance between rows
_MIN_ROWS = 8  # of a page whose width counts
_RIGHT_HALF = 0.35  # of the width, behind which a row that ends at the right was pushed there


_Column = tuple[Sheet, int]  # a page and its column, 0 for the whole width


@dataclass(frozen=True)
class Measure:
    """The text area: left edge by page and column, right edge, the usual distance of rows."""

    left: dict[_Column, float]
    width: dict[tuple[float, bool], float]  # by the width of the page, whole or in columns
    leading: float
    size: float
    indents: bool  # paragraphs begin with an indent

    def left_of(self, row: Row) -> float:
        return self.left.get((row.sheet, row.column), row.x0)

    def right_of(self, row: Row) -> float:
        key = row.sheet.width, row.column > 0
        return self.left_of(row) + self.width.get(key, row.x1 - row.x0)


def paragraphs_of(rows: Sequence[Row], measure: Measure) -> list[str]:
    """Return the paragraphs of rows in reading order."""
    groups: list[list[Row]] = [[row] for row in rows[:1]]
    for above, below in pairwise(rows):
        if _goes_on(above, below, measure):
            groups[-1].append(below)
        else:
            groups.append([below])
    return [joined(*(row.text for row in group)) for group in groups]


def is_contents_entry(row: Row) -> bool:
    """Return whether a row is an entry of a table of contents: 一、总体要求……1."""
    return _LEADERS.fullmatch(row.text) is not None


def measure_of(rows: Sequence[Row]) -> Measure:
    """Return the measure of a document by all its rows outside of tables."""
    size = body_size(rows)
    body = [row for row in rows if abs(row.size - size) <= max(0.75, _OTHER_SIZE * size)] or rows
    by_column: dict[_Column, list[Row]] = defaultdict(list)
    for row in body:
        by_column[row.sheet, row.column].append(row)
    left = _lefts(by_column)
    widths: dict[tuple[float, bool], list[float]] = defaultdict(list)
    for (sheet, column), column_rows in by_column.items():
        ends = sorted(row.x1 - left[sheet, column] for row in column_rows)
        weight = 1 if len(ends) < _MIN_ROWS else 3
        widths[sheet.width, column > 0] += [ends[int(0.9 * (len(ends) - 1))]] * weight
    distances = [b.top - a.top for a, b in pairwise(body) if _follow(a, b) and b.top > a.top]
    width = {key: max(median(found), _most(found)) for key, found in widths.items()}
    indented = [row for row in body if _is_indented(row, left[row.sheet, row.column], size)]
    return Measure(
        left=left,
        width=width,
        leading=median(distances) if distances else 2 * size,
        size=size,
        indents=len(indented) >= 0.1 * len(body),
    )


def _lefts(by_column: Mapping[_Column, Sequence[Row]]) -> dict[_Column, float]:
    """Return the left edge of each column; where few rows show it, that of the pages like it."""
    own = {key: _left(rows) for key, rows in by_column.items()}
    alike: dict[tuple[int, float, int], list[float]] = defaultdict(list)
    for (sheet, column), rows in by_column.items():
        if len(rows) >= _MIN_ROWS:
            alike[_side(sheet, column)].append(own[sheet, column])
    return {
        (sheet, column): min(edge, median(alike[_side(sheet, column)] or [edge]))
        if len(by_column[sheet, column]) < _MIN_ROWS
        else edge
        for (sheet, column), edge in own.items()
    }


def _side(sheet: Sheet, column: int) -> tuple[int, float, int]:
    return sheet.number % 2, sheet.width, column  # odd and even pages may differ


def _left(rows: Sequence[Row]) -> float:
    """Return the left edge of a column: the leftmost place where rows begin, not one alone."""
    starts = sorted(row.x0 for row in rows)
    return next((a for a, b in pairwise(starts) if b - a <= 2), starts[0])


def _most(widths: Sequence[float]) -> float:
    ordered = sorted(widths)
    return ordered[int(0.75 * (len(ordered) - 1))]


def _is_indented(row: Row, left: float, size: float) -> bool:
    return _INDENT * size <= row.x0 - left <= 4 * size


def _follow(above: Row, below: Row) -> bool:
    return above.sheet == below.sheet and above.column == below.column


def _goes_on(above: Row, below: Row, measure: Measure) -> bool:
    """Return whether `below` is in the paragraph of `above`."""
    if is_contents_entry(above) or is_contents_entry(below):
        return False
    size = max(above.size, 1.0)
    if abs(above.size - below.size) > _OTHER_SIZE * size:
        return False
    distance = below.top - above.top
    if above.size > _TITLE_SIZE * measure.size:
        near = _follow(above, below) and distance <= _TITLE_LEADING * size
        return near and continues_title(above.text, below.text)
    if _is_centred(above, measure) or _is_centred(below, measure):
        both = _is_centred(above, measure) and _is_centred(below, measure)
        return both and _follow(above, below) and continues_title(above.text, below.text)
    if _is_pushed_right(above, measure) or _is_pushed_right(below, measure):
        return False
    if _follow(above, below) and distance > _WIDE_LEADING * measure.leading:
        return False
    return _goes_on_in_body(above, below, measure)


def _goes_on_in_body(above: Row, below: Row, measure: Measure) -> bool:
    size = max(above.size, 1.0)
    room = measure.right_of(above) - above.x1
    has_room = room - below.first_width > _SLACK * size
    in_sentence = not ends_sentence(above.text)
    if below.x0 - measure.left_of(below) >= _INDENT * size:
        # Only in a text without first-line indents is an indented row the rest of a hanging one.
        hanging = not measure.indents and opens_paragraph(above.text)
        block = above.x0 - measure.left_of(above) >= _INDENT * size and not measure.indents
        return (hanging or block) and not has_room and not opens_paragraph(below.text)
    if has_room:
        return in_sentence and room <= _RAGGED * size and not opens_paragraph(below.text)
    return in_sentence or not opens_paragraph(below.text)


def _is_centred(row: Row, measure: Measure) -> bool:
    size = max(row.size, 1.0)
    before = row.x0 - measure.left_of(row)
    behind = measure.right_of(row) - row.x1
    if measure.indents and before < _MAX_INDENT * size and row.size < _TITLE_SIZE * measure.size:
        return False  # the first row of a paragraph that ends early by chance
    return min(before, behind) >= _MIN_SIDE * size and abs(before - behind) <= _CENTRED * size


def _is_pushed_right(row: Row, measure: Measure) -> bool:
    return row.x0 - measure.left_of(row) >= _RIGHT_HALF * (
        measure.right_of(row) - measure.left_of(row)
    )
