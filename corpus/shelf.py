"""The shelf of added documents: each version in a folder of its own, one list of what counts.

`HOME/documents/shelf.json` says which version of which document there is; replacing it is the one
step by which a document comes, changes or goes. What it does not name is nothing, and is cleared
away before the next change.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout
from pydantic import ValidationError

from corpus.errors import (
    DocumentError,
    ShelfBusyError,
    ShelfDamagedError,
    ShelfNotWrittenError,
)
from corpus.own_document import OwnDocument, Source, content_of, parser_fingerprint, understood
from corpus.types import Frozen, ParsedDocument

WAIT_SECONDS: Final = 3600.0  # a folder of documents takes long, and each waits for the one before
_LIST: Final = "shelf.json"
_RECORD: Final = "source.json"
_TEXT: Final = "text.txt"
_PARSED: Final = "parsed.json"
_UNFINISHED: Final = ".unfinished"


class Shelved(Frozen):
    """The version of a document that counts; `content` is the hash of its text."""

    id: str
    version: int
    content: str


class ShelfList(Frozen):
    """All added documents in the order in which they came, and the shipped ones that are hidden."""

    documents: tuple[Shelved, ...] = ()
    hidden: tuple[str, ...] = ()

    def get(self, document_id: str) -> Shelved | None:
        return next((one for one in self.documents if one.id == document_id), None)

    def with_document(self, shelved: Shelved) -> ShelfList:
        """Return the list with a document in the place of its version before, or at the end."""
        if self.get(shelved.id) is None:
            return self.model_copy(update={"documents": (*self.documents, shelved)})
        replaced = tuple(shelved if one.id == shelved.id else one for one in self.documents)
        return self.model_copy(update={"documents": replaced})

    def without_document(self, document_id: str) -> ShelfList:
        left = tuple(one for one in self.documents if one.id != document_id)
        return self.model_copy(update={"documents": left})

    def with_hidden(self, document_id: str) -> ShelfList:
        return self.model_copy(update={"hidden": (*self.hidden, document_id)})

    def with_shown(self, document_id: str) -> ShelfList:
        left = tuple(one for one in self.hidden if one != document_id)
        return self.model_copy(update={"hidden": left})


class Shelf:
    """The added documents under a home folder."""

    def __init__(self, home: Path) -> None:
        self.folder = home / "documents"

    def read(self) -> ShelfList:
        """Return what counts; raises DocumentError when the list cannot be read."""
        path = self.folder / _LIST
        try:
            return ShelfList.model_validate_json(path.read_bytes())
        except (FileNotFoundError, NotADirectoryError):
            return ShelfList()
        except (OSError, ValidationError) as error:
            raise ShelfDamagedError(
                f"the list of added documents {str(path)!r} cannot be read; move it away, "
                "then add the documents again"
            ) from error

    def stamp(self) -> tuple[int, int, int]:
        """Return what changes when the list is replaced; zeros when there is none."""
        try:
            found = (self.folder / _LIST).stat()
        except OSError:
            return (0, 0, 0)
        return (found.st_ino, found.st_mtime_ns, found.st_size)

    @contextmanager
    def changing(self, wait_seconds: float = WAIT_SECONDS) -> Iterator[None]:
        """Keep other processes from changing the shelf; clear away what a killed one left.

        Raises:
            DocumentError: another process changes it for longer than `wait_seconds`, or nothing
                can be written there.

        """
        lock = FileLock(self.folder / ".lock", timeout=wait_seconds)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except Timeout as error:
            raise ShelfBusyError(
                f"another process has been changing the documents in {str(self.folder)!r} for "
                f"{wait_seconds:.0f} s; wait for it, then try again"
            ) from error
        except OSError as error:
            raise self._unwritable(error) from error
        try:
            self._sweep()
            yield
        finally:
            lock.release()

    def put(self, document: OwnDocument) -> Shelved:
        """Write a new version of a document, which counts once the list names it."""
        number = self.next_version(document.document_id)
        folder = self._version(document.document_id, number)
        unfinished = folder.with_name(folder.name + _UNFINISHED)
        suffix = Path(document.source.file_name).suffix[:16]
        try:
            unfinished.mkdir(parents=True)
            (unfinished / f"original{suffix}").write_bytes(document.original)
            (unfinished / _TEXT).write_bytes(document.text.encode())
            _write(unfinished / _RECORD, document.source.model_dump_json())
            _write(unfinished / _PARSED, _cached(document.parsed))
            unfinished.rename(folder)
        except OSError as error:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise self._unwritable(error) from error
        content = content_of(document.text)
        return Shelved(id=document.document_id, version=number, content=content)

    def replace_list(self, wanted: ShelfList) -> None:
        """Let this list count from now on, in one step."""
        unfinished = self.folder / f"{_LIST}{_UNFINISHED}"
        try:
            _write(unfinished, wanted.model_dump_json(indent=2))
            unfinished.replace(self.folder / _LIST)
        except OSError as error:
            raise self._unwritable(error) from error

    def load_all(self) -> tuple[ShelfList, tuple[ParsedDocument, ...]]:
        """Return the list and its documents, in its order; one cannot change while it is read.

        Raises DocumentError when a document cannot be read.
        """
        while True:
            stamp = self.stamp()
            listed = self.read()
            try:
                return listed, tuple(self.load(one) for one in listed.documents)
            except DocumentError:
                if stamp == self.stamp():  # else it was removed or replaced meanwhile
                    raise

    def load(self, shelved: Shelved) -> ParsedDocument:
        """Return a version of a document; raises DocumentError when it cannot be read."""
        folder = self._version(shelved.id, shelved.version)
        kept = _kept(folder / _PARSED)
        if kept is not None:
            return kept
        text, source = self._stored(shelved)
        parsed = understood(text, source, shelved.id, self.source_file(shelved.id, shelved.version))
        with suppress(OSError):  # only the next start is slower without it
            own = folder / f"{_PARSED}.{os.getpid()}"
            _write(own, _cached(parsed))
            own.replace(folder / _PARSED)
        return parsed

    def source(self, shelved: Shelved) -> Source:
        """Return what a version was understood by; raises DocumentError when it cannot be read."""
        return self._stored(shelved)[1]

    def _stored(self, shelved: Shelved) -> tuple[str, Source]:
        folder = self._version(shelved.id, shelved.version)
        try:
            text = (folder / _TEXT).read_bytes().decode()
            return text, Source.model_validate_json((folder / _RECORD).read_bytes())
        except (OSError, ValueError) as error:
            raise ShelfDamagedError(
                f"the added document {shelved.id!r} cannot be read ({str(folder)!r}); "
                f"run: zhengda remove {shelved.id}, then add it again"
            ) from error

    def next_version(self, document_id: str) -> int:
        return max(self.versions(document_id), default=0) + 1

    @staticmethod
    def source_file(document_id: str, version: int) -> str:
        """Return where the text stands whose lines are cited, below `folder`."""
        return f"{document_id}/{version:06d}/{_TEXT}"

    def versions(self, document_id: str) -> list[int]:
        """Return the numbers of the versions of a document that are kept, the oldest first."""
        with suppress(OSError):
            names = [path.name for path in (self.folder / document_id).iterdir()]
            return sorted(int(name) for name in names if name.isdecimal())
        return []

    def clear(self, document_id: str) -> None:
        """Remove all versions of a document that the list does not name."""
        if self.read().get(document_id) is None:
            shutil.rmtree(self.folder / document_id, ignore_errors=True)

    def _version(self, document_id: str, number: int) -> Path:
        return self.folder / document_id / f"{number:06d}"

    def _sweep(self) -> None:
        """Remove the folders that the list does not name: removed documents, unfinished changes."""
        counted: Mapping[str, int] = {one.id: one.version for one in self.read().documents}
        for folder in [path for path in self.folder.iterdir() if path.is_dir()]:
            if folder.name not in counted:
                shutil.rmtree(folder, ignore_errors=True)
                continue
            for version in folder.iterdir():
                known = version.name.isdecimal() and int(version.name) <= counted[folder.name]
                if not known:
                    shutil.rmtree(version, ignore_errors=True)

    def _unwritable(self, error: OSError) -> ShelfNotWrittenError:
        return ShelfNotWrittenError(
            f"cannot write into {str(self.folder)!r}: {error.strerror or error}; is there room on "
            "the disk? or set ZHENGDA_HOME to a folder of your own"
        )


def _write(path: Path, words: str) -> None:
    with path.open("wb") as file:
        file.write(words.encode())
        file.flush()
        os.fsync(file.fileno())


def _cached(parsed: ParsedDocument) -> str:
    return f"{parser_fingerprint()}\n{parsed.model_dump_json()}"


def _kept(path: Path) -> ParsedDocument | None:
    """Return the document as this parser understood it before; None when it has to do so again."""
    try:
        fingerprint, _, document = path.read_bytes().partition(b"\n")
        if fingerprint.decode() != parser_fingerprint():
            return None
        return ParsedDocument.model_validate_json(document)
    except (OSError, ValueError, ValidationError):
        return None
