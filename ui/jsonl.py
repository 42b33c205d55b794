"""Files of JSON lines: read and checked as a whole first, written as a whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from corpus.errors import AssistantError


class InputLine(BaseModel):
    """A line of input; it may hold more than we read, such as what another program needs."""

    model_config = ConfigDict(frozen=True, extra="ignore")


_Line = TypeVar("_Line", bound=InputLine)
# Characters that end a line for some readers, and that JSON lets stand inside a string.
_LINE_ENDS = {ord(mark): f"\\u{ord(mark):04x}" for mark in "\x85\u2028\u2029"}


def read_lines(path: Path, model: type[_Line]) -> list[_Line]:
    """Return the lines of a file in order, empty ones left out.

    Raises AssistantError, with the number of the line, where one is not UTF-8 or not as it should be.
    """
    # Not `splitlines`: U+2028 and the like may stand inside a JSON string.
    numbered = enumerate(path.read_bytes().removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1)
    return [_parsed(line, model, path, number) for number, line in numbered if line.strip()]


def as_line(row: object) -> str:
    """Return a value as one line of JSON, whatever stands in its strings."""
    return json.dumps(row, ensure_ascii=False).translate(_LINE_ENDS) + "\n"


def _parsed(line: bytes, model: type[_Line], path: Path, number: int) -> _Line:
    try:
        return model.model_validate_json(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise AssistantError(f"{str(path)!r}, line {number}: it is not UTF-8") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the line"
        raise AssistantError(f"{str(path)!r}, line {number}: {where}: {first['msg']}") from error


@contextmanager
def whole_file(path: Path, *, newline: str | None = None) -> Iterator[TextIO]:
    """Yield a file that takes its name only when it is complete; a device is written at once.

    Raises AssistantError before anything is written where the file cannot stand there.
    """
    if path.is_dir():
        raise AssistantError(f"cannot write {str(path)!r}: it is a folder")
    is_device = path.exists() and not path.is_file()
    target = path if is_device else path.resolve()
    unfinished = target if is_device else target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(f"{str(path)!r} is protected against writing")
        file = unfinished.open("w", encoding="utf-8", newline=newline)
    except OSError as error:
        raise AssistantError(f"cannot write {str(path)!r}: {error.strerror or error}") from error
    try:
        with file:
            yield file
        if not is_device:
            unfinished.replace(target)
    finally:
        if not is_device:
            unfinished.unlink(missing_ok=True)
