"""Who is signed in: random tokens in cookies, their digests in memory; a restart signs all out."""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from time import monotonic
from typing import Final, NamedTuple

IDLE_SECONDS: Final = 12 * 3600.0
_MAX_SESSIONS: Final = 10_000


class _Session(NamedTuple):
    name: str
    seen: float


class Sessions:
    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._sessions: OrderedDict[bytes, _Session] = OrderedDict()

    def begin(self, name: str) -> str:
        """Return the token of a new session."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._sessions[_digest(token)] = _Session(name, self._clock())
            while len(self._sessions) > _MAX_SESSIONS:
                self._sessions.popitem(last=False)
        return token

    def name_of(self, token: str) -> str | None:
        """Return who has this token; None for one that is unknown, ended or idle for too long."""
        digest, now = _digest(token), self._clock()
        with self._lock:
            session = self._sessions.pop(digest, None)
            if session is None or now - session.seen > IDLE_SECONDS:
                return None
            self._sessions[digest] = _Session(session.name, now)
            return session.name

    def end(self, token: str) -> None:
        with self._lock:
            self._sessions.pop(_digest(token), None)


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode(errors="replace")).digest()
