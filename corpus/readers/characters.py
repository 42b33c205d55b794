"""Characters that are no writing: line ends of all kinds, control characters, look-alike forms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.readers.encodings import NO_TEXT_FILE
from corpus.readers.errors import Refused, UnreadableReason
from corpus.readers.types import Note, NoteKind

_LINE_END = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile("[\0-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]")
_INVISIBLE = re.compile(
    "[\0-\x08\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
# PDF files name the radical ⽅ where they draw the character 方, and compatibility ideographs.
_FORMS = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")
# Radicals that Unicode does not say to be the same as the character, and one that it takes for 戶.
_CHARACTERS = dict(
    zip(
        "⺠⺮⻁⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳⼾",
        "民竹虎西见角贝车长门青页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟户",
        strict=True,
    )
)
# A text has a stray form feed or escape now and then; a binary file has one in ten.
_MAX_CONTROL_SHARE = 0.01


@dataclass(frozen=True)
class CleanCharacters:
    """A text of visible characters, blanks and line feeds, and what was taken out or replaced."""

    text: str
    notes: tuple[Note, ...] = ()


def refuse_binary(text: str) -> None:
    """Raise Refused when `text` has more control characters than any text has."""
    control = len(_CONTROL.findall(text))
    if "\0" in text or control > max(2, _MAX_CONTROL_SHARE * len(text)):
        raise Refused(UnreadableReason.BINARY, NO_TEXT_FILE)


def clean_characters(text: str) -> CleanCharacters:
    """Return `text` with one kind of line end, without what nobody sees, in the usual forms."""
    notes = []
    visible, dropped = _INVISIBLE.subn("", _LINE_END.sub("\n", text))
    if dropped:
        words = "characters that are not seen"
        notes.append(Note(kind=NoteKind.INVISIBLE_CHARACTERS, words=words, count=dropped))
    forms = [form for form in _FORMS.findall(visible) if _usual_form(form) != form]
    if forms:
        words = f"{forms[0]} (U+{ord(forms[0]):04X}) became {_usual_form(forms[0])}"
        notes.append(Note(kind=NoteKind.CHARACTER_FORMS, words=words, count=len(forms)))
    usual = _FORMS.sub(lambda match: _usual_form(match[0]), visible)
    return CleanCharacters(usual, tuple(notes))


def merged(notes: Sequence[Note]) -> tuple[Note, ...]:
    """Return the notes with those of one kind and the same words counted together."""
    counts: dict[tuple[NoteKind, str], int] = {}
    for note in notes:
        key = note.kind, note.words
        counts[key] = counts.get(key, 0) + note.count
    return tuple(
        Note(kind=kind, words=words, count=count) for (kind, words), count in counts.items()
    )


def _usual_form(character: str) -> str:
    usual = _CHARACTERS.get(character) or unicodedata.normalize("NFKC", character)
    return usual if len(usual) == 1 else character
