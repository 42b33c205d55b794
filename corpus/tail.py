"""The end of a clause that is the end of a page: signature, date, metadata, lists of annexes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from corpus.cells import has_cells
from corpus.page import label_pattern, lines_of
from corpus.signature import is_closing, signed_by


def tail_start(text: str, start: int, end: int, listed: Sequence[int]) -> int:
    """Return where the lines begin that end a clause's lines `[start, end)` but are none of its text."""
    tail = end
    below_is_signature = False
    for line in reversed(lines_of(text[start:end])):
        signed = signed_by(line.text)
        is_signature = signed is not None and (signed.is_dated or below_is_signature)
        is_listed = _is_listed(start + line.start, listed)
        if not (is_signature or is_listed or is_closing(line.text) or _is_labelled(line.text)):
            if line.text:
                break
            continue
        tail = start + line.start
        below_is_signature = is_signature
    return tail


def _is_labelled(line: str) -> bool:
    """Return whether a line is one of a metadata list; the head of a table is none."""
    label = label_pattern().match(line)
    return label is not None and not has_cells(line)


def _is_listed(position: int, listed: Sequence[int]) -> bool:
    at = bisect_right(listed, position)
    return at > 0 and listed[at - 1] == position
