"""The command line `zhengda`: every command returns 0, or 2 for wrong usage, or 1 for a failure.

A command imports what it needs itself: help, and a list of documents, should not wait for Chroma,
torch and Gradio.
"""

# ruff: noqa: PLC0415 - see above

from __future__ import annotations

import csv
import json
import webbrowser
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import Field

from rag.build import make_index, open_assistant, open_corpus
from rag.settings import Settings
from ui import adding, exporting
from ui.jsonl import InputLine, as_line, read_lines, whole_file
from ui.link_command import links
from ui.outcome import run
from ui.staff_commands import feedback, users
from ui.terminal import ERR, OUT, print_answer, progress_bar

if TYPE_CHECKING:
    from rag.assistant import Assistant

app = typer.Typer(
    help="政答 Zhengda: answers from policy documents, with the clauses cited.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

app.command()(links)
app.command()(feedback)
app.add_typer(users, name="user")

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


class _Conversation(InputLine):
    """A line of the input of `zhengda answer`."""

    id: str | int
    turns: tuple[str, ...] = Field(min_length=1)


class _Search(InputLine):
    """A line of the input of `zhengda search --file`."""

    id: str | int
    query: str


@app.command()
def index() -> None:
    """Build or refresh the index; only checks it when nothing changed."""
    with progress_bar(ERR) as report:
        summary = make_index(Settings(), report)
    built = summary.report
    print(
        f"{'built' if built.changed else 'up to date'}: {built.documents} documents, "
        f"{built.clauses} clauses, {summary.agencies} agencies, {built.seconds:.1f} seconds "
        f"({built.embedded} vectors made, {built.reused} kept)"
    )


@app.command()
def ask(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="In quotation marks.")],
    as_json: Json = False,
) -> None:
    """Answer one question."""
    asked = _checked(question)
    with progress_bar(ERR) as report:
        [answer] = open_assistant(Settings(), report).answer([asked])
    if as_json:
        _print_json(answer.model_dump(mode="json"))
    else:
        print_answer(OUT, answer)


@app.command()
def answer(
    conversations: Annotated[
        Path,
        typer.Argument(metavar="IN.jsonl", exists=True, dir_okay=False, help='{"id", "turns"}'),
    ],
    output: Annotated[
        Path,
        typer.Option(
            "-o", "--output", metavar="OUT.jsonl", help='{"id", "answers", "seconds"}, a line each.'
        ),
    ],
) -> None:
    """Answer many conversations in one process, a line of JSON in and a line out for each."""
    lines = read_lines(conversations, _Conversation)
    with progress_bar(ERR) as report, whole_file(output) as file:
        assistant = open_assistant(Settings(), report)
        for done, conversation in enumerate(lines):
            report("answering", done, len(lines))
            answers, seconds = assistant.answer_timed(conversation.turns)
            row = {
                "id": conversation.id,
                "answers": [one.model_dump(mode="json") for one in answers],
                "seconds": seconds,
            }
            file.write(as_line(row))


@app.command()
def search(
    query: Annotated[str | None, typer.Argument(metavar="QUERY")] = None,
    k: Annotated[int, typer.Option("-k", min=1, help="How many clauses.")] = 10,
    as_json: Json = False,
    file: Annotated[
        Path | None,
        typer.Option(
            "--file", metavar="IN.jsonl", exists=True, dir_okay=False, help='{"id", "query"}'
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="OUT.jsonl", help='{"id", "query", "hits", "seconds"}'
        ),
    ] = None,
) -> None:
    """Search the clauses, without answering: one QUERY, or those of --file IN.jsonl into -o OUT.jsonl."""
    if (query is None) == (file is None) or (file is None) != (output is None):
        raise typer.BadParameter("give a QUERY, or --file IN.jsonl with -o OUT.jsonl")
    if file is not None and output is not None:
        _search_file(file, output, k)
        return
    from ui import listing

    asked = _checked(query or "")
    with progress_bar(ERR) as report:
        hits = listing.hit_rows(open_assistant(Settings(), report), asked, k)
    if as_json:
        _print_json({"query": asked, "hits": hits})
    else:
        OUT.print(listing.hit_table(hits))


@app.command()
def documents(as_json: Json = False) -> None:
    """List the documents."""
    from ui import listing

    rows = listing.document_rows(open_corpus(Settings()))
    if as_json:
        _print_json(rows)
    else:
        OUT.print(listing.document_table(rows))


@app.command()
def clauses(
    document: Annotated[
        str | None, typer.Argument(metavar="DOCUMENT", help="A document's id; all without it.")
    ] = None,
    as_json: Json = False,
) -> None:
    """List the clauses in reading order, with their responsibilities and corrections."""
    from ui import listing

    rows = listing.clause_rows(open_corpus(Settings()), document)
    if as_json:
        _print_json(rows)
    else:
        OUT.print(listing.clause_table(rows))


