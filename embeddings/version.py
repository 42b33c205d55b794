"""One version of the index in a folder of its own: written once, then only opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from embeddings.chroma import Metadata, StoredCollection, write_collection
from embeddings.encode import Vectors
from embeddings.errors import IndexDamagedError
from embeddings.seal import check_seal
from embeddings.state import Pointer
from embeddings.texts import Entry

# End the ids of the rows of renderings; those of sentences end with a number.
ENGLISH_ROW = "@en"
PLAIN_ROW = "@plain"


def write_version(folder: Path, entries: Sequence[Entry], vectors: Mapping[str, Vectors]) -> None:
    """Write a row for each text of each clause; its vector stands under its text's hash."""
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
    write_collection(folder, ids, texts, metadatas, vectors)


def open_version(index: Path, pointer: Pointer) -> StoredCollection:
    """Return the collection the pointer points at; raises IndexDamagedError when it is not whole."""
    folder = pointer.folder(index)
    check_seal(folder, pointer.seal)
    collection = StoredCollection(folder)
    if len(collection.ids) != pointer.state.rows:
        collection.close()
        raise IndexDamagedError(
            f"the index in {str(folder)!r} has {len(collection.ids)} rows, not "
            f"{pointer.state.rows}; run: zhengda index"
        )
    return collection


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
