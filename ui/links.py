"""`zhengda links`: which clauses of two documents belong side by side, and what a person made of it."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from typing import Any

from rich.markup import escape
from rich.table import Table

from corpus.errors import AssistantError
from corpus.library import Corpus
from embeddings.link_store import LinkStore, ReadLink, Verdict
from embeddings.link_types import LinkKind
from rag.knowledge import Knowledge
from rag.side_by_side import clauses_compared

Row = dict[str, Any]


def link_rows(corpus: Corpus, store: LinkStore, first: str, second: str) -> Row:
    """Return the links of two documents, their clauses without one, and the links that were cut.

    Raises DocumentError for an unknown id, AssistantError where both are the same document.
    """
    if first == second:
        raise AssistantError(f"{first!r} is given twice; give two documents")
    clauses = {one.clause_id: one for name in (first, second) for one in corpus.clauses_of(name)}
    links = [
        one
        for one in store.links_of(first, second)
        if one.first in clauses and one.second in clauses
    ]
    order = {clause: place for place, clause in enumerate(clauses)}
    links.sort(key=lambda one: (order[one.first], -_score(one)))
    linked = {one for link in links for one in (link.first, link.second)}
    knowledge = Knowledge(corpus)
    return {
        "first": first,
        "second": second,
        "links": [
            _row(one, clauses[one.first].heading, clauses[one.second].heading) for one in links
        ],
        "unlinked": {
            name: [
                {"clause": one.reference, "heading": one.heading}
                for one in clauses_compared(name, knowledge)
                if one.clause_id not in linked
            ]
            for name in (first, second)
        },
        "cut": [
            one.model_dump(mode="json")
            for one in store.decisions()
            if one.verdict is Verdict.CUT and {one.first, one.second} <= clauses.keys()
        ],
    }


def link_tables(rows: Row) -> Sequence[Table]:
    """Return the links and the clauses without one as tables."""
    first, second = rows["first"], rows["second"]
    links = Table(title=escape(f"{first} — {second}"), title_justify="left")
    for column in ("kind", "score", first, second, "decided"):
        links.add_column(escape(column))
    for one in rows["links"]:
        score = "" if one["score"] is None else f"{one['score']:.2f}"
        sides = [f"{one[side]['clause']} {one[side]['heading']}" for side in ("first", "second")]
        decided = f"{one['decision']} ({one['by']})" if one["decision"] else ""
        links.add_row(one["kind"], score, *map(escape, sides), escape(decided))
    alone = Table(title="without a link", title_justify="left")
    for column in ("document", "clause", "heading"):
        alone.add_column(column)
    for name, clauses in rows["unlinked"].items():
        for one in clauses:
            alone.add_row(*map(escape, (name, one["clause"], one["heading"])))
    return links, alone


def confirm(corpus: Corpus, store: LinkStore, pair: tuple[str, str], kind: LinkKind) -> None:
    """Keep that two clauses, by their ids, belong together; raises AssistantError for an unknown one."""
    store.confirm(*_known(corpus, pair), kind, by=_who())


def cut(corpus: Corpus, store: LinkStore, pair: tuple[str, str]) -> None:
    """Keep that two clauses, by their ids, do not belong together; raises as `confirm` does."""
    store.cut(*_known(corpus, pair), by=_who())


def _known(corpus: Corpus, pair: tuple[str, str]) -> tuple[str, str]:
    known = {clause.clause_id for clause in corpus.clauses}
    for one in pair:
        if one not in known:
            document = one.partition("#")[0]
            raise AssistantError(f"no clause {one!r}; see: zhengda clauses {document}")
    return pair


def _who() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a process without a user of a name
        return "unknown"


def _score(link: ReadLink) -> float:
    return link.computed.score if link.computed else 1.0


def _row(link: ReadLink, heading: str, other: str) -> Row:
    decision = link.decision
    return {
        "first": {"clause": link.first.partition("#")[2], "heading": heading},
        "second": {"clause": link.second.partition("#")[2], "heading": other},
        "kind": link.kind.value,
        "score": link.computed.score if link.computed else None,
        "decision": decision.verdict.value if decision else None,
        "by": decision.by if decision else None,
        "at": decision.at.isoformat() if decision else None,
        "why": link.computed.why.model_dump(mode="json") if link.computed else None,
    }
