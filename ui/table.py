"""A comparison as a table: a column for each document, a silent one saying so."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from corpus.types import Status
from rag.types import Answer, AnswerAgency, Comparison, Side
from ui.frame_words import Place
from ui.markup import attribute, prose, reference, text
from ui.pages.query import PageQuery, link_to
from ui.words import AnswerWords


def render_comparison(
    answer: Answer, turn: int, titles: Mapping[str, str], words: AnswerWords
) -> str:
    """Return the sides of a comparison side by side, in their order."""
    assert answer.comparison is not None
    sides = answer.comparison.sides
    numbers = {citation.n for citation in answer.citations}
    head = "".join(f'<th scope="col">{_head(side, titles, words)}</th>' for side in sides)
    rows = [
        _row(words.level, sides, lambda side: _level(side, words)),
        _row(words.date, sides, lambda side: _date(side, words)),
        _row(words.status, sides, lambda side: _status(side, words)),
        _row(words.says, sides, lambda side: _says(side, numbers, turn, words), kind="zd-says"),
    ]
    if any(side.agencies for side in sides):
        rows.append(
            _row(words.agencies, sides, lambda side: _bodies(side, answer.agencies, turn, words))
        )
    return (
        f'<div class="zd-table" role="region" tabindex="0"><table><caption>{text(words.comparison)} · '
        f"{text(answer.comparison.topic)}</caption><thead><tr><td></td>{head}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table></div>{_elsewhere(answer.comparison, words)}"
    )


def _elsewhere(comparison: Comparison, words: AnswerWords) -> str:
    """Return the link that opens the comparison on its own page; the chat stays where it is."""
    documents = tuple(("doc", side.document) for side in comparison.sides)
    # Documents compared as wholes have totals; on the page they are aligned, without a topic.
    topic = () if comparison.totals else (("topic", comparison.topic),)
    address = attribute(link_to(Place.COMPARE, PageQuery(fields=(*topic, *documents))))
    label = words.open_alignment if comparison.totals else words.open_comparison
    return (
        f'<p class="zd-elsewhere"><a href="{address}" target="_blank" rel="noopener">'
        f"{text(label)}</a></p>"
    )


def _row(
    name: str, sides: tuple[Side, ...], cell: Callable[[Side], str], *, kind: str = "zd-fact"
) -> str:
    cells = "".join(
        f'<td class="{"" if side.covered else "zd-silent"}">{cell(side)}</td>' for side in sides
    )
    return f'<tr class="{kind}"><th scope="row">{text(name)}</th>{cells}</tr>'


def _head(side: Side, titles: Mapping[str, str], words: AnswerWords) -> str:
    title = titles.get(side.document, side.document)
    repealed = side.status is Status.REPEALED
    badge = (
        f'<strong class="zd-badge">{text(words.statuses[side.status])}</strong>' if repealed else ""
    )
    return (
        f'<span class="zd-place">{text(side.place)}</span>{badge}'
        f'<span class="zd-title" lang="zh-Hans">{text(title)}</span>'
    )


def _level(side: Side, words: AnswerWords) -> str:
    return text(words.levels[side.level] if side.level else words.not_stated)


def _date(side: Side, words: AnswerWords) -> str:
    return text(side.date or words.not_stated)


def _status(side: Side, words: AnswerWords) -> str:
    return text(words.statuses[side.status])


def _says(side: Side, numbers: set[int], turn: int, words: AnswerWords) -> str:
    if not side.covered:
        return f'<span class="zd-silence">{text(words.silent)}</span>{_aside(side, numbers, turn)}'
    unmentioned = [n for n in side.citations if f"[{n}]" not in side.summary]
    links = " ".join(reference(n, turn) for n in unmentioned)
    return f"{prose(side.summary, numbers, turn)} {links}"


def _aside(side: Side, numbers: set[int], turn: int) -> str:
    return prose(side.summary, numbers, turn) if side.summary else ""


def _bodies(side: Side, agencies: tuple[AnswerAgency, ...], turn: int, words: AnswerWords) -> str:
    if not side.agencies:
        return f'<span class="zd-silence">{text(words.silent)}</span>'
    known = {
        agency.name: agency for agency in reversed(agencies) if agency.citation in side.citations
    }
    return "".join(_body(name, known.get(name), turn, words) for name in side.agencies)


def _body(name: str, agency: AnswerAgency | None, turn: int, words: AnswerWords) -> str:
    if agency is None:
        bare = f'<b lang="zh-Hans">{text(name)}</b>'
        return f'<span class="zd-body">{tasks_button(name, bare, words)}</span>'
    return (
        f'<span class="zd-body">{tasks_button(name, body_name(agency), words)} '
        f'<span class="zd-role-word">{text(words.roles[agency.role])}</span> '
        f"{reference(agency.citation, turn)}</span>"
    )


def tasks_button(name: str, shown: str, words: AnswerWords) -> str:
    """Return what is shown of a body as a button that shows all its tasks."""
    label = attribute(words.tasks_of.format(name=name))
    return (
        f'<button type="button" class="zd-agency zd-do-tasks" title="{label}" '
        f'value="{attribute(name)}">{shown}</button>'
    )


def body_name(agency: AnswerAgency) -> str:
    """Return the name as the clause writes it, with the English one beside it, if there is one."""
    english = f' <i lang="en">{text(agency.name_en)}</i>' if agency.name_en else ""
    return f'<b lang="zh-Hans">{text(agency.name)}</b>{english}'
