"""How much a text looks like Chinese of an administration, to choose between encodings."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

_COMMON_FILE = Path(__file__).parent.parent / "data" / "common_characters.toml"
_PUNCTUATION = frozenset(
    "　、。，．·：；？！—…〈〉《》「」『』【】〔〕（）［］｛｝“”‘’％＋－＝＜＞／～＊＃＆＠＿｜￥°×÷±≥≤℃№①②③④⑤⑥⑦⑧⑨⑩"
    "０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ●○◆◇■□★※→–‧﹕﹔﹑﹐"
)
_PINYIN = frozenset("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüêɑńňǹḿɡ")
# A text of some other kind is read 200,000 characters deep; what follows would not change the verdict.
_SAMPLE = 200_000

_COMMON = 1.0
_OF_PUNCTUATION = 0.8
_OTHER_HAN = 0.3
_OF_PINYIN = 0.6
_STRANGE = -0.6  # kana, Cyrillic, frames: what Han characters become in the wrong encoding
_WORSE = -1.5  # unassigned, private and control characters
_BLANKS = frozenset("\t\n\r\f\v\x1a\x85")


def plausibility(text: str) -> float:
    """Return how much the characters beyond ASCII look like Chinese: 1 at best, below 0 for noise.

    A text in printable ASCII alone has 1. Chinese texts have above 0.6, the same bytes in a wrong
    encoding mostly below 0.5; texts of a few characters can lie between.
    """
    telling = [one for one in text[:_SAMPLE] if not " " <= one <= "~" and one not in _BLANKS]
    return sum(map(_weight, telling)) / len(telling) if telling else 1.0


def _weight(character: str) -> float:
    if character in _common():
        return _COMMON
    if character in _PUNCTUATION:
        return _OF_PUNCTUATION
    if "\u4e00" <= character <= "\u9fff":
        return _OTHER_HAN
    if character in _PINYIN:
        return _OF_PINYIN
    if character == "\ufffd" or "\ue000" <= character <= "\uf8ff" or not character.isprintable():
        return _WORSE
    return _STRANGE


@cache
def _common() -> frozenset[str]:
    data = tomllib.loads(_COMMON_FILE.read_text(encoding="utf-8"))
    return frozenset(data["simplified"] + data["traditional"])
