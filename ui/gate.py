"""The gate before the whole app: who may come in, from where, and how often.

Gradio's own sign-in is not used: it knows no roles, its cookies say nothing of other sites, its
tokens never end, and it lets as many passwords be tried as anybody likes.
"""

from __future__ import annotations

import secrets
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.access import Access
from ui.credentials import Credentials, TooManyAttemptsError
from ui.identity import Identity, set_identity
from ui.origins import SAFE_METHODS, bounded, refusal, refusal_of
from ui.signing_in import SigningIn, sign_in_first, wants_page
from ui.users import UserRole

VISITOR_COOKIE: Final = "zhengda-visitor"
# Gradio asks itself for the first when it starts, without a password; it says nothing but that it
# runs. The second is the picture of the form.
_OPEN_PATHS: Final = frozenset({"/gradio_api/startup-events", "/favicon.ico"})
_FILES_MADE: Final = "/export/"  # a file of these is made anew each time, by a search at times
_NOBODY: Final = Identity(owner="nobody", role=UserRole.READER)
_YEAR_SECONDS: Final = 365 * 24 * 3600
_MAX_VISITOR_CHARACTERS: Final = 64


class Gate:
    """ASGI middleware that lets in what may come in, each request with the identity it has."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access
        self._credentials = Credentials(access, access.users) if access.users else None
        self._signing_in = (
            SigningIn(access, self._credentials) if self._credentials is not None else None
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":  # nothing of ours speaks over web sockets
            await send({"type": "websocket.close", "code": 1008})
            return
        request = Request(scope, bounded(scope, receive))
        refused = refusal_of(scope, request.headers, local=self._access.local)
        if refused is None and self._signing_in is not None:
            refused = await self._signing_in.respond(request)
        if refused is not None:
            await refused(scope, receive, send)
        elif self._credentials is not None:
            await self._let_user_in(request, send, self._credentials)
        else:
            await self._let_visitor_in(request, send)

    async def _let_user_in(self, request: Request, send: Send, credentials: Credentials) -> None:
        try:
            user = await credentials.user_of(request)
        except TooManyAttemptsError as error:
            await _later(error.seconds)(request.scope, request.receive, send)
            return
        if user is None and request.url.path in _OPEN_PATHS:
            await self._let_in(request, send, _NOBODY, "nobody")
            return
        if user is None:
            await sign_in_first(request)(request.scope, request.receive, send)
            return
        identity = Identity(owner=f"user {user.name}", role=user.role, name=user.name)
        await self._let_in(request, send, identity, f"user {user.name}")

    async def _let_visitor_in(self, request: Request, send: Send) -> None:
        """Let in one of no name: its browser is told from others, so that none reads another's."""
        known = request.cookies.get(VISITOR_COOKIE, "")[:_MAX_VISITOR_CHARACTERS]
        visitor = known or secrets.token_urlsafe(24)
        if not known and wants_page(request):
            send = _sending_cookie(send, visitor)
        # Whoever sits at the machine may do everything; of others nobody knows who they are.
        role = UserRole.ADMIN if self._access.local else UserRole.READER
        address = request.client.host if request.client else ""
        identity = Identity(owner=f"visitor {visitor}", role=role)
        await self._let_in(request, send, identity, f"from {address}")

    async def _let_in(self, request: Request, send: Send, identity: Identity, payer: str) -> None:
        costly = request.method not in SAFE_METHODS or request.url.path.startswith(_FILES_MADE)
        wait = self._access.requests.seconds_to_wait(payer) if costly else 0
        if wait:
            await _later(wait)(request.scope, request.receive, send)
            return
        set_identity(request.scope, identity)
        await self._app(request.scope, request.receive, send)


def _later(seconds: int) -> Response:
    response = refusal(429, f"too many requests; try again in {seconds} seconds")
    response.headers["retry-after"] = str(seconds)
    return response


def _sending_cookie(send: Send, visitor: str) -> Send:
    cookie = f"{VISITOR_COOKIE}={visitor}; Max-Age={_YEAR_SECONDS}; Path=/; HttpOnly; SameSite=Lax"

    async def send_with_cookie(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": list(message.get("headers", []))}
            MutableHeaders(scope=message).append("set-cookie", cookie)
        await send(message)

    return send_with_cookie
