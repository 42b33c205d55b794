"""The address `/staff/links`, by which staff confirm, add or cut a link between two clauses.

A decision can be withdrawn.
"""

from __future__ import annotations

import logging
from typing import Final, Self

from pydantic import ValidationError, model_validator
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from corpus.errors import AssistantError
from corpus.types import Frozen
from embeddings.link_store import LinkStore, LinkVerdict, document_of
from embeddings.link_types import LinkKind
from rag import build
from ui.identity import Identity, identity_of
from ui.links import local_user
from ui.origins import refusal
from ui.parts import Parts
from ui.users import UserRole

_PATH: Final = "/staff/links"
_log = logging.getLogger(__name__)


class _Given(Frozen):
    """A decision as a page sends it, on two clauses by their ids; `kind` is of what is confirmed."""

    first: str
    second: str
    verdict: LinkVerdict
    kind: LinkKind | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if document_of(self.first) == document_of(self.second):
            raise ValueError("the clauses are of one document; give clauses of two")
        if (self.kind is None) is (self.verdict is LinkVerdict.CONFIRMED):
            raise ValueError(
                "a kind, same or partly, is given with what is confirmed, and only then"
            )
        return self


def person_of(who: Identity) -> str | None:
    """Return under which name somebody decides, None for one who may not.

    That is the name of a signed-in user of any role. Where nobody signs in, only who sits at the
    machine decides, as on the command line, under the name of the user that the server runs for.
    """
    if who.name is None and who.role is UserRole.ADMIN:
        return local_user()
    return who.name


def deciding_routes(parts: Parts) -> list[BaseRoute]:
    """Return the route; requests of other sites do not come past the gate before it."""

    async def endpoint(request: Request) -> Response:
        person = person_of(identity_of(request))
        if person is None:
            return refusal(403, "sign in to decide on links")
        # Another site can send a form in the user's name, but no JSON.
        if request.headers.get("content-type", "").split(";")[0] != "application/json":
            return refusal(400, "send JSON")
        body = await request.body()
        return await run_in_threadpool(_decided, parts, body, person)

    return [Route(_PATH, endpoint, methods=["POST"])]


def _keep(given: _Given, links: LinkStore, person: str) -> None:
    if given.kind:
        links.confirm(given.first, given.second, given.kind, by=person)
    elif given.verdict is LinkVerdict.CUT:
        links.cut(given.first, given.second, by=person)
    else:
        links.withdraw(given.first, given.second, by=person)


def _decided(parts: Parts, body: bytes, person: str) -> Response:
    """Keep a decision, or say in one line why not."""
    try:
        given = _Given.model_validate_json(body)
    except ValidationError as error:
        return refusal(400, " ".join(error.errors()[0]["msg"].split()))
    for clause in (given.first, given.second):
        if clause not in parts.knowledge.clauses:
            return refusal(400, f"there is no clause {clause!r}")
    links = build.open_links(parts.settings)
    try:
        _keep(given, links, person)
    except AssistantError:
        _log.exception("a decision on a link was not kept")
        return refusal(503, "the decision was not kept; the server's log says why")
    return JSONResponse({"kept": True})
