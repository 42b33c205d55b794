"""Documents of one's own: look at a file, take files in, remove a document.

Each function stands for one thing that a user does, on the command line or on the web page. What
fails raises an `AssistantError` of one line; of several files each fails for itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path

from corpus.corrected import Corrections, read_corrections
from corpus.errors import AssistantError, DocumentError
from corpus.library import SHIPPED_DOCUMENTS
from corpus.own_document import OpenedFile, OwnDocument, content_of, open_file, understood
from corpus.own_id import checked_id, id_of_stem
from corpus.shelf import Shelf, ShelfList, Shelved
from corpus.types import Frozen
from embeddings.build import sole_builder, swap_in, write_segment
from embeddings.encode import Encoder
from embeddings.progress import Progress, silent
from embeddings.state import Segment
from rag import build
from rag.intake_clock import Activity, IntakeClock, Spent
from rag.settings import Settings


class ShippedIdError(DocumentError):
    """The id that a file should get is that of a document that comes with the program."""


class Wishes(Frozen):
    """What a person gives with a file: its id, and a title and a place in place of what it states.

    `file_name` is the name that the file had, where it lies under another one.
    """

    file_name: str | None = None
    id: str | None = None
    title: str | None = None
    place: str | None = None


class Outcome(StrEnum):
    """What became of a file; KNOWN is one whose content is there under another id."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    KNOWN = "known"
    SHOWN_AGAIN = "shown_again"
    FAILED = "failed"


@dataclass(frozen=True)
class FileReport:
    """What became of a file.

    `document_id` is the id under which its content is there now, None for a failure, for which alone
    there is an `error`. `document` is what was taken in, None where nothing was.
    """

    path: Path
    outcome: Outcome
    document_id: str | None = None
    version: int | None = None
    document: OwnDocument | None = None
    error: AssistantError | None = None


@dataclass(frozen=True)
class AddReport:
    """What became of each file, in the order in which they were given, and where the time went."""

    files: tuple[FileReport, ...]
    spent: Spent

    def count(self, outcome: Outcome) -> int:
        return sum(one.outcome is outcome for one in self.files)


def preview(path: Path, settings: Settings, wishes: Wishes = Wishes()) -> OwnDocument:  # noqa: B008
    """Return what is understood of a file, without taking it in.

    Raises:
        DocumentError: it cannot be read or understood, or a wish cannot be had.

    """
    opened, document_id = _opened(path, settings, wishes)
    return _understood(opened, document_id, Shelf(settings.home).next_version(document_id))


def add(
    paths: Sequence[Path],
    settings: Settings,
    wishes: Wishes = Wishes(),  # noqa: B008 - it is frozen
    progress: Progress = silent,
    *,
    encoder: Encoder | None = None,
) -> AddReport:
    """Take files in, one after the other; what was taken in stays whatever comes after.

    `encoder` is one that is loaded already, None to open that of the settings.

    The content of a file that is there already is not taken in again, so that a run that was ended
    can be done again. Other processes that change the documents are waited for.

    Raises:
        DocumentError: the documents or the index cannot be changed at all.

    """
    if len(paths) > 1 and (wishes.id or wishes.title or wishes.file_name):
        raise DocumentError("an id or a title is for one file; give one file with it")
    shelf = Shelf(settings.home)
    clock = IntakeClock(encoder or build.open_encoder(settings, progress))
    progress("waiting for other changes of the documents", 0, 1)
    with shelf.changing():
        intake = _Intake(settings, shelf, clock, progress if len(paths) == 1 else silent)
        files = []
        for done, path in enumerate(paths):
            progress(path.name, done, len(paths))
            files.append(intake.take(path, wishes))
        intake.commit()
    return AddReport(tuple(files), clock.spent())


def remove(document_id: str, settings: Settings, progress: Progress = silent) -> None:
    """Remove a document with all its versions; a shipped one is hidden until it is added again.

    Raises:
        DocumentError: no document has this id.

    """
    shelf = Shelf(settings.home)
    encoder = build.open_encoder(settings, progress)
    progress("waiting for other changes of the documents", 0, 1)
    with shelf.changing():
        listed = shelf.read()
        if listed.get(document_id):
            wanted = listed.without_document(document_id)
        elif document_id in _shipped_contents().values() and document_id not in listed.hidden:
            wanted = listed.with_hidden(document_id)
        else:
            raise DocumentError(f"no document has the id {document_id!r}; see: zhengda documents")
        _commit(shelf, wanted, settings, encoder, _Change(gone=frozenset({document_id})))
        shelf.clear(document_id)


@dataclass(frozen=True)
class _Change:
    """What comes into the index and what goes out of it."""

    segments: tuple[Segment, ...] = ()
    gone: frozenset[str] = frozenset()


def _commit(
    shelf: Shelf, wanted: ShelfList, settings: Settings, encoder: Encoder, change: _Change
) -> None:
    """Let the shelf and the index be as wanted; nobody opens them between the two.

    A process that is killed there leaves the new list, whose index the next one to open it makes.
    """
    with sole_builder(settings.home / "index"):
        shelf.replace_list(wanted)
        swap_in(settings.home, encoder, change.segments, change.gone)


