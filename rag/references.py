"""Clause references as people say them, resolved without any search.

三(一)2, 第三部分第(一)条第2点, 第十二条, 附件二, clause 3(1)2, item 2 of section 1 of part 3: each is a
path of numbers, matched with the enumerators of the clauses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.enumerators import number_of
from corpus.script import simplified
from corpus.types import Clause
from rag.language import half_width

_NUMERAL = "[零〇一二三四五六七八九十百]+"
_ANY = rf"(?:{_NUMERAL}|\d{{1,3}})"
_UNIT = "(?:个?大?部分|大[点项条]|章|节|条(?:之[一二三四五六七八九十])?|款|项|小?点|小项|目)"
_UNITED = rf"第\s*[(]?{_ANY}[)]?\s*{_UNIT}"
_BRACKETED = rf"[(]{_ANY}[)]"
_JOIN = r"[、,.\s的中里下)]*"
# A chain: at least one 第N条 or N(M), so that 十四五, 第三方 and 三年 are no references.
_CHAIN = re.compile(
    rf"(?P<annex>附件{_ANY}?)?{_JOIN}"
    rf"(?P<path>(?:{_UNITED}|{_ANY}{_JOIN}(?={_BRACKETED})|{_BRACKETED})"
    rf"(?:{_JOIN}(?:{_UNITED}|{_BRACKETED}|(?<=[)])\s*\d{{1,3}}(?![\d年月日%个万亿])|(?<=[)]){_NUMERAL}(?![\u3400-\u9fff])))*)"
)
# 17条说的什么, 40号任务: a number that only a word for a clause makes a reference.
_BARE = re.compile(
    r"(?<![\d.第年月至到])(?P<number>\d{1,3})\s*(?:号(?:任务|条|项|要点)|[条项](?=(?:说|讲|写|谁|归|由|是|的?内容|的?原文|的?全文|怎么|规定)|$|[??]))"
)
# 二10, 咸阳二10: a part and a number that runs through the parts, said without brackets.
_PART_AND_NUMBER = re.compile(
    r"(?<![第周期十百\d])(?P<path>[一二三四五六七八九十]\s*\d{1,3})(?![\d.年月日号%个万亿倍元成家天人点条次])"
)
# 一的内容是什么: a lone numeral, made a reference by what is asked of it.
_LONE_NUMERAL = re.compile(
    rf"(?:^|[\s,。、:里中》份])(?P<number>{_NUMERAL})(?=(?:、)?(?:部分)?(?:的)?(?:内容|原文|全文|讲|说|写|规定|是什么))"
)
_ANNEX_STAGE = re.compile(rf"附件[^,。;]{{0,6}}?第(?P<number>{_ANY})\s*(?:个)?(?:阶段|步|期)")
_ANNEX_ONLY = re.compile(rf"附件(?P<number>{_ANY})?")
_PREFACE = re.compile(r"序言|前言|引言|\bpreamble\b|\bpreface\b", re.IGNORECASE)
_ENGLISH_PATH = re.compile(
    r"\b(?:clause|section|part|item|article|point|paragraph|para|no\.?|number|§)\s*"
    r"(?P<path>\d{1,3}(?:\s*[.(]\s*\d{1,3}\s*\)?)*(?:\s*\d{1,3})?)(?![\d%])",
    re.IGNORECASE,
)
_ENGLISH_WORD = re.compile(
    r"\b(?P<unit>part|chapter|section|clause|article|item|point|paragraph|annex|appendix|attachment|step|stage|phase)\s*"
    r"\(?(?P<number>\d{1,3}|[ivx]+|one|two|three|four|five|six|seven|eight|nine|ten)\b\)?",
    re.IGNORECASE,
)
_ENGLISH_ORDINAL = re.compile(
    r"\b(?P<number>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th)) "
    r"(?P<unit>part|chapter|section|clause|article|item|point|paragraph|step|stage|phase)\b",
    re.IGNORECASE,
)
_ANNEX_WORD = re.compile(r"\b(?:annex|appendix|attachment)\b", re.IGNORECASE)
_ENGLISH_RANK = (
    "annex appendix attachment", "part chapter step stage phase", "section", "clause article",
    "item", "point paragraph",
)  # fmt: skip
_ENGLISH_NUMBERS = (
    {
        word: number
        for number, word in enumerate(
            ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], start=1
        )
    }
    | {
        word: number
        for number, word in enumerate(
            [
                "first",
                "second",
                "third",
                "fourth",
                "fifth",
                "sixth",
                "seventh",
                "eighth",
                "ninth",
                "tenth",
            ],
            start=1,
        )
    }
    | {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
)
_NUMBER = re.compile(rf"\d{{1,3}}|{_NUMERAL}")
_COMPONENT = re.compile(
    rf"附件\d*|第{_NUMERAL}[编章节条](?:之[一二三四五六七八九十]+)?|[(]{_ANY}[)]|{_NUMERAL}|\d+|[①-⑳]"
)


@dataclass(frozen=True)
class SpokenReference:
    """A reference in a question: its numbers from the top down, and the words it was said with."""

    numbers: tuple[int, ...]
    words: str
    in_annex: bool = False
    is_preface: bool = False
    is_part: bool = False


def spoken_reference(question: str) -> SpokenReference | None:
    """Return the clause reference that a question says, or None."""
    text = simplified(half_width(question))
    stage = _ANNEX_STAGE.search(text)
    if stage:
        return SpokenReference((number_of(stage["number"]),), stage[0], in_annex=True)
    chain = _CHAIN.search(text)
    bare = _BARE.search(text) if chain is None else None
    if bare:
        return SpokenReference((number_of(bare["number"]),), bare[0])
    english = _english_reference(text)
    if chain and english and len(english.numbers) > len(_numbers(chain["path"])):
        return english  # part three, section (3), point 4
    if chain:
        numbers = _numbers(chain["path"])
        if chain["annex"]:
            numbers = (*_numbers(chain["annex"]), *numbers)
        part = re.fullmatch(rf"第?\s*{_ANY}\s*个?(?:大?部分|大[点项条]|章)", chain["path"].strip())
        return SpokenReference(
            numbers, chain[0].strip(), bool(chain["annex"]), is_part=part is not None
        )
    short = _PART_AND_NUMBER.search(text)
    if short:
        return SpokenReference(_numbers(short["path"]), short[0])
    annex = _ANNEX_ONLY.search(text)
    if annex:
        numbers = (number_of(annex["number"]),) if annex["number"] else ()
        return SpokenReference(numbers, annex[0], in_annex=True)
    lone = _LONE_NUMERAL.search(text)
    if lone:
        return SpokenReference((number_of(lone["number"]),), lone["number"], is_part=True)
    if _PREFACE.search(text):
        return SpokenReference((), "序言", is_preface=True)
    return english


def resolve(reference: SpokenReference, clauses: Sequence[Clause]) -> list[Clause]:
    """Return the clauses that a reference can mean, all of them where it is ambiguous.

    第2条 may be the item 2. or the part 二、; the item comes first.
    """
    if reference.is_preface:
        return [clause for clause in clauses if clause.reference == "序言"]
    exact = [clause for clause in clauses if _matches_exactly(reference, clause)]
    if reference.in_annex and not reference.numbers:
        return [clause for clause in exact if clause.reference == "附件"] or exact
    if len(reference.numbers) > 1 or reference.is_part or reference.in_annex:
        return exact or [clause for clause in clauses if _matches_ends(reference, clause)]
    if any(clause.reference.startswith("第") for clause in exact):
        return [clause for clause in exact if clause.reference.startswith("第")]
    own = [clause for clause in clauses if _matches_own_number(reference, clause)]
    items = [clause for clause in own if clause.reference[-1:].isdecimal()]
    return list(dict.fromkeys([*items, *exact] or own))


def path_of(reference: str) -> tuple[int, ...]:
    """Return the numbers of a clause's reference from the top down, 附件 left out."""
    parts = [part for part in _COMPONENT.findall(reference) if not part.startswith("附件")]
    return tuple(number_of(re.sub(r"[第编章节条()]|之.*", "", part)) for part in parts)


