"""The documents: what is collected, with status, dates, issuers and the way into each."""

from __future__ import annotations

from collections.abc import Sequence

import gradio as gr

from ui.frame_words import Place
from ui.pages.documents_html import render_documents
from ui.pages.view import View, lay_out_view, wire_view
from ui.parts import Parts


def lay_out(places: Sequence[Place]) -> View:
    """Lay out the list; what adds documents belongs between the frame and it, see `evaluation.py`."""
    return lay_out_view(Place.DOCUMENTS, places)


def wire(app: gr.Blocks, view: View, parts: Parts) -> None:
    wire_view(app, view, lambda query, language: render_documents(parts.knowledge.corpus, language))
