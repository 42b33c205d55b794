"""Labels with values that a page lists outside a table: dl, ul, rows of div or span."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from corpus.readers.limits import Clock
from corpus.readers.page_metadata import (
    Field,
    field_name,
    field_of,
    is_worth_keeping,
    plain_label,
)
from corpus.readers.web_tree import Element, elements, text_of

_MAX_WORDS = 400
_MIN_NAMES = 2
_WHOLE = frozenset({"li", "p", "div", "dd", "td"})  # may hold a label with its value
_LABELS = _WHOLE | {"dt", "span", "label", "em", "strong", "b", "i", "font"}
_LISTS = frozenset({"table", "dl", "ul"})
_PARTED = frozenset({"div", "p", "li", "td", "br"})
_TITLES = ("ArticleTitle", "og:title")
_OF_META = {"PubDate": "发布日期", "ContentSource": "来源"}
_BETWEEN_TITLE_AND_SITE = re.compile(
    r"\s*[|_]\s*|\s+[-–—]+\s*|\s*[-–—]+\s+|(?<=[\u3400-\u9fff）)])[-–—]+(?=[\u3400-\u9fff])"
)


@dataclass(frozen=True)
class Listed:
    """A field in a list: what it says, None for nothing, and where its value stands.

    The value is in an element of its own, in the text behind the label, or beside the label inside
    one element.
    """

    field: Field | None
    value: Element | None = None
    in_tail: bool = False


def listed_fields(root: Element, clock: Clock) -> dict[Element, Listed]:
    """Return the fields of lists by the element of their label.

    Empty if fewer than two fields are known: a single 来源: is no list of metadata.
    """
    found = dict(_fields(root, clock))
    names = {field_name(listed.field.label) for listed in found.values() if listed.field}
    return found if len(names) >= _MIN_NAMES else {}


def head_fields(root: Element, clock: Clock) -> Mapping[str, str]:
    """Return what the invisible head of the page says of its document, by usual field names."""
    found: dict[str, str] = {}
    for meta in elements(root, clock):
        if meta.tag == "meta":
            name = _OF_META.get(meta.get("name") or "")
            content = " ".join((meta.get("content") or "").split())
            if name and content:
                found.setdefault(name, content)
    return found


def head_title(root: Element, clock: Clock) -> str | None:
    """Return the title that the head of the page states for its document, None without one."""
    for name in _TITLES:
        for meta in elements(root, clock):
            named = meta.tag == "meta" and name in (meta.get("name"), meta.get("property"))
            content = " ".join((meta.get("content") or "").split()) if named else ""
            if content:
                return content
    return None


def title_of_window(root: Element, clock: Clock) -> str | None:
    """Return the title of the browser's window without the name of the site, None without one."""
    for one in elements(root, clock):
        if one.tag == "title":
            pieces = _BETWEEN_TITLE_AND_SITE.split(text_of(one)[:_MAX_WORDS])
            return pieces[0].strip() or None
    return None


def _fields(root: Element, clock: Clock) -> Iterator[tuple[Element, Listed]]:
    for one in elements(root, clock):
        if one.tag not in _LABELS or any(child.tag in _LISTS for child in one):
            continue
        words = _short_text(one)
        if words is None:
            continue
        listed = _labelled(one, words) if field_name(words) else _whole(one, words)
        if listed is not None:
            yield one, listed


def _whole(element: Element, words: str) -> Listed | None:
    """Return the field of an element that holds one label and its value, and no block."""
    if element.tag not in _WHOLE or any(one.tag in _PARTED for one in element.iterdescendants()):
        return None
    field = field_of(words)
    return Listed(field) if field is not None and is_worth_keeping(field) else None


def _labelled(label: Element, words: str) -> Listed | None:
    """Return the field of a label whose value is the text behind it, or the next element."""
    behind = (label.tail or "").strip().lstrip(":： ")
    value = None if behind else label.getnext()
    if value is not None:
        behind = (_short_text(value) or "") if isinstance(value.tag, str) else ""
    if not behind or field_name(behind):
        return None
    field = Field(plain_label(words), behind)
    return Listed(field if is_worth_keeping(field) else None, value, in_tail=value is None)


def _short_text(element: Element) -> str | None:
    """Return the text of an element, None if it is longer than a field can be."""
    size = 0
    pieces = []
    for piece in element.itertext():
        size += len(piece)
        if size > 4 * _MAX_WORDS:
            return None
        pieces.append(piece)
    words = " ".join("".join(pieces).split())
    return words if len(words) <= _MAX_WORDS else None
