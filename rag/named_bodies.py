"""Bodies that a text names, as it writes them: 省发展改革委, Sichuan Department of Commerce.

`corpus.mentions` tells which body a question means; here the written name counts, place and level
included, because an answer must name a body as its clause does.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from corpus.gazetteer import bodies, by_chinese_name, place_names


@dataclass(frozen=True)
class NamedBody:
    """A body's name as a text writes it, and where.

    `listed` says that it is known, and not only ends like a body; `key` is the body that an English
    name in lower case means.
    """

    words: str
    start: int
    end: int
    listed: bool = True
    key: str | None = None


_LEVELS = ("国家", "中央", "全国", "国务院", "省级", "省", "自治区", "市级", "市", "州", "盟", "县级", "县", "区")  # fmt: skip
_OF_GOVERNMENT = ("政府", "人民政府", "委", "直属")
_OTHER_PREFIXES = ("中国", "中华人民共和国", "人民政府", "政府", "各级", "各")
# Such names are stems (公安) or parts of words (工作协调), unless a level stands before them, or they
# end as a body does and begin where one can.
_SHORT = 2
_ENDS_A_SHORT_NAME = frozenset("委办关院联协行")
_BEFORE_A_NAME = frozenset("由和与及同请向给归是经报")
# 市政府办理 names no 市政府办, and 教育部署 no 教育部.
_GOES_ON = re.compile(
    "部[分署件位落队]|委[托派任员培]|局[限部面势域]|办[理法事公学好]|处[理置罚于]|站[点位]|所[有需]|组[织成]|会[议员计]"
)

# A body that no list knows still ends like one; what stands before tells it from 布局 and 大厅.
_UNIT = re.compile(
    r"(?:委员会|办公室|办公厅|管委会|领导小组|指挥部|管理局|监管局|总社|总局|(?<![布格结全大当开时残骗棋僵邮])局(?!限|部|面|势|域)|(?<![大客餐门展])厅)"
)
_LONGEST_UNKNOWN = 12
_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")


def chinese_bodies_in(text: str, written: frozenset[str]) -> list[NamedBody]:
    """Return the bodies that a comparable text names in Chinese; `written` are names of the corpus.

    A body that no list knows is given by its last characters, twelve at most.
    """
    known = _longest_first(list(_known(text, written)))
    unknown = [
        NamedBody(text[start:end], start, end, listed=False)
        for start, end in _ends_like_a_body(text)
        if not any(start < one.end and one.start < end for one in known)
    ]
    return sorted([*known, *unknown], key=lambda one: one.start)


def _known(text: str, written: frozenset[str]) -> Iterator[NamedBody]:
    by_last = _names_by_last(written)
    for run in _HAN_RUN.finditer(text):
        for end in range(run.start() + 2, run.end() + 1):
            lengths = by_last.get(text[end - 1])
            if lengths is None or _GOES_ON.match(text, end - 1):
                continue
            for length, names in lengths.items():
                start = end - length
                if start >= run.start() and text[start:end] in names:
                    first = _start_of_prefix(text, start, run.start())
                    core = text[start:end]
                    begins = start == run.start() or text[start - 1] in _BEFORE_A_NAME
                    is_whole = begins and core[-1] in _ENDS_A_SHORT_NAME
                    if first < start or length > _SHORT or is_whole:
                        yield NamedBody(text[first:end], first, end)
                    break


def _longest_first(found: list[NamedBody]) -> list[NamedBody]:
    """Return the names that lie in no longer one."""
    kept: list[NamedBody] = []
    for one in sorted(found, key=lambda one: one.start - one.end):
        if not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    return kept


def _start_of_prefix(text: str, start: int, least: int) -> int:
    """Return where the places and levels begin that stand before a name."""
    prefixes = _prefixes()
    while True:
        longest = next(
            (
                length
                for length in range(min(_longest_prefix(), start - least), 0, -1)
                if text[start - length : start] in prefixes
            ),
            0,
        )
        if not longest:
            return start
        start -= longest


def _ends_like_a_body(text: str) -> Iterator[tuple[int, int]]:
    for match in _UNIT.finditer(text):
        before = re.search(r"[\u3400-\u9fff]*$", text[: match.start()])
        length = min(len(before[0]) if before else 0, _LONGEST_UNKNOWN - len(match[0]))
        if length >= 2:
            yield match.start() - length, match.end()


@lru_cache(4)
def _names_by_last(written: frozenset[str]) -> Mapping[str, Mapping[int, frozenset[str]]]:
    """Return all known names by their last character, then by length, the longest first."""
    found: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for name in {*by_chinese_name(), *written}:
        if len(name) > 1:
            found[name[-1]][len(name)].add(name)
    return {
        last: {length: frozenset(by_length[length]) for length in sorted(by_length, reverse=True)}
        for last, by_length in found.items()
    }


@cache
def _prefixes() -> frozenset[str]:
    of_government = {level + words for level in _LEVELS for words in _OF_GOVERNMENT}
    return frozenset({*place_names(), *_LEVELS, *of_government, *_OTHER_PREFIXES})


@cache
def _longest_prefix() -> int:
    return max(map(len, _prefixes()))


_UNIT_WORDS: Final = (
    "Department|Dept|Bureau|Commission|Ministry|Administration|Office|Committee|Authority|Cooperative|"
    "Federation|Branch|Centre|Center|Customs|Court|Government|Governments|Agency|Inspectorate|Group|Bank"
)
_CAPITAL = r"(?:[A-Z][\w'’&-]*)"
_TITLE_CASE = re.compile(
    rf"{_CAPITAL}(?:,? (?:(?:of|for|the|and|on|&) )*{_CAPITAL})*"
)  # Department of Housing and Urban-Rural Development
_IS_UNIT = re.compile(rf"\b(?:{_UNIT_WORDS})\b")
_LOWER_UNIT = re.compile(
    rf"\b(?:{_UNIT_WORDS.lower()}|regulators?|watchdog|police|departments|bureaus?)\b"
)
_ARTICLE = re.compile(r"^(?:The|A|An|No|And|In|By|Led|Both|Its|Also|Bodies|Yes|If|For|Of) ")
_WORD = re.compile(r"[A-Za-z][\w'’-]*")


def english_bodies_in(text: str) -> list[NamedBody]:
    """Return the bodies that an English text names, in title case or by a name of the gazetteer."""
    found = []
    for match in _TITLE_CASE.finditer(text):
        words = match[0]
        while (article := _ARTICLE.match(words)) is not None:
            words = words[article.end() :]
        if _IS_UNIT.search(words) and " " in words:
            found.append(NamedBody(words, match.end() - len(words), match.end()))
    taken = [range(one.start, one.end) for one in found]
    found += [
        one
        for one in _in_lower_case(text)
        if not any(one.start in span or one.end - 1 in span for span in taken)
    ]
    return sorted(found, key=lambda one: one.start)


def _in_lower_case(text: str) -> Iterator[NamedBody]:
    words = list(_WORD.finditer(text))
    place = 0
    while place < len(words):
        length, key = _name_at([word[0] for word in words[place : place + _MOST_WORDS]])
        if length:
            start, end = words[place].start(), words[place + length - 1].end()
            yield NamedBody(text[start:end], start, end, key=key)
        place += length or 1


_MOST_WORDS = 12


def _name_at(words: list[str]) -> tuple[int, str | None]:
    """Return how many of the first words are a body's name, and which body's; 0 for none."""
    abbreviation = _abbreviations().get(words[0])
    if abbreviation:
        return 1, abbreviation
    lengths = _english_names().get(words[0].lower(), {})
    for length, names in lengths.items():
        key = names.get(" ".join(words[:length]).lower())
        if key and len(words) >= length:
            return length, key
    return 0, None


@cache
def _english_names() -> Mapping[str, Mapping[int, Mapping[str, str]]]:
    """Return the names that hold a word for a unit by their first word, then by length, longest first."""
    found: dict[str, dict[int, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for body in bodies().values():
        for name in (*body.english_names, body.english, body.english_national):
            words = _WORD.findall(name.lower())
            if len(words) > 1 and _LOWER_UNIT.search(name.lower()):
                found[words[0]][len(words)].setdefault(" ".join(words), body.id)
    return {
        first: {length: by_length[length] for length in sorted(by_length, reverse=True)}
        for first, by_length in found.items()
    }


@cache
def _abbreviations() -> Mapping[str, str]:
    return {
        name: body.id
        for body in bodies().values()
        for name in body.english_names
        if len(name) > _SHORT and name.isupper() and name.isalpha()
    }
