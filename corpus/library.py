"""The documents of a folder with its catalogue and errata."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import Field, ValidationError

from corpus.clean import Erratum
from corpus.errors import DocumentError
from corpus.parse import CatalogueEntry, parse_document
from corpus.rendered import (
    ENGLISH,
    PLAIN,
    QUESTIONS,
    SHIPPED_RENDERINGS,
    read_questions,
    read_renderings,
    with_renderings,
)
from corpus.types import Clause, Document, Frozen, ParsedDocument

SHIPPED_DOCUMENTS = Path(__file__).parent / "documents"


class _Entry(Frozen):
    """One `[[document]]` of a catalogue."""

    id: str
    title: str | None = None
    title_source: str | None = None
    place: str | None = None
    title_en: str | None = None
    short_names: tuple[str, ...] = ()
    found_at: str | None = None


class _Catalogue(Frozen):
    document: tuple[_Entry, ...] = ()


class _Erratum(Frozen):
    document: str
    was: str = Field(min_length=1)
    now: str


class _Errata(Frozen):
    erratum: tuple[_Erratum, ...] = ()


_File = TypeVar("_File", _Catalogue, _Errata)


@dataclass(frozen=True)
class Corpus:
    """All documents, in the order of the catalogue and then of their ids; added ones at the end.

    `own` are the ids of the documents that a user has added.
    """

    parsed: tuple[ParsedDocument, ...]
    own: frozenset[str] = frozenset()

    @property
    def documents(self) -> tuple[Document, ...]:
        return tuple(one.document for one in self.parsed)

    @property
    def clauses(self) -> tuple[Clause, ...]:
        return tuple(clause for one in self.parsed for clause in one.clauses)

    def document(self, document_id: str) -> Document:
        """Return a document by its id.

        Raises:
            DocumentError: no document has this id.

        """
        for document in self.documents:
            if document.document_id == document_id:
                return document
        known = ", ".join(document.document_id for document in self.documents)
        raise DocumentError(f"no document has the id {document_id!r}; known ids: {known}")

    def only(self, document_id: str) -> Corpus:
        """Return the corpus of one of the documents.

        Raises:
            DocumentError: no document has this id.

        """
        self.document(document_id)
        kept = tuple(one for one in self.parsed if one.document.document_id == document_id)
        return Corpus(kept, own=self.own & {document_id})

    def clauses_of(self, document_id: str) -> tuple[Clause, ...]:
        """Return the clauses of a document in reading order.

        Raises:
            DocumentError: no document has this id.

        """
        self.document(document_id)
        return next(p.clauses for p in self.parsed if p.document.document_id == document_id)


def load_corpus(folder: Path = SHIPPED_DOCUMENTS, renderings: Path = SHIPPED_RENDERINGS) -> Corpus:
    """Return the documents of a folder: each `ID.txt`, with `catalogue.toml` and `errata.toml`.

    Clauses come with the renderings that `renderings` has for them, in English and everyday Chinese.

    Raises:
        DocumentError: a file cannot be read, or an erratum fits no document.

    """
    catalogue = _read_toml(folder / "catalogue.toml", _Catalogue)
    errata = _read_toml(folder / "errata.toml", _Errata)
    order = {entry.id: (number, entry) for number, entry in enumerate(catalogue.document)}
    paths = sorted(
        folder.glob("*.txt"), key=lambda p: (order.get(p.stem, (len(order), None))[0], p.stem)
    )
    return Corpus(
        tuple(
            with_renderings(
                _parse(
                    path,
                    order[path.stem][1] if path.stem in order else _Entry(id=path.stem),
                    errata.erratum,
                ),
                read_renderings(renderings / ENGLISH / f"{path.stem}.jsonl"),
                read_renderings(renderings / PLAIN / f"{path.stem}.jsonl"),
                read_questions(renderings / QUESTIONS / f"{path.stem}.jsonl"),
            )
            for path in paths
        )
    )


def _parse(path: Path, entry: _Entry, errata: Sequence[_Erratum]) -> ParsedDocument:
    try:
        raw = path.read_bytes().decode("utf-8")
        return parse_document(
            raw,
            CatalogueEntry(
                document_id=entry.id,
                source_file=path.name,
                title=entry.title,
                title_source=entry.title_source,
                place=entry.place,
                title_en=entry.title_en,
                short_names=entry.short_names,
                found_at=entry.found_at,
                errata=tuple(Erratum(e.was, e.now) for e in errata if e.document == entry.id),
            ),
        )
    except (OSError, ValueError) as error:
        raise DocumentError(f"cannot read the document {str(path)!r}: {error}") from error


def _read_toml(path: Path, model: type[_File]) -> _File:
    if not path.exists():
        return model()
    try:
        return model.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, ValidationError) as error:
        raise DocumentError(f"cannot read {str(path)!r}: {error}") from error
