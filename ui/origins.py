"""Requests that no page of ours sends: refused before anything reads them."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import Message, Receive, Scope

from ui.access import is_loopback

SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
MAX_BODY_BYTES: Final = 1024 * 1024
PREVIEW_PATH: Final = "/staff/documents/preview"
ADD_PATH: Final = "/staff/documents/add"
# Here whoever reads the body counts it: Gradio by `max_file_size`, documents by the readers' limits.
_UPLOADS: Final = ("/gradio_api/upload", PREVIEW_PATH, ADD_PATH)


def refusal_of(scope: Scope, headers: Headers, *, local: bool) -> Response | None:
    """Return the answer to a request from another site or with too long a body; None for others."""
    host = headers.get("host", "")
    # A site whose name is made to lead to this machine would count as our own.
    if local and not is_loopback(_hostname(host)):
        return refusal(403, "this server answers on this machine only")
    origin = headers.get("origin")
    unsafe = scope["method"] not in SAFE_METHODS
    from_elsewhere = unsafe and headers.get("sec-fetch-site") == "cross-site"
    if from_elsewhere or (origin is not None and _netloc(origin) != host.casefold()):
        return refusal(403, "requests from other sites are refused")
    length = headers.get("content-length", "0")
    if not (length.isdecimal() and length.isascii()):
        return refusal(400, "the length of the request is no number")
    if not scope["path"].startswith(_UPLOADS) and int(length) > MAX_BODY_BYTES:
        return refusal(413, f"at most {MAX_BODY_BYTES} bytes are read")
    return None


def bounded(scope: Scope, receive: Receive) -> Receive:
    """Return `receive`, which hangs up on a body that is longer than it said."""
    if scope["path"].startswith(_UPLOADS):
        return receive
    received = 0

    async def receive_bounded() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        return message if received <= MAX_BODY_BYTES else {"type": "http.disconnect"}

    return receive_bounded


def refusal(status: int, words: str) -> Response:
    return PlainTextResponse(f"{words}\n", status_code=status)


def _hostname(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _netloc(origin: str) -> str:
    try:
        return urlsplit(origin).netloc.casefold()
    except ValueError:
        return ""
