"""The rows of a table, from a CSV file or the first sheet of an XLSX workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import openpyxl
from openpyxl.utils import get_column_letter

from corpus.types import Frozen
from eval.cases import QuestionsError

TABLE_SUFFIXES: Final = frozenset({".csv", ".tsv", ".xlsx", ".xls"})

# Spreadsheets write CSV with any of these, by their language and the system's.
_DELIMITERS: Final = ",;\t"
_ENCODINGS: Final = ("utf-8-sig", "gb18030")
_UTF_16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")


class Row(Frozen):
    """A row that is not blank; rows count from 1, as a spreadsheet shows them."""

    number: int
    cells: tuple[str, ...]


def read_rows(path: Path) -> tuple[Row, ...]:
    """Return the rows that are not blank, in order, each cell as text without outer blanks.

    Raises QuestionsError when the file cannot be read as a table.
    """
    if path.suffix.lower() == ".xls":
        raise QuestionsError(f"{path.name} is an old workbook; save it as .xlsx and give that file")
    rows = _workbook_rows(path) if path.suffix.lower() == ".xlsx" else _csv_rows(path)
    stripped = (tuple(cell.strip() for cell in cells) for cells in rows)
    return tuple(
        Row(number=number, cells=cells)
        for number, cells in enumerate(stripped, start=1)
        if any(cells)
    )


def column_letter(place: int) -> str:
    """Return what a spreadsheet calls the column at this place, counted from 0."""
    return str(get_column_letter(place + 1))


def _workbook_rows(path: Path) -> Iterator[tuple[str, ...]]:
    try:
        sheet = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    except Exception as cause:  # openpyxl lets the errors of zip and XML through, of any type
        raise QuestionsError(
            f"cannot read {path.name} as a workbook ({cause}); open it and save it again as .xlsx"
        ) from cause
    for cells in sheet.iter_rows(values_only=True):
        yield tuple("" if value is None else str(value) for value in cells)


def _csv_rows(path: Path) -> Iterable[tuple[str, ...]]:
    text = _decoded(path)
    header = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(_DELIMITERS, key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return [tuple(cells) for cells in reader]
    except csv.Error as cause:
        raise QuestionsError(
            f"{path.name}, line {reader.line_num}: {cause}; save the table again as CSV UTF-8"
        ) from cause


def _decoded(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as cause:
        raise QuestionsError(f"cannot read questions from {str(path)!r}: {cause}") from cause
    encodings = ("utf-16",) if raw.startswith(_UTF_16_MARKS) else _ENCODINGS
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise QuestionsError(f"{path.name} is in no encoding we know; save the table as CSV UTF-8")
