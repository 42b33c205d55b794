"""The words of the reader."""

from __future__ import annotations

from corpus.types import Frozen
from ui.words import PageLanguage


class ReaderWords(Frozen):
    """`corrections` takes `count`; `pairs` takes `count` and `reason`; `unknown…` take the name.

    `reasons` are those of the parser; one that is not among them is shown as it is.
    """

    heading: str
    choose: str
    none: str
    outline: str
    shown: str
    text: str
    source: str
    english: str
    english_note: str
    source_note: str
    no_english: str
    cited: str
    link: str
    corrections: str
    pairs: str
    reasons: dict[str, str]
    left_out: str
    repealed: str
    unknown_document: str
    unknown_clause: str
    unfound_quote: str
    agencies: str
    also_involved: str
    deadline: str


_WORDS = {
    PageLanguage.CHINESE: ReaderWords(
        heading="阅读",
        choose="请选择一份文件:",
        none="还没有收录文件。",
        outline="目录",
        shown="显示",
        text="正文",
        source="原始文本",
        english="英文译文",
        english_note="非官方译文",
        source_note="原始文本是来源文件中的文字;带虚线的字在正文中已更正。",
        no_english="本条款没有英文译文。",
        cited="引用的条款",
        link="本条款的链接",
        corrections="对来源文字的更正:{count} 处",
        pairs="{reason}({count} 处)",
        reasons={
            "traditional characters": "繁体字转为简体",
            "pinyin in brackets": "去掉括注的拼音",
            "localised wording": "恢复大陆用语",
            "shifted bytes": "修复受损的字节",
            "erratum": "勘误",
            "blanks inside a label": "去掉标签内的空白",
        },
        left_out="(删去)",
        repealed="本文件已失效,仅供参考。",
        unknown_document="没有编号为“{name}”的文件。请从下面选择。",
        unknown_clause="这份文件没有条款“{name}”。下面是全文。",
        unfound_quote="所引文字不在本条款中:{name}",
        agencies="责任单位",
        also_involved="同时涉及",
        deadline="期限",
    ),
    PageLanguage.ENGLISH: ReaderWords(
        heading="Read",
        choose="Choose a document:",
        none="No documents have been collected yet.",
        outline="Outline",
        shown="Show",
        text="Text",
        source="Source text",
        english="English rendering",
        english_note="Unofficial rendering",
        source_note="The source text stands in the source file; what is dotted was corrected in the text.",
        no_english="This clause has no English rendering.",
        cited="Cited clause",
        link="Link to this clause",
        corrections="Corrections to the source: {count}",
        pairs="{reason} ({count})",
        reasons={
            "traditional characters": "Traditional to Simplified characters",
            "pinyin in brackets": "Pinyin in brackets taken out",
            "localised wording": "Mainland wording restored",
            "shifted bytes": "Damaged bytes repaired",
            "erratum": "Erratum",
            "blanks inside a label": "Blanks inside a label taken out",
        },
        left_out="(taken out)",
        repealed="This document has been repealed (已失效); for reference only.",
        unknown_document="No document has the id “{name}”. Choose one below.",
        unknown_clause="This document has no clause “{name}”. The whole text follows.",
        unfound_quote="The quoted words do not stand in this clause: {name}",
        agencies="Responsible bodies",
        also_involved="Also involved",
        deadline="Deadline",
    ),
}


def reader_words(language: PageLanguage) -> ReaderWords:
    return _WORDS[language]
