"""Zhengda beside the pipeline of the tutorials, measured in the same run: `python -m eval.bench`."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.console import Console

from corpus.errors import AssistantError
from corpus.library import SHIPPED_DOCUMENTS
from embeddings.default_model import unpack_default_model
from embeddings.errors import EmbeddingError
from embeddings.progress import silent
from eval.bench_table import Benchmark, ZhengdaMeasures, compare, print_benchmark
from eval.cases import Case, question_files
from eval.latency import seconds_of
from eval.load import load_cases
from eval.product import AnswerLine, ClausePlace, IndexTimes, SearchLine, Zhengda
from eval.ranking import hit_at_1_by_language
from eval.server import measure_server
from eval.tutorial import TutorialMeasures, measure_tutorial

_SERVER_QUESTIONS = 20


def run_benchmark(cases: Sequence[Case], home: Path, console: Console) -> Benchmark:
    """Measure both on `cases`, Zhengda with its data in the empty folder `home`."""
    load = os.getloadavg()[0]
    single = [case for case in cases if case.is_for_retrieval]
    zhengda = Zhengda(home)
    with console.status("zhengda index"):
        index = zhengda.index()
        places = zhengda.clauses()
    with console.status("the tutorials' pipeline"):
        tutorial = _measure_tutorial(home, single, places)
    with console.status("zhengda search, answer, serve"):
        ours = _measure_zhengda(zhengda, cases, index, clauses=len(places))
    return Benchmark(
        machine=f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
        load=load,
        cases=len(cases),
        questions=len(single),
        tutorial=tutorial,
        zhengda=ours,
        rows=compare(tutorial, ours),
    )


def _measure_tutorial(
    home: Path, single: Sequence[Case], places: Sequence[ClausePlace]
) -> TutorialMeasures:
    model = unpack_default_model(home, silent)  # the index has unpacked it: it is the same model
    return measure_tutorial(model, sorted(SHIPPED_DOCUMENTS.glob("*.txt")), single, places)


def _measure_zhengda(
    zhengda: Zhengda, cases: Sequence[Case], index: IndexTimes, *, clauses: int
) -> ZhengdaMeasures:
    single = [case for case in cases if case.is_for_retrieval]
    found, answered = zhengda.search(single), zhengda.answer(cases)
    answers_of_single = [
        line for case, line in zip(cases, answered, strict=True) if case.is_for_retrieval
    ]
    questions = [case.question for case in cases][:_SERVER_QUESTIONS]
    return ZhengdaMeasures(
        clauses=clauses,
        search_hit_at_1=hit_at_1_by_language(single, _first_is_right(single, found)),
        first_citation=hit_at_1_by_language(single, _first_is_right(single, answers_of_single)),
        first_index_seconds=index.first,
        second_index_seconds=index.second,
        import_seconds=index.imports,
        search_seconds=seconds_of([line.seconds for line in found]),
        answer_seconds=seconds_of([turn for line in answered for turn in line.seconds]),
        index_peak_megabytes=index.first_peak_megabytes,
        server_peak_megabytes=measure_server(zhengda.argv("serve"), zhengda.environment, questions),
    )


def _first_is_right(cases: Sequence[Case], lines: Sequence[AnswerLine | SearchLine]) -> list[bool]:
    return [line.first_clause in case.acceptable for case, line in zip(cases, lines, strict=True)]


def main(
    files: Annotated[list[Path] | None, typer.Argument(help="Questions; default: all.")] = None,
    json_file: Annotated[Path, typer.Option("--json", help="Where the numbers go.")] = Path(
        "bench.json"
    ),
) -> None:
    """Measure Zhengda and the pipeline of the tutorials on the same questions and machine."""
    console = Console()
    try:
        cases = load_cases(files or question_files())
        with TemporaryDirectory(prefix="zhengda-bench-") as home:
            benchmark = run_benchmark(cases, Path(home), console)
        json_file.write_text(benchmark.model_dump_json(indent=2) + "\n", "utf-8")
    except (AssistantError, EmbeddingError, OSError) as failure:
        Console(stderr=True).print(str(failure), markup=False, highlight=False)
        raise typer.Exit(1) from failure
    print_benchmark(console, benchmark)
    console.print(f"numbers: {json_file}", markup=False, highlight=False)


if __name__ == "__main__":
    typer.run(main)
