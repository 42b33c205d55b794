"""What staff think of answers: thumbs with a reason, kept with all that the answer came from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from importlib.metadata import version
from typing import Annotated, Final

from pydantic import Field, TypeAdapter

from corpus.types import Clause, Frozen
from rag.types import Answer
from ui.store import Store

MAX_WORDS_CHARACTERS: Final = 2000
_TURNS: Final = TypeAdapter(tuple[str, ...])


class Opinion(StrEnum):
    """What a person thinks of an answer."""

    RIGHT = "right"
    WRONG = "wrong"
    WRONG_CLAUSE = "wrong_clause"
    WRONG_AGENCY = "wrong_agency"


class AnswerSettings(Frozen):
    """What an answer came from: the program, its model, and a digest of all clauses."""

    version: str
    model: str
    corpus: str


class Feedback(Frozen):
    """An opinion on the answer to the last of `turns`; `words` are the person's own."""

    owner: str
    turns: Annotated[tuple[str, ...], Field(min_length=1)]
    answer: Answer
    settings: AnswerSettings
    opinion: Opinion
    words: Annotated[str, Field(max_length=MAX_WORDS_CHARACTERS)] = ""
    given: datetime


class Opinions:
    """The opinions kept; a person has one on an answer, and the last one given counts."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(self, feedback: Feedback) -> None:
        row = (
            feedback.owner,
            json.dumps(feedback.turns, ensure_ascii=False),
            feedback.answer.model_dump_json(),
            feedback.settings.model_dump_json(),
            feedback.opinion,
            feedback.words,
            feedback.given.astimezone(UTC).isoformat(),
        )
        with self._store.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO opinions VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def all(self) -> list[Feedback]:
        """Return every opinion, the first one given first."""
        with self._store.reading() as connection:
            rows = connection.execute(
                """SELECT owner, turns, answer, settings, opinion, words, given
                   FROM opinions ORDER BY given, owner, turns"""
            ).fetchall()
        return [
            Feedback(
                owner=owner,
                turns=_TURNS.validate_json(turns),
                answer=Answer.model_validate_json(answer),
                settings=AnswerSettings.model_validate_json(settings),
                opinion=opinion,
                words=words,
                given=given,
            )
            for owner, turns, answer, settings, opinion, words, given in rows
        ]


def settings_of(clauses: Iterable[Clause], model: str | None) -> AnswerSettings:
    """Return what answers come from now; `model` is None for the one that comes with the package."""
    digest = hashlib.sha256()
    for clause in clauses:
        digest.update(f"{clause.clause_id}\n{clause.text}\n".encode())
    return AnswerSettings(
        version=version("zhengda"), model=model or "default", corpus=digest.hexdigest()[:16]
    )
