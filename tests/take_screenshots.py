"""Take the screenshots of `docs/screenshots`: every page, in both languages, wide and narrow.

Run `python tests/take_screenshots.py` from the root of the project; it needs the model and
Chromium. Each image is reduced to 128 colours, which keeps it small and its text sharp.
"""

from __future__ import annotations

import io
import shutil
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from rag.build import open_assistant  # noqa: E402 - the project need not be installed
from rag.settings import Settings  # noqa: E402
from ui.app import build_app, start  # noqa: E402
from ui.examples import examples_of  # noqa: E402
from ui.parts import Opened, Parts  # noqa: E402

FOLDER = ROOT / "docs" / "screenshots"
COLOURS = 128
SIZES = {"wide": {"width": 1280, "height": 800}, "narrow": {"width": 390, "height": 844}}
LANGUAGES = {"zh": "zh-CN", "en": "en-US"}
# What each page shows, and what is there when it is whole.
VIEWS = {
    "chat": ("?ask=四川的冷链物流设施由哪些部门负责?", ".zd-answer"),
    "read": ("read?doc=sichuan-circulation-2022&clause=三(一)2&quote=商务厅", "[data-goal]"),
    "compare": ("compare?topic=冷链物流&place=四川&place=全国", "#zd-content table"),
    "alignment": (
        "compare?doc=sichuan-ecommerce-express-2018&doc=sichuan-circulation-2022",
        "#zd-content table",
    ),
    "duties": ("duties?doc=sichuan-circulation-2022", "#zd-content table"),
    "documents": ("documents", ".zd-documents"),
    "evaluation": ("evaluation", "#zd-content h3"),
}
QUIET = ["no-sandbox", "disable-gpu", "no-first-run", "disable-background-networking",
         "disable-component-update", "disable-sync"]  # fmt: skip


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with _served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=[f"--{flag}" for flag in QUIET]
        )
        for name, (where, whole) in VIEWS.items():
            for language, size in ((one, two) for one in LANGUAGES for two in SIZES):
                page = _opened(browser, address + where, language, size)
                page.locator(whole).first.wait_for()
                page.wait_for_timeout(1_000)  # fonts, and what moves
                _save(page.screenshot(), FOLDER / f"{name}-{language}-{size}.png")
                page.context.close()
        browser.close()


@contextmanager
def _served() -> Iterator[str]:
    settings = Settings()
    assistant = open_assistant(settings)
    parts = Parts(Opened(assistant, assistant.knowledge), settings)
    app = build_app(parts, lambda: examples_of(assistant.knowledge))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    yield start(app, parts, host="127.0.0.1", port=port)
    app.close()


def _opened(browser: Browser, address: str, language: str, size: str) -> Page:
    context = browser.new_context(
        viewport=SIZES[size], locale=LANGUAGES[language], reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(address)
    return page


def _save(png: bytes, path: Path) -> None:
    image = Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS)
    image.save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
