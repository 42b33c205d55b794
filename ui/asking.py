"""What happens on the chat page: questions, answers, a new conversation, the language."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any, Final

import gradio as gr

from ui.chat import Conversation, answered, asked, clean, failed, problem_line, problem_with
from ui.frame import REMEMBER_LANGUAGE, SHOW_LANGUAGE, language_wanted
from ui.page import Page, conversation_updates, hint_html, in_language
from ui.pages.view import query_of
from ui.parts import Parts
from ui.words import PageLanguage, page_words

MAX_PARALLEL_QUESTIONS: Final = 8
_MOST_TURNS_OF_AN_ADDRESS = 4
_log = logging.getLogger(__name__)


def wire_chat(app: gr.Blocks, page: Page, parts: Parts) -> None:
    _wire_questions(page, parts)
    _wire_language(app, page)
    _wire_address(app, page, parts)


def _wire_address(app: gr.Blocks, page: Page, parts: Parts) -> None:
    """Put the questions that an address brings (`?ask=…`, several for a conversation)."""

    def put(request: gr.Request) -> dict[Any, Any]:
        turns = tuple(map(clean, query_of(request).all("ask")))[:_MOST_TURNS_OF_AN_ADDRESS]
        words = page_words(language_wanted(request))
        if not turns or any(map(problem_with, turns)):
            return {page.hint: ""}
        conversation = Conversation()
        try:
            for question, answer in zip(turns, parts.assistant.answer(turns), strict=True):
                waiting = asked(conversation, question, words)
                conversation = answered(waiting, answer, parts.titles)
        except Exception:  # the user gets a line, the log the reason
            _log.exception("no answer to %r", turns)
            conversation = failed(asked(Conversation(), turns[-1], words), words)
        return conversation_updates(page, conversation)

    outputs = [page.conversation, page.chat, page.welcome, page.start_over, page.hint]
    app.load(put, None, outputs, show_progress="hidden", api_visibility="private")


def _wire_questions(page: Page, parts: Parts) -> None:
    """Put every way to ask through one event, so that a page asks one question at a time."""

    def ask(
        typed: str | None, conversation: Conversation, language: PageLanguage, event: gr.EventData
    ) -> Iterator[dict[Any, Any]]:
        words = page_words(PageLanguage(language))
        question = clean(_chosen(event) or typed or "")
        problem = problem_with(question)
        if problem:
            yield {page.hint: hint_html(problem_line(problem, question, words))}
            return
        waiting = asked(conversation, question, words)
        yield {**conversation_updates(page, waiting), page.question: "", page.hint: ""}
        try:
            answer = parts.assistant.answer(waiting.turns)[-1]
            done = answered(waiting, answer, parts.titles)
        except Exception:  # the user gets a line, the log the reason
            _log.exception("no answer to %r", question)
            done = failed(waiting, words)
        yield conversation_updates(page, done)

    changed = [page.conversation, page.chat, page.welcome, page.start_over]
    asking = gr.on(
        [
            page.question.submit,
            page.ask.click,
            page.chat.option_select,
            *(button.click for button in page.examples),
        ],
        ask,
        [page.question, page.conversation, page.language],
        [*changed, page.question, page.hint],
        trigger_mode="once",
        concurrency_limit=MAX_PARALLEL_QUESTIONS,
        show_progress="hidden",
        api_visibility="private",
    )
    page.start_over.click(
        lambda: {**conversation_updates(page, Conversation()), page.question: "", page.hint: ""},
        None,
        [*changed, page.question, page.hint],
        cancels=[asking],
        show_progress="hidden",
        api_visibility="private",
    )


def _chosen(event: gr.EventData) -> str | None:
    """Return the question of the example or choice that was clicked, None if it was typed."""
    if isinstance(event.target, gr.Chatbot):
        return str(event.value)
    if isinstance(event.target, gr.Button) and event.target.elem_id != "zd-ask":
        return str(event.target.value)
    return None


def _wire_language(app: gr.Blocks, page: Page) -> None:
    """Begin with the language chosen before, or the browser's; then the switch decides."""
    app.load(
        language_wanted, None, page.language, show_progress="hidden", api_visibility="private"
    ).then(None, page.language, None, js=SHOW_LANGUAGE)
    page.language.change(
        lambda language: in_language(page, PageLanguage(language)),
        page.language,
        [page.frame.header, page.language, page.greeting, *page.example_labels, page.chat, page.hint,
         page.question, page.ask, page.start_over, page.footer],
        show_progress="hidden",
        api_visibility="private",
        js=REMEMBER_LANGUAGE,
    )  # fmt: skip
