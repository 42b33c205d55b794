"""The enumerators that open a clause: 一、 (一) 1. (1) ① 第一条 第一章 附件1, in any width.

Decimal ones (1.1) are told from figures by the lines around them: see `decimals.py`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum

import cn2an


class Style(IntEnum):
    """The styles of enumerators; a smaller number stands higher in a document."""

    ANNEX = 0
    PART = 1
    CHAPTER = 2
    SECTION = 3
    ARTICLE = 4
    CHINESE = 5  # 一、
    CHINESE_BRACKETED = 6  # (一)
    DECIMAL_FIRST = 7  # 1, where 1.1 stands below it
    DECIMAL_SECOND = 8  # 1.1
    DECIMAL_THIRD = 9  # 1.1.1
    DECIMAL_FOURTH = 10  # 1.1.1.1
    ARABIC = 11  # 1.
    ARABIC_BRACKETED = 12  # (1)
    CIRCLED = 13  # ①


HEADING_ONLY = frozenset({Style.PART, Style.CHAPTER, Style.SECTION})


@dataclass(frozen=True)
class Enumerator:
    """An enumerator at the start of a line.

    `label` is its part of a reference (`一`, `(一)`, `1`, `(1)`, `①`, `第十二条`, `附件`);
    `length` is how many characters of the line it takes, blanks behind it included. A `doubtful`
    one may be a figure or a list of numerals (1.5G, 一、二级): its neighbours must decide.
    """

    style: Style
    number: int
    label: str
    length: int
    doubtful: bool = False


_NUMERAL = "[〇零一二三四五六七八九十百千]+"
# What stands behind 第三条 in a cross-reference, as in a hard-wrapped line that begins with 第三条规定.
_REFERS = (
    r"[、,，。;；:：)）》〉”和或及到与至第之的款]|项(?!目)|所[称列指述规]|规定|"
    r"中(?![央国华小介心医药])|内(?![河部资地设陆蒙容])|下(?![列岗级属放设达])"
)
# (一)至(三)项, (一)、(二)项, (一)项: a reference to 项 of an article.
_REFERS_TO_ITEM = rf"\s*(?:[、,，]|以?及|至|和|或者?|与)?\s*[(（]\s*(?:{_NUMERAL}|\d{{1,3}})\s*[)）]|项(?!目)|款(?!项)|目(?![标录前])"
_PATTERNS: tuple[tuple[Style, re.Pattern[str]], ...] = (
    (
        Style.PART,
        re.compile(
            rf"第\s*(?P<n>{_NUMERAL})\s*(?P<unit>编|篇|部分)(?=\s|[、:：]|[\u3400-\u9fff]{{2,20}}$|$)[\s、:：]*"
        ),
    ),
    (Style.CHAPTER, re.compile(rf"第\s*(?P<n>{_NUMERAL}|\d+)\s*章(?!{_REFERS})\s*")),
    (Style.SECTION, re.compile(rf"第\s*(?P<n>{_NUMERAL}|\d+)\s*节(?!{_REFERS})\s*")),
    (
        Style.ARTICLE,
        re.compile(
            rf"第\s*(?P<n>{_NUMERAL}|\d+)\s*条(?:之(?P<of>{_NUMERAL}))?(?!{_NUMERAL}[、条])(?!{_REFERS})\s*"
        ),
    ),
    # 一、二、三产业 is a list of numerals, no enumerator.
    (
        Style.CHINESE,
        re.compile(rf"(?P<n>{_NUMERAL})(?:\s?、|[.．](?!\d))(?!{_NUMERAL}[、,，])\s*"),
    ),
    (
        Style.CHINESE_BRACKETED,
        re.compile(rf"[(（]\s*(?P<n>{_NUMERAL})\s*[)）](?!{_REFERS_TO_ITEM})[、.．]?\s*"),
    ),
    (Style.CHINESE_BRACKETED, re.compile(r"(?P<n>[㈠-㈩])[、.．]?\s*")),
    # 1.5亿元 is a figure.
    (Style.ARABIC, re.compile(r"(?P<n>\d{1,3})(?:[.．](?!\d)|、)\s*")),
    (Style.ARABIC, re.compile(r"(?P<n>\d{1,3})[.．](?=\d{3}|[2-6]G|\d{1,2}月)")),
    (Style.ARABIC, re.compile(r"(?P<n>[⒈-⒛])\s*")),
    (
        Style.ARABIC_BRACKETED,
        re.compile(rf"[(（]\s*(?P<n>\d{{1,3}})\s*[)）](?!{_REFERS_TO_ITEM})[、.．]?\s*"),
    ),
    (Style.ARABIC_BRACKETED, re.compile(r"(?P<n>\d{1,3})[)）][、.．]?\s*")),
    (Style.ARABIC_BRACKETED, re.compile(r"(?P<n>[⑴-⒇])[、.．]?\s*")),
    (Style.CIRCLED, re.compile(r"(?P<n>[①-⑳])(?!、?[①-⑳])[、.．]?\s*")),
)
_ANNEX = re.compile(
    rf"(?P<word>附\s*[件录表])\s*(?P<n>\d{{1,2}}|{_NUMERAL})?\s*(?:[:：.．]\s*|(?=\s)\s*|$)"
)
# 一、二级 and 1.5G may go on with the line before.
_DOUBTFUL = re.compile(rf"{_NUMERAL}、{_NUMERAL}[级线次类期等产档星]|\d{{1,3}}[.．]\d")


def enumerator_of(line: str) -> Enumerator | None:
    """Return the enumerator that `line` begins with, or None."""
    annex = _ANNEX.match(line)
    if annex:
        word = re.sub(r"\s", "", annex["word"])
        numeral = unicodedata.normalize("NFKC", annex["n"] or "")
        number = number_of(numeral) if numeral else 1
        return Enumerator(Style.ANNEX, number, word + numeral, annex.end())
    for style, pattern in _PATTERNS:
        match = pattern.match(line)
        if match and (number := number_of(match["n"])) > 0:
            return Enumerator(
                style, number, _label(style, number, match), match.end(), _is_doubtful(line)
            )
    return None


def _label(style: Style, number: int, match: re.Match[str]) -> str:
    words = match.groupdict()
    if style is Style.PART:
        return f"第{numeral_of(number)}{words['unit']}"
    return label_of(style, number, words.get("of"))


def _is_doubtful(line: str) -> bool:
    return _DOUBTFUL.match(line) is not None


def number_of(numeral: str) -> int:
    """Return the number that `numeral` says in Chinese, Arabic or enclosed form; 0 for nonsense."""
    plain = unicodedata.normalize("NFKC", numeral).strip("().")
    if plain.isdecimal():
        return int(plain)
    try:
        return int(cn2an.cn2an(plain.replace("〇", "零"), "smart"))
    except (ValueError, KeyError):  # cn2an raises KeyError for 一亿一 and 零十一
        return 0


def numeral_of(number: int) -> str:
    """Return `number` in Chinese numerals as enumerators write it: 十二, not 一十二."""
    numeral: str = cn2an.an2cn(number)
    return numeral[1:] if numeral.startswith("一十") else numeral


def label_of(style: Style, number: int, suffix: str | None = None) -> str:
    """Return an enumerator's part of a reference, half-width and without blanks."""
    numeral = numeral_of(number)
    labels = {
        Style.PART: f"第{numeral}编",
        Style.CHAPTER: f"第{numeral}章",
        Style.SECTION: f"第{numeral}节",
        Style.ARTICLE: f"第{numeral}条" + (f"之{suffix}" if suffix else ""),
        Style.CHINESE: numeral,
        Style.CHINESE_BRACKETED: f"({numeral})",
        Style.ARABIC: str(number),
        Style.ARABIC_BRACKETED: f"({number})",
        Style.CIRCLED: chr(ord("①") + number - 1) if number <= 20 else str(number),
    }
    return labels[style]
