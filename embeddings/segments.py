"""The segments of the index, each written once: a Chroma collection, or the file of a small document.

A segment is named by what it holds, so that writing it twice is harmless. Beside it stands its
record with its seal, beside the folder of a collection also its vectors, from which it can be
written anew.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from pydantic import ValidationError

from corpus.types import Frozen
from embeddings.encode import Encoder, Vectors
from embeddings.errors import IndexDamagedError
from embeddings.progress import Progress
from embeddings.row_file import MOST_ROWS, check_rows, read_rows, write_rows
from embeddings.seal import check_seal, seal_of
from embeddings.state import IndexedDocument, Segment, write_whole
from embeddings.texts import RECIPE, Entry, content_hash, texts_of
from embeddings.vectors import embed, key_of, read_vectors, write_vectors

if TYPE_CHECKING:
    from embeddings.chroma import Metadata

# End the ids of the rows of renderings; those of sentences end with a number.
ENGLISH_ROW: Final = "@en"
PLAIN_ROW: Final = "@plain"
ASKED_ROW: Final = "@asked"  # and a number
ASKED_ENGLISH_ROW: Final = "@en-asked"  # and a number
WORDS: Final = "words"
"""Of a row's particulars: words by which it is found, too, that are not embedded with its text."""
# What no pointer names may be about to be named by a process that has just written it.
_ORPHAN_SECONDS: Final = 3600.0

Entries = Mapping[str, Sequence[Entry]]
"""What is to be indexed of each document, by its id."""


class Kind(StrEnum):
    """How the rows of a segment are kept."""

    COLLECTION = "collection"
    FILE = "file"


class SegmentRecord(Frozen):
    """All documents that a segment holds, how it keeps their rows, and the seal on them."""

    documents: tuple[IndexedDocument, ...]
    kind: Kind
    seal: str


class SegmentRows(Protocol):
    """The rows of an opened segment, in the order of their ids."""

    ids: list[str]
    texts: list[str]
    metadatas: list[Any]
    vectors: Vectors

    @property
    def has_graph(self) -> bool:
        """Return whether `nearest` finds rows faster than comparing each."""

    def nearest(self, query: Vectors) -> tuple[list[int], Vectors]:
        """Return the places in `ids` of the rows that a graph finds nearest, and their cosines."""

    def close(self) -> None:
        """Give back what is open; nothing may be asked afterwards."""


class Known:
    """An encoder with the vectors that are there already; it counts those that had to be made."""

    def __init__(self, encoder: Encoder, vectors: Mapping[str, Vectors]) -> None:
        self._encoder = encoder
        self._known = vectors
        self.embedded = 0

    def vectors(self, entries: Sequence[Entry], progress: Progress) -> dict[str, Vectors]:
        """Return the vectors of all texts of these entries by their hash."""
        texts = (text for entry in entries for text in texts_of(entry))
        vectors = embed(texts, self._known, self._encoder, progress)
        self.embedded += len(vectors.keys() - self._known.keys())
        return vectors


