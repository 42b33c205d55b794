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
from ui.frame import Frame, frame_updates, lay_out_frame
from ui.frame_words import Place
from ui.words import PageLanguage, page_words

Examples = Sequence[tuple[Language, str]]


class Page(NamedTuple):
    frame: Frame
    language: gr.Radio
    welcome: gr.Column
    greeting: gr.HTML
    example_labels: Sequence[gr.HTML]
    examples: Sequence[gr.Button]
    chat: gr.Chatbot
    hint: gr.HTML
    question: gr.Textbox
    ask: gr.Button
    start_over: gr.Button
    footer: gr.HTML
    conversation: gr.State


def lay_out(examples: Examples, places: Sequence[Place]) -> Page:
    words = page_words(PageLanguage.CHINESE)
    frame = lay_out_frame(Place.CHAT, places)
    with gr.Column(elem_id="zd-welcome") as welcome:
        greeting = gr.HTML(_greeting(PageLanguage.CHINESE))
        labels, buttons = _example_groups(examples)
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
            start_over = gr.Button(
                words.start_over, size="sm", visible=False, elem_id="zd-start-over"
            )
    return Page(
        frame, frame.language, welcome, greeting, labels, buttons, chat, hint, question, ask,
        start_over, footer, gr.State(Conversation()),
    )  # fmt: skip


def _example_groups(examples: Examples) -> tuple[list[gr.HTML], list[gr.Button]]:
    """Lay out the examples, the Chinese ones before the English ones."""
    words = page_words(PageLanguage.CHINESE)
    groups = [
        (words.examples_chinese, [text for kind, text in examples if kind != Language.ENGLISH]),
        (words.examples_english, [text for kind, text in examples if kind == Language.ENGLISH]),
    ]
    labels, buttons = [], []
    with gr.Row(elem_id="zd-examples"):
        for label, texts in groups:
            with gr.Column(elem_classes="zd-example-group", min_width=280, visible=bool(texts)):
                labels.append(gr.HTML(_label(label)))
                buttons += [gr.Button(text, elem_classes="zd-example") for text in texts]
    return labels, buttons


def conversation_updates(page: Page, conversation: Conversation) -> dict[Any, Any]:
    """Return what makes the page show `conversation`, or the welcome before it begins."""
    begun = bool(conversation.messages)
    return {
        page.conversation: conversation,
        page.chat: gr.Chatbot(_shown(conversation), visible=True if begun else "hidden"),
        page.welcome: gr.Column(visible=not begun),
        page.start_over: gr.Button(visible=begun),
    }


def _shown(conversation: Conversation) -> list[MessageDict | ChatbotMessage]:
    return [_message(message) for message in conversation.messages]


def _message(message: Message) -> MessageDict:
    options = [OptionDict(value=one.question, label=one.label) for one in message.choices]
    return {"role": message.role, "content": message.html, "options": options}


def in_language(page: Page, language: PageLanguage) -> dict[Any, Any]:
    words = page_words(language)
    labels = zip(page.example_labels, (words.examples_chinese, words.examples_english), strict=True)
    return {
        **frame_updates(page.frame, language),
        page.greeting: _greeting(language),
        **{place: _label(label) for place, label in labels},
        page.chat: gr.Chatbot(label=words.conversation),
        page.hint: "",
        page.question: gr.Textbox(label=words.question, placeholder=words.placeholder),
        page.ask: words.ask,
        page.start_over: words.start_over,
        page.footer: _footer(language),
    }


def _greeting(language: PageLanguage) -> str:
    words = page_words(language)
    return f"<h2>{escape(words.welcome)}</h2><p>{escape(words.promise)}</p>"


def _label(words: str) -> str:
    return f'<p class="zd-label">{escape(words)}</p>'


def hint_html(line: str) -> str:
    return f'<p role="alert">{escape(line)}</p>'


def _footer(language: PageLanguage) -> str:
    return f"<p>{escape(page_words(language).footer)}</p>"
