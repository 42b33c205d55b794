"""One clause in the reader: its words, its source, its rendering, what was corrected in it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from corpus.types import Clause, Correction, ParsedDocument, Role, Span, Status
from rag.types import Language
from ui.markup import attribute, text
from ui.pages.query import reader_link
from ui.pages.quoted import marked_part, quote_spans
from ui.pages.reader_words import ReaderWords, reader_words
from ui.words import PageLanguage, answer_words

_MAX_ENUMERATOR = 12  # characters that may stand in front of a heading: 第十二条之一, (十一)
_ROLE_ORDER = (Role.LEAD, Role.SOLE, Role.JOINT, Role.NAMED, Role.PARTICIPANT)


@dataclass(frozen=True)
class Showing:
    """What of each clause is shown: `parts` of text, source and en; `quotes` in the cited one."""

    language: PageLanguage
    parts: frozenset[str]
    cited: str
    quotes: tuple[str, ...]


def render_clause(
    clause: Clause, anchor: str, depth: int, of: ParsedDocument, show: Showing
) -> str:
    """Return the clause as a section with the id `anchor`; the cited one says that it is."""
    words = reader_words(show.language)
    is_cited = clause.reference == show.cited
    cited = _cited(of, show) if is_cited else ""
    goal = ' data-goal tabindex="-1"' if is_cited else ""
    parts = [
        _text(clause, depth, show, is_cited) if "text" in show.parts else _bare_head(clause, depth),
        _source(clause, of, show.language) if "source" in show.parts else "",
        _english(clause, words) if "en" in show.parts else "",
        _particulars(clause, words, show.language),
        _corrections(clause.corrections, words),
    ]
    return (
        f'<section class="zd-read-clause zd-depth-{min(depth, 4)}" id="{anchor}" '
        f'data-clause="{attribute(clause.clause_id)}"{goal}>'
        f"{cited}{_permalink(clause, words)}{''.join(parts)}</section>"
    )


def _cited(of: ParsedDocument, show: Showing) -> str:
    """Return the line that says where the reader is when the head of the page is out of sight."""
    status = of.document.status
    statuses = answer_words(Language(show.language)).statuses
    badge = f" · {statuses[status]}" if status is Status.REPEALED else ""
    return (
        f'<p class="zd-cited">{text(reader_words(show.language).cited)} · '
        f'<span lang="zh-Hans">{text(of.document.title)}</span>{text(badge)}</p>'
    )


def unfound(clause: Clause, quotes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the quotes that do not stand in the clause."""
    return tuple(quote for quote in quotes if quote not in clause.text)


def _permalink(clause: Clause, words: ReaderWords) -> str:
    address = attribute(reader_link(clause.document_id, clause.reference))
    name = attribute(f"{words.link} {clause.reference}")
    return (
        f'<a class="zd-permalink" lang="zh-Hans" href="{address}" '
        f'aria-label="{name}" title="{attribute(words.link)}">{text(clause.reference)}</a>'
    )


def _text(clause: Clause, depth: int, show: Showing, is_cited: bool) -> str:
    marks = quote_spans(clause.text, show.quotes if is_cited else ())
    end = _end_of_heading(clause)
    head = marked_part(clause.text, Span(start=0, end=end), marks)
    body = marked_part(clause.text, Span(start=end, end=len(clause.text)), marks)
    rank = min(depth + 3, 6)
    heading = f'<h{rank} lang="zh-Hans">{head}</h{rank}>' if head else ""
    return heading + (f'<div class="zd-read-text" lang="zh-Hans">{body}</div>' if body else "")


def _bare_head(clause: Clause, depth: int) -> str:
    rank = min(depth + 3, 6)
    return f'<h{rank} lang="zh-Hans">{text(clause.heading or clause.reference)}</h{rank}>'


def _end_of_heading(clause: Clause) -> int:
    """Return where the heading ends that the clause's text begins with; 0 without one."""
    start = clause.text.find(clause.heading) if clause.heading else -1
    if not 0 <= start <= _MAX_ENUMERATOR:
        return 0
    end = start + len(clause.heading)
    return end + 1 if clause.text[end : end + 1] in {"。", ":"} else end


def _source(clause: Clause, of: ParsedDocument, language: PageLanguage) -> str:
    """Return the clause as it stands in the source file, with what was changed marked."""
    words = reader_words(language)
    changed = sorted({(one.span.start, one.span.end) for one in clause.corrections})
    marks = [Span(start=start, end=end) for start, end in changed]
    pieces = "".join(marked_part(of.raw_text, span, marks, "del") for span in clause.spans)
    first, last = clause.lines
    labels = answer_words(Language(language))
    lines = (labels.line if first == last else labels.lines).format(first=first, last=last)
    return (
        f'<div class="zd-read-source"><p class="zd-note">{text(words.source)} · '
        f"{text(of.document.source_file)} · {text(lines)}</p><div>{pieces}</div></div>"
    )


def _english(clause: Clause, words: ReaderWords) -> str:
    if clause.rendering is None:
        return f'<p class="zd-note">{text(words.no_english)}</p>'
    return (
        f'<div class="zd-read-english"><p class="zd-note">{text(words.english_note)}</p>'
        f'<p lang="en">{text(clause.rendering.text)}</p></div>'
    )


def _particulars(clause: Clause, words: ReaderWords, language: PageLanguage) -> str:
    """Return who is responsible, who else is involved, and until when."""
    roles = answer_words(Language(language)).roles
    ordered = sorted(clause.responsibilities, key=lambda one: _ROLE_ORDER.index(one.role))
    facts = [
        (f"{words.agencies} · {roles[role]}", [one.agency for one in group])
        for role, group in groupby(ordered, key=lambda one: one.role)
    ]
    facts += [(words.also_involved, list(clause.also_involved))]
    facts += [(words.deadline, [one.words for one in clause.deadlines])]
    rows = "".join(
        f'<div><dt>{text(name)}</dt><dd lang="zh-Hans">{text("、".join(values))}</dd></div>'
        for name, values in facts
        if values
    )
    return f'<dl class="zd-read-facts">{rows}</dl>' if rows else ""


def _corrections(corrections: tuple[Correction, ...], words: ReaderWords) -> str:
    if not corrections:
        return ""
    reasons = dict.fromkeys(one.reason for one in corrections)
    groups = "".join(
        _of_reason(reason, [one for one in corrections if one.reason == reason], words)
        for reason in reasons
    )
    head = words.corrections.format(count=len(corrections))
    return f'<details class="zd-corrections"><summary>{text(head)}</summary><ul>{groups}</ul></details>'


def _of_reason(reason: str, corrections: list[Correction], words: ReaderWords) -> str:
    pairs = Counter((one.was, one.now) for one in corrections)
    shown = ";".join(
        f"<del>{text(was)}</del> → {f'<ins>{text(now)}</ins>' if now else text(words.left_out)}"
        f"{f' ×{count}' if count > 1 else ''}"
        for (was, now), count in pairs.items()
    )
    name = words.pairs.format(reason=words.reasons.get(reason, reason), count=len(corrections))
    return f'<li><b>{text(name)}</b> <span lang="zh-Hans">{shown}</span></li>'
