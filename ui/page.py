"""What stands on the page, in Chinese or English."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any, NamedTuple

import gradio as gr
from gradio.components.chatbot import Message as ChatbotMessage
from gradio.components.chatbot import MessageDict, OptionDict

from rag.types import Language
from ui.chat import Conversation, Message
from ui.examples import Example
from ui.frame import Frame, frame_updates, lay_out_frame
from ui.frame_words import Place
from ui.history import History, bar_updates, history_in_language, lay_out_history
from ui.identity import Identity
from ui.staff_words import StaffWords, staff_words
from ui.words import PageLanguage, PageWords, page_words


class Composer(NamedTuple):
    """What stands below the conversation."""

    hint: gr.HTML
    question: gr.Textbox
    ask: gr.Button
    footer: gr.HTML
    stop: gr.Button
    retry: gr.Button
    edit: gr.Button
    open_history: gr.Button
    start_over: gr.Button


class Page(NamedTuple):
    frame: Frame
    history: History
    welcome: gr.Column
    greeting: gr.HTML
    example_labels: Sequence[gr.HTML]
    examples: Sequence[gr.Button]
    chat: gr.Chatbot
    composer: Composer
    conversation: gr.State

    @property
    def changing(self) -> list[Any]:
        """Return what `conversation_updates` sets."""
        bar, below = self.history, self.composer
        return [
            self.conversation, self.chat, self.welcome, bar.bar, bar.head, bar.naming, bar.delete,
            bar.confirm, bar.keep, below.stop, below.retry, below.edit, below.start_over,
        ]  # fmt: skip

    @property
    def worded(self) -> list[Any]:
        """Return what has words in the language of the page."""
        bar, below = self.history, self.composer
        return [
            self.frame.header, self.frame.language, self.greeting, *self.example_labels, self.chat,
            *(one for one in below if one is not below.hint), bar.rename, bar.delete, bar.confirm, bar.keep, bar.name, bar.save, bar.title,
            bar.close, bar.search, bar.drawer,
        ]  # fmt: skip


def lay_out(examples: Sequence[Example], places: Sequence[Place]) -> Page:
    words = page_words(PageLanguage.CHINESE)
    frame = lay_out_frame(Place.CHAT, places)
    with gr.Column(elem_id="zd-welcome") as welcome:
        greeting = gr.HTML(_greeting(PageLanguage.CHINESE))
        labels, buttons = _example_groups(examples)
    history = lay_out_history()
    chat = gr.Chatbot(
        label=words.conversation,
        show_label=False,
        container=False,
        elem_id="zd-chat",
        height=None,
        autoscroll=False,
        layout="panel",
        buttons=[],
        feedback_options=None,
        latex_delimiters=[],
        allow_tags=False,
        visible="hidden",
    )
    with gr.Column(elem_id="zd-composer"):
        composer = _lay_out_composer(words, staff_words(Language.SIMPLIFIED))
    return Page(
        frame, history, welcome, greeting, labels, buttons, chat, composer, gr.State(Conversation())
    )


def _lay_out_composer(words: PageWords, more: StaffWords) -> Composer:
    hint = gr.HTML("", elem_id="zd-hint")
    with gr.Row(elem_id="zd-ask-row"):
        question = gr.Textbox(
            label=words.question,
            show_label=False,
            container=False,
            placeholder=words.placeholder,
            lines=1,
            max_lines=6,
            autofocus=True,
            elem_id="zd-question-box",
        )
        ask = gr.Button(words.ask, variant="primary", elem_id="zd-ask")
    with gr.Row(elem_id="zd-foot-row"):
        footer = gr.HTML(_footer(PageLanguage.CHINESE), elem_id="zd-footer")
        small: Any = {"size": "sm", "elem_classes": "zd-small"}
        stop = gr.Button(more.stop, visible=False, elem_id="zd-stop", **small)
        retry = gr.Button(more.retry, visible=False, elem_id="zd-retry", **small)
        edit = gr.Button(more.edit, visible=False, elem_id="zd-edit", **small)
        open_history = gr.Button(more.history, elem_id="zd-open-history", **small)
        start_over = gr.Button(words.start_over, visible=False, elem_id="zd-start-over", **small)
    return Composer(hint, question, ask, footer, stop, retry, edit, open_history, start_over)


def _example_groups(examples: Sequence[Example]) -> tuple[list[gr.HTML], list[gr.Button]]:
    """Lay out the examples, the Chinese ones before the English ones."""
    words = page_words(PageLanguage.CHINESE)
    groups = zip(
        (words.examples_chinese, words.examples_english), _by_language(examples), strict=True
    )
    labels, buttons = [], []
    with gr.Row(elem_id="zd-examples"):
        for label, texts in groups:
            with gr.Column(elem_classes="zd-example-group", min_width=280, visible=bool(texts)):
                labels.append(gr.HTML(_label(label)))
                buttons += [gr.Button(text, elem_classes="zd-example") for text in texts]
    return labels, buttons


def _by_language(examples: Sequence[Example]) -> tuple[list[str], list[str]]:
    """Return the Chinese examples and the English ones."""
    return (
        [one.text for one in examples if one.language != Language.ENGLISH],
        [one.text for one in examples if one.language == Language.ENGLISH],
    )


def conversation_updates(
    page: Page, conversation: Conversation, language: PageLanguage
) -> dict[Any, Any]:
    """Return what makes the page show `conversation`, or the welcome before it begins."""
    begun, below = bool(conversation.messages), page.composer
    resting = begun and not conversation.is_waiting
    return {
        page.conversation: conversation,
        page.chat: gr.Chatbot(_shown(conversation), visible=True if begun else "hidden"),
        page.welcome: gr.Column(visible=not begun),
        below.stop: gr.Button(visible=conversation.is_waiting),
        below.retry: gr.Button(visible=resting),
        below.edit: gr.Button(visible=resting),
        below.start_over: gr.Button(visible=begun),
        **bar_updates(page.history, conversation, language),
    }


def _shown(conversation: Conversation) -> list[MessageDict | ChatbotMessage]:
    return [_message(message) for message in conversation.messages]


def _message(message: Message) -> MessageDict:
    choices = (*message.choices, *message.apart)
    options = [OptionDict(value=one.question, label=one.label) for one in choices]
    return {"role": message.role, "content": message.html, "options": options}


def in_language(page: Page, language: PageLanguage, identity: Identity) -> dict[Any, Any]:
    words, more, below = page_words(language), staff_words(Language(language)), page.composer
    labels = zip(page.example_labels, (words.examples_chinese, words.examples_english), strict=True)
    return {
        **frame_updates(page.frame, language, identity),
        page.greeting: _greeting(language),
        **{place: _label(label) for place, label in labels},
        page.chat: gr.Chatbot(label=words.conversation),
        below.question: gr.Textbox(label=words.question, placeholder=words.placeholder),
        below.ask: words.ask,
        below.footer: _footer(language),
        below.stop: more.stop,
        below.retry: more.retry,
        below.edit: more.edit,
        below.open_history: more.history,
        below.start_over: words.start_over,
        **history_in_language(page.history, language),
    }


def examples_updates(page: Page, examples: Sequence[Example]) -> dict[Any, Any]:
    """Return what puts other examples on the buttons, as many as there are of both."""
    in_order = [text for group in _by_language(examples) for text in group]
    return dict(zip(page.examples, in_order, strict=False))


def _greeting(language: PageLanguage) -> str:
    words = page_words(language)
    return f"<h2>{escape(words.welcome)}</h2><p>{escape(words.promise)}</p>"


def _label(words: str) -> str:
    return f'<p class="zd-label">{escape(words)}</p>'


def hint_html(line: str) -> str:
    return f'<p role="alert">{escape(line)}</p>'


def editing_html(line: str) -> str:
    """Return the line while the last question is edited, by which `assets/asked.js` knows it."""
    return f'<p role="status" class="zd-editing">{escape(line)}</p>'


def _footer(language: PageLanguage) -> str:
    return f"<p>{escape(page_words(language).footer)}</p>"
