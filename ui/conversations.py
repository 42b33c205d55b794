"""The conversations that are kept, each of them for the one who had it."""

from __future__ import annotations

import secrets
import sqlite3
from datetime import UTC, datetime
from typing import Final

from pydantic import ValidationError

from corpus.errors import AssistantError
from corpus.types import Frozen
from rag.language import comparable
from rag.types import Answer
from ui.store import Store, StoreError

MAX_NAME_CHARACTERS: Final = 60
MAX_LISTED: Final = 200
_LIKE_WILDCARDS: Final = str.maketrans({"\\": r"\\", "%": r"\%", "_": r"\_"})


class NoSuchConversationError(AssistantError):
    """The one who asks has no conversation of this id."""


class KeptTurn(Frozen):
    """A question and the answer that was given to it; `place` is its number, counted from 0."""

    question: str
    answer: Answer
    place: int = 0


class KeptConversation(Frozen):
    """A conversation with its answers as they were given."""

    id: str
    name: str
    started: datetime
    changed: datetime
    turns: tuple[KeptTurn, ...]

    def turn(self, place: int) -> KeptTurn:
        """Return the turn at a place; raises NoSuchConversationError where there is none."""
        for turn in self.turns:
            if turn.place == place:
                return turn
        raise NoSuchConversationError(f"the conversation has no question {place}")


class Entry(Frozen):
    """A conversation in the list of them."""

    id: str
    name: str
    changed: datetime
    turns: int


class Conversations:
    """What `owner` does not own does not exist for `owner`: NoSuchConversationError."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def begin(self, owner: str, turn: KeptTurn) -> str:
        """Keep a new conversation, named after its first question, and return its id."""
        # The id stands in addresses, so nobody must be able to guess one.
        conversation_id, now = secrets.token_urlsafe(12), _now()
        with self._store.writing() as connection:
            connection.execute(
                "INSERT INTO conversations VALUES (?, ?, ?, ?, ?)",
                (conversation_id, owner, named(turn.question), now, now),
            )
            _insert(connection, conversation_id, turn)
        return conversation_id

    def go_on(self, owner: str, conversation_id: str, turn: KeptTurn) -> None:
        """Keep a turn instead of what stood at its place and after it."""
        with self._store.writing() as connection:
            _check(connection, owner, conversation_id)
            connection.execute(
                "DELETE FROM turns WHERE conversation = ? AND place >= ?",
                (conversation_id, turn.place),
            )
            _insert(connection, conversation_id, turn)
            connection.execute(
                "UPDATE conversations SET changed = ? WHERE id = ?", (_now(), conversation_id)
            )

    def opened(self, owner: str, conversation_id: str) -> KeptConversation:
        with self._store.reading() as connection:
            name, started, changed = _check(connection, owner, conversation_id)
            rows = connection.execute(
                "SELECT question, answer, place FROM turns WHERE conversation = ? ORDER BY place",
                (conversation_id,),
            ).fetchall()
        return KeptConversation(
            id=conversation_id,
            name=name,
            started=datetime.fromisoformat(started),
            changed=datetime.fromisoformat(changed),
            turns=tuple(_turn(row, name) for row in rows),
        )

    def listed(self, owner: str, words: str = "") -> list[Entry]:
        """Return the latest conversations first; of `words` all must stand in one of its texts."""
        like = f"%{comparable(words.strip()).translate(_LIKE_WILDCARDS)}%"
        with self._store.reading() as connection:
            rows = connection.execute(
                r"""SELECT id, name, changed,
                           (SELECT count(*) FROM turns WHERE conversation = id)
                    FROM conversations
                    WHERE owner = ?1 AND (name LIKE ?2 ESCAPE '\' OR EXISTS (
                        SELECT 1 FROM turns
                        WHERE conversation = id AND searched LIKE ?2 ESCAPE '\'))
                    ORDER BY changed DESC, id LIMIT ?3""",
                (owner, like, MAX_LISTED),
            ).fetchall()
        return [
            Entry(id=one, name=name, changed=datetime.fromisoformat(changed), turns=turns)
            for one, name, changed, turns in rows
        ]

    def rename(self, owner: str, conversation_id: str, name: str) -> None:
        """Give a conversation another name; one without letters leaves it as it is."""
        with self._store.writing() as connection:
            before, _, _ = _check(connection, owner, conversation_id)
            connection.execute(
                "UPDATE conversations SET name = ? WHERE id = ?",
                (named(name) or before, conversation_id),
            )

    def delete(self, owner: str, conversation_id: str) -> None:
        with self._store.writing() as connection:
            _check(connection, owner, conversation_id)
            connection.execute("DELETE FROM conversations WHERE id = ?", (conversation_id,))


def named(words: str) -> str:
    """Return words as a name: on one line, of at most `MAX_NAME_CHARACTERS`."""
    line = " ".join(words.split())
    return line if len(line) <= MAX_NAME_CHARACTERS else f"{line[: MAX_NAME_CHARACTERS - 1]}…"


def _check(connection: sqlite3.Connection, owner: str, conversation_id: str) -> tuple[str, ...]:
    """Return name, start and last change of a conversation of the owner."""
    row: tuple[str, ...] | None = connection.execute(
        "SELECT name, started, changed FROM conversations WHERE id = ? AND owner = ?",
        (conversation_id, owner),
    ).fetchone()
    if row is None:
        raise NoSuchConversationError(f"you have no conversation {conversation_id!r}")
    return row


def _insert(connection: sqlite3.Connection, conversation_id: str, turn: KeptTurn) -> None:
    searched = comparable(f"{turn.question}\n{turn.answer.text}")
    answer = turn.answer.model_dump_json()
    connection.execute(
        "INSERT INTO turns VALUES (?, ?, ?, ?, ?)",
        (conversation_id, turn.place, turn.question, answer, searched),
    )


def _turn(row: tuple[str, str, int], name: str) -> KeptTurn:
    question, answer, place = row
    try:
        return KeptTurn(question=question, answer=Answer.model_validate_json(answer), place=place)
    except ValidationError as error:
        raise StoreError(
            f"the conversation {name!r} was kept by another version and cannot be read; ask anew"
        ) from error


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
