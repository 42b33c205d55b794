"""Which clauses of two documents belong side by side, and what a person made of it."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from typing import Any

from rich.markup import escape
from rich.table import Table

from corpus.errors import AssistantError
from corpus.library import Corpus
from corpus.substance import speaking_clauses
from embeddings.link_store import LinkStore, LinkVerdict, ReadLink
from embeddings.link_types import LinkKind

Row = dict[str, Any]


class LinkList:
    """The links of two documents, as they are read and decided on."""

    def __init__(self, corpus: Corpus, store: LinkStore, first: str, second: str) -> None:
        """Raise DocumentError for an unknown id, AssistantError where both are the same."""
        if first == second:
            raise AssistantError(f"{first!r} is given twice; give two documents")
        self._store = store
        self._clauses = {name: corpus.clauses_of(name) for name in (first, second)}
        self._headings = {one.clause_id: one.heading for of in self._clauses.values() for one in of}

    def confirm(self, first: str, second: str, kind: LinkKind) -> None:
        """Keep that two clauses, by their references, belong together.

        Raises AssistantError for an unknown one.
        """
        self._store.confirm(*self._ids(first, second), kind, by=local_user())

    def cut(self, first: str, second: str) -> None:
        """Keep that two clauses do not belong together; raises as `confirm` does."""
        self._store.cut(*self._ids(first, second), by=local_user())

    def withdraw(self, first: str, second: str) -> None:
        """Let a decision on two clauses, whoever made it, count no more.

        Raises AssistantError where nobody decided on them, and as `confirm` does.
        """
        one, other = self._ids(first, second)
        if not any({one, other} == {made.first, made.second} for made in self._store.decisions()):
            documents = " ".join(self._clauses)
            raise AssistantError(
                f"nobody decided on {one!r} and {other!r}; see: zhengda links {documents} --json"
            )
        self._store.withdraw(one, other, by=local_user())

    def rows(self) -> Row:
        """Return the links, the clauses without one, and what was cut."""
        first, second = self._clauses
        links = self._links()
        linked = {one for link in links for one in (link.first, link.second)}
        return {
            "first": first,
            "second": second,
            "links": [self._row(one) for one in links],
            "unlinked": {
                name: [
                    {"clause": one.reference, "heading": one.heading}
                    for one in speaking_clauses(clauses)
                    if one.clause_id not in linked
                ]
                for name, clauses in self._clauses.items()
            },
            "cut": [
                one.model_dump(mode="json")
                for one in self._store.decisions()
                if one.verdict is LinkVerdict.CUT
                and {one.first, one.second} <= self._headings.keys()
            ],
        }

    def tables(self) -> Sequence[Table]:
        """Return the links, the clauses without one and, where there are any, what was cut as tables."""
        rows = self.rows()
        first, second = rows["first"], rows["second"]
        links = _table(f"{first} — {second}", "kind", "score", first, second, "decided")
        for one in rows["links"]:
            score = "" if one["score"] is None else f"{one['score']:.2f}"
            sides = [
                f"{one[side]['clause']} {one[side]['heading']}" for side in ("first", "second")
            ]
            decided = f"{one['decision']} ({one['by']})" if one["decision"] else ""
            links.add_row(*map(escape, (one["kind"], score, *sides, decided)))
        alone = _table("without a link", "document", "clause", "heading")
        for name, clauses in rows["unlinked"].items():
            for one in clauses:
                alone.add_row(*map(escape, (name, one["clause"], one["heading"])))
        return links, alone, *self._cut_table(rows)

    def _cut_table(self, rows: Row) -> list[Table]:
        """Return a table of the pairs that a person cut, none where nobody cut any."""
        if not rows["cut"]:
            return []
        cut = _table("cut", rows["first"], rows["second"], "decided")
        for made in rows["cut"]:
            sides = {one.partition("#")[0]: one for one in (made["first"], made["second"])}
            shown = [self._side(sides[name]) for name in (rows["first"], rows["second"])]
            clauses = [f"{one['clause']} {one['heading']}" for one in shown]
            cut.add_row(*map(escape, (*clauses, f"cut ({made['by']}, {made['at'][:10]})")))
        return [cut]

    def _links(self) -> list[ReadLink]:
        """Return the links of clauses that are held, in reading order, the best of each first."""
        order = {clause: place for place, clause in enumerate(self._headings)}
        held = [
            one
            for one in self._store.links_of(*self._clauses)
            if {one.first, one.second} <= order.keys()
        ]
        return sorted(held, key=lambda one: (order[one.first], -_score(one)))

    def _ids(self, first: str, second: str) -> tuple[str, str]:
        one, other = (
            f"{name}#{reference}"
            for name, reference in zip(self._clauses, (first, second), strict=True)
        )
        for clause in (one, other):
            if clause not in self._headings:
                document = clause.partition("#")[0]
                raise AssistantError(f"no clause {clause!r}; see: zhengda clauses {document}")
        return one, other

    def _row(self, link: ReadLink) -> Row:
        decision = link.decision
        return {
            "first": self._side(link.first),
            "second": self._side(link.second),
            "kind": link.kind.value,
            "score": link.computed.score if link.computed else None,
            "decision": decision.verdict.value if decision else None,
            "by": decision.by if decision else None,
            "at": decision.at.isoformat() if decision else None,
            "why": link.computed.why.model_dump(mode="json") if link.computed else None,
        }

    def _side(self, clause: str) -> Row:
        return {"clause": clause.partition("#")[2], "heading": self._headings[clause]}


def _table(title: str, *columns: str) -> Table:
    table = Table(title=escape(title), title_justify="left")
    for column in columns:
        table.add_column(escape(column))
    return table


def _score(link: ReadLink) -> float:
    return link.computed.score if link.computed else 1.0


def local_user() -> str:
    """Return the name of the user that this process runs for, "unknown" where that has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a process of a user without a name
        return "unknown"
