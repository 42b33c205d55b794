"""The parsed corpus as tables for use elsewhere: CSV, JSON lines and a workbook.

Text of a document is content: a cell of a spreadsheet never becomes a formula.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from corpus.errors import AssistantError
from corpus.library import Corpus
from corpus.repeals import with_repeals
from corpus.types import Clause, Document, ParsedDocument
from ui.jsonl import as_line, whole_file
from ui.listing import relation_words

Value = str | int | bool | None
_MAX_CELL: Final = 32_767  # characters; a spreadsheet takes no more
# What a spreadsheet reads as the beginning of a formula.
_FORMULA: Final = re.compile(r"[=+\-@\t\r]")


class Format(StrEnum):
    """The kind of file that is written."""

    CSV = "csv"
    JSONL = "jsonl"
    XLSX = "xlsx"


@dataclass(frozen=True)
class ExportTable:
    """A table by name: what its columns are called, and its rows."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def export(corpus: Corpus, folder: Path, formats: Sequence[Format]) -> list[Path]:
    """Write the tables into a folder, which is made; return the files, each whole or not at all.

    Raises:
        AssistantError: they cannot be written there.

    """
    tables = tables_of(corpus)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        written = [path for one in formats for path in _WRITERS[one](tables, folder)]
    except OSError as error:
        raise AssistantError(f"cannot write into {str(folder)!r}: {error.strerror}") from error
    return written


def tables_of(corpus: Corpus) -> tuple[ExportTable, ...]:
    """Return the documents, their clauses, the responsibilities and the deadlines."""
    parsed = with_repeals(corpus).parsed
    clauses = [(one.document, clause) for one in parsed for clause in one.clauses]
    return (
        _documents(parsed),
        _clauses(clauses),
        _responsibilities(clauses),
        _deadlines(clauses),
    )


def _documents(parsed: Sequence[ParsedDocument]) -> ExportTable:
    columns = (
        *("document", "title", "document_number", "issuers", "place", "level", "date"),
        *("published", "effective", "valid_until", "status", "addressees", "relations"),
        *("source_file", "clauses"),
    )
    rows = [
        (
            *(one.document_id, one.title, one.document_number, "、".join(one.issuers)),
            *(one.place, one.level.value if one.level else None, _iso(one.issued_on)),
            *(_iso(one.published_on), _iso(one.effective_on), _iso(one.valid_until)),
            *(one.status.value, "、".join(one.addressees)),
            *("; ".join(map(relation_words, one.relations)), one.source_file, len(whole.clauses)),
        )
        for whole in parsed
        for one in [whole.document]
    ]
    return ExportTable("documents", columns, tuple(rows))


def _clauses(clauses: Iterable[tuple[Document, Clause]]) -> ExportTable:
    columns = (
        *("document", "clause", "heading", "headings", "text", "also_involved", "deadline"),
        *("first_line", "last_line"),
    )
    rows = [
        (
            *(one.document_id, one.reference, one.heading, " > ".join(one.headings), one.text),
            *("、".join(one.also_involved), one.deadline, *one.lines),
        )
        for _, one in clauses
    ]
    return ExportTable("clauses", columns, tuple(rows))


def _responsibilities(clauses: Iterable[tuple[Document, Clause]]) -> ExportTable:
    columns = ("document", "title", "clause", "heading", "body", "role", "deadline", "words")
    rows = [
        (
            *(one.document_id, document.title, one.reference, one.heading, duty.agency),
            *(duty.role.value, one.deadline, duty.words),
        )
        for document, one in clauses
        for duty in one.responsibilities
    ]
    return ExportTable("responsibilities", columns, tuple(rows))


def _deadlines(clauses: Iterable[tuple[Document, Clause]]) -> ExportTable:
    columns = ("document", "title", "clause", "heading", "words", "on", "bodies")
    rows = [
        (
            *(one.document_id, document.title, one.reference, one.heading, deadline.words),
            *(_iso(deadline.on), "、".join(duty.agency for duty in one.responsibilities)),
        )
        for document, one in clauses
        for deadline in one.deadlines
    ]
    return ExportTable("deadlines", columns, tuple(rows))


def _write_csv(tables: Sequence[ExportTable], folder: Path) -> list[Path]:
    paths = []
    for table in tables:
        path = folder / f"{table.name}.csv"
        with whole_file(path, newline="") as file:
            file.write("\ufeff")  # else a spreadsheet takes it for another encoding
            writer = csv.writer(file)
            writer.writerow(table.columns)
            writer.writerows([_inert(value) for value in row] for row in table.rows)
        paths.append(path)
    return paths


def _write_jsonl(tables: Sequence[ExportTable], folder: Path) -> list[Path]:
    paths = []
    for table in tables:
        path = folder / f"{table.name}.jsonl"
        with whole_file(path) as file:
            for row in table.rows:
                named = dict(zip(table.columns, row, strict=True))
                file.write(as_line(named))
        paths.append(path)
    return paths


def _write_xlsx(tables: Sequence[ExportTable], folder: Path) -> list[Path]:
    book = Workbook(write_only=True)
    for table in tables:
        sheet = book.create_sheet(table.name)
        sheet.freeze_panes = "A2"
        sheet.append(list(table.columns))
        for row in table.rows:
            sheet.append([_cell(sheet, value) for value in row])
    path = folder / "zhengda.xlsx"
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        book.save(unfinished)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return [path]


def _cell(sheet: object, value: Value) -> object:
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value)[:_MAX_CELL])
    cell.data_type = "s"
    return cell


def _inert(value: Value) -> Value:
    """Return a value that no spreadsheet calculates."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def _iso(on: date | None) -> str | None:
    return on.isoformat() if on else None


_WRITERS: Final[dict[Format, Callable[[Sequence[ExportTable], Path], list[Path]]]] = {
    Format.CSV: _write_csv,
    Format.JSONL: _write_jsonl,
    Format.XLSX: _write_xlsx,
}
