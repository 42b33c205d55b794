"""What a question takes for granted: that a rule is written somewhere, that a grade exists."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from corpus.enumerators import number_of
from rag.quantities import months_in, numbers_in, periods_in

# Where a rule is written is asked, so that there is one is taken for granted.
_ASKS_WHERE = re.compile(
    r"(?:写|说|讲|规定|提|出|定|列|落)?(?:在|到|于)?(?:是)?(?:第)?(?:哪|(?<=第)几)(?:一)?(?:个)?(?:条|款|项|处|部分)(?:里|中)?(?:写|说|讲|规定|提|定|要求)?(?:的|了|过)?\W*$|"
    r"^(?:是)?(?:哪|第几)(?:一)?条(?:规定|写|说|要求|讲|提)|"
    r"\b(?:which|what) (?:clause|article|item|section|part|provision)\b.{0,40}?\b(?:says?|sets?|bans?|requires?|provides?|orders?|makes?|caps?|limits?|forbids?|prohibits?|obliges?|gives?|allows?)\b|"
    r"\bwhere (?:does|do|did|is) (?:it|the \w+|this|that).{0,40}?\b(?:say|state|stated|written|required?|set)\b|^\W*why (?:does|do|did|is|are|was|were|has|have|must)\b"
)
# A rule said to bind; a text that only encourages holds none.
_BINDS = re.compile(
    r"必须|强制|一律|全部|统统|禁止|不准|不许|严禁|当天|\b(?:must|mandatory|compulsory|bans?|banned|forbids?|prohibits?|all|every|caps?|capped|obliges?)\b"
)
_BINDING = re.compile(
    r"必须|强制|一律|全部|全面|全覆盖|禁止|不得|严禁|不准|应当|均|当[天日]|取消|\b(?:must|shall|mandatory|compulsory|prohibit|forbid|ban|all|every|fully|comprehensive)"
)
# A grade or a kind with a number or letters: 5A级, 3级, 第二批; no level of government (村里那一级).
_GRADE = re.compile(
    r"(?P<number>\d+|[一二两三四五六七八九])(?P<kind>[a-z]级?|(?<![那这哪各每上下同省市县区乡镇村里头]一)级(?!别|联|数)|星级?|类(?![型别似])|号线)"
)


# A unit inside a body: 哪个处室, which division; documents name bodies.
_INNER_UNIT = re.compile(
    r"哪(?:一)?(?:个|些|几个)?(?P<unit>处室|科室|内设机构|处(?![理罚置分])|科(?![技学普])|股室)|\b(?:which|what) (?:\w+ )?(?=(?:division|section|desk)\b)(?P<english>\w+)"
)
_NAMES_INNER_UNITS = re.compile(
    r"处室|科室|[\u3400-\u9fff]{2,}(?:处|科)(?=[、,，。;；负牵配会])|\bdivision\b"
)

# One of several in order: 第四批, the fourth batch.
_IN_ORDER = re.compile(r"第(?P<number>[一二三四五六七八九十]+|\d{1,2})(?P<unit>[批期轮届])")
# In digits: 一块 is together.
_AMOUNT = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?)(?P<scale>[百千万亿]*)(?:元|块(?![地牌]))")
_SCALES = {"百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8}

# Kinds beside each other, of which a value of one is none of another: 民办 asked, 公办 given.
_KINDS_APART = tuple(
    re.compile(words)
    for words in (
        "公办|民办",
        "公立|私立",
        "国有|民营|外资",
        "高职|中职|本科|技校",
        "甲级|乙级|丙级",
        "进口|出口",
        "一期|二期|三期|四期",
        "男职?工?|女职?工?",
    )
)


def lacks_kind(question: str, sentence: str, clause: str) -> str | None:
    """Return the kind a comparable question asks for where a sentence is on another, and its clause on none such."""
    for kinds in _KINDS_APART:
        asked, given = _all_of(kinds, question), _all_of(kinds, sentence)
        if len(asked) == 1 and given and not asked & _all_of(kinds, clause):
            return min(asked)
    return None


def _all_of(kinds: re.Pattern[str], text: str) -> frozenset[str]:
    return frozenset(match[0] for match in kinds.finditer(text))


def lacks_one_in_order(question: str, text: str) -> str | None:
    """Return what a comparable question counts (第四批) where a document has others of it, not that one."""
    for asked in _IN_ORDER.finditer(question):
        numbers = {
            number_of(m["number"]) for m in _IN_ORDER.finditer(text) if m["unit"] == asked["unit"]
        }
        if numbers and number_of(asked["number"]) not in numbers:
            return asked[0]
    return None


def lacks_amount(question: str, text: str) -> str | None:
    """Return an amount of money that a comparable question takes for granted and a text does not give."""
    given = {_yuan(match) for match in _AMOUNT.finditer(text)}
    for said in _AMOUNT.finditer(question):
        if _yuan(said) not in given:
            return said[0]
    return None


def _yuan(amount: re.Match[str]) -> float:
    value = float(amount["number"].replace(",", "").rstrip("."))
    return value * math.prod(_SCALES[scale] for scale in amount["scale"])


def lacks_premise(question: str, text: str) -> str | None:
    """Return what a comparable question takes for granted and a text does not hold; None if nothing.

    `text` are a clause's heading and words with its rendering, comparable.
    """
    if _ASKS_WHERE.search(question):
        missing = _missing_values(question, text)
        if missing:
            return missing
        binds = _BINDS.search(question)
        if binds and not _BINDING.search(text):
            return binds[0]
    return lacks_inner_unit(question, text) or _other_grade(question, text)


def lacks_inner_unit(question: str, text: str) -> str | None:
    """Return the unit inside a body that is asked for where a text names no such units."""
    asked = _INNER_UNIT.search(question)
    return (
        (asked["unit"] or asked["english"])
        if asked and not _NAMES_INNER_UNITS.search(text)
        else None
    )


def _missing_values(question: str, text: str) -> str | None:
    """Return a number, month or period that the question says is written and the text lacks."""
    plain = re.sub(r"(?:19|20)\d{2}年?(?![前底末])|\d{2}年(?=[那的份版])", " ", question)
    for values_in in (numbers_in, months_in, periods_in):
        missing: Sequence[object] = sorted(values_in(plain) - values_in(text), key=str)
        if missing:
            return str(missing[0])
    return None


def _other_grade(question: str, text: str) -> str | None:
    """Return a grade that the question speaks of where the text has another one of its kind (3A, 5A)."""
    for asked in _GRADE.finditer(question):
        there = {m["number"] for m in _GRADE.finditer(text) if m["kind"] == asked["kind"]}
        if there and asked["number"] not in there:
            return asked[0]
    return None
