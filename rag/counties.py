"""Counties that have a document: what questions call them, in Chinese and English.

The list of places ends above the counties, since their names are many and often common words. One
that issues a document is named by it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pypinyin import lazy_pinyin

from corpus.places import Place, PlaceMention, county_of, covers
from corpus.types import Document, Level


def with_counties(
    mentions: Sequence[PlaceMention], text: str, documents: Sequence[Document]
) -> list[PlaceMention]:
    """Return the mentions and those of the documents' own counties in `text`, in order.

    A county's name counts before that of a place inside it.
    """
    own = [
        PlaceMention(county, match.start(), match.end())
        for county in dict.fromkeys(filter(None, map(county_place, documents)))
        for match in _names(county).finditer(text)
    ]
    rest = [m for m in mentions if not any(o.start <= m.start < o.end for o in own)]
    return sorted([*rest, *own], key=lambda mention: mention.start)


def is_of(document: Document, place: Place) -> bool:
    """Return whether a document speaks for a place: a province's, a city's or a county's."""
    if place.level is Level.COUNTY:
        return county_place(document) == place
    return covers(document.place or "", place)


@cache
def county_place(document: Document) -> Place | None:
    """Return the county a document is of, by its issuers or else its title; None for other levels."""
    if document.level is not Level.COUNTY:
        return None
    named = (county_of(text, document.title) for text in (*document.issuers, document.title))
    county = next(filter(None, named), None)
    if county is None:
        return None
    bare = re.sub(r"(?:自治县|自治旗|[县区旗市])$", "", county.name)
    name = bare if len(bare) > 1 else county.name
    return Place(name, county.name, Level.COUNTY, "", (), "".join(lazy_pinyin(name)).capitalize())


@cache
def _names(county: Place) -> re.Pattern[str]:
    chinese = "|".join(re.escape(name) for name in (county.full_name, county.name))
    spaced = r"[ '’-]?".join(lazy_pinyin(county.name))
    # 嵩县 is Song County.
    bare = "".join(lazy_pinyin(re.sub("[县区旗市]$", "", county.name)))
    return re.compile(
        f"{chinese}|(?<![a-z])(?:{spaced}|{bare} (?:county|district))(?![a-z])", re.IGNORECASE
    )
