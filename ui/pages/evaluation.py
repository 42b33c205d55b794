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
from ui.identity import Identity, identity_of
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
from ui.pages.view import View, lay_out_content, wire_view_to
from ui.parts import Parts
from ui.users import UserRole
from ui.words import PageLanguage

_OWN: Final = "own"
_FILE_TYPES = [".jsonl", ".csv", ".xlsx"]
_log = logging.getLogger(__name__)


class Evaluation(NamedTuple):
    frame: Frame
    intro: gr.HTML
    controls: gr.Column
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
        with gr.Column(elem_id="zd-evaluation-controls", visible=False) as controls:
            source, upload, against = _lay_out_choices(words)
            with gr.Row(elem_id="zd-run-row"):
                run = gr.Button(words.run, variant="primary", elem_id="zd-run-button")
                stop = gr.Button(words.stop, visible=False, elem_id="zd-stop-button")
        progress = gr.HTML("", elem_id="zd-progress")
    content = lay_out_content(Place.EVALUATION)
    return Evaluation(frame, intro, controls, source, upload, against, run, stop, progress, content)


def _lay_out_choices(words: EvaluationWords) -> tuple[gr.Radio, gr.UploadButton, gr.Dropdown]:
    source = gr.Radio(
        _sources(words), value=Split.ALL.value, label=words.source, elem_id="zd-source"
    )
    upload = gr.UploadButton(
        words.upload, file_types=_FILE_TYPES, visible=False, elem_id="zd-upload"
    )
    against = gr.Dropdown([(words.no_run, "")], value="", label=words.against, elem_id="zd-against")
    return source, upload, against


def wire(app: gr.Blocks, page: Evaluation, parts: Parts) -> None:
    home = parts.settings.home
    wire_view_to(app, View(page.frame, page.content), lambda *asked: _shown(home, *asked))
    _wire_words(app, page, home)
    _wire_choice(page)
    _wire_run(page, parts)


def _shown(home: Path, query: PageQuery, language: PageLanguage, who: Identity) -> str:
    """Return the run of the address; to those who run none, without an address, the last one."""
    if not query.one("run") and not _may_run(who):
        query = query.changed(run=next(iter(names_of_runs(home)), ""))
    return render_evaluation(home, query, language)


def _may_run(who: Identity) -> bool:
    """Return whether one may have questions put: a run takes all of the machine for minutes."""
    return who.role is UserRole.ADMIN


def _wire_words(app: gr.Blocks, page: Evaluation, home: Path) -> None:
    def opened(request: gr.Request) -> dict[Any, Any]:
        words = _in_language(page, language_wanted(request), home)
        return {**words, page.controls: gr.Column(visible=_may_run(identity_of(request)))}

    switch = page.frame.language
    outputs = [
        page.intro,
        page.controls,
        page.source,
        page.upload,
        page.against,
        page.run,
        page.stop,
    ]
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

    def run(
        source: str, path: str | None, against: str, language: str, request: gr.Request
    ) -> Iterator[dict[Any, Any]]:
        chosen = PageLanguage(language)
        words = evaluation_words(chosen)
        if not _may_run(identity_of(request)):
            yield {page.progress: render_problem(words.admins_only)}
            return
        yield {
            page.progress: f'<p role="status">{text(words.asking)}</p>',
            page.run: gr.Button(interactive=False),
            page.stop: gr.Button(visible=True),
        }
        try:
            for step in _steps(parts, source, path, against):
                yield _reported(page, step, chosen, parts.settings.home)
        except Exception as error:
            yield {**_resting(page), page.progress: render_problem(_problem(error, words))}

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
        lambda: {**_resting(page), page.progress: ""},
        None,
        [page.progress, page.run, page.stop],
        cancels=[running],
        show_progress="hidden",
        api_visibility="private",
    )


def _steps(parts: Parts, source: str, path: str | None, against: str) -> Iterator[Asked | str]:
    """Put the questions, yielding how far the run is, and at last its name."""
    questions = _questions(source, path)
    home, corpus = parts.settings.home, parts.knowledge.corpus
    yield from ask_all(parts.assistant, questions, corpus, home, against or "")


def _reported(
    page: Evaluation, step: Asked | str, language: PageLanguage, home: Path
) -> dict[Any, Any]:
    """Return what shows how far a run is or, by its name, what it has found."""
    words = evaluation_words(language)
    if isinstance(step, Asked):
        return {page.progress: render_progress(step, words)}
    query = PageQuery(fields=(("run", step),))
    return {
        **_resting(page),
        page.progress: "",
        page.content: render_evaluation(home, query, language),
        page.against: gr.Dropdown(choices=_choices(words, home)),
    }


def _resting(page: Evaluation) -> dict[Any, Any]:
    """Return what shows that nothing runs."""
    return {page.run: gr.Button(interactive=True), page.stop: gr.Button(visible=False)}


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
