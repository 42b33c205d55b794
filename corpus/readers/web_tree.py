"""The tree of a saved page, without what a browser does not show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from corpus.readers.errors import Refused, UnreadableReason
from corpus.readers.limits import Clock
from corpus.readers.types import Note, NoteKind

Element = Any  # an element of lxml, which has no types

# Never text of a document: programs, styles, embedded things, controls of forms.
_NO_TEXT = frozenset(
    (
        *(
            "script",
            "style",
            "noscript",
            "template",
            "iframe",
            "frame",
            "object",
            "embed",
            "applet",
        ),
        *(
            "svg",
            "canvas",
            "audio",
            "video",
            "map",
            "input",
            "button",
            "select",
            "option",
            "textarea",
        ),
        *("datalist", "progress", "meter", "link", "base", "param", "source", "track"),
    )
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DOCTYPE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?<!DOCTYPE[^>\[]{0,500}(?:\[.{0,20000}?\]\s*)?>",
    re.IGNORECASE | re.DOTALL,
)
_TOO_DEEP = "ERR_RESOURCE_LIMIT"
_MOST = 0.5


def parse_page(text: str) -> Element:
    """Return the root of a page; entities of its own are not resolved, nothing is loaded.

    Raises:
        Refused: it has no element, or nests them thousands deep.

    """
    parser = etree.HTMLParser(
        encoding="utf-8",
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,  # without it long pages are cut silently; the size is limited before
    )
    doctype = _DOCTYPE.match(text)  # its entities would be read as text
    body = text[doctype.end() :] if doctype else text
    try:
        root = etree.fromstring(body.encode("utf-8", errors="replace"), parser)
    except etree.XMLSyntaxError as error:
        raise _no_page() from error
    if any(entry.type_name == _TOO_DEEP for entry in parser.error_log):
        raise Refused(
            UnreadableReason.DAMAGED,
            "its elements are nested thousands deep; copy its text into a .txt file",
        )
    if root is None:
        raise _no_page()
    return root


def without_hidden(root: Element, clock: Clock) -> list[Note]:
    """Take out of the tree what a browser does not show, and return notes on hidden text."""
    _drop([one for one in elements(root, clock) if one.tag in _NO_TEXT])
    hidden = list(_hidden(root, clock))
    words = [text_of(one) for one in hidden]
    if sum(map(len, words)) > _MOST * len(text_of(root)):
        return []  # the document itself, which a script shows
    _drop(hidden)
    return [Note(kind=NoteKind.HIDDEN_TEXT, words=one) for one in words if one]


def elements(root: Element, clock: Clock) -> Iterator[Element]:
    """Yield the elements below and including `root` in document order."""
    for one in root.iter():
        clock.check()
        if isinstance(one.tag, str):
            yield one


def beginnings_and_ends(part: Element) -> Any:
    """Return the iterator of lxml over the beginnings and ends of elements; it can skip subtrees."""
    return etree.iterwalk(part, events=("start", "end"))


def text_of(element: Element) -> str:
    """Return the text of an element without line breaks and double blanks."""
    return " ".join("".join(element.itertext()).split())


def words_of(element: Element) -> frozenset[str]:
    """Return the words in the id and the class of an element, in lower case."""
    names = f"{element.get('id') or ''} {element.get('class') or ''}".lower()
    return frozenset(re.split(r"[\s_\-]+", names)) | frozenset(names.split())


def _hidden(root: Element, clock: Clock) -> Iterator[Element]:
    """Yield the hidden elements that stand in no other hidden one."""
    events = etree.iterwalk(root, events=("start",))
    for _, one in events:
        clock.check()
        if isinstance(one.tag, str) and one.tag not in ("html", "body") and _is_hidden(one):
            yield one
            events.skip_subtree()


def _is_hidden(element: Element) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _drop(dropped: Iterable[Element]) -> None:
    """Take elements out of their tree; the text behind each stays."""
    for one in dropped:
        parent = one.getparent()
        if parent is None:
            continue
        if one.tail:
            before = one.getprevious()
            if before is None:
                parent.text = (parent.text or "") + one.tail
            else:
                before.tail = (before.tail or "") + one.tail
        parent.remove(one)


def _no_page() -> Refused:
    return Refused(
        UnreadableReason.NO_TEXT, "it holds no page; open it in a browser and save it anew"
    )
