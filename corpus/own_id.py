"""The ids of documents that a user adds: the stem of the file, as far as a folder can bear it."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from corpus.errors import NoIdError, UnusableIdError

_MAX_BYTES: Final = 120  # a folder is named by it, and file systems take 255 bytes
# `#` and `@` part an id from a clause and a sentence; the others mean something to a file system.
_FORBIDDEN: Final = re.compile(r"[\s#@/\\:*?\"<>|\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


def id_of_stem(stem: str) -> str:
    """Return the id that the stem of a file gives: what an id cannot have is a hyphen.

    Raises:
        NoIdError: nothing is left of it.

    """
    usable = _usable(_plain(stem))
    if not usable:
        raise NoIdError(f"the file name {stem!r} gives no id; give one with --id")
    return usable


def checked_id(given: str) -> str:
    """Return an id that a person gave.

    Raises:
        UnusableIdError: it cannot be one.

    """
    words = _plain(given)
    if not words or words != _usable(words):
        raise UnusableIdError(
            f"{given!r} cannot be an id; use letters, digits, Chinese characters and hyphens, "
            f"at most {_MAX_BYTES} bytes"
        )
    return words


def _usable(words: str) -> str:
    """Return what an id can have of the words; empty where that is nothing."""
    hyphened = _FORBIDDEN.sub("-", words)
    return hyphened.encode()[:_MAX_BYTES].decode(errors="ignore").strip("-. ")


def _plain(words: str) -> str:
    """Return a name composed (NFC), without characters that nobody sees, so that it can be typed."""
    composed = unicodedata.normalize("NFC", words)
    return "".join(c for c in composed if unicodedata.category(c) != "Cf").strip()
