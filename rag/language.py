"""The language of a question, and its words made comparable with the clauses'."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import opencc

from corpus.script import is_traditional, mainland, simplified
from rag.types import Language

_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_ENGLISH_GRAMMAR = re.compile(
    r"\b(?:who|whose|what|which|how|when|where|why|does|do|did|is|are|was|were|the|of|in|for|and|can|must|should)\b",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060\ufeff]")


def language_of(question: str) -> Language:
    """Return the language of a question; an English one may quote Chinese terms at any length."""
    han = len(_HAN.findall(question))
    words = len(_LATIN_WORD.findall(question))
    grammar = len(set(map(str.lower, _ENGLISH_GRAMMAR.findall(question))))
    if han == 0 or (words >= 3 and (words >= han or grammar >= 2)):
        return Language.ENGLISH if words or han == 0 else Language.SIMPLIFIED
    return Language.TRADITIONAL if is_traditional(question) else Language.SIMPLIFIED


def readable(question: str) -> str:
    """Return a question without control characters and with plain blanks."""
    whole = question.encode("utf-8", "ignore").decode("utf-8")  # half a character is none
    return re.sub(r"\s+", " ", _CONTROL.sub(" ", whole)).strip()


def comparable(text: str) -> str:
    """Return `text` in Simplified characters, mainland wording, half width and lower case."""
    return mainland(simplified(unicodedata.normalize("NFKC", text))).lower()


def half_width(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def in_language(text: str, language: Language) -> str:
    """Return Simplified Chinese `text` in Traditional characters where the question has them."""
    return _to_traditional().convert(text) if language is Language.TRADITIONAL else text


def is_neutral(text: str) -> bool:
    """Return whether a Chinese text is written alike in Simplified and Traditional characters."""
    return str(_to_traditional().convert(text)) == text


@cache
def _to_traditional() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")
