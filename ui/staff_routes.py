"""The addresses below `/staff` that pages call: files to save, opinions, marks, an agency's tasks.

Whoever is asked for a conversation of somebody else does not know it: 404.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from typing import Annotated
from urllib.parse import quote

from pydantic import Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from corpus.errors import AssistantError
from corpus.types import Clause, Frozen
from rag.types import Language
from ui.agency_tasks import render_tasks
from ui.conversations import Conversations, KeptConversation, NoSuchConversationError
from ui.feedback_cases import cases_of
from ui.identity import identity_of
from ui.jsonl import as_line
from ui.marks import CheckedClauses, Mark, Marks, PersonName
from ui.note import conversation_sheet, reply_note
from ui.opinions import MAX_WORDS_CHARACTERS, Feedback, Opinion, Opinions, settings_of
from ui.parts import Parts
from ui.sheet import Sheet
from ui.sheet_markdown import markdown_of
from ui.sheet_word import word_of
from ui.staff_words import mark_line, staff_words
from ui.users import UserRole

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MARKDOWN = "text/markdown; charset=utf-8"
_MAX_MARKS = 500


class _Given(Frozen):
    """An opinion as a page sends it."""

    conversation: str
    place: Annotated[int, Field(ge=0)]
    opinion: Opinion
    words: Annotated[str, Field(max_length=MAX_WORDS_CHARACTERS)] = ""


class _Checked(Frozen):
    """A mark as a page sends it; `name` counts only where nobody signs in."""

    clause: str
    name: PersonName | None = None


class _Clause(Frozen):
    clause: str


class StaffRoutes:
    """Answers the addresses from the store; what it does may wait, so it is done in a thread."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._conversations = Conversations(parts.store)
        self._opinions = Opinions(parts.store)
        self._marks = Marks(parts.store)

    def routes(self) -> list[BaseRoute]:
        kept = "/staff/conversations/{conversation}"
        return [
            _route(f"{kept}/whole.md", self._markdown),
            _route(f"{kept}/whole.docx", self._word),
            _route(f"{kept}/{{place:int}}/note.docx", self._note),
            _route("/staff/opinions", self._give_opinion, "POST"),
            _route("/staff/feedback.jsonl", self._feedback),
            _route("/staff/marks", self._show_marks),
            _route("/staff/marks", self._mark, "POST"),
            _route("/staff/marks/taken-back", self._take_back, "POST"),
            _route("/staff/tasks", self._tasks),
        ]

    def _markdown(self, request: Request, _: bytes) -> Response:
        kept = self._kept(request)
        return _file(markdown_of(self._sheet(kept)).encode(), f"{kept.name}.md", _MARKDOWN)

    def _word(self, request: Request, _: bytes) -> Response:
        kept = self._kept(request)
        return _file(word_of(self._sheet(kept)), f"{kept.name}.docx", _WORD)

    def _note(self, request: Request, _: bytes) -> Response:
        turn = self._kept(request).turn(int(request.path_params["place"]))
        note = reply_note(turn.answer, self._parts.corpus_state, self._checked())
        return _file(word_of(note), f"{note.title}.docx", _WORD)

    def _sheet(self, kept: KeptConversation) -> Sheet:
        return conversation_sheet(kept, self._parts.corpus_state, _today(), self._checked())

    def _checked(self) -> CheckedClauses:
        clauses = self._parts.knowledge.clauses
        return CheckedClauses(clauses, self._marks.of(clauses.values()))

    def _kept(self, request: Request) -> KeptConversation:
        owner = identity_of(request).owner
        return self._conversations.opened(owner, request.path_params["conversation"])

    def _give_opinion(self, request: Request, body: bytes) -> Response:
        given, owner = _Given.model_validate_json(body), identity_of(request).owner
        kept = self._conversations.opened(owner, given.conversation)
        turn = kept.turn(given.place)
        self._opinions.keep(
            Feedback(
                owner=owner,
                turns=tuple(one.question for one in kept.turns if one.place <= given.place),
                answer=turn.answer,
                settings=settings_of(
                    self._parts.knowledge.corpus.clauses, self._parts.settings.model
                ),
                opinion=given.opinion,
                words=given.words,
                given=datetime.now(UTC),
            )
        )
        return JSONResponse({"kept": True})

    def _feedback(self, request: Request, _: bytes) -> Response:
        """Return all opinions as cases, those that can be run and those to complete."""
        if identity_of(request).role is not UserRole.ADMIN:
            return JSONResponse({"detail": "this is for admins"}, status_code=403)
        cases = cases_of(self._opinions.all())
        lines = [as_line(case.model_dump(mode="json")) for group in cases for case in group]
        return _file("".join(lines).encode(), "feedback.jsonl", "application/jsonl")

    def _show_marks(self, request: Request, _: bytes) -> Response:
        """Return the marks of the clauses in the address, in words of its language."""
        wanted = request.query_params.getlist("clause")[:_MAX_MARKS]
        known = self._parts.knowledge.clauses
        marks = self._marks.of([known[one] for one in wanted if one in known])
        language = _language(request)
        shown = {clause_id: mark_line(mark, language) for clause_id, mark in marks.items()}
        words = staff_words(language)
        labels = {
            "check": words.check,
            "checker": words.checker,
            "save": words.save_mark,
            "takeBack": words.take_back,
        }
        name = identity_of(request).name
        return JSONResponse({"marks": shown, "words": labels, "name": name})

    def _mark(self, request: Request, body: bytes) -> Response:
        checked = _Checked.model_validate_json(body)
        name = identity_of(request).name or checked.name
        if name is None:
            return JSONResponse({"detail": "a mark needs a name"}, status_code=422)
        self._marks.set(self._clause(checked.clause), Mark(name=name, checked_on=_today()))
        return JSONResponse({"kept": True})

    def _take_back(self, request: Request, body: bytes) -> Response:
        self._marks.take_back(self._clause(_Clause.model_validate_json(body).clause))
        return JSONResponse({"kept": True})

    def _clause(self, clause_id: str) -> Clause:
        found = self._parts.knowledge.clauses.get(clause_id)
        if found is None:
            raise AssistantError(f"there is no clause {clause_id!r}")
        return found

    def _tasks(self, request: Request, _: bytes) -> Response:
        name = request.query_params.get("agency", "")
        return HTMLResponse(render_tasks(self._parts.knowledge, name, _language(request)))


