"""Files as they were saved, read into the text that the parser takes."""

from corpus.readers.errors import UnreadableFileError, UnreadableReason
from corpus.readers.limits import Limits
from corpus.readers.read import read_file
from corpus.readers.types import Note, NoteKind, ReadDocument, TaskRow, TaskTable

__all__ = [
    "Limits",
    "Note",
    "NoteKind",
    "ReadDocument",
    "TaskRow",
    "TaskTable",
    "UnreadableFileError",
    "UnreadableReason",
    "read_file",
]
