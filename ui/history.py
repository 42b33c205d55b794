"""The conversations that are kept, on the chat page: list, search, name, files, deletion."""

from __future__ import annotations

from functools import partial
from typing import Any, Final, NamedTuple

import gradio as gr

from rag.types import Language
from ui.chat import Conversation
from ui.conversations import MAX_NAME_CHARACTERS, Conversations, named
from ui.history_html import bar_html, list_html
from ui.identity import identity_of
from ui.staff_words import staff_words
from ui.words import PageLanguage

_QUIET: Final[Any] = {"show_progress": "hidden", "api_visibility": "private"}


class History(NamedTuple):
    """What stands on the page: the bar over the open conversation and the drawer with all of them."""

    bar: gr.Row
    head: gr.HTML
    rename: gr.Button
    delete: gr.Button
    confirm: gr.Button
    keep: gr.Button
    naming: gr.Row
    name: gr.Textbox
    save: gr.Button
    drawer: gr.Column
    title: gr.HTML
    close: gr.Button
    search: gr.Textbox
    list: gr.HTML


def lay_out_drawer() -> tuple[gr.Column, gr.HTML, gr.Button, gr.Textbox, gr.HTML]:
    words = staff_words(Language.SIMPLIFIED)
    with gr.Column(elem_id="zd-history", visible=False) as drawer:
        with gr.Row(elem_id="zd-history-head"):
            title = gr.HTML(f"<h2>{words.history}</h2>")
            close = gr.Button(
                words.close, size="sm", elem_classes="zd-small", elem_id="zd-close-history"
            )
        search = gr.Textbox(
            label=words.search, placeholder=words.search, show_label=False, container=False,
            max_lines=1, elem_id="zd-history-search",
        )  # fmt: skip
        listed = gr.HTML("", elem_id="zd-history-list")
    return drawer, title, close, search, listed


def lay_out_history() -> History:
    words = staff_words(Language.SIMPLIFIED)
    drawer, title, close, search, listed = lay_out_drawer()
    with gr.Row(elem_id="zd-bar", visible=False) as bar:
        head = gr.HTML("", elem_id="zd-bar-head")
        rename = gr.Button(words.rename, size="sm", elem_classes="zd-small")
        delete = gr.Button(words.delete, size="sm", elem_classes="zd-small")
        # First the harmless one: it stands where a second click on `delete` would fall.
        keep = gr.Button(words.keep, size="sm", elem_classes="zd-small", visible=False)
        confirm = gr.Button(
            words.delete_for_good, size="sm", elem_classes="zd-small zd-final", visible=False
        )
    with gr.Row(elem_id="zd-naming", visible=False) as naming:
        name = gr.Textbox(
            label=words.name, show_label=False, container=False, max_lines=1,
            max_length=MAX_NAME_CHARACTERS, elem_id="zd-name",
        )  # fmt: skip
        save = gr.Button(words.save, size="sm", elem_classes="zd-small")
    return History(
        bar, head, rename, delete, confirm, keep, naming, name, save, drawer, title, close, search,
        listed,
    )  # fmt: skip


def bar_updates(
    history: History, conversation: Conversation, language: PageLanguage
) -> dict[Any, Any]:
    """Return what shows the head of a conversation, if it is kept."""
    kept = conversation.kept
    return {
        history.bar: gr.Row(visible=kept is not None),
        history.head: bar_html(conversation.name, kept, language) if kept else "",
        history.naming: gr.Row(visible=False),
        **_asking_to_delete(history, asking=False),
    }


def _asking_to_delete(history: History, *, asking: bool) -> dict[Any, Any]:
    return {
        history.delete: gr.Button(visible=not asking),
        history.confirm: gr.Button(visible=asking),
        history.keep: gr.Button(visible=asking),
    }


def history_in_language(history: History, language: PageLanguage) -> dict[Any, Any]:
    words = staff_words(Language(language))
    return {
        history.rename: words.rename,
        history.delete: words.delete,
        history.confirm: words.delete_for_good,
        history.keep: words.keep,
        history.name: gr.Textbox(label=words.name),
        history.save: words.save,
        history.title: f"<h2>{words.history}</h2>",
        history.close: words.close,
        history.search: gr.Textbox(label=words.search, placeholder=words.search),
        history.drawer: gr.Column(visible=False),
    }


def wire_history(
    history: History, kept: Conversations, state: gr.State, language: gr.Radio, opener: gr.Button
) -> None:
    """Wire what needs no change of the conversation shown; deletion is wired by the page."""
    _wire_list(history, kept, state, language, opener)
    _wire_naming(history, kept, state, language)
    choices = [history.delete, history.confirm, history.keep]
    for button, asking in ((history.delete, True), (history.keep, False)):
        shown = partial(_asking_to_delete, history, asking=asking)
        button.click(shown, None, choices, **_QUIET)


def _wire_list(
    history: History, kept: Conversations, state: gr.State, language: gr.Radio, opener: gr.Button
) -> None:
    def show(
        conversation: Conversation, searched: str, chosen: str, request: gr.Request
    ) -> dict[Any, Any]:
        entries = kept.listed(identity_of(request).owner, searched or "")
        return {
            history.drawer: gr.Column(visible=True),
            history.list: list_html(
                entries, conversation.kept, searched or "", PageLanguage(chosen)
            ),
        }

    shown = [history.drawer, history.list]
    wanted = [state, history.search, language]
    opener.click(show, wanted, shown, **_QUIET)
    history.search.input(show, wanted, shown, trigger_mode="always_last", **_QUIET)
    history.close.click(lambda: gr.Column(visible=False), None, history.drawer, **_QUIET)


def _wire_naming(
    history: History, kept: Conversations, state: gr.State, language: gr.Radio
) -> None:
    def begin(conversation: Conversation) -> dict[Any, Any]:
        return {history.naming: gr.Row(visible=True), history.name: conversation.name}

    def rename(
        conversation: Conversation, name: str, chosen: str, request: gr.Request
    ) -> dict[Any, Any]:
        assert conversation.kept is not None
        kept.rename(identity_of(request).owner, conversation.kept, name)
        renamed = conversation.model_copy(update={"name": named(name) or conversation.name})
        return {state: renamed, **bar_updates(history, renamed, PageLanguage(chosen))}

    history.rename.click(begin, state, [history.naming, history.name], **_QUIET)
    gr.on(
        [history.save.click, history.name.submit],
        rename,
        [state, history.name, language],
        [
            state,
            history.bar,
            history.head,
            history.naming,
            history.delete,
            history.confirm,
            history.keep,
        ],
        **_QUIET,
    )
