"""Notes that are marked as not from the documents: which body holds a task today, and since when."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.gazetteer import read_name, successors
from corpus.types import Document
from rag.draft import say
from rag.language import comparable
from rag.types import Language

_MARKED = re.compile(r"注\(不出自文件\):机构改革后,|note \(not from the document\), after reforms:")
_BETWEEN = re.compile(r"[;。.\s]*")


def renaming(agency: str, document: Document) -> str | None:
    """Return the reforms since a document that gave a body's tasks to others, each with its source.

    None where there are none, or where the document states no date.
    """
    if document.issued_on is None:
        return None
    reforms = successors(read_name(agency), document.level, document.place)
    later = [one for one in reforms if one.year >= document.issued_on.year]
    chain = " → ".join(f"{one.to}({one.year}年,{one.source})" for one in later)
    return f"{agency} → {chain}" if later else None


def note_on(renamings: Iterable[str], language: Language) -> str:
    """Return the note that gives these renamings; it says that it is not from the document."""
    listed = "; ".join(renamings) if language is Language.ENGLISH else ";".join(renamings)
    return say(
        language,
        f"注(不出自文件):机构改革后,{listed}。",
        f"Note (not from the document), after reforms: {listed}.",
    )


def is_note(words: str) -> bool:
    return _MARKED.match(comparable(words)) is not None


def unsourced(note: str, renamings: Iterable[str]) -> str:
    """Return what a note says beside these renamings, empty where that is nothing."""
    left = _MARKED.sub("", comparable(note), count=1)
    for one in sorted(map(comparable, renamings), key=len, reverse=True):
        left = left.replace(one, "")
    return "" if _BETWEEN.fullmatch(left) else left.strip()
