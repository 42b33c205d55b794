"""The result of a run in the terminal: its measures, what changed, then each wrong case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich import box
from rich.console import Console, JustifyMethod
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from eval.against import Against, Change
from eval.calibration import Auroc, Calibration
from eval.contrast import contrast
from eval.latency import Seconds
from eval.measures import Measures, Refusals
from eval.outcome import Outcome
from eval.ranking import Retrieval
from eval.run_folder import Summary
from eval.shares import Share

_TEXT_LIMIT = 300  # characters of an answer shown in the terminal
_WORDS = ("wanted", "given", "why")  # columns of words, not of numbers


def print_report(console: Console, summary: Summary, outcomes: Sequence[Outcome]) -> None:
    """Print the measures, every wrong one of `outcomes`, and what changed since an earlier run."""
    measures = summary.measures
    console.print(_accuracy_table(measures))
    console.print(_quality_table(measures))
    if measures.retrieval:
        console.print(_retrieval_table(measures.retrieval))
    console.print(_reliability_table(measures.calibration))
    console.print(_seconds_table(measures.seconds_per_turn))
    wrong = [outcome for outcome in outcomes if not outcome.judgement.right]
    if wrong:
        reasons = ", ".join(f"{reason} {n}" for reason, n in measures.reasons.items())
        console.rule(f"{len(wrong)} wrong: {escape(reasons)}")
    for outcome in wrong:
        _print_wrong(console, outcome)
    if summary.against is not None:
        _print_against(console, summary.against)


def _accuracy_table(measures: Measures) -> Table:
    table = _table("Right answers", "right", "of", "share", "95% interval")
    sections: tuple[tuple[str, Mapping[str, Share]], ...] = (
        ("category", measures.by_category),
        ("language", measures.by_language),
        ("document", measures.by_document),
    )
    for title, shares in sections:
        table.add_row(f"[bold]by {title}[/]")
        for group, share in shares.items():
            table.add_row(f"  {escape(group)}", *_counted(share))
        table.add_section()
    table.add_row("[bold]all[/]", *_counted(measures.accuracy), style="bold")
    return table


def _quality_table(measures: Measures) -> Table:
    table = _table("Measured", "share", "95% interval", "cases")
    for title, share in _quality_rows(measures):
        table.add_row(title, _percent(share), _interval(share), str(share.cases))
    return table


def _quality_rows(measures: Measures) -> Iterable[tuple[str, Share]]:
    yield "first citation right", measures.first_citation
    yield "agencies and roles exact", measures.agencies_exact
    yield "citation recall (ALCE)", measures.citations.recall
    yield "citation precision (ALCE)", measures.citations.precision
    yield "clauses cited: context recall", measures.citations.context_recall
    yield "clauses cited: context precision", measures.citations.context_precision
    for kind, refusals in measures.refusals.items():
        yield from _refusal_rows(kind, refusals)


def _refusal_rows(kind: str, refusals: Refusals) -> Iterable[tuple[str, Share]]:
    yield f"refusals, {kind}: precision", refusals.precision
    yield f"refusals, {kind}: recall", refusals.recall


def _retrieval_table(retrieval: Mapping[str, Retrieval]) -> Table:
    table = _table("Retrieval alone", *(f"{language} (95%)" for language in retrieval))
    table.add_row("cases", *(str(one.hit_at_1.cases) for one in retrieval.values()))
    for name in next(iter(retrieval.values())).by_name:
        shares = (one.by_name[name] for one in retrieval.values())
        table.add_row(name, *(f"{_percent(one)} ({_interval(one)})" for one in shares))
    return table


def _reliability_table(calibration: Calibration) -> Table:
    table = _table("Confidence", "mean", "right", "95% interval", "answers")
    for one in calibration.bins:
        row = (_percent(one.right), _interval(one.right), str(one.right.cases))
        table.add_row(f"{one.low:.1f} to {one.high:.1f}", f"{one.confidence:.2f}", *row)
    table.add_section()
    error = f"{calibration.expected_error:.3f}"
    table.add_row("expected calibration error", error, "", "", str(calibration.answers))
    table.add_row("AUROC, right from wrong", *_auroc(calibration.auroc_right))
    table.add_row("AUROC, answerable from to be refused", *_auroc(calibration.auroc_answerable))
    return table


def _auroc(auroc: Auroc | None) -> tuple[str, ...]:
    if auroc is None:
        return ("-", "", "-", "")
    interval = f"{auroc.low:.2f} to {auroc.high:.2f}"
    return f"{auroc.value:.2f}", "", interval, f"{auroc.positives} / {auroc.negatives}"


def _seconds_table(seconds: Seconds) -> Table:
    table = _table("Milliseconds per turn", "median", "90%", "95%", "99%")
    values = (seconds.median, seconds.p90, seconds.p95, seconds.p99)
    table.add_row("", *(f"{1000 * value:.0f}" for value in values))
    return table


def _print_against(console: Console, against: Against) -> None:
    console.rule(f"against {escape(against.run)}")
    console.print(
        f"{against.cases} cases in both runs: {against.right_before} right before, "
        f"{against.right_now} now; {len(against.newly_right)} newly right, "
        f"{len(against.newly_wrong)} newly wrong; exact McNemar test p = {against.p_value:.3g}"
        f" ({against.only_before} cases only there, {against.only_now} only here)",
        highlight=False,
        soft_wrap=True,
    )
    for title, changes in (
        ("Newly right", against.newly_right),
        ("Newly wrong", against.newly_wrong),
    ):
        if changes:
            console.print(_changes_table(title, changes))


def _changes_table(title: str, changes: Sequence[Change]) -> Table:
    table = _table(title, "why")
    for change in changes:
        question = f"{change.id}  {' → '.join(change.turns)}"
        table.add_row(escape(question), escape(", ".join(change.reasons)))
    return table


def _print_wrong(console: Console, outcome: Outcome) -> None:
    case = outcome.case
    console.print(f"\n[bold red]✗[/] [bold]{escape(case.id)}[/]  {escape(' → '.join(case.turns))}")
    for finding in outcome.judgement.findings:
        console.print(f"  [red]{finding.reason}[/]: {escape(_shortened(finding.detail))}")
    table = _table("", "wanted", "given")
    for row in contrast(outcome):
        table.add_row(row.aspect, escape(row.wanted), escape(row.given))
    console.print(Padding(table, (0, 0, 0, 2)))
    if outcome.answer:
        console.print(f"  [dim]{escape(_shortened(outcome.answer.text))}[/]")
    if outcome.traceback:
        console.print(f"  [dim]{escape(outcome.traceback.rstrip())}[/]")


def _table(title: str, *columns: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(title, overflow="fold")
    for column in columns:
        justify: JustifyMethod = "left" if column in _WORDS else "right"
        table.add_column(column, justify=justify, overflow="fold")
    return table


def _counted(share: Share) -> tuple[str, str, str, str]:
    right = f"{share.value * share.cases:.0f}"
    return right, str(share.cases), _percent(share), _interval(share)


def _percent(share: Share) -> str:
    return f"{share.value:.0%}" if share.cases else "-"


def _interval(share: Share) -> str:
    return f"{100 * share.low:.0f} to {100 * share.high:.0f} %" if share.cases else "-"


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _TEXT_LIMIT else f"{line[:_TEXT_LIMIT]}…"
