"""The enumerators that open a clause: 一、 (一) 1. (1) ① 第一条 第一章 附件1, in any width."""

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
    ARABIC = 7  # 1.
    ARABIC_BRACKETED = 8  # (1)
    CIRCLED = 9  # ①


HEADING_ONLY = frozenset({Style.PART, Style.CHAPTER, Style.SECTION})


@dataclass(frozen=True)
class Enumerator:
    """An enumerator at the start of a line.

    `label` is its part of a reference (`一`, `(一)`, `1`, `(1)`, `①`, `第十二条`, `附件`);
    `length` is how many characters of the line it takes, blanks behind it included.
    """

    style: Style
    number: int
    label: str
    length: int


_NUMERAL = "[〇零一二三四五六七八九十百千]+"
_PATTERNS: tuple[tuple[Style, re.Pattern[str]], ...] = (
    (Style.PART, re.compile(rf"第({_NUMERAL})(编|篇|部分)(?=\s|[、:：]|[\u3400-\u9fff]{{2,20}}$)")),
    (Style.CHAPTER, re.compile(rf"第({_NUMERAL}|\d+)章(?![第的、和至规])\s*")),
    (Style.SECTION, re.compile(rf"第({_NUMERAL}|\d+)节(?![第的、和至规])\s*")),
    (
        Style.ARTICLE,
        # 第三条规定的… at the start of a hard-wrapped line is a cross-reference, no article.
        re.compile(
            rf"第({_NUMERAL}|\d+)条(?:之({_NUMERAL}))?"
            r"(?![、,，。;；:：)）》和或至及到与]|第|之|的|所|款|项|规定|中|内|下)\s*"
        ),
    ),
    # 一、二、三产业 is a list of numerals, no enumerator.
    (Style.CHINESE, re.compile(rf"({_NUMERAL})[、](?!{_NUMERAL}[、,，])\s*")),
    (Style.CHINESE_BRACKETED, re.compile(rf"[(（]({_NUMERAL})[)）][、.．]?\s*")),
    (Style.CHINESE_BRACKETED, re.compile(r"([㈠-㈩])[、.．]?\s*")),
    # 1.5亿元 is a figure.
    (Style.ARABIC, re.compile(r"(\d{1,3})(?:[.．](?!\d)|、)\s*")),
    (Style.ARABIC, re.compile(r"([⒈-⒛])\s*")),
    (Style.ARABIC_BRACKETED, re.compile(r"[(（](\d{1,3})[)）][、.．]?\s*")),
    (Style.ARABIC_BRACKETED, re.compile(r"(\d{1,3})[)）]\s*")),
    (Style.ARABIC_BRACKETED, re.compile(r"([⑴-⒇])\s*")),
    (Style.CIRCLED, re.compile(r"([①-⑳])[、.．]?\s*")),
)
_ANNEX = re.compile(rf"(?:附件|附录|附表)\s*(\d{{1,2}}|{_NUMERAL})?\s*(?:[:：.．]\s*|(?=\s)\s*|$)")


def enumerator_of(line: str) -> Enumerator | None:
    """Return the enumerator that `line` begins with, or None."""
    annex = _ANNEX.match(line)
    if annex:
        label = "附件" + (annex[1] or "")
        number = number_of(annex[1]) if annex[1] else 1
        return Enumerator(Style.ANNEX, number, label, annex.end())
    for style, pattern in _PATTERNS:
        match = pattern.match(line)
        if match and (number := number_of(match[1])) > 0:
            suffix = match[2] if style is Style.ARTICLE else None
            return Enumerator(style, number, label_of(style, number, suffix), match.end())
    return None


def number_of(numeral: str) -> int:
    """Return the number that `numeral` says in Chinese, Arabic or enclosed form; 0 for nonsense."""
    plain = unicodedata.normalize("NFKC", numeral).strip("().")
    if plain.isdecimal():
        return int(plain)
    try:
        return int(cn2an.cn2an(plain.replace("〇", "零"), "smart"))
    except ValueError:
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
