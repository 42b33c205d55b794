"""Bodies named by what they are in charge of: 水利口, 税务这边, 管钱的和管地的两个厅.

The fields are the stems of the bodies' names. Behind 管 everyday words from `data/fields.csv` count,
too; elsewhere these are topics (快递那边, 企业这边).
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.alternatives import any_of
from corpus.gazetteer import BodyName, bodies, is_same_body, place_names

_DATA_FILE = Path(__file__).parent / "data" / "fields.csv"


@dataclass(frozen=True)
class FieldMention:
    """A body that a text names by its field, and where."""

    name: BodyName
    start: int
    end: int


def body_of_field(word: str) -> BodyName | None:
    """Return the body that a bare field can stand for in speech (民航, 税务), None if it is none."""
    key = _stems().get(word)
    return BodyName(word, key, None, None) if key else None


def field_mentions(text: str) -> Iterator[FieldMention]:
    """Yield the bodies that a comparable Chinese text names by their fields, in order."""
    spans: list[range] = []
    for match in _pattern().finditer(text):
        charge = match["of"] or match["to"]
        field = match["led"] or match["asked"] or match["field"]
        key = _in_charge()[charge] if charge else _stems()[field]
        place = place_names().get(match["place"] or "")
        name = BodyName(match[0], key, None, place)
        spans.append(range(match.start(), match.end()))
        yield FieldMention(name, match.start(), match.end())
    for match in _everyday_names().finditer(text):
        if any(match.start() in span or match.end() - 1 in span for span in spans):
            continue
        name = BodyName(match[0], _keys_of_everyday_names()[match[0]], None, None)
        yield FieldMention(name, match.start(), match.end())


@cache
def _keys_of_everyday_names() -> dict[str, str]:
    """Return the bodies by what people call them in speech (交警, 管医保的); what means several is left out."""
    keys: dict[str, str | None] = {}
    for body in bodies().values():
        for name in body.everyday:
            keys[name] = body.id if name not in keys else None
    return {name: key for name, key in keys.items() if key}


@cache
def _everyday_names() -> re.Pattern[str]:
    return re.compile(any_of(_keys_of_everyday_names()))


@cache
def _everyday() -> dict[str, str]:
    with _DATA_FILE.open(encoding="utf-8", newline="") as lines:
        rows = [(row["body"], row["fields"].split("|")) for row in csv.DictReader(lines)]
    return {field: body for body, fields in rows for field in fields}


@cache
def _stems() -> dict[str, str]:
    """Return the stems of names that belong to one body, or to one under its names over time."""
    keys: dict[str, list[str]] = defaultdict(list)
    for body in bodies().values():
        for stem in body.stems:
            keys[stem].append(body.id)
    found: dict[str, str] = {}
    for stem, ids in keys.items():
        if len(stem) > 1 and all(is_same_body(ids[0], one) for one in ids):
            today = _everyday().get(stem, ids[0])  # the data say which of its names is meant
            found[stem] = today if is_same_body(today, ids[0]) else ids[0]
    return found


@cache
def _in_charge() -> dict[str, str]:
    """Return what bodies are said to be in charge of: stems, and everyday words (钱, 飞机场)."""
    return _stems() | _everyday()


# 监管, 保管: words that end with 管 and name no charge.
_NO_CHARGE = "(?<![监接保托尽不只代掌城共经看交统直])"
_UNIT = "(?:省|市|县|区)?(?:里|级)?的?(?:厅|局|委|部门|单位|机构|口子?|衙门|部)"
_SPOKEN = "这边|那边|这家|那家|口(?![岸子径罩])|条线|系统(?!工程|集成|性)"
# What is asked of a body that a bare field stands for: 是消防牵头吗, 民航算在里面吗, 水利掺和不.
_LEADS = "牵头|领头|带头|打头|挑头|主抓|抓总"
_IS_IN = "(?:也|还|要|得|都)?(?:算不算|在不在|算在(?:里|内)|在里[面头]|有没有份|有份|掺和|搭手|搭把手|插手)"
# What stands behind 管钱的 when it is a body: 那个厅, 和管地的, 也算吗, or nothing more.
_IS_BODY = (
    rf"(?:(?:那|这|两|三)(?:一)?[个家]?{_UNIT}|{_UNIT}|"
    r"(?=[和与跟及、](?:主|分)?管|[,，。?？]|也|都|算|在不在|有份|有没有|$))"
)


@cache
def _pattern() -> re.Pattern[str]:
    """Match 管X的那个厅 and 归X还是归Y with any field; 是X牵头吗, X这边, X也管吗 and X口 with stems.

    Of 教育、水利口 the first one is matched, too.
    """
    charges, stems = _any_of(_in_charge()), _any_of(_stems())
    place = _any_of(place_names())
    return re.compile(
        f"(?P<place>{place})?(?:"
        f"{_NO_CHARGE}(?:主|分)?管(?P<of>{charges})的{_IS_BODY}"
        f"|(?<=归)(?P<to>{charges})(?=管?(?:还是|,还是|[??]|$))"
        f"|(?<=[是由让归])(?P<led>{stems})(?=(?:{_LEADS})[^,。?!]{{0,4}}[吗吧么?])"
        f"|(?P<asked>{stems})(?={_IS_IN})"
        f"|(?P<field>{stems})(?:的(?=也))?(?=(?:、(?:{stems}))*(?:{_SPOKEN}|也(?:管(?!理)|负责|牵头|算|在|有份))))"
    )


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
