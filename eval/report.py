"""The result of a run in the terminal: shares by category and language, then each wrong case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from eval.contrast import contrast
from eval.measures import Measures, Outcome, Refusals, Retrieval, Share

_TEXT_LIMIT = 300  # characters of an answer shown in the terminal


def print_report(console: Console, measures: Measures, outcomes: Sequence[Outcome]) -> None:
    """Print the tables of `measures` and every wrong one of `outcomes`."""
    console.print(_accuracy_table(measures))
    console.print(_quality_table(measures))
    wrong = [outcome for outcome in outcomes if not outcome.judgement.right]
    if wrong:
        reasons = ", ".join(f"{reason} {n}" for reason, n in measures.reasons.items())
        console.rule(f"{len(wrong)} wrong: {escape(reasons)}")
    for outcome in wrong:
        _print_wrong(console, outcome)


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
    table.add_section()
    seconds = measures.seconds_per_turn
    table.add_row("milliseconds per turn, median", f"{seconds.median * 1000:.0f}")
    table.add_row("milliseconds per turn, 95th percentile", f"{seconds.p95 * 1000:.0f}")
    return table


def _quality_rows(measures: Measures) -> Iterable[tuple[str, Share]]:
    yield "first citation right", measures.first_citation
    yield "agencies and roles exact", measures.agencies_exact
    for language, retrieval in measures.retrieval.items():
        yield from _retrieval_rows(language, retrieval)
    for kind, refusals in measures.refusals.items():
        yield from _refusal_rows(kind, refusals)


def _retrieval_rows(language: str, retrieval: Retrieval) -> Iterable[tuple[str, Share]]:
    yield f"retrieval alone, {language}: hit@1", retrieval.hit_at_1
    yield f"retrieval alone, {language}: hit@3", retrieval.hit_at_3
    yield f"retrieval alone, {language}: MRR@10", retrieval.mrr_at_10


def _refusal_rows(kind: str, refusals: Refusals) -> Iterable[tuple[str, Share]]:
    yield f"refusals, {kind}: precision", refusals.precision
    yield f"refusals, {kind}: recall", refusals.recall


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
        numeric = column not in ("wanted", "given")
        table.add_column(column, justify="right" if numeric else "left", overflow="fold")
    return table


def _counted(share: Share) -> tuple[str, str, str, str]:
    right = f"{share.value * share.cases:.0f}"
    return right, str(share.cases), _percent(share), _interval(share)


def _percent(share: Share) -> str:
    return f"{share.value:.0%}" if share.cases else "-"


def _interval(share: Share) -> str:
    return f"{share.low:.0%} to {share.high:.0%}" if share.cases else "-"


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _TEXT_LIMIT else f"{line[:_TEXT_LIMIT]}…"
