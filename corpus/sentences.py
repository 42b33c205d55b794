"""A clause's text cut into sentences, nothing lost: joined again they are the text."""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"[^。；;！!？?\n]*[。；;！!？?\n]+|[^。；;！!？?\n]+")


def split_sentences(text: str) -> list[str]:
    """Return the sentences of `text` in order, each with the marks and line ends that close it."""
    return _SENTENCE.findall(text)


_CELL_MARKS = re.compile(r"\s*[|｜│\t]\s*")


def is_row(reference: str) -> bool:
    """Return whether a clause is a row of a table of tasks: 附件#3."""
    return "#" in reference


def cells_of(row: str) -> list[str]:
    """Return the cells of a row in order, without empty ones and without its number."""
    return [cell for cell in _CELL_MARKS.split(row.strip()) if cell and not cell.isdecimal()]
