"""The evaluation: put known questions or those of a file, watch, read the report, compare."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import gradio as gr

from corpus.errors import AssistantError
from eval.cases import Split
from ui.frame import Frame, language_wanted, lay_out_frame
from ui.frame_words import Place
from ui.markup import text
from ui.pages.evaluation_html import render_evaluation, render_problem, render_progress
from ui.pages.evaluation_runs import (
    MAX_CASES,
    Asked,
    Questions,
    TooManyCasesError,
    UnpackedTooLargeError,
    ask_all,
    known_questions,
    names_of_runs,
    own_questions,
)
from ui.pages.evaluation_words import EvaluationWords, evaluation_words
from ui.pages.query import PageQuery
from ui.pages.view import View, lay_out_content, wire_view
from ui.parts import Parts
from ui.words import PageLanguage

_OWN: Final = "own"
_FILE_TYPES = [".jsonl", ".csv", ".xlsx"]
_log = logging.getLogger(__name__)


class Evaluation(NamedTuple):
    frame: Frame
    intro: gr.HTML
    source: gr.Radio
    upload: gr.UploadButton
    against: gr.Dropdown
    run: gr.Button
    stop: gr.Button
    progress: gr.HTML
    content: gr.HTML


def lay_out(places: Sequence[Place]) -> Evaluation:
    words = evaluation_words(PageLanguage.CHINESE)
    frame = lay_out_frame(Place.EVALUATION, places)
    with gr.Column(elem_id="zd-evaluation"):
        intro = gr.HTML(_intro(words))
        source = gr.Radio(
            _sources(words), value=Split.ALL.value, label=words.source, elem_id="zd-source"
        )
        upload = gr.UploadButton(
            words.upload, file_types=_FILE_TYPES, visible=False, elem_id="zd-upload"
        )
        against = gr.Dropdown(
            [(words.no_run, "")], value="", label=words.against, elem_id="zd-against"
        )
        with gr.Row(elem_id="zd-run-row"):
            run = gr.Button(words.run, variant="primary", elem_id="zd-run-button")
            stop = gr.Button(words.stop, visible=False, elem_id="zd-stop-button")
        progress = gr.HTML("", elem_id="zd-progress")
    content = lay_out_content(Place.EVALUATION)
    return Evaluation(frame, intro, source, upload, against, run, stop, progress, content)


def wire(app: gr.Blocks, page: Evaluation, parts: Parts) -> None:
    home = parts.settings.home
    wire_view(
        app,
        View(page.frame, page.content),
        lambda query, language: render_evaluation(home, query, language),
    )
    _wire_words(app, page, home)
    _wire_choice(page)
    _wire_run(page, parts)


def _wire_words(app: gr.Blocks, page: Evaluation, home: Path) -> None:
    def opened(request: gr.Request) -> dict[Any, Any]:
        return _in_language(page, language_wanted(request), home)

    switch = page.frame.language
    outputs = [page.intro, page.source, page.upload, page.against, page.run, page.stop]
    quiet: Any = {"show_progress": "hidden", "api_visibility": "private", "queue": False}
    app.load(opened, None, outputs, **quiet)
    switch.input(
        lambda language: _in_language(page, PageLanguage(language), home), switch, outputs, **quiet
    )


def _wire_choice(page: Evaluation) -> None:
    """Offer the upload only to who wants it, and say which file was chosen."""
    quiet: Any = {"show_progress": "hidden", "api_visibility": "private", "queue": False}
    page.source.change(
        lambda source: gr.UploadButton(visible=source == _OWN), page.source, page.upload, **quiet
    )
    page.upload.upload(_chosen, [page.upload, page.frame.language], page.progress, **quiet)


def _wire_run(page: Evaluation, parts: Parts) -> None:
    """Run one evaluation at a time, whoever asks for it: it takes all that the machine has."""
    home = parts.settings.home

    def run(source: str, path: str | None, against: str, language: str) -> Iterator[dict[Any, Any]]:
        words = evaluation_words(PageLanguage(language))
        yield {
            page.progress: f'<p role="status">{text(words.asking)}</p>',
            page.run: gr.Button(interactive=False),
            page.stop: gr.Button(visible=True),
        }
        after = {page.run: gr.Button(interactive=True), page.stop: gr.Button(visible=False)}
        try:
            questions = _questions(source, path)
            for step in ask_all(
                parts.assistant, questions, parts.knowledge.corpus, home, against or ""
            ):
                if isinstance(step, Asked):
                    yield {page.progress: render_progress(step, words)}
                else:
                    yield {**after, page.progress: "", **_finished(page, step, language, home)}
        except Exception as error:
            yield {**after, page.progress: render_problem(_problem(error, words))}

    running = page.run.click(
        run,
        [page.source, page.upload, page.against, page.frame.language],
        [page.progress, page.run, page.stop, page.content, page.against],
        concurrency_limit=1,
        trigger_mode="once",
        show_progress="hidden",
        api_visibility="private",
    )
    page.stop.click(
        lambda: {
            page.progress: "",
            page.run: gr.Button(interactive=True),
            page.stop: gr.Button(visible=False),
        },
        None,
        [page.progress, page.run, page.stop],
        cancels=[running],
        show_progress="hidden",
        api_visibility="private",
    )


def _finished(page: Evaluation, name: str, language: str, home: Path) -> dict[Any, Any]:
    chosen = PageLanguage(language)
    query = PageQuery(fields=(("run", name),))
    return {
        page.content: render_evaluation(home, query, chosen),
        page.against: gr.Dropdown(choices=_choices(evaluation_words(chosen), home)),
    }


def _questions(source: str, path: str | None) -> Questions:
    """Return what is to be asked; FileNotFoundError where a file is wanted and none was chosen."""
    if source != _OWN:
        return known_questions(Split(source))
    if not path:
        raise FileNotFoundError
    return own_questions(Path(path))


def _problem(error: Exception, words: EvaluationWords) -> str:
    """Return the line that tells a user what to do; what is our mistake goes into the log, too."""
    if isinstance(error, FileNotFoundError):
        return words.no_file
    if isinstance(error, TooManyCasesError):
        return words.too_many.format(count=error.count, limit=MAX_CASES)
    if isinstance(error, UnpackedTooLargeError):
        return words.too_large
    if isinstance(error, AssistantError):
        return str(error)
    _log.error("an evaluation failed", exc_info=error)
    return words.failed


def _chosen(path: str | None, language: str) -> str:
    words = evaluation_words(PageLanguage(language))
    name = Path(path).name if path else ""
    return f'<p role="status">{text(words.chosen.format(name=name))}</p>' if name else ""


def _in_language(page: Evaluation, language: PageLanguage, home: Path) -> dict[Any, Any]:
    words = evaluation_words(language)
    return {
        page.intro: _intro(words),
        page.source: gr.Radio(choices=_sources(words), label=words.source),
        page.upload: gr.UploadButton(label=words.upload),
        page.against: gr.Dropdown(choices=_choices(words, home), label=words.against),
        page.run: gr.Button(words.run),
        page.stop: gr.Button(words.stop),
    }


def _intro(words: EvaluationWords) -> str:
    return f'<h2>{text(words.heading)}</h2><p class="zd-about">{text(words.about)}</p>'


def _sources(words: EvaluationWords) -> list[tuple[str, str | int | float]]:
    return [
        (words.suite, Split.ALL.value),
        (words.dev, Split.DEV.value),
        (words.test, Split.TEST.value),
        (words.own, _OWN),
    ]


def _choices(words: EvaluationWords, home: Path) -> list[tuple[str, str | int | float]]:
    return [(words.no_run, ""), *((name, name) for name in names_of_runs(home))]
