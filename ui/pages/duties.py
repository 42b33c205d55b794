"""Who does what: the responsibility matrix with filters, counts and export."""

from __future__ import annotations

from collections.abc import Sequence

import gradio as gr

from ui.frame_words import Place
from ui.marks import Marks
from ui.pages.duties_html import render_duties
from ui.pages.query import PageQuery
from ui.pages.view import View, lay_out_view, wire_view
from ui.parts import Parts
from ui.words import PageLanguage


def lay_out(places: Sequence[Place]) -> View:
    return lay_out_view(Place.DUTIES, places)


def wire(app: gr.Blocks, view: View, parts: Parts) -> None:
    marks = Marks(parts.store)

    def shown(query: PageQuery, language: PageLanguage) -> str:
        knowledge = parts.knowledge
        return render_duties(knowledge, query, language, marks.of(knowledge.corpus.clauses))

    wire_view(app, view, shown)
