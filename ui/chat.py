"""A conversation as the page keeps it: what was asked, and what is shown."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Literal, Protocol

from corpus.types import Frozen
from rag.knowledge import Knowledge
from rag.types import Answer, Choice
from ui.render import bare, render_answer, render_failure, render_question, render_waiting
from ui.staff_words import staff_words
from ui.tools import render_tools
from ui.words import PageWords

MAX_QUESTION_CHARACTERS = 2000


class ChatAssistant(Protocol):
    """Answers a conversation; several threads may call it at once."""

    def answer(self, turns: Sequence[str]) -> list[Answer]:
        """Return one answer to each question of the conversation so far, in order."""


class Message(Frozen):
    """One message as shown: safe HTML on one line, with the choices offered below it.

    `asked` is the question of a user's message, `answers` says that an assistant's is an answer;
    `apart` are choices that take the place of the question, answered without those before it.
    """

    role: Literal["user", "assistant"]
    html: str
    choices: tuple[Choice, ...] = ()
    apart: tuple[Choice, ...] = ()
    asked: str = ""
    answers: bool = False


class Conversation(Frozen):
    """The questions that were answered or are being answered, and every message shown.

    `kept` and `name` are those under which it is kept. The assistant reads the turns from `since`:
    the user may want a question answered by itself. `editing` says that the next question takes
    the place of the last one.
    """

    turns: tuple[str, ...] = ()
    messages: tuple[Message, ...] = ()
    kept: str | None = None
    name: str = ""
    since: int = 0
    editing: bool = False

    @property
    def context(self) -> tuple[str, ...]:
        """Return the turns that the last one is to be answered with, itself included."""
        return self.turns[self.since :]

    @property
    def last_question(self) -> str:
        return next((one.asked for one in reversed(self.messages) if one.role == "user"), "")

    @property
    def is_waiting(self) -> bool:
        return bool(self.messages) and len(self.turns) > sum(one.answers for one in self.messages)


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


def searching(knowledge: Knowledge, words: PageWords) -> str:
    """Return the first words of every answer: what there is to search."""
    corpus = knowledge.corpus
    return words.waiting.format(documents=len(corpus.documents), clauses=len(corpus.clauses))


def asked(conversation: Conversation, question: str, meanwhile: str) -> Conversation:
    """Return the conversation with the question, and `meanwhile` in the place of its answer."""
    return conversation.model_copy(
        update={
            "turns": (*conversation.turns, question),
            "editing": False,
            "messages": (
                *conversation.messages,
                Message(role="user", html=render_question(question), asked=question),
                Message(role="assistant", html=render_waiting(meanwhile)),
            ),
        }
    )


def answered(
    conversation: Conversation,
    answer: Answer,
    titles: Mapping[str, str],
    wider: Choice | None = None,
) -> Conversation:
    """Return the conversation with the answer to its last question; with tools where it is kept.

    `wider` is the choice of asking the same of all documents.
    """
    html = render_answer(answer, len(conversation.messages), titles)
    if conversation.kept:
        tools = render_tools(conversation.kept, len(conversation.turns) - 1, answer.language)
        html = f'<div class="zd-turn">{html}{tools}</div>'
    message = Message(
        role="assistant",
        html=html,
        choices=answer.clarify,
        apart=tuple(one for one in (_alone(conversation, answer), wider) if one),
        answers=True,
    )
    return conversation.model_copy(update={"messages": (*conversation.messages[:-1], message)})


def failed(conversation: Conversation, words: PageWords) -> Conversation:
    """Return the conversation without its last question as a turn: it was never answered."""
    message = Message(role="assistant", html=render_failure(words))
    return conversation.model_copy(
        update={
            "turns": conversation.turns[:-1],
            "messages": (*conversation.messages[:-1], message),
        }
    )


def without_last(conversation: Conversation) -> Conversation:
    """Return the conversation as it was before its last question, answered or not."""
    users = [place for place, one in enumerate(conversation.messages) if one.role == "user"]
    if not users:
        return conversation
    was_turn = conversation.is_waiting or any(
        one.answers for one in conversation.messages[users[-1] :]
    )
    turns = conversation.turns[:-1] if was_turn else conversation.turns
    return conversation.model_copy(
        update={
            "turns": turns,
            "messages": conversation.messages[: users[-1]],
            "since": min(conversation.since, len(turns)),
            "editing": False,
        }
    )


def alone(conversation: Conversation) -> Conversation:
    """Return the conversation whose next question is answered by itself."""
    return conversation.model_copy(update={"since": len(conversation.turns)})


def asks_apart(conversation: Conversation, chosen: str) -> bool:
    """Return whether a choice takes the place of the last question."""
    offered = conversation.messages[-1].apart if conversation.messages else ()
    return any(one.question == chosen for one in offered)


def _alone(conversation: Conversation, answer: Answer) -> Choice | None:
    """Return the choice of having a question answered by itself that was read with others."""
    same = bare(answer.question) == bare(answer.standalone_question)
    if same or len(conversation.context) < 2:
        return None
    return Choice(label=staff_words(answer.language).alone, question=answer.question)
