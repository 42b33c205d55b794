"""Where in a saved page the document stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.readers.limits import Clock
from corpus.readers.web_tree import Element, elements, text_of, words_of

# Ids and classes by which the systems that government sites run on name the text of a document.
_BODY_NAMES = frozenset(
    (
        *("zoom", "zoomcon", "ucap-content", "trs_editor", "trs_ueditor", "trs_web", "vsb_content"),
        *("js_content", "articlecontent", "article-content", "article_content", "article-body"),
        *("articlebody", "newscontent", "news_content", "news-content", "pages_content"),
        *(
            "contenttext",
            "content_text",
            "content-text",
            "contentbody",
            "content_body",
            "zwcontent",
        ),
        *(
            "xxgk_content",
            "detail-content",
            "detail_content",
            "view-content",
            "maintext",
            "zoomtext",
        ),
    )
)
# Parts of a page around the document; the weaker names count only for parts that are mostly links.
_PAGE_PARTS = frozenset(
    (
        *("nav", "navbar", "navigation", "menu", "footer", "copyright", "crumb", "crumbs"),
        *(
            "breadcrumb",
            "breadcrumbs",
            "share",
            "bdsharebuttonbox",
            "qrcode",
            "qr",
            "ewm",
            "sidebar",
        ),
        *("related", "xgwj", "xgjd", "xgyd", "relevant", "recommend", "friendlink", "friendlinks"),
        *("links", "yqlj", "updown", "prevnext", "pagination", "search", "login", "weather"),
    )
)
_WEAK_PARTS = frozenset(
    (
        *("top", "head", "header", "foot", "bottom", "left", "right", "side", "about", "tools"),
        *("toolbar", "location", "position", "hot", "banner", "logo", "wx", "weixin", "list"),
    )
)
_PART_TAGS = frozenset({"nav", "footer", "aside"})
_BLOCKS = frozenset(
    ("div", "ul", "ol", "section", "nav", "footer", "aside", "header", "table", "td", "dl", "form")
)
_CONTAINERS = _BLOCKS | {"html", "body", "article", "main", "tbody", "tr", "center", "font", "span"}
_SENTENCE = re.compile("[。；，]")
_OTHER_WEIGHT = 0.3
_FILE = re.compile(r"\.(?:docx?|xlsx?|pdf|wps|ofd|zip|rar)\b", re.IGNORECASE)
_BODY_SHARE = 0.8
_MAX_PART_SHARE = 0.2
_MOSTLY_LINKS = 0.5


@dataclass(frozen=True)
class _Weights:
    """For each element: characters of prose in it, all characters, and those of links."""

    prose: dict[Element, float]
    all: dict[Element, int]
    links: dict[Element, int]


def body_of(root: Element, tables: frozenset[Element], clock: Clock) -> Element:
    """Return the smallest element that holds (nearly) all prose of the page, but for its parts.

    A table of data, which `tables` are, is never entered.
    """
    page_parts = _parts(root, clock)
    weights = _weights(root, page_parts, clock)
    whole = weights.prose[root]
    named = [one for one in elements(root, clock) if words_of(one) & _BODY_NAMES]
    full = [one for one in named if weights.prose[one] >= _BODY_SHARE * whole > 0]
    if full:
        return full[-1]  # the innermost
    return _descended(root, tables, weights)


def parts_within(body: Element, clock: Clock) -> frozenset[Element]:
    """Return the parts of the page (menus, links, sharing) that stand inside the body."""
    return _parts(body, clock) - {body}


def _parts(root: Element, clock: Clock) -> frozenset[Element]:
    weights = _weights(root, frozenset(), clock)
    return frozenset(one for one in elements(root, clock) if _is_part(one, root, weights))


def _descended(root: Element, tables: frozenset[Element], weights: _Weights) -> Element:
    current = root
    while True:
        children = [child for child in current if isinstance(child.tag, str)]
        best = max(children, key=lambda child: weights.prose[child], default=None)
        if best is None or best.tag not in _CONTAINERS or best in tables or not weights.prose[best]:
            return current
        if weights.prose[best] < _BODY_SHARE * weights.prose[current]:
            return current
        current = best


def _is_part(element: Element, root: Element, weights: _Weights) -> bool:
    if element.tag not in _BLOCKS or weights.prose[element] > _MAX_PART_SHARE * weights.prose[root]:
        return False
    names = words_of(element)
    if element.tag in _PART_TAGS or names & _PAGE_PARTS:
        return not names & _BODY_NAMES
    mostly_links = weights.links[element] > _MOSTLY_LINKS * max(1, weights.all[element])
    if not mostly_links or _is_of_attachments(element):
        return False
    return element.tag in ("ul", "table") or bool(names & _WEAK_PARTS)


def _is_of_attachments(element: Element) -> bool:
    """Return whether links lead to the annexes of a document, and not to other pages."""
    links = list(element.iterdescendants("a"))
    return any(_FILE.search(one.get("href") or "") or "附件" in text_of(one) for one in links)


def _weights(root: Element, skipped: frozenset[Element], clock: Clock) -> _Weights:
    """Return the weights of all elements, children before parents; skipped ones weigh nothing."""
    prose: dict[Element, float] = {}
    everything: dict[Element, int] = {}
    links: dict[Element, int] = {}
    for one in reversed(list(elements(root, clock))):
        children = [child for child in one if isinstance(child.tag, str)]
        own = (one.text or "", *(child.tail or "" for child in one))
        size = sum(len(words.strip()) for words in own)
        everything[one] = size + sum(everything[child] for child in children)
        is_link = one.tag == "a"
        links[one] = everything[one] if is_link else sum(links[child] for child in children)
        written = sum(len(words.strip()) * _weight(words) for words in own)
        prose[one] = 0 if is_link else written + sum(prose[child] for child in children)
        if one in skipped:
            prose[one] = everything[one] = links[one] = 0
    return _Weights(prose, everything, links)


def _weight(words: str) -> float:
    """Return what a character of a text counts: sentences show where the document stands."""
    return 1.0 if _SENTENCE.search(words) else _OTHER_WEIGHT


def first_heading(root: Element, clock: Clock) -> str | None:
    """Return the text of the page's heading of the first order, None without a single one."""
    headings = {text_of(one) for one in elements(root, clock) if one.tag == "h1"}
    headings.discard("")
    return headings.pop() if len(headings) == 1 else None
