"""Who does what: the responsibility matrix with filters, counts and export."""

from __future__ import annotations

from collections.abc import Sequence

import gradio as gr

from ui.frame_words import Place
from ui.pages.duties_html import render_duties
from ui.pages.view import View, lay_out_view, wire_view
from ui.parts import Parts


def lay_out(places: Sequence[Place]) -> View:
    return lay_out_view(Place.DUTIES, places)


def wire(app: gr.Blocks, view: View, parts: Parts) -> None:
    wire_view(app, view, lambda query, language: render_duties(parts.knowledge, query, language))
