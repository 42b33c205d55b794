"""The command `zhengda export`."""

# ruff: noqa: PLC0415 - as in ui/cli.py: help should not wait for what a command needs

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rag.settings import Settings

_FORMATS = "csv, jsonl, xlsx"


def export(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where the files are written.")],
    formats: Annotated[
        list[str] | None,
        typer.Option("--format", metavar="FORMAT", help=f"{_FORMATS}; all without it."),
    ] = None,
    document: Annotated[
        str | None, typer.Option("--document", metavar="ID", help="This document alone.")
    ] = None,
) -> None:
    """Write documents, clauses, responsibilities and deadlines as CSV, JSON lines and XLSX."""
    from rag.build import open_corpus
    from ui.export import Format
    from ui.export import export as write

    unknown = [one for one in formats or () if one not in list(Format)]
    if unknown:
        raise typer.BadParameter(f"format {unknown[0]!r} is none of: {_FORMATS}")
    chosen = [Format(one) for one in dict.fromkeys(formats or list(Format))]
    corpus = open_corpus(Settings())
    if document is not None:
        corpus = corpus.only(document)
    for path in write(corpus, folder, chosen):
        print(path)
