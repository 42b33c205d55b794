"""Paragraphs and tables in reading order, put together as the text of a document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.readers.characters import clean_characters, merged
from corpus.readers.errors import Refused, UnreadableReason
from corpus.readers.grid import Grid
from corpus.readers.limits import Clock, Limits, too_large
from corpus.readers.page_metadata import (
    Field,
    fields_of_grid,
    fields_of_lines,
    mapping_of,
    without_repeats,
)
from corpus.readers.task_tables import first_row, header_depth, task_table
from corpus.readers.types import Note, ReadDocument, TaskTable

SEPARATOR = " | "

_SPACES = re.compile(r"[ \t\xa0\u2000-\u200a\u202f\u205f]+")
_BULLET = re.compile("^[\\s\uf000-\uf0ff]+")  # of the symbol fonts that word processors use
_EDGES = " \t\n\u3000"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph in one line."""

    text: str


Block = Paragraph | Grid


@dataclass(frozen=True)
class Draft:
    """What a reader found: blocks in reading order, and what the file says of itself."""

    blocks: Sequence[Block]
    media_type: str
    title: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
    notes: Sequence[Note] = ()
    encoding: str | None = None


@dataclass
class _Text:
    """The text so far, and how much more of it the limits allow."""

    limits: Limits
    lines: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    characters: int = 0

    def clean(self, words: str) -> str:
        """Return `words` in one line of visible characters, and note what they lost."""
        clean = clean_characters(words)
        self.notes += clean.notes
        return plain_line(_BULLET.sub("", clean.text))

    def add(self, words: str) -> int:
        """Add a paragraph, and return its line, from 1; 0 when there was nothing to add."""
        if not words:
            return 0
        self.lines.append(words)
        self.characters += len(words) + 1
        if self.characters > self.limits.characters:
            raise too_large("characters", self.limits.characters)
        if len(self.lines) > self.limits.paragraphs:
            raise too_large("paragraphs", self.limits.paragraphs)
        return len(self.lines)


def assembled(draft: Draft, limits: Limits, clock: Clock) -> ReadDocument:
    """Return the document of a draft.

    Raises:
        Refused: there is no text, or more than the limits allow.

    """
    text = _Text(limits)
    tables: list[TaskTable] = []
    fields: list[Field] = []
    for block in draft.blocks:
        clock.check()
        if isinstance(block, Paragraph):
            text.add(text.clean(block.text))
            continue
        grid = block.mapped(text.clean)
        if found := fields_of_grid(grid):
            fields += found
            for one in found:
                text.add(one.line)
        else:
            tables += _add_table(grid, text)
    if not text.lines:
        raise Refused(
            UnreadableReason.NO_TEXT, "it holds no text; look whether it is the right file"
        )
    listed = mapping_of([*fields, *fields_of_lines(text.lines)])
    return ReadDocument(
        text="\n".join(text.lines),
        title=_one_line(draft.title),
        metadata={
            name: plain_line(value)
            for name, value in without_repeats(listed, draft.metadata).items()
            if plain_line(value)
        },
        tables=tuple(tables),
        notes=merged([_short(note) for note in (*draft.notes, *text.notes)]),
        media_type=draft.media_type,
        encoding=draft.encoding,
    )


def plain_line(words: str) -> str:
    """Return `words` in one line, without indent and with single blanks; 　 inside is kept."""
    return _SPACES.sub(" ", words.replace("\n", " ")).strip(_EDGES)


def row_text(grid: Grid, row: int, *, filled: bool) -> str:
    """Return a row as one line; a cell over several columns stands in each of them if `filled`."""
    if grid.is_band(row):
        return grid.rows[row][0].text
    cells = [
        cell.text for column, cell in enumerate(grid.rows[row]) if filled or cell.column == column
    ]
    return SEPARATOR.join(cells).strip() if any(cells) else ""


def _add_table(grid: Grid, text: _Text) -> Iterator[TaskTable]:
    depth = header_depth(grid)
    above = text.lines[-3:]
    lines = [text.add(row_text(grid, row, filled=depth > 0)) for row in range(len(grid.rows))]
    if depth and any(lines[first_row(grid) + depth :]):
        yield task_table(grid, depth, lines, above)


def _one_line(title: str | None) -> str | None:
    if title is None:
        return None
    return plain_line(clean_characters(title).text) or None


def _short(note: Note, length: int = 80) -> Note:
    words = plain_line(note.words)
    if len(words) <= length:
        return note.model_copy(update={"words": words})
    return note.model_copy(update={"words": words[: length - 1] + "…"})