_Handler = Callable[[Request, bytes], Response]


def _route(path: str, handler: _Handler, method: str = "GET") -> Route:
    return Route(path, _answering(handler), methods=[method])


def _answering(handler: _Handler) -> Callable[[Request], Awaitable[Response]]:
    """Return the endpoint: bad input is told, nothing of the inside is."""

    async def endpoint(request: Request) -> Response:
        body = await request.body()
        # Another site can send a form in the user's name, but no JSON.
        if body and request.headers.get("content-type", "").split(";")[0] != "application/json":
            return JSONResponse({"detail": "send JSON"}, status_code=415)
        try:
            return await run_in_threadpool(handler, request, body)
        except NoSuchConversationError as error:
            return JSONResponse({"detail": str(error)}, status_code=404)
        except ValidationError as error:
            return JSONResponse({"detail": error.errors()[0]["msg"]}, status_code=422)
        except AssistantError as error:
            return JSONResponse({"detail": str(error)}, status_code=422)

    return endpoint


def _file(content: bytes, name: str, kind: str) -> Response:
    """Return a file to be saved under a name, whatever characters that has."""
    bare = "".join(" " if one in '/\\:*?"<>|' or not one.isprintable() else one for one in name)
    safe = re.sub(r" +(?=[”.])", "", " ".join(bare.split()))  # where a question mark was
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(safe.strip())}"}
    return Response(content, media_type=kind, headers=headers)


def _language(request: Request) -> Language:
    wanted = request.query_params.get("language", "")
    return Language(wanted) if wanted in list(Language) else Language.SIMPLIFIED


def _today() -> date:
    return datetime.now().astimezone().date()
