"""Who sends a request: a signed-in user, or, where nobody signs in, one browser."""

from __future__ import annotations

from typing import Any, Final

from starlette.types import Scope

from corpus.types import Frozen
from ui.users import UserRole

SIGN_OUT_PATH: Final = "/logout"
_KEY: Final = "zhengda.identity"


class Identity(Frozen):
    """`owner` is what kept things belong to; `name` is None where nobody signs in."""

    owner: str
    role: UserRole
    name: str | None = None


# What asks without the gate before it, as tests of single parts do, has nothing kept in common with
# anybody that the gate let in.
LOCAL: Final = Identity(owner="local", role=UserRole.ADMIN)


def set_identity(scope: Scope, identity: Identity) -> None:
    scope[_KEY] = identity


def identity_of(request: Any) -> Identity:
    """Return who sends a request of Starlette, or one of Gradio, which has Starlette's inside."""
    scope = getattr(getattr(request, "request", None) or request, "scope", {})
    found = scope.get(_KEY, LOCAL)
    assert isinstance(found, Identity)
    return found
