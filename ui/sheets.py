"""Tables as files for a spreadsheet, in which no cell is a formula.

A spreadsheet takes text that begins with = + - @ for a formula, which could send data away. Here
such a cell is text: in CSV by an apostrophe in front, in XLSX by its type.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

# What spreadsheets begin a formula with, full width too, behind what they skip.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LONGEST_CELL = 32_767  # characters that XLSX allows


def as_csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return the table as UTF-8 with a byte order mark, by which Excel knows it."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerows([_guarded(cell) for cell in row] for row in (head, *rows))
    return file.getvalue().encode("utf-8-sig")


def as_xlsx(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return the table as a workbook of one sheet, its head in bold and frozen."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("1")
    sheet.freeze_panes = "A2"
    for number, row in enumerate((head, *rows)):
        cells = []
        for words in row:
            cell = WriteOnlyCell(sheet, value=_CONTROL.sub("", words)[:_LONGEST_CELL])
            cell.data_type = "s"
            cell.font = Font(bold=number == 0)
            cells.append(cell)
        sheet.append(cells)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _guarded(words: str) -> str:
    clean = _CONTROL.sub("", words)
    return f"'{clean}" if _FORMULA.match(clean) else clean
