"""Measure the pipeline of the tutorials (`eval.tutorial_pipeline`) in a process of its own."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.types import Frozen
from eval.cases import Case
from eval.latency import Seconds, seconds_of
from eval.processes import run_measured
from eval.product import ClausePlace
from eval.ranking import hit_at_1_by_language
from eval.shares import Share


class TutorialTask(Frozen):
    """What to index and what to ask."""

    model: Path
    files: tuple[Path, ...]
    questions: tuple[str, ...]


class FoundPassage(Frozen):
    """A passage by its document and its first and last raw line, counted from 1."""

    document: str
    lines: tuple[int, int]


class TutorialRun(Frozen):
    """What the pipeline took, and the first passage it found for each question."""

    passages: int
    load_seconds: float
    index_seconds: float
    query_seconds: tuple[float, ...]
    first_passages: tuple[FoundPassage, ...]


class TutorialMeasures(Frozen):
    """The pipeline measured; `start_seconds` are imports and the loading of the model."""

    passages: int
    hit_at_1: Mapping[str, Share]
    start_seconds: float
    index_seconds: float
    query_seconds: Seconds
    peak_megabytes: float


def measure_tutorial(
    model: Path, files: Sequence[Path], cases: Sequence[Case], places: Collection[ClausePlace]
) -> TutorialMeasures:
    """Index `files` and ask the question of each case; a passage is right if it `overlaps`."""
    task = TutorialTask(
        model=model, files=tuple(files), questions=tuple(case.question for case in cases)
    )
    with TemporaryDirectory() as folder:
        written = Path(folder) / "task.json"
        written.write_text(task.model_dump_json(), "utf-8")
        command = (sys.executable, "-m", "eval.tutorial_pipeline", str(written))
        finished = run_measured(command, {"ANONYMIZED_TELEMETRY": "False"})
    run = TutorialRun.model_validate_json(finished.stdout)
    right = [
        overlaps(passage, case.acceptable, places)
        for case, passage in zip(cases, run.first_passages, strict=True)
    ]
    return TutorialMeasures(
        passages=run.passages,
        hit_at_1=hit_at_1_by_language(cases, right),
        start_seconds=finished.seconds - run.index_seconds - sum(run.query_seconds),
        index_seconds=run.index_seconds,
        query_seconds=seconds_of(run.query_seconds),
        peak_megabytes=finished.peak_megabytes,
    )


def overlaps(
    passage: FoundPassage, acceptable: Collection[str], places: Collection[ClausePlace]
) -> bool:
    """Tell whether the passage shares a raw line with an acceptable clause."""
    first, last = passage.lines
    return any(
        place.document == passage.document
        and f"{place.document}#{place.clause}" in acceptable
        and place.source_lines[0] <= last
        and first <= place.source_lines[1]
        for place in places
    )
