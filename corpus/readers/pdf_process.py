"""A process of its own that reads a PDF file from its input and writes the document as JSON.

PDFium is a large program in C++; whatever a file does to it ends with this process. Started by
`corpus.readers.pdf`, with the limits as JSON for its argument.
"""

from __future__ import annotations

import sys
from contextlib import suppress

from pydantic import BaseModel

from corpus.readers.assemble import assembled
from corpus.readers.errors import Refused, UnreadableReason
from corpus.readers.limits import Clock, Limits
from corpus.readers.pdf_layout import draft_of
from corpus.readers.pdf_pages import Pages
from corpus.readers.types import ReadDocument

_MAX_MEMORY = 3_000_000_000  # bytes of address space


class Outcome(BaseModel):
    """What became of the file: the document, or why it is refused."""

    document: ReadDocument | None = None
    reason: UnreadableReason | None = None
    words: str = ""


def read(data: bytes, limits: Limits) -> Outcome:
    """Return what became of a PDF file with these bytes."""
    clock = Clock.started(limits)
    try:
        pages = Pages.opened(data, limits)
        document = assembled(draft_of(pages.read(clock), pages.title), limits, clock)
    except Refused as refused:
        return Outcome(reason=refused.reason, words=refused.words)
    return Outcome(document=document)


def _bound_memory() -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 -- there is none on Windows

        with suppress(ValueError, OSError):  # a lower limit is set already
            resource.setrlimit(resource.RLIMIT_AS, (_MAX_MEMORY, _MAX_MEMORY))


def main() -> None:
    _bound_memory()
    limits = Limits.model_validate_json(sys.argv[1])
    outcome = read(sys.stdin.buffer.read(), limits)
    sys.stdout.buffer.write(outcome.model_dump_json().encode("utf-8", errors="replace"))


if __name__ == "__main__":
    main()
