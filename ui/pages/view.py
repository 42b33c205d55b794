"""A page that shows what its address asks for, so that whatever is seen can be shared as a link.

`assets/view.js` turns forms and links of the page into a new address and the event "visit"; gradio
sends the address with each event. What is shown is made by a pure function from both.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import gradio as gr

from ui.frame import (
    REMEMBER_LANGUAGE,
    SHOW_LANGUAGE,
    Frame,
    frame_updates,
    language_wanted,
    lay_out_frame,
)
from ui.frame_words import Place, frame_words
from ui.identity import Identity, identity_of
from ui.markup import text
from ui.pages.query import PageQuery
from ui.words import PageLanguage

Shown = Callable[[PageQuery, PageLanguage], str]
ShownTo = Callable[[PageQuery, PageLanguage, Identity], str]

_SCRIPT = Path(__file__).parent.parent / "assets" / "view.js"
_log = logging.getLogger(__name__)


class View(NamedTuple):
    frame: Frame
    content: gr.HTML


def lay_out_view(place: Place, places: Sequence[Place]) -> View:
    frame = lay_out_frame(place, places)
    return View(frame, lay_out_content(place))


def lay_out_content(place: Place) -> gr.HTML:
    """Lay out what follows the address; where a page has more, it stands before or behind this."""
    opening = text(frame_words(PageLanguage.CHINESE).opening)
    return gr.HTML(
        f'<p class="zd-opening" role="status">{opening}</p>',
        elem_id="zd-content",
        elem_classes=f"zd-page-{place}",
        js_on_load=_SCRIPT.read_text(encoding="utf-8"),
        apply_default_css=False,
    )


def wire_view(app: gr.Blocks, view: View, shown: Shown) -> None:
    """Show what the address asks for: at first, when it changes, and when the language does."""
    wire_view_to(app, view, lambda query, language, _: shown(query, language))


def wire_view_to(app: gr.Blocks, view: View, shown: ShownTo) -> None:
    """Do what `wire_view` does for a page that is not the same for everybody."""

    def content(language: PageLanguage, request: gr.Request) -> str:
        who = identity_of(request)
        return safely_shown(
            lambda query, spoken: shown(query, spoken, who), query_of(request), language
        )

    def open_page(request: gr.Request) -> dict[Any, Any]:
        language = language_wanted(request)
        return {
            **frame_updates(view.frame, language, identity_of(request)),
            view.frame.language: gr.Radio(value=language, label=frame_words(language).language),
            view.content: content(language, request),
        }

    def show(language: str, request: gr.Request) -> dict[Any, Any]:
        chosen = PageLanguage(language)
        return {
            **frame_updates(view.frame, chosen, identity_of(request)),
            view.content: content(chosen, request),
        }

    switch = view.frame.language
    outputs = [view.frame.header, switch, view.content]
    quiet: Any = {"show_progress": "hidden", "api_visibility": "private", "queue": False}
    app.load(open_page, None, outputs, **quiet).then(None, switch, None, js=SHOW_LANGUAGE)
    switch.input(show, switch, outputs, js=REMEMBER_LANGUAGE, **quiet)
    view.content.visit(show, switch, outputs, **quiet)


def query_of(request: gr.Request) -> PageQuery:
    """Return what the address of the page asked for when the event left it."""
    return PageQuery.of(str(request.url.query))


def safely_shown(shown: Shown, query: PageQuery, language: PageLanguage) -> str:
    try:
        return shown(query, language)
    except Exception:  # the user gets a line, the log the reason
        _log.exception("no page for %r", query)
        failed = text(frame_words(language).failed)
        return f'<p class="zd-failure" role="alert">{failed}</p>'
