"""Why a file cannot be read, and what helps."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from corpus.errors import DocumentError


class UnreadableReason(StrEnum):
    """What stands in the way, for a caller that words it in another language."""

    MISSING = "missing"
    NOT_A_FILE = "not_a_file"
    NOT_ALLOWED = "not_allowed"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"
    UNKNOWN_FORMAT = "unknown_format"
    OTHER_FORMAT = "other_format"
    UNKNOWN_ENCODING = "unknown_encoding"
    BINARY = "binary"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    PICTURES_ONLY = "pictures_only"
    NO_TEXT = "no_text"


class Refused(Exception):  # noqa: N818 -- no error yet: `read_file` makes one of it that names the file
    """What a reader, which does not know the name of its file, says of a file that it cannot read."""

    def __init__(self, reason: UnreadableReason, words: str) -> None:
        super().__init__(words)
        self.reason = reason
        self.words = words


class UnreadableFileError(DocumentError):
    """A file cannot be read: one line that names the file and the remedy."""

    def __init__(self, path: Path, reason: UnreadableReason, words: str) -> None:
        super().__init__(f"cannot read {str(path)!r}: {words}")
        self.path = path
        self.reason = reason
