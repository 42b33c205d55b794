"""What happens on the chat page: questions and answers, what is done with them, the language."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from typing import Any, Final

import gradio as gr

from rag.types import Answer, Language
from ui.chat import (
    Conversation,
    alone,
    answered,
    asked,
    asks_apart,
    clean,
    failed,
    problem_line,
    problem_with,
    searching,
    without_last,
)
from ui.conversations import (
    Conversations,
    KeptConversation,
    KeptTurn,
    NoSuchConversationError,
    named,
)
from ui.examples import Examples, offered
from ui.filters import everywhere
from ui.frame import REMEMBER_LANGUAGE, SHOW_LANGUAGE, header_html, language_wanted
from ui.history import wire_history
from ui.identity import identity_of
from ui.page import (
    Page,
    conversation_updates,
    editing_html,
    examples_updates,
    hint_html,
    in_language,
)
from ui.pages.view import query_of
from ui.parts import Parts
from ui.staff_words import staff_words
from ui.words import PageLanguage, page_words

MAX_PARALLEL_QUESTIONS: Final = 8
_QUIET: Final[Any] = {"show_progress": "hidden", "api_visibility": "private"}
_MOST_TURNS_OF_AN_ADDRESS: Final = 4
_log = logging.getLogger(__name__)


def wire_chat(app: gr.Blocks, page: Page, parts: Parts, examples: Examples) -> None:
    """Wire the page; `examples` returns all that it may offer now."""
    kept = Conversations(parts.store)
    asking = _wire_questions(page, parts, kept)
    _wire_ends(page, kept, asking)
    _wire_edit(page)
    _wire_opening(app, page, parts, examples)
    wire_history(
        page.history, kept, page.conversation, page.frame.language, page.composer.open_history
    )
    _wire_language(page)


def _wire_questions(page: Page, parts: Parts, kept: Conversations) -> Any:
    """Put every way to ask through one event, so that a page asks one question at a time."""

    def ask(
        typed: str | None,
        conversation: Conversation,
        chosen_language: str,
        event: gr.EventData,
        request: gr.Request,
        *shown: str,
    ) -> Iterator[dict[Any, Any]]:
        language = PageLanguage(chosen_language)
        words = page_words(language)
        # A button of the event says what it was built with, not what it shows now.
        examples = {one._id: text for one, text in zip(page.examples, shown, strict=True)}
        before, question = _wanted(event, conversation, typed or "", examples)
        problem = problem_with(question)
        if problem:
            yield {page.composer.hint: hint_html(problem_line(problem, question, words))}
            return
        waiting = asked(before, question, searching(parts.knowledge, words))
        yield {
            **conversation_updates(page, waiting, language),
            page.composer.question: "",
            page.composer.hint: "",
        }
        answer = _answer(parts, waiting)
        yield {page.composer.hint: ""}  # one who stops here has asked nothing
        done = _done(parts, kept, identity_of(request).owner, waiting, answer)
        yield conversation_updates(page, done or failed(waiting, words), language)

    return gr.on(
        [
            page.composer.question.submit,
            page.composer.ask.click,
            page.composer.retry.click,
            page.chat.option_select,
            *(button.click for button in page.examples),
        ],
        ask,
        [page.composer.question, page.conversation, page.frame.language, *page.examples],
        [*page.changing, page.composer.question, page.composer.hint],
        trigger_mode="once",
        concurrency_limit=MAX_PARALLEL_QUESTIONS,
        **_QUIET,
    )


def _answer(parts: Parts, waiting: Conversation) -> Answer | None:
    """Return the answer to the last question; None where there is none because of a mistake of ours."""
    try:
        return parts.assistant.answer(waiting.context)[-1]
    except Exception:  # the user gets a line, the log the reason
        _log.exception("no answer to %r", waiting.last_question)
        return None


def _done(
    parts: Parts, kept: Conversations, owner: str, waiting: Conversation, answer: Answer | None
) -> Conversation | None:
    """Return the conversation with the answer, kept and shown; None without one."""
    if answer is None:
        return None
    try:
        done = _kept(kept, owner, waiting, answer)
        return answered(done, answer, parts.titles, everywhere(answer, parts.knowledge))
    except Exception:  # the user gets a line, the log the reason
        _log.exception("no way to show the answer to %r", waiting.last_question)
        return None


def _wanted(
    event: gr.EventData, conversation: Conversation, typed: str, examples: Mapping[int, str]
) -> tuple[Conversation, str]:
    """Return the conversation that a question goes on, and the question.

    `examples` are what the buttons of examples show, by their ids.
    """
    if isinstance(event.target, gr.Chatbot):
        chosen = str(event.value)
        if asks_apart(conversation, chosen):
            return alone(without_last(conversation)), chosen
        return conversation, clean(chosen)
    if isinstance(event.target, gr.Button) and event.target.elem_id == "zd-retry":
        return without_last(conversation), conversation.last_question
    if isinstance(event.target, gr.Button) and event.target._id in examples:
        return conversation, clean(examples[event.target._id])
    before = without_last(conversation) if conversation.editing else conversation
    return before, clean(typed)


def _kept(
    kept: Conversations, owner: str, conversation: Conversation, answer: Answer
) -> Conversation:
    """Keep the answer to the last question; a conversation that was deleted meanwhile begins anew."""
    question, place = conversation.turns[-1], len(conversation.turns) - 1
    turn = KeptTurn(question=question, answer=answer, place=place)
    if conversation.kept:
        try:
            kept.go_on(owner, conversation.kept, turn)
        except NoSuchConversationError:
            _log.info("a conversation was deleted while it was open; it begins anew")
        else:
            return conversation
    new = {"kept": kept.begin(owner, turn), "name": named(question)}
    return conversation.model_copy(update=new)


def _wire_ends(page: Page, kept: Conversations, asking: Any) -> None:
    """Wire what ends a question or a conversation: stop, a new one, deletion."""

    def stop(conversation: Conversation, chosen: str) -> dict[Any, Any]:
        language = PageLanguage(chosen)
        if not conversation.is_waiting:
            return conversation_updates(page, conversation, language)
        stopped = hint_html(staff_words(Language(language)).stopped)
        before = without_last(conversation)
        shown = conversation_updates(page, before, language)
        return {
            **shown,
            page.composer.question: conversation.last_question,
            page.composer.hint: stopped,
        }

    def start_over(chosen: str) -> dict[Any, Any]:
        empty = conversation_updates(page, Conversation(), PageLanguage(chosen))
        return {**empty, page.composer.question: "", page.composer.hint: ""}

    def delete(conversation: Conversation, chosen: str, request: gr.Request) -> dict[Any, Any]:
        if conversation.kept:
            kept.delete(identity_of(request).owner, conversation.kept)
        return start_over(chosen)

    outputs = [*page.changing, page.composer.question, page.composer.hint]
    state, language = page.conversation, page.frame.language
    page.composer.stop.click(stop, [state, language], outputs, cancels=[asking], **_QUIET)
    page.composer.start_over.click(start_over, language, outputs, cancels=[asking], **_QUIET)
    page.history.confirm.click(delete, [state, language], outputs, cancels=[asking], **_QUIET)


def _wire_edit(page: Page) -> None:
    """Put the last question into the box; the next one then takes its place."""

    def edit(conversation: Conversation, chosen: str) -> dict[Any, Any]:
        editing = not conversation.editing
        line = editing_html(staff_words(Language(chosen)).editing) if editing else ""
        return {
            page.conversation: conversation.model_copy(update={"editing": editing}),
            page.composer.question: conversation.last_question if editing else "",
            page.composer.hint: line,
        }

    page.composer.edit.click(
        edit,
        [page.conversation, page.frame.language],
        [page.conversation, page.composer.question, page.composer.hint],
        js="(...given) => { document.querySelector('#zd-question-box textarea')?.focus(); return given; }",
        **_QUIET,
    )


def _wire_opening(app: gr.Blocks, page: Page, parts: Parts, examples: Examples) -> None:
    """Open the conversation that the address names, and offer other examples each time."""
    kept = Conversations(parts.store)

    def opened(request: gr.Request) -> dict[Any, Any]:
        language, query = language_wanted(request), query_of(request)
        who = identity_of(request)
        first = {
            page.frame.language: language,
            page.frame.header: header_html(page.frame.place, page.frame.places, language, who),
            **examples_updates(page, offered(examples())),
        }
        turns = tuple(map(clean, query.all("ask")))[:_MOST_TURNS_OF_AN_ADDRESS]
        wanted = query.one("c")
        if wanted:
            try:
                conversation = _reopened(kept.opened(who.owner, wanted), parts)
            except NoSuchConversationError:
                gone = hint_html(staff_words(Language(language)).gone)
                return {**first, page.composer.hint: gone}
        elif turns and not any(map(problem_with, turns)):
            conversation = _put(turns, parts, kept, who.owner)
        else:
            return first
        return {**first, **conversation_updates(page, conversation, language)}

    outputs = [
        page.frame.language,
        page.frame.header,
        page.composer.hint,
        *page.examples,
        *page.changing,
    ]
    loaded = app.load(opened, None, outputs, **_QUIET)
    loaded.then(None, page.frame.language, None, js=SHOW_LANGUAGE)


def _put(turns: tuple[str, ...], parts: Parts, kept: Conversations, owner: str) -> Conversation:
    """Return the conversation of the questions that an address brings."""
    conversation = Conversation()
    try:
        for question, answer in zip(turns, parts.assistant.answer(turns), strict=True):
            waiting = asked(conversation, question, "")
            conversation = answered(_kept(kept, owner, waiting, answer), answer, parts.titles)
    except Exception:  # the user gets a line, the log the reason
        _log.exception("no answer to %r", turns)
        conversation = failed(
            asked(Conversation(), turns[-1], ""), page_words(PageLanguage.CHINESE)
        )
    return conversation


def _reopened(found: KeptConversation, parts: Parts) -> Conversation:
    """Return a conversation as it was shown, from what was kept of it."""
    conversation = Conversation(kept=found.id, name=found.name)
    for turn in found.turns:
        waiting = asked(conversation, turn.question, "")
        conversation = answered(waiting, turn.answer, parts.titles)
    return conversation


def _wire_language(page: Page) -> None:
    def put(language: str, request: gr.Request) -> dict[Any, Any]:
        return in_language(page, PageLanguage(language), identity_of(request))

    page.frame.language.change(
        put,
        page.frame.language,
        page.worded,
        js=REMEMBER_LANGUAGE,
        **_QUIET,
    )
    # Not when the page itself sets the language: what it says as it opens would be gone.
    page.frame.language.input(lambda: "", None, page.composer.hint, **_QUIET)
