"""What pages offer to download, each made anew from the address of its link."""

from __future__ import annotations

from collections.abc import Callable

import gradio as gr
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from rag.build import open_links
from ui.frame import language_wanted
from ui.marks import Marks
from ui.pages.compare_alignment import aligned, documents_to_align
from ui.pages.compare_alignment_export import alignment_table
from ui.pages.compare_export import Table, comparison_table
from ui.pages.compare_words import compare_words
from ui.pages.duties_export import duties_table
from ui.pages.evaluation_runs import full_report
from ui.pages.query import PageQuery
from ui.parts import Parts
from ui.sheets import as_csv, as_xlsx
from ui.word_file import as_docx
from ui.words import PageLanguage

Make = Callable[[PageQuery, PageLanguage], bytes | None]

_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def export_routes(parts: Parts) -> list[Route]:
    """Return the routes `/export/NAME.KIND`; the gate before the app decides who reaches them."""
    makers: dict[str, Make] = {
        "duties.csv": lambda *asked: as_csv(*_duties(parts, *asked)),
        "duties.xlsx": lambda *asked: as_xlsx(*_duties(parts, *asked)),
        "comparison.xlsx": lambda *asked: as_xlsx(*_comparison(parts, *asked)),
        "comparison.docx": lambda query, language: as_docx(
            compare_words(language).table, *_comparison(parts, query, language)
        ),
        "report.html": lambda query, language: full_report(parts.settings.home, query.one("run")),
    }
    return [Route(f"/export/{name}", _endpoint(name, make)) for name, make in makers.items()]


def _duties(parts: Parts, query: PageQuery, language: PageLanguage) -> Table:
    knowledge = parts.knowledge
    marks = Marks(parts.store).of(knowledge.corpus.clauses)
    return duties_table(knowledge, query, language, marks)


def _comparison(parts: Parts, query: PageQuery, language: PageLanguage) -> Table:
    """Return what the page for comparing shows: two whole documents, or documents on topics."""
    chosen = documents_to_align(parts.knowledge.corpus, query)
    if len(chosen) == 2:
        first, second = (one.document_id for one in chosen)
        alignment = aligned(first, second, parts.knowledge, open_links(parts.settings))
        return alignment_table(alignment, query, language)
    return comparison_table(parts.assistant, parts.knowledge.corpus, query, language)


def _endpoint(name: str, make: Make) -> Callable[[Request], Response]:
    kind = name.rpartition(".")[2]

    def send(request: Request) -> Response:
        content = make(PageQuery.of(request.url.query), language_wanted(gr.Request(request)))
        if content is None:
            return PlainTextResponse("there is no such file", status_code=404)
        disposition = {"content-disposition": f'attachment; filename="{name}"'}
        return Response(content, media_type=_TYPES[kind], headers=disposition)

    return send
