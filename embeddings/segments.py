"""The segments of the index: each a Chroma collection in a folder of its own, written once.

A segment is named by what it holds, so that writing it twice is harmless. Beside its folder stand
its vectors, from which it can be written anew, and its record with the seal of the folder.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pydantic import ValidationError

from corpus.types import Frozen
from embeddings.encode import Encoder, Vectors
from embeddings.errors import IndexDamagedError
from embeddings.progress import Progress
from embeddings.seal import check_seal, seal_of
from embeddings.state import IndexedDocument, Segment, write_whole
from embeddings.texts import RECIPE, Entry, content_hash, texts_of
from embeddings.vectors import embed, read_vectors, write_vectors

if TYPE_CHECKING:
    from embeddings.chroma import Metadata, StoredCollection

# End the ids of the rows of renderings; those of sentences end with a number.
ENGLISH_ROW: Final = "@en"
PLAIN_ROW: Final = "@plain"
# What no pointer names may be about to be named by a process that has just written it.
_ORPHAN_SECONDS: Final = 3600.0


class SegmentRecord(Frozen):
    """All documents that a segment holds, and the seal on its folder."""

    documents: tuple[IndexedDocument, ...]
    seal: str


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
        return read_vectors(self._vectors(name))

    def write(
        self,
        entries: Mapping[str, Sequence[Entry]],
        known: Mapping[str, Vectors],
        encoder: Encoder,
        progress: Progress,
    ) -> tuple[Segment, int]:
        """Write the entries of some documents as a segment; return it and how many were embedded."""
        documents = tuple(indexed(name, several) for name, several in entries.items())
        segment = Segment(name=self.name_of(documents), documents=documents)
        flat = [entry for several in entries.values() for entry in several]
        vectors = embed(
            (text for entry in flat for text in texts_of(entry)), known, encoder, progress
        )
        self._folder.mkdir(parents=True, exist_ok=True)
        write_vectors(self._vectors(segment.name), vectors)
        progress("writing the index", 0, 1)
        self._write_rows(segment, flat, vectors)
        return segment, len(vectors.keys() - known.keys())

    def open(self, segment: Segment) -> StoredCollection:
        """Return a segment opened; raises IndexDamagedError when it is not whole."""
        from embeddings.chroma import StoredCollection  # noqa: PLC0415 - importing it takes a second

        record = self.check(segment.name)
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

    def _write_rows(
        self, segment: Segment, entries: Sequence[Entry], vectors: Mapping[str, Vectors]
    ) -> None:
        from embeddings.chroma import StoredCollection, write_collection  # noqa: PLC0415

        unfinished = self.folder(f"{segment.name}.{os.getpid()}.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        try:
            ids, texts, metadatas = _rows(entries)
            write_collection(unfinished, ids, texts, metadatas, vectors)
            shutil.rmtree(self.folder(segment.name), ignore_errors=True)
            unfinished.rename(self.folder(segment.name))
            folder = self.folder(segment.name)
            StoredCollection(folder).close()
            record = SegmentRecord(documents=segment.documents, seal=seal_of(folder))
            write_whole(self._record(segment.name), record.model_dump_json(indent=2))
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)

    def _record(self, name: str) -> Path:
        return self._folder / f"{name}.json"

    def _vectors(self, name: str) -> Path:
        return self._folder / f"{name}.npz"


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
        for rendering, row in ((entry.english, ENGLISH_ROW), (entry.plain, PLAIN_ROW)):
            if rendering:
                ids.append(f"{entry.clause_id}{row}")
                texts.append(rendering)
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
