"""Prove the known questions against the clauses: `python -m eval.validate [FILES…]`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.console import Console
from rich.table import Table

from corpus.errors import AssistantError
from corpus.library import Corpus, load_corpus
from corpus.types import Frozen
from eval.cases import PlacedCase, question_files, tuning_files
from eval.load import read_cases
from eval.proof import Evidence, Problem, duplicates, prove
from eval.stock import Group, Requirement, Stock, requirements, stock_of


class Validation(Frozen):
    """What is wrong with the questions, what they hold, and what they must hold."""

    problems: tuple[Problem, ...]
    stock: Stock
    requirements: tuple[Requirement, ...] = ()

    @property
    def passed(self) -> bool:
        return not self.problems and all(one.met for one in self.requirements)


def validate_shipped(corpus: Corpus) -> Validation:
    """Prove the questions of the project, those for tuning included.

    What must be there at least is asked of the known questions without those for tuning.
    """
    known, tuning = read_cases(question_files()), read_cases(tuning_files())
    stock = _stock(known, corpus)
    every = (*known, *tuning)
    return Validation(
        problems=(*prove(every, Evidence(corpus)), *duplicates(every)),
        stock=stock,
        requirements=requirements(stock),
    )


def validate_files(files: Sequence[Path], corpus: Corpus) -> Validation:
    """Prove the questions of some files; none may repeat one of the project."""
    placed = read_cases(files)
    given = {file.resolve() for file in files}
    others = [one for one in (*question_files(), *tuning_files()) if one.resolve() not in given]
    return Validation(
        problems=(*prove(placed, Evidence(corpus)), *duplicates(placed, read_cases(others))),
        stock=_stock(placed, corpus),
    )


def print_validation(console: Console, validation: Validation) -> None:
    """Print every problem on a line of its own, then the counts."""
    for problem in validation.problems:
        console.print(str(problem), markup=False, highlight=False, soft_wrap=True)
    stock = validation.stock
    table = _table("cases", "dev", "test")
    _add_groups(table, "category", stock.by_category)
    _add_groups(table, "language", stock.by_language)
    _add_groups(table, "refusal", stock.by_refusal)
    console.print(table)
    console.print(
        f"{stock.cases} cases; {stock.own_words:.0%} of {stock.chinese_with_clause} Chinese "
        "questions share less than a quarter of their pairs of characters with their clause",
        highlight=False,
    )
    if validation.requirements:
        console.print(_requirement_table(validation.requirements))
    console.print(f"{len(validation.problems)} problems", highlight=False)


def _stock(placed: Sequence[PlacedCase], corpus: Corpus) -> Stock:
    texts = {clause.clause_id: clause.text for clause in corpus.clauses}
    return stock_of([one.case for one in placed], texts)


def _add_groups(table: Table, title: str, groups: Mapping[str, Group]) -> None:
    table.add_row(f"[bold]by {title}[/]")
    for name, group in groups.items():
        table.add_row(f"  {name}", str(group.cases), str(group.dev), str(group.test))
    table.add_section()


def _requirement_table(wanted: Sequence[Requirement]) -> Table:
    table = _table("wanted", "given", "")
    for one in wanted:
        table.add_row(one.what, one.wanted, one.given, "[green]✓[/]" if one.met else "[red]✗[/]")
    return table


def _table(*columns: str) -> Table:
    table = Table("", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, justify="right")
    return table


def main(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="Questions; default: all of the project, and what they must hold."),
    ] = None,
) -> None:
    """Prove each question against the clauses and count what there is."""
    try:
        corpus = load_corpus()
        validation = validate_files(files, corpus) if files else validate_shipped(corpus)
    except AssistantError as failure:
        Console(stderr=True).print(str(failure), markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(1) from failure
    print_validation(Console(), validation)
    if not validation.passed:
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
