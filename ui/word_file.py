"""A table as a Word file."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Pt

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_CHINESE_FONT = "宋体"


def as_docx(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Return a page on its side with the title and the table, its head in bold."""
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    style = document.styles["Normal"]
    style.font.size = Pt(10)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _CHINESE_FONT)
    document.add_heading(_CONTROL.sub("", title), level=1)
    table = document.add_table(rows=0, cols=len(head), style="Table Grid")
    for number, row in enumerate((head, *rows)):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            run = cell.paragraphs[0].add_run(_CONTROL.sub("", words))
            run.bold = number == 0
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
