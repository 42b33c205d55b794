"""The words of the page that compares documents."""

from __future__ import annotations

from corpus.types import Frozen
from ui.words import PageLanguage


class CompareWords(Frozen):
    """`limits` takes `topics` and `documents`; `covered` takes `covered` and `documents`."""

    heading: str
    about: str
    topic: str
    topic_hint: str
    places: str
    documents: str
    compare: str
    clear: str
    limits: str
    too_few: str
    table: str
    topics: str
    level: str
    date: str
    status: str
    says: str
    bodies: str
    not_stated: str
    only_here: str
    covered: str
    export: str


_WORDS = {
    PageLanguage.CHINESE: CompareWords(
        heading="对照文件",
        about="选择文件或地区,写下主题,逐格对照各文件的规定;不写主题、只选两份文件,则对照全文。每格都链接到原文条款。",
        topic="主题(多个主题用分号隔开)",
        topic_hint="如:冷链物流;单一窗口",
        places="地区",
        documents="文件",
        compare="对照",
        clear="清除",
        limits="不选则对照全部文件;一次最多 {topics} 个主题、{documents} 份文件。",
        too_few="请至少选择两份文件。",
        table="对照表",
        topics="主题",
        level="层级",
        date="成文日期",
        status="效力",
        says="规定",
        bodies="责任单位",
        not_stated="未作规定",
        only_here="△ 标出只见于这一份文件的单位和数字。",
        covered="{documents} 份中 {covered} 份有规定",
        export="下载",
    ),
    PageLanguage.ENGLISH: CompareWords(
        heading="Compare documents",
        about=(
            "Choose documents or places and a topic to see what each document says, cell by cell. "
            "Two documents without a topic are compared as wholes. Every cell leads to its clause."
        ),
        topic="Topic (several with semicolons between)",
        topic_hint="such as cold chain logistics",
        places="Places",
        documents="Documents",
        compare="Compare",
        clear="Clear",
        limits=(
            "All documents unless some are chosen; at most {topics} topics and {documents} "
            "documents at a time."
        ),
        too_few="Please choose at least two documents.",
        table="Side by side",
        topics="Topic",
        level="Level",
        date="Date",
        status="Validity",
        says="Provision",
        bodies="Responsible bodies",
        not_stated="not stated",
        only_here="△ marks bodies and figures that stand in this document alone.",
        covered="{covered} of {documents} speak of it",
        export="Download",
    ),
}


def compare_words(language: PageLanguage) -> CompareWords:
    return _WORDS[language]
