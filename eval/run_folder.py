"""A run kept in a folder: `answers.jsonl`, `summary.json` and a self-contained `report.html`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from corpus.types import Frozen
from eval.against import Against
from eval.cases import Split
from eval.contrast import contrast
from eval.judge import Finding
from eval.measures import Measures
from eval.outcome import Outcome
from rag.types import Answer


class Summary(Frozen):
    """What was run and what came out; `passed` is None where no minimum was asked for."""

    files: tuple[str, ...]
    split: Split
    cases: int
    right: int
    seconds: float
    min_accuracy: float | None
    passed: bool | None
    measures: Measures
    against: Against | None = None


class Record(Frozen):
    """A line of `answers.jsonl`: the fields of `zhengda answer` and how they were judged."""

    id: str
    turns: tuple[str, ...]
    right: bool
    findings: tuple[Finding, ...]
    answers: tuple[Answer, ...]
    seconds: tuple[float, ...]
    ranked: tuple[str, ...] | None
    traceback: str | None


def write_run_folder(
    folder: Path, summary: Summary, outcomes: Sequence[Outcome], clause_texts: Mapping[str, str]
) -> None:
    """Write the run into `folder`; an earlier run there is replaced."""
    lines = [_record(outcome).model_dump_json() + "\n" for outcome in outcomes]
    _write(folder / "answers.jsonl", "".join(lines))
    _write(folder / "summary.json", summary.model_dump_json(indent=2) + "\n")
    _write(folder / "report.html", render_page(summary, outcomes, clause_texts))


def render_page(
    summary: Summary, outcomes: Sequence[Outcome], clause_texts: Mapping[str, str]
) -> str:
    """Return the report as one HTML page that loads nothing; every text in it is escaped."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.j2").render(
        summary=summary,
        measures=summary.measures,
        against=summary.against,
        retrieval_names=next((one.by_name for one in summary.measures.retrieval.values()), {}),
        wrong=[outcome for outcome in outcomes if not outcome.judgement.right],
        right=[outcome for outcome in outcomes if outcome.judgement.right],
        clause_texts=clause_texts,
        contrast=contrast,
    )


def _record(outcome: Outcome) -> Record:
    return Record(
        id=outcome.case.id,
        turns=outcome.case.turns,
        right=outcome.judgement.right,
        findings=outcome.judgement.findings,
        answers=outcome.answers,
        seconds=outcome.seconds,
        ranked=outcome.ranked,
        traceback=outcome.traceback,
    )


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
