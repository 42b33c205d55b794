"""Repair of text whose GBK bytes were read one byte out of step, and of pinyin in brackets.

A converter that wrote `字(zì)` behind each Traditional character also lost single bytes, so that the
bytes up to the next ASCII letter were paired wrongly: `。總結(jié)` = A1A3 BF82 BD59 became
`??偨Y(jié)` = A1, A3BF, 82BD, 59. The pinyin that stands behind it proves a repair right. What no
rule can prove is left alone, for the errata.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pypinyin import Style, pinyin

from corpus.aligned import Edit
from corpus.script import simplified

_SYLLABLE = r"[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,7}"
_WIDE = r"[\u2500-\u257f\u3400-\u9fff]"  # what a pair of stray bytes decodes to

# GBK rows A3 and A2, read with the trail byte of 。 or 、 as lead: the converter made A3 half-width.
_ENCLOSED = "ⅰ-ⅹⅠ-Ⅻ⒈-⒛⑴-⒇①-⑩㈠-㈩﹀-﹯"
_HAN = re.compile(r"[\u3400-\u9fff]")
_ANNOTATION = re.compile(rf"[(（](?P<sound>{_SYLLABLE})[)）]")
_LOST_LEAD_BYTE = re.compile(
    rf"\?(?P<middle>[!-~{_ENCLOSED}]?{_WIDE}*)(?P<tail>[@-~])(?=[(（](?P<sound>{_SYLLABLE})[)）])"
)
_LOST_TRAIL_BYTE = re.compile(
    rf"(?P<before>[\u3400-\u9fff])\?(?P<sound>{_SYLLABLE})[)）](?P<rest>{_WIDE}*)(?P<tail>[@-~])"
)

_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
# GBK rows A1 and A3 hold the punctuation; only what texts use proves which row it was.
_PUNCTUATION_LEADS = (b"\xa1", b"\xa3")
_PUNCTUATION = frozenset("。、·…—～“”‘’《》〈〉【】〔〕，；：！？（）")
# GB2312 level 1, the 3,755 common characters, has the lead bytes B0 to D7.
_COMMON_LEADS = range(0xB0, 0xD8)
# Fewer annotations than this may be an author's own; a converter leaves one to ten characters.
_ANNOTATIONS_OF_A_CONVERTER = 3
_SHARE_OF_A_CONVERTER = 0.02


def damage_edits(text: str) -> list[Edit]:
    """Return the edits that put shifted bytes right where the pinyin behind them proves it."""
    return [*_lost_lead_bytes(text), *_lost_trail_bytes(text)]


def annotation_edits(text: str) -> list[Edit]:
    """Return the edits that remove pinyin in brackets, if a converter wrote it."""
    edits = [
        Edit(match.start(), match.end(), "", "pinyin in brackets")
        for match in _ANNOTATION.finditer(text)
        if match.start() > 0 and _may_annotate(text[match.start() - 1], match["sound"])
    ]
    han = len(_HAN.findall(text))
    needed = max(_ANNOTATIONS_OF_A_CONVERTER, _SHARE_OF_A_CONVERTER * han)
    return edits if len(edits) >= needed else []


def _lost_lead_bytes(text: str) -> Iterator[Edit]:
    for match in _LOST_LEAD_BYTE.finditer(text):
        stray = match["middle"].translate(_FULL_WIDTH) + match["tail"]
        encoded = stray.encode("gbk", errors="replace")
        readings = {_decoded(lead + encoded) for lead in _PUNCTUATION_LEADS}
        proven = [
            r
            for r in readings
            if r and r[0] in _PUNCTUATION and _sounds_like(r[-1], match["sound"])
        ]
        if len(proven) == 1:
            yield Edit(match.start(), match.end(), proven[0], "shifted bytes")


def _lost_trail_bytes(text: str) -> Iterator[Edit]:
    for match in _LOST_TRAIL_BYTE.finditer(text):
        before = match["before"].encode("gbk", errors="replace")
        stray = (match["rest"] + match["tail"]).encode("gbk", errors="replace")
        proven = set()
        for lost in range(0x40, 0xFF):
            annotated = _decoded(before[-1:] + bytes([lost]))
            repaired = _decoded(before + bytes([lost]) + stray)
            if (
                annotated
                and repaired
                and _sounds_like(annotated, match["sound"])
                and all(map(_is_common, repaired))
            ):
                proven.add(repaired)
        if len(proven) == 1:
            yield Edit(match.start(), match.end(), proven.pop(), "shifted bytes")


def _decoded(stream: bytes) -> str | None:
    try:
        return stream.decode("gbk")
    except UnicodeDecodeError:
        return None


def _is_common(character: str) -> bool:
    encoded = simplified(character).encode("gb2312", errors="replace")
    return len(encoded) == 2 and encoded[0] in _COMMON_LEADS


def _may_annotate(character: str, sound: str) -> bool:
    """Return whether `sound` may be a converter's note; with tone marks it is nothing else."""
    return _HAN.fullmatch(character) is not None and (
        _has_tone(sound) or _sounds_like(character, sound)
    )


def _has_tone(sound: str) -> bool:
    return not sound.replace("ü", "u").isascii()


@cache
def _sounds_like(character: str, sound: str) -> bool:
    readings = pinyin(character, style=Style.TONE, heteronym=True)[0]
    return _HAN.fullmatch(character) is not None and sound in readings
