"""Files that browsers send: counted as they come, and kept under names of ours for one request."""

from __future__ import annotations

import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from starlette.requests import Request

from corpus.errors import AssistantError

_MAX_STEM_CHARACTERS: Final = 200
_MAX_ENDING_CHARACTERS: Final = 16
_NAMELESS: Final = "file"
_ENDING: Final = re.compile(r"\.[A-Za-z0-9]{1,10}")


class TooLongError(AssistantError):
    """More was sent than the `max_bytes` that a document may have."""

    def __init__(self, max_bytes: int) -> None:
        super().__init__(f"at most {max_bytes:,} bytes are taken")
        self.max_bytes = max_bytes


@dataclass(frozen=True)
class ReceivedFile:
    """A file in a folder of its own; `name` is what its sender calls it, to be shown and no path."""

    folder: Path
    path: Path
    name: str

    def worded(self, line: str) -> str:
        """Return a line of the engine with the sender's name: where files lie is nobody's business."""
        return line.replace(str(self.path), self.name)

    def discard(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


async def receive(request: Request, name: str, max_bytes: int) -> ReceivedFile:
    """Keep the body of a request as a file, which the caller discards.

    Raises:
        TooLongError: it has more than `max_bytes`; nothing of it is kept.

    """
    too_long = TooLongError(max_bytes)
    if int(request.headers.get("content-length", "0")) > max_bytes:
        raise too_long
    shown = shown_name(name)
    ending = Path(shown).suffix
    safe_ending = ending if _ENDING.fullmatch(ending) else ""
    folder = Path(tempfile.mkdtemp(prefix="zhengda-"))
    received = ReceivedFile(folder, folder / f"received{safe_ending}", shown)
    try:
        length = 0
        with received.path.open("wb") as file:
            async for chunk in request.stream():
                length += len(chunk)
                if length > max_bytes:
                    raise too_long
                file.write(chunk)
    except BaseException:  # also when the browser goes away
        received.discard()
        raise
    return received


def shown_name(given: str) -> str:
    """Return a file's name without folders and without what cannot be seen."""
    last = re.split(r"[/\\]", given)[-1]
    seen = "".join(one for one in last if one.isprintable()).strip()
    stem, ending = Path(seen).stem, Path(seen).suffix
    return (stem[:_MAX_STEM_CHARACTERS] + ending[:_MAX_ENDING_CHARACTERS]) or _NAMELESS
