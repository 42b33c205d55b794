"""A link between two clauses as HTML: its score, why it was made, and the buttons to decide on it."""

from __future__ import annotations

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
        (words.bodies, _chinese("、".join(why.bodies))),
        (words.measures, text(words.between.join(named))),
    ]
    rows = "".join(
        f"<div><dt>{text(name)}</dt><dd>{value}</dd></div>" for name, value in facts if value
    )
    return f'<dl class="zd-why">{rows}</dl>'


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
    if not link.is_cut:
        buttons.append(tool("decide", words.do_cut, LinkVerdict.CUT))
    return (
        f'<div class="zd-deciding" data-first="{attribute(link.first)}" '
        f'data-second="{attribute(link.second)}" data-failed="{attribute(words.not_kept)}">'
        f'{"".join(buttons)}<span class="zd-said" role="alert"></span></div>'
    )
