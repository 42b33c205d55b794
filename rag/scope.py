"""Which documents a question speaks of: by place, by title, by year, by number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from corpus.places import NATIONWIDE, Place, all_places, covers, places_in
from corpus.script import simplified
from corpus.types import Document, Level
from rag.language import comparable

# Words of titles that say nothing about the topic.
_TITLE_NOISE = re.compile(
    r"四川省?|山西省?|[\u3400-\u9fff]{2,3}(?=省|市)|省|市|人民政府|办公[厅室]|关于|印发|贯彻落实|落实|推进|促进|加快|进一步|深化|"
    r"实施|工作|建设|发展|协同|三年|行动|方案|规划|计划|意见|要点|办法|条例|通知|措施|年|“|”|《|》|十[一二三四五]五|[()（）\d\-、的与和]"
)
_DOCUMENT_WORD = r"(?:实施|工作|行动|建设|改革|推进)*(?:方案|计划|规划|要点|文件|通知|办法|条例|意见|政策|措施|规定)"
_ENGLISH_DOCUMENT_WORD = r"(?:work |action |reform |implementation )*(?:plan|document|notice|programme|program|reform|measures|policy)"
_YEAR = re.compile(r"(20\d{2})\s*年?(?:版|的|那个|那份)?")
_NATIONAL = re.compile(
    r"国家(?:层面|级|的|那|文件|计划|方案|版)|全国(?:层面|性|的|那|文件|计划|方案|版|统一)|中央(?:层面|文件)|九部门|9部门|商务部等|"
    r"\b(?:national|nationwide|nation-?wide|central government|state-level)\b",
    re.IGNORECASE,
)
_COMMON_WORDS = frozenset(
    ["plan", "plans", "work", "the", "of", "and", "for", "provincial", "province", "city", "municipal", "national", "action", "implementation"]
)


@dataclass(frozen=True)
class Scope:
    """What a question says about where to look.

    `documents` are the ids it is limited to (empty: no limit); `outside` are places it names that
    no document speaks for; `preferred` are documents whose title its words come near.
    """

    documents: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    outside: tuple[Place, ...] = ()
    preferred: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def is_explicit(self) -> bool:
        return bool(self.documents)


def read_scope(question: str, documents: Sequence[Document]) -> Scope:
    """Return which documents a question names, each by place, title, number or year."""
    text = comparable(question)
    mentions = [
        mention for mention in places_in(simplified(question)) if not mention.place.is_group
    ]
    inside = [m for m in mentions if any(covers(d.place, m.place) for d in documents)]
    outside = [m.place for m in mentions if m not in inside]
    named = [d for d in documents if any(covers(d.place, m.place) for m in inside)]
    words = [question[m.start : m.end] for m in inside]
    if _NATIONAL.search(text):
        named += [d for d in documents if d.level is Level.NATION]
        words += [match[0] for match in _NATIONAL.finditer(question)]
    by_title = [d for d in documents if _is_titled(text, d)]
    if by_title:
        words += [cue for d in by_title for cue in _cues(d) if cue in text]
        both = [d for d in named if d in by_title]
        # 四川那份县域商业计划: where place and title disagree, the place was said for a reason.
        named = both or named or by_title
    named = _in_year(text, named or list(documents)) or named
    preferred = [d.document_id for d in documents if any(cue in text for cue in _cues(d))]
    unique = tuple(dict.fromkeys(d.document_id for d in documents if d in named))
    limited = unique if len(unique) < len(documents) else ()
    return Scope(
        documents=limited,
        places=tuple(dict.fromkeys(m.place for m in inside))
        + ((NATIONWIDE,) if _NATIONAL.search(text) else ()),
        outside=tuple(dict.fromkeys(outside)),
        preferred=tuple(preferred),
        words=tuple(dict.fromkeys(words)),
    )


def _in_year(text: str, documents: Sequence[Document]) -> list[Document]:
    """Return the documents whose year the question names next to a word for a document."""
    found: list[Document] = []
    for match in _YEAR.finditer(text):
        dated = [d for d in documents if match[1] in _years_of(d)]
        said_of_document = re.search(
            rf"{match[1]}\s*年?(?:版|那|的)?.{{0,16}}?{_DOCUMENT_WORD}|(?:in|the|of) (?:the )?{match[1]}|{match[1]} {_ENGLISH_DOCUMENT_WORD}|{match[1]}\s*年的?那",
            text,
        )
        if dated and said_of_document and len(dated) < len(documents):
            found += dated
    return found


def _years_of(document: Document) -> set[str]:
    years = set(re.findall(r"20\d{2}(?!-20)", document.title))
    return years | ({str(document.issued_on.year)} if document.issued_on else set())


def _is_titled(text: str, document: Document) -> bool:
    """Return whether the question names the document by words of its title or its number."""
    if document.document_number and comparable(document.document_number) in text:
        return True
    if any(comparable(name) in text for name in (document.title, *document.short_names)):
        return True
    for cue in _cues(document):
        quoted = re.escape(cue)
        if re.search(
            rf"《[^》]*{quoted}[^》]*》|{quoted}[^，。,;；?？]{{0,12}}?{_DOCUMENT_WORD}", text
        ):
            return True
        if re.search(rf"\b{quoted}\b.{{0,24}}?\b{_ENGLISH_DOCUMENT_WORD}\b", text):
            return True
    return False


@cache
def _cues(document: Document) -> tuple[str, ...]:
    """Return the words of a title that tell it from others, Chinese and English."""
    chinese = [
        part for part in _TITLE_NOISE.split(comparable(document.title)) if part and len(part) >= 3
    ]
    english = [
        word
        for word in re.findall(r"[a-z][a-z-]{3,}", (document.title_en or "").lower())
        if word not in _COMMON_WORDS and not any(word == p.lower() for p in _english_place_words())
    ]
    return tuple(dict.fromkeys([*chinese, *english]))


@cache
def _english_place_words() -> frozenset[str]:
    return frozenset(name for place in all_places() for name in place.english.split("|"))