def _matches_exactly(reference: SpokenReference, clause: Clause) -> bool:
    in_annex = clause.reference.startswith("附件")
    if in_annex is not reference.in_annex:
        return False
    if reference.in_annex and not reference.numbers:
        return re.fullmatch(r"附件[^(]?", clause.reference) is not None
    return path_of(clause.reference) == reference.numbers


def _matches_ends(reference: SpokenReference, clause: Clause) -> bool:
    """Return whether a number that runs through the parts is said without its middle: 第二部分第10项."""
    path = path_of(clause.reference)
    return (
        len(reference.numbers) > 1
        and clause.reference.startswith("附件") is reference.in_annex
        and len(path) > len(reference.numbers)
        and path[0] == reference.numbers[0]
        and path[-1] == reference.numbers[-1]
    )


def _matches_own_number(reference: SpokenReference, clause: Clause) -> bool:
    """第10项 alone means the clause that carries this number, wherever it hangs."""
    path = path_of(clause.reference)
    return (
        len(reference.numbers) == 1
        and not reference.in_annex
        and bool(path)
        and path[-1] == reference.numbers[0]
    )


def _numbers(path: str) -> tuple[int, ...]:
    return tuple(number_of(numeral) for numeral in _NUMBER.findall(re.sub("之.", "", path)))


def _english_reference(text: str) -> SpokenReference | None:
    found = [
        (rank, _english_number(match["number"]), match)
        for match in [*_ENGLISH_WORD.finditer(text), *_ENGLISH_ORDINAL.finditer(text)]
        for rank, units in enumerate(_ENGLISH_RANK)
        if match["unit"].lower() in units.split()
    ]
    path = _ENGLISH_PATH.search(text)
    if path and len(_numbers(path["path"])) > 1:
        return SpokenReference(_numbers(path["path"]), path[0].strip())
    found = [entry for entry in found if entry[1]]
    if not found:
        return None
    ordered = sorted(found, key=lambda entry: entry[0])
    steps = {"step", "stage", "phase"}
    only_steps = all(match["unit"].lower() in steps for _, _, match in ordered)
    in_annex = ordered[0][0] == 0 or _ANNEX_WORD.search(text) is not None
    if only_steps and not in_annex:
        return None  # a stage of the work, not a part of the text
    part = len(ordered) == 1 and ordered[0][2]["unit"].lower() in {"part", "chapter", "section"}
    words = " ".join(match[0] for _, _, match in found)
    return SpokenReference(tuple(number for _, number, _ in ordered), words, in_annex, is_part=part)


def _english_number(word: str) -> int:
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else _ENGLISH_NUMBERS.get(word.lower(), 0)
