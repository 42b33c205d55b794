"""Failures of the world outside, each with one clear line for the user."""

from __future__ import annotations


class AssistantError(Exception):
    """What went wrong and what helps, in one line; the command line shows it and exits with 1."""


class DocumentError(AssistantError):
    """A document or its catalogue cannot be read.

    The kinds below are told apart for callers that say in another language what went wrong.
    """


class NoIdError(DocumentError):
    """The name of a file gives no id."""


class UnusableIdError(DocumentError):
    """An id that a person gave cannot be one."""


class NotUnderstoodError(DocumentError):
    """The text of a file is no document to the parser."""


class ShelfBusyError(DocumentError):
    """Another process has been changing the added documents for too long."""


class ShelfDamagedError(DocumentError):
    """What was kept of the added documents cannot be read."""


class ShelfNotWrittenError(DocumentError):
    """Nothing can be written where added documents are kept."""
