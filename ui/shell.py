"""What the server sends around the app: gradio's HTML shell made ours, and what a page may load."""

from __future__ import annotations

import re
from collections.abc import MutableMapping

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.frame_words import Place
from ui.words import TITLE

# Whatever text gets into a page, the browser fetches nothing from another host. Gradio's own code
# needs inline scripts and `new Function`.
_POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    ]
)
_PAGE_PATHS = frozenset(f"/{place}" for place in Place)
_PREVIEW_TAG = re.compile(r'\s*<meta\s+(?:property="og:|name="twitter:)[^>]*>')
_HTML_LANGUAGE = re.compile(r'(<html\s+lang=)"en"')


def own_shell(html: str) -> str:
    """Return gradio's page with our title and language and without its previews of other sites."""
    named = _HTML_LANGUAGE.sub(r'\1"zh-Hans"', _PREVIEW_TAG.sub("", html), count=1)
    return named.replace("<head>", f"<head>\n\t\t<title>{TITLE}</title>", 1)


class Shell:
    """ASGI middleware: the policy on every response, our shell on the pages themselves."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_page = scope["path"] in _PAGE_PATHS and scope["method"] == "GET"
        await self._app(scope, receive, _PageSender(send) if is_page else _PolicySender(send))


class _PolicySender:
    def __init__(self, send: Send) -> None:
        self._send = send

    async def __call__(self, message: Message) -> None:
        await self._send(_with_policy(message))


class _PageSender:
    """Holds the page back until it is whole, since its length changes."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: MutableMapping[str, object] = {}
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        self._body += message.get("body", b"")
        if message.get("more_body", False):
            return
        body = self._rewritten()
        start = _with_policy({**self._start})
        MutableHeaders(scope=start)["content-length"] = str(len(body))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})

    def _rewritten(self) -> bytes:
        is_html = MutableHeaders(scope=self._start).get("content-type", "").startswith("text/html")
        return own_shell(self._body.decode()).encode() if is_html else self._body


def _with_policy(message: Message) -> Message:
    if message["type"] != "http.response.start":
        return message
    ours = {**message, "headers": list(message.get("headers", []))}
    headers = MutableHeaders(scope=ours)
    headers["content-security-policy"] = _POLICY
    headers["x-content-type-options"] = "nosniff"
    headers["referrer-policy"] = "same-origin"
    return ours
