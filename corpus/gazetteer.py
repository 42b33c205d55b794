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
    everyday: tuple[str, ...] = ()
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


@cache
def bodies() -> dict[str, Body]:
    data = tomllib.loads(_DATA_FILE.read_text(encoding="utf-8"))
    return {row["id"]: Body.model_validate(row) for row in data["body"]}


@cache
def read_name(written: str) -> BodyName:
    """Return what kind of body, at which level and place, a written Chinese name means."""
    bare = re.sub(r"[(（][^()（）]*[)）]$", "", written)
    for core, level, place in _readings(bare):
        keys = by_chinese_name().get(core)
        if keys:
            return BodyName(written, keys[0], level or _level_of_suffix(core), place)
    *_, (core, level, place) = _readings(bare)
    return BodyName(written, core, level or _level_of_suffix(core), place)


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


@cache
def by_chinese_name() -> dict[str, tuple[str, ...]]:
    keys: dict[str, list[str]] = defaultdict(list)
    for body in bodies().values():
        for name in [*body.names, *(stem + end for stem in body.stems for end in body.suffixes)]:
            if body.id not in keys[name]:
                keys[name].append(body.id)
    return {name: tuple(ids) for name, ids in keys.items()}


@cache
def place_names() -> dict[str, Place]:
    named: dict[str, Place] = {}
    for place in all_places():
        named.setdefault(place.full_name, place)
        named.setdefault(place.name, place)
    return named


def _readings(written: str) -> Iterator[tuple[str, Level | None, Place | None]]:
    """Yield what is left of a name without its place and its level, least taken away first."""
    yield written, None, None
    place, rest = _without_place_in_front(written)
    if place and written.startswith(place.full_name):
        yield rest, place.level, place  # 咸阳市市场监管局: its second 市 belongs to 市场
    for words, level in ((rest, None), (written, None)):
        found = _PREFIX.match(words)
        if found and found["level"]:
            yield words[found.end("level") :], _LEVEL_WORDS[found["level"]], place
        if found and found.end():
            yield words[found.end() :], _LEVEL_WORDS.get(found["level"] or "", level), place
        elif words is rest and place:
            yield rest, None, place
    # 青岛市场监管局: its 市 belongs to 市场.
    if place and written.startswith(place.name) and len(rest) < len(written) - len(place.name):
        yield written[len(place.name) :], None, place
    inside, without = _without_place_inside(written)
    if inside:
        yield without, None, inside
    if place:
        found = _PREFIX.match(rest)
        yield rest[found.end() :] if found else rest, place.level, place


def _without_place_in_front(written: str) -> tuple[Place | None, str]:
    for name, place in sorted(place_names().items(), key=lambda item: -len(item[0])):
        if written.startswith(name) and len(written) - len(name) >= 2:
            return place, written[len(name) :]
    return None, written


def _without_place_inside(written: str) -> tuple[Place | None, str]:
    for name, place in sorted(place_names().items(), key=lambda item: -len(item[0])):
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
