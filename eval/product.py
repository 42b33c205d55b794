"""Measure Zhengda through its commands alone, as any script outside would."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

from pydantic import BaseModel, ConfigDict, TypeAdapter

from corpus.types import Frozen
from eval.cases import Case
from eval.processes import Finished, run_measured

_REPEATS = 3  # the machine is shared, so a short command is timed as the median of three
_WARM_UP = "warm-up"

# Imports what another process imported; the file named holds a module a line.
_IMPORT_ALL = """
import contextlib, importlib, pathlib, sys
for name in pathlib.Path(sys.argv[1]).read_text().split():
    with contextlib.suppress(Exception):
        importlib.import_module(name)
"""


class _Line(BaseModel):
    """What is read of a command's output; the contract may gain fields."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class ClausePlace(_Line):
    """A clause and the raw lines it stands in."""

    document: str
    clause: str
    source_lines: tuple[int, int]


class _Cited(_Line):
    document: str
    clause: str


class _Answered(_Line):
    citations: tuple[_Cited, ...] = ()


class AnswerLine(_Line):
    """A line of `zhengda answer`."""

    id: str
    answers: tuple[_Answered, ...]
    seconds: tuple[float, ...]

    @property
    def first_clause(self) -> str | None:
        """Return the clause cited first in the last answer."""
        return next((f"{one.document}#{one.clause}" for one in self.answers[-1].citations), None)


class SearchLine(_Line):
    """A line of `zhengda search --file`."""

    id: str
    hits: tuple[_Cited, ...]
    seconds: float

    @property
    def first_clause(self) -> str | None:
        return next((f"{one.document}#{one.clause}" for one in self.hits), None)


class IndexTimes(Frozen):
    """Seconds of whole processes: the first index, one that has nothing to do, and its imports."""

    first: float
    first_peak_megabytes: float
    second: float
    imports: float


INSTALLED = Path(sys.executable).with_name("zhengda")


class Zhengda:
    """The command, a Python script, on data of its own in `home`."""

    def __init__(self, home: Path, command: Path = INSTALLED) -> None:
        self._command = command
        self._home = home
        self.environment: Mapping[str, str] = {"ZHENGDA_HOME": str(home), "TERM": "dumb"}

    def argv(self, *arguments: str) -> tuple[str, ...]:
        return (sys.executable, str(self._command), *arguments)

    def index(self) -> IndexTimes:
        """Build the index, then measure an index run that only checks it, and its imports."""
        first = self._run("index")
        second = [self._run("index").seconds for _ in range(_REPEATS)]
        return IndexTimes(
            first=first.seconds,
            first_peak_megabytes=first.peak_megabytes,
            second=median(second),
            imports=self._import_seconds("index"),
        )

    def clauses(self) -> tuple[ClausePlace, ...]:
        output = self._run("clauses", "--json").stdout
        return TypeAdapter(tuple[ClausePlace, ...]).validate_json(output)

    def answer(self, cases: Sequence[Case]) -> tuple[AnswerLine, ...]:
        """Return the lines of all cases, asked in one process that is warm."""
        conversations = [{"id": case.id, "turns": case.turns} for case in cases]
        warm_up = {"id": _WARM_UP, "turns": [_WARM_UP]}
        lines = self._run_on_lines("answer", [warm_up, *conversations])
        return tuple(AnswerLine.model_validate_json(line) for line in lines[1:])

    def search(self, cases: Sequence[Case]) -> tuple[SearchLine, ...]:
        """Return the lines of all single questions, in one process that is warm."""
        queries = [{"id": case.id, "query": case.question} for case in cases]
        warm_up = {"id": _WARM_UP, "query": _WARM_UP}
        lines = self._run_on_lines("search", [warm_up, *queries], "--file")
        return tuple(SearchLine.model_validate_json(line) for line in lines[1:])

    def _run_on_lines(
        self, command: str, lines: Sequence[Mapping[str, object]], *options: str
    ) -> list[str]:
        asked, given = self._home / "bench-in.jsonl", self._home / "bench-out.jsonl"
        texts = [json.dumps(line, ensure_ascii=False) + "\n" for line in lines]
        asked.write_text("".join(texts), "utf-8")
        self._run(command, *options, str(asked), "-o", str(given))
        return given.read_text("utf-8").rstrip("\n").split("\n")

    def _import_seconds(self, *arguments: str) -> float:
        """Return how long it takes to import all that a command imports, and nothing else."""
        python, *script = self.argv(*arguments)
        traced = (python, "-X", "importtime", *script)
        names = self._home / "bench-imports.txt"
        names.write_text("\n".join(_imported(run_measured(traced, self.environment).stderr)))
        command = (sys.executable, "-c", _IMPORT_ALL, str(names))
        return median(run_measured(command, self.environment).seconds for _ in range(_REPEATS))

    def _run(self, *arguments: str) -> Finished:
        return run_measured(self.argv(*arguments), self.environment)


def _imported(trace: str) -> list[str]:
    """Return the modules in a trace of `-X importtime`, in the order their import ended."""
    return re.findall(r"^import time: +\d+ \| +\d+ \| *(\S+)$", trace, re.MULTILINE)
