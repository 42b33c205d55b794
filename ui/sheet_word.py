"""A sheet as a Word file with footnotes."""

from __future__ import annotations

from io import BytesIO
from typing import Final

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from rag.types import Language
from ui.sheet import Block, Kind, Sheet
from ui.word_footnotes import Footnotes

_STYLES: Final = {
    Kind.HEADING: "Heading 1",
    Kind.PARAGRAPH: "Normal",
    Kind.ITEM: "List Bullet",
    Kind.QUOTE: "Quote",
    Kind.WARNING: "Normal",
}
_RED: Final = RGBColor(0xA9, 0x26, 0x1C)
_BLACK: Final = RGBColor(0, 0, 0)


def word_of(sheet: Sheet) -> bytes:
    """Return the sheet as the bytes of a .docx file."""
    document = docx.Document()
    _set_fonts(document, sheet.language)
    document.core_properties.title = sheet.title
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.add_paragraph(" ".join(sheet.title.split()), style="Title")
    footnotes = Footnotes(document)
    for block in sheet.blocks:
        _add(document, block, footnotes)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _add(document: Document, block: Block, footnotes: Footnotes) -> None:
    paragraph = document.add_paragraph(style=_STYLES[block.kind])
    for piece in block.pieces:
        if piece.words:
            run = paragraph.add_run(piece.words)
            run.bold = piece.bold or block.kind is Kind.WARNING or None
            if block.kind is Kind.WARNING:
                run.font.color.rgb = _RED
        if piece.note:
            footnotes.refer(paragraph, piece.note)


def _set_fonts(document: Document, language: Language) -> None:
    """Set fonts that every Chinese office has, and the margins of an official letter."""
    for name, chinese, points in (
        ("Normal", "宋体", 12),
        ("Title", "黑体", 18),
        ("Heading 1", "黑体", 14),
        ("Quote", "楷体", 12),
    ):
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)
        style.font.name = "Times New Roman"
        style.font.size = Pt(points)
        style.font.color.rgb = _BLACK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)  # a theme's font would come before ours
        fonts.set(qn("w:eastAsia"), chinese)
    normal = document.styles["Normal"].element.get_or_add_rPr()
    spoken = normal.makeelement(
        qn("w:lang"), {qn("w:val"): "en-US", qn("w:eastAsia"): _SPOKEN[language]}
    )
    normal.append(spoken)
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.7)


_SPOKEN: Final = {
    Language.SIMPLIFIED: "zh-CN",
    Language.TRADITIONAL: "zh-TW",
    Language.ENGLISH: "zh-CN",
}
