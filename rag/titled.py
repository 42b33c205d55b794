"""Documents that a question names by words of their titles, their numbers or their issuers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from corpus.glossary import official_terms
from corpus.places import all_places
from corpus.types import Document, Level
from rag.language import comparable

# Words of titles that say nothing about the topic.
TITLE_NOISE = re.compile(
    "|".join(p.name for p in all_places() if not p.is_group)
    + r"|省|市|人民政府|办公[厅室]|关于|印发|贯彻落实|落实|推进|促进|加快|进一步|深化|"
    r"实施|工作|建设|发展|协同|三年|行动|方案|规划|计划|意见|要点|办法|条例|通知|措施|年|“|”|《|》|十[一二三四五]五|[()（）\d\-、的与和]"
)
DOCUMENT_WORD = r"(?:实施|工作|行动|建设|改革|推进)*(?:方案|计划|规划|要点|文件|通知|办法|条例|意见|政策|措施|规定|那份|这份|那个文件|里面)"
_WORD_FOR_DOCUMENT = re.compile(
    r"(?:建设|实施|工作|行动|改革|推进|协同|发展|三年)*(?:方案|计划|规划|要点|[那这][一两二三四]?份|文件)"
)
_LONGEST_PART = 6
_MIN_CUE = 3  # a shorter part of a title names its document beside a word for a document only
ENGLISH_DOCUMENT_WORD = r"(?:work |action |reform |implementation )*(?:plan|document|notice|programme|program|reform|measures|policy)"
_COMMON_WORDS = frozenset(
    [
        "plan",
        "plans",
        "work",
        "the",
        "of",
        "and",
        "for",
        "provincial",
        "province",
        "city",
        "municipal",
        "national",
        "action",
        "implementation",
    ]
)


def titled(
    text: str, documents: Sequence[Document], own_words: Mapping[str, Sequence[str]]
) -> tuple[list[Document], tuple[str, ...]]:
    """Return the documents that a comparable text names, and the parts of titles by which it does.

    `own_words` are by document id words of its title that stand in no other document.
    """
    by_part = _named_by_part(text, documents)
    by_half = _named_by_half(text, documents)
    by_issuer = _named_by_issuer(text, documents)
    found = [
        d
        for d in documents
        if _is_titled(text, d)
        or d in by_issuer
        or d.document_id in by_part.values()
        or d in by_half
        or any(word in text for word in own_words.get(d.document_id, ()))
    ]
    return found, tuple(by_part)


def _is_titled(text: str, document: Document) -> bool:
    """Return whether the question names the document by words of its title or its number."""
    if document.document_number and _unbracketed(document.document_number) in _unbracketed(text):
        return True
    if any(comparable(name) in text for name in (document.title, *document.short_names)):
        return True
    for cue in title_words(document):
        quoted = re.escape(cue)
        if re.search(
            rf"《[^》]*{quoted}[^》]*》|{quoted}[^，。,;；?？]{{0,12}}?{DOCUMENT_WORD}", text
        ):
            return True
        spaced = quoted.replace(r"\-", "[- ]")
        if re.search(rf"\b{spaced}\b.{{0,24}}?\b{ENGLISH_DOCUMENT_WORD}\b", text):
            return True
    return False


def _named_by_issuer(text: str, documents: Sequence[Document]) -> list[Document]:
    """Return the national documents named by who issued them: alone, or else before others, or else with them."""
    found = [one for one in documents if _is_of_issuer(text, one, one.issuers)]
    alone = [one for one in found if len(one.issuers) == 1]
    first = [one for one in found if _is_of_issuer(text, one, one.issuers[:1])]
    return alone or first or found


def _is_of_issuer(text: str, document: Document, issuers: Sequence[str]) -> bool:
    """Return whether a national document is named by who issued it: 商务部三年计划, 交通运输部那个通知."""
    if document.level is not Level.NATION:
        return False
    names = {re.sub(r"办公[厅室]$", "", comparable(one)) for one in issuers}
    return any(
        re.search(
            rf"{re.escape(one)}(?:等[^,。?!]{{0,8}})?[^,。?!;、在要把将由]{{0,8}}{DOCUMENT_WORD}",
            text,
        )
        for one in names
    )


def _named_by_part(text: str, documents: Sequence[Document]) -> dict[str, str]:
    """Return the ids of documents by the words that name them: a part of a title, and what they are.

    县域计划, 流通方案, 中部崛起方案: the part must be one document's alone.
    """
    found: dict[str, str] = {}
    for match in _WORD_FOR_DOCUMENT.finditer(text):
        before = re.sub(r"[^\u3400-\u9fff]", " ", text[: match.start()]).rpartition(" ")[2]
        for size in range(min(_LONGEST_PART, len(before)), 1, -1):
            part = before[-size:]
            if TITLE_NOISE.fullmatch(part):
                continue
            holders = {
                d.document_id
                for d in documents
                for word in (part, *official_terms(part))
                if any(_is_shortened(word, cue) for cue in _chinese_cues(d))
            }
            holders = _of_place_said(holders, before, documents)
            if len(holders) == 1:
                found[f"{part}{match[0]}"] = holders.pop()
                break
    return found


def _of_place_said(holders: set[str], before: str, documents: Sequence[Document]) -> set[str]:
    """Return those of several documents whose place stands before the part: 全国冷链那份通知."""
    if len(holders) < 2:
        return holders
    national = re.search("全国|国家|中央|部委", before) is not None
    of_place = {
        d.document_id
        for d in documents
        if d.document_id in holders
        and (d.level is Level.NATION if national else bool(d.place) and d.place in before)
    }
    return of_place or holders


def _is_shortened(part: str, whole: str) -> bool:
    """Return whether `part` stands in `whole`, or is two pieces of it, each two characters or more."""
    if part in whole:
        return True
    return any(
        part[:cut] in whole and part[cut:] in whole.partition(part[:cut])[2]
        for cut in range(2, len(part) - 1)
    )


def _named_by_half(text: str, documents: Sequence[Document]) -> list[Document]:
    """Return the documents named by half of a compound word that is theirs alone: the county plan."""
    halves = Counter(
        half
        for document in documents
        for half in {
            part for cue in title_words(document) for part in cue.split("-") if part.isascii()
        }
    )
    return [
        document
        for document in documents
        if any(
            halves[half] == 1
            and len(half) > _MIN_CUE
            and re.search(rf"\b{re.escape(half)} {ENGLISH_DOCUMENT_WORD}\b", text)
            for cue in title_words(document)
            if "-" in cue
            for half in cue.split("-")
        )
    ]


def _unbracketed(text: str) -> str:
    """Return comparable text without brackets: 〔2018〕, [2018] and (2018) are typed alike."""
    return re.sub(r"[\[\]〔〕【】()]", "", comparable(text))


@cache
def title_words(document: Document) -> tuple[str, ...]:
    """Return the words of a title that tell it from others, Chinese and English."""
    chinese = [part for part in _chinese_cues(document) if len(part) >= _MIN_CUE]
    english = [
        word
        for word in re.findall(r"[a-z][a-z-]{3,}", (document.title_en or "").lower())
        if word not in _COMMON_WORDS and not any(word == p.lower() for p in _english_place_words())
    ]
    return tuple(dict.fromkeys([*chinese, *english]))


@cache
def _chinese_cues(document: Document) -> tuple[str, ...]:
    return tuple(part for part in TITLE_NOISE.split(comparable(document.title)) if part)


@cache
def _english_place_words() -> frozenset[str]:
    return frozenset(name for place in all_places() for name in place.english.split("|"))
