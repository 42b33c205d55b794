"""The benchmark as a table: what is measured, the tutorials' pipeline, Zhengda, and their ratio."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich import box
from rich.console import Console
from rich.table import Table

from corpus.types import Frozen
from eval.latency import Seconds
from eval.shares import Share
from eval.tutorial import TutorialMeasures


class ZhengdaMeasures(Frozen):
    """Zhengda measured; seconds of an index run are those of the whole process."""

    clauses: int
    search_hit_at_1: Mapping[str, Share]
    first_citation: Mapping[str, Share]
    first_index_seconds: float
    second_index_seconds: float
    import_seconds: float
    search_seconds: Seconds
    answer_seconds: Seconds
    index_peak_megabytes: float
    server_peak_megabytes: float


class Row(Frozen):
    """One line of the table. `most` or `least` is what is asked of Zhengda."""

    title: str
    unit: str
    tutorial: float | None
    zhengda: float
    most: float | None = None
    least: float | None = None

    @property
    def ratio(self) -> float | None:
        """Return how many times the tutorials' value Zhengda's is, None without one."""
        return self.zhengda / self.tutorial if self.tutorial else None

    @property
    def reached(self) -> bool | None:
        """Return whether the goal is reached, None where there is none."""
        if self.most is not None:
            return self.zhengda <= self.most
        return None if self.least is None else self.zhengda >= self.least


class Benchmark(Frozen):
    """Both measured in one run, on which machine, and the rows that compare them.

    `load` is how many processes wanted a core in the minute before: other work makes all slower.
    """

    machine: str
    load: float
    cases: int
    questions: int
    tutorial: TutorialMeasures
    zhengda: ZhengdaMeasures
    rows: tuple[Row, ...]


_GOALS_AT_1 = {"zh-Hans": 0.85, "en": 0.40}
_FORMATS = {"share": "{:.1%}", "s": "{:.1f} s", "ms": "{:.0f} ms", "MB": "{:.0f} MB", "": "{:.0f}"}


def compare(tutorial: TutorialMeasures, zhengda: ZhengdaMeasures) -> tuple[Row, ...]:
    """Return the rows of the table, in order."""
    return (*_hit_rows(tutorial, zhengda), *_time_rows(tutorial, zhengda))


def print_benchmark(console: Console, benchmark: Benchmark) -> None:
    title = (
        f"{benchmark.machine}, load before {benchmark.load:.1f}; "
        f"{benchmark.questions} single questions, {benchmark.cases} cases"
    )
    table = Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)
    table.add_column("")
    for column in ("tutorial", "Zhengda", "ratio", "goal", ""):
        table.add_column(column, justify="right")
    for row in benchmark.rows:
        table.add_row(*_cells(row))
    console.print(table)


def _hit_rows(tutorial: TutorialMeasures, zhengda: ZhengdaMeasures) -> Iterable[Row]:
    for language, share in tutorial.hit_at_1.items():
        yield Row(
            title=f"first hit right, {language} ({share.cases})",
            unit="share",
            tutorial=share.value,
            zhengda=zhengda.search_hit_at_1[language].value,
            least=_GOALS_AT_1.get(language),
        )
    for language, share in zhengda.first_citation.items():
        yield Row(
            title=f"first citation right, {language} ({share.cases})",
            unit="share",
            tutorial=tutorial.hit_at_1[language].value,
            zhengda=share.value,
        )


def _time_rows(tutorial: TutorialMeasures, zhengda: ZhengdaMeasures) -> Iterable[Row]:
    whole_index = tutorial.start_seconds + tutorial.index_seconds
    second, imports = zhengda.second_index_seconds, zhengda.import_seconds
    yield _row("passages or clauses", "", tutorial.passages, zhengda.clauses)
    yield _row("first index, process", "s", whole_index, zhengda.first_index_seconds, most=90)
    yield _row("second index, process", "s", whole_index, second)
    yield _row("its imports alone", "s", None, imports)
    yield _row("second index beyond imports", "s", None, second - imports, most=3)
    yield from _latency_rows("retrieval", tutorial.query_seconds, zhengda.search_seconds)
    yield from _latency_rows("question", None, zhengda.answer_seconds, most=120)
    yield _row("index, peak memory", "MB", tutorial.peak_megabytes, zhengda.index_peak_megabytes)
    server = zhengda.server_peak_megabytes
    yield _row("server, peak memory", "MB", tutorial.peak_megabytes, server, most=2500)


def _latency_rows(
    title: str, tutorial: Seconds | None, zhengda: Seconds, *, most: float | None = None
) -> Iterable[Row]:
    median, p95 = (tutorial.median * 1000, tutorial.p95 * 1000) if tutorial else (None, None)
    yield _row(f"warm {title}, median", "ms", median, zhengda.median * 1000, most=most)
    yield _row(f"warm {title}, 95th percentile", "ms", p95, zhengda.p95 * 1000)


def _row(
    title: str, unit: str, tutorial: float | None, zhengda: float, *, most: float | None = None
) -> Row:
    return Row(title=title, unit=unit, tutorial=tutorial, zhengda=zhengda, most=most)


def _cells(row: Row) -> tuple[str, ...]:
    goal = row.least if row.most is None else row.most
    sign = "≥" if row.most is None else "≤"
    return (
        row.title,
        _formatted(row.tutorial, row.unit),
        _formatted(row.zhengda, row.unit),
        "" if row.ratio is None else f"{row.ratio:.2f}",
        "" if goal is None else f"{sign} {_formatted(goal, row.unit)}",
        {True: "[green]✓[/]", False: "[red]✗[/]", None: ""}[row.reached],
    )


def _formatted(value: float | None, unit: str) -> str:
    return "" if value is None else _FORMATS[unit].format(value)
