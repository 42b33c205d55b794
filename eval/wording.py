"""Compare words as a reader would: width, spaces, script and case make no difference."""

from __future__ import annotations

import re
import unicodedata

from corpus.script import is_traditional, simplified
from rag.types import Language

_HAN = r"\u3400-\u9fff\uf900-\ufaff"
_EMPHASIS = re.compile(r"[*`]")
_CITATION_MARK = re.compile(r"\[\d{1,2}\]")
_SPACE_BESIDE_HAN = re.compile(rf"(?<=[{_HAN}])\s+|\s+(?=[{_HAN}])")
_THOUSANDS = re.compile(r"(?<![\d,])\d{1,3}(?:,\d{3})+(?![\d,])")
_BRACKETS = str.maketrans("〔〕【】", "[][]")

# So many Han characters are hardly ever all written alike in both scripts.
_TELLING_LENGTH = 10


def normalise(text: str) -> str:
    """Return `text` without Markdown emphasis and citation marks, in one width, script and case."""
    plain = _CITATION_MARK.sub("", _EMPHASIS.sub("", text))
    without_commas = _THOUSANDS.sub(lambda number: number[0].replace(",", ""), plain)
    narrow = unicodedata.normalize("NFKC", without_commas).translate(_BRACKETS)
    spaced = " ".join(simplified(narrow).split())
    return _SPACE_BESIDE_HAN.sub("", spaced).casefold()


def stands_in(value: str, text: str) -> bool:
    """Tell whether `text` holds `value`; a number only counts whole, 50 does not stand in 150."""
    return stands_in_normalised(value, normalise(text))


def stands_in_normalised(value: str, text: str) -> bool:
    """Tell the same of a text that `normalise` has returned."""
    wanted = normalise(value)
    before = r"(?<!\d)(?<!\d\.)" if wanted[:1].isdigit() else ""
    after = r"(?!\.?\d)" if wanted[-1:].isdigit() else ""
    return re.search(before + re.escape(wanted) + after, text) is not None


def characters(text: str) -> str:
    """Return the letters, digits and Han characters of `text` alone, normalised."""
    return "".join(character for character in normalise(text) if character.isalnum())


def without_quotes(text: str) -> str:
    """Return the Markdown `text` without its blockquotes."""
    return "\n".join(line for line in text.split("\n") if not line.lstrip().startswith(">"))


def is_written_in(language: Language, text: str) -> bool:
    """Tell whether `text` can be in `language`; names that stay in Chinese are no objection.

    In English at least a third of the letters are Latin, in Chinese some are Han. A text too short
    to tell is in any language.
    """
    han = len(re.findall(rf"[{_HAN}]", text))
    latin = len(re.findall(r"[A-Za-z]", text))
    if not han + latin:
        return True
    if language is Language.ENGLISH:
        return latin * 2 >= han
    if language is Language.SIMPLIFIED:
        return han > 0 and not is_traditional(text)
    return han > 0 and (han < _TELLING_LENGTH or simplified(text) != text)
