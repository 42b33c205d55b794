"""What a person should look at in an added document, in words."""

from __future__ import annotations

from typing import Final

from corpus.own_document import Doubt
from ui.words import PageLanguage

_WORDS: Final = {
    Doubt.NO_TITLE: ("未找到标题", "no title found"),
    Doubt.NO_NUMBER: ("未写明文号", "no document number stated"),
    Doubt.NO_DATE: ("未写明日期", "no date stated"),
    Doubt.NO_ISSUER: ("未写明发文机关", "no issuer stated"),
    Doubt.NO_PLACE: ("未能判断地区", "no place found"),
    Doubt.UNKNOWN_PLACE: (
        "地区不在地名表中,层级未知",
        "a place that is not known; its level is open",
    ),
    Doubt.NO_CLAUSES: ("未找到编号条款", "no numbered clauses found"),
    Doubt.NO_RESPONSIBILITIES: ("未找到责任单位", "no responsible bodies found"),
}
_OPTIONS: Final = {Doubt.NO_TITLE: "--title", Doubt.NO_PLACE: "--place"}


def doubt_words(doubt: Doubt) -> str:
    """Return a doubt in English with the option that helps, as the command line speaks."""
    option = _OPTIONS.get(doubt)
    return _WORDS[doubt][1] + (f"; {option} gives one" if option else "")


def doubt_on_page(doubt: Doubt, language: PageLanguage) -> str:
    """Return a doubt as the web page says it, beside fields that help."""
    return _WORDS[doubt][language is PageLanguage.ENGLISH]
