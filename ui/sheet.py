"""What is written into a file for somebody else: paragraphs with footnotes, before any format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Final

from markdown_it.token import Token

from corpus.types import Frozen
from rag.types import Language
from ui.markup import tokens_of

# Besides what no text needs: characters that XML forbids, and those that turn the direction of
# writing and so could show a reference as another one.
_NOT_TEXT: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
WARNING_SIGN: Final = "⚠"


class Kind(StrEnum):
    """What a block of a sheet is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTE = "quote"
    WARNING = "warning"


class Piece(Frozen):
    """Words of a block, and the text of the footnote that follows them; equal texts are one footnote."""

    words: str = ""
    bold: bool = False
    note: str | None = None


class Block(Frozen):
    """A paragraph of some kind; a line end in its words stays one."""

    kind: Kind
    pieces: tuple[Piece, ...]


class Sheet(Frozen):
    """A title and what stands below it."""

    title: str
    language: Language
    blocks: tuple[Block, ...]


def heading(words: str) -> Block:
    return Block(kind=Kind.HEADING, pieces=(Piece(words=readable(words)),))


def paragraph(words: str, *, kind: Kind = Kind.PARAGRAPH, note: str | None = None) -> Block:
    return Block(kind=kind, pieces=(Piece(words=readable(words), note=note),))


def readable(words: str) -> str:
    """Return words without characters that a file cannot hold or that hide what is written."""
    return _NOT_TEXT.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))


def blocks_of(markdown: str, notes: Mapping[int, str]) -> tuple[Block, ...]:
    """Return the blocks of Markdown; each `[n]` of `notes` becomes its footnote."""
    return tuple(_blocks(tokens_of(readable(markdown), notes), notes))


def _blocks(tokens: Iterable[Token], notes: Mapping[int, str]) -> Iterator[Block]:
    items = 0
    kind = Kind.PARAGRAPH
    for token in tokens:
        items += {"list_item_open": 1, "list_item_close": -1}.get(token.type, 0)
        if token.type == "heading_open":
            kind = Kind.HEADING
        elif token.type == "paragraph_open":
            kind = Kind.ITEM if items else Kind.PARAGRAPH
        elif token.type == "inline":
            warns = kind is Kind.PARAGRAPH and token.content.startswith(WARNING_SIGN)
            pieces = tuple(_pieces(token.children or (), notes))
            yield Block(kind=Kind.WARNING if warns else kind, pieces=pieces)


def _pieces(tokens: Iterable[Token], notes: Mapping[int, str]) -> Iterator[Piece]:
    bold = False
    for token in tokens:
        if token.type in {"strong_open", "strong_close"}:
            bold = token.type == "strong_open"
        elif token.type == "citation":
            yield Piece(note=notes[token.meta["n"]])
        elif token.type in {"softbreak", "hardbreak"}:
            yield Piece(words="\n")
        elif token.content:
            yield Piece(words=token.content, bold=bold)