class _Intake:
    """Takes files in, while nobody else changes the shelf."""

    def __init__(
        self, settings: Settings, shelf: Shelf, clock: IntakeClock, progress: Progress
    ) -> None:
        self._settings = settings
        self._shelf = shelf
        self._clock = clock
        self._progress = progress
        self._listed = shelf.read()
        self._given: dict[str, Path] = {}  # ids of this run
        self._segments: tuple[Segment, ...] = ()

    def take(self, path: Path, wishes: Wishes) -> FileReport:
        """Take one file in, or say why not."""
        try:
            return self._take(path, wishes)
        except AssistantError as error:
            # What led to it holds the content of the file, and reports of many files are kept.
            error.__cause__ = error.__context__ = None
            return FileReport(path, Outcome.FAILED, error=error.with_traceback(None))

    def commit(self) -> None:
        """Let what was taken in count."""
        if self._listed == self._shelf.read():
            return
        with self._clock.during(Activity.WRITING):
            change = _Change(segments=self._segments)
            _commit(self._shelf, self._listed, self._settings, self._clock.encoder, change)
        self._segments = ()

    def _take(self, path: Path, wishes: Wishes) -> FileReport:
        with self._clock.during(Activity.READING):
            opened, document_id = _opened(path, self._settings, wishes)
        there = self._there(path, opened, document_id)
        if there is not None:
            return there
        before = self._listed.get(document_id)
        with self._clock.during(Activity.PARSING):
            version = self._shelf.next_version(document_id)
            document = _understood(opened, document_id, version)
        with self._clock.during(Activity.WRITING):
            segment, _ = write_segment(
                document.parsed, self._settings.home, self._clock.encoder, self._progress
            )
            shelved = self._shelf.put(document)
        self._given[document_id] = path
        self._segments = (*self._segments, segment)
        self._listed = self._listed.with_document(shelved)
        self.commit()
        outcome = Outcome.REPLACED if before else Outcome.ADDED
        return FileReport(path, outcome, document_id, shelved.version, document)

    def _there(self, path: Path, opened: OpenedFile, document_id: str) -> FileReport | None:
        """Return what is to be said of a file whose content, or whose id, is there already."""
        content = content_of(opened.text)
        earlier = self._given.get(document_id)
        same = self._listed.get(document_id)
        if same and same.content == content and self._is_as_before(same, opened):
            self._given.setdefault(document_id, path)
            return FileReport(path, Outcome.UNCHANGED, document_id, same.version)
        if earlier is not None:
            raise DocumentError(
                f"cannot add {str(path)!r}: its id {document_id!r} was just given to "
                f"{str(earlier)!r}; add it by itself with --id"
            )
        shipped = _shipped_contents().get(content)
        if shipped in self._listed.hidden:
            self._listed = self._listed.with_shown(shipped)
            self.commit()
            return FileReport(path, Outcome.SHOWN_AGAIN, shipped)
        known = shipped or self._other_with(content, document_id)
        if known:
            return FileReport(path, Outcome.KNOWN, known)
        if document_id in _shipped_contents().values():
            raise ShippedIdError(
                f"cannot add {str(path)!r}: {document_id!r} is the id of a document that comes "
                "with the program; give another one with --id"
            )
        return None

    def _is_as_before(self, shelved: Shelved, opened: OpenedFile) -> bool:
        try:
            return self._shelf.source(shelved).corrections == opened.source.corrections
        except DocumentError:  # what cannot be read is replaced
            return False

    def _other_with(self, content: str, document_id: str) -> str | None:
        others = (one for one in self._listed.documents if one.id != document_id)
        return next((one.id for one in others if one.content == content), None)


def _opened(path: Path, settings: Settings, wishes: Wishes) -> tuple[OpenedFile, str]:
    """Return a file that was read, with all corrections of it, and its id."""
    name = wishes.file_name or path.name
    document_id = checked_id(wishes.id) if wishes.id else id_of_stem(Path(name).stem)
    given = Corrections(title=wishes.title, place=wishes.place)
    corrections = read_corrections(path).beside(given)
    opened = open_file(path, corrections, settings.limits)
    source = opened.source.model_copy(update={"file_name": name})
    return replace(opened, source=source), document_id


def _understood(opened: OpenedFile, document_id: str, version: int) -> OwnDocument:
    source_file = Shelf.source_file(document_id, version)
    parsed = understood(opened.text, opened.source, document_id, source_file)
    return OwnDocument(opened.source, opened.text, opened.original, parsed)


@cache
def _shipped_contents() -> dict[str, str]:
    """Return the ids of the shipped documents by the hash of their text."""
    return {
        content_of(path.read_bytes().decode()): path.stem
        for path in sorted(SHIPPED_DOCUMENTS.glob("*.txt"))
    }
