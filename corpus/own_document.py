"""A document of one's own before it is taken in: what a file says, and what was understood of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from corpus.corrected import Corrections, with_corrections
from corpus.errors import AssistantError, NotUnderstoodError
from corpus.outline import PREFACE
from corpus.parse import CatalogueEntry, parse_document
from corpus.places import NATION, place_of
from corpus.readers.limits import Limits
from corpus.readers.read import read_file
from corpus.readers.types import Note
from corpus.types import Frozen, ParsedDocument

_PACKAGE = Path(__file__).parent


class Doubt(StrEnum):
    """What a person should look at, since the text does not state it."""

    NO_TITLE = "no_title"
    NO_NUMBER = "no_number"
    NO_DATE = "no_date"
    NO_ISSUER = "no_issuer"
    NO_PLACE = "no_place"
    UNKNOWN_PLACE = "unknown_place"
    NO_CLAUSES = "no_clauses"
    NO_RESPONSIBILITIES = "no_responsibilities"


class Source(Frozen):
    """What decides, beside its text, how a file is understood.

    `file_name` is the name that the file had; `title` a hint from outside the text, None without
    one; `corrections` are those of a person; `notes` say what the reader did.
    """

    file_name: str
    title: str | None = None
    corrections: Corrections = Corrections()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class OwnDocument:
    """A file that was read: its bytes, its text, and the document as it was understood."""

    source: Source
    text: str
    original: bytes
    parsed: ParsedDocument

    @property
    def document_id(self) -> str:
        return self.parsed.document.document_id

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        return doubts_on(self.parsed)


@dataclass(frozen=True)
class OpenedFile:
    """A file as it was read."""

    source: Source
    text: str
    original: bytes


def open_file(path: Path, corrections: Corrections, limits: Limits) -> OpenedFile:
    """Return what a file says, and its bytes.

    Raises:
        UnreadableFileError: the file cannot be read.

    """
    read = read_file(path, limits=limits)
    source = Source(
        file_name=path.name.encode(errors="replace").decode(),
        title=read.title,
        corrections=corrections,
        notes=read.notes,
    )
    return OpenedFile(source, read.text, path.read_bytes())


def understood(text: str, source: Source, document_id: str, source_file: str) -> ParsedDocument:
    """Return the document as the parser and the person's corrections have it.

    Raises:
        DocumentError: the text cannot be understood (NotUnderstoodError), or a correction fits no
            clause.

    """
    entry = CatalogueEntry(
        document_id=document_id,
        source_file=source_file,
        title=source.title,
        title_source="the file, outside its text" if source.title else None,
        place=_label(source.corrections.place),
        found_at=source.file_name,
    )
    try:
        parsed = parse_document(text, entry)
    except AssistantError:
        raise
    except (ValueError, RecursionError, MemoryError) as error:
        raise NotUnderstoodError(f"cannot understand {source.file_name!r}: {error}") from error
    return with_corrections(parsed, source.corrections)


def content_of(text: str) -> str:
    """Return a hash that texts share which differ in nothing but blank lines and margins."""
    lines = (line.strip() for line in text.splitlines())
    return hashlib.sha256("\n".join(filter(None, lines)).encode()).hexdigest()


def doubts_on(parsed: ParsedDocument) -> tuple[Doubt, ...]:
    """Return what a person should look at in a document, in a fixed order."""
    document = parsed.document
    numbered = [clause for clause in parsed.clauses if clause.reference != PREFACE]
    found = {
        Doubt.NO_TITLE: document.title == document.document_id,
        Doubt.NO_NUMBER: document.document_number is None,
        Doubt.NO_DATE: document.issued_on is None and document.published_on is None,
        Doubt.NO_ISSUER: not document.issuers,
        Doubt.NO_PLACE: not document.place,
        Doubt.UNKNOWN_PLACE: bool(document.place) and document.level is None,
        Doubt.NO_CLAUSES: not numbered,
        Doubt.NO_RESPONSIBILITIES: not any(clause.responsibilities for clause in parsed.clauses),
    }
    return tuple(doubt for doubt, holds in found.items() if holds)


@cache
def parser_fingerprint() -> str:
    """Return what changes when a text could be understood in another way: the parser and its data."""
    digest = hashlib.sha256()
    for path in sorted([*_PACKAGE.glob("*.py"), *(_PACKAGE / "data").iterdir()]):
        if path.is_file():
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _label(place: str | None) -> str | None:
    """Return a place as documents are labelled: 武汉 is 湖北武汉; an unknown one as it is written."""
    if place is None:
        return None
    known = place_of(place)
    return known.label if known and (known.name in place or place == NATION) else place
