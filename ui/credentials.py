"""Who a request comes from: by the cookie of a session, or by name and password in its header."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from collections import OrderedDict
from typing import Final, NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from ui.access import Access
from ui.users import User, Users

SESSION_COOKIE: Final = "zhengda-session"
_MAX_REMEMBERED: Final = 1000


class TooManyAttemptsError(Exception):
    """Names and passwords were tried too often; `seconds` is how long to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class _Pair(NamedTuple):
    name: str
    password: str


class Credentials:
    """Checks them; programs that send a password each time do not wait for its hash each time."""

    def __init__(self, access: Access, users: Users) -> None:
        self._access = access
        self._users = users
        self._secret = secrets.token_bytes(32)
        self._remembered: OrderedDict[bytes, str] = OrderedDict()

    async def user_of(self, request: Request) -> User | None:
        """Return who sends a request; raises TooManyAttemptsError."""
        token = request.cookies.get(SESSION_COOKIE)
        name = self._access.sessions.name_of(token) if token else None
        if name is not None:
            return self._users.find(name)
        pair = _basic(request.headers.get("authorization", ""))
        return await self.verified(request, pair.name, pair.password) if pair else None

    async def verified(self, request: Request, name: str, password: str) -> User | None:
        """Return the user of a name and password; raises TooManyAttemptsError."""
        digest = hmac.digest(self._secret, f"{name}\0{password}".encode(), hashlib.sha256)
        user = self._users.find(name)
        if user and self._remembered.get(digest) == user.password_hash.get_secret_value():
            return user
        address = request.client.host if request.client else ""
        for key in (f"from {address}", f"as {name}"):
            if wait := self._access.sign_ins.seconds_to_wait(key):
                raise TooManyAttemptsError(wait)
        user = await run_in_threadpool(self._users.verified, name, password)
        if user:
            self._remember(digest, user)
        return user

    def _remember(self, digest: bytes, user: User) -> None:
        self._remembered[digest] = user.password_hash.get_secret_value()
        while len(self._remembered) > _MAX_REMEMBERED:
            self._remembered.popitem(last=False)


def _basic(header: str) -> _Pair | None:
    """Return name and password of an HTTP header, None where it holds none."""
    scheme, _, coded = header.partition(" ")
    if scheme.casefold() != "basic":
        return None
    try:
        name, colon, password = base64.b64decode(coded, validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return None
    return _Pair(name, password) if colon else None
