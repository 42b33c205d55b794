"""Build the index: embed what is new, write it as segments, point at them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
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
from embeddings.segments import Entries, Known, Segments, indexed
from embeddings.state import IndexedDocument, Pointer, Segment, read_pointer, write_pointer
from embeddings.texts import RECIPE, Entry, entries_of

WAIT_SECONDS: Final = 600.0


class BuildReport(Frozen):
    """What a build did: counts of documents, clauses and vectors, and the time it took."""

    documents: int
    clauses: int
    embedded: int
    reused: int
    seconds: float
    changed: bool


def build_index(  # noqa: PLR0913 - the last three are for added documents, tests and repair
    parsed: Sequence[ParsedDocument],
    home: Path,
    encoder: Encoder,
    progress: Progress,
    *,
    apart: frozenset[str] = frozenset(),
    force: bool = False,
    wait_seconds: float = WAIT_SECONDS,
) -> BuildReport:
    """Make the index under `home` hold these documents and no others; only check when it does.

    The index before it stands until the new one is complete. The documents whose ids are `apart`
    come and go by themselves, each in a segment of its own; the others share one. `force` writes
    all anew even when nothing changed.

    Raises IndexBusyError when another process builds for longer than `wait_seconds`, and
    IndexNotWrittenError when the new index cannot be written.
    """
    started = time.perf_counter()
    index = home / "index"
    entries = {one.document.document_id: entries_of(one) for one in parsed}
    wanted = [indexed(name, several) for name, several in entries.items()]
    with sole_builder(index, wait_seconds):
        embedded = 0
        changed = force or not _is_current(index, frozenset(wanted), encoder)
        if changed:
            builder = _Builder(index, encoder, progress)
            embedded = builder.build(entries, wanted, apart, force=force)
    return BuildReport(
        documents=len(wanted),
        clauses=sum(one.clauses for one in wanted),
        embedded=embedded,
        reused=sum(one.rows for one in wanted) - embedded,
        seconds=time.perf_counter() - started,
        changed=changed,
    )


def write_segment(
    parsed: ParsedDocument, home: Path, encoder: Encoder, progress: Progress
) -> tuple[Segment, int]:
    """Write a document's segment, which counts once `swap_in` points at it.

    Return it and how many texts had to be embedded. What stands of the document in the index is
    not embedded again. Raises IndexNotWrittenError when it cannot be written.
    """
    name = parsed.document.document_id
    builder = _Builder(home / "index", encoder, progress)
    return builder.write_own({name: entries_of(parsed)})


def swap_in(
    home: Path, encoder: Encoder, segments: Sequence[Segment], gone: frozenset[str]
) -> bool:
    """Let the index hold these segments' documents and no longer those whose ids are `gone`.

    The caller is the `sole_builder`. No row of another document is read or written. Return False,
    and do nothing, where there is no index by this encoder: the next build makes one.
    """
    index = home / "index"
    before = _pointer(index)
    if before is None or not before.is_by(encoder.fingerprint, RECIPE):
        return False
    after = before.without(gone)
    for segment in segments:
        after = after.with_segment(segment)
    _point_at(index, before, after)
    Segments(index, encoder.fingerprint).sweep(frozenset(one.name for one in after.segments))
    return True


def vectors_of(
    index: Path, entries: Sequence[Entry], encoder: Encoder, progress: Progress
) -> dict[str, Vectors]:
    """Return the vectors of all texts of entries by hash; those that stand in the index are read."""
    builder = _Builder(index, encoder, progress)
    names = frozenset(entry.document for entry in entries)
    return builder.vectors(names, entries)


@contextmanager
def sole_builder(index: Path, wait_seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """Keep other processes and threads from changing the index; who has it may take it again.

    Raises IndexBusyError when another has it for longer than `wait_seconds`, and
    IndexNotWrittenError when the folder cannot be written.
    """
    lock = FileLock(index / ".lock", is_singleton=True)
    try:
        index.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=wait_seconds)
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


def _is_current(index: Path, wanted: frozenset[IndexedDocument], encoder: Encoder) -> bool:
    pointer = _pointer(index)
    if pointer is None or not pointer.is_by(encoder.fingerprint, RECIPE):
        return False
    segments = Segments(index, encoder.fingerprint)
    return pointer.documents == wanted and all(segments.is_whole(s.name) for s in pointer.segments)


class _Builder:
    """Writes what an index lacks."""

    def __init__(self, index: Path, encoder: Encoder, progress: Progress) -> None:
        self._index = index
        self._encoder = encoder
        self._progress = progress
        self._segments = Segments(index, encoder.fingerprint)
        self._before = _pointer(index)

    def build(
        self,
        entries: Entries,
        wanted: Sequence[IndexedDocument],
        apart: frozenset[str],
        *,
        force: bool,
    ) -> int:
        """Return how many vectors had to be made."""
        kept = [] if force else self._kept(frozenset(wanted))
        held = {one for segment in kept for one in segment.documents}
        missing = [one for one in wanted if one not in held]
        together = [one for one in missing if one.id not in apart]
        groups = [together] * bool(together) + [[one] for one in missing if one.id in apart]
        embedded = 0
        for group in groups:
            found = None if force else self._found(group)
            if found is None:
                wanted_here = {one.id: entries[one.id] for one in group}
                write = self.write_own if group[0].id in apart else self.write
                found, made = write(wanted_here)
                embedded += made
            kept.append(found)
        pointer = Pointer(
            encoder=self._encoder.fingerprint, recipe=RECIPE, segments=tuple(_joined(kept))
        )
        self._progress("checking the index", 0, 1)
        _point_at(self._index, self._before, pointer)
        self._segments.sweep(frozenset(one.name for one in pointer.segments))
        self._progress("wrote the index", 1, 1)
        return embedded

    def write(self, entries: Entries) -> tuple[Segment, int]:
        """Return a segment of these documents and how many vectors had to be made for it."""
        return self._written(self._segments.write, entries)

    def write_own(self, entries: Entries) -> tuple[Segment, int]:
        """Return the segment of a document that comes and goes by itself, as `write` does."""
        return self._written(self._segments.write_own, entries)

    def vectors(self, ids: frozenset[str], entries: Sequence[Entry]) -> dict[str, Vectors]:
        """Return the vectors of all texts of these documents' entries by their hash."""
        return Known(self._encoder, self._known(ids)).vectors(entries, self._progress)

    def _written(
        self, write: Callable[[Entries, Known, Progress], Segment], entries: Entries
    ) -> tuple[Segment, int]:
        try:
            known = Known(self._encoder, self._known(frozenset(entries)))
            return write(entries, known, self._progress), known.embedded
        except EmbeddingError:
            raise
        except Exception as error:
            raise IndexNotWrittenError(
                f"cannot write the index into {str(self._index)!r}: {error}; the index before it "
                "still stands; is there room on the disk? then run: zhengda index"
            ) from error

    def _kept(self, wanted: frozenset[IndexedDocument]) -> list[Segment]:
        """Return the segments that stand, as far as their documents are wanted as they are there."""
        if self._before is None or not self._before.is_by(self._encoder.fingerprint, RECIPE):
            return []
        kept = []
        for segment in self._before.segments:
            try:
                record = self._segments.check(segment.name)
            except IndexDamagedError:
                continue
            documents = tuple(one for one in record.documents if one in wanted)
            wanted = wanted.difference(documents)
            if documents:
                kept.append(Segment(name=segment.name, documents=documents))
        return kept

    def _found(self, group: Sequence[IndexedDocument]) -> Segment | None:
        """Return the segment of these documents where a killed process has left it whole."""
        name = self._segments.name_of(group)
        whole = self._segments.is_whole(name)
        return Segment(name=name, documents=tuple(group)) if whole else None

    def _known(self, ids: frozenset[str]) -> dict[str, Vectors]:
        """Return the vectors that stand for these documents by the hash of their text."""
        if self._before is None or not self._before.is_by(self._encoder.fingerprint, RECIPE):
            return {}
        known: dict[str, Vectors] = {}
        for segment in self._before.segments:
            if any(one.id in ids for one in segment.documents):
                try:
                    known |= self._segments.vectors(segment.name)
                except IndexDamagedError as error:
                    self._progress(f"embedding anew: {error}", 0, 0)
        return known


def _joined(segments: Sequence[Segment]) -> list[Segment]:
    """Return the segments, each once, for all of its documents that count."""
    by_name: dict[str, tuple[IndexedDocument, ...]] = {}
    for one in segments:
        by_name[one.name] = (*by_name.get(one.name, ()), *one.documents)
    return [Segment(name=name, documents=documents) for name, documents in by_name.items()]


def _point_at(index: Path, before: Pointer | None, after: Pointer) -> None:
    """Replace the pointer, then remove the segments that it no longer names."""
    try:
        write_pointer(index, after)
    except OSError as error:
        raise IndexNotWrittenError(
            f"cannot write into {str(index)!r}: {error}; the index before it still stands; "
            "is there room on the disk? then run: zhengda index"
        ) from error
    if before is not None:
        left = {one.name for one in after.segments}
        dropped = [one.name for one in before.segments if one.name not in left]
        Segments(index, before.encoder).drop(dropped)


def _pointer(index: Path) -> Pointer | None:
    """Return the pointer; None where there is none that can be read."""
    try:
        return read_pointer(index)
    except (IndexMissingError, IndexDamagedError):
        return None
