"""The conversations that are kept as HTML: their list, and the head of the one that is open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlencode

from rag.types import Language
from ui.conversations import Entry
from ui.markup import attribute, text
from ui.staff_words import staff_words
from ui.words import PageLanguage


def list_html(
    entries: Sequence[Entry], current: str | None, searched: str, language: PageLanguage
) -> str:
    """Return links to the conversations; `current` is the id of the one that is open."""
    words = staff_words(Language(language))
    if not entries:
        nothing = words.none_found if searched.strip() else words.none_kept
        return f'<p class="zd-none">{text(nothing)}</p>'
    items = "".join(_entry(entry, entry.id == current) for entry in entries)
    return f"<ul>{items}</ul>"


def bar_html(name: str, kept: str, language: PageLanguage) -> str:
    """Return the name of the open conversation and the files it can be saved as."""
    files = "".join(
        f'<a class="zd-tool" href="{attribute(f"./staff/conversations/{kept}/whole.{kind}")}" '
        f"download>{label}</a>"
        for kind, label in (("docx", "Word"), ("md", "Markdown"))
    )
    return f'<h2 lang="">{text(name)}</h2><span class="zd-files">{files}</span>'


def _entry(entry: Entry, is_current: bool) -> str:
    here = ' aria-current="true"' if is_current else ""
    address = attribute(f"./?{urlencode({'c': entry.id})}")
    return (
        f'<li><a href="{address}"{here}><span class="zd-entry-name">{text(entry.name)}</span>'
        f'<time datetime="{entry.changed.isoformat()}">{_when(entry.changed)}</time></a></li>'
    )


def _when(moment: datetime) -> str:
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")
