"""Tables of a page by the rules that frame their cells."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.readers.grid import Cell, Grid, extents_of, grid_of_owners
from corpus.readers.pdf_pages import Glyph, Page
from corpus.readers.pdf_rows import Row, Sheet, rows_of
from corpus.readers.pdf_rules import Rule
from corpus.readers.wraps import joined

_TOUCH = 3.0  # points by which rules that meet may miss each other
_MIN_CELL = 4.0  # points: cells are no narrower and no lower
_MAX_RULES = 5_000  # of a page; more of them are a drawing
_MAX_PARTINGS = 200  # of a table in one direction
_COVERED = 0.6  # of the side of a cell that rules must cover to part it from the next
_PADDING = 1.5  # sizes between the text of a cell and its right side
_CELL = Sheet(0, 0.0)  # rows of a cell are compared with each other alone
_LIST_ENDS = ("、", "，", "；", "。")


@dataclass(frozen=True)
class PageTable:
    """A table at its place on a page; `edges` are the left and right ends of its columns."""

    grid: Grid
    top: float
    bottom: float
    edges: tuple[float, ...]
    page: int


@dataclass(frozen=True)
class _Frame:
    """The rules of one table: where its columns and rows are parted."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    rules: tuple[Rule, ...]


def tables_of(page: Page, number: int) -> tuple[list[PageTable], list[Glyph]]:
    """Return the tables of a page from top to bottom, and the characters that are in none."""
    rules = page.rules if len(page.rules) <= _MAX_RULES else ()
    frames = [frame for group in _groups(rules) if (frame := _frame(group)) is not None]
    inside: dict[int, list[Glyph]] = defaultdict(list)
    outside = []
    for one in page.glyphs:
        owner = next((i for i, frame in enumerate(frames) if _holds(frame, one)), None)
        if owner is None:
            outside.append(one)
        else:
            inside[owner].append(one)
    tables = [_table(frame, inside[i], number) for i, frame in enumerate(frames) if inside[i]]
    return sorted(tables, key=lambda table: table.top), outside


def continues_table(above: PageTable, below: PageTable) -> bool:
    """Return whether a table goes on with that of the page before: the columns are the same."""
    same = len(above.edges) == len(below.edges) and below.page == above.page + 1
    return same and all(
        abs((a - above.edges[0]) - (b - below.edges[0])) <= 2 * _TOUCH
        for a, b in zip(above.edges, below.edges, strict=True)
    )


def put_together(tables: Sequence[PageTable]) -> Grid:
    """Return a table that goes over several pages; repeated headers and cut rows are mended."""
    if len(tables) == 1:
        return tables[0].grid
    whole = _Whole()
    for table in tables:
        whole.add(table.grid)
    return grid_of_owners(whole.owners, whole.texts, whole.height)


class _Whole:
    """A table that grows page by page: which cell holds each place, and what it says."""

    def __init__(self) -> None:
        self.owners: dict[tuple[int, int], int] = {}
        self.texts: dict[int, str] = {}
        self.height = 0
        self.header: tuple[str, ...] = ()

    def add(self, grid: Grid) -> None:
        first = 0
        while self.height and first < len(grid.rows) and self._is_header(grid, first):
            first += 1
        if self.height and first < len(grid.rows) and self._is_cut(grid.texts(first)):
            self._mend(grid.texts(first))
            first += 1
        numbers: dict[tuple[int, int], int] = {}
        for row in range(first, len(grid.rows)):
            for column, cell in enumerate(grid.rows[row]):
                key = cell.row, cell.column
                if key not in numbers:
                    above = self._goes_on(cell, column) if row == first else None
                    numbers[key] = len(self.texts) if above is None else above
                    self.texts.setdefault(numbers[key], cell.text)
                self.owners[self.height, column] = numbers[key]
            self.height += 1
        self.header = self.header or (grid.texts(0) if grid.rows else ())

    def _is_header(self, grid: Grid, row: int) -> bool:
        own = tuple(self.texts[self.owners[row, column]] for column in range(grid.width))
        return row < self.height and grid.texts(row) == own and any(own)

    def _is_cut(self, texts: tuple[str, ...]) -> bool:
        """Return whether a row at the top of a page is the rest of the last one before it."""
        filled = [text for text in texts if text]
        if "序号" in self.header:
            at = self.header.index("序号")
            return bool(filled) and not texts[at] and bool(self._last(at))
        return 0 < len(filled) <= len(texts) / 2 and not texts[0]

    def _mend(self, texts: tuple[str, ...]) -> None:
        for column, text in enumerate(texts):
            if text:
                number = self.owners[self.height - 1, column]
                self.texts[number] = joined(self.texts[number], text)

    def _goes_on(self, cell: Cell, column: int) -> int | None:
        """Return the merged cell at the end of the page before that an empty one goes on with."""
        above = self.owners.get((self.height - 1, column))
        is_merged = above is not None and above == self.owners.get((self.height - 2, column))
        return above if is_merged and not cell.text else None

    def _last(self, column: int) -> str:
        return self.texts[self.owners[self.height - 1, column]]


