"""Bytes to text: UTF-8, UTF-16, GB18030 and Big5, with or without a mark, whatever is declared."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.readers.errors import Refused, UnreadableReason
from corpus.readers.plausible import plausibility
from corpus.readers.types import Note, NoteKind

UTF_8 = "utf-8"
GB18030 = "gb18030"
BIG5 = "big5"

_MARKS = (  # longest first: the mark of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, UTF_8),
    (b"\x84\x31\x95\x33", GB18030),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Each encoding with the codecs that read it; what several could be is the first of them.
_CODECS = {
    GB18030: ("gb18030",),
    BIG5: ("cp950", "big5hkscs"),
    "utf-16-le": ("utf-16-le",),
    "utf-16-be": ("utf-16-be",),
}
_DECLARED = {
    "gb2312": GB18030,
    "gbk": GB18030,
    "cp936": GB18030,
    "gb18030": GB18030,
    "big5": BIG5,
    "big5hkscs": BIG5,
    "cp950": BIG5,
    "utf-16": "utf-16-le",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
}
NO_TEXT_FILE = "it is no text file; save the document as .txt, .docx or .pdf"
# Measured on cut-outs of policy documents in both scripts: with 40 characters beyond ASCII the right
# encoding has at least 0.59, a wrong one or Korean or Japanese read as Chinese at most 0.48. A file
# of a few characters is taken for the most plausible encoding.
_MIN_PLAUSIBILITY = 0.55
_MIN_PLAUSIBILITY_SHORT = 0.25
_SHORT = 80  # bytes
_BONUS_OF_DECLARED = 0.05
_MAX_LOST_SHARE = 0.002
_MAX_LOST_FEW = 2


@dataclass(frozen=True)
class Decoded:
    """A text without a byte order mark, the encoding it was in, and what had to be repaired."""

    text: str
    encoding: str
    notes: tuple[Note, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Return the text of `data`; what is `declared` counts only where it can be true.

    Raises:
        Refused: the bytes are no text in an encoding that is read here.

    """
    decoded = _by_mark(data) or _as_utf_8(data) or _most_plausible(data, declared)
    if decoded is None:
        decoded = _damaged(data, declared)
    return _with_note_on_declared(decoded, declared)


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, errors="replace")
            return _accepted(text, encoding)
    return None


def _as_utf_8(data: bytes) -> Decoded | None:
    if (
        b"\0" in data
    ):  # text in UTF-16 that is mostly ASCII is valid UTF-8, with a zero in each pair
        return None
    try:
        return Decoded(data.decode(UTF_8), UTF_8)
    except UnicodeDecodeError as error:
        # The file was cut inside its last character.
        cut = error.reason == "unexpected end of data" and error.start >= len(data) - 3 > 0
        return _accepted(data.decode(UTF_8, errors="replace"), UTF_8) if cut else None


def _most_plausible(data: bytes, declared: str | None) -> Decoded | None:
    named = _DECLARED.get(_codec_name(declared))
    best: tuple[float, Decoded] | None = None
    for encoding, codec in _candidates(data):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        score = plausibility(text) + (_BONUS_OF_DECLARED if encoding == named else 0)
        if best is None or score > best[0]:
            best = score, Decoded(text, encoding)
    least = _MIN_PLAUSIBILITY_SHORT if len(data) <= _SHORT else _MIN_PLAUSIBILITY
    return best[1] if best and best[0] >= least else None


def _candidates(data: bytes) -> Iterator[tuple[str, str]]:
    for encoding, names in _CODECS.items():
        if encoding.startswith("utf-16") and len(data) % 2:
            continue
        for codec in names:
            yield encoding, codec


def _damaged(data: bytes, declared: str | None) -> Decoded:
    """Return the text of a file with a few broken bytes; each becomes a replacement character."""
    encodings = [(UTF_8, UTF_8), *_candidates(data)]
    texts = [(name, data.decode(codec, errors="replace")) for name, codec in encodings]
    named = _DECLARED.get(_codec_name(declared))
    score, encoding, text = max(
        (plausibility(text) + (_BONUS_OF_DECLARED if name == named else 0), name, text)
        for name, text in texts
    )
    if score < _MIN_PLAUSIBILITY or not _is_little(text.count("\ufffd"), len(text)):
        if b"\0" in data:
            raise Refused(UnreadableReason.BINARY, NO_TEXT_FILE)
        raise Refused(
            UnreadableReason.UNKNOWN_ENCODING,
            "it is no Chinese text in UTF-8, UTF-16, GB18030 or Big5; save it again as UTF-8",
        )
    return _accepted(text, encoding)


def _accepted(text: str, encoding: str) -> Decoded:
    lost = text.count("\ufffd")
    if not lost:
        return Decoded(text, encoding)
    if not _is_little(lost, len(text)):
        raise Refused(
            UnreadableReason.DAMAGED,
            f"{lost:,} of its characters are broken in {encoding}; get the file anew",
        )
    words = "broken bytes became \ufffd"
    return Decoded(text, encoding, (Note(kind=NoteKind.LOST_CHARACTERS, words=words, count=lost),))


def _is_little(lost: int, characters: int) -> bool:
    return lost <= max(_MAX_LOST_FEW, _MAX_LOST_SHARE * characters)


def _with_note_on_declared(decoded: Decoded, declared: str | None) -> Decoded:
    named = _codec_name(declared)
    if not named or _DECLARED.get(named, named) == decoded.encoding:
        return decoded
    note = Note(kind=NoteKind.ENCODING, words=f"declared {named}, read as {decoded.encoding}")
    return Decoded(decoded.text, decoded.encoding, (*decoded.notes, note))


def _codec_name(declared: str | None) -> str:
    if not declared:
        return ""
    try:
        return codecs.lookup(declared.strip()).name
    except (LookupError, ValueError):
        return ""
