"""Documents side by side: on the topics that are asked for, or two of them as wholes."""

from __future__ import annotations

from collections.abc import Sequence

import gradio as gr

from rag.build import open_links
from ui.deciding import person_of
from ui.frame_words import Place
from ui.pages.compare_alignment import aligned, documents_to_align
from ui.pages.compare_alignment_html import render_alignment, render_pairs
from ui.pages.compare_html import render_compare, render_head
from ui.pages.query import PageQuery
from ui.pages.view import View, lay_out_view, wire_view_to
from ui.parts import Parts
from ui.words import PageLanguage


def lay_out(places: Sequence[Place]) -> View:
    return lay_out_view(Place.COMPARE, places)


def wire(app: gr.Blocks, view: View, parts: Parts) -> None:
    wire_view_to(
        app, view, lambda query, language, who: _shown(parts, query, language, person_of(who))
    )


def _shown(parts: Parts, query: PageQuery, language: PageLanguage, person: str | None) -> str:
    knowledge = parts.knowledge
    chosen = documents_to_align(knowledge.corpus, query)
    if len(chosen) < 2:  # a topic, or no choice yet
        return render_compare(parts.assistant, knowledge.corpus, query, language)
    head = render_head(knowledge.corpus, query, language)
    if len(chosen) > 2:
        return head + render_pairs(chosen, language)
    first, second = (one.document_id for one in chosen)
    alignment = aligned(first, second, knowledge, open_links(parts.settings))
    return head + render_alignment(alignment, query, language, person)
