"""Years in questions and of documents: 2018年, 18年, 一八年, Sichuan's 2018 plan."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.script import simplified
from corpus.types import Document

# By 2025, 到2020年 say until when, not which document.
_UNTIL = r"(?<![到至\d])(?<!\bby )(?<!\buntil )(?<!\bbefore )(?<!\bend of )"
_YEAR = re.compile(
    rf"{_UNTIL}(20\d{{2}})(?!\d|[-—~至到]\d|年?(?:前|底|末|之前|以前))|{_UNTIL}(\d{{2}})\s*年(?!内|期|前|后|来|间|以)"
)
# Years in Chinese digits, of four or of two: 二〇二二年, 一八年.
_WRITTEN_YEAR = re.compile(
    r"(?<![〇零一二三四五六七八九十百\d第])(?:二[〇零]){0,1}[一二][〇零一二三四五六七八九](?=年(?!内|期|前|后|来|间|以|多))"
)
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_YEAR_BEHIND = re.compile(r"(?:省|市|县)?(?:的|那)?[('’s ]{0,4}(20\d{2}|\d{2}(?=\s*年))")
_YEAR_BEFORE = re.compile(r"(20\d{2}|(?<!\d)\d{2}(?=\s*年))\s*年?(?:的| )?$")


def in_digits(text: str) -> str:
    """Return a text with the years that it writes in Chinese digits in Arabic ones."""
    return _WRITTEN_YEAR.sub(lambda match: match[0].translate(_DIGITS), text)


def years_in(text: str) -> set[str]:
    return {match[1] or f"20{match[2]}" for match in _YEAR.finditer(text)}


def years_beside(places: Sequence[tuple[int, int]], text: str) -> set[str]:
    """Return the years in, right behind or before a name, from `start` to `end` of the text."""
    found = [
        _YEAR.search(text, start, end)
        or _YEAR_BEHIND.match(text, end)
        or _YEAR_BEFORE.search(text, 0, start)
        for start, end in places
    ]
    years = [next(filter(None, one.groups())) for one in found if one]
    return {one if len(one) > 2 else f"20{one}" for one in years}


def written_in_han(question: str, year: str) -> list[re.Match[str]]:
    """Return where a question writes a year in Chinese digits."""
    found = _WRITTEN_YEAR.finditer(simplified(question))
    return [one for one in found if year.endswith(one[0].translate(_DIGITS))]


def years_of(document: Document) -> set[str]:
    years = set(re.findall(r"20\d{2}(?!-20|\d)(?<!-20\d{2})", document.title))
    return years | ({str(document.issued_on.year)} if document.issued_on else set())