@app.command()
def agency(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="商务厅, 国土资源厅, market regulator")
    ],
    document: Annotated[
        str | None, typer.Option("--document", metavar="ID", help="A document's id.")
    ] = None,
    as_json: Json = False,
    csv_file: Annotated[
        Path | None, typer.Option("--csv", metavar="FILE", help="Write the table there.")
    ] = None,
) -> None:
    """List every clause in which an agency has a role; any of its names will do, in English too."""
    from ui import listing

    rows = listing.agency_rows(open_corpus(Settings()), _checked(name), document)
    if csv_file is not None:
        with whole_file(csv_file, newline="") as file:
            writer = csv.DictWriter(file, fieldnames=list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    if as_json:
        _print_json(rows)
    elif csv_file is None:
        OUT.print(listing.agency_table(rows))


app.command()(adding.add)
app.command()(adding.remove)
app.command()(exporting.export)


@app.command("eval")
def evaluate(
    questions: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="QUESTIONS",
            exists=True,
            dir_okay=False,
            help="JSON lines, or a table: .csv, .xlsx.",
        ),
    ] = None,
    report: Annotated[
        Path | None, typer.Option(metavar="DIR", file_okay=False, help="A folder for the report.")
    ] = None,
    split: Annotated[str, typer.Option(help="all, dev or test.")] = "all",
    min_accuracy: Annotated[
        float | None, typer.Option(min=0, max=1, help="Below it, exit with 1.")
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option(
            metavar="RUN", exists=True, file_okay=False, help="The --report of an earlier run."
        ),
    ] = None,
) -> None:
    """Put the known questions and say which answers are right, and why the others are not."""
    from eval.cases import Split, question_files
    from eval.evaluate import run_evaluation

    if split not in list(Split):
        raise typer.BadParameter(f"split {split!r} is none of: {', '.join(Split)}")
    with progress_bar(ERR) as progress:
        assistant = open_assistant(Settings(), progress)
    files = questions or list(question_files())
    summary = run_evaluation(
        assistant,
        files,
        report_dir=report,
        console=OUT,
        split=split,
        min_accuracy=min_accuracy,
        against=against,
    )
    if summary.passed is False:
        raise typer.Exit(1)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="0.0.0.0 for every address.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 7860,
    open_page: Annotated[bool, typer.Option("--open", help="Open the page in a browser.")] = False,
    auth: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Users who sign in: see zhengda user add.")
    ] = None,
    no_auth: Annotated[
        bool, typer.Option("--no-auth", help="Let in everybody who can reach the address.")
    ] = False,
) -> None:
    """Serve the web front end, its API and its MCP server until interrupted."""
    from ui.access import access_for
    from ui.address import check_address

    access = access_for(host, auth, no_auth=no_auth)
    check_address(host, port)
    with progress_bar(ERR) as report:
        report("loading the web front end", 0, 1)
        from rag.following import FollowingAssistant
        from ui.app import build_app, start
        from ui.examples import FollowingExamples, first_questions
        from ui.parts import Following, Parts

        settings = Settings()
        source = Following(FollowingAssistant(settings, report))
        examples = FollowingExamples(lambda: source.knowledge)
        for question in first_questions(examples()):
            source.assistant.answer([question])
        parts = Parts(source, settings)
        page = build_app(parts, examples)
        url = start(page, parts, host=host, port=port, access=access)
    print(f"政答 Zhengda: {url}  (Ctrl-C ends it)", flush=True)
    if open_page:
        webbrowser.open(url)
    page.block_thread()


def main() -> None:
    """Run the command line and exit."""
    run(app)


def _checked(words: str) -> str:
    """Return words from the command line as text; raises BadParameter where there are none."""
    from ui import listing

    text = words.encode("utf-8", errors="replace").decode()  # an argument may be no UTF-8
    problem = listing.question_problem(text)
    if problem:
        raise typer.BadParameter(problem)
    return text


def _search_file(file: Path, output: Path, k: int) -> None:
    from ui import listing

    queries = read_lines(file, _Search)
    with progress_bar(ERR) as report, whole_file(output) as out:
        assistant: Assistant = open_assistant(Settings(), report)
        for done, one in enumerate(queries):
            report("searching", done, len(queries))
            start = perf_counter()
            hits = listing.hit_rows(assistant, one.query, k)
            seconds = round(perf_counter() - start, 4)
            row = {"id": one.id, "query": one.query, "hits": hits, "seconds": seconds}
            out.write(as_line(row))


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
