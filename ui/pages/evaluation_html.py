"""A run of the evaluation as HTML; everything from questions and answers is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from eval.against import Against, Change
from eval.run_folder import Record
from eval.shares import Share
from ui.frame_words import Place
from ui.markup import attribute, prose, text
from ui.pages.evaluation_findings import finding_words
from ui.pages.evaluation_runs import KEPT_RUNS, Asked, Run, names_of_runs, read_kept
from ui.pages.evaluation_words import EvaluationWords, evaluation_words
from ui.pages.query import PageQuery, export_link, link_to
from ui.words import PageLanguage

_MAX_WRONG = 100
_MAX_ANSWER = 600  # characters shown of an answer


def render_evaluation(home: Path, query: PageQuery, language: PageLanguage) -> str:
    """Return the run that `run` names, if any, and the list of those kept."""
    words = evaluation_words(language)
    name = query.one("run")
    run = read_kept(home, name) if name else None
    missing = f'<p class="zd-alert" role="alert">{text(words.unknown_run.format(name=name))}</p>'
    shown = render_run(run, words) if run else (missing if name else "")
    return shown + _runs(names_of_runs(home), words)


def render_run(run: Run, words: EvaluationWords) -> str:
    summary, measures = run.summary, run.summary.measures
    where = ", ".join(Path(file).name for file in summary.files)
    seconds = measures.seconds_per_turn
    took = words.seconds.format(median=seconds.median, p95=seconds.p95)
    here = attribute(_address(run.name))
    full = attribute(export_link("report.html", PageQuery(fields=(("run", run.name),))))
    return (
        f'<section class="zd-run"><h3 id="zd-run" data-goal data-address="{here}" tabindex="-1">'
        f'{text(words.report)} {text(run.name)}</h3><p class="zd-about">{text(where)} · {text(words.names.get(summary.split, summary.split))}</p>'
        f'<p class="zd-score"><b>{_percent(measures.accuracy)}</b> {text(words.accuracy)} · '
        f"{summary.right} / {summary.cases} · {text(words.interval)} "
        f"{_interval(measures.accuracy)}</p><p>{text(took)}</p>"
        f'<p><a href="{full}" download="report.html">{text(words.full_report)}</a></p>'
        f"{_against(summary.against, words)}"
        f"{_shares(words.by_category, measures.by_category, words)}"
        f"{_shares(words.by_language, measures.by_language, words)}"
        f"{_shares(words.others, _others(run, words), words)}"
        f"{_wrong(run.records, words)}</section>"
    )


def render_progress(asked: Asked, words: EvaluationWords) -> str:
    line = words.progress.format(done=asked.done, of=asked.of, right=asked.right)
    return (
        f'<p role="status">{text(line)}</p><progress max="{asked.of}" value="{asked.done}" '
        f'aria-label="{attribute(words.heading)}"></progress>'
    )


def render_problem(line: str) -> str:
    return f'<p class="zd-alert" role="alert">{text(line)}</p>'


def _runs(names: tuple[str, ...], words: EvaluationWords) -> str:
    links = "".join(
        f'<li><a href="{attribute(_address(name))}">{text(name)}</a></li>' for name in names
    )
    listed = f'<ul class="zd-runs">{links}</ul>' if links else f"<p>{text(words.no_runs)}</p>"
    kept = words.kept.format(number=KEPT_RUNS)
    return f'<h3>{text(words.runs)}</h3><p class="zd-note">{text(kept)}</p>{listed}'


def _address(name: str) -> str:
    return link_to(Place.EVALUATION, PageQuery(fields=(("run", name),)))


def _others(run: Run, words: EvaluationWords) -> dict[str, Share]:
    measures = run.summary.measures
    others = {
        words.first_citation: measures.first_citation,
        words.agencies: measures.agencies_exact,
    }
    for kind, refusals in measures.refusals.items():
        name = words.names.get(kind, kind)
        others[words.refusal_precision.format(kind=name)] = refusals.precision
        others[words.refusal_recall.format(kind=name)] = refusals.recall
    return others


def _shares(title: str, shares: Mapping[str, Share], words: EvaluationWords) -> str:
    rows = "".join(
        f'<tr><th scope="row">{text(words.names.get(name, name))}</th><td>{_percent(share)}</td>'
        f"<td>{_interval(share)}</td><td>{share.cases}</td></tr>"
        for name, share in shares.items()
        if share.cases
    )
    heads = "".join(
        f'<th scope="col">{text(one)}</th>'
        for one in (title, words.share, words.interval, words.cases)
    )
    return (
        f'<div class="zd-table" role="region" tabindex="0" aria-label="{attribute(title)}"><table>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _wrong(records: Iterable[Record], words: EvaluationWords) -> str:
    wrong = [one for one in records if not one.right]
    if not wrong:
        return f"<h3>{text(words.none_wrong)}</h3>"
    entries = "".join(_case(one, words) for one in wrong[:_MAX_WRONG])
    more = words.first_wrong.format(limit=_MAX_WRONG) if len(wrong) > _MAX_WRONG else ""
    return (
        f"<h3>{text(words.wrong.format(count=len(wrong)))}</h3>"
        f'<p class="zd-note">{text(more)}</p><ol class="zd-wrong">{entries}</ol>'
    )


def _case(record: Record, words: EvaluationWords) -> str:
    findings = "".join(
        f"<li><b>{text(words.reasons[one.reason])}</b> {text(finding_words(one.detail, words.language))}</li>"
        for one in record.findings
    )
    said = record.answers[-1].text[:_MAX_ANSWER] if record.answers else ""
    answer = f'<p class="zd-note">{text(words.answer)}</p>{prose(said, (), 0)}' if said else ""
    return f"<li>{_question(record.turns, record.id, words)}<ul>{findings}</ul>{answer}</li>"


def _question(turns: tuple[str, ...], case_id: str, words: EvaluationWords) -> str:
    """Return the turns of a case with the link that puts them to the chat."""
    address = attribute(link_to(Place.CHAT, PageQuery(fields=tuple(("ask", t) for t in turns))))
    asked = " → ".join(turns)
    return (
        f'<p><span class="zd-question-words">{text(asked)}</span> <small>{text(case_id)}</small> '
        f'<a href="{address}" target="_blank" rel="noopener">{text(words.open_in_chat)}</a></p>'
    )


def _against(against: Against | None, words: EvaluationWords) -> str:
    if against is None:
        return ""
    line = words.changes.format(
        cases=against.cases, before=against.right_before, now=against.right_now
    )
    return (
        f"<h3>{text(words.compared.format(run=against.run))}</h3><p>{text(line)} "
        f"{text(words.p_value.format(value=against.p_value))}</p>"
        f"{_changes(words.newly_wrong, against.newly_wrong, words)}"
        f"{_changes(words.newly_right, against.newly_right, words)}"
    )


def _changes(title: str, changes: tuple[Change, ...], words: EvaluationWords) -> str:
    names = {reason.value: word for reason, word in words.reasons.items()}
    entries = "".join(
        f"<li>{_question(one.turns, one.id, words)}"
        f"<p>{text('; '.join(names.get(reason, reason) for reason in one.reasons))}</p></li>"
        for one in changes
    )
    listed = f'<ol class="zd-wrong">{entries}</ol>' if entries else ""
    return f"<h4>{text(title.format(count=len(changes)))}</h4>{listed}"


def _percent(share: Share) -> str:
    return f"{share.value:.1%}"


def _interval(share: Share) -> str:
    return f"{share.low:.1%}–{share.high:.1%}"
