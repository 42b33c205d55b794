"""Places of China that documents and questions name: provinces, cities and groups of them."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from corpus.types import Level

_DATA_FILE = Path(__file__).parent / "data" / "places.csv"
NATION = "全国"

# 川办发, 晋政办发, 陕发改…: the first character of a document number says whose it is.
_NUMBER_PREFIX = re.compile(
    r"(?:^|\s)([\u3400-\u9fff])(?=[政府办发委党字商财教科工公民司人社自环住交水农文卫审市国统扶]{1,8}[〔\[(（【]\d{4})"
)
_NATIONAL = re.compile(
    r"全国|国务院|中共中央|中华人民共和国|国家|中华全国|中国人民银行|最高人民|(?<![\u3400-\u9fff])(?:商务|财政|教育|科学技术|科技|工业和信息化|"
    r"公安|民政|司法|人力资源社会保障|人力资源和社会保障|自然资源|生态环境|住房城乡建设|住房和城乡建设|交通运输|水利|农业农村|"
    r"文化和旅游|应急管理|外交)部"
)

# 嘉禾县人民政府办公室, 新湖市商务局; 高新技术产业开发区 and such are no counties.
_COUNTY = re.compile(
    r"(?P<name>(?!城市|国家|全|各|.{0,12}(?:开发|试验|实验|新|高新|示范|度假|园|保税|经济|合作|管理|保护|风景名胜|自治)区)[\u3400-\u9fff]{1,10}?(?:自治县|自治旗|县|区|旗|市|特区|林区))"
    r"(?:委|人民政府|政府|人大|人民代表大会|人民法院|人民检察院|[\u3400-\u9fff]{2,20}(?:局|办公室|委员会|中心|办)$)"
)


@dataclass(frozen=True)
class Place:
    """A province, a city, or a group of provinces (京津冀)."""

    name: str
    full_name: str
    level: Level | None
    parent: str
    abbreviations: tuple[str, ...]
    english: str

    @property
    def label(self) -> str:
        """Return the place as documents are labelled: the city behind its province."""
        return self.parent + self.name

    @property
    def is_group(self) -> bool:
        return self.level is None


@dataclass(frozen=True)
class PlaceMention:
    """A place that a text names, and where."""

    place: Place
    start: int
    end: int


@dataclass(frozen=True)
class County:
    """A county by its whole name, and the place above it where that is named, too."""

    name: str
    above: Place | None

    @property
    def label(self) -> str:
        """Return the place as documents are labelled: its province and city, else its own name."""
        if self.above:
            return self.above.label
        bare = re.sub("[县区旗市]$", "", self.name)
        return self.name if len(bare) < 2 or bare.endswith("自治") else bare


NATIONWIDE = Place(NATION, NATION, Level.NATION, "", (), "national")


@cache
def all_places() -> tuple[Place, ...]:
    with _DATA_FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    levels = {"province": Level.PROVINCE, "city": Level.CITY}
    return tuple(
        Place(
            name=row["name"],
            full_name=row["full_name"],
            level=levels.get(row["level"]),
            parent=row["parent"] or "",
            abbreviations=tuple(filter(None, (row["abbreviations"] or "").split("|"))),
            english=row["english"],
        )
        for row in rows
    )


def places_in(text: str) -> list[PlaceMention]:
    """Return the provinces, cities and groups that `text` names in Chinese or English, in order."""
    mentions = [
        PlaceMention(_by_written_name()[match["name"].lower()], match.start(), match.end())
        for pattern in (_chinese_names(), _english_names())
        for match in pattern.finditer(text)
    ]
    return sorted(mentions, key=lambda mention: mention.start)


def place_of(text: str) -> Place | None:
    """Return the place whose document this is, by issuer, number or title; None if none shows.

    A city counts before its province; 国务院 and ministries mean the nation.
    """
    if text == NATION:
        return NATIONWIDE
    for label, place in _by_label().items():
        if text == label:
            return place
    mentioned = [mention.place for mention in places_in(text) if not mention.place.is_group]
    number = _NUMBER_PREFIX.search(text)
    by_number = _by_abbreviation().get(number[1]) if number else None
    cities = [place for place in mentioned if place.level is Level.CITY]
    first = mentioned[0] if mentioned else by_number
    if first and first.level is Level.PROVINCE:
        inside = [city for city in cities if city.parent == first.name]
        # 山西省太原市… is the city's; 四川省…成都… of the text's later part is not.
        if inside and re.search(f"{first.full_name}{inside[0].full_name}", text):
            return inside[0]
    if first is None and _NATIONAL.search(text):
        return NATIONWIDE
    return first


def county_of(issuer: str, preface: str = "") -> County | None:
    """Return the county, district or county-level city that an issuing body is one of, else None.

    The places of the list end above the counties: 嘉禾县人民政府 says by itself where it is. The place
    above it may stand elsewhere in the `preface`, as in the letterhead 郴州市嘉禾县人民政府文件.
    """
    rest = issuer.removeprefix("中共")
    while above := _above_counties().match(rest):
        rest = rest[above.end() :]
    county = _COUNTY.match(rest)
    if county is None:
        return None
    name = county["name"]
    above_it = (m.place for m in places_in(preface) if preface.startswith(name, m.end))
    return County(name, place_of(issuer[: len(issuer) - len(rest)]) or next(above_it, None))


def covers(place_label: str, asked: Place) -> bool:
    """Return whether a document with this place label speaks for the place asked about."""
    return place_label == asked.label or (
        asked.level is Level.PROVINCE and place_label.startswith(asked.name)
    )


# One character stands for a place beside another that does: 成渝, 川渝, 京津. Some are common words.
_IN_COMMON_USE: Final = frozenset("新台云港青黑贵宁吉藏")
_ALSO_PAIRED: Final = "成"


def speaks_of(text: str, place: Place) -> bool:
    """Return whether a text names a place, by its name or, beside another, by one character."""
    if place.name in text or place.full_name in text:
        return True
    letters = set(_by_abbreviation()) - _IN_COMMON_USE | set(_ALSO_PAIRED)
    own = "".join(short for short in place.abbreviations if short in letters)
    beside = "".join(sorted(letters.difference(own)))
    return bool(own) and re.search(f"[{beside}][{own}]|[{own}][{beside}]", text) is not None


@cache
def _above_counties() -> re.Pattern[str]:
    places = [place for place in all_places() if not place.is_group]
    whole = "|".join(re.escape(place.full_name) for place in places)
    short = "|".join(re.escape(place.name) for place in places)
    # 朝阳区 is not in 朝阳, and 省 not the start of a county's name.
    return re.compile(f"(?:{whole})|(?:{short})(?![省县区旗市自])")


@cache
def _by_label() -> dict[str, Place]:
    return {place.label: place for place in all_places()} | {
        place.name: place for place in reversed(all_places())
    }


@cache
def _by_abbreviation() -> dict[str, Place]:
    return {
        short: place for place in all_places() for short in place.abbreviations if len(short) == 1
    }


@cache
def _by_written_name() -> dict[str, Place]:
    named: dict[str, Place] = {}
    for place in all_places():
        for name in _chinese_forms(place):
            named.setdefault(name, place)
        for name in place.english.split("|"):
            named.setdefault(name.lower(), place)
    return named


def _chinese_forms(place: Place) -> Sequence[str]:
    longer = [short for short in place.abbreviations if len(short) > 1]
    return [
        place.name,
        place.full_name,
        *longer,
        *([place.name + "市"] if place.level is Level.CITY else []),
    ]


@cache
def _chinese_names() -> re.Pattern[str]:
    names = {name for place in all_places() for name in _chinese_forms(place) if name}
    # 上海南站 names 上海, not 海南: the leftmost, longest name wins.
    joined = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.compile(f"(?P<name>{joined})")


@cache
def _english_names() -> re.Pattern[str]:
    names = {name for place in all_places() for name in place.english.split("|") if name}
    joined = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.compile(rf"(?<![a-z])(?P<name>{joined})(?:s(?= ))?(?![a-z])", re.IGNORECASE)
