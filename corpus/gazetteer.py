"""Bodies by function: which body a written, colloquial, old or English name means.

A name is [place] [level] stem suffix; the data (`data/bodies.toml`) list stems, suffixes and other
names without place. A body that the data do not know keeps its written name as its key, so it is
found all the same.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.places import Place, all_places
from corpus.types import Frozen, Level

_DATA_FILE = Path(__file__).parent / "data" / "bodies.toml"

_LEVEL_WORDS = {
    "国家": Level.NATION,
    "中央": Level.NATION,
    "全国": Level.NATION,
    "国务院": Level.NATION,
    "省级": Level.PROVINCE,
    "省": Level.PROVINCE,
    "自治区": Level.PROVINCE,
    "市级": Level.CITY,
    "市": Level.CITY,
    "州": Level.CITY,
    "盟": Level.CITY,
    "县级": Level.COUNTY,
    "县": Level.COUNTY,
    "区": Level.COUNTY,
}
_PREFIX = re.compile(
    r"^(?:中华人民共和国|中华(?=全国))?(?P<level>国家|中央|全国|国务院|省级|自治区|市级|县级|省|市|州|盟|县|区)?(?:人民)?(?:政府|委)?(?:直属)?(?=.{2})"
)
_SUFFIX_LEVELS = {"厅": Level.PROVINCE, "部": Level.NATION}


class Later(Frozen):
    """A reform that gave a body's tasks to another one; `source` is the plan that says so."""

    to: str
    to_id: str
    levels: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    year: int
    source: str


class Body(Frozen):
    """A kind of body, at whatever level and place."""

    id: str
    stems: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    english: str = ""
    english_national: str = ""
    english_names: tuple[str, ...] = ()
    later: tuple[Later, ...] = ()


@dataclass(frozen=True)
class BodyName:
    """A written name taken apart: `key` is the kind of body, or the bare name where unknown."""

    written: str
    key: str
    level: Level | None
    place: Place | None


@dataclass(frozen=True)
class BodyMention:
    """A body that a question names, and where."""

    name: BodyName
    start: int
    end: int


@cache
def bodies() -> dict[str, Body]:
    data = tomllib.loads(_DATA_FILE.read_text(encoding="utf-8"))
    return {row["id"]: Body.model_validate(row) for row in data["body"]}


@cache
def read_name(written: str) -> BodyName:
    """Return what kind of body, at which level and place, a written Chinese name means."""
    bare = re.sub(r"[(（][^()（）]*[)）]$", "", written)
    for core, level, place in _readings(bare):
        keys = _by_chinese_name().get(core)
        if keys:
            return BodyName(written, keys[0], level or _level_of_suffix(core), place)
    *_, (core, level, place) = _readings(bare)
    return BodyName(written, core, level or _level_of_suffix(core), place)


def body_of_field(word: str) -> BodyName | None:
    """Return the body that a bare field can stand for in speech (民航, 税务), None if it is none."""
    key = _by_field().get(word)
    return BodyName(word, key, None, None) if key else None


def is_same_body(one: str, other: str) -> bool:
    """Return whether two keys mean one body, a reform's renaming included."""
    return one == other or other in _successor_keys(one) or one in _successor_keys(other)


def agrees(asked: BodyName, written: BodyName, document_level: Level | None) -> bool:
    """Return whether a body asked for can be the one written in a document of some level."""
    if not is_same_body(asked.key, written.key):
        return False
    level = written.level or document_level
    return asked.level is None or level is None or asked.level is level


def successors(name: BodyName, document_level: Level | None, place_label: str) -> list[Later]:
    """Return the reforms since that changed who holds this body's tasks, oldest first."""
    level = (name.level or document_level or Level.PROVINCE).value
    found: list[Later] = []
    keys, seen = [name.key], {name.key}
    while keys:
        body = bodies().get(keys.pop(0))
        for later in _applicable(body.later if body else (), level, place_label):
            if later.to_id not in seen:
                seen.add(later.to_id)
                found.append(later)
                keys.append(later.to_id)
    return found


def english_name(name: BodyName, place: Place | None, document_level: Level | None) -> str | None:
    """Return the English name with its place in front; None for a body the data do not know."""
    body = bodies().get(name.key)
    if body is None:
        return None
    level = name.level or document_level
    if level is Level.NATION:
        return body.english_national or body.english or None
    english = body.english or body.english_national
    if name.written.endswith("局"):
        english = re.sub(r"\bDepartment$", "Bureau", english.replace("Department of", "Bureau of"))
    elif name.written.endswith(("委", "委员会")):
        english = english.replace("Department of", "Commission of")
    elif name.written.endswith("中心"):
        english = english.replace("Department of", "Centre of")
    if name.written.startswith("各"):
        return f"{english.removesuffix('s')}s at each level" if "各级" in name.written else None
    where = name.place or place
    prefix = where.english.split("|")[0] if where else ""
    if name.level is Level.CITY and not name.place and prefix:
        prefix += " Municipal"
    return f"{prefix} {english}".strip() or None


