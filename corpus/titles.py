"""What a document is called in English: as its catalogue says, or by place, kind and year."""

from __future__ import annotations

import re
from functools import cache

from corpus.places import place_of
from corpus.types import Document

# The last word of a Chinese title says what kind of document it is.
_KINDS = (
    ("行动计划", "action plan"),
    ("行动方案", "action plan"),
    ("实施方案", "implementation plan"),
    ("工作方案", "work plan"),
    ("分工方案", "division of tasks"),
    ("工作要点", "work points"),
    ("要点", "key points"),
    ("实施细则", "detailed rules"),
    ("管理办法", "administrative measures"),
    ("办法", "measures"),
    ("若干措施", "measures"),
    ("措施", "measures"),
    ("若干政策", "policies"),
    ("条例", "regulations"),
    ("规定", "provisions"),
    ("规划", "plan"),
    ("计划", "plan"),
    ("方案", "plan"),
    ("指导意见", "guiding opinions"),
    ("意见", "opinions"),
    ("决定", "decision"),
    ("公告", "announcement"),
    ("通告", "announcement"),
    ("通知", "notice"),
)


@cache
def english_title(document: Document) -> str:
    """Return the English title of the catalogue, or place, kind and year with the Chinese title."""
    if document.title_en:
        return document.title_en
    place = place_of(document.place)
    where = place.english.split("|")[0] if place else ""
    if where == "national":
        where = "National"
    kind = _kind(document.title)
    year = str(document.issued_on.year) if document.issued_on else ""
    words = " ".join(part for part in (where, kind, year) if part)
    return f"{words} 《{document.title}》"


def _kind(title: str) -> str:
    """Return the kind of the document that a title ends in, of a notice that passes on one that one."""
    plain = re.sub(r"[(（][^()（）]*[)）]\s*$", "", title)
    plain = re.sub(r"的通知$", "", plain) or title
    found = next((english for chinese, english in _KINDS if plain.endswith(chinese)), None)
    return found or ("notice" if title.endswith("通知") else "document")
