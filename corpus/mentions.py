"""Bodies that a question names, in Chinese or English, by whatever name or field."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from corpus.alternatives import any_of
from corpus.fields import field_mentions
from corpus.gazetteer import BodyName, bodies, by_chinese_name, is_same_body, place_names, read_name
from corpus.places import Place, all_places
from corpus.types import Level


@dataclass(frozen=True)
class BodyMention:
    """A body that a question names, and where."""

    name: BodyName
    start: int
    end: int


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
    for field in field_mentions(text):
        if not any(field.start in span or field.end - 1 in span for span in taken):
            yield BodyMention(field.name, field.start, field.end)


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
    names = {*by_chinese_name(), *unknown, *written}
    place = any_of(place_names())
    level = "国家|中央|全国|国务院|自治区|省级|市级|县级|省|市|州|盟|县|区"
    return re.compile(
        f"(?:{place})?(?:{level})?(?:(?:人民)?政府|府|[省市州县区]委)?{any_of(names)}"
    )


@cache
def _by_english_name() -> dict[str, str]:
    keys: dict[str, str] = {}
    for body in bodies().values():
        for name in body.english_names:
            keys.setdefault(name, body.id)
        for name in (body.english, body.english_national):
            if name:
                keys.setdefault(name.lower(), body.id)
    for name, key in list(keys.items()):
        keys.setdefault(re.sub("department", "dept", name, flags=re.IGNORECASE), key)
    return keys


_ENGLISH_UNIT = (
    "department|dept|bureau|administration|authority|authorities|commission|ministry|office|agency|"
    "regulator|regulators|watchdog|officials|cooperative|cooperatives|federation|committee|people|folks|guys"
)


_SHORTEST_SUBJECT = 3  # tax people


@cache
def _english_subjects() -> dict[str, str]:
    """Return subjects that mean one body before any word for a unit: land department, fire office."""
    keys: dict[str, set[str]] = defaultdict(set)
    for body in bodies().values():
        for name in {body.english.lower(), *(n for n in body.english_names if n.islower())}:
            if "federation" in name:
                continue  # disabled people are not their federation
            subject = re.sub(rf"\b(?:{_ENGLISH_UNIT})\b|\b(?:of|for|the|general)\b", " ", name)
            subject = " ".join(subject.split())
            # economy and information technology is also said without its last word.
            shorter = subject.rpartition(" ")[0] if " and " in subject else subject
            for words in {subject, subject.split(" and ")[0], shorter}:
                if len(words) >= _SHORTEST_SUBJECT:
                    keys[words].add(body.id)
    return {
        words: first
        for words, (first, *others) in ((words, sorted(ids)) for words, ids in keys.items())
        if all(is_same_body(first, other) for other in others)
    }


@cache
def _english_pattern() -> re.Pattern[str]:
    words = any_of(name for name in _by_english_name() if not name.isupper())
    capitals = any_of(name for name in _by_english_name() if name.isupper())
    place = any_of(_english_places())
    subjects = any_of(_english_subjects())
    words = rf"{words}|{subjects} (?:{_ENGLISH_UNIT})|(?:department|dept|bureau|ministry|office) (?:of|for) {subjects}"
    return re.compile(
        rf"(?<![A-Za-z])(?:(?P<place>(?i:{place}))(?:'s)?\s+)?(?:(?P<level>(?i:provincial|municipal|city))\s+)?"
        rf"(?P<name>(?i:{words})|(?:{capitals}))(?![A-Za-z])"
    )


def _subject_of(words: str) -> str:
    return " ".join(re.sub(rf"\b(?:{_ENGLISH_UNIT})\b|\b(?:of|for)\b", " ", words).split())


@cache
def _english_places() -> dict[str, Place]:
    return {name.lower(): place for place in all_places() for name in place.english.split("|")}
