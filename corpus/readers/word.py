"""A .docx file: paragraphs with their numbers, tables, notes, text boxes, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus.readers.assemble import Block, Draft, Paragraph
from corpus.readers.errors import Refused, UnreadableReason
from corpus.readers.grid import Grid
from corpus.readers.limits import Clock, Limits
from corpus.readers.package import Element, Package, attribute, child, is_on, local, number_in
from corpus.readers.types import Note, NoteKind
from corpus.readers.word_numbering import Numbering, numbering_of
from corpus.readers.word_styles import Styles, styles_of
from corpus.readers.word_tables import WordCell, word_grid
from corpus.readers.word_text import LINE_BREAK, Reading, read_paragraph, text_of
from corpus.readers.wraps import cell_text, continues, continues_title, joined

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_BLOCKS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"})
_NOTES = (("footnote", "footnotes"), ("endnote", "endnotes"))
_CENTRED = frozenset({"center", "centre"})
_MIN_TITLE_HALF_POINTS = 36  # 小二; the body of an official document is set in 三号, 32
_CONTENTS_STYLE = ("toc ", "toc")
_UNCOUNTED = frozenset({"separator", "continuationSeparator", "continuationNotice"})


@dataclass(frozen=True)
class _SetParagraph:
    """A paragraph of the main text, before titles on several lines are put together."""

    text: str
    centred: bool
    half_points: int | None


@dataclass
class _Story:
    """The text of a Word file as it is read, with what its other parts say."""

    styles: Styles
    numbering: Numbering
    clock: Clock
    reading: Reading = field(default_factory=Reading)
    pending: str = ""  # a paragraph whose end was deleted goes on in the next one
    in_cell: int = 0  # tables that are open
    title: str | None = None


def read_word(data: bytes, limits: Limits, clock: Clock) -> Draft:
    """Return the draft of a .docx file.

    Raises:
        Refused: it is broken, encrypted, or larger than the limits allow.

    """
    package = Package.opened(data, limits)
    main = package.main_part()
    parts = {relation.kind: relation.name for relation in package.relations(main)}
    body = child(package.xml(main), "body")
    if body is None:
        raise Refused(UnreadableReason.DAMAGED, "it is broken or cut off; get the file anew")
    styles = styles_of(package.xml(parts.get("styles", "")))
    numbering_part = package.xml(parts.get("numbering", ""))
    story = _Story(styles, numbering_of(numbering_part, styles), clock)
    blocks = _story_blocks(body, story)
    if story.reading.fields:  # a field without an end: what it shows is not known, its text is
        story = _Story(
            styles, numbering_of(numbering_part, styles), clock, Reading(ignores_fields=True)
        )
        blocks = _story_blocks(body, story)
    noted = list(_noted(package, parts, story))
    return Draft(
        blocks=[*_with_titles_joined(blocks), *map(Paragraph, noted)],
        media_type=_MEDIA_TYPE,
        title=story.title,
        notes=(
            *story.reading.notes,
            *(Note(kind=NoteKind.FOOTNOTE, words=words) for words in noted),
            *_margins(package, main),
        ),
    )


def _story_blocks(body: Element, story: _Story) -> list[_SetParagraph | Grid]:
    blocks = list(_blocks(body, story))
    if story.pending.strip():
        blocks.append(_SetParagraph(story.pending, centred=False, half_points=None))
    return blocks


def _blocks(parent: Element, story: _Story) -> Iterator[_SetParagraph | Grid]:
    for one in parent:
        story.clock.check()
        name = local(one)
        if name == "p":
            yield from _paragraphs(one, story)
        elif name == "tbl":
            yield from _table(one, story)
        elif name in _BLOCKS:
            if name == "sdt" and _is_contents(one):
                story.reading.note(NoteKind.CONTENTS, text_of(one))
                continue
            yield from _blocks(one, story)
        elif name == "AlternateContent":
            chosen = child(one, "Choice")
            yield from _blocks(one if chosen is None else chosen, story)


def _is_contents(one: Element) -> bool:
    gallery = child(one, "sdtPr", "docPartObj", "docPartGallery")
    return attribute(gallery, "val") == "Table of Contents"


def _paragraphs(paragraph: Element, story: _Story) -> Iterator[_SetParagraph | Grid]:
    """Yield what a paragraph says: itself in one line or several, and its text boxes."""
    properties = child(paragraph, "pPr")
    style_id = attribute(child(properties, "pStyle"), "val")
    found = read_paragraph(paragraph, story.reading)
    style = story.styles.name_of(style_id)
    if found.contents or style.startswith(_CONTENTS_STYLE):
        if found.text.strip():
            story.reading.note(NoteKind.CONTENTS, found.text)
        return
    text = story.pending + found.text
    if is_on(child(properties, "rPr", "del")):
        story.pending = text
    else:
        story.pending = ""
        label = story.numbering.next_label(properties)
        # A number alone says something only in a table: the number of a row.
        text = label + text.strip() if text.strip() or story.in_cell else ""
        set_as = _SetParagraph(
            "",
            _alignment(properties, style_id, story.styles) in _CENTRED,
            _half_points(paragraph, style_id, story.styles),
        )
        lines = list(_lines(text, centred=set_as.centred))
        if style == "title" and story.title is None and lines:
            story.title = joined(*lines)
        yield from (replace(set_as, text=line) for line in lines)
    for box in found.boxes:
        words = text_of(box)
        if words:
            story.reading.note(NoteKind.TEXT_BOX, words)
        yield from _blocks(box, story)


def _lines(text: str, *, centred: bool) -> Iterator[str]:
    """Yield the lines that breaks inside a paragraph make, but for breaks inside a sentence."""
    goes_on = continues_title if centred else continues
    parts: list[str] = []
    for line in filter(None, (line.strip() for line in text.split(LINE_BREAK))):
        if parts and not goes_on(parts[-1], line):
            yield joined(*parts)
            parts = []
        parts.append(line)
    if parts:
        yield joined(*parts)


def _table(table: Element, story: _Story) -> Iterator[_SetParagraph | Grid]:
    rows: list[list[WordCell]] = []
    contents: list[list[_SetParagraph | Grid]] = []
    for row in _rows(table):
        story.clock.check()
        rows.append([])
        before = number_in(attribute(child(row, "trPr", "gridBefore"), "val"), 0)
        if before:
            rows[-1].append(WordCell("", column_span=before))
        for cell in _cells(row):
            story.in_cell += 1
            blocks = list(_blocks(cell, story))
            story.in_cell -= 1
            contents.append(blocks)
            properties = child(cell, "tcPr")
            merged = child(properties, "vMerge")
            rows[-1].append(
                WordCell(
                    cell_text([_flat(block) for block in blocks]),
                    column_span=number_in(attribute(child(properties, "gridSpan"), "val"), 1),
                    continues=merged is not None and attribute(merged, "val") != "restart",
                )
            )
    grid = word_grid(rows)
    if grid is not None:
        yield grid
    else:  # a frame around text
        for blocks in contents:
            yield from blocks


def _rows(table: Element) -> Iterator[Element]:
    for one in table:
        if local(one) == "tr":
            if child(one, "trPr", "del") is None:
                yield one
        elif local(one) in _BLOCKS:
            yield from _rows(one)


def _cells(row: Element) -> Iterator[Element]:
    for one in row:
        if local(one) == "tc":
            if child(one, "tcPr", "cellDel") is None:
                yield one
        elif local(one) in _BLOCKS:
            yield from _cells(one)


def _flat(block: _SetParagraph | Grid) -> str:
    if isinstance(block, Grid):
        cells = dict.fromkeys(cell for row in block.rows for cell in row)
        return cell_text([cell.text for cell in cells])
    return block.text


def _with_titles_joined(blocks: Sequence[_SetParagraph | Grid]) -> Iterator[Block]:
    """Yield the blocks, with centred lines of one large size that read on as one title."""
    title: list[_SetParagraph] = []
    for block in blocks:
        if isinstance(block, _SetParagraph) and title and _read_on(title[-1], block):
            title.append(block)
            continue
        if title:
            yield Paragraph(joined(*(one.text for one in title)))
            title = []
        if isinstance(block, Grid):
            yield block
        else:
            title = [block]
    if title:
        yield Paragraph(joined(*(one.text for one in title)))


def _read_on(above: _SetParagraph, below: _SetParagraph) -> bool:
    size = above.half_points or 0
    same = above.centred and below.centred and below.half_points == above.half_points
    return same and size >= _MIN_TITLE_HALF_POINTS and continues_title(above.text, below.text)


def _alignment(properties: Element | None, style_id: str | None, styles: Styles) -> str | None:
    return attribute(child(properties, "jc"), "val") or styles.alignment(style_id)


def _half_points(paragraph: Element, style_id: str | None, styles: Styles) -> int | None:
    for run in paragraph:
        if local(run) == "r" and child(run, "t") is not None:
            size = attribute(child(run, "rPr", "sz"), "val")
            return number_in(size, 0) if size else styles.half_points(style_id)
    return styles.half_points(style_id)


def _noted(package: Package, parts: dict[str, str], story: _Story) -> Iterator[str]:
    """Yield the footnotes and endnotes that the text refers to, in its order, with their marks."""
    texts: dict[tuple[str, str], str] = {}
    for kind, part in _NOTES:
        root = package.xml(parts.get(part, ""))
        for one in root if root is not None else ():
            if local(one) == kind and attribute(one, "type") not in _UNCOUNTED:
                texts[kind, attribute(one, "id") or ""] = text_of(one)
    for key, number in story.reading.references.items():
        if texts.get(key):
            yield f"[{number}] {texts[key]}"


def _margins(package: Package, main: str) -> Iterator[Note]:
    """Yield notes on what is left out: headers, footers, comments."""
    kinds = {
        "header": NoteKind.PAGE_HEADER,
        "footer": NoteKind.PAGE_FOOTER,
        "comments": NoteKind.COMMENT,
    }
    for relation in package.relations(main):
        if relation.kind in kinds:
            root = package.xml(relation.name)
            words = text_of(root) if root is not None else ""
            if words.strip("—-–－ "):
                yield Note(kind=kinds[relation.kind], words=words)
