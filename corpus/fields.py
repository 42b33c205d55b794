"""Bodies named by what they are in charge of: 水利口, 税务这边, 管钱的和管地的两个厅.

The fields are the stems of the bodies' names that belong to one body only, and everyday words from
`data/fields.csv`.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.gazetteer import BodyName, bodies, place_names

_DATA_FILE = Path(__file__).parent / "data" / "fields.csv"


@dataclass(frozen=True)
class FieldMention:
    """A body that a text names by its field, and where."""

    name: BodyName
    start: int
    end: int


def body_of_field(word: str) -> BodyName | None:
    """Return the body that a bare field can stand for in speech (民航, 税务), None if it is none."""
    key = _by_field().get(word)
    return BodyName(word, key, None, None) if key and len(word) > 1 else None


def field_mentions(text: str) -> Iterator[FieldMention]:
    """Yield the bodies that a comparable Chinese text names by their fields, in order."""
    for match in _pattern().finditer(text):
        field = match["of"] or match["field"]
        place = place_names().get(match["place"] or "")
        name = BodyName(match[0], _by_field()[field], None, place)
        yield FieldMention(name, match.start(), match.end())


@cache
def _by_field() -> dict[str, str]:
    keys: dict[str, set[str]] = defaultdict(set)
    for body in bodies().values():
        for stem in body.stems:
            keys[stem].add(body.id)
    unique = {s: next(iter(ids)) for s, ids in keys.items() if len(ids) == 1 and len(s) > 1}
    with _DATA_FILE.open(encoding="utf-8", newline="") as lines:
        rows = [(row["body"], row["fields"].split("|")) for row in csv.DictReader(lines)]
    return unique | {field: body for body, fields in rows for field in fields}


@cache
def _pattern() -> re.Pattern[str]:
    """Match 管X的(那个厅), X这边, X口, and the first ones of 林业、教育口; one character only behind 管."""
    fields = "|".join(map(re.escape, sorted(_by_field(), key=len, reverse=True)))
    longer = "|".join(
        re.escape(f) for f in sorted(_by_field(), key=len, reverse=True) if len(f) > 1
    )
    place = "|".join(map(re.escape, sorted(place_names(), key=len, reverse=True)))
    unit = "(?:省|市|县|区)?(?:里|级)?的?(?:厅|局|委|部门|单位|机构|口子?|衙门|部)"
    spoken = "这边|那边|这家|那家|口(?![岸子径罩])|条线|系统(?!工程|集成|性)"
    return re.compile(
        f"(?P<place>{place})?(?:"
        f"(?<!不)(?:主|分)?管(?P<of>{fields})的(?:(?:那|这|两|三)(?:一)?[个家]?)?(?:{unit})?"
        f"|(?P<field>{longer})(?=(?:、(?:{longer}))*(?:{spoken})))"
    )
