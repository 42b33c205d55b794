"""The documents: what is collected, and for admins the place where documents are added."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import gradio as gr

from ui.frame import Frame, language_wanted, lay_out_frame
from ui.frame_words import Place
from ui.identity import identity_of
from ui.pages.documents_html import render_documents
from ui.pages.intake_html import render_drop_zone
from ui.pages.view import View, lay_out_content, wire_view
from ui.parts import Parts
from ui.users import UserRole
from ui.words import PageLanguage


class Documents(NamedTuple):
    frame: Frame
    intake: gr.HTML
    content: gr.HTML


def lay_out(places: Sequence[Place]) -> Documents:
    frame = lay_out_frame(Place.DOCUMENTS, places)
    intake = gr.HTML("", elem_id="zd-intake", apply_default_css=False)
    return Documents(frame, intake, lay_out_content(Place.DOCUMENTS))


def wire(app: gr.Blocks, page: Documents, parts: Parts) -> None:
    wire_view(
        app,
        View(page.frame, page.content),
        lambda query, language: render_documents(parts.knowledge.corpus, language),
    )
    _wire_intake(app, page, parts.settings.limits.file_bytes)


def _wire_intake(app: gr.Blocks, page: Documents, max_bytes: int) -> None:
    """Offer the adding of documents to admins, whom `intake_routes.py` alone lets do it."""

    def shown(language: PageLanguage, request: gr.Request) -> str:
        is_admin = identity_of(request).role is UserRole.ADMIN
        return render_drop_zone(max_bytes, language) if is_admin else ""

    def opened(request: gr.Request) -> str:
        return shown(language_wanted(request), request)

    def in_language(language: str, request: gr.Request) -> str:
        return shown(PageLanguage(language), request)

    quiet: Any = {"show_progress": "hidden", "api_visibility": "private", "queue": False}
    app.load(opened, None, page.intake, **quiet)
    page.frame.language.input(in_language, page.frame.language, page.intake, **quiet)
