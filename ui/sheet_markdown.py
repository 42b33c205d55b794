"""A sheet as Markdown with footnotes."""

from __future__ import annotations

import re
from typing import Final

from ui.sheet import Block, Kind, Sheet

# A reader of Markdown may be a browser: what documents and users wrote must stay text there, too.
_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>#|~^$&!])")
_LINE_OPENER: Final = re.compile(r"^(\s*)(\d+)?([-+.)=:])", re.MULTILINE)
_PREFIXES: Final = {
    Kind.HEADING: "## ",
    Kind.PARAGRAPH: "",
    Kind.ITEM: "- ",
    Kind.QUOTE: "> ",
    Kind.WARNING: "",
}


def markdown_of(sheet: Sheet) -> str:
    """Return the sheet as Markdown; footnotes are numbered through it."""
    numbers: dict[str, int] = {}
    body = [_block(block, numbers) for block in sheet.blocks]
    notes = [f"[^{number}]: {_one_line(text)}" for text, number in numbers.items()]
    return "\n\n".join([f"# {_one_line(sheet.title)}", *body, *notes]) + "\n"


def _block(block: Block, numbers: dict[str, int]) -> str:
    """Return a block and enter its footnotes into `numbers`."""
    prefix = _PREFIXES[block.kind]
    words = "".join(
        _words(piece.words, bold=piece.bold or block.kind is Kind.WARNING)
        + (f"[^{numbers.setdefault(piece.note, len(numbers) + 1)}]" if piece.note else "")
        for piece in block.pieces
    )
    if block.kind is Kind.HEADING:
        return prefix + words.replace("\n", " ")
    below = "> " if block.kind is Kind.QUOTE else " " * len(prefix)
    # Two blanks at the end of a line keep it apart from the next one.
    return prefix + words.replace("\n", f"  \n{below}")


def _words(words: str, *, bold: bool) -> str:
    safe = _escaped(words)
    inner = safe.strip()
    if not bold or not inner:
        return safe
    before, after = safe[: len(safe) - len(safe.lstrip())], safe[len(safe.rstrip()) :]
    return f"{before}**{inner}**{after}"


def _one_line(words: str) -> str:
    return " ".join(_escaped(words).split())


def _escaped(words: str) -> str:
    escaped = _SPECIAL.sub(r"\\\1", words)
    return _LINE_OPENER.sub(r"\1\2\\\3", escaped)
