"""What a server asks of those who use it: nothing on this machine alone, else a user's password."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from pathlib import Path

from corpus.errors import AssistantError
from ui.rate import RateLimit
from ui.sessions import Sessions
from ui.users import Users


class AccessError(AssistantError):
    """A server would be open to others without anybody having said so."""


def _questions() -> RateLimit:
    return RateLimit(burst=60, per_minute=120)


def _sign_ins() -> RateLimit:
    return RateLimit(burst=10, per_minute=6)


@dataclass(frozen=True)
class Access:
    """`users` is None where nobody signs in; `local` says that the server is for this machine only."""

    users: Users | None = None
    local: bool = True
    sessions: Sessions = field(default_factory=Sessions)
    requests: RateLimit = field(default_factory=_questions)
    sign_ins: RateLimit = field(default_factory=_sign_ins)


def access_for(host: str, auth: Path | None, *, no_auth: bool) -> Access:
    """Return the access that the options of `zhengda serve` ask for.

    Raises:
        AccessError: the address is not of this machine alone, and neither a file of users nor
            `no_auth` is given; or both are.
        UsersError: the file of users cannot be used.

    """
    if auth and no_auth:
        raise AccessError("--auth and --no-auth exclude each other; give one of them")
    local = is_loopback(host)
    if not local and not auth and not no_auth:
        raise AccessError(
            f"others can reach {host!r}; give --auth FILE (zhengda user add NAME --file FILE), "
            "or --no-auth to let everybody in"
        )
    return Access(users=Users(auth) if auth else None, local=local)


def is_loopback(host: str) -> bool:
    """Return whether only this machine can reach what listens at `host`."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
