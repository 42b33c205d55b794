"""The commands on documents of one's own: `zhengda add` and `zhengda remove`."""

# ruff: noqa: PLC0415 - as in ui/cli.py: help should not wait for what a command needs

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rag.settings import Settings
from ui.terminal import ERR, progress_bar

if TYPE_CHECKING:
    from rag.own_documents import AddReport, FileReport


def add(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH…", help="Files, or folders with files: txt, md, html, docx, pdf."
        ),
    ],
    document_id: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="In place of the file's name.")
    ] = None,
    place: Annotated[
        str | None, typer.Option(metavar="湖北", help="In place of what the text states.")
    ] = None,
    title: Annotated[
        str | None, typer.Option(metavar="TITLE", help="In place of what the text states.")
    ] = None,
) -> None:
    """Take documents of your own in; one that is there already under its id is replaced."""
    from rag import own_documents
    from rag.own_documents import Wishes
    from ui.folder import files_in

    found = files_in(paths)
    wishes = Wishes(id=document_id, title=title, place=place)
    with progress_bar(ERR) as report:
        added = own_documents.add(found.files, Settings(), wishes, report)
    for one in added.files:
        if one.error is None:
            print(_line(one))
    print(_summary(added, len(found.left_out)))
    failures = [one.error for one in added.files if one.error is not None]
    for error in failures[:-1]:
        print(f"zhengda: {error}", file=ERR.file)
    if failures:
        raise failures[-1]


def remove(
    document_id: Annotated[
        str, typer.Argument(metavar="ID", help="A document's id; see: zhengda documents")
    ],
) -> None:
    """Remove a document with all its versions; one that came with the program is hidden."""
    from rag import own_documents

    with progress_bar(ERR) as report:
        own_documents.remove(document_id, Settings(), report)
    print(f"removed {document_id}")


def _line(one: FileReport) -> str:
    """Return what became of a file in one line, with what a person should look at."""
    from ui.doubts import doubt_words

    words = one.outcome.value.replace("_", " ")
    if one.document is None:
        return f"{words}: {one.path} is {one.document_id}"
    document, clauses = one.document.parsed.document, one.document.parsed.clauses
    duties = sum(bool(clause.responsibilities) for clause in clauses)
    facts = [
        f"《{document.title}》",
        document.place,
        document.document_number or "",
        document.issued_on.isoformat() if document.issued_on else "",
        f"{len(clauses)} clauses, {duties} with responsible bodies",
    ]
    doubts = "; ".join(map(doubt_words, one.document.doubts))
    version = f" (version {one.version})" if (one.version or 1) > 1 else ""
    line = f"{words}: {one.document_id}{version}: {', '.join(filter(None, facts))}"
    return f"{line} | {doubts}" if doubts else line


def _summary(added: AddReport, left_out: int) -> str:
    from rag.own_documents import Outcome

    counted = [
        f"{added.count(outcome)} {outcome.value.replace('_', ' ')}"
        for outcome in Outcome
        if added.count(outcome)
    ]
    if left_out:
        counted.append(f"{left_out} of another kind left out")
    spent = added.spent
    shares = ", ".join(f"{name.value} {spent.share(name):.0%}" for name in spent.seconds)
    return (
        f"{', '.join(counted) or 'no files'}; {spent.total_seconds:.1f} seconds ({shares}); "
        f"{spent.tokens} tokens, {spent.tokens_per_second:.0f} a second"
    )