class Segments:
    """The segments under an index folder that one encoder has made."""

    def __init__(self, index: Path, encoder_fingerprint: str) -> None:
        self._folder = index / "segments"
        self._fingerprint = encoder_fingerprint

    def folder(self, name: str) -> Path:
        return self._folder / name

    def name_of(self, documents: Sequence[IndexedDocument]) -> str:
        """Return the name of the segment of these documents by this encoder."""
        digest = hashlib.sha256(f"{self._fingerprint}\n{RECIPE}".encode())
        for one in sorted(documents, key=lambda one: one.id):
            digest.update(f"\n{one.id}\n{one.content}".encode())
        return digest.hexdigest()[:24]

    def record(self, name: str) -> SegmentRecord:
        """Return the record of a segment; raises IndexDamagedError when it cannot be read."""
        try:
            return SegmentRecord.model_validate_json(self._record(name).read_bytes())
        except (OSError, ValidationError) as error:
            raise IndexDamagedError(
                f"the index in {str(self.folder(name))!r} cannot be read; run: zhengda index"
            ) from error

    def check(self, name: str) -> SegmentRecord:
        """Return the record of a segment that is whole; raises IndexDamagedError for another."""
        record = self.record(name)
        if record.kind is Kind.FILE:
            check_rows(self._file(name), record.seal)
        else:
            check_seal(self.folder(name), record.seal)
        return record

    def is_whole(self, name: str) -> bool:
        try:
            self.check(name)
        except IndexDamagedError:
            return False
        return True

    def vectors(self, name: str) -> Mapping[str, Vectors]:
        """Return the vectors of a segment by their text's hash, none where there is no file.

        Raises IndexDamagedError when the file cannot be read.
        """
        if not self._file(name).exists():
            return read_vectors(self._vectors(name))
        stored = read_rows(self._file(name), self.record(name).seal)
        return dict(zip(map(key_of, stored.texts), stored.vectors, strict=True))

    def write(self, entries: Entries, encoder: Known, progress: Progress) -> Segment:
        """Write the entries of some documents as a collection."""
        segment, flat = self._planned(entries)
        vectors = encoder.vectors(flat, progress)
        progress("writing the index", 0, 1)
        self._folder.mkdir(parents=True, exist_ok=True)
        write_vectors(self._vectors(segment.name), vectors)
        seal = self._write_collection(segment, flat, vectors)
        self._write_record(segment, Kind.COLLECTION, seal)
        return segment

    def write_own(self, entries: Entries, encoder: Known, progress: Progress) -> Segment:
        """Write the entries of a document that comes and goes by itself, as a file if it is small."""
        segment, flat = self._planned(entries)
        if sum(one.rows for one in segment.documents) > MOST_ROWS:
            return self.write(entries, encoder, progress)
        vectors = encoder.vectors(flat, progress)
        progress("writing the index", 0, 1)
        self._folder.mkdir(parents=True, exist_ok=True)
        seal = write_rows(self._file(segment.name), *_rows(flat), vectors)
        self._write_record(segment, Kind.FILE, seal)
        return segment

    def open(self, segment: Segment) -> SegmentRows:
        """Return a segment opened; raises IndexDamagedError when it is not whole."""
        from embeddings.chroma import StoredCollection  # noqa: PLC0415 - importing it takes a second

        record = self.record(segment.name)
        if record.kind is Kind.FILE:
            return read_rows(self._file(segment.name), record.seal)
        check_seal(self.folder(segment.name), record.seal)
        collection = StoredCollection(self.folder(segment.name))
        rows = sum(one.rows for one in record.documents)
        if len(collection.ids) != rows:
            collection.close()
            raise IndexDamagedError(
                f"the index in {str(self.folder(segment.name))!r} has {len(collection.ids)} rows, "
                f"not {rows}; run: zhengda index"
            )
        return collection

    def drop(self, names: Sequence[str]) -> None:
        for name in names:
            self._record(name).unlink(missing_ok=True)
            self._vectors(name).unlink(missing_ok=True)
            self._file(name).unlink(missing_ok=True)
            shutil.rmtree(self.folder(name), ignore_errors=True)

    def sweep(self, keep: frozenset[str]) -> None:
        """Remove what no pointer names and nobody is about to name: what killed builds left."""
        if not self._folder.is_dir():
            return
        now = time.time()
        for path in list(self._folder.iterdir()):
            name = path.name.partition(".")[0]
            if name not in keep and now - _modified(path) > _ORPHAN_SECONDS:
                self.drop([name])
                shutil.rmtree(path, ignore_errors=True)
                path.unlink(missing_ok=True)

    def _planned(self, entries: Entries) -> tuple[Segment, list[Entry]]:
        documents = tuple(indexed(name, several) for name, several in entries.items())
        flat = [entry for several in entries.values() for entry in several]
        return Segment(name=self.name_of(documents), documents=documents), flat

    def _write_collection(
        self, segment: Segment, entries: Sequence[Entry], vectors: Mapping[str, Vectors]
    ) -> str:
        """Return the seal of the folder that was written."""
        from embeddings.chroma import StoredCollection, write_collection  # noqa: PLC0415

        folder = self.folder(segment.name)
        unfinished = self.folder(f"{segment.name}.{os.getpid()}.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        try:
            write_collection(unfinished, *_rows(entries), vectors)
            shutil.rmtree(folder, ignore_errors=True)
            unfinished.rename(folder)
            StoredCollection(folder).close()
            return seal_of(folder)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)

    def _write_record(self, segment: Segment, kind: Kind, seal: str) -> None:
        record = SegmentRecord(documents=segment.documents, kind=kind, seal=seal)
        write_whole(self._record(segment.name), record.model_dump_json(indent=2))

    def _record(self, name: str) -> Path:
        return self._folder / f"{name}.json"

    def _vectors(self, name: str) -> Path:
        return self._folder / f"{name}.npz"

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.rows"


def indexed(document_id: str, entries: Sequence[Entry]) -> IndexedDocument:
    """Return what tells whether a document stands in the index as it is."""
    return IndexedDocument(
        id=document_id,
        content=content_hash(entries),
        clauses=len(entries),
        rows=sum(len(texts_of(entry)) for entry in entries),
    )


def _rows(entries: Sequence[Entry]) -> tuple[list[str], list[str], list[Metadata]]:
    """Return the id, the text and the particulars of each row: one for each text of each clause."""
    ids: list[str] = []
    texts: list[str] = []
    metadatas: list[Metadata] = []
    for entry in entries:
        for number, text in enumerate((entry.passage, *entry.sentences)):
            ids.append(entry.clause_id if number == 0 else f"{entry.clause_id}@{number}")
            texts.append(text)
            metadatas.append(_metadata(entry))
        for rendering, row, asked in (
            (entry.english, ENGLISH_ROW, entry.asked_english),
            (entry.plain, PLAIN_ROW, entry.asked),
        ):
            if rendering:
                ids.append(f"{entry.clause_id}{row}")
                texts.append(rendering)
                metadatas.append(_metadata(entry) | ({WORDS: "\n".join(asked)} if asked else {}))
        for row, asked in ((ASKED_ROW, entry.asked), (ASKED_ENGLISH_ROW, entry.asked_english)):
            for number, text in enumerate(asked, start=1):
                ids.append(f"{entry.clause_id}{row}{number}")
                texts.append(text)
                metadatas.append(_metadata(entry))
    return ids, texts, metadatas


def _metadata(entry: Entry) -> Metadata:
    """Return what a search can filter by; Chroma takes neither None nor an empty list."""
    metadata: Metadata = {
        "clause": entry.clause_id,
        "document": entry.document,
        "reference": entry.reference,
        "place": entry.place,
        "status": entry.status,
    }
    if entry.agencies:
        metadata["agencies"] = list(entry.agencies)
    if entry.date:
        metadata["date"] = entry.date
    return metadata


def _modified(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
