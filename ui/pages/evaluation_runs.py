"""Runs of the evaluation: their questions, their progress, and where they are kept."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Final

from corpus.errors import AssistantError
from corpus.library import Corpus
from eval.against import compare, read_run
from eval.cases import Case, QuestionsError, Split, question_files
from eval.load import load_cases
from eval.measures import measure
from eval.outcome import Outcome
from eval.run import Assistant, each_outcome
from eval.run_folder import Record, Summary, write_run_folder

MAX_CASES: Final = 2_000
KEPT_RUNS: Final = 20
_MAX_UNPACKED = 50_000_000  # bytes; an XLSX file of 1 MB could unpack to a thousand times that
_NAME = re.compile(r"\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d")
_REPORTED_EVERY = 5  # questions


class TooManyCasesError(AssistantError):
    """More questions than one run may put; `count` says how many."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} questions are too many; at most {MAX_CASES}")
        self.count = count


class UnpackedTooLargeError(AssistantError):
    """A spreadsheet that is small only while it is packed."""


@dataclass(frozen=True)
class Questions:
    """The cases of a run, and where they are from."""

    files: tuple[str, ...]
    split: Split
    cases: tuple[Case, ...]


@dataclass(frozen=True)
class Asked:
    """How far a run is."""

    done: int
    of: int
    right: int


@dataclass(frozen=True)
class Run:
    """A run as it is kept."""

    name: str
    summary: Summary
    records: tuple[Record, ...]


def known_questions(split: Split) -> Questions:
    files = question_files()
    return Questions(tuple(file.name for file in files), split, load_cases(files, split))


def own_questions(path: Path) -> Questions:
    """Return the questions of a file that a user gave.

    Raises QuestionsError where they cannot be read, TooManyCasesError or UnpackedTooLargeError.
    """
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            if sum(one.file_size for one in packed.infolist()) > _MAX_UNPACKED:
                raise UnpackedTooLargeError(f"{path.name!r} is too large once unpacked")
    try:
        cases = load_cases([path])
    except QuestionsError as error:  # where uploads are kept is nobody's business
        raise QuestionsError(str(error).replace(f"{path.parent}/", "")) from error
    if len(cases) > MAX_CASES:
        raise TooManyCasesError(len(cases))
    return Questions((path.name,), Split.ALL, cases)


def runs_folder(home: Path) -> Path:
    return home / "runs"


def names_of_runs(home: Path) -> tuple[str, ...]:
    """Return the names of the runs that are kept, the newest first."""
    folder = runs_folder(home)
    found = folder.iterdir() if folder.is_dir() else ()
    return tuple(sorted((one.name for one in found if _is_run(one)), reverse=True))


def read_kept(home: Path, name: str) -> Run | None:
    """Return a run by its name; None where there is none, or one of another version."""
    folder = runs_folder(home) / name
    if not _NAME.fullmatch(name) or not _is_run(folder):
        return None
    try:
        summary = (folder / "summary.json").read_text(encoding="utf-8")
        lines = (folder / "answers.jsonl").read_text(encoding="utf-8").split("\n")
        records = tuple(Record.model_validate_json(line) for line in lines if line.strip())
        return Run(name, Summary.model_validate_json(summary), records)
    except (OSError, ValueError):
        return None


def full_report(home: Path, name: str) -> bytes | None:
    """Return the report of a run as the HTML page that was kept with it."""
    folder = runs_folder(home) / name
    if not _NAME.fullmatch(name) or not _is_run(folder):
        return None
    return (folder / "report.html").read_bytes()


def ask_all(
    assistant: Assistant, questions: Questions, corpus: Corpus, home: Path, against: str
) -> Iterator[Asked | str]:
    """Put the questions, yielding how far the run is, and at last the name of the run it kept."""
    earlier = read_run(runs_folder(home) / against) if _NAME.fullmatch(against) else None
    start = perf_counter()
    outcomes: list[Outcome] = []
    for outcome in each_outcome(assistant, questions.cases):
        outcomes.append(outcome)
        if len(outcomes) % _REPORTED_EVERY == 0:
            right = sum(one.judgement.right for one in outcomes)
            yield Asked(len(outcomes), len(questions.cases), right)
    summary = Summary(
        files=questions.files,
        split=questions.split,
        cases=len(outcomes),
        right=sum(one.judgement.right for one in outcomes),
        seconds=perf_counter() - start,
        min_accuracy=None,
        passed=None,
        measures=measure(outcomes),
        against=None if earlier is None else compare(outcomes, earlier, against),
    )
    yield _keep(summary, outcomes, corpus, home)


def _keep(summary: Summary, outcomes: Sequence[Outcome], corpus: Corpus, home: Path) -> str:
    """Write the run and return its name; the oldest goes where there are too many."""
    name = datetime.now().astimezone().strftime("%Y-%m-%d_%H-%M-%S")
    folder = runs_folder(home) / name
    folder.mkdir(parents=True, exist_ok=True)
    texts = {clause.clause_id: clause.text for clause in corpus.clauses}
    write_run_folder(folder, summary, outcomes, texts)
    for old in names_of_runs(home)[KEPT_RUNS:]:
        shutil.rmtree(runs_folder(home) / old, ignore_errors=True)
    return name


def _is_run(folder: Path) -> bool:
    return bool(_NAME.fullmatch(folder.name)) and (folder / "summary.json").is_file()
