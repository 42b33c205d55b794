"""The reader: a whole document, opened at the clause and the words that an answer cites."""

from __future__ import annotations

from collections.abc import Sequence

import gradio as gr

from ui.frame_words import Place
from ui.pages.reader_html import render_reader
from ui.pages.view import View, lay_out_view, wire_view
from ui.parts import Parts


def lay_out(places: Sequence[Place]) -> View:
    return lay_out_view(Place.READER, places)


def wire(app: gr.Blocks, view: View, parts: Parts) -> None:
    wire_view(
        app,
        view,
        lambda query, language: render_reader(parts.knowledge.corpus, query, language),
    )