def mentions_in(text: str, written_names: Iterable[str] = ()) -> list[BodyMention]:
    """Return the bodies that a text names in Chinese or English, longest names first won.

    `written_names` are names that stand in the corpus; those the data do not know count too.
    """
    return sorted(
        [*_chinese_mentions(text, frozenset(written_names)), *_english_mentions(text)],
        key=lambda mention: mention.start,
    )


def _chinese_mentions(text: str, written: frozenset[str]) -> Iterator[BodyMention]:
    taken: list[range] = []
    for match in _chinese_pattern(written).finditer(text):
        name = read_name(match[0])
        taken.append(range(match.start(), match.end()))
        yield BodyMention(name, match.start(), match.end())
    for match in _field_pattern().finditer(text):
        if not any(match.start() in span for span in taken):
            key = _by_field()[match["field"]]
            place = _place_names().get(match["place"] or "")
            yield BodyMention(BodyName(match[0], key, None, place), match.start(), match.end())


def _english_mentions(text: str) -> Iterator[BodyMention]:
    taken_until = 0
    for match in _english_pattern().finditer(text):
        if match.start() < taken_until:
            continue
        taken_until = match.end()
        words = match["name"]
        key = _by_english_name().get(words) or _by_english_name().get(words.lower())
        key = key or _english_subjects().get(_subject_of(words.lower()))
        if key is None:
            continue
        place = _english_places().get((match["place"] or "").lower())
        level = {"provincial": Level.PROVINCE, "municipal": Level.CITY, "city": Level.CITY}.get(
            (match["level"] or "").lower()
        )
        written = match[0].strip()
        yield BodyMention(BodyName(written, key, level, place), match.start(), match.end())


@cache
def _chinese_pattern(written: frozenset[str]) -> re.Pattern[str]:
    """Match any known name, with place and level in front, and place inside (人行成都分行)."""
    unknown = {name for name in written if read_name(name).key not in bodies()}
    names = {*_by_chinese_name(), *unknown, *written}
    joined = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    place = "|".join(map(re.escape, sorted(_place_names(), key=len, reverse=True)))
    level = "国家|中央|全国|国务院|自治区|省级|市级|县级|省|市|州|盟|县|区"
    return re.compile(f"(?:{place})?(?:{level})?(?:(?:人民)?政府)?(?:{joined})")


@cache
def _by_field() -> dict[str, str]:
    """Return the fields that stand for one body in speech: 税务这边, 教育口, 林业系统."""
    keys: dict[str, set[str]] = defaultdict(set)
    for body in bodies().values():
        for stem in body.stems:
            keys[stem].add(body.id)
    return {stem: next(iter(ids)) for stem, ids in keys.items() if len(ids) == 1 and len(stem) > 1}


@cache
def _field_pattern() -> re.Pattern[str]:
    fields = "|".join(map(re.escape, sorted(_by_field(), key=len, reverse=True)))
    place = "|".join(map(re.escape, sorted(_place_names(), key=len, reverse=True)))
    return re.compile(
        f"(?P<place>{place})?(?P<field>{fields})(?=这边|那边|这家|那家|口(?![岸子径罩])|条线|系统(?!工程|集成|性))"
    )


@cache
def _by_chinese_name() -> dict[str, tuple[str, ...]]:
    keys: dict[str, list[str]] = defaultdict(list)
    for body in bodies().values():
        for name in [*body.names, *(stem + end for stem in body.stems for end in body.suffixes)]:
            if body.id not in keys[name]:
                keys[name].append(body.id)
    return {name: tuple(ids) for name, ids in keys.items()}


@cache
def _by_english_name() -> dict[str, str]:
    keys: dict[str, str] = {}
    for body in bodies().values():
        for name in body.english_names:
            keys.setdefault(name, body.id)
        for name in (body.english, body.english_national):
            if name:
                keys.setdefault(name.lower(), body.id)
    return keys


_ENGLISH_UNIT = (
    "department|bureau|administration|authority|authorities|commission|ministry|office|agency|"
    "regulator|regulators|watchdog|officials|cooperative|cooperatives|federation|committee|people|folks|guys"
)


_SHORTEST_SUBJECT = 3  # tax people


