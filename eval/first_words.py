"""How long a reader waits for the first words, in a real browser: `python -m eval.first_words ADDRESS`.

The server at ADDRESS runs already (`zhengda serve`); Chromium must be installed.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final

import typer
from playwright.sync_api import Page, sync_playwright
from rich.console import Console
from rich.table import Table

from corpus.types import Frozen
from eval.cases import Split, question_files
from eval.latency import seconds_of
from eval.load import load_cases

_CHROMIUM_FLAGS: Final = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
_LONGEST_WAIT: Final = 60_000  # milliseconds
_BETWEEN: Final = 500  # milliseconds, so that no answer is still being drawn at the next question

# Looks at every frame that is drawn: what is not drawn yet, nobody has read.
_WATCH: Final = """() => {
  const box = document.querySelector("#zd-question-box textarea");
  const count = (selector) => [...document.querySelectorAll(`#zd-chat ${selector}`)]
    .filter((one) => one.innerText.trim() && one.checkVisibility({ opacityProperty: true })).length;
  const ends = ".zd-answer, #zd-chat .zd-failure";
  const before = { ends: count(ends), any: count(`.zd-waiting, #zd-chat ${ends}`) };
  const seen = (window.zdSeen = {});
  box.addEventListener("keydown", ({ timeStamp }) => {
    const look = () => {
      const seconds = (performance.now() - timeStamp) / 1000;
      if (!seen.words && count(`.zd-waiting, #zd-chat ${ends}`) > before.any) seen.words = seconds;
      if (count(ends) > before.ends) seen.answer = seconds;
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, { once: true });
}"""


class Waits(Frozen):
    """Seconds from pressing Enter until words of the assistant's turn, and the answer, are drawn."""

    words: float
    answer: float


def wait_for(page: Page, question: str) -> Waits:
    """Ask on the open chat page and return how long its reader waited."""
    box = page.locator("#zd-question-box textarea")
    box.fill(question)
    page.evaluate(_WATCH)
    box.press("Enter")
    page.wait_for_function("window.zdSeen.answer", timeout=_LONGEST_WAIT)
    return Waits.model_validate(page.evaluate("window.zdSeen"))


def measure(address: str, questions: Sequence[str]) -> list[Waits]:
    """Return the waits for each question, asked in one conversation after another."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(_CHROMIUM_FLAGS)
        )
        page = browser.new_page(locale="zh-CN", viewport={"width": 1280, "height": 800})
        waits = []
        for question in questions:
            page.goto(address)
            page.locator("#zd-ask").wait_for()
            page.wait_for_timeout(_BETWEEN)
            waits.append(wait_for(page, question))
        browser.close()
    return waits


def main(
    address: Annotated[str, typer.Argument(help="http://127.0.0.1:7860/")],
    files: Annotated[list[Path] | None, typer.Argument(help="Questions; default: dev.")] = None,
    most: Annotated[int, typer.Option(min=1, help="How many questions.")] = 30,
) -> None:
    """Print how long readers of a running server wait for first words and for answers."""
    cases = load_cases(files or question_files(), Split.ALL if files else Split.DEV)
    single = [case.question for case in cases if len(case.turns) == 1]
    asked = single[:: max(1, len(single) // most)][:most]
    waits = measure(address, asked)
    table = Table("seconds", "median", "p90", "p95", "longest", title=f"{len(asked)} questions")
    for name in Waits.model_fields:
        durations = [getattr(one, name) for one in waits]
        found = seconds_of(durations)
        shown = (found.median, found.p90, found.p95, max(durations))
        table.add_row(name, *(f"{one:.2f}" for one in shown))
    Console().print(table)


if __name__ == "__main__":
    typer.run(main)
