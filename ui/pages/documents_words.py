"""The words of the list of documents."""

from __future__ import annotations

from corpus.types import Frozen
from ui.words import PageLanguage


class DocumentsWords(Frozen):
    """`count` takes `documents` and `clauses`."""

    heading: str
    about: str
    count: str
    none: str
    place: str
    issuers: str
    number: str
    issued: str
    published: str
    effective: str
    until: str
    run_out: str
    clauses: str
    found_at: str
    title_source: str
    sources: dict[str, str]  # what the parser says of where a title is from, by its own words
    not_stated: str
    nation: str
    between: str


_WORDS = {
    PageLanguage.CHINESE: DocumentsWords(
        heading="已收录的文件",
        about="文件的信息取自其自身文字;文中没有写明的,标为“未注明”。点标题可阅读全文。",
        count="共 {documents} 份文件,{clauses} 个条款",
        none="还没有收录文件。",
        place="地区与层级",
        issuers="发文机关",
        number="文号",
        issued="成文日期",
        published="发布日期",
        effective="施行日期",
        until="有效期至",
        run_out="有效期已过",
        clauses="条款数",
        found_at="来源",
        title_source="标题来源",
        sources={
            "given when it was added": "添加时填写",
            "the file, outside its text": "文件属性,不在正文中",
            "the name of the file": "文件名",
        },
        not_stated="未注明",
        nation="全国",
        between="、",
    ),
    PageLanguage.ENGLISH: DocumentsWords(
        heading="Documents in the collection",
        about=(
            "What stands here is what each document states of itself; what it does not state is "
            "“not stated”. Open a title to read the whole document."
        ),
        count="{documents} documents, {clauses} clauses",
        none="No documents have been collected yet.",
        place="Place and level",
        issuers="Issued by",
        number="Number",
        issued="Date",
        published="Published",
        effective="In effect from",
        until="Valid until",
        run_out="past its period of validity",
        clauses="Clauses",
        found_at="Found at",
        title_source="Source of the title",
        sources={},
        not_stated="not stated",
        nation="national",
        between=", ",
    ),
}


def documents_words(language: PageLanguage) -> DocumentsWords:
    return _WORDS[language]
