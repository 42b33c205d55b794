"""Signing in and out: the page, and what its form does."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, quote, urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from corpus.types import Frozen
from ui.access import Access
from ui.credentials import SESSION_COOKIE, Credentials, TooManyAttemptsError
from ui.frame import LANGUAGE_COOKIE
from ui.identity import SIGN_OUT_PATH
from ui.markup import attribute, text
from ui.sessions import IDLE_SECONDS
from ui.words import PageLanguage

SIGN_IN_PATH: Final = "/login"
_STYLE: Final = Path(__file__).parent / "assets" / "signin.css"


class _Words(Frozen):
    heading: str
    about: str
    name: str
    password: str
    sign_in: str
    wrong: str
    wait: str


_WORDS: Final = {
    PageLanguage.CHINESE: _Words(
        heading="登录政答",
        about="账号由管理员开通。",
        name="用户名",
        password="密码",
        sign_in="登录",
        wrong="用户名或密码不对。",
        wait="尝试次数过多,请 {seconds} 秒后再试。",
    ),
    PageLanguage.ENGLISH: _Words(
        heading="Sign in to Zhengda",
        about="Your administrator gives out accounts.",
        name="User name",
        password="Password",
        sign_in="Sign in",
        wrong="The user name or password is wrong.",
        wait="Too many attempts; try again in {seconds} seconds.",
    ),
}


class SigningIn:
    """The two addresses; Gradio's own of the same names are never reached."""

    def __init__(self, access: Access, credentials: Credentials) -> None:
        self._access = access
        self._credentials = credentials

    async def respond(self, request: Request) -> Response | None:
        """Return the answer to a request for one of the two addresses, None for all others."""
        path = request.url.path.rstrip("/")
        if path == SIGN_IN_PATH:
            if request.method == "POST":
                return await self._sign_in(request)
            return HTMLResponse(page(request))
        if path == SIGN_OUT_PATH:
            return self._sign_out(request)
        return None

    async def _sign_in(self, request: Request) -> Response:
        fields = parse_qs((await request.body()).decode(errors="replace"), max_num_fields=10)
        name, password = (fields.get(field, [""])[0] for field in ("username", "password"))
        try:
            user = await self._credentials.verified(request, name, password)
        except TooManyAttemptsError as error:
            words = words_for(request).wait.format(seconds=error.seconds)
            return _declined(request, 429, words)
        if user is None:
            return _declined(request, 401, words_for(request).wrong)
        answer: Response = JSONResponse({"success": True})
        if wants_page(request):
            answer = RedirectResponse(own_address(request.query_params.get("next", "")), 303)
        answer.set_cookie(
            SESSION_COOKIE,
            self._access.sessions.begin(user.name),
            max_age=int(IDLE_SECONDS),
            httponly=True,
            samesite="lax",
            secure=request.url.scheme == "https",
        )
        return answer

    def _sign_out(self, request: Request) -> Response:
        """End the session of a form that is sent; a link that others may set does not."""
        answer = RedirectResponse(SIGN_IN_PATH if request.method == "POST" else "/", 303)
        if request.method == "POST":
            self._access.sessions.end(request.cookies.get(SESSION_COOKIE, ""))
            answer.delete_cookie(SESSION_COOKIE)
        return answer


def sign_in_first(request: Request) -> Response:
    """Return the answer to one who is not signed in: the way to the form, to a program a 401."""
    if request.method == "GET" and wants_page(request):
        wanted = (
            f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path
        )
        return RedirectResponse(f"{SIGN_IN_PATH}?next={quote(wanted, safe='')}", 303)
    # Browsers would ask for the password themselves, and never forget it.
    by_browser = "sec-fetch-mode" in request.headers
    asking = {} if by_browser else {"www-authenticate": 'Basic realm="zhengda", charset="UTF-8"'}
    return JSONResponse({"detail": "sign in first"}, status_code=401, headers=asking)


def own_address(wanted: str) -> str:
    """Return an address of this server; of another one, or of none, the chat's."""
    parts = urlsplit(wanted.replace("\\", "/"))
    path = parts.path if not parts.scheme and not parts.netloc else "/"
    if not path.startswith("/") or path.startswith("//") or not path.isprintable():
        return "/"
    return f"{path}?{parts.query}" if parts.query else path


def wants_page(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")


def page(request: Request, problem: str = "") -> str:
    """Return the form as a page of its own, which loads nothing."""
    language, words = language_of(request), words_for(request)
    alert = f'<p role="alert">{text(problem)}</p>' if problem else ""
    wanted = attribute(quote(own_address(request.query_params.get("next", "")), safe=""))
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{text(words.heading)}</title><style>{_STYLE.read_text(encoding='utf-8')}</style></head>"
        f"<body><main><h1>{text(words.heading)}</h1><p>{text(words.about)}</p>{alert}"
        f'<form method="post" action="{SIGN_IN_PATH}?next={wanted}">'
        f'<label>{text(words.name)}<input name="username" autocomplete="username" required autofocus></label>'
        f"<label>{text(words.password)}"
        '<input name="password" type="password" autocomplete="current-password" required></label>'
        f"<button>{text(words.sign_in)}</button></form></main></body></html>"
    )


def language_of(request: Request) -> PageLanguage:
    """Return the language chosen on a page before, else English unless Chinese is wanted first."""
    chosen = request.cookies.get(LANGUAGE_COOKIE, "")
    if chosen in list(PageLanguage):
        return PageLanguage(chosen)
    wanted = request.headers.get("accept-language", "zh").strip().casefold()
    return PageLanguage.CHINESE if wanted.startswith(("zh", "*")) else PageLanguage.ENGLISH


def words_for(request: Request) -> _Words:
    return _WORDS[language_of(request)]


def _declined(request: Request, status: int, words: str) -> Response:
    if wants_page(request):
        return HTMLResponse(page(request, words), status_code=status)
    return JSONResponse({"detail": words}, status_code=status)
