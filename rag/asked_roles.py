"""In which roles bodies are asked for, each part of a question by itself: 由谁负责更换,谁配合."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WHO = re.compile(
    r"谁|哪(?:一|几|两|些)?[个家]?(?:牵头|主管|责任|配合)?(?:单位|部门|机构|厅局|公司|[厅局委办])|哪(?:一|几|两)?[家个些](?=牵头|配合|参与|负责|来|去|协|\W|$)|什么(?:单位|部门)|"
    r"\bwho\b|\b(?:which|what) (?:\w+ )?(?:bod|agenc|department|unit|office|bureau|organi|authorit)"
)
_LEADS = re.compile(
    r"牵头|领头|打头|带头|挑头|主抓|主办|主责|负责|抓总|"
    r"\b(?:leads?|leading|runs?|heads?|in charge|responsible|oversees?|organi[sz]es?)\b"
)
_SUPPORTS = re.compile(
    r"配合|参与|参加|协助|协办|协同|辅助|帮忙|帮着|搭把?手|打下手|出力|"
    r"\b(?:supports?|supporting|assists?|helps?|backs?|takes? part|participates?|joins?|cooperates?)\b"
)
# Several are asked for without a word on who leads: 分别由哪些单位管?牵头的是谁?
_SEVERAL = re.compile(
    r"哪(?:些|几[个家])|\b(?:which|what) (?:bodies|agencies|departments|units|offices)\b"
)
_LEADS_PLAINLY = re.compile(
    r"牵头|领头|打头|带头|挑头|主抓|主办|主责|\b(?:leads?|leading|heads?|in charge|responsible)\b"
)
# Who leads the issuing of a document is asked of the document: 谁牵头印发的.
_ISSUES = re.compile(r"(?:牵头|领头|打头)(?:联合)?(?:印发|发的|发文|发布|起草|出台)")
_PUNCTUATION = re.compile(
    r"[,?!。;、]|\b(?:and|but|while)\b(?=(?: (?:with|by|alongside))? (?:who|which|what)\b)"
)


def asks_for_both(text: str) -> bool:
    """Return whether a comparable question asks who leads and, apart from that, who supports."""
    asked = [_roles_in(part) for part in _asking_parts(text)]
    return any(one == {"lead"} for one in asked) and any(
        one in ({"support"}, {"all"}) for one in asked
    )


def asks_who_leads(text: str) -> bool:
    """Return whether a comparable question asks who leads, whatever else it asks: 由谁牵头,何时印发."""
    return any(
        _LEADS_PLAINLY.search(part) and not _ISSUES.search(part) for part in _asking_parts(text)
    )


def _roles_in(part: str) -> set[str]:
    if _SEVERAL.search(part) and not _SUPPORTS.search(part) and not _LEADS_PLAINLY.search(part):
        return {"all"}
    roles = {"lead": _LEADS, "support": _SUPPORTS}
    return {role for role, words in roles.items() if words.search(part)}


def _asking_parts(text: str) -> Iterator[str]:
    """Yield the parts of a question that ask who; of two in a row each by itself: 谁牵头谁配合."""
    for part in _PUNCTUATION.split(text):
        starts = [one.start() for one in _WHO.finditer(part)]
        # What stands before the first belongs to it: 牵头的是谁.
        for start, end in (
            zip([0, *starts[1:]], [*starts[1:], len(part)], strict=True) if starts else ()
        ):
            yield part[start:end]
