"""Plain text and Markdown: lines to paragraphs, rows to tables, what a page carried around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.readers.assemble import Block, Draft, Paragraph
from corpus.readers.characters import clean_characters, refuse_binary
from corpus.readers.encodings import Decoded, decode
from corpus.readers.furniture import lines_of_document
from corpus.readers.grid import MAX_COLUMNS, Span, grid_of
from corpus.readers.limits import Clock, Limits, too_large
from corpus.readers.types import Note, NoteKind
from corpus.readers.wraps import ends_sentence, joined, opens_paragraph, width

_RULE = re.compile(r"[\s\-=_*#~─━—═－＿＝＊·.．]{4,}")
_MIN_CELLS = 6  # of a table without lines: two rows of three, three rows of two
_MAX_BAND = 20
_MOST_LINES = 4  # of a hard-wrapped paragraph with an empty line, on the whole
_INDENT = re.compile(r"[ \t\u3000]*")
# A text is hard-wrapped when half of its lines are as long as the longest, and stop in mid-sentence.
_MAX_WRAP_WIDTH = 160
_MIN_WRAP_WIDTH = 40
_MIN_FULL_LINES = 6
_MIN_FULL_SHARE = 0.4
_RAGGED = 4  # columns by which a full line may be shorter
_MIN_UNENDED_SHARE = 0.5


@dataclass(frozen=True)
class _Line:
    """A line of the file, without the blanks around it, and the columns of blanks before it."""

    text: str
    cells: tuple[str, ...]
    indent: int
    begins_anew: bool  # an empty line or a rule stands above


def read_plain_text(data: bytes, limits: Limits, clock: Clock) -> Draft:
    """Return the draft of a text file.

    Raises:
        Refused: it is no text, or longer than the limits allow.

    """
    opened = opened_text(data, limits)
    blocks, notes = blocks_of_lines(opened.text.split("\n"), clock)
    return Draft(
        blocks=blocks,
        media_type="text/plain",
        notes=(*opened.notes, *notes),
        encoding=opened.encoding,
    )


def opened_text(data: bytes, limits: Limits) -> Decoded:
    """Return the text of a file of text, its characters cleaned, with notes on both.

    Raises:
        Refused: it is no text, or longer than the limits allow.

    """
    decoded = decode(data)
    refuse_binary(decoded.text)
    clean = clean_characters(decoded.text)
    _refuse_long(clean.text, limits)
    return Decoded(clean.text, decoded.encoding, (*decoded.notes, *clean.notes))


def _refuse_long(text: str, limits: Limits) -> None:
    """Raise Refused when a text is too long whatever its lines are put together to."""
    if sum(map(len, text.split())) > limits.characters:
        raise too_large("characters", limits.characters)
    if text.count("\n") > _MOST_LINES * limits.paragraphs:
        raise too_large("lines", _MOST_LINES * limits.paragraphs)


def blocks_of_lines(raw: Sequence[str], clock: Clock) -> tuple[list[Block], list[Note]]:
    """Return the paragraphs and tables of a text by lines, and notes on what was changed."""
    kept, notes = lines_of_document(raw, clock)
    lines = list(_lines([line.text for line in kept]))
    blocks: list[Block] = []
    i = 0
    full = _full_width(lines)
    wraps = 0
    while i < len(lines):
        clock.check()
        end = _end_of_table(lines, i)
        if end > i:
            columns = len(lines[i].cells)
            blocks.append(grid_of([_row(line, columns) for line in lines[i:end]]))
            i = end
            continue
        words, end = _paragraph(lines, i, full)
        wraps += end - i - 1
        blocks.append(Paragraph(words))
        i = end
    if wraps:
        notes = [*notes, Note(kind=NoteKind.LINE_WRAP, words="lines put together", count=wraps)]
    return blocks, notes


def _lines(raw: Sequence[str]) -> Iterator[_Line]:
    begins_anew = True
    for line in raw:
        text = line.strip(" \t\u3000\xa0")
        if not text or _RULE.fullmatch(text):
            begins_anew = True
            continue
        indent = _INDENT.match(line)
        columns = width(indent[0].expandtabs(4)) if indent else 0
        yield _Line(text, _cells(text, line), columns, begins_anew)
        begins_anew = False


def _paragraph(lines: Sequence[_Line], start: int, full: int | None) -> tuple[str, int]:
    """Return the paragraph that begins at `start`, and the line behind it."""
    end = start + 1
    while end < len(lines) and full is not None and _goes_on(lines[end - 1], lines[end], full):
        end += 1
    return joined(*(line.text for line in lines[start:end])), end


def _goes_on(line: _Line, following: _Line, full: int) -> bool:
    if following.begins_anew or following.indent > line.indent:
        return False
    if line.indent + width(line.text) < full - _RAGGED:
        return False
    return not opens_paragraph(following.text)


def _full_width(lines: Sequence[_Line]) -> int | None:
    """Return the width at which the text is hard-wrapped, None if it is not."""
    widths = [line.indent + width(line.text) for line in lines]
    longest = max(widths, default=0)
    if not _MIN_WRAP_WIDTH <= longest <= _MAX_WRAP_WIDTH:
        return None
    full = [i for i, one in enumerate(widths) if one >= longest - _RAGGED]
    unended = [i for i in full if not ends_sentence(lines[i].text)]
    is_wrapped = len(full) >= max(_MIN_FULL_LINES, _MIN_FULL_SHARE * len(lines)) and len(
        unended
    ) >= _MIN_UNENDED_SHARE * len(full)
    return longest if is_wrapped else None


def _end_of_table(lines: Sequence[_Line], start: int) -> int:
    """Return the line behind the table that begins at `start`; `start` if none begins there."""
    columns = len(lines[start].cells)
    if not 1 < columns <= MAX_COLUMNS:
        return start
    end, rows = start, 0
    while end < len(lines):
        if len(lines[end].cells) == columns:
            rows += 1
        elif not _is_band(lines, start, end):
            break
        end += 1
    return end if rows >= 2 and rows * columns >= _MIN_CELLS else start


def _is_band(lines: Sequence[_Line], start: int, i: int) -> bool:
    """Return whether line `i` is a row of one cell: a field of work above its tasks."""
    if i + 1 >= len(lines) or len(lines[i].text) > _MAX_BAND or ends_sentence(lines[i].text):
        return False
    below = lines[i + 1].cells
    header = lines[start].cells
    return len(lines[i].cells) == 1 and len(below) == len(header) and below != header


def _row(line: _Line, columns: int) -> list[Span]:
    if len(line.cells) == 1:
        return [Span(line.text, column_span=columns)]
    return [Span(cell) for cell in line.cells]


def _cells(text: str, raw: str) -> tuple[str, ...]:
    if "\t" in text:
        cells = raw.strip(" \u3000\xa0").split("\t")  # the first and the last cell may be empty
    elif "|" in text:
        framed = text.startswith("|")
        cells = (text.removeprefix("|").removesuffix("|") if framed else text).split("|")
    else:
        cells = [text]
    return tuple(cell.strip() for cell in cells)
