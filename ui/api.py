"""The four questions of `ui/programs.py` as endpoints of Gradio's API; their answers are JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr
from gradio.events import api

from corpus.errors import AssistantError
from corpus.types import Frozen
from ui.programs import Programs

Json = dict[str, Any]


def publish(programs: Programs) -> None:
    """Publish the endpoints in the app that is being built.

    Gradio documents them from the signatures at /gradio_api/info, so these hold plain types.
    """

    def ask(question: str, earlier: list[str] | None = None) -> Json:
        return _json(lambda: programs.ask(question, earlier))

    def search_clauses(query: str, limit: int = 10) -> Json:
        return _json(lambda: programs.search_clauses(query, limit))

    def agency_tasks(agency: str, document: str = "") -> Json:
        return _json(lambda: programs.agency_tasks(agency, document))

    def compare(topic: str, sides: list[str]) -> Json:
        return _json(lambda: programs.compare(topic, sides))

    for endpoint in (ask, search_clauses, agency_tasks, compare):
        described = getattr(Programs, endpoint.__name__).__doc__
        api(endpoint, api_name=endpoint.__name__, api_description=described)


def _json(asked: Callable[[], Frozen]) -> Json:
    try:
        return asked().model_dump(mode="json")
    except AssistantError as error:
        # What a client sent wrongly is no news for the server's log.
        raise gr.Error(str(error), print_exception=False) from error