@cache
def _english_subjects() -> dict[str, str]:
    """Return subjects that mean one body before any word for a unit: land department, fire office."""
    keys: dict[str, set[str]] = defaultdict(set)
    for body in bodies().values():
        for name in {body.english.lower(), *(n for n in body.english_names if n.islower())}:
            subject = re.sub(rf"\b(?:{_ENGLISH_UNIT})\b|\b(?:of|for|the|general)\b", " ", name)
            subject = " ".join(subject.split())
            for words in {subject, subject.split(" and ")[0]}:
                if len(words) >= _SHORTEST_SUBJECT:
                    keys[words].add(body.id)
    return {words: next(iter(ids)) for words, ids in keys.items() if len(ids) == 1}


@cache
def _english_pattern() -> re.Pattern[str]:
    names = sorted(_by_english_name(), key=len, reverse=True)
    words = "|".join(re.escape(name) for name in names if not name.isupper())
    capitals = "|".join(re.escape(name) for name in names if name.isupper())
    place = "|".join(map(re.escape, sorted(_english_places(), key=len, reverse=True)))
    subjects = "|".join(map(re.escape, sorted(_english_subjects(), key=len, reverse=True)))
    words = rf"{words}|(?:{subjects}) (?:{_ENGLISH_UNIT})|(?:department|bureau|ministry|office) (?:of|for) (?:{subjects})"
    return re.compile(
        rf"(?<![A-Za-z])(?:(?P<place>(?i:{place}))(?:'s)?\s+)?(?:(?P<level>(?i:provincial|municipal|city))\s+)?"
        rf"(?P<name>(?i:{words})|(?:{capitals}))(?![A-Za-z])"
    )


def _subject_of(words: str) -> str:
    return " ".join(re.sub(rf"\b(?:{_ENGLISH_UNIT})\b|\b(?:of|for)\b", " ", words).split())


@cache
def _english_places() -> dict[str, Place]:
    return {name.lower(): place for place in all_places() for name in place.english.split("|")}


@cache
def _place_names() -> dict[str, Place]:
    named: dict[str, Place] = {}
    for place in all_places():
        named.setdefault(place.full_name, place)
        named.setdefault(place.name, place)
    return named


def _readings(written: str) -> Iterator[tuple[str, Level | None, Place | None]]:
    """Yield what is left of a name without its place and its level, least taken away first."""
    yield written, None, None
    place, rest = _without_place_in_front(written)
    for words, level in ((rest, None), (written, None)):
        found = _PREFIX.match(words)
        if found and found["level"]:
            yield words[found.end("level") :], _LEVEL_WORDS[found["level"]], place
        if found and found.end():
            yield words[found.end() :], _LEVEL_WORDS.get(found["level"] or "", level), place
        elif words is rest and place:
            yield rest, None, place
    inside, without = _without_place_inside(written)
    if inside:
        yield without, None, inside
    if place:
        found = _PREFIX.match(rest)
        yield rest[found.end() :] if found else rest, place.level, place


def _without_place_in_front(written: str) -> tuple[Place | None, str]:
    for name, place in sorted(_place_names().items(), key=lambda item: -len(item[0])):
        if written.startswith(name) and len(written) - len(name) >= 2:
            return place, written[len(name) :]
    return None, written


def _without_place_inside(written: str) -> tuple[Place | None, str]:
    for name, place in sorted(_place_names().items(), key=lambda item: -len(item[0])):
        if name in written[1:]:
            return place, written.replace(name, "", 1)
    return None, written


def _level_of_suffix(core: str) -> Level | None:
    return _SUFFIX_LEVELS.get(core[-1:]) if not core.endswith(("俱乐部", "干部")) else None


@cache
def _successor_keys(key: str) -> frozenset[str]:
    found: set[str] = set()
    keys = [key]
    while keys:
        body = bodies().get(keys.pop())
        for later in body.later if body else ():
            if later.to_id not in found:
                found.add(later.to_id)
                keys.append(later.to_id)
    return frozenset(found)


def _applicable(laters: Iterable[Later], level: str, place_label: str) -> list[Later]:
    """Return the reforms that hold at a level and place; a place's own beats the general one."""
    at_level = [later for later in laters if not later.levels or level in later.levels]
    special = [
        later for later in at_level if any(place_label.startswith(place) for place in later.places)
    ]
    special_ids = {later.to_id for later in special}
    general = [later for later in at_level if not later.places]
    if special and not any(later.to_id in special_ids for later in general):
        general = [later for later in general if later.year != special[0].year]
    return [*special, *(later for later in general if later.to_id not in special_ids)]
