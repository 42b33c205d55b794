"""Links between clauses against what one reader judged from the texts alone (`eval/alignment/`)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from corpus.types import Frozen
from embeddings.link_types import LinkKind
from eval.load import read_json_lines
from eval.shares import Share, share

ALIGNMENT: Final = Path(__file__).with_name("alignment")

# How the work is led and followed up stands in nearly every plan: such pairs are easy.
_ORGANISING = re.compile(r"^(?:organising|carrying|leadership|responsible units to carry)")

Linked = Mapping[tuple[str, str], LinkKind]
"""How the clauses of two documents are linked, by their ids, in whatever order."""


class Relation(StrEnum):
    """What the reader made of two clauses."""

    SAME = "same"
    PARTLY = "partly"
    NONE = "none"


class JudgedPair(Frozen):
    """Two clauses that were judged, and in what they differ."""

    first: str
    second: str
    relation: Relation
    differs: tuple[str, ...] = ()
    note: str = ""

    @property
    def belongs(self) -> bool:
        return self.relation is not Relation.NONE

    @property
    def is_on_organising(self) -> bool:
        return _ORGANISING.match(self.note) is not None


class SilentClause(Frozen):
    """A clause on whose subject another document has nothing."""

    clause: str
    other: str
    note: str = ""


@dataclass(frozen=True)
class Judged:
    """All that was judged."""

    pairs: tuple[JudgedPair, ...]
    silent: tuple[SilentClause, ...]


def read_judged(folder: Path = ALIGNMENT) -> Judged:
    """Return what was judged; raises QuestionsError for a file that cannot be read."""
    return Judged(
        tuple(one for _, one in read_json_lines(folder / "pairs.jsonl", JudgedPair)),
        tuple(one for _, one in read_json_lines(folder / "silent.jsonl", SilentClause)),
    )


def shares_of(linked: Linked, judged: Judged) -> dict[str, Share]:
    """Return by what they are called the shares of judged pairs and clauses that are right."""
    belonging = [one for one in judged.pairs if one.belongs]
    others = [one for one in belonging if not one.is_on_organising]
    same = [one for one in belonging if one.relation is Relation.SAME]
    partly = [one for one in belonging if one.relation is Relation.PARTLY]
    found = [one for one in judged.pairs if _link(one, linked)]
    return {
        "recall": _share(_link(one, linked) for one in belonging),
        "recall of same": _share(_link(one, linked) for one in same),
        "recall of partly": _share(_link(one, linked) for one in partly),
        "recall without organising": _share(_link(one, linked) for one in others),
        "precision among judged pairs": _share(one.belongs for one in found),
        "precision, links of silent clauses too": _share(_right(linked, judged)),
        "silent clauses left unlinked": _share(
            one.other not in _partners(one.clause, linked) for one in judged.silent
        ),
        "kind right, where linked": _share(
            _link(one, linked) == one.relation.value for one in found if one.belongs
        ),
        "called the same that is the same": _share(
            one.relation is Relation.SAME for one in found if _link(one, linked) == LinkKind.SAME
        ),
    }


def _link(pair: JudgedPair, linked: Linked) -> LinkKind | None:
    return linked.get((pair.first, pair.second)) or linked.get((pair.second, pair.first))


def _partners(clause: str, linked: Collection[tuple[str, str]]) -> frozenset[str]:
    """Return the documents with a clause that this one is linked with."""
    others = {b for a, b in linked if a == clause} | {a for a, b in linked if b == clause}
    return frozenset(other.partition("#")[0] for other in others)


def _right(linked: Linked, judged: Judged) -> Iterator[bool]:
    """Yield whether each link of which something was judged is right."""
    known = {(one.first, one.second): one.belongs for one in judged.pairs}
    silent = {(one.clause, one.other) for one in judged.silent}
    for first, second in linked:
        judgement = known.get((first, second), known.get((second, first)))
        if judgement is not None:
            yield judgement
        elif {(first, _document(second)), (second, _document(first))} & silent:
            yield False


def _document(clause: str) -> str:
    return clause.partition("#")[0]


def _share(right: Iterator[object]) -> Share:
    return share([float(bool(one)) for one in right])
