"""Which bodies a question mentions, and which of them it asks about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.gazetteer import read_name
from corpus.mentions import BodyMention, mentions_in
from rag.language import comparable
from rag.query import Library, Query
from rag.types import Language
from rag.wording import (
    AGENCY,
    EXCEPT,
    LEAD,
    OPEN_QUESTION,
    OTHERS,
    PROPOSES,
    UNKNOWN_BODIES,
)

# A body counts as asked about, not as part of the topic, beside such words: 由商务厅牵头, 商务厅吗.
_BESIDE_BODY = re.compile(
    r"^(?:[\u3400-\u9fff]{2,3}(?=[这那]边))?(?:这边|那边|这家|那家|口|条线|系统|这块)?(?:来|去|也|都|在不在|算不算|算|在里|在内|管不管|有没有|要不要|在|要|需要|是|有|还|应该|单独|独自|一家|一起|主要|具体)*(?:牵头|打头|挑头|领头|领衔|挂帅|主抓|抓总|老大|唱主角|当家|负责|吗|么|呢|吧|管(?!的[\u3400-\u9fff]{2})|参与|参加|配合|掺和|插手|沾边|搭手|承担|做|干|主管|还有|以外|之外|外|有份|有没有|"
    r"有哪|有什么|在.{0,16}(?:方案|要点|计划|文件|规划|意见)|的(?:任务|职责|工作|责任|活|事|差事|分内|份内)|说了算|得上|列[成为入进在上]|[\u3400-\u9fff]{1,6}[吗么](?=\W|$)|只是|不过是|光是|出力|出面|出马|介入|在里面|里面|面|[??]|$)"
)
_JOINS = frozenset("和与跟及、") | {"以及", "还有", " and ", ", "}
_LONGEST_SHORT_NAME = 8
_DOES_NOT_ANSWER = re.compile(r"(?:投|掏|出钱|采购|购买|买|网站|门户|投资)(?![^,?]*吗)")
_UNIT_NAME = re.compile(
    r"(?:厅|局|委|办|部|署|社|中心|部门|机关|政府|分行|支行|海关|集团|公司|院|处|司|区|联|会|室|所|站|队|行|办公室)$"
)


@dataclass(frozen=True)
class AskedBodies:
    """The bodies that a question mentions, and those of them that it asks about."""

    mentioned: tuple[BodyMention, ...]
    asked: tuple[BodyMention, ...]


def asked_bodies(question: str, text: str, language: Language, library: Library) -> AskedBodies:
    """Return the bodies in a question, whose comparable form is `text`, in order of their places."""
    mentioned = mentions_in(_in_simplified(question, language), library.agencies)
    mentioned += _unknown_bodies(text, mentioned)
    mentioned += _left_out_bodies(text, mentioned)
    return AskedBodies(tuple(mentioned), tuple(_asked_about(mentioned, text, language)))


def _unknown_bodies(text: str, known: Sequence[BodyMention]) -> list[BodyMention]:
    """Return units that no list knows but that the question proposes: 归市委督查室牵头."""
    return [
        BodyMention(read_name(match["name"]), match.start("name"), match.end("name"))
        for pattern in UNKNOWN_BODIES
        for match in pattern.finditer(text)
        if not OPEN_QUESTION.search(match["name"])
        and not any(m.start < match.end("name") and match.start("name") < m.end for m in known)
    ]


def _left_out_bodies(text: str, known: Sequence[BodyMention]) -> list[BodyMention]:
    """Return units that no list knows but that "who else" leaves out: 除了机场局还有谁."""
    match = EXCEPT.search(text)
    if match is None or not OTHERS.search(text):
        return []
    group = next((one for one in ("after", "before") if match[one]), None)
    if group is None:
        return []
    found = []
    for part in re.finditer(r"[^和与跟及、,,\s]+", match[group]):
        name = part[0].removeprefix("除了").removeprefix("除")
        end = match.start(group) + part.end()
        start = end - len(name)
        short = len(name) <= _LONGEST_SHORT_NAME
        if (
            short
            and _UNIT_NAME.search(name)
            and not any(m.start < end and start < m.end for m in known)
        ):
            found.append(BodyMention(read_name(name), start, end))
    return found


def _asked_about(
    mentioned: Sequence[BodyMention], text: str, language: Language
) -> list[BodyMention]:
    """Return the mentions that are asked about, with those joined to one: 财政厅和国土厅都算吗."""
    asked: list[BodyMention] = []
    for mention in reversed(mentioned):
        joined = bool(asked) and text[mention.end : asked[0].start] in _JOINS
        if joined or _is_asked_about(mention, text, language):
            asked.insert(0, mention)
    return asked


def _is_asked_about(mention: BodyMention, text: str, language: Language) -> bool:
    behind = text[mention.end :]
    if mention.name.written == "政府" and not LEAD.search(behind):
        return False  # 政府掏钱的呢: no body in particular
    if mention.name.written.endswith("政府") and _DOES_NOT_ANSWER.match(behind):
        return False  # 咸阳政府投的工程
    if language is Language.ENGLISH:
        return not _is_what_is_done(mention, text)
    is_unit = _UNIT_NAME.search(mention.name.written) is not None
    return bool(_BESIDE_BODY.match(behind)) or (
        is_unit
        and not re.match(r"[的之]?[\u3400-\u9fff]{0,2}(?:建设|改革|体系|服务|事业|机制)", behind)
    )


_ASKS_WHO = re.compile(
    r"\b(?:who|which (?:[\w-]+ ){0,2}(?:bod(?:y|ies)|agenc(?:y|ies)|departments?|bureaus?|offices?|units?|authorit(?:y|ies)|ministr(?:y|ies)))\b"
    r"[^?,;]{0,30}\b(?:leads?|heads?|runs?|handles?|oversees?|in charge of|responsible for|looks? after|takes? care of|answers? for)\b"
)


def _is_what_is_done(mention: BodyMention, text: str) -> bool:
    """Return whether a name belongs to the task of which it is asked who does it: police counters."""
    asks_who = _ASKS_WHO.search(text)
    asks_more = PROPOSES.search(text) or EXCEPT.search(text) or OTHERS.search(text)
    return asks_who is not None and asks_who.end() <= mention.start and not asks_more


def _in_simplified(question: str, language: Language) -> str:
    return question if language is Language.ENGLISH else comparable(question)


# What asks for bodies in a comparison without a question word: 两边单位都报一下, 都是一家包下来的.
_SPEAKS_OF_BODIES = re.compile(
    r"单位|部门|名单|厅局|一家(?=包|管|干|担|在|牵|负|$|[,。?吧吗么])|单干|\bbod(?:y|ies)\b|\bagenc(?:y|ies)\b"
)


def asks_for_bodies(query: Query) -> bool:
    """Return whether a comparison is of bodies, in so many words or by naming one."""
    if query.asks_for_bodies or query.bodies:
        return True
    words = (comparable(query.question), comparable(query.search_text))
    return any(AGENCY.search(one) or _SPEAKS_OF_BODIES.search(one) for one in words)
