"""Answers for a terminal: pleasant to read, with agencies, citations and warnings."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.markdown import Markdown
from rich.markup import escape
from rich.panel import Panel
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from rag.types import Answer, Citation

_WIDTH_OF_A_FILE = 160


def _console(*, stderr: bool = False) -> Console:
    """Return a console that is wide where no terminal says how wide it is."""
    is_terminal = (sys.stderr if stderr else sys.stdout).isatty()
    wide = None if is_terminal or "COLUMNS" in os.environ else _WIDTH_OF_A_FILE
    return Console(stderr=stderr, width=wide)


OUT = _console()
ERR = _console(stderr=True)

_ROLES = {
    "lead": ("牵头", "lead"),
    "sole": ("单独负责", "sole"),
    "joint": ("共同负责", "joint"),
    "participant": ("参与", "participant"),
    "named": ("正文写明", "named in the text"),
}


def print_answer(console: Console, answer: Answer) -> None:
    """Print an answer with its bodies and its citations."""
    english = answer.language == "en"
    if answer.standalone_question != answer.question:
        label = "understood as" if english else "理解为"
        console.print(f"[dim]{label}: {escape(answer.standalone_question)}[/dim]")
    style = "yellow" if answer.refused else "green"
    console.print(Panel(Markdown(answer.text), border_style=style))
    if answer.agencies:
        console.print(_agency_table(answer, english=english))
    for citation in answer.citations:
        console.print(_citation(citation, english=english))
    for choice in answer.clarify:
        console.print(f"  [cyan]→[/cyan] {escape(choice.question)}")


def _agency_table(answer: Answer, *, english: bool) -> Table:
    table = Table(box=None, padding=(0, 2))
    table.add_column("body" if english else "单位")
    if english:
        table.add_column("English")
    table.add_column("role" if english else "角色")
    for one in answer.agencies:
        role = _ROLES[one.role][1 if english else 0]
        names = [one.name, one.name_en or "—"] if english else [one.name]
        table.add_row(*map(escape, names), f"{role} \\[{one.citation}]")
    return table


def _citation(citation: Citation, *, english: bool) -> Group:
    head = Text(f"[{citation.n}] {citation.cite_as}", style="bold")
    if citation.status == "repealed":
        head.append("  repealed 已失效" if english else "  已失效", style="bold red")
    first, last = citation.source_lines
    lines = f"{first}" if first == last else f"{first}-{last}"
    place = f"{citation.document}#{citation.clause} · {citation.source_file}:{lines}"
    return Group(head, Text(f"    {citation.quote}"), Text(f"    {place}", style="dim"))


@contextmanager
def progress_bar(console: Console) -> Iterator[Callable[[str, int, int], None]]:
    """Yield a callable `(step, done, total)` that keeps a progress bar, where there is a terminal.

    A step of no parts (0 of 0) is a notice: it is printed and stays.
    """
    with Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.completed}/{task.total}"),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    ) as bar:
        bar_task = bar.add_task("", total=1)

        def report(step: str, done: int, total: int) -> None:
            if total:
                bar.update(bar_task, description=step, completed=done, total=total)
            else:
                console.print(step, markup=False, highlight=False, soft_wrap=True)

        yield report
