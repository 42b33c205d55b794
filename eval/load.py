"""Read known questions: lines of JSON, or the table of a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from eval.cases import Case, PlacedCase, QuestionsError, Split
from eval.table import TABLE_SUFFIXES
from eval.table_cases import read_table

_Model = TypeVar("_Model", bound=BaseModel)


def load_cases(paths: Iterable[Path], split: Split = Split.ALL) -> tuple[Case, ...]:
    """Return the cases of all files in order; blank lines do not count.

    Raises QuestionsError when a file cannot be read, a line is no valid case, an id stands twice or
    the split is empty; the message names file and line.
    """
    cases = (placed.case for placed in read_cases(paths))
    chosen = tuple(case for case in cases if split in (Split.ALL, case.split))
    if not chosen:
        raise QuestionsError(f"no questions to run (split {split.value!r})")
    return chosen


def read_cases(paths: Iterable[Path]) -> tuple[PlacedCase, ...]:
    """Return the cases of all files in order, each with its place; raises as `load_cases` does."""
    place_of: dict[str, str] = {}
    cases: list[PlacedCase] = []
    for path in paths:
        for placed in _read(path):
            case = placed.case
            if case.id in place_of:
                raise QuestionsError(
                    f"{placed.place}: id {case.id!r} stands already in {place_of[case.id]}"
                )
            place_of[case.id] = placed.place
            cases.append(placed)
    return tuple(cases)


def _read(path: Path) -> Iterator[PlacedCase]:
    if path.suffix.lower() in TABLE_SUFFIXES:
        yield from read_table(path)
    else:
        yield from _read_lines(path)


def _read_lines(path: Path) -> Iterator[PlacedCase]:
    for place, case in read_json_lines(path, Case):
        yield PlacedCase(place=place, case=case)


def read_json_lines(path: Path, model: type[_Model]) -> Iterator[tuple[str, _Model]]:
    """Yield each line of a file as a model, with its place; blank lines do not count.

    Raises QuestionsError when the file cannot be read or a line does not fit the model; the message
    names file and line.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as cause:
        raise QuestionsError(f"cannot read questions from {str(path)!r}: {cause}") from cause
    for number, line in enumerate(lines, start=1):
        if line.strip():
            place = f"{path.name}:{number}"
            try:
                yield place, model.model_validate_json(line)
            except ValidationError as cause:
                raise QuestionsError(f"{place}: {_first_error(cause)}") from cause


def _first_error(cause: ValidationError) -> str:
    error = cause.errors(include_url=False)[0]
    field = ".".join(str(part) for part in error["loc"])
    message = error["msg"].removeprefix("Value error, ")
    if not field:
        return message
    return f"{field}: {message} (given: {error['input']!r:.80})"
