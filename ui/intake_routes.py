"""The addresses by which the page of documents takes files in and removes documents: for admins.

A file comes as the bare body of a request, which no form of another site can send, and is sent
again to be saved: between the two the server keeps nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Annotated, Any, Final

from pydantic import Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from corpus.errors import AssistantError
from corpus.shelf import Shelf
from corpus.types import Frozen
from rag import own_documents
from rag.own_documents import FileReport, Wishes
from ui.identity import identity_of
from ui.intake_failures import UnknownDocumentError, failure_line
from ui.jsonl import as_line
from ui.origins import ADD_PATH, PREVIEW_PATH
from ui.pages.intake_html import MEGABYTE, render_in_list, render_understood
from ui.pages.intake_words import IntakeWords, intake_words
from ui.parts import Parts
from ui.received_files import ReceivedFile, TooLongError, receive
from ui.users import UserRole
from ui.words import PageLanguage

_FILE: Final = "application/octet-stream"
_JSON: Final = "application/json"
_log = logging.getLogger(__name__)


class _Removal(Frozen):
    document: Annotated[str, Field(min_length=1, max_length=200)]


class IntakeRoutes:
    """Answers the addresses; what reads or embeds is done in threads."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._settings = parts.settings

    def routes(self) -> list[BaseRoute]:
        return [
            _route(PREVIEW_PATH, _FILE, self._preview),
            _route(ADD_PATH, _FILE, self._add),
            _route("/staff/documents/remove", _JSON, self._remove),
        ]

    async def _preview(self, request: Request) -> Response:
        file = await self._received(request)
        try:
            html = await run_in_threadpool(self._understood, file, request)
        except AssistantError as error:
            return _refused(422, _why_not(error, request, file))
        finally:
            file.discard()
        return HTMLResponse(html)

    def _understood(self, file: ReceivedFile, request: Request) -> str:
        document = own_documents.preview(file.path, self._settings, _wishes(request, file))
        there = Shelf(self._settings.home).read().get(document.document_id)
        render = render_in_list if "among" in request.query_params else render_understood
        return render(document, _language(request), replaces=there is not None)

    async def _add(self, request: Request) -> Response:
        """Answer with lines of JSON: how far it is, at last what became of the file."""
        file = await self._received(request)
        try:
            wishes = _wishes(request, file)
        except BaseException:
            file.discard()
            raise
        lines: SimpleQueue[dict[str, Any] | None] = SimpleQueue()
        # It goes on when the browser goes away: what was begun is saved.
        Thread(target=self._save, args=(file, wishes, _language(request), lines.put)).start()
        return StreamingResponse(_until_the_end(lines), media_type="application/jsonl")

    def _save(
        self,
        file: ReceivedFile,
        wishes: Wishes,
        language: PageLanguage,
        tell: Callable[[dict[str, Any] | None], None],
    ) -> None:
        def progress(_: str, done: int, total: int) -> None:
            tell({"done": done, "total": total})

        try:
            # The model of the server is loaded already.
            encoder = self._parts.assistant.index.encoder
            added = own_documents.add(
                [file.path], self._settings, wishes, progress, encoder=encoder
            )
            [report] = added.files
            if report.error is not None:
                raise report.error
            tell(_outcome(report, intake_words(language)))
        except AssistantError as error:
            wished = wishes.id or Path(file.name).stem
            tell({"refused": failure_line(error, language, file=file, id=wished)})
        except Exception:  # the user gets a line, the log the reason
            _log.exception("a document was not added")
            tell({"refused": intake_words(language).failed})
        finally:
            file.discard()
            tell(None)

    async def _remove(self, request: Request) -> Response:
        asked = _Removal.model_validate_json(await request.body())
        try:
            await run_in_threadpool(self._taken_out, asked.document)
        except AssistantError as error:
            return _refused(422, failure_line(error, _language(request), id=asked.document))
        return JSONResponse({"said": _words(request).removed})

    def _taken_out(self, document_id: str) -> None:
        if document_id not in self._parts.knowledge.documents:
            raise UnknownDocumentError(document_id)
        own_documents.remove(document_id, self._settings)

    async def _received(self, request: Request) -> ReceivedFile:
        name = request.query_params.get("name", "")
        return await receive(request, name, self._settings.limits.file_bytes)


_Handler = Callable[[Request], Awaitable[Response]]


def _route(path: str, kind: str, handler: _Handler) -> Route:
    """Return a route that reads nothing of whoever is no admin or sends another kind of body."""

    async def endpoint(request: Request) -> Response:
        if identity_of(request).role is not UserRole.ADMIN:
            return _refused(403, _words(request).admins_only)
        if request.headers.get("content-type", "").split(";")[0].strip() != kind:
            return _refused(415, f"send {kind}")
        try:
            return await handler(request)
        except TooLongError as error:
            limit = f"{error.max_bytes / MEGABYTE:.3g}"
            return _refused(413, _words(request).too_large.format(limit=limit))
        except ValidationError:
            return _refused(422, _words(request).invalid)

    return Route(path, endpoint, methods=["POST"])


def _wishes(request: Request, file: ReceivedFile) -> Wishes:
    given = {name: request.query_params.get(name) or None for name in ("id", "title", "place")}
    return Wishes(file_name=file.name, **given)


def _outcome(report: FileReport, words: IntakeWords) -> dict[str, Any]:
    title = report.document.parsed.document.title if report.document else ""
    said = words.outcomes[report.outcome].format(title=title, id=report.document_id)
    return {"saved": report.document_id, "said": said}


def _why_not(error: AssistantError, request: Request, file: ReceivedFile) -> str:
    given = request.query_params.get("id", "")
    return failure_line(error, _language(request), file=file, id=given)


def _until_the_end(lines: SimpleQueue[dict[str, Any] | None]) -> Iterator[str]:
    while (line := lines.get()) is not None:
        yield as_line(line)


def _refused(status: int, words: str) -> Response:
    return JSONResponse({"detail": words}, status_code=status)


def _language(request: Request) -> PageLanguage:
    wanted = request.query_params.get("language", "")
    return PageLanguage(wanted) if wanted in list(PageLanguage) else PageLanguage.CHINESE


def _words(request: Request) -> IntakeWords:
    return intake_words(_language(request))
