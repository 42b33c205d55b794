"""What a reader makes of a file: its text, what the file says of itself, and what was done to it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from corpus.types import Frozen


class NoteKind(StrEnum):
    """What a note is about: what was left out, what was kept in another place, what was repaired."""

    # left out
    NAVIGATION = "navigation"
    PAGE_HEADER = "page_header"
    PAGE_FOOTER = "page_footer"
    PAGE_NUMBER = "page_number"
    CONTENTS = "contents"
    HIDDEN_TEXT = "hidden_text"
    COMMENT = "comment"
    PICTURE = "picture"
    WATERMARK = "watermark"
    INVISIBLE_CHARACTERS = "invisible_characters"
    # kept in another place
    FOOTNOTE = "footnote"
    TEXT_BOX = "text_box"
    # repaired
    TRACKED_CHANGE = "tracked_change"
    LINE_WRAP = "line_wrap"
    ENCODING = "encoding"
    LOST_CHARACTERS = "lost_characters"
    CHARACTER_FORMS = "character_forms"
    FILE_ENDING = "file_ending"


class Note(Frozen):
    """What was done to the file: `words` are what was left out, or say what was repaired.

    `count` is how often; the words are then those of the first time.
    """

    kind: NoteKind
    words: str
    count: int = 1


class TaskRow(Frozen):
    """A row of a table of tasks: a cell for each of the header, and the line of the text, from 1.

    `group` is the row above that runs through all columns (a field of work), where there is one.
    """

    cells: tuple[str, ...]
    line: int
    group: str | None = None


class TaskTable(Frozen):
    """A table that assigns tasks: merged cells are filled in, each row says all that holds for it.

    `annex` is the line that announces its annex (附件1), `caption` its title; `line` is the line of
    the text, counted from 1, where the header begins.
    """

    annex: str | None
    caption: str | None
    header: tuple[str, ...]
    rows: tuple[TaskRow, ...]
    line: int


class ReadDocument(Frozen):
    """A file as a reader of paper would read it: one paragraph a line, no empty lines.

    `title` is a hint from outside the running text, None without one; `metadata` is what the page's
    own table or list says, by the usual name of the field (文号, 成文日期) where there is one.
    """

    text: str
    title: str | None = None
    metadata: Mapping[str, str] = {}
    tables: tuple[TaskTable, ...] = ()
    notes: tuple[Note, ...] = ()
    media_type: str
    encoding: str | None = None
