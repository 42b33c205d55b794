"""Adapter for PDFium: what stands on the pages of a PDF file, character by character."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.readers.errors import Refused, UnreadableReason
from corpus.readers.limits import Clock, Limits, too_large
from corpus.readers.pdf_rules import Frame, Rule, rules_of

_PASSWORD = 4  # FPDF_ERR_PASSWORD
_HYPHENS = frozenset({0x02, 0xFFFE})  # PDFium's names for a hyphen at the end of a line
_QUARTER = math.pi / 2
_SKEW = 0.1  # radians by which text may lean; a watermark leans more


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character at its place, in points from the upper left corner of the page as it is read."""

    character: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float


@dataclass(frozen=True)
class Page:
    """What stands on a page, in the order of the file; `leaning` are characters of watermarks."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    leaning: str
    has_pictures: bool


@dataclass(frozen=True)
class _Raw:
    """A character as PDFium states it: its code, its box in the file's page, its direction."""

    character: str
    box: tuple[float, float, float, float]
    angle: float

    @property
    def quarters(self) -> int | None:
        """Return by how many quarter turns to the right it is turned, None if it leans."""
        turns = round(self.angle / _QUARTER)
        return turns % 4 if abs(self.angle - turns * _QUARTER) <= _SKEW else None


@dataclass(frozen=True)
class Pages:
    """An open file: how many pages, its own title, and the pages one by one."""

    document: Any  # pypdfium2.PdfDocument, which has no types

    @classmethod
    def opened(cls, data: bytes, limits: Limits) -> Pages:
        """Return the file in `data`.

        Raises:
            Refused: it is broken, has a password, or more pages than the limits allow.

        """
        try:
            document = pypdfium2.PdfDocument(data)
            count = len(document)
        except pypdfium2.PdfiumError as error:
            if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
                raise Refused(
                    UnreadableReason.ENCRYPTED,
                    "it is protected by a password; open it and print it into a new .pdf",
                ) from error
            raise _broken() from error
        if count == 0:
            raise _broken()
        if count > limits.pages:
            raise too_large("pages", limits.pages)
        return cls(document)

    @property
    def title(self) -> str | None:
        return self.document.get_metadata_dict().get("Title") or None

    def read(self, clock: Clock) -> Iterator[Page]:
        """Yield the pages in order."""
        for number in range(len(self.document)):
            clock.check()
            try:
                page = self.document[number]
                text = page.get_textpage()
            except pypdfium2.PdfiumError as error:
                raise _broken() from error
            yield _page(page, text, clock)
            text.close()
            page.close()


def _page(page: Any, text: Any, clock: Clock) -> Page:
    left, bottom, right, top = page.get_bbox()
    raw = list(_characters(text, clock))
    turned = [one.quarters for one in raw]
    quarters = max(range(4), key=turned.count)  # the first of equals: 0
    frame = Frame(quarters, left, bottom, right - left, top - bottom)
    size = (frame.height, frame.width) if quarters % 2 else (frame.width, frame.height)
    return Page(
        *size,
        glyphs=tuple(_glyph(one, frame) for one in raw if one.quarters == quarters),
        rules=tuple(rules_of(page.raw, frame, clock)),
        leaning="".join(one.character for one in raw if one.quarters != quarters),
        has_pictures=any(one.type == pdfium.FPDF_PAGEOBJ_IMAGE for one in page.get_objects()),
    )


def _characters(text: Any, clock: Clock) -> Iterator[_Raw]:
    box = pdfium.FS_RECTF()
    high = 0
    for i in range(pdfium.FPDFText_CountChars(text)):
        if i % 10_000 == 0:
            clock.check()
        if pdfium.FPDFText_IsGenerated(text, i) == 1:
            continue  # blanks and line ends that PDFium makes up
        code = pdfium.FPDFText_GetUnicode(text, i)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        if not pdfium.FPDFText_GetLooseCharBox(text, i, box):
            continue
        edges = (box.left, box.bottom, box.right, box.top)
        if not all(map(math.isfinite, edges)):
            continue
        character = "-" if code in _HYPHENS else chr(code)
        yield _Raw(character, edges, pdfium.FPDFText_GetCharAngle(text, i))


def _glyph(one: _Raw, frame: Frame) -> Glyph:
    x0, top, x1, bottom = frame.box(*one.box)
    # The box of a Chinese character is as wide as its font is large; its height varies.
    size = x1 - x0 if "\u2e80" <= one.character <= "\uffef" else bottom - top
    return Glyph(one.character, x0, x1, top, bottom, size)


def _broken() -> Refused:
    return Refused(
        UnreadableReason.DAMAGED,
        "it is broken or cut off; get the file anew, or print it to a new .pdf",
    )
