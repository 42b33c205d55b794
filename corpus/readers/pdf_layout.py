"""Pages of a PDF file to paragraphs and tables in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from corpus.readers.assemble import Block, Draft, Paragraph
from corpus.readers.errors import Refused, UnreadableReason
from corpus.readers.grid import Grid
from corpus.readers.pdf_furniture import PageRows, without_furniture
from corpus.readers.pdf_pages import Page
from corpus.readers.pdf_paragraphs import (
    Measure,
    is_contents_entry,
    measure_of,
    paragraphs_of,
)
from corpus.readers.pdf_rows import Row, Sheet, rows_of
from corpus.readers.pdf_tables import PageTable, continues_table, put_together, tables_of
from corpus.readers.types import Note, NoteKind
from corpus.readers.wraps import joined

_FOOTNOTE_SIZE = 0.88  # of the body's
_FOOTNOTE_MARK = re.compile(r"[\[［〔(（]?\s*(?:\d{1,2}|[①-⑳*※])\s*[\]］〕)）]?\s*\S")
_FOOTNOTE_ZONE = 0.5  # of the height of a page, below which footnotes stand
_CONTENTS = re.compile(r"目\s*[录次]")
_PRIVATE = re.compile("[\ue000-\uf8ff\ufffd\0]")
_MAX_PRIVATE_SHARE = 0.3
_MIN_CHARACTERS_A_PAGE = 15  # a scan may carry a stamp or a page number as text
_TITLE_KINDS = re.compile(
    r".{4,}(?:通知|方案|规划|计划|意见|要点|办法|条例|规定|细则|措施|纲要|指南|决定|通告|公告|规则|制度)(?:[(（〔].{1,20}[)）〕])?"
)


@dataclass(frozen=True)
class _PageContent:
    rows: tuple[Row, ...]
    tables: tuple[PageTable, ...]
    height: float
    characters: int
    has_pictures: bool

    @property
    def is_picture(self) -> bool:
        return self.has_pictures and self.characters < _MIN_CHARACTERS_A_PAGE


def draft_of(pages: Iterable[Page], title: str | None) -> Draft:
    """Return the draft of a PDF file by its pages.

    Raises:
        Refused: the pages have no text, or their fonts do not say which characters they draw.

    """
    contents, watermarks = [], []
    for number, page in enumerate(pages):
        contents.append(_content(page, number))
        if page.leaning.strip():
            watermarks.append(Note(kind=NoteKind.WATERMARK, words=page.leaning))
    _refuse_without_text(contents)
    kept, furniture = without_furniture([PageRows(page.rows, page.height) for page in contents])
    flow = _Flow(measure_of([row for rows in kept for row in rows]))
    for content, rows in zip(contents, kept, strict=True):
        flow.add(content, rows)
    flow.flush()
    return Draft(
        blocks=[*flow.blocks, *map(Paragraph, flow.footnotes)],
        media_type="application/pdf",
        title=_own_title(title, flow.blocks),
        notes=(*watermarks, *_pictures(contents), *furniture, *flow.all_notes()),
    )


def _content(page: Page, number: int) -> _PageContent:
    tables, outside = tables_of(page, number)
    return _PageContent(
        rows=tuple(rows_of(outside, Sheet(number, page.width))),
        tables=tuple(tables),
        height=page.height,
        characters=sum(not glyph.character.isspace() for glyph in page.glyphs),
        has_pictures=page.has_pictures,
    )


def _pictures(contents: Sequence[_PageContent]) -> Iterator[Note]:
    count = sum(page.is_picture for page in contents)
    if count:
        words = "pages that are pictures; text in them is not read"
        yield Note(kind=NoteKind.PICTURE, words=words, count=count)


def _refuse_without_text(contents: Sequence[_PageContent]) -> None:
    characters = sum(page.characters for page in contents)
    pictures = any(page.has_pictures for page in contents)
    if characters < _MIN_CHARACTERS_A_PAGE * len(contents) and (pictures or not characters):
        raise Refused(
            UnreadableReason.PICTURES_ONLY,
            "its pages are pictures without text; have the text recognised first (OCR), for example "
            "with: ocrmypdf -l chi_sim FILE NEW_FILE",
        )
    text = "".join(row.text for page in contents for row in page.rows)
    if len(_PRIVATE.findall(text)) > _MAX_PRIVATE_SHARE * max(1, len(text)):
        raise Refused(
            UnreadableReason.NO_TEXT,
            "its fonts do not say which characters they draw; have the text recognised (OCR), for "
            "example with: ocrmypdf --force-ocr -l chi_sim FILE NEW_FILE",
        )


@dataclass
class _Flow:
    """The text page by page: rows become paragraphs when a table or the end comes."""

    measure: Measure
    blocks: list[Block] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)  # since the last table
    tables: list[PageTable] = field(default_factory=list)  # parts of one table, page by page
    wraps: int = 0

    def add(self, page: _PageContent, rows: Sequence[Row]) -> None:
        body, footnotes = _without_footnotes(rows, self.measure.size, page.height)
        self.footnotes += footnotes
        for one in _in_order(_without_contents(body, self.notes), page.tables):
            if isinstance(one, Row):
                if self.tables:
                    self.flush()
                self.rows.append(one)
                continue
            if not self.tables or not continues_table(self.tables[-1], one):
                self.flush()
            self.tables.append(one)

    def flush(self) -> None:
        if self.tables:
            self.blocks.append(put_together(self.tables))
            self.tables.clear()
        paragraphs = paragraphs_of(self.rows, self.measure)
        self.blocks += map(Paragraph, paragraphs)
        self.wraps += len(self.rows) - len(paragraphs)
        self.rows.clear()

    def all_notes(self) -> Iterator[Note]:
        yield from self.notes
        for words in self.footnotes:
            yield Note(kind=NoteKind.FOOTNOTE, words=words)
        if self.wraps:
            yield Note(kind=NoteKind.LINE_WRAP, words="lines put together", count=self.wraps)


def _in_order(rows: Sequence[Row], tables: Sequence[PageTable]) -> Iterator[Row | PageTable]:
    """Yield rows in their order, each table before the first row that stands below it."""
    waiting = list(tables)
    for row in rows:
        while waiting and waiting[0].bottom <= row.bottom and row.column <= 1:
            yield waiting.pop(0)
        yield row
    yield from waiting


def _without_contents(rows: Sequence[Row], notes: list[Note]) -> list[Row]:
    """Return rows without those of a table of contents."""
    kept: list[Row] = []
    for row in rows:
        if not is_contents_entry(row):
            kept.append(row)
            continue
        if kept and _CONTENTS.fullmatch(kept[-1].text):
            kept.pop()
        notes.append(Note(kind=NoteKind.CONTENTS, words="entries of a table of contents"))
    return kept


def _without_footnotes(
    rows: Sequence[Row], size: float, height: float
) -> tuple[list[Row], list[str]]:
    """Return the rows of the text, and the footnotes in small print below them."""
    start = len(rows)
    while start and rows[start - 1].size <= _FOOTNOTE_SIZE * size:
        start -= 1
    while start < len(rows) and not _FOOTNOTE_MARK.match(rows[start].text):
        start += 1
    if start == len(rows) or start == 0 or rows[start].top < _FOOTNOTE_ZONE * height:
        return list(rows), []
    notes: list[str] = []
    for row in rows[start:]:
        if notes and not _FOOTNOTE_MARK.match(row.text):
            notes[-1] = joined(notes[-1], row.text)
        else:
            notes.append(row.text)
    return list(rows[:start]), notes


def _own_title(title: str | None, blocks: Sequence[Block]) -> str | None:
    """Return the title that the file states if it is one: programs write all sorts of things there."""
    if title is None or not _TITLE_KINDS.fullmatch(title.strip()):
        return None
    text = "".join(block.text for block in blocks if not isinstance(block, Grid))
    return title if re.sub(r"\s", "", title) in re.sub(r"\s", "", text) else None
