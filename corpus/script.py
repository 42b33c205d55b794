"""Traditional to Simplified characters, and Taiwanese wording back to the mainland's.

Characters are converted by OpenCC's `t2s`; its phrase modes (`tw2sp`) would also turn 建立 into
创建 and 执行 into 运行, so the wording is undone by the exact terms of `data/localised_terms.toml`.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import opencc

from corpus.aligned import Edit

_TERMS_FILE = Path(__file__).parent / "data" / "localised_terms.toml"
_HAN = re.compile(r"[\u3400-\u9fff]")

# A text is Traditional when more than this share of its Han characters has a Simplified form of
# its own; mainland texts stay below 0.002 (著, 乾 and the like), Traditional ones are above 0.2.
_TRADITIONAL_SHARE = 0.05
# Two different markers prove that a word list went over the text; one may be a quotation.
_MARKERS_NEEDED = 2


# OpenCC's t2s leaves 著 alone; where it is the particle (著力, 帶著) the mainland writes 着.
_PARTICLE = re.compile(r"(?<![显专原编名论卓昭巨合土遗旧新译])著(?![作名称录述者书])")


@dataclass(frozen=True)
class LocalisedTerms:
    """Taiwanese term → mainland term, after conversion of characters; and the telling ones.

    `keep` are phrases with such a term that are right as they stand.
    """

    terms: dict[str, str]
    markers: tuple[str, ...]
    keep: tuple[str, ...]


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@cache
def localised_terms() -> LocalisedTerms:
    data = tomllib.loads(_TERMS_FILE.read_text(encoding="utf-8"))
    return LocalisedTerms(dict(data["terms"]), tuple(data["markers"]), tuple(data["keep"]))


@cache
def _localised_pattern() -> re.Pattern[str]:
    known = localised_terms()
    longest_first = sorted([*known.terms, *known.keep], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


def simplified(text: str) -> str:
    """Return `text` in Simplified characters, of the same length."""
    converted: str = _PARTICLE.sub("着", _converter().convert(text))
    if len(converted) == len(text):
        return converted
    characters = [_converter().convert(character) for character in text]
    return "".join(new if len(new) == 1 else old for old, new in zip(text, characters, strict=True))


def mainland(text: str) -> str:
    """Return Simplified `text` with Taiwanese terms replaced by the mainland's."""
    terms = localised_terms().terms
    return _localised_pattern().sub(lambda match: terms.get(match[0], match[0]), text)


def is_traditional(text: str) -> bool:
    """Return whether `text` is written in Traditional characters."""
    han = len(_HAN.findall(text))
    changed = sum(old != new for old, new in zip(text, simplified(text), strict=True))
    return han > 0 and changed / han > _TRADITIONAL_SHARE


def script_edits(text: str) -> list[Edit]:
    """Return the edits that make a Traditional `text` Simplified, a run of characters each."""
    if not is_traditional(text):
        return []
    new = simplified(text)
    edits: list[Edit] = []
    start: int | None = None
    for i in range(len(text) + 1):
        differs = i < len(text) and text[i] != new[i]
        if differs and start is None:
            start = i
        elif not differs and start is not None:
            edits.append(Edit(start, i, new[start:i], "traditional characters"))
            start = None
    return edits


def localisation_edits(text: str) -> list[Edit]:
    """Return the edits that undo a Taiwanese localisation, if `text` shows one."""
    if sum(marker in text for marker in localised_terms().markers) < _MARKERS_NEEDED:
        return []
    terms = localised_terms().terms
    return [
        Edit(match.start(), match.end(), terms[match[0]], "localised wording")
        for match in _localised_pattern().finditer(text)
        if match[0] in terms
    ]
