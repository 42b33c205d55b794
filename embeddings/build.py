"""Build the index: embed what is new, write a new version beside the old one, point at it."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from corpus.types import Frozen, ParsedDocument
from embeddings.encode import Encoder, Vectors
from embeddings.errors import (
    EmbeddingError,
    IndexBusyError,
    IndexDamagedError,
    IndexMissingError,
    IndexNotWrittenError,
)
from embeddings.progress import Progress
from embeddings.seal import check_seal, seal_of
from embeddings.state import IndexState, Pointer, read_pointer, version_folder, write_pointer
from embeddings.texts import RECIPE, Entry, content_hash, entries_of, texts_of
from embeddings.vectors import VectorFile, embed

WAIT_SECONDS: Final = 600.0


class BuildReport(Frozen):
    """What a build did: counts of documents, clauses and vectors, and the time it took."""

    documents: int
    clauses: int
    embedded: int
    reused: int
    seconds: float
    changed: bool


def build_index(  # noqa: PLR0913 - the last two are for tests and for repair
    parsed: Sequence[ParsedDocument],
    home: Path,
    encoder: Encoder,
    progress: Progress,
    *,
    force: bool = False,
    wait_seconds: float = WAIT_SECONDS,
) -> BuildReport:
    """Make the index under `home` hold these documents and no others; only check when it does.

    The index before it stands until the new one is complete, and is kept beside it for processes
    that still read it. `force` builds anew even when nothing changed.

    Raises IndexBusyError when another process builds for longer than `wait_seconds`, and
    IndexNotWrittenError when the new index cannot be written.
    """
    started = time.perf_counter()
    index = home / "index"
    entries = {one.document.document_id: entries_of(one) for one in parsed}
    wanted = _state(entries, encoder)
    with _sole_builder(index, wait_seconds):
        embedded = 0
        changed = force or not _is_current(index, wanted)
        if changed:
            embedded = _build(
                index, wanted, [e for es in entries.values() for e in es], encoder, progress
            )
    return BuildReport(
        documents=len(entries),
        clauses=wanted.clauses,
        embedded=embedded,
        reused=wanted.rows - embedded,
        seconds=time.perf_counter() - started,
        changed=changed,
    )


def _state(entries: Mapping[str, Sequence[Entry]], encoder: Encoder) -> IndexState:
    flat = [entry for several in entries.values() for entry in several]
    return IndexState(
        encoder=encoder.fingerprint,
        recipe=RECIPE,
        documents=tuple((name, content_hash(several)) for name, several in entries.items()),
        clauses=len(flat),
        rows=sum(len(texts_of(entry)) for entry in flat),
    )


@contextmanager
def _sole_builder(index: Path, wait_seconds: float) -> Iterator[None]:
    lock = FileLock(index / ".lock", timeout=wait_seconds)
    try:
        index.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        raise IndexBusyError(
            f"another process has been building the index in {str(index)!r} "
            f"for {wait_seconds:.0f} s; wait for it, then run: zhengda index"
        ) from error
    except OSError as error:
        raise IndexNotWrittenError(
            f"cannot write into {str(index)!r}: {error}; set ZHENGDA_HOME to a folder of your own"
        ) from error
    try:
        yield
    finally:
        lock.release()


def _is_current(index: Path, wanted: IndexState) -> bool:
    try:
        pointer = read_pointer(index)
        if pointer.state != wanted:
            return False
        check_seal(pointer.folder(index), pointer.seal)
    except (IndexMissingError, IndexDamagedError):
        return False
    return True


def _build(
    index: Path, wanted: IndexState, entries: Sequence[Entry], encoder: Encoder, progress: Progress
) -> int:
    """Return how many vectors had to be made."""
    # Importing Chroma takes a second, and a run that only checks the index needs none of it.
    from embeddings.version import open_version, write_version  # noqa: PLC0415

    previous = _last_version(index)
    _sweep(index, keep={previous})
    version = max([previous, *_versions(index)]) + 1
    try:
        vectors, embedded = vectors_of(index, entries, encoder, progress)
        progress("writing the index", 0, 1)
        folder = version_folder(index, version)
        write_version(folder, entries, vectors)
        progress("checking the index", 0, 1)
        pointer = Pointer(version=version, state=wanted, seal=seal_of(folder))
        open_version(index, pointer).close()
        write_pointer(index, pointer)
    except EmbeddingError:
        shutil.rmtree(version_folder(index, version), ignore_errors=True)
        raise
    except Exception as error:
        shutil.rmtree(version_folder(index, version), ignore_errors=True)
        raise IndexNotWrittenError(
            f"cannot write the index into {str(index)!r}: {error}; the index before it still "
            "stands; is there room on the disk? then run: zhengda index"
        ) from error
    progress("wrote the index", 1, 1)
    return embedded


def vectors_of(
    index: Path, entries: Sequence[Entry], encoder: Encoder, progress: Progress
) -> tuple[dict[str, Vectors], int]:
    """Return the vectors of all texts of entries by hash, and how many of them had to be made."""
    file = VectorFile(index, encoder.fingerprint)
    try:
        known = file.read()
    except IndexDamagedError as error:
        progress(f"embedding everything anew: {error}", 0, 0)
        known = {}
    texts = [text for entry in entries for text in texts_of(entry)]
    vectors = embed(texts, known, encoder, progress)
    embedded = len(vectors.keys() - known.keys())
    if vectors.keys() != known.keys():
        file.write(vectors)
    return vectors, embedded


def _last_version(index: Path) -> int:
    try:
        return read_pointer(index).version
    except (IndexMissingError, IndexDamagedError):
        return 0


def _versions(index: Path) -> list[int]:
    return [int(path.name) for path in index.iterdir() if path.is_dir() and path.name.isdecimal()]


def _sweep(index: Path, keep: set[int]) -> None:
    """Remove other versions and what killed builds left behind."""
    for version in _versions(index):
        if version not in keep:
            shutil.rmtree(version_folder(index, version), ignore_errors=True)
    for leftover in index.glob("*.unfinished*"):
        leftover.unlink(missing_ok=True)
