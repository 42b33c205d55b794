"""Which documents a question speaks of: by place, by title, by year, by number."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from corpus.places import NATIONWIDE, Place, PlaceMention, places_in
from corpus.script import simplified
from corpus.types import Document, Level
from rag.counties import is_of, with_counties
from rag.document_years import in_digits, written_in_han, years_beside, years_in, years_of
from rag.language import comparable
from rag.titled import DOCUMENT_WORD, ENGLISH_DOCUMENT_WORD, title_words, titled
from rag.titled_in_english import named_in_english

# Two documents of one place are named together: 四川两份方案, each of the two Sichuan plans.
_COUNTED = re.compile(
    r"[两二](?:份|版|个(?:方案|文件|计划))|前后.{0,4}(?:份|方案|文件)|\b(?:both|two) (?:\w+ ){0,2}(?:plans|documents|notices|programmes|papers)\b"
)
_TWO = 2
_PERIOD = re.compile(r"十[一二三四五六]五")
_NATIONAL = re.compile(
    r"国家(?=[\u3400-\u9fff]{0,4}行动)|(?:国家|中央|全国)(?=提|说|讲|要求|规定|那边|那头|怎么)|国家(?:层面|的(?:计划|方案|文件|规定|要求|政策)|那|文件|计划|方案|版)|全国(?:层面|的(?:计划|方案|文件)|那|文件|计划|方案|版|性(?:计划|文件))|中央(?:层面|文件)|"
    r"(?:国家|全国|中央)(?:的|那|这|到|在)?(?:20\d{2}|\d{2})年(?!前|底|内)|(?:国家|全国)(?:的|那个?|这个?)?(?:(?![委局部厅院级])[\u3400-\u9fff]){0,6}(?:那份|这份|通知)|"
    r"部委(?:层面|文件|的|那|(?=[\u3400-\u9fff]{0,8}(?:通知|计划|方案)))|(?:[二三四五六七八九十]+|\d+)部门|部等(?=\d|多|几)|"
    r"\b(?:national|nationwide|nation-wide|state-level)(?= (?:\w+[ -]){0,3}?(?:plan|document|level|polic|programme|program|side|rules|opinions?\b|notice|circular|guid(?:ance|elines?)|measures|one\b))|\bcentral government\b|\bat (?:the )?national level\b",
    re.IGNORECASE,
)
# 国家体育公园意见: four characters of its title, and what kind of document it is.
_NATIONAL_PAPER = re.compile(
    r"(?:国家|全国|部里)的?(?P<words>[\u3400-\u9fff]{4})[\u3400-\u9fff]{0,8}?(?:意见|方案|计划|通知|办法|规划|文件|[那这]份)"
)
# A side beside that of a place: 全国“领跑县”要多少个,四川…; 山西…和全国县域….
_NO_SIDE = r"(?![级性统标示重]|人大|标准|文明|卫生|森林|[\u3400-\u9fff]{0,4}(?:局|委|部|总局|平台|网|联网))"
_NATION_BESIDE = re.compile(
    rf"[和跟与、](?:国家|全国){_NO_SIDE}|(?:国家|全国)[和跟与、]|"
    rf"(?:^|[,;:?])(?:国家|全国){_NO_SIDE}[^,;?]{{0,16}}(?:多少|几|什么|啥|怎么)[^,;?]{{0,4}}[,;]"
)
_OF_EACH = re.compile(r"分别|都|一样|各(?=[是由有排在定建要])|\b(?:each|respectively|both)\b")
# A place that gets a share of something is no place whose documents are asked: 分给四川的名额.
_RECEIVES = re.compile(
    r"(?:分给|摊到|摊给|分到|划给|拨给|落到|轮到|分配给|[寄发运送卖销开飞](?:到|往|至)|allotted to |allocated to |\bgiven to |\b(?:shipped|sent|delivered|sold|posted) to )$"
)
_TOWARDS = re.compile(r"[往向]$")
_SENDS = re.compile(r"(?:去|那边)?[寄发运送卖销供]")


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
    plain = in_digits(plain)
    text = comparable(plain)
    mentions = [mention for mention in places_in(plain) if not mention.place.is_group]
    mentions = with_counties(mentions, plain, documents)
    mentions = [m for m in mentions if not _is_where_to(plain, m)]
    inside = [m for m in mentions if any(is_of(d, m.place) for d in documents)]
    # A city of a province that has documents is what they speak of, not another place.
    content = [m for m in mentions if any(d.place == m.place.parent for d in documents)]
    outside = [m.place for m in mentions if m not in inside and m not in content]
    words = [question[m.start : m.end] for m in inside]
    by_title, parts = titled(text, documents, own_words)
    in_english = named_in_english(text, documents, mentions)
    by_title += [one for one in in_english.values() if one not in by_title]
    parts = (*parts, *in_english)
    beside = bool(inside) and _NATION_BESIDE.search(text) is not None
    of_nation = [
        d for d in documents if d.level is Level.NATION and (beside or _is_national(text, d))
    ]
    said_national = [(match.start(), match.end()) for match in _NATIONAL.finditer(text)]
    of_others = years_beside([(m.start, m.end) for m in inside], text)
    of_others -= years_beside(said_national, text)
    national = _meant(of_nation, by_title, text, years_in(text) - of_others)
    if national:
        words += [match[0] for match in _NATIONAL.finditer(question)]
    words += parts
    cues = [cue for d in [*by_title, *national] for cue in title_words(d)]
    words += [one for cue in cues for one in (cue, cue.replace("-", " ")) if one in text]
    named = [*national]
    loose = _loose(national, of_nation, text)
    years = years_in(text)
    for place in dict.fromkeys(m.place for m in inside):
        of_place = _speaking_for(place, documents)
        own = years_beside([(m.start, m.end) for m in inside if m.place == place], text)
        others = [(m.start, m.end) for m in inside if m.place != place]
        of_others = years_beside([*others, *said_national], text) - own
        meant = _meant(of_place, by_title, text, years - of_others)
        named += meant
        inside_it = any(is_of(d, place) for d in documents if d not in of_place)
        only_by_place = inside_it and not any(d in by_title for d in meant)
        loose += meant if only_by_place else _loose(meant, of_place, text)
    named += [
        d for d in by_title if d not in named and not _is_rivalled(d, by_title, named, inside, text)
    ]
    more, also_loose = _without_a_name(text, documents, content, named)
    named, loose = [*named, *more], [*loose, *also_loose]
    for year in years:
        if any(year in years_of(d) for d in named):
            words += [f"{year}年", f"{year[2:]}年", year]
            words += [f"{one[0]}年" for one in written_in_han(question, year)]
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
        preferred=tuple(
            d.document_id for d in documents if any(cue in text for cue in title_words(d))
        ),
        words=tuple(dict.fromkeys(words)),
    )


def _is_where_to(text: str, mention: PlaceMention) -> bool:
    """Return whether something is given or sent to a place, which says nothing of whose document is meant."""
    before, behind = text[: mention.start], text[mention.end :]
    towards = _TOWARDS.search(before) and _SENDS.match(behind)
    return towards is not None or _RECEIVES.search(before) is not None


def _without_a_name(
    text: str,
    documents: Sequence[Document],
    cities: Sequence[PlaceMention],
    named: Sequence[Document],
) -> tuple[list[Document], list[Document]]:
    """Return the documents that cities inside places and years alone mean; and which of them are loose.

    `named` are those that are meant already.
    """
    parents = {m.place.parent for m in cities}
    years = years_in(text)
    if not named and _OF_EACH.search(text) and len(parents) > 1:
        # Cities of several provinces that each has documents: 太原和成都各排在哪一级.
        found = [d for d in documents if d.place in parents]
        return found, [d for d in found if sum(d.place == one.place for one in found) > 1]
    if not named and len(years) > 1 and _OF_EACH.search(text):
        apart = _of_years(years, documents)
        if apart:
            return apart, []
    if named and not cities:
        return [], []
    # Of a city (成都) the document of its province in the year named is meant.
    dated = _in_year_of_document(text, documents)
    one_of_them = not named and not cities and len(years) == 1 < len(dated)  # the 2021 notice
    found = [d for d in dated if not named or d.place in parents]
    return found, found if one_of_them else []


def _of_years(years: set[str], documents: Sequence[Document]) -> list[Document]:
    """Return the documents of the places that have one of each of several years: 18年和22年都."""
    of_place: dict[str, list[Document]] = {}
    for document in documents:
        if years & years_of(document):
            of_place.setdefault(document.place or "", []).append(document)
    return [
        one
        for some in of_place.values()
        if all(any(year in years_of(d) for d in some) for year in years)
        for one in some
    ]


def _is_joined(mention: PlaceMention, text: str) -> bool:
    """Return whether a place is joined to another one by and, or or a comma."""
    before = re.search(
        r"(?:和|与|跟|及|、|\b(?:and|or|versus|vs\.?|than))\s*$", text[: mention.start]
    )
    behind = re.match(
        r"(?:省|市)?\s*(?:和|与|跟|及|、|\b(?:and|or|versus|vs\.?)\b)", text[mention.end :]
    )
    return before is not None or behind is not None


def _is_national(text: str, document: Document) -> bool:
    if _NATIONAL.search(text):
        return True
    title = comparable(document.title)
    if any(one["words"] in title for one in _NATIONAL_PAPER.finditer(text)):
        return True
    return any(
        re.search(f"(?:国家|全国)的?{re.escape(cue)}", text) for cue in title_words(document)
    )


def _speaking_for(place: Place, documents: Sequence[Document]) -> list[Document]:
    """Return the documents of a place; those of places inside it where it has none of its own."""
    of_place = [d for d in documents if is_of(d, place)]
    return [d for d in of_place if d.place == place.name] or of_place


def _meant(
    of_place: Sequence[Document], by_title: Sequence[Document], text: str, years: set[str]
) -> list[Document]:
    """Return the documents of a place that are meant: by title, else by year or period, else all.

    `years` are those of the text that stand beside no other place: 国家2024年、广东2023年.
    """
    titled = [d for d in of_place if d in by_title]
    if _COUNTED.search(text):
        return list(of_place)
    if len(years_in(text)) < _TWO and (titled or len(of_place) < _TWO):
        return titled or list(of_place)
    periods = set(_PERIOD.findall(text))
    dated = [d for d in of_place if years & years_of(d)]
    dated += [d for d in of_place if d not in dated and any(p in d.title for p in periods)]
    either = [d for d in of_place if d in titled or d in dated]
    return either or list(of_place)


def _loose(meant: Sequence[Document], of_place: Sequence[Document], text: str) -> list[Document]:
    """Return the documents of a place that has several, where nothing tells one from another."""
    years, periods = years_in(text), set(_PERIOD.findall(text))
    apart = _COUNTED.search(text) or all(
        years & years_of(d) or any(one in d.title for one in periods) for d in meant
    )
    return list(meant) if len(meant) > 1 and list(meant) == list(of_place) and not apart else []


def _is_rivalled(
    document: Document,
    by_title: Sequence[Document],
    named: Sequence[Document],
    inside: Sequence[PlaceMention],
    text: str,
) -> bool:
    """Return whether a title was read out of words that name another document better."""
    of_named_place = any(is_of(document, m.place) for m in inside)
    if any(not is_of(document, m.place) and _goes_with(m, document, text) for m in inside):
        return True
    return of_named_place or (bool(named) and any(d in by_title for d in named) and not inside)


_BETWEEN_PLACE_AND_TITLE = re.compile(r"(?:省|市|县)?(?:的|'s)?(?: ?20\d{2}年?的?)?\s*")


def _goes_with(mention: PlaceMention, document: Document, text: str) -> bool:
    """Return whether the words of a title stand right behind a place: Chongqing's 2021 business environment plan."""
    behind = text[mention.end :]
    between = _BETWEEN_PLACE_AND_TITLE.match(behind)
    rest = behind[between.end() if between else 0 :].replace(" ", "-")
    return any(rest.startswith(cue) for cue in title_words(document))


def _in_year_of_document(text: str, documents: Sequence[Document]) -> list[Document]:
    """Return the documents whose year the question names next to a word for a document."""
    found: list[Document] = []
    for year in years_in(text):
        dated = [d for d in documents if year in years_of(d)]
        short = year[2:]
        said_of_document = re.search(
            rf"(?:{year}|{short})\s*年?(?:版|那|的)?.{{0,16}}?{DOCUMENT_WORD}|"
            rf"(?:{year}|{short})\s*年的?那|{year} (?:\w+[ -]){{0,4}}?{ENGLISH_DOCUMENT_WORD}",
            text,
        )
        if dated and said_of_document and len(dated) < len(documents):
            found += dated
    return found


def spans_documents(scope: Scope, documents: Sequence[Document]) -> bool:
    """Return whether a scope holds documents named apart, or a place beside one without any.

    Several documents that one place (四川) or a year (the 2021 notice) brings in are not named apart.
    """
    named = [d for d in documents if d.document_id in scope.documents]
    places = {place.label for place in scope.places}
    apart = {
        (d.place if d.place in places else "") if d.document_id in scope.loose else d.document_id
        for d in named
    }
    return len(apart) + len(set(scope.beside)) > 1
