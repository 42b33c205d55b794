"""How far what a question proposes has come: done, planned, sought or only studied; allowed or not."""

from __future__ import annotations

import re

from corpus.english import english_terms
from rag.knowledge import terms_of
from rag.parallel import parts_of
from rag.proposed_facts import PART, VOUCHES
from rag.types import Verdict
from rag.wording import content_of

# What is not settled yet.
_SOUGHT = re.compile(
    r"研究(?=[\u3400-\u9fff])(?!院|所|室|中心|成果)|争取|争创|力争|探索|谋划|论证|申报|\b(?:study|studies|strive|seek|explore|consider|apply for)"
)
# What is said to be settled already.
_DONE = re.compile(
    r"已经|批(?:下来|给|了)|(?:全面)?(?:动工|开工|通车|建成|建好|拿到|到手)了|\balready\b|\bhas been (?:granted|approved)"
)
# What is only planned: neither sought nor done.
_PLANNED = re.compile(
    r"规划(?:建设|布局|新建)|拟建|前期(?:工作|研究)|谋划|\b(?:plan|plans|planned) "
)
# Whether something may be done is asked; that it may is said.
_MAY = re.compile(
    r"(?<![新性节可功智职才产])能(?!源|力|量|耗|效)|可以|可不可|允许|准(?=[吗不])|\b(?:can|could|may|allowed|free to)\b"
)
ALLOWS = re.compile(
    r"允许|可以|准许|准予|(?<![认许不])可(?=[在按将由凭直通先后以])|\ballow(?:s|ed)?\b|\b(?:is|are|be) permitted\b|\bmay\b"
)
# Everyday words for what is sought and not settled.
_APPLIES = re.compile(
    r"[去上]报|报上去|报的是|想[要拿争]|(?<!竞)争(?!议)|\b(?:hopes?|wants?|bid(?:s|ding)?) "
)
_HAN = re.compile(r"[\u3400-\u9fff]")
DENIES = re.compile(r"不|没|无需|无须|禁止|别|\bnot?\b|n't\b|\bnever\b|\bno longer\b|\bwithout\b")
_A_NOT_A = re.compile(r"([\u3400-\u9fff])[不没](?=\1)|[不没](?=吗|\W*$)")


def by_permission(proposed: str, text: str) -> Verdict | None:
    """Return yes where the text allows what a question hopes for: 能不能边申报边建设."""
    parts = [VOUCHES.sub("", part) for part in PART.split(proposed)]
    hoped = [
        part for part in parts if _MAY.search(part) and not DENIES.search(_A_NOT_A.sub("", part))
    ]
    allowed = [part for part in re.split(r"[,;，；。]", text) if ALLOWS.search(part)]
    # What is allowed must be what is hoped for, in some word at least.
    is_so = any(shared(content_of(hope), one) for hope in hoped for one in allowed)
    return Verdict.YES if is_so else None


def as_far_as_settled(proposed: str, english: bool, text: str, said: str) -> Verdict:
    """Return yes, or less where what is proposed as settled is only studied or striven for.

    研究建设介休机场: that it is built is not quite so, that it has been built already is not so.
    """
    if _SOUGHT.search(proposed) or _APPLIES.search(proposed):
        return Verdict.YES
    nearest = _nearest_part(proposed, text, said if english else "")
    if not _SOUGHT.search(nearest):
        return Verdict.YES
    return Verdict.NO if _DONE.search(proposed) else Verdict.PARTLY


def by_progress(proposed: str, text: str, said: str) -> Verdict | None:
    """Return no where what is proposed as done is only sought or planned: 已经批下来了, 全面动工了."""
    if not _DONE.search(proposed) or _SOUGHT.search(proposed):
        return None
    nearest = _nearest_part(proposed, text, said)
    only = _SOUGHT.search(nearest) or _PLANNED.search(nearest)
    return Verdict.NO if only and shared(content_of(proposed), nearest) else None


def _nearest_part(proposed: str, text: str, said: str) -> str:
    """Return the part between commas that shares most with what is proposed, of the English if there is any."""
    parts = re.split(r"[,;] | and ", said) if said else parts_of(text)
    topic = content_of(proposed)
    return max(parts, key=lambda part: sum(map(len, shared(topic, part))), default="")


def shared(topic: str, part: str) -> set[str]:
    """Return the characters and terms of a topic that stand in a part of a sentence."""
    if not _HAN.search(topic):
        return set(english_terms(topic)) & set(english_terms(part))
    characters = {c for c in topic if _HAN.match(c) and c in part}
    return characters | (set(terms_of(topic)) & set(terms_of(part)))
