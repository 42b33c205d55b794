"""A file as it was saved to the text and the hints that the parser takes: the way in."""

from __future__ import annotations

import stat
from pathlib import Path

from corpus.readers.errors import Refused, UnreadableFileError, UnreadableReason
from corpus.readers.kinds import Kind, fits_ending, kind_of
from corpus.readers.limits import Clock, Limits, too_large
from corpus.readers.types import Note, NoteKind, ReadDocument

_DEFAULT_LIMITS = Limits()


def read_file(path: Path, *, limits: Limits = _DEFAULT_LIMITS) -> ReadDocument:
    """Return the text of a file, one paragraph a line, with what the file says of itself.

    Plain text, Markdown, saved web pages, .docx and .pdf with text are read; the bytes decide what
    a file is, its ending only between kinds of text.

    Raises:
        UnreadableFileError: the file cannot be read, for whatever reason; one line says why, and
            what helps.

    """
    try:
        clock = Clock.started(limits)
        data = _bytes_of(path, limits)
        kind = kind_of(data, path.suffix)
        document = _read(kind, data, limits, clock)
    except Refused as refused:
        raise UnreadableFileError(path, refused.reason, refused.words) from refused
    return document if fits_ending(kind, path.suffix) else _with_note_on_ending(document, path)


def _read(kind: Kind, data: bytes, limits: Limits, clock: Clock) -> ReadDocument:
    # Readers are imported when a file of their kind comes: their libraries take time to load.
    if kind is Kind.PDF:
        from corpus.readers.pdf import read_pdf  # noqa: PLC0415

        return read_pdf(data, limits, clock)
    from corpus.readers.assemble import assembled  # noqa: PLC0415

    if kind is Kind.WORD:
        from corpus.readers.word import read_word  # noqa: PLC0415

        return assembled(read_word(data, limits, clock), limits, clock)
    if kind is Kind.WEB_PAGE:
        from corpus.readers.web_page import read_web_page  # noqa: PLC0415

        return assembled(read_web_page(data, clock), limits, clock)
    if kind is Kind.MARKDOWN:
        from corpus.readers.markdown import read_markdown  # noqa: PLC0415

        return assembled(read_markdown(data, limits, clock), limits, clock)
    from corpus.readers.plain_text import read_plain_text  # noqa: PLC0415

    return assembled(read_plain_text(data, limits, clock), limits, clock)


def _bytes_of(path: Path, limits: Limits) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise Refused(UnreadableReason.NOT_A_FILE, "it is a folder; give the files in it")
        if not stat.S_ISREG(status.st_mode):  # a pipe or device might never end
            raise Refused(UnreadableReason.NOT_A_FILE, "it is no ordinary file; give a saved one")
        if status.st_size > limits.file_bytes:
            raise too_large("bytes", limits.file_bytes)
        with path.open("rb") as file:
            data = file.read(limits.file_bytes + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Refused(UnreadableReason.MISSING, "there is no such file; check the name") from error
    except PermissionError as error:
        raise Refused(
            UnreadableReason.NOT_ALLOWED, "reading it is not allowed; change its permissions"
        ) from error
    except (OSError, ValueError) as error:  # a name with a zero character is a ValueError
        words = " ".join(str(getattr(error, "strerror", None) or error).split())
        raise Refused(UnreadableReason.MISSING, f"{words}; check the name") from error
    if len(data) > limits.file_bytes:
        raise too_large("bytes", limits.file_bytes)
    if not data.strip():
        raise Refused(UnreadableReason.EMPTY, "it is empty; save the document again")
    return data


def _with_note_on_ending(document: ReadDocument, path: Path) -> ReadDocument:
    words = f"named {path.suffix or 'without an ending'}, read as {document.media_type}"
    note = Note(kind=NoteKind.FILE_ENDING, words=words)
    return document.model_copy(update={"notes": (*document.notes, note)})
