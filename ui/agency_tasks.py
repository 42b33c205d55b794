"""All tasks of an agency as HTML: what a click on its name in an answer shows."""

from __future__ import annotations

from itertools import groupby

from corpus.errors import AssistantError
from corpus.types import Role, Status
from rag.knowledge import Knowledge
from rag.types import Language
from ui import listing
from ui.markup import attribute, text
from ui.pages.query import reader_link
from ui.staff_words import staff_words
from ui.words import answer_words

_MAX_NAME_CHARACTERS = 100


def render_tasks(knowledge: Knowledge, name: str, language: Language) -> str:
    """Return every clause that gives a body a role, by document, each with a link to its text."""
    words = staff_words(language)
    try:
        rows = listing.agency_rows(knowledge.corpus, name[:_MAX_NAME_CHARACTERS], None)
    except AssistantError:
        return f"<p>{text(words.no_tasks.format(name=name[:_MAX_NAME_CHARACTERS]))}</p>"
    head = words.tasks.format(name=name, count=len(rows))
    groups = "".join(
        _group(knowledge, document_id, list(found), language)
        for document_id, found in groupby(rows, key=lambda row: str(row["document"]))
    )
    return f"<h2>{text(head)}</h2>{groups}"


def _group(
    knowledge: Knowledge, document_id: str, rows: list[listing.Row], language: Language
) -> str:
    document = knowledge.documents[document_id]
    repealed = document.status is Status.REPEALED
    badge = answer_words(language).statuses[Status.REPEALED] if repealed else ""
    mark = f' <strong class="zd-badge">{text(badge)}</strong>' if badge else ""
    items = "".join(_item(row, language) for row in rows)
    return f'<h3 lang="zh-Hans">{text(document.title)}{mark}</h3><ul>{items}</ul>'


def _item(row: listing.Row, language: Language) -> str:
    address = reader_link(str(row["document"]), str(row["clause"]))
    role = staff_words(language).roles[Role(row["role"])]
    clause = attribute(f"{row['document']}#{row['clause']}")  # by which marks find their place
    return (
        f'<li data-clause="{clause}"><a href="{attribute(address)}"><span class="zd-clause">{text(row["clause"])}</span> '
        f'<span lang="zh-Hans">{text(row["heading"])}</span></a> '
        f'<span class="zd-role-word">{text(role)}</span></li>'
    )
