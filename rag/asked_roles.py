"""In which roles a question asks for bodies: those who lead, those who support, the others, or all.

What asks who is read part by part: 由谁负责更换,谁配合 asks for those who lead and those who support.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from rag.query import Focus
from rag.wording import LEAD, OTHERS, SUPPORT, leaves_out_known

_WHO: Final = re.compile(
    r"谁|哪(?:一|几|两|些)?[个家]?(?:牵头|主管|责任|配合)?(?:单位|部门|机构|厅局|公司|[厅局委办])|哪(?:一|几|两)?[家个些](?=牵头|配合|参与|负责|来|去|协|\W|$)|什么(?:单位|部门)|"
    r"\bwho\b|\b(?:which|what) (?:\w+ )?(?:bod|agenc|department|unit|office|bureau|organi|authorit)"
)
_RESPONSIBLE: Final = re.compile(
    r"负责|主办|"
    r"\b(?:runs?|in charge|in the lead|responsible|oversees?|organi[sz]es?|handles?|fronts?|chairs?|drives?)\b"
)
_SUPPORTS: Final = re.compile(
    r"配合|参与|参加|协助|协办|协同|辅助|帮忙|帮着|帮衬|搭把?手|跟着|打下手|出力|"
    r"\b(?:supports?|supporting|assists?|helps?|backs?|takes? part|participates?|joins?|cooperates?|works? with|lends? a hand|pitch(?:es)? in|sits? in|follows?)\b"
)
# Several are asked for without a word on who leads: 分别由哪些单位管?牵头的是谁?
_SEVERAL: Final = re.compile(
    r"哪(?:些|几[个家])|\b(?:which|what) (?:bodies|agencies|departments|units|offices)\b"
)
# Who leads the issuing of a document is asked of the document: 谁牵头印发的.
_ISSUES: Final = re.compile(r"(?:牵头|领头|打头)(?:联合)?(?:印发|发的|发文|发布|起草|出台)")
_PARTS: Final = re.compile(
    r"[,?!。;、]|\b(?:and|but|while)\b(?=(?: (?:with|by|alongside))? (?:who|which|what)\b)"
)
# Both roles, said otherwise than by asking who twice: 是牵头的还是配合的, 什么角色, 牵头的别的厅还有谁.
_BOTH_ROLES: Final = re.compile(
    r"(?:也|连同|连|一并|顺便)(?:把)?.{0,4}(?:配合|参与|协办)的?(?:单位|部门)|(?:什么|啥|哪种)(?:角色|身份)|\bin what (?:role|capacity)\b|(?:主抓|挑头|打头|领头|牵头)(?:的)?还是.{0,6}(?:配合|参与|协办|打下手)|牵头的?(?:单位|部门)?[,,、]?(?:还是|和|与|跟|及|又|、)?(?:是|由)?(?:配合|参与|协办|打下手)|"
    r"(?:牵头|挑头|打头|领头|主抓)的?[,,、]?(?:还有|另外|又)?(?:谁|哪(?:些|几|[一两二三四五六])?[家个]?(?:单位|部门|公司|厅局)?)(?:一起|一同|一块|跟着|也|来|帮着)(?:负责|参与|配合|干|做|管|搞)|"
    r"(?:牵头|挑头|打头|领头|主抓)(?:的)?[,,、;?](?:那)?(?:别的|其他|其余|另外)的?(?:单位|部门|厅局|[厅局委])?(?:还|又|都)?(?:有|是)(?:谁|哪)|"
    r"\bwho (?:leads|is in the lead)\b.{0,80}\bwho else\b|\blead(?:s|ing)?(?: \w+)? or (?:just |only |merely )?(?:support|assist|tak|help)"
)
# All bodies are asked for beside the lead: 是司法局牵头吧?都有谁.
_EVERY_BODY: Final = re.compile(
    r"都(?:有|是)(?:谁|哪)|(?:所有|全部|各家?|各个)(?:责任|参与)?(?:单位|部门)|\bwho (?:is|are|else is|all is) (?:all )?involved\b|\bin what roles?\b|\ball (?:the )?(?:bodies|units|agencies|departments) involved\b"
)
# All are asked for who take part, whoever leads among them.
_ALL_TAKING_PART: Final = re.compile(
    r"都(?:有|是)?(?:谁|哪(?:些|几)(?:家|个)?(?:单位|部门)?)(?:在|来)?(?:参与|参加)"
)


def focus_of(text: str) -> Focus:
    """Return which bodies a comparable question asks for."""
    if asks_for_both(text):
        return Focus.ALL
    if SUPPORT.search(text) and not _ALL_TAKING_PART.search(text):
        return Focus.SUPPORT
    if OTHERS.search(text) or leaves_out_known(text):
        return Focus.OTHERS
    if LEAD.search(text) and not _EVERY_BODY.search(text):
        return Focus.LEAD
    return Focus.ALL


def asks_for_both(text: str) -> bool:
    """Return whether a comparable question asks for those who lead and for others beside them."""
    roles = [_role_in(part) for part in _asking_parts(text)]
    by_parts = Focus.LEAD in roles and (Focus.SUPPORT in roles or Focus.ALL in roles)
    return by_parts or _BOTH_ROLES.search(text) is not None


def asks_who_leads(text: str) -> bool:
    """Return whether a comparable question asks who leads, whatever else it asks: 由谁牵头,何时印发."""
    return any(LEAD.search(part) and not _ISSUES.search(part) for part in _asking_parts(text))


def _role_in(part: str) -> Focus | None:
    """Return in which role a part asks for bodies, None where its words leave that open."""
    supports, leads = _SUPPORTS.search(part), LEAD.search(part)
    if leads or supports:
        return None if leads and supports else Focus.LEAD if leads else Focus.SUPPORT
    if _SEVERAL.search(part):
        return Focus.ALL
    return Focus.LEAD if _RESPONSIBLE.search(part) else None


def _asking_parts(text: str) -> Iterator[str]:
    """Yield the parts of a question that ask who; of two in a row each by itself: 谁牵头谁配合."""
    for part in _PARTS.split(text):
        starts = [one.start() for one in _WHO.finditer(part)]
        if starts:
            # What stands before the first belongs to it: 牵头的是谁.
            starts[0] = 0
            for start, end in pairwise([*starts, len(part)]):
                yield part[start:end]
