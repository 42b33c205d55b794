"""The links on disk, where a person can read them, and what persons decided on them.

Under `links/` of the home folder stand `computed/FIRST/SECOND.jsonl`, a link a line, for each two
documents with a link, and `decisions.jsonl`, a decision a line, the last one on two clauses counts.
Of large collections the computed links of two documents are made when they are first asked for.
Links are made anew when their documents change; decisions are never touched by that.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeVar

from filelock import FileLock, Timeout
from pydantic import ValidationError

from corpus.types import Frozen
from embeddings.errors import LinksDamagedError, LinksNotWrittenError
from embeddings.link_pair import link_pair
from embeddings.link_state import read_state
from embeddings.link_types import Link, LinkKind

_WAIT_SECONDS: Final = 10.0


class LinkVerdict(StrEnum):
    """What a person made of two clauses: they belong together, they do not, or never mind."""

    CONFIRMED = "confirmed"
    CUT = "cut"
    WITHDRAWN = "withdrawn"


class Decision(Frozen):
    """What a person decided on two clauses, by their ids in order; `kind` is of what is confirmed."""

    first: str
    second: str
    verdict: LinkVerdict
    kind: LinkKind | None
    by: str
    at: datetime


class ReadLink(Frozen):
    """A link as it counts: `computed` is what the program found, None for what a person added.

    `decision` is a person's, None where nobody decided.
    """

    first: str
    second: str
    kind: LinkKind
    computed: Link | None
    decision: Decision | None = None

    @property
    def is_cut(self) -> bool:
        """Return whether a person said that the two do not belong together."""
        return self.decision is not None and self.decision.verdict is LinkVerdict.CUT

    @property
    def sentences(self) -> tuple[str, str] | None:
        """Return the nearest sentences of both clauses, None where a person linked them."""
        return self.computed.why.sentences if self.computed else None

    def turned(self) -> ReadLink:
        """Return the same link, read from its second clause."""
        computed = self.computed and self.computed.turned()
        return self.model_copy(
            update={"first": self.second, "second": self.first, "computed": computed}
        )


_Line = TypeVar("_Line", Link, Decision)


class LinkStore:
    """The links under `home`; reading makes no folder."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self.folder = home / "links"

    def links_of(self, first: str, second: str) -> tuple[ReadLink, ...]:
        """Return what counts as linked in two documents, by their ids, seen from the first.

        Computed links that nobody cut, then those that a person added. Raises LinksDamagedError for
        a file that cannot be read.
        """
        return tuple(one for one in self._all_of(first, second) if not one.is_cut)

    def cut_of(self, first: str, second: str) -> tuple[ReadLink, ...]:
        """Return what a person cut between two documents, seen from the first; raises as `links_of`.

        `kind` is what the program found, partly where it found nothing.
        """
        return tuple(one for one in self._all_of(first, second) if one.is_cut)

    def computed(self, first: str, second: str) -> tuple[Link, ...]:
        """Return the links that the program makes of two documents, the smaller id first.

        Those that are made when they are asked for are made now, and kept.
        """
        file = self._file(first, second)
        state = None if file.exists() else read_state(self.folder)
        if state is None or state.when_asked.isdisjoint((first, second)):
            return tuple(_lines(file, Link))
        made = link_pair(self._home, first, second)
        if made is None:
            return ()
        with suppress(LinksNotWrittenError), self.locked():  # else it is made again
            now = read_state(self.folder)
            if now and made.made_from.items() <= now.documents.items():
                with _writing(file):
                    _write_whole(file, [one.model_dump_json() for one in made.links])
        return made.links

    def decisions(self) -> tuple[Decision, ...]:
        """Return what persons decided, in order of time; the last on two clauses counts.

        What was decided and withdrawn is no decision.
        """
        last = {(one.first, one.second): one for one in _lines(self._decisions, Decision)}
        return tuple(one for one in last.values() if one.verdict is not LinkVerdict.WITHDRAWN)

    def confirm(self, first: str, second: str, kind: LinkKind, by: str) -> Decision:
        """Keep that two clauses belong together, whether or not the program linked them."""
        return self._decide(first, second, LinkVerdict.CONFIRMED, kind, by)

    def cut(self, first: str, second: str, by: str) -> Decision:
        """Keep that two clauses do not belong together."""
        return self._decide(first, second, LinkVerdict.CUT, None, by)

    def withdraw(self, first: str, second: str, by: str) -> Decision:
        """Keep that no decision on two clauses counts: a link is what the program makes of them."""
        return self._decide(first, second, LinkVerdict.WITHDRAWN, None, by)

    def replace(self, first: str, second: str, links: Iterable[Link]) -> None:
        """Put these in the place of the computed links of two documents, the smaller id first."""
        lines = [one.model_dump_json() for one in links]
        file = self._file(first, second)
        with _writing(file):
            if lines:
                _write_whole(file, lines)
            else:
                file.unlink(missing_ok=True)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other processes from writing; raises LinksNotWrittenError when one does for long."""
        lock = FileLock(self.folder / ".lock", timeout=_WAIT_SECONDS)
        with _writing(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            try:
                lock.acquire()
            except Timeout as error:
                raise LinksNotWrittenError(
                    f"another process is writing into {str(self.folder)!r}; try again later"
                ) from error
        try:
            yield
        finally:
            lock.release()

    def _all_of(self, first: str, second: str) -> Iterator[ReadLink]:
        """Yield the links of two documents, the cut ones too, seen from the first."""
        decided = {
            (one.first, one.second): one
            for one in self.decisions()
            if {document_of(one.first), document_of(one.second)} == {first, second}
        }
        found = [_read(link, decided) for link in self.computed(*sorted((first, second)))]
        known = {(one.first, one.second) for one in found}
        found += [_added(one) for pair, one in decided.items() if pair not in known]
        for one in found:
            yield one if document_of(one.first) == first else one.turned()

    @property
    def _decisions(self) -> Path:
        return self.folder / "decisions.jsonl"

    def _file(self, first: str, second: str) -> Path:
        return self.folder / "computed" / first / f"{second}.jsonl"

    def _decide(
        self, first: str, second: str, verdict: LinkVerdict, kind: LinkKind | None, by: str
    ) -> Decision:
        one, other = sorted((first, second), key=lambda clause: (document_of(clause), clause))
        made = Decision(
            first=one, second=other, verdict=verdict, kind=kind, by=by, at=datetime.now(UTC)
        )
        with self.locked(), _writing(self._decisions):
            before = [*_lines(self._decisions, Decision), made]
            _write_whole(self._decisions, [one.model_dump_json() for one in before])
        return made


def document_of(clause_id: str) -> str:
    """Return the document's id of a clause's."""
    return clause_id.partition("#")[0]


def _read(link: Link, decided: dict[tuple[str, str], Decision]) -> ReadLink:
    decision = decided.get((link.first, link.second))
    kind = (decision.kind if decision else None) or link.kind
    return ReadLink(
        first=link.first, second=link.second, kind=kind, computed=link, decision=decision
    )


def _added(decision: Decision) -> ReadLink:
    return ReadLink(
        first=decision.first,
        second=decision.second,
        kind=decision.kind or LinkKind.PARTLY,
        computed=None,
        decision=decision,
    )


def _lines(file: Path, model: type[_Line]) -> Iterator[_Line]:
    """Yield the lines of a file, none where there is no file."""
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return
    except (OSError, UnicodeDecodeError) as error:
        raise LinksDamagedError(f"{str(file)!r} cannot be read: {error}") from error
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            yield model.model_validate_json(line)
        except ValidationError as error:
            raise LinksDamagedError(
                f"{str(file)!r}, line {number}, is none of a {model.__name__.lower()}; "
                "mend it or remove it"
            ) from error


def _write_whole(file: Path, lines: Iterable[str]) -> None:
    """Put a file in the place of the old one in one step."""
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f".{os.getpid()}.unfinished")
    with unfinished.open("w", encoding="utf-8") as out:
        out.writelines(f"{line}\n" for line in lines)
        out.flush()
        os.fsync(out.fileno())
    unfinished.replace(file)


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise LinksNotWrittenError(
            f"cannot write {str(path)!r}: {error.strerror or error}; "
            "set ZHENGDA_HOME to a folder of your own"
        ) from error
