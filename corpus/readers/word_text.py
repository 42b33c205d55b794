"""The text of one paragraph of a Word file: changes accepted, results of fields, marks of notes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.readers.package import Element, attribute, child, is_on, local
from corpus.readers.types import Note, NoteKind

LINE_BREAK = "\n"

_TRANSPARENT = frozenset(  # what only wraps runs
    (
        *("ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml"),
        *("dir", "bdo", "ruby", "rubyBase", "oMath", "oMathPara", "Choice"),
    )
)
_DELETED = frozenset({"del", "moveFrom"})
_NOTE_REFERENCES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_DRAWN = frozenset({"drawing", "pict", "object"})
# Boxes to tick, from the symbol fonts that Word sets them in.
_SYMBOLS = {"F0FE": "☑", "F0A8": "□", "F06F": "□", "F0FC": "√", "F052": "☑", "F0A3": "□"}


@dataclass
class _Field:
    """An open field: before its separator stands its code, behind it its result."""

    code: str = ""
    in_result: bool = False

    @property
    def is_contents(self) -> bool:
        return self.code.split()[:1] == ["TOC"]


@dataclass
class Reading:
    """What goes on from paragraph to paragraph: open fields, notes in their order, what was seen."""

    ignores_fields: bool = False  # a field that nothing ends would swallow the document
    fields: list[_Field] = field(default_factory=list)
    references: dict[tuple[str, str], int] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    @property
    def in_contents(self) -> bool:
        return not self.ignores_fields and any(one.is_contents for one in self.fields)

    @property
    def shows(self) -> bool:
        """Return whether text here is shown: it is in no field's code."""
        return self.ignores_fields or all(one.in_result for one in self.fields)

    def note(self, kind: NoteKind, words: str) -> None:
        self.notes.append(Note(kind=kind, words=words))


@dataclass
class ParagraphText:
    """The text of a paragraph, its lines separated by line feeds, and the text boxes anchored in it."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    contents: bool = False  # it is an entry of a table of contents

    @property
    def text(self) -> str:
        return "".join(self.pieces)


def read_paragraph(paragraph: Element, reading: Reading) -> ParagraphText:
    """Return the text of a paragraph as it reads with all changes accepted."""
    found = ParagraphText(contents=reading.in_contents)
    _read(paragraph, reading, found)
    found.contents = found.contents or reading.in_contents
    return found


def text_of(element: Element) -> str:
    """Return the text of a part (a header, a note) in one line."""
    reading, lines = Reading(), []
    for one in element.iter():
        if local(one) == "p":
            lines.append(read_paragraph(one, reading).text.replace(LINE_BREAK, " ").strip())
    return " ".join(filter(None, lines))


def _read(parent: Element, reading: Reading, found: ParagraphText) -> None:
    for one in parent:
        name = local(one)
        if name == "r":
            _read_run(one, reading, found)
        elif name in _DELETED:
            reading.note(NoteKind.TRACKED_CHANGE, "changes that were tracked count as accepted")
        elif name in _TRANSPARENT:
            if name in ("ins", "moveTo"):
                reading.note(NoteKind.TRACKED_CHANGE, "changes that were tracked count as accepted")
            _read(one, reading, found)
        elif name == "AlternateContent":
            _read(_alternative(one), reading, found)
        elif name == "t" or _is_of_formula(one):
            _read_piece(one, reading, found)


def _is_of_formula(one: Element) -> bool:
    return isinstance(one.tag, str) and "/math" in one.tag


def _read_run(run: Element, reading: Reading, found: ParagraphText) -> None:
    if is_on(child(run, "rPr", "vanish")):
        words = "".join(one.text or "" for one in run if local(one) == "t")
        if words.strip():
            reading.note(NoteKind.HIDDEN_TEXT, words)
        return
    for one in run:
        _read_piece(one, reading, found)


def _read_piece(one: Element, reading: Reading, found: ParagraphText) -> None:
    name = local(one)
    if name == "fldChar":
        _turn_field(attribute(one, "fldCharType"), reading)
    elif name == "instrText":
        if reading.fields and not reading.fields[-1].in_result:
            reading.fields[-1].code += (one.text or "")[:100]
    elif name in _DRAWN:
        _read_drawn(one, reading, found)
    elif name == "AlternateContent":
        for piece in _alternative(one):
            _read_piece(piece, reading, found)
    elif not reading.shows:
        return
    elif name in _NOTE_REFERENCES:
        key = _NOTE_REFERENCES[name], attribute(one, "id") or ""
        number = reading.references.setdefault(key, len(reading.references) + 1)
        found.pieces.append(f"[{number}]")
    elif isinstance(one.tag, str) and "/math" in one.tag:
        found.pieces += [piece.text or "" for piece in one.iter() if local(piece) == "t"]
    else:
        found.pieces.append(_characters(one, name))


def _characters(one: Element, name: str) -> str:
    match name:
        case "t":
            return (one.text or "").replace("\n", " ")
        case "tab" | "ptab":
            return " "
        case "br" | "cr":
            return LINE_BREAK
        case "noBreakHyphen":
            return "-"
        case "sym":
            return _SYMBOLS.get((attribute(one, "char") or "").upper(), "")
        case "ruby":
            base = child(one, "rubyBase")
            pieces = base.iter() if base is not None else ()
            return "".join(piece.text or "" for piece in pieces if local(piece) == "t")
        case _:
            return ""


def _turn_field(turn: str | None, reading: Reading) -> None:
    if turn == "begin":
        reading.fields.append(_Field())
    elif turn == "separate" and reading.fields:
        reading.fields[-1].in_result = True
    elif turn == "end" and reading.fields:
        reading.fields.pop()


def _read_drawn(one: Element, reading: Reading, found: ParagraphText) -> None:
    boxes = list(_boxes(one))
    found.boxes += boxes
    if not boxes:
        reading.note(NoteKind.PICTURE, "pictures and embedded objects; text in them is not read")


def _boxes(element: Element) -> Iterator[Element]:
    """Yield the contents of the text boxes in a drawing, none twice and none inside another."""
    waiting = deque([element])
    while waiting:
        one = waiting.popleft()
        name = local(one)
        if name == "txbxContent":
            yield one
        elif name == "AlternateContent":
            waiting.extendleft(reversed(_alternative(one)))
        else:
            waiting.extendleft(reversed(one))


def _alternative(one: Element) -> Element:
    """Return the newest of several renderings of one thing; the others would say it twice."""
    chosen = child(one, "Choice")
    if chosen is None:
        chosen = child(one, "Fallback")
    return one if chosen is None else chosen
