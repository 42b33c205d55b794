"""The command line `zhengda`: every command returns 0, or 2 for wrong usage, or 1 for a failure."""

from __future__ import annotations

import csv
import json
import sys
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Annotated, Any, TypeVar

import typer
from pydantic import Field, ValidationError
from rich.console import Console

from corpus.errors import AssistantError
from corpus.types import Frozen
from rag.build import make_index, open_assistant, open_corpus
from rag.settings import Settings
from ui import listing
from ui.terminal import print_answer, progress_bar

app = typer.Typer(
    help="政答 Zhengda: answers from policy documents, with the clauses cited.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
_out = Console()
_err = Console(stderr=True)

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Output = Annotated[Path, typer.Option("-o", "--output", help="The file to write.")]


_Line = TypeVar("_Line", bound=Frozen)


class _Conversation(Frozen):
    """A line of the input of `zhengda answer`."""

    id: str
    turns: tuple[str, ...] = Field(min_length=1)


class _Search(Frozen):
    """A line of the input of `zhengda search --file`."""

    id: str
    query: str


@app.command()
def index() -> None:
    """Build or refresh the index; only checks it when nothing changed."""
    with progress_bar(_err) as report:
        summary = make_index(Settings(), report)
    built = summary.report
    _out.print(
        f"{'built' if built.changed else 'up to date'}: {built.documents} documents, "
        f"{built.clauses} clauses, {summary.agencies} agencies, {built.seconds:.1f} seconds "
        f"({built.embedded} vectors made, {built.reused} kept)"
    )


@app.command()
def ask(question: str, as_json: Json = False) -> None:
    """Answer one question."""
    asked = _checked_question(question)
    with progress_bar(_err) as report:
        [answer] = open_assistant(Settings(), report).answer([asked])
    if as_json:
        print(listing.answer_json(answer))
    else:
        print_answer(_out, answer)


@app.command()
def answer(
    conversations: Annotated[Path, typer.Argument(metavar="IN.jsonl", exists=True, dir_okay=False)],
    output: Output,
) -> None:
    """Answer many conversations: a line {"id", "turns"} in, a line {"id", "answers", "seconds"} out."""
    lines = [_parsed(_Conversation, line, conversations, n) for n, line in _lines(conversations)]
    with progress_bar(_err) as report, _whole_file(output) as file:
        assistant = open_assistant(Settings(), report)
        for done, conversation in enumerate(lines, start=1):
            answers, seconds = assistant.answer_timed(conversation.turns)
            row = {
                "id": conversation.id,
                "answers": [listing.answer_row(one) for one in answers],
                "seconds": seconds,
            }
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            report("answering", done, len(lines))


@app.command()
def search(
    query: Annotated[str | None, typer.Argument()] = None,
    k: Annotated[int, typer.Option("-k", min=1, help="How many clauses.")] = 10,
    as_json: Json = False,
    file: Annotated[Path | None, typer.Option("--file", exists=True, dir_okay=False)] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output")] = None,
) -> None:
    """Search the clauses, without answering: one QUERY, or those of --file IN.jsonl into -o OUT.jsonl."""
    if (query is None) == (file is None) or (file is None) != (output is None):
        raise typer.BadParameter("give a QUERY, or --file IN.jsonl with -o OUT.jsonl")
    if file is not None and output is not None:
        _search_file(file, output, k)
        return
    asked = _checked_question(query or "")
    with progress_bar(_err) as report:
        hits = listing.hit_rows(open_assistant(Settings(), report), asked, k)
    if as_json:
        print(json.dumps({"query": query, "hits": hits}, ensure_ascii=False, indent=2))
    else:
        _out.print(listing.hit_table(hits))


@app.command()
def documents(as_json: Json = False) -> None:
    """List the documents."""
    rows = listing.document_rows(open_corpus(Settings()))
    if as_json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        _out.print(listing.document_table(rows))


@app.command()
def clauses(
    document: Annotated[str | None, typer.Argument(help="A document's id; all without it.")] = None,
    as_json: Json = False,
) -> None:
    """List the clauses in reading order, with their responsibilities and corrections."""
    rows = listing.clause_rows(open_corpus(Settings()), document)
    if as_json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        _out.print(listing.clause_table(rows))


@app.command()
def agency(
    name: str,
    document: Annotated[str | None, typer.Option("--document", help="A document's id.")] = None,
    as_json: Json = False,
    csv_file: Annotated[Path | None, typer.Option("--csv", help="Write the table there.")] = None,
) -> None:
    """List every clause in which an agency has a role; any of its names will do, in English too."""
    rows = listing.agency_rows(open_corpus(Settings()), name, document)
    if csv_file is not None:
        with _whole_file(csv_file, newline="") as file:
            writer = csv.DictWriter(file, fieldnames=list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    if as_json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    elif csv_file is None:
        _out.print(listing.agency_table(rows))


@app.command("eval")
def evaluate(
    questions: Annotated[list[Path] | None, typer.Argument(metavar="QUESTIONS.jsonl")] = None,
    report: Annotated[Path | None, typer.Option(help="A folder for the report.")] = None,
    split: Annotated[str, typer.Option(help="all, dev or test.")] = "all",
    min_accuracy: Annotated[float | None, typer.Option(min=0, max=1)] = None,
) -> None:
    """Put the known questions and say which answers are right, and why the others are not."""
    from eval.cases import question_files  # noqa: PLC0415 - not every command should pay for it
    from eval.evaluate import run_evaluation  # noqa: PLC0415

    with progress_bar(_err) as progress:
        assistant = open_assistant(Settings(), progress)
    files = questions or list(question_files())
    summary = run_evaluation(
        assistant, files, report_dir=report, console=_out, split=split, min_accuracy=min_accuracy
    )
    if summary.passed is False:
        raise typer.Exit(1)


@app.command()
def serve(
    host: str = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 7860,
    open_page: Annotated[bool, typer.Option("--open", help="Open the page in a browser.")] = False,
) -> None:
    """Serve the web front end until interrupted."""
    from ui.app import serve as serve_app  # noqa: PLC0415 - Gradio takes seconds to import
    from ui.examples import EXAMPLES  # noqa: PLC0415

    with progress_bar(_err) as report:
        assistant = open_assistant(Settings(), report)
        assistant.answer(["预热"])  # the first question would wait for the model
    url = f"http://{host}:{port}"
    _out.print(f"政答 Zhengda: {url}  (Ctrl-C ends it)")
    if open_page:
        webbrowser.open(url)
    titles = {one.document_id: one.title for one in assistant.knowledge.corpus.documents}
    serve_app(assistant, EXAMPLES, host=host, port=port, titles=titles)


def main() -> None:
    """Run the command line and exit: 2 for wrong usage, 1 with one line for any other failure."""
    try:
        code = app(standalone_mode=False)
    except typer.Exit as exit_:
        code = exit_.exit_code
    except typer.Abort:
        code = _failed("interrupted; the index is as it was before")
    except KeyboardInterrupt:
        code = _failed("interrupted; the index is as it was before")
    except BrokenPipeError:
        code = 1
    except (AssistantError, OSError) as error:
        code = _failed(str(error))
    except Exception as error:
        code = _usage_or_raise(error)
    sys.exit(code if isinstance(code, int) else 0)


def _usage_or_raise(error: Exception) -> int:
    """Show a usage error of the parser in one line; anything else is our mistake."""
    message = getattr(error, "format_message", None)
    if message is None:
        raise error
    print(f"zhengda: {message()}; see: zhengda --help", file=sys.stderr)
    return 2


def _failed(message: str) -> int:
    one_line = " ".join(message.split())
    print(f"zhengda: {one_line}", file=sys.stderr)
    return 1


def _checked_question(question: str) -> str:
    problem = listing.question_problem(question)
    if problem:
        raise typer.BadParameter(problem)
    return question


def _search_file(file: Path, output: Path, k: int) -> None:
    queries = [_parsed(_Search, line, file, n) for n, line in _lines(file)]
    with progress_bar(_err) as report, _whole_file(output) as out:
        assistant = open_assistant(Settings(), report)
        for done, one in enumerate(queries, start=1):
            start = perf_counter()
            hits = listing.hit_rows(assistant, one.query, k)
            row = {
                "id": one.id,
                "query": one.query,
                "hits": hits,
                "seconds": perf_counter() - start,
            }
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            report("searching", done, len(queries))


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            yield number, line


def _parsed(model: type[_Line], line: str, path: Path, number: int) -> _Line:
    try:
        return model.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the line"
        raise AssistantError(f"{path}:{number}: {where}: {first['msg']}") from error


@contextmanager
def _whole_file(path: Path, newline: str | None = None) -> Iterator[Any]:
    """Yield a file that takes its name only when it is complete."""
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline=newline) as file:
            yield file
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
