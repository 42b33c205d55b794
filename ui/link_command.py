"""The command `zhengda links`."""

# ruff: noqa: PLC0415 - help should not wait for what lists links

from __future__ import annotations

import json
from typing import Annotated

import typer

from embeddings.link_types import LinkKind
from rag import build
from rag.settings import Settings
from ui.terminal import ERR, OUT, progress_bar

_Pair = tuple[str, str]


def links(  # noqa: PLR0913, PLR0917 - each option of the command
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="A document's id.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Another one's.")],
    confirm: Annotated[
        _Pair | None,
        typer.Option(metavar="A B", help="Keep that A of DOCUMENT and B of OTHER belong together."),
    ] = None,
    cut: Annotated[_Pair | None, typer.Option(metavar="A B", help="Keep that they do not.")] = None,
    withdraw: Annotated[
        _Pair | None,
        typer.Option(metavar="A B", help="Let what a person decided on them count no more."),
    ] = None,
    kind: Annotated[
        LinkKind, typer.Option(help="With --confirm: the same task, or partly so.")
    ] = LinkKind.SAME,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List which clauses of two documents belong side by side, and decide on them."""
    from ui.links import LinkList

    listed = LinkList(build.open_corpus(Settings()), build.open_links(Settings()), document, other)
    with progress_bar(ERR) as report:
        build.make_index(Settings(), report)
    if confirm:
        listed.confirm(*confirm, kind)
    if cut:
        listed.cut(*cut)
    if withdraw:
        listed.withdraw(*withdraw)
    if as_json:
        print(json.dumps(listed.rows(), ensure_ascii=False, indent=2))
    else:
        for table in listed.tables():
            OUT.print(table)
