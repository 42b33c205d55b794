"""A conversation as the page keeps it: what was asked, and what is shown."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Literal, Protocol

from corpus.types import Frozen
from rag.types import Answer, Choice
from ui.render import render_answer, render_failure, render_question, render_waiting
from ui.words import PageWords

MAX_QUESTION_CHARACTERS = 2000


class ChatAssistant(Protocol):
    """Answers a conversation; several threads may call it at once."""

    def answer(self, turns: Sequence[str]) -> list[Answer]:
        """Return one answer to each question of the conversation so far, in order."""


class Message(Frozen):
    """One message as shown: safe HTML on one line, with the choices offered below it."""

    role: Literal["user", "assistant"]
    html: str
    choices: tuple[Choice, ...] = ()


class Conversation(Frozen):
    """The questions that were answered or are being answered, and every message shown."""

    turns: tuple[str, ...] = ()
    messages: tuple[Message, ...] = ()


class Problem(StrEnum):
    """Why a question is not put to the assistant."""

    EMPTY = "empty"
    TOO_LONG = "too long"


def clean(question: str) -> str:
    """Return the question without control and format characters and outer white space."""
    kept = (
        character
        for character in question.replace("\r\n", "\n").replace("\t", " ")
        if character == "\n" or unicodedata.category(character) not in {"Cc", "Cf", "Cs"}
    )
    return "".join(kept).strip()


def problem_with(question: str) -> Problem | None:
    if not question:
        return Problem.EMPTY
    return Problem.TOO_LONG if len(question) > MAX_QUESTION_CHARACTERS else None


def problem_line(problem: Problem, question: str, words: PageWords) -> str:
    """Return the one line that tells the user what to do about it."""
    if problem is Problem.EMPTY:
        return words.empty
    return words.too_long.format(length=len(question), limit=MAX_QUESTION_CHARACTERS)


def asked(conversation: Conversation, question: str, words: PageWords) -> Conversation:
    """Return the conversation with the question, and a message in the place of its answer."""
    return Conversation(
        turns=(*conversation.turns, question),
        messages=(
            *conversation.messages,
            Message(role="user", html=render_question(question)),
            Message(role="assistant", html=render_waiting(words)),
        ),
    )


def answered(conversation: Conversation, answer: Answer, titles: Mapping[str, str]) -> Conversation:
    html = render_answer(answer, len(conversation.messages), titles)
    message = Message(role="assistant", html=html, choices=answer.clarify)
    return Conversation(turns=conversation.turns, messages=(*conversation.messages[:-1], message))


def failed(conversation: Conversation, words: PageWords) -> Conversation:
    """Return the conversation without its last question as a turn: it was never answered."""
    message = Message(role="assistant", html=render_failure(words))
    return Conversation(
        turns=conversation.turns[:-1], messages=(*conversation.messages[:-1], message)
    )
