"""A saved page of a website: the document in it, and what the page says of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from corpus.readers.assemble import Block, Draft, Paragraph
from corpus.readers.characters import clean_characters, refuse_binary
from corpus.readers.encodings import decode
from corpus.readers.errors import Refused, UnreadableReason
from corpus.readers.furniture import lines_of_document
from corpus.readers.grid import Grid
from corpus.readers.limits import Clock
from corpus.readers.page_metadata import Field, fields_of_grid
from corpus.readers.types import Note, NoteKind
from corpus.readers.web_blocks import blocks_of, data_table
from corpus.readers.web_body import body_of, first_heading, parts_within
from corpus.readers.web_metadata import (
    Listed,
    head_fields,
    head_title,
    listed_fields,
    title_of_window,
)
from corpus.readers.web_tree import Element, elements, parse_page, without_hidden

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"<\?xml[^>]{0,200}encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_DECLARED_WITHIN = 8192  # bytes; browsers look no further than 1024
_TITLE_LINES = 8  # of the document, among which its title is looked for
_MIN_TITLE = 6
_A_TABLE = "。"  # stands for a table among lines: it belongs to the document


def read_web_page(data: bytes, clock: Clock) -> Draft:
    """Return the draft of a saved page.

    Raises:
        Refused: it holds no text.

    """
    decoded = decode(data, _declared(data))
    refuse_binary(decoded.text)
    clean = clean_characters(decoded.text)
    root = parse_page(clean.text)
    title, stated = head_title(root, clock) or first_heading(root, clock), head_fields(root, clock)
    window = title_of_window(root, clock)
    hidden = without_hidden(root, clock)
    page = next((one for one in elements(root, clock) if one.tag == "body"), root)
    tables = {one: data_table(one, clock) for one in elements(page, clock) if one.tag == "table"}
    grids = {one: grid for one, grid in tables.items() if grid is not None}
    body = body_of(page, frozenset(grids), clock)
    fields = listed_fields(page, clock)
    above = list(_fields_outside(page, body, fields, grids, clock))
    left_out = parts_within(body, clock)
    blocks, furniture = _document(blocks_of(body, fields, grids, left_out, clock), clock)
    if not blocks:
        raise Refused(
            UnreadableReason.NO_TEXT,
            "it holds no text of a document; open the page in a browser and save it anew, complete",
        )
    return Draft(
        blocks=[
            *(Paragraph(field.line) for field in above),
            *_missing_title(title, blocks),
            *blocks,
        ],
        media_type="text/html",
        title=title or window,
        metadata=stated,
        notes=(*decoded.notes, *clean.notes, *hidden, *_around(page, body, clock), *furniture),
        encoding=decoded.encoding,
    )


def _declared(data: bytes) -> str | None:
    start = data[:_DECLARED_WITHIN].replace(b"\0", b"")
    found = _XML_ENCODING.search(start) or _CHARSET.search(start)
    return found[1].decode("ascii", errors="replace") if found else None


def _fields_outside(
    page: Element,
    body: Element,
    fields: Mapping[Element, Listed],
    grids: Mapping[Element, Grid],
    clock: Clock,
) -> Iterator[Field]:
    """Yield what the page says of its document elsewhere, each field once."""
    done = set(elements(body, clock))
    seen: set[Field] = set()
    for one in elements(page, clock):
        if one in done:
            continue
        listed = fields.get(one)
        found: Sequence[Field | None] = [listed.field] if listed else ()
        if one in grids:
            found = fields_of_grid(grids[one])
            done.update(elements(one, clock) if found else ())
        for field in found:
            if field is not None and field not in seen:
                seen.add(field)
                yield field


def _document(blocks: Sequence[Block], clock: Clock) -> tuple[list[Block], list[Note]]:
    """Return the blocks without lines of the page around them, and notes on those."""
    lines = [_A_TABLE if isinstance(block, Grid) else block.text for block in blocks]
    kept, notes = lines_of_document(lines, clock)
    own = [
        block if isinstance(block := blocks[line.number], Grid) else Paragraph(line.text)
        for line in kept
    ]
    return own, notes


def _missing_title(title: str | None, blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the title if the document does not begin with it, on one line or on several."""
    start = "".join(block.text for block in blocks[:_TITLE_LINES] if isinstance(block, Paragraph))
    if title and len(title) >= _MIN_TITLE and _bare(title) not in _bare(start):
        yield Paragraph(title)


def _bare(words: str) -> str:
    return re.sub(r"\s", "", words)


def _around(page: Element, body: Element, clock: Clock) -> Iterator[Note]:
    if page is body:
        return
    blocks = blocks_of(page, {}, {}, frozenset({body}), clock)
    lines = [block.text for block in blocks if isinstance(block, Paragraph)]
    if lines:
        yield Note(kind=NoteKind.NAVIGATION, words=lines[0], count=len(lines))