def _groups(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Yield the rules that touch each other, directly or by others."""
    ordered = sorted(rules, key=lambda rule: rule.top)
    parents = list(range(len(ordered)))

    def root(i: int) -> int:
        at = i
        while parents[at] != at:
            parents[at] = parents[parents[at]]
            at = parents[at]
        return at

    reaching: list[int] = []
    for i, rule in enumerate(ordered):
        reaching = [j for j in reaching if ordered[j].bottom + _TOUCH >= rule.top]
        for j in reaching:
            if ordered[j].x0 - _TOUCH <= rule.x1 and rule.x0 - _TOUCH <= ordered[j].x1:
                parents[root(j)] = root(i)
        reaching.append(i)
    groups: dict[int, list[Rule]] = defaultdict(list)
    for i, rule in enumerate(ordered):
        groups[root(i)].append(rule)
    yield from groups.values()


def _frame(rules: Sequence[Rule]) -> _Frame | None:
    """Return the frame of a table of at least two columns; its last row may stand alone on a page."""
    level = [rule for rule in rules if rule.is_horizontal]
    upright = [rule for rule in rules if not rule.is_horizontal]
    if not level or not upright:
        return None
    # Where a table is open, at its sides or at the end of a page, the other rules end there.
    sides = min(rule.x0 for rule in level), max(rule.x1 for rule in level)
    ends = min(rule.top for rule in upright), max(rule.bottom for rule in upright)
    xs = _merged([*sides, *(rule.x0 for rule in upright)])
    ys = _merged([*ends, *(rule.top for rule in level)])
    if not 3 <= len(xs) <= _MAX_PARTINGS or not 2 <= len(ys) <= _MAX_PARTINGS:
        return None
    return _Frame(tuple(xs), tuple(ys), tuple(rules))


def _merged(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _MIN_CELL:
            found.append(value)
    return found


def _holds(frame: _Frame, one: Glyph) -> bool:
    x, y = (one.x0 + one.x1) / 2, (one.top + one.bottom) / 2
    return frame.xs[0] <= x <= frame.xs[-1] and frame.ys[0] <= y <= frame.ys[-1]


def _table(frame: _Frame, glyphs: Sequence[Glyph], page: int) -> PageTable:
    owners = _owners(frame)
    inside: dict[int, list[Glyph]] = defaultdict(list)
    for one in glyphs:
        column = bisect_right(frame.xs, (one.x0 + one.x1) / 2) - 1
        row = bisect_right(frame.ys, (one.top + one.bottom) / 2) - 1
        inside[owners[min(row, len(frame.ys) - 2), min(column, len(frame.xs) - 2)]].append(one)
    texts = {
        owner: _words(inside[owner], frame.xs[right + 1])
        for owner, (_, _, _, right) in extents_of(owners).items()
    }
    grid = grid_of_owners(owners, texts, len(frame.ys) - 1)
    return PageTable(grid, frame.ys[0], frame.ys[-1], frame.xs, page)


def _owners(frame: _Frame) -> dict[tuple[int, int], int]:
    """Return for each place of the grid the number of the cell that it belongs to."""
    beside, over = _pieces(frame)
    height, width = len(frame.ys) - 1, len(frame.xs) - 1
    owners: dict[tuple[int, int], int] = {}
    for row in range(height):
        for column in range(width):
            sides = frame.ys[row], frame.ys[row + 1]
            ends = frame.xs[column], frame.xs[column + 1]
            if column and not _covered(beside[column], *sides):
                owners[row, column] = owners[row, column - 1]
            elif row and not _covered(over[row], *ends):
                owners[row, column] = owners[row - 1, column]
            else:
                owners[row, column] = row * width + column
    return _rectangles_only(owners)


_Pieces = Mapping[int, list[tuple[float, float]]]


def _pieces(frame: _Frame) -> tuple[_Pieces, _Pieces]:
    """Return the pieces of rules on each parting of columns, and on each of rows."""
    beside: dict[int, list[tuple[float, float]]] = defaultdict(list)
    over: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for rule in frame.rules:
        if rule.is_horizontal:
            over[_nearest(frame.ys, rule.top)].append((rule.x0, rule.x1))
        else:
            beside[_nearest(frame.xs, rule.x0)].append((rule.top, rule.bottom))
    return beside, over


def _nearest(partings: Sequence[float], value: float) -> int:
    at = bisect_right(partings, value)
    around = [i for i in (at - 1, at) if 0 <= i < len(partings)]
    return min(around, key=lambda i: abs(partings[i] - value))


def _covered(pieces: Iterable[tuple[float, float]], start: float, end: float) -> bool:
    """Return whether rules cover most of a side of a cell."""
    total = sum(max(0.0, min(b, end) - max(a, start)) for a, b in pieces)
    return total >= _COVERED * (end - start)


def _rectangles_only(owners: dict[tuple[int, int], int]) -> dict[tuple[int, int], int]:
    """Return the cells with those parted again that are no rectangles."""
    sizes = Counter(owners.values())
    broken = {
        owner
        for owner, (top, left, bottom, right) in extents_of(owners).items()
        if (bottom - top + 1) * (right - left + 1) != sizes[owner]
    }
    free = max(owners.values()) + 1
    return {
        place: free + i if owner in broken else owner
        for i, (place, owner) in enumerate(owners.items())
    }


def _words(glyphs: Sequence[Glyph], right: float) -> str:
    """Return the text of a cell; a row that ends before its width does ends there on purpose."""
    rows = rows_of(glyphs, _CELL)
    whole: list[str] = []
    for i, row in enumerate(rows):
        apart = i > 0 and not whole[-1].endswith(_LIST_ENDS) and _had_room(rows[i - 1], row, right)
        if i == 0 or apart:
            whole.append(row.text)
        else:
            whole[-1] = joined(whole[-1], row.text)
    return " ".join(whole)


def _had_room(above: Row, below: Row, right: float) -> bool:
    return above.x1 + below.first_width + _PADDING * above.size < right
