"""The addresses by which the page of documents takes files in and removes documents: for admins.

A file comes as the bare body of a request, which no form of another site can send, and is sent
again to be saved: between the two the server keeps nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterator
from queue import SimpleQueue
from threading import Thread
from typing import Annotated, Any, Final

from pydantic import Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from corpus.errors import AssistantError
from corpus.readers.errors import UnreadableFileError
from corpus.shelf import Shelf
from corpus.types import Frozen
from rag import own_documents
from rag.own_documents import FileReport, Wishes
from ui.identity import identity_of
from ui.jsonl import as_line
from ui.origins import ADD_PATH, PREVIEW_PATH
from ui.pages.intake_html import render_understood
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
            return _refused(422, _line(error, file, _words(request)))
        finally:
            file.discard()
        return HTMLResponse(html)

    def _understood(self, file: ReceivedFile, request: Request) -> str:
        document = own_documents.preview(file.path, self._settings, _wishes(request, file))
        there = Shelf(self._settings.home).read().get(document.document_id)
        return render_understood(document, _language(request), replaces=there is not None)

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
        Thread(target=self._save, args=(file, wishes, _words(request), lines.put)).start()
        return StreamingResponse(_until_the_end(lines), media_type="application/jsonl")

    def _save(
        self,
        file: ReceivedFile,
        wishes: Wishes,
        words: IntakeWords,
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
            tell(_outcome(added.files[0], file, words))
        except AssistantError as error:
            tell({"refused": _line(error, file, words)})
        except Exception:  # the user gets a line, the log the reason
            _log.exception("a document was not added")
            tell({"refused": words.failed})
        finally:
            file.discard()
            tell(None)

    async def _remove(self, request: Request) -> Response:
        asked = _Removal.model_validate_json(await request.body())
        await run_in_threadpool(own_documents.remove, asked.document, self._settings)
        return JSONResponse({"said": _words(request).removed})

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
            return _refused(413, str(error))
        except ValidationError as error:
            return _refused(422, error.errors()[0]["msg"])
        except AssistantError as error:
            return _refused(422, str(error))

    return Route(path, endpoint, methods=["POST"])


def _wishes(request: Request, file: ReceivedFile) -> Wishes:
    given = {name: request.query_params.get(name) or None for name in ("id", "title", "place")}
    return Wishes(file_name=file.name, **given)


def _outcome(report: FileReport, file: ReceivedFile, words: IntakeWords) -> dict[str, Any]:
    template = words.outcomes.get(report.outcome)
    if template is None:
        return {"refused": file.worded(report.error or words.failed)}
    title = report.document.parsed.document.title if report.document else ""
    return {
        "saved": report.document_id,
        "said": template.format(title=title, id=report.document_id),
    }


def _line(error: AssistantError, file: ReceivedFile, words: IntakeWords) -> str:
    """Return the engine's line, or that of the page's language where it has one."""
    if isinstance(error, UnreadableFileError) and error.reason in words.unreadable:
        return words.cannot_read.format(name=file.name, reason=words.unreadable[error.reason])
    return file.worded(str(error))


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
