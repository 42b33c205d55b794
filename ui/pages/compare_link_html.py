"""A link between two clauses as HTML: its score, why it was made, and the buttons to decide on it."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.gazetteer import bodies
from corpus.types import Clause
from embeddings.link_store import Decision, LinkVerdict, ReadLink
from embeddings.link_types import LinkKind, Why
from ui.markup import attribute, text, tool
from ui.pages.compare_alignment_words import AlignmentWords


def render_link(link: ReadLink, words: AlignmentWords, person: str | None) -> str:
    """Return a disclosure; with buttons where there is a `person` who may decide."""
    return (
        f'<details class="zd-link{" zd-link-cut" if link.is_cut else ""}">'
        f'<summary id="{attribute(f"zd-link-{link.first}-{link.second}")}">'
        f"{text(link_facts(link, words))}</summary>"
        f"{_why(link.computed.why, words) if link.computed else ''}"
        f"{_deciding(link, words) if person else ''}</details>"
    )


def render_adding(lead: str, other: str, words: AlignmentWords) -> str:
    """Return a disclosure with the form by which a person links the clause `lead` to one of `other`.

    `lead` is the id of a clause, `other` that of the other document, whose clauses are offered by
    `render_choices`.
    """
    buttons = "".join(
        tool("link", words.add[kind], f"{LinkVerdict.CONFIRMED} {kind}") for kind in LinkKind
    )
    return (
        f'<details class="zd-link"><summary id="{attribute(f"zd-link-new-{lead}")}">'
        f'{text(words.adding)}</summary><div class="zd-deciding" data-first="{attribute(lead)}" '
        f'data-document="{attribute(other)}" data-failed="{attribute(words.not_kept)}" '
        f'data-unknown="{attribute(words.no_clause)}"><label>{text(words.clause)} '
        f'<input type="text" lang="zh-Hans" autocomplete="off" '
        f'list="{attribute(_choices_id(other))}"></label>{buttons}'
        f'<span class="zd-said" role="alert"></span></div></details>'
    )


def render_choices(clauses: Sequence[Clause]) -> str:
    """Return the clauses of a document, for the forms of `render_adding` to offer."""
    options = "".join(
        f'<option value="{attribute(one.reference)}">{text(one.heading)}</option>'
        for one in clauses
    )
    name = attribute(_choices_id(clauses[0].document_id)) if clauses else ""
    return f'<datalist id="{name}">{options}</datalist>' if clauses else ""


def _choices_id(document: str) -> str:
    return f"zd-clauses-of-{document}"


def link_facts(link: ReadLink, words: AlignmentWords) -> str:
    """Return how much both clauses have in common, the score, and who decided when."""
    score = words.score.format(score=f"{link.computed.score:.2f}") if link.computed else words.added
    decided = decision_words(link.decision, words) if link.decision else ""
    return " · ".join(filter(None, (words.links[link.kind], score, decided)))


def decision_words(decision: Decision, words: AlignmentWords) -> str:
    on = decision.at.astimezone().date().isoformat()
    said = words.cut if decision.verdict is LinkVerdict.CUT else words.confirmed
    return said.format(by=decision.by, on=on)


def _why(why: Why, words: AlignmentWords) -> str:
    named = [f"{words.measure_names.get(name, name)} {of:.2f}" for name, of in why.measures.items()]
    facts = [
        (words.sentences, "".join(f'<p lang="zh-Hans">{text(one)}</p>' for one in why.sentences)),
        (words.terms, _chinese("、".join(why.terms))),
        (words.bodies, text(words.between.join(_kind_of_body(one, words) for one in why.bodies))),
        (words.measures, text(words.between.join(named))),
    ]
    rows = "".join(
        f"<div><dt>{text(name)}</dt><dd>{value}</dd></div>" for name, value in facts if value
    )
    return f'<dl class="zd-why">{rows}</dl>'


def _kind_of_body(key: str, words: AlignmentWords) -> str:
    """Return a kind of body in the language of the page; one that is not known has its bare name."""
    known = bodies().get(key)
    if known is None:
        return key
    if words.in_english:
        return known.english or known.english_national or key
    if not known.stems:
        return known.names[0]
    ending = "部门" if "部门" in known.suffixes else min(known.suffixes, key=len)
    return f"{min(known.stems, key=len)}{ending}"


def _chinese(words: str) -> str:
    return f'<span lang="zh-Hans">{text(words)}</span>' if words else ""


def _deciding(link: ReadLink, words: AlignmentWords) -> str:
    """Return the buttons, which `assets/staff.js` sends; the value is the verdict and the kind."""
    confirmed = link.kind if link.decision and not link.is_cut else None
    buttons = [
        tool("decide", words.confirm[kind], f"{LinkVerdict.CONFIRMED} {kind}")
        for kind in LinkKind
        if kind is not confirmed
    ]
    if link.computed and not link.is_cut:
        buttons.append(tool("decide", words.do_cut, LinkVerdict.CUT))
    if link.decision:
        withdraw = words.withdraw if link.computed else words.take_away
        buttons.append(tool("decide", withdraw, LinkVerdict.WITHDRAWN))
    return (
        f'<div class="zd-deciding" data-first="{attribute(link.first)}" '
        f'data-second="{attribute(link.second)}" data-failed="{attribute(words.not_kept)}">'
        f'{"".join(buttons)}<span class="zd-said" role="alert"></span></div>'
    )
