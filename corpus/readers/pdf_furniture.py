"""What is printed around the text of each page: running headers, footers, page numbers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corpus.readers.pdf_rows import Row, body_size
from corpus.readers.types import Note, NoteKind

_ZONE = 0.15  # of the height of a page, above and below, where such rows stand
_MAX_ROWS = 3  # of a header or footer
_SMALL = 0.92  # of the size of the text
_APART = 0.5  # sizes by which the distance to the text is larger than that between its rows
_SAME_PLACE = 12.0  # points
_MAX_FIGURES = 4
_MIN_SHARE = 0.3  # of the pages that a header must stand on; odd and even pages may have two
_NUMBER = r"(?:\d{1,4}|[一二三四五六七八九十]{1,4}|[ivxlc]{1,6})"
_DASH = r"[—–\-－―_·•~]"
_PAGE_NUMBER = re.compile(
    rf"{_DASH}[{_DASH[1:-1]}\s]*{_NUMBER}\s*{_DASH}[{_DASH[1:-1]}\s]*"
    rf"|第\s*{_NUMBER}\s*页(?:[\s,，/／、()（）]*共?\s*{_NUMBER}\s*页[)）]?)?"
    rf"|{_NUMBER}\s*[/／]\s*{_NUMBER}"
    rf"|(?:page|p\.)\s*\d{{1,4}}(?:\s*(?:of|/)\s*\d{{1,4}})?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class PageRows:
    """The rows of a page outside of tables, from top to bottom, and the height of the page."""

    rows: tuple[Row, ...]
    height: float


def without_furniture(pages: Sequence[PageRows]) -> tuple[list[tuple[Row, ...]], list[Note]]:
    """Return the rows of each page without what is printed around the text, and notes on that."""
    candidates = [list(_candidates(page)) for page in pages]
    apart = _set_apart(pages)
    repeated = {key: words for key, words in _repeated(candidates).items() if key in apart}
    numbers = _bare_numbers(candidates)
    kept, notes = [], []
    for page, edges in zip(pages, candidates, strict=True):
        dropped = set()
        for row, is_top in edges:
            if id(row) in numbers or _PAGE_NUMBER.fullmatch(row.text.strip()):
                notes.append(Note(kind=NoteKind.PAGE_NUMBER, words="page numbers"))
            elif id(row) in repeated:
                kind = NoteKind.PAGE_HEADER if is_top else NoteKind.PAGE_FOOTER
                notes.append(Note(kind=kind, words=repeated[id(row)]))
            else:
                continue
            dropped.add(id(row))
        kept.append(tuple(row for row in page.rows if id(row) not in dropped))
    return kept, notes


def _candidates(page: PageRows) -> Iterator[tuple[Row, bool]]:
    """Yield the rows near the edges of a page, and whether it is the upper edge."""
    ordered = sorted(page.rows, key=lambda row: row.top)
    above = [row for row in ordered if row.bottom <= _ZONE * page.height]
    below = [row for row in ordered if row.top >= (1 - _ZONE) * page.height]
    yield from ((row, True) for row in above[:_MAX_ROWS])
    yield from ((row, False) for row in below[-_MAX_ROWS:])


def _bare_numbers(candidates: Sequence[Sequence[tuple[Row, bool]]]) -> frozenset[int]:
    """Return the ids of the rows that are a figure that counts the pages."""
    figures = [
        (int(row.text) - page, row)
        for page, edges in enumerate(candidates)
        for row, _ in edges
        if row.text.isdecimal() and len(row.text) <= _MAX_FIGURES
    ]
    offsets = Counter(offset for offset, _ in figures)
    counting = {offset for offset, count in offsets.items() if count > 1}
    if len(candidates) == 1:
        counting.add(1)
    return frozenset(id(row) for offset, row in figures if offset in counting)


def _repeated(candidates: Sequence[Sequence[tuple[Row, bool]]]) -> dict[int, str]:
    """Return the ids of the rows that stand at the same place of many pages, with their words."""
    groups: dict[tuple[str, bool], list[tuple[int, Row]]] = defaultdict(list)
    for number, edges in enumerate(candidates):
        for row, is_top in edges:
            groups[re.sub(r"\d+", "#", re.sub(r"\s", "", row.text)), is_top].append((number, row))
    found: dict[int, str] = {}
    for rows in groups.values():
        same = [row for number, row in rows if _is_same(rows[0], (number, row))]
        if len(same) >= max(2, _MIN_SHARE * len(candidates)):
            found.update((id(row), same[0].text) for row in same)
    return found


def _set_apart(pages: Sequence[PageRows]) -> frozenset[int]:
    """Return the ids of the rows in small print, and of those far from the text of their page."""
    size = body_size(row for page in pages for row in page.rows)
    found = {id(row) for page in pages for row in page.rows if row.size < _SMALL * size}
    for page in pages:
        ordered = sorted(page.rows, key=lambda row: row.top)
        gaps = [below.top - above.bottom for above, below in pairwise(ordered)]
        far = (median(gaps) if gaps else 0) + _APART * size
        above = [i + 1 for i, gap in enumerate(gaps[:_MAX_ROWS]) if gap > far]
        below = [i + 1 for i, gap in enumerate(gaps[::-1][:_MAX_ROWS]) if gap > far]
        found |= {id(row) for row in ordered[: max(above, default=0)]}
        found |= {id(row) for row in ordered[len(ordered) - max(below, default=0) :]}
    return frozenset(found)


def _is_same(first: tuple[int, Row], other: tuple[int, Row]) -> bool:
    """Return whether two rows differ in nothing but the number of their page."""
    (page, row), (other_page, other_row) = first, other
    if abs(row.top - other_row.top) > _SAME_PLACE:
        return False
    figures = zip(re.findall(r"\d+", row.text), re.findall(r"\d+", other_row.text), strict=True)
    return all(a == b or int(b) - int(a) == other_page - page for a, b in figures)
