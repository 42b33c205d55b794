"""The pieces of a clause reference: 第三部分, (一), 2.3.6, item 12, the last point, 附件二."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, IntEnum, auto

from rag.numerals import (
    ARABIC,
    CARDINAL,
    CHINESE,
    CHINESE_DIGIT,
    CHINESE_NUMERALS,
    NUMBER,
    ORDINAL,
    ROMAN,
    value_of,
)

_MAX_NUMBER = 400  # few laws have more articles; a greater number counts something else


class Unit(IntEnum):
    """What a word calls the clause whose number it gives; a smaller one stands higher."""

    ANNEX = 0
    PART = 1
    SECTION = 2
    CLAUSE = 3
    ITEM = 4
    POINT = 5
    PARAGRAPH = 6  # often no clause of its own
    STAGE = 7  # only an annex of steps numbers its clauses so
    ROW = 8  # of a table, which only annexes have


class Shape(Enum):
    """How a piece is written, which decides whether it is a reference by itself."""

    NAMED = auto()  # 第3条, 第(一)项, section 3, the second item
    COUNTED = (
        auto()
    )  # 17条, 二大点: a reference only beside others or where its wording is asked for
    FROM_END = auto()  # 最后一条, 倒数第二条, 头一条, the last point
    ANNEX = auto()  # 附件二, the annex
    DOTTED = auto()  # 2.3.6, 三.1.2
    BRACKETED = auto()  # (一), (2)
    BARE = auto()  # 三, 2, VI


@dataclass(frozen=True)
class Step:
    """One number of a reference, as it was said.

    `suffix` is 1 in 第十条之一; `by_place` says that the number is no label but counts the clauses
    there, from the end where it is negative. `unit` is None where no word names one.
    """

    number: int
    unit: Unit | None = None
    bracketed: bool = False
    suffix: int = 0
    by_place: bool = False


@dataclass(frozen=True)
class Token:
    """A piece of a reference and the range `[start, end)` of the text that says it.

    `steps` is empty for an annex without a number.
    """

    shape: Shape
    steps: tuple[Step, ...]
    start: int
    end: int
    is_chinese: bool


# Behind the words that also begin others (第一条件, 第二项目, 第三节课) stands what does not follow.
_UNITS = {
    Unit.PART: r"大?部[分份]|大[点项条块段]|章(?!程)|篇(?!幅)|编(?!制|号|委)",
    Unit.SECTION: r"小?节(?!能|点|课|约|日|假|目)|小?块(?!钱)",
    Unit.CLAUSE: r"小?条(?!件|例|线|龙|腿)",
    Unit.ITEM: r"小?项(?!目)(?:任务)?|号(?:任务|条|项|要点)",
    Unit.POINT: r"小?点(?!位)|要点|目(?![标录前的])",
    Unit.PARAGRAPH: r"款(?![项待])|小?段(?!时)",
    Unit.STAGE: r"阶段|步(?!骤)|期",
    Unit.ROW: r"行(?![业动政])",
}
_ENGLISH_UNITS = {
    Unit.PART: "part|chapter",
    Unit.SECTION: r"(?:sub-?)?section|bracket",
    Unit.CLAUSE: r"(?:sub-?)?clause|article",
    Unit.ITEM: r"(?:sub-?)?item|task|measure",
    Unit.POINT: r"(?:sub-?)?point|bullet",
    Unit.PARAGRAPH: r"(?:sub-?)?paragraph|para",
    Unit.STAGE: "step|stage|phase",
    Unit.ROW: "row",
}
_UNIT = rf"(?P<unit>{'|'.join(_UNITS.values())})"
_ENGLISH_UNIT = rf"(?P<unit>{'|'.join(_ENGLISH_UNITS.values())})"
_ANNEX = r"附\s*[件录表]"
_ENGLISH_ANNEX = r"\b(?:annex|appendix|attachment)(?:es)?\b"

# Behind a number these make it a figure: 二5个城市, 三(一) 3家, (2) 2.5%, 20 percent.
_IS_FIGURE = r"\s*(?:[年月日号%个万亿倍元成家天人次名座所户公]|[-—–~+]\s*\d|\.\d+%|percent|per cent|million|billion)"
_NO_FIGURE = rf"(?!{_IS_FIGURE})"
_NO_UNIT = rf"(?!\s*(?:{'|'.join(_UNITS.values())}))"
# Before a number these make it one that counts: 这两条, 前三条, 2023年17条.
_NOT_COUNTING = r"(?<![\d.第\-—~至到年月每各这那前后上下几共有等分近超达])"
_OF_A_YEAR = r"\s+of\s+(?:the\s+)?(?:year|month|decade|20\d\d)"

_PATTERNS: tuple[tuple[Shape, str], ...] = (
    # 第二个附件; 附件, 附件二, 附件2, though not 附件第二条; the second annex; annex two
    (Shape.ANNEX, rf"第\s*(?P<n>{NUMBER})\s*[个份张]\s*{_ANNEX}"),
    (Shape.ANNEX, rf"{_ANNEX}\s*(?P<n>{NUMBER}{_NO_FIGURE}{_NO_UNIT})?"),
    (Shape.ANNEX, rf"(?P<n>{ORDINAL})\s+{_ENGLISH_ANNEX}"),
    (Shape.ANNEX, rf"{_ENGLISH_ANNEX}(?:\s*(?:no\.?\s*)?(?P<n>{ARABIC}|{CARDINAL}|{CHINESE}))?"),
    # 最后一条, 最后面的那一点, 末条; 倒数第二条; 头一条, 首条
    (Shape.FROM_END, rf"(?:最后|最末|末尾|结尾)[面头]?的?[那这]?[一1]?个?{_UNIT}"),
    (Shape.FROM_END, rf"末[一1]?{_UNIT}"),
    # 收官那一段, 最后收尾的阶段; the wrap-up stage, the final, summing-up stage
    (
        Shape.FROM_END,
        r"(?:最后|最终)?的?(?P<stage>(?:收官|收尾|收口)的?[那这]?[一1]?个?(?:阶段|段|步)|(?:最后|末了|末尾)[那这]?[一1]?个?阶段)",
    ),
    (
        Shape.FROM_END,
        r"\b(?:(?:final|last|closing)\W+)?(?P<stage>(?:wrap-?up|wrapping-up|summing-up|concluding|closing|final|last) (?:stage|phase))\b",
    ),
    (Shape.FROM_END, rf"倒数\s*第?\s*(?P<n>{NUMBER})\s*个?{_UNIT}"),
    (Shape.FROM_END, rf"(?P<first>[头首])[一1]?个?{_UNIT}"),
    # the last point; the penultimate, second-to-last, last but one point; the third from last point
    (Shape.FROM_END, rf"\b(?:last(?![ -]but)|final|closing)\s+{_ENGLISH_UNIT}\b"),
    (
        Shape.FROM_END,
        r"\b(?P<second>penultimate|(?:second|next)[ -](?:to[ -])?(?:the[ -])?last|last[ -]but[ -]one)"
        rf"\s+{_ENGLISH_UNIT}\b",
    ),
    (
        Shape.FROM_END,
        rf"(?P<n>{ORDINAL})[ -](?:to[ -]|from (?:the )?)(?:last|end|bottom)\s+{_ENGLISH_UNIT}\b",
    ),
    # 第3条, 第(一)项, 第二个部分, 第十条之一; 条款12, 任务12; 序号3, #3
    (
        Shape.NAMED,
        rf"第\s*(?P<bracket>[(])?\s*(?P<n>{NUMBER})\s*[)]?\s*个?{_UNIT}(?:之(?P<suffix>{CHINESE_DIGIT}))?",
    ),
    (Shape.NAMED, rf"(?:条款|条目|任务)\s*(?P<item>{ARABIC}){_NO_FIGURE}{_NO_UNIT}(?!\.\d)"),
    (Shape.NAMED, rf"(?:序号|#)\s*(?P<row>{NUMBER})"),
    # 排第11的; 分工表里第11个任务
    (Shape.NAMED, rf"排在?第\s*(?P<row>{NUMBER})(?=[的位个是,?]|$)"),
    (Shape.NAMED, rf"第\s*(?P<row>{NUMBER})\s*个任务"),
    # the second item; section 3, section 2.1.2, sub-section (4), part two, clause 三
    (Shape.NAMED, rf"(?P<n>{ORDINAL})\s+{_ENGLISH_UNIT}\b(?!{_OF_A_YEAR})"),
    (
        Shape.NAMED,
        rf"\b{_ENGLISH_UNIT}s?\s*(?:no\.?\s*|number\s+|#)?(?P<bracket>[(])?\s*"
        rf"(?P<n>\d{{1,3}}(?:\.\d{{1,2}})*(?![\d%])|{CARDINAL}|{CHINESE})\s*(?(bracket)[)]){_NO_FIGURE}",
    ),
    # 17条, 二大点; no. 12, §3
    (Shape.COUNTED, rf"{_NOT_COUNTING}(?P<n>{NUMBER})\s*{_UNIT}"),
    (Shape.COUNTED, rf"(?:\bno\.?|\bnumber|§)\s*(?P<n>{ARABIC})(?!\.?\d)"),
    # 2.3.6, 三.1.2, VI.2.3, and no date, version or percentage
    (
        Shape.DOTTED,
        rf"(?<![\d.a-z])(?P<n>(?:{CHINESE}|{ROMAN}|1?\d)(?:\.(?:{CHINESE}|\d{{1,2}}))+)(?![\d.%])",
    ),
    # (一), (2), (ii)
    (Shape.BRACKETED, rf"[(]\s*(?P<n>{NUMBER}|[ivx]{{1,4}})\s*[)]"),
    # 三, though not 一下; VI; 2
    (Shape.BARE, rf"(?P<n>{CHINESE}(?![下些样起般])|{ROMAN})"),
    (Shape.BARE, rf"(?<![\d+~–—-])(?<!\d\.)(?P<n>{ARABIC}){_NO_FIGURE}"),
)
_COMPILED = tuple(
    (shape, re.compile(words, re.IGNORECASE | re.ASCII)) for shape, words in _PATTERNS
)
# Where a piece may start; the many other characters need no look.
_STARTS = re.compile(
    rf"[第附最末结倒头首序条任收排#(§{CHINESE_NUMERALS}]|(?<!\d)\d|(?<![a-z])[a-z]", re.IGNORECASE
)
_NUMBERS = re.compile(rf"{NUMBER}|{CARDINAL}|{ORDINAL}", re.IGNORECASE | re.ASCII)


def tokens_in(text: str) -> list[Token]:
    """Return what may be pieces of a reference in a half-width Simplified text, in its order."""
    tokens: list[Token] = []
    for start in _STARTS.finditer(text):
        if not tokens or start.start() >= tokens[-1].end:
            token = _token_at(text, start.start())
            tokens += [token] if token else []
    return tokens


def without_numbers(words: str) -> str:
    """Return the words around the numbers of a piece: 第条 of 第三条."""
    return _NUMBERS.sub("", words)


def _token_at(text: str, at: int) -> Token | None:
    for shape, pattern in _COMPILED:
        match = pattern.match(text, at)
        if match is None:
            continue
        steps = tuple(_steps(shape, match))
        if all(0 < abs(step.number) <= _MAX_NUMBER for step in steps):
            is_chinese = re.search(r"[\u3400-\u9fff]", match[0]) is not None
            return Token(shape, steps, match.start(), match.end(), is_chinese)
    return None


def _steps(shape: Shape, match: re.Match[str]) -> Iterator[Step]:
    said = {name: words for name, words in match.groupdict().items() if words}
    unit = Unit.STAGE if "stage" in said else _unit_of(said.get("unit", ""))
    if shape is Shape.FROM_END:
        yield Step(_place(said), unit, by_place=True)
    elif shape is Shape.ANNEX:
        yield from [Step(value_of(said["n"]), Unit.ANNEX)] if "n" in said else []
    elif "item" in said:
        yield Step(value_of(said["item"]), Unit.ITEM)
    elif "row" in said:
        yield Step(value_of(said["row"]), Unit.ROW)
    else:
        bracketed = shape is Shape.BRACKETED or "bracket" in said
        suffix = value_of(said["suffix"]) if "suffix" in said else 0
        for number in said["n"].split("."):
            yield Step(value_of(number), unit, bracketed, suffix)
            unit = None  # section 2.1.2: the word names the first number


def _place(said: dict[str, str]) -> int:
    """Return which clause is meant, counted from the start or, negative, from the end."""
    if "first" in said:
        return 1
    if "second" in said:
        return -2
    return -value_of(said["n"]) if "n" in said else -1


def _unit_of(word: str) -> Unit | None:
    for units in (_UNITS, _ENGLISH_UNITS):
        for unit, words in units.items():
            if re.fullmatch(words, word, re.IGNORECASE):
                return unit
    return None
