"""One evaluation: load the cases, run them, measure, report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from time import perf_counter

from rich.console import Console

from corpus.library import load_corpus
from eval.against import compare, read_run
from eval.cases import Split
from eval.load import load_cases
from eval.measures import measure
from eval.report import print_report
from eval.run import Assistant, run_cases
from eval.run_folder import Summary, write_run_folder


def run_evaluation(  # noqa: PLR0913 - the options of `zhengda eval`, each given by its name
    assistant: Assistant,
    files: Sequence[Path],
    *,
    report_dir: Path | None,
    console: Console,
    split: str = Split.ALL,
    min_accuracy: float | None = None,
    against: Path | None = None,
    clause_texts: Mapping[str, str] | None = None,
) -> Summary:
    """Put the questions of `files` to `assistant`, print the result and return its summary.

    With `report_dir` the run is kept there, beside each wrong case the text of the clause that was
    wanted, from `clause_texts` by clause id (None: the shipped documents). `passed` of the summary
    says whether the accuracy is at least `min_accuracy`. `against` is the folder of an earlier run
    to compare with; it may be `report_dir`. Raises QuestionsError when the questions cannot be used
    and RunError when the earlier run cannot, both before anything is asked.
    """
    cases = load_cases(files, Split(split))
    earlier = None if against is None else read_run(against)
    if report_dir is not None:
        report_dir.mkdir(parents=True, exist_ok=True)  # fails before the run, not after it
    start = perf_counter()
    outcomes = run_cases(assistant, cases, console=console)
    measures = measure(outcomes)
    summary = Summary(
        files=tuple(str(file) for file in files),
        split=Split(split),
        cases=len(outcomes),
        right=sum(outcome.judgement.right for outcome in outcomes),
        seconds=perf_counter() - start,
        min_accuracy=min_accuracy,
        passed=None if min_accuracy is None else measures.accuracy.value >= min_accuracy,
        measures=measures,
        against=None if earlier is None else compare(outcomes, earlier, str(against)),
    )
    if report_dir is not None:  # before it is printed: the reader of a pipe may close it
        texts = _shipped_texts() if clause_texts is None else clause_texts
        write_run_folder(report_dir, summary, outcomes, texts)
    print_report(console, summary, outcomes)
    if report_dir is not None:
        console.print(f"report: {report_dir / 'report.html'}", markup=False, highlight=False)
    return summary


def _shipped_texts() -> dict[str, str]:
    return {clause.clause_id: clause.text for clause in load_corpus().clauses}
