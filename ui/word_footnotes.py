"""Footnotes in a Word file, which python-docx does not know: the part, its relation, the styles."""

from __future__ import annotations

from typing import Final

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt
from docx.text.paragraph import Paragraph

_TEXT_STYLE: Final = "Footnote Text"
_REFERENCE_STYLE: Final = "Footnote Reference"
# Word wants the two lines that part footnotes from the text before any footnote.
_EMPTY: Final = (
    f"<w:footnotes {nsdecls('w')}>"
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r>'
    "<w:continuationSeparator/></w:r></w:p></w:footnote></w:footnotes>"
)
_IN_SETTINGS: Final = (
    f'<w:footnotePr {nsdecls("w")}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
)


class Footnotes:
    """The footnotes of a document, numbered from 1; a text that comes again refers to its first."""

    def __init__(self, document: Document) -> None:
        self._numbers: dict[str, int] = {}
        self._part = XmlPart(
            PackURI("/word/footnotes.xml"),
            CONTENT_TYPE.WML_FOOTNOTES,
            parse_xml(_EMPTY),
            document.part.package,
        )
        document.part.relate_to(self._part, RELATIONSHIP_TYPE.FOOTNOTES)
        # The schema of the settings fixes their order: before `compat`.
        settings = document.settings.element
        before = settings.find(qn("w:compat"))
        place = len(settings) if before is None else list(settings).index(before)
        settings.insert(place, parse_xml(_IN_SETTINGS))
        _add_styles(document)

    def refer(self, paragraph: Paragraph, text: str) -> None:
        """Add the mark of a footnote to the end of a paragraph."""
        known = self._numbers.get(text)
        if known is not None:
            _add_cross_reference(paragraph, known)
            return
        number = len(self._numbers) + 1
        self._numbers[text] = number
        self._part.element.append(_footnote(number, text))
        mark = OxmlElement("w:footnoteReference", {qn("w:id"): str(number)})
        with_bookmark = (
            OxmlElement("w:bookmarkStart", {qn("w:id"): str(number), qn("w:name"): _name(number)}),
            _run(mark, "FootnoteReference"),
            OxmlElement("w:bookmarkEnd", {qn("w:id"): str(number)}),
        )
        for element in with_bookmark:
            paragraph._p.append(element)  # python-docx has no way to add a footnote


def _add_cross_reference(paragraph: Paragraph, number: int) -> None:
    """Add a field that shows the number of a footnote that stands already."""
    field = OxmlElement("w:fldSimple", {qn("w:instr"): f" NOTEREF {_name(number)} \\f \\h "})
    field.append(_run(_text(str(number)), "FootnoteReference"))
    paragraph._p.append(field)  # python-docx has no way to add a field


def _footnote(number: int, text: str) -> BaseOxmlElement:
    footnote = OxmlElement("w:footnote", {qn("w:id"): str(number)})
    paragraph = OxmlElement("w:p")
    properties = OxmlElement("w:pPr")
    properties.append(OxmlElement("w:pStyle", {qn("w:val"): "FootnoteText"}))
    paragraph.append(properties)
    paragraph.append(_run(OxmlElement("w:footnoteRef"), "FootnoteReference"))
    paragraph.append(_run(_text(f" {' '.join(text.split())}")))
    footnote.append(paragraph)
    return footnote


def _run(content: BaseOxmlElement, style: str = "") -> BaseOxmlElement:
    run = OxmlElement("w:r")
    if style:
        properties = OxmlElement("w:rPr")
        properties.append(OxmlElement("w:rStyle", {qn("w:val"): style}))
        run.append(properties)
    run.append(content)
    return run


def _text(words: str) -> BaseOxmlElement:
    text = OxmlElement("w:t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    text.text = words
    return text


def _name(number: int) -> str:
    return f"_Footnote{number}"


def _add_styles(document: Document) -> None:
    text = document.styles.add_style(_TEXT_STYLE, WD_STYLE_TYPE.PARAGRAPH)
    text.base_style = document.styles["Normal"]
    text.font.size = Pt(9)
    reference = document.styles.add_style(_REFERENCE_STYLE, WD_STYLE_TYPE.CHARACTER)
    reference.font.superscript = True
