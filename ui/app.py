"""The app: its pages, how they look, and how they are served."""

from __future__ import annotations

from pathlib import Path

import gradio as gr
from starlette.middleware import Middleware

from ui.access import Access
from ui.api import publish
from ui.asking import MAX_PARALLEL_QUESTIONS, wire_chat
from ui.examples import Examples, offered
from ui.gate import Gate
from ui.page import lay_out
from ui.pages.all_pages import PAGES, PLACES
from ui.parts import Parts
from ui.programs import Programs
from ui.serving import serving_of
from ui.shell import Shell
from ui.words import TITLE

_ASSETS = Path(__file__).parent / "assets"
_FONTS = (
    "system-ui",
    "PingFang SC",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "sans-serif",
)
_MAX_WAITING_QUESTIONS = 100


def start(
    app: gr.Blocks, parts: Parts, *, host: str, port: int, access: Access | None = None
) -> str:
    """Serve the app from another thread and return its address; `app.close()` ends it.

    Without `access` this machine alone may come in, and nobody signs in.
    """
    serving = serving_of(parts, access or Access())
    _, address, _ = app.queue(
        default_concurrency_limit=MAX_PARALLEL_QUESTIONS,
        max_size=_MAX_WAITING_QUESTIONS,
        api_open=False,
    ).launch(
        server_name=host,
        server_port=port,
        prevent_thread_lock=True,
        quiet=True,
        inbrowser=False,
        share=False,
        ssr_mode=False,
        mcp_server=False,
        pwa=False,
        run_history=False,
        enable_monitoring=False,
        max_file_size="1mb",
        footer_links=[],
        favicon_path=_ASSETS / "favicon.svg",
        theme=_theme(),
        head=_head(),
        # FastAPI's own pages of documentation load their scripts from elsewhere.
        app_kwargs={
            "docs_url": None,
            "redoc_url": None,
            "middleware": [Middleware(Shell), Middleware(Gate, access=serving.access)],
            "routes": list(serving.routes),
            "lifespan": serving.lifespan,
        },
    )
    return str(address)


def build_app(parts: Parts, examples: Examples) -> gr.Blocks:
    """Return the app with all its pages; of the `examples` of now some are offered each time."""
    app = gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True)
    with app:
        publish(Programs(parts))  # first: an event of a page may bear the name of an endpoint
        wire_chat(app, lay_out(offered(examples()), PLACES), parts, examples)
    for place, (lay_out_page, wire_page) in PAGES.items():
        # Gradio's own navigation stays empty: ours stands in the frame.
        with app.route(place.value, place.value, show_in_navbar=False):
            wire_page(app, lay_out_page(PLACES), parts)
    return app


def _head() -> str:
    """Return our style and script for the page's head.

    Not by `css_paths`: gradio writes that anew from the browser's object model, in which a
    shorthand with `var()` beside one of its longhands is lost.
    """
    styles = ("style.css", "frame.css", "pages.css", "staff.css", "intake.css")
    style = "".join((_ASSETS / name).read_text(encoding="utf-8") for name in styles)
    scripts = ("page.js", "asked.js", "staff.js", "intake.js")
    script = "".join((_ASSETS / name).read_text(encoding="utf-8") for name in scripts)
    return f"<style>{style}</style><script>{script}</script>"


def _theme() -> gr.themes.Base:
    return gr.themes.Base(font=_FONTS, font_mono=("ui-monospace", "monospace"))
