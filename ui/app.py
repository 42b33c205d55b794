"""The web page: its layout, what happens on it, and how it is served."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import gradio as gr
from starlette.middleware import Middleware

from ui.chat import (
    ChatAssistant,
    Conversation,
    answered,
    asked,
    clean,
    failed,
    problem_line,
    problem_with,
)
from ui.page import Examples, Page, conversation_updates, hint_html, in_language, lay_out
from ui.shell import Shell
from ui.words import TITLE, PageLanguage, page_words

__all__ = ["ChatAssistant", "Examples", "build_app", "start"]

_ASSETS = Path(__file__).parent / "assets"
_FONTS = (
    "system-ui",
    "PingFang SC",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "sans-serif",
)
_MAX_PARALLEL_QUESTIONS = 8
_MAX_WAITING_QUESTIONS = 100
_log = logging.getLogger(__name__)


def start(app: gr.Blocks, *, host: str, port: int) -> str:
    """Serve the app from another thread and return its address; `app.close()` ends it."""
    _, address, _ = app.queue(
        default_concurrency_limit=_MAX_PARALLEL_QUESTIONS,
        max_size=_MAX_WAITING_QUESTIONS,
        api_open=False,
    ).launch(
        server_name=host,
        server_port=port,
        prevent_thread_lock=True,
        quiet=True,
        inbrowser=False,
        share=False,
        ssr_mode=False,
        mcp_server=False,
        pwa=False,
        run_history=False,
        enable_monitoring=False,
        max_file_size="1mb",
        footer_links=[],
        favicon_path=_ASSETS / "favicon.svg",
        theme=_theme(),
        head=_head(),
        # FastAPI's own pages of documentation load their scripts from elsewhere.
        app_kwargs={
            "docs_url": None,
            "redoc_url": None,
            "middleware": [Middleware(Shell)],
        },
    )
    return str(address)


def build_app(
    assistant: ChatAssistant,
    examples: Examples,
    *,
    titles: Mapping[str, str] | None = None,
) -> gr.Blocks:
    """Return the page; `titles` by document id name the documents an answer does not cite."""
    app = gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True)
    with app:
        page = lay_out(examples)
        _wire_questions(page, assistant, titles or {})
        _wire_language(app, page)
    return app


def _wire_questions(page: Page, assistant: ChatAssistant, titles: Mapping[str, str]) -> None:
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
            answer = assistant.answer(waiting.turns)[-1]
            done = answered(waiting, answer, titles)
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
        concurrency_limit=_MAX_PARALLEL_QUESTIONS,
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
    """Begin with the browser's language; then the switch decides."""
    app.load(
        _browser_language, None, page.language, show_progress="hidden", api_visibility="private"
    )
    page.language.change(
        lambda language: in_language(page, PageLanguage(language)),
        page.language,
        [page.header, page.language, page.greeting, *page.example_labels, page.chat, page.hint,
         page.question, page.ask, page.start_over, page.footer],
        show_progress="hidden",
        api_visibility="private",
        js="(language) => { document.documentElement.lang = language; return language; }",
    )  # fmt: skip


def _browser_language(request: gr.Request) -> PageLanguage:
    """Return English to a browser that asks for another language than Chinese first."""
    wanted = str(request.headers.get("accept-language", "zh")).strip().casefold()
    return PageLanguage.CHINESE if wanted.startswith(("zh", "*")) else PageLanguage.ENGLISH


def _head() -> str:
    """Return our style and script for the page's head.

    Not by `css_paths`: gradio writes that anew from the browser's object model, in which a
    shorthand with `var()` beside one of its longhands is lost.
    """
    style = (_ASSETS / "style.css").read_text(encoding="utf-8")
    script = (_ASSETS / "page.js").read_text(encoding="utf-8")
    return f"<style>{style}</style><script>{script}</script>"


def _theme() -> gr.themes.Base:
    return gr.themes.Base(font=_FONTS, font_mono=("ui-monospace", "monospace"))
