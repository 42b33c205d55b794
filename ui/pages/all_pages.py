"""Every page beside the chat, in the order of the navigation: how it is laid out and wired."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import gradio as gr

from ui.frame_words import Place
from ui.pages import compare, documents, duties, evaluation, reader
from ui.parts import Parts

# What laying out returns is only for the wiring of the same page.
_LayOut = Callable[[Sequence[Place]], Any]
_Wire = Callable[[gr.Blocks, Any, Parts], None]

PAGES: Final[dict[Place, tuple[_LayOut, _Wire]]] = {
    Place.READER: (reader.lay_out, reader.wire),
    Place.COMPARE: (compare.lay_out, compare.wire),
    Place.DUTIES: (duties.lay_out, duties.wire),
    Place.DOCUMENTS: (documents.lay_out, documents.wire),
    Place.EVALUATION: (evaluation.lay_out, evaluation.wire),
}
PLACES: Final = (Place.CHAT, *PAGES)
