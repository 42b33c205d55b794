"""What a person should look at in an added document, in words."""

from __future__ import annotations

from typing import Final

from corpus.own_document import Doubt

_WORDS: Final = {
    Doubt.NO_TITLE: ("未找到标题,可用 --title 指定", "no title found; --title gives one"),
    Doubt.NO_NUMBER: ("未写明文号", "no document number stated"),
    Doubt.NO_DATE: ("未写明日期", "no date stated"),
    Doubt.NO_ISSUER: ("未写明发文机关", "no issuer stated"),
    Doubt.NO_PLACE: ("未能判断地区,可用 --place 指定", "no place found; --place gives one"),
    Doubt.UNKNOWN_PLACE: (
        "地区不在地名表中,层级未知",
        "a place that is not known; its level is open",
    ),
    Doubt.NO_CLAUSES: ("未找到编号条款", "no numbered clauses found"),
    Doubt.NO_RESPONSIBILITIES: ("未找到责任单位", "no responsible bodies found"),
}


def doubt_words(doubt: Doubt) -> str:
    """Return a doubt in English, as the command line speaks."""
    return _WORDS[doubt][1]


def doubt_words_in_chinese(doubt: Doubt) -> str:
    return _WORDS[doubt][0]
