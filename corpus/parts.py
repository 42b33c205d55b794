"""The parts of a page: where an annex begins, and which lines only list annexes or chapters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.decimals import enumerators_of
from corpus.enumerators import Enumerator, Style, enumerator_of
from corpus.page import Line
from corpus.signature import is_closing, signed_by
from corpus.tables import Tables, read_tables

ANNEX = "附件"

_CONTENTS = re.compile(r"目\s*[录次]")
_LEADERS = re.compile(r"[.．·…\s]*[-—]?\s*\d*\s*[-—]?$")  # dots and page numbers of a contents list
_FILE_NAME = re.compile(r"\.(?:docx?|xlsx?|pptx?|pdf|wps|et|ofd|zip|rar|7z|jpe?g|png)\s*$", re.I)
_TITLE = re.compile(
    r"[^。；;：:,，]{4,80}(?:方案|规划|计划|意见|要点|办法|条例|规定|细则|措施|纲要|指南|清单|规则|制度|规范|标准|预案|章程)"
    r"(?:[(（〔].{1,20}[)）〕])?"
)
_TITLE_OF_TABLE = re.compile(
    r"[^。；;：:,，]{2,80}(?:分工|任务|进度|安排|责任|明细|一览|计划|分解|项目)表(?:[(（〔].{1,20}[)）〕])?"
)
_MAX_LISTED_NAME = 60
_MAX_SIGNATURE_LINES = 12


@dataclass(frozen=True)
class Parts:
    """`annexes` are the openings of annexes by line; `listed` are the lines that open nothing.

    `tables` are the tables of tasks, which have numbers of their own.
    """

    annexes: dict[int, Enumerator]
    listed: frozenset[int]
    tables: Tables = field(default_factory=Tables)

    def enumerators_of(self, texts: Sequence[str]) -> list[Enumerator | None]:
        """Return the enumerators of the lines but those listed and those of tables."""
        closed = self.listed | self.tables.lines
        return enumerators_of(["" if i in closed else text for i, text in enumerate(texts)])

    def part_of(self, line: int) -> int:
        """Return how many annexes have begun before or at `line`."""
        return sum(opening <= line for opening in self.annexes)


@dataclass(frozen=True)
class _Listing:
    """A list of annexes: its lines, and the names with the labels of the annexes they announce."""

    lines: range
    names: dict[str, str]


def read_parts(lines: Sequence[Line]) -> Parts:
    """Return where annexes begin in a text, and what only announces them.

    The one annex of a notice without clauses of its own is what the notice issues: it is no part.
    """
    texts = [line.text for line in lines]
    tables = read_tables(lines)
    listed = set(_contents(texts))
    found = Parts({}, frozenset(listed), tables).enumerators_of(texts)
    marked = {i: e for i, e in enumerate(found) if e is not None and e.style is Style.ANNEX}
    listings = list(_listings(texts, marked))
    for listing in listings:
        listed.update(listing.lines)
    found = [None if i in listed else enumerator for i, enumerator in enumerate(found)]
    annexes = {i: enumerator for i, enumerator in marked.items() if i not in listed}
    have_a_line = {enumerator.label for enumerator in annexes.values()}
    for i, label in _announced(texts, listings):
        if label not in have_a_line and i - 1 not in annexes:
            annexes.setdefault(i, Enumerator(Style.ANNEX, 1, label, 0))
    for i in [*_unannounced(texts, found, annexes), *_titled(texts, found, annexes, tables)]:
        annexes.setdefault(i, Enumerator(Style.ANNEX, 1, ANNEX, 0))
    clauses = [i for i, e in enumerate(found) if e is not None and e.style is not Style.ANNEX]
    first = min(annexes, default=0)
    if len(annexes) == 1 and clauses and clauses[0] > first:
        return Parts({}, frozenset(listed | {first}), tables)
    return Parts(dict(sorted(annexes.items())), frozenset(listed), tables)


def _contents(texts: Sequence[str]) -> range:
    """Return the lines of a table of contents: from 目录 to where its first entry comes again."""
    start = next((i for i, text in enumerate(texts) if _CONTENTS.fullmatch(text)), None)
    if start is None or start + 1 >= len(texts):
        return range(0)
    entries = [_entry(text) for text in texts]
    end = start + 1
    while end < len(texts) and not re.search("[。；;]", texts[end]):
        if end > start + 1 and entries[end] == entries[start + 1]:
            return range(start, end)
        end += 1
    again = entries[start + 1] in entries[end:]
    return range(start, end) if again else range(0)


def _entry(text: str) -> str:
    return re.sub(r"\s", "", _LEADERS.sub("", text))


def _listings(texts: Sequence[str], marked: dict[int, Enumerator]) -> Iterator[_Listing]:
    """Find the lists of annexes: 附件:1.… 2.…, or an annex line whose annex comes later."""
    end = 0
    for i, marker in marked.items():
        if i < end:
            continue
        name = texts[i][marker.length :].strip()
        later = [one.label for j, one in marked.items() if j > i]
        comes_later = marker.label in later or (marker.label == ANNEX and bool(later))
        end = _end_of_names(texts, i + 1)
        first = enumerator_of(name)
        begins_list = first is not None and first.style is Style.ARABIC
        if begins_list or (not name and end > i + 1 and _ends_page(texts, end, comes_later)):
            names = [name, *texts[i + 1 : end]] if name else texts[i + 1 : end]
            yield _Listing(range(i, end), dict(map(_numbered_name, names)))
            continue
        end = i + 1
        if comes_later or (name and (_FILE_NAME.search(name) or _signature_end(texts, end))):
            yield _Listing(range(i, end), {_bare(name): marker.label})


def _ends_page(texts: Sequence[str], i: int, annexes_follow: bool) -> bool:
    return annexes_follow or not "".join(texts[i:]) or _signature_end(texts, i) is not None


def _end_of_names(texts: Sequence[str], start: int) -> int:
    end = start
    while end < len(texts) and (found := enumerator_of(texts[end])) and found.style is Style.ARABIC:
        if len(texts[end]) > _MAX_LISTED_NAME or re.search("[。；;]", texts[end]):
            break
        end += 1
    return end


def _numbered_name(line: str) -> tuple[str, str]:
    enumerator = enumerator_of(line)
    assert enumerator is not None, line
    return _bare(line[enumerator.length :]), f"{ANNEX}{enumerator.number}"


def _bare(name: str) -> str:
    return re.sub(r"[\s《》“”\"]", "", _FILE_NAME.sub("", name))


def _signature_end(texts: Sequence[str], start: int) -> int | None:
    """Return the line behind a dated signature that begins at `start`, lists of annexes skipped."""
    signed = False
    for i in range(start, min(start + _MAX_SIGNATURE_LINES, len(texts))):
        enumerator = enumerator_of(texts[i])
        if enumerator and enumerator.style is Style.ANNEX and not signed:
            continue
        line = signed_by(texts[i])
        if line is None:
            return None
        signed = signed or bool(line.bodies) or line.officer
        if line.is_dated:
            return i + 1 if signed else None
    return None


def _announced(texts: Sequence[str], listings: Sequence[_Listing]) -> Iterator[tuple[int, str]]:
    """Find the lines that repeat the name of a listed annex alone: there it begins."""
    for listing in listings:
        for name, label in listing.names.items():
            lines = range(listing.lines.stop, len(texts))
            again = next((i for i in lines if name and _bare(texts[i]) == name), None)
            if again is not None:
                yield again, label


def _unannounced(
    texts: Sequence[str], found: Sequence[Enumerator | None], annexes: dict[int, Enumerator]
) -> Iterator[int]:
    """Find where numbering begins again without an annex line: behind a signature, or at a title."""
    top: Style | None = None
    since = 0  # the line of the last enumerator
    for i, enumerator in enumerate(found):
        if enumerator is None or enumerator.style is Style.ANNEX:
            continue
        begins = enumerator.number == 1 and not enumerator.doubtful
        if top is not None and begins and enumerator.style <= top:
            is_marked = any(since < opening <= i for opening in annexes)
            opening = None if is_marked else _opening_between(texts, since + 1, i)
            if opening is not None:
                yield opening
        if top is None or (begins and enumerator.style < top and enumerator.style > Style.ANNEX):
            top = enumerator.style
        since = i


def _titled(
    texts: Sequence[str],
    found: Sequence[Enumerator | None],
    annexes: dict[int, Enumerator],
    tables: Tables,
) -> Iterator[int]:
    """Find where a table begins without an annex line: at its title behind the last clause."""
    for head in sorted(tables.heads):
        since = max((i for i in range(head) if found[i] or i in tables.lines), default=None)
        if since is None or since in tables.lines or any(since <= i <= head for i in annexes):
            continue
        opening = _opening_between(texts, since + 1, head)
        if opening is not None:
            yield opening


def _opening_between(texts: Sequence[str], start: int, end: int) -> int | None:
    """Return the first line of a text that begins between two clauses."""
    for i in range(start, end):
        behind = _signature_end(texts, i)
        if behind is not None:
            while behind < end and (not texts[behind] or is_closing(texts[behind])):
                behind += 1
            return behind if behind < end else None
    titles = [
        i
        for i in range(start, end)
        if _TITLE.fullmatch(texts[i]) or _TITLE_OF_TABLE.fullmatch(texts[i])
    ]
    return titles[0] if titles else None
