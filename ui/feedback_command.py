"""`zhengda feedback`: the opinions of staff as evaluation cases."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from corpus.types import Frozen
from ui.feedback_cases import Cases, cases_of
from ui.jsonl import as_line, whole_file
from ui.opinions import Opinions
from ui.store import Store


def export(home: Path, output: Path) -> str:
    """Write the cases that can be run to `output`, those to complete beside it; say what was done.

    Raises AssistantError where a file cannot be written or the opinions cannot be read.
    """
    cases = cases_of(Opinions(Store(home)).all())
    beside = unfinished_path(output)
    _write(output, cases.finished)
    if cases.unfinished:
        _write(beside, cases.unfinished)
    return _summary(cases, output, beside)


def unfinished_path(output: Path) -> Path:
    return output.with_name(f"{output.stem}.to-complete{output.suffix}")


def _write(path: Path, cases: Sequence[Frozen]) -> None:
    with whole_file(path) as file:
        for case in cases:
            file.write(as_line(case.model_dump(mode="json")))


def _summary(cases: Cases, output: Path, beside: Path) -> str:
    finished = f"{len(cases.finished)} cases in {str(output)!r}"
    if not cases.unfinished:
        return finished
    return f"{finished}, {len(cases.unfinished)} to complete in {str(beside)!r}"
