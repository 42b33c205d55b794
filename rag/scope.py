"""Which documents a question speaks of: by place, by title, by year, by number."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from corpus.glossary import official_terms
from corpus.places import NATIONWIDE, Place, PlaceMention, all_places, places_in
from corpus.script import simplified
from corpus.types import Document, Level
from rag.counties import is_of, with_counties
from rag.language import comparable

# Words of titles that say nothing about the topic.
_TITLE_NOISE = re.compile(
    "|".join(p.name for p in all_places() if not p.is_group)
    + r"|省|市|人民政府|办公[厅室]|关于|印发|贯彻落实|落实|推进|促进|加快|进一步|深化|"
    r"实施|工作|建设|发展|协同|三年|行动|方案|规划|计划|意见|要点|办法|条例|通知|措施|年|“|”|《|》|十[一二三四五]五|[()（）\d\-、的与和]"
)
_DOCUMENT_WORD = r"(?:实施|工作|行动|建设|改革|推进)*(?:方案|计划|规划|要点|文件|通知|办法|条例|意见|政策|措施|规定|那份|这份|那个文件|里面)"
_WORD_FOR_DOCUMENT = re.compile(
    r"(?:建设|实施|工作|行动|改革|推进|协同|发展|三年)*(?:方案|计划|规划|要点|[那这][一两二三四]?份|文件)"
)
_LONGEST_PART = 6
_MIN_CUE = 3  # a shorter part of a title names its document beside a word for a document only
_ENGLISH_DOCUMENT_WORD = r"(?:work |action |reform |implementation )*(?:plan|document|notice|programme|program|reform|measures|policy)"
# Two documents of one place are named together: 四川两份方案, each of the two Sichuan plans.
_COUNTED = re.compile(
    r"[两二](?:份|版|个(?:方案|文件|计划))|前后.{0,4}(?:份|方案|文件)|\b(?:both|two) (?:\w+ ){0,2}(?:plans|documents|notices|programmes|papers)\b"
)
_TWO = 2
_YEAR = re.compile(
    r"(?<!\d)(20\d{2})(?!\d|[-—~至到]\d|年?(?:前|底|末|之前|以前))|(?<!\d)(\d{2})\s*年(?!内|期|前|后|来|间|以)"
)
_PERIOD = re.compile(r"十[一二三四五六]五")
_NATIONAL = re.compile(
    r"(?:国家|中央|全国)(?=提|说|讲|要求|规定|那边|那头|怎么)|国家(?:层面|的(?:计划|方案|文件|规定|要求|政策)|那|文件|计划|方案|版)|全国(?:层面|的(?:计划|方案|文件)|那|文件|计划|方案|版|性(?:计划|文件))|中央(?:层面|文件)|"
    r"(?:国家|全国|中央)(?:的|那|这)?(?:20\d{2}|\d{2})年(?!前|底|内)|(?:国家|全国)(?:的|那个?|这个?)?(?:(?![委局部厅院级])[\u3400-\u9fff]){0,6}(?:那份|这份|通知)|"
    r"部委(?:层面|文件|的|那|(?=[\u3400-\u9fff]{0,8}(?:通知|计划|方案)))|(?:[二三四五六七八九十]+|\d+)部门|部等(?=\d|多|几)|"
    r"\b(?:national|nationwide|nation-wide|state-level)(?= (?:\w+[ -]){0,3}?(?:plan|document|level|polic|programme|program|side|rules|one\b))|\bcentral government\b|\bat (?:the )?national level\b",
    re.IGNORECASE,
)
# A place that gets a share of something is no place whose documents are asked: 分给四川的名额.
_RECEIVES = re.compile(
    r"(?:分给|摊到|摊给|分到|划给|拨给|落到|轮到|分配给|allotted to |allocated to |\bgiven to )$"
)
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


@dataclass(frozen=True)
class Scope:
    """What a question says about where to look.

    `documents` are the ids it is limited to (empty: no limit); `outside` are places it names that
    no document speaks for, `beside` those of them that are named beside one that has (山西和江苏);
    `loose` are documents named by nothing but a place that has several;
    `preferred` are documents whose title its words come near, `hinted` those of the province of a
    city that it names.
    """

    documents: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    outside: tuple[Place, ...] = ()
    beside: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    preferred: tuple[str, ...] = ()
    hinted: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def is_explicit(self) -> bool:
        return bool(self.documents)


def read_scope(
    question: str,
    documents: Sequence[Document],
    taken: Sequence[str] = (),
    own_words: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> Scope:
    """Return which documents a question names, each by place, title, number or year.

    `taken` are words of the question that mean something else, such as bodies with a place inside;
    `own_words` are by document id words of its title that stand in no other document.
    """
    plain = simplified(question)
    for name in taken:
        plain = plain.replace(name, "\0" * len(name))
    text = comparable(plain)
    mentions = [mention for mention in places_in(plain) if not mention.place.is_group]
    mentions = with_counties(mentions, plain, documents)
    mentions = [m for m in mentions if not _RECEIVES.search(plain[: m.start])]
    inside = [m for m in mentions if any(is_of(d, m.place) for d in documents)]
    # A city of a province that has documents is what they speak of, not another place.
    content = [m for m in mentions if any(d.place == m.place.parent for d in documents)]
    outside = [m.place for m in mentions if m not in inside and m not in content]
    words = [question[m.start : m.end] for m in inside]
    by_part = _named_by_part(text, documents)
    by_title = [
        d
        for d in documents
        if _is_titled(text, d)
        or _is_of_issuer(text, d)
        or d.document_id in by_part.values()
        or any(word in text for word in own_words.get(d.document_id, ()))
    ]
    of_nation = [d for d in documents if d.level is Level.NATION and _is_national(text, d)]
    national = _meant(of_nation, by_title, text)
    if national:
        words += [match[0] for match in _NATIONAL.finditer(question)]
    words += by_part
    words += [cue for d in [*by_title, *national] for cue in _cues(d) if cue in text]
    named = [*national]
    loose = _loose(national, of_nation, text)
    years = _years_in(text)
    for place in dict.fromkeys(m.place for m in inside):
        of_place = _speaking_for(place, documents)
        meant = _meant(of_place, by_title, text)
        named += meant
        inside_it = any(is_of(d, place) for d in documents if d not in of_place)
        only_by_place = inside_it and not any(d in by_title for d in meant)
        loose += meant if only_by_place else _loose(meant, of_place, text)
    named += [
        d for d in by_title if d not in named and not _is_rivalled(d, by_title, named, inside)
    ]
    if not named or content:
        # Of a city (成都) the document of its province in the year named is meant.
        parents = {m.place.parent for m in content}
        dated = _in_year_of_document(text, documents)
        named += [d for d in dated if not named or d.place in parents]
    for year in years:
        if any(year in _years_of(d) for d in named):
            words += [f"{year}年", f"{year[2:]}年", year]
    words += [word.replace("-", " ") for word in words if "-" in word]
    unique = tuple(dict.fromkeys(d.document_id for d in documents if d in named))
    return Scope(
        documents=unique if len(unique) < len(documents) or inside else (),
        places=tuple(dict.fromkeys(m.place for m in inside)) + ((NATIONWIDE,) if national else ()),
        outside=tuple(dict.fromkeys(outside)),
        beside=tuple(m.place.name for m in mentions if m.place in outside and _is_joined(m, plain)),
        loose=tuple(d.document_id for d in loose),
        hinted=tuple(
            d.document_id for d in documents if any(d.place == m.place.parent for m in content)
        ),
        preferred=tuple(d.document_id for d in documents if any(cue in text for cue in _cues(d))),
        words=tuple(dict.fromkeys(words)),
    )


def _is_joined(mention: PlaceMention, text: str) -> bool:
    """Return whether a place is joined to another one by and, or or a comma."""
    before = re.search(
        r"(?:和|与|跟|及|、|\b(?:and|or|versus|vs\.?|than))\s*$", text[: mention.start]
    )
    behind = re.match(
        r"(?:省|市)?\s*(?:和|与|跟|及|、|\b(?:and|or|versus|vs\.?)\b)", text[mention.end :]
    )
    return before is not None or behind is not None


def title_words(document: Document) -> tuple[str, ...]:
    """Return the words of a title that tell it from others, Chinese and English."""
    return _cues(document)


def _is_national(text: str, document: Document) -> bool:
    if _NATIONAL.search(text):
        return True
    return any(re.search(f"(?:国家|全国)的?{re.escape(cue)}", text) for cue in _cues(document))


def _speaking_for(place: Place, documents: Sequence[Document]) -> list[Document]:
    """Return the documents of a place; those of places inside it where it has none of its own."""
    of_place = [d for d in documents if is_of(d, place)]
    return [d for d in of_place if d.place == place.name] or of_place


def _meant(of_place: Sequence[Document], by_title: Sequence[Document], text: str) -> list[Document]:
    """Return the documents of a place that are meant: by title, else by year or period, else all."""
    titled = [d for d in of_place if d in by_title]
    if _COUNTED.search(text):
        return list(of_place)
    if len(_years_in(text)) < _TWO and (titled or len(of_place) < _TWO):
        return titled or list(of_place)
    years, periods = _years_in(text), set(_PERIOD.findall(text))
    dated = [d for d in of_place if years & _years_of(d)]
    dated += [d for d in of_place if d not in dated and any(p in d.title for p in periods)]
    either = [d for d in of_place if d in titled or d in dated]
    return either or list(of_place)


def _loose(meant: Sequence[Document], of_place: Sequence[Document], text: str) -> list[Document]:
    """Return the documents of a place that has several, where nothing tells one from another."""
    years = _years_in(text)
    apart = _COUNTED.search(text) or all(years & _years_of(d) for d in meant)
    return list(meant) if len(meant) > 1 and list(meant) == list(of_place) and not apart else []


def _is_rivalled(
    document: Document,
    by_title: Sequence[Document],
    named: Sequence[Document],
    inside: Sequence[PlaceMention],
) -> bool:
    """Return whether a title was read out of words that name another document better."""
    of_named_place = any(is_of(document, m.place) for m in inside)
    return of_named_place or (bool(named) and any(d in by_title for d in named) and not inside)


def _years_in(text: str) -> set[str]:
    return {match[1] or f"20{match[2]}" for match in _YEAR.finditer(text)}


def _in_year_of_document(text: str, documents: Sequence[Document]) -> list[Document]:
    """Return the documents whose year the question names next to a word for a document."""
    found: list[Document] = []
    for year in _years_in(text):
        dated = [d for d in documents if year in _years_of(d)]
        short = year[2:]
        said_of_document = re.search(
            rf"(?:{year}|{short})\s*年?(?:版|那|的)?.{{0,16}}?{_DOCUMENT_WORD}|"
            rf"(?:{year}|{short})\s*年的?那|{year} (?:\w+[ -]){{0,4}}?{_ENGLISH_DOCUMENT_WORD}",
            text,
        )
        if dated and said_of_document and len(dated) < len(documents):
            found += dated
    return found


def _years_of(document: Document) -> set[str]:
    years = set(re.findall(r"20\d{2}(?!-20|\d)(?<!-20\d{2})", document.title))
    return years | ({str(document.issued_on.year)} if document.issued_on else set())


def _is_titled(text: str, document: Document) -> bool:
    """Return whether the question names the document by words of its title or its number."""
    if document.document_number and _unbracketed(document.document_number) in _unbracketed(text):
        return True
    if any(comparable(name) in text for name in (document.title, *document.short_names)):
        return True
    for cue in _cues(document):
        quoted = re.escape(cue)
        if re.search(
            rf"《[^》]*{quoted}[^》]*》|{quoted}[^，。,;；?？]{{0,12}}?{_DOCUMENT_WORD}", text
        ):
            return True
        spaced = quoted.replace(r"\-", "[- ]")
        if re.search(rf"\b{spaced}\b.{{0,24}}?\b{_ENGLISH_DOCUMENT_WORD}\b", text):
            return True
    return False


def _is_of_issuer(text: str, document: Document) -> bool:
    """Return whether a national document is named by who issued it: 商务部三年计划, 交通运输部那个通知."""
    if document.level is not Level.NATION:
        return False
    issuers = {re.sub(r"办公[厅室]$", "", comparable(one)) for one in document.issuers}
    return any(
        re.search(
            rf"{re.escape(one)}(?:等[^,。?!]{{0,8}})?[^,。?!;、在要把将由]{{0,8}}{_DOCUMENT_WORD}",
            text,
        )
        for one in issuers
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
            if _TITLE_NOISE.fullmatch(part):
                continue
            holders = {
                d.document_id
                for d in documents
                for word in (part, *official_terms(part))
                if any(_is_shortened(word, cue) for cue in _chinese_cues(d))
            }
            if len(holders) == 1:
                found[f"{part}{match[0]}"] = holders.pop()
                break
    return found


def _is_shortened(part: str, whole: str) -> bool:
    """Return whether `part` stands in `whole`, or is two pieces of it, each two characters or more."""
    if part in whole:
        return True
    return any(
        part[:cut] in whole and part[cut:] in whole.partition(part[:cut])[2]
        for cut in range(2, len(part) - 1)
    )


def _unbracketed(text: str) -> str:
    """Return comparable text without brackets: 〔2018〕, [2018] and (2018) are typed alike."""
    return re.sub(r"[\[\]〔〕【】()]", "", comparable(text))


@cache
def _cues(document: Document) -> tuple[str, ...]:
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
    return tuple(part for part in _TITLE_NOISE.split(comparable(document.title)) if part)


@cache
def _english_place_words() -> frozenset[str]:
    return frozenset(name for place in all_places() for name in place.english.split("|"))


def spans_documents(scope: Scope, documents: Sequence[Document]) -> bool:
    """Return whether a scope holds documents named apart, or a place beside one without any.

    Several documents that one place brings in (四川) are not named apart.
    """
    named = [d for d in documents if d.document_id in scope.documents]
    apart = {d.place if d.document_id in scope.loose else d.document_id for d in named}
    return len(apart) + len(set(scope.beside)) > 1
