"""Which particulars of a document a question asks for, and whether it asks for any."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.script import simplified
from rag import particular_words as words
from rag.language import comparable


class Particular(StrEnum):
    """What a document states of itself.

    `RELEASED` is the day of publication where one is stated, else that of issue; `DATE` is both.
    """

    TITLE = "title"
    NUMBER = "number"
    ISSUERS = "issuers"
    DATE = "date"
    ISSUED = "issued"
    RELEASED = "released"
    PUBLISHED = "published"
    VALIDITY = "validity"
    REPEALED_ON = "repealed on"
    SUCCESSOR = "successor"
    SUPERSEDED = "superseded"
    RUN = "run"
    YEARS = "years"
    ADDRESSEES = "addressees"
    APPROVAL = "approval"
    BASIS = "basis"
    COLLECTION = "collection"


# In this order: what an earlier pattern takes is gone for a later one (写给谁 asks for no issuer).
_CONSUMED = (
    (Particular.COLLECTION, words.COLLECTION),
    (Particular.ADDRESSEES, words.ADDRESSEES),
    (Particular.SUCCESSOR, words.SUCCESSOR),
    (Particular.SUPERSEDED, words.SUPERSEDED),
    (Particular.BASIS, words.BASIS),
    (Particular.APPROVAL, words.APPROVAL),
    (Particular.REPEALED_ON, words.REPEALED_ON),
    (Particular.RUN, words.RUN),
    (Particular.YEARS, words.YEARS),
    (Particular.NUMBER, words.NUMBER),
    (Particular.TITLE, words.TITLE),
    (Particular.VALIDITY, words.VALIDITY),
)
_SPENT = (
    words.WHEN,
    words.ORDER,
    words.ONLINE,
    words.RELEASED,
    words.ISSUED,
    *words.LABELS.values(),
    words.ISSUE_VERB,
    words.ISSUERS,
)
_WITH_A_DATE = frozenset({Particular.REPEALED_ON, Particular.RUN, Particular.YEARS})
_LITTLE_HAN, _LITTLE_LATIN = 2, 6  # characters that may be left over
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = "|".join(_MONTHS)
_DAYS = (
    re.compile(r"(?:(?P<y>\d{4})年)?(?P<m>\d{1,2})月(?:份)?(?:(?P<d>\d{1,2})[日号])?"),
    re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"),
    re.compile(
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m>{_MONTH})[a-z]*,?(?: (?P<y>\d{{4}}))?"
    ),
    re.compile(
        rf"\b(?P<m>{_MONTH})[a-z]*\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d)(?:,? (?P<y>\d{{4}}))?"
    ),
    re.compile(
        r"(?P<y>20\d{2})年?(?:才|就|底|初)*(?:(?:印发|发布|公布|出台|下发|成文|挂网|发|印)的|(?:度)?的(?=吗|吧|么|[?？]|$))"
    ),
    re.compile(rf"(?<!\d )\b(?P<m>{_MONTH})[a-z]*\.? (?P<y>20\d{{2}})\b"),
    re.compile(r"\b(?:issued|published|released|dated|signed) in (?P<y>20\d{2})\b"),
)


@dataclass(frozen=True)
class Day:
    """A day as far as a question gives it; what it leaves open is None."""

    year: int | None
    month: int | None
    day: int | None

    def is_of(self, on: date) -> bool:
        """Return whether what is given agrees with a day."""
        pairs = ((self.year, on.year), (self.month, on.month), (self.day, on.day))
        return all(given is None or given == actual for given, actual in pairs)


def days_in(text: str) -> list[Day]:
    """Return the days that a comparable question names, whole or in part."""
    found = [match for pattern in _DAYS for match in pattern.finditer(text)]
    return [_day(match.groupdict()) for match in found]


def _day(given: dict[str, str | None]) -> Day:
    year, month, day = (given.get(part) for part in "ymd")
    number = _MONTHS.index(month) + 1 if month in _MONTHS else month
    return Day(*(int(part) if part else None for part in (year, number, day)))


def asked_particulars(question: str, bodies: Sequence[str] = ()) -> tuple[Particular, ...]:
    """Return the particulars that a question asks for; empty if it names none.

    `bodies` are those it names: beside a word for issuing, whether they issued it is asked.
    """
    text = words.NOT_ASKED.sub(" ", comparable(question))
    rest, asked = _taken(text)
    dates = [] if _WITH_A_DATE & set(asked) else _dates(rest)
    if dates:
        rest = words.WHEN.sub(" ", words.ORDER.sub(" ", rest)).replace("落款", " ")
    issues = words.ISSUE_VERB.search(rest) is not None
    names_issuer = issues and any(
        comparable(body) in rest and not _only_describes(comparable(body), rest) for body in bodies
    )
    if names_issuer or (words.ISSUERS.search(rest) and (issues or not asked)):
        asked = [*asked, Particular.ISSUERS]
    return tuple(dict.fromkeys([*asked, *dates]))


def _only_describes(body: str, text: str) -> bool:
    """Return whether a body only says which document is meant: 省发改委22年印发的流通方案,文号是多少."""
    said = rf"{re.escape(body)}(?:[^,。?]{{0,6}})(?:印发|发布|出台|下发|制定|发)的(?=[\u3400-\u9fff《“\"])(?!吗|吧|么|对)"
    return re.search(said, text) is not None


def asks_for_particulars(question: str, titles: str, bodies: Sequence[str]) -> bool:
    """Return whether a question speaks of nothing but a document's particulars.

    `titles` are the titles and names of the documents it can mean, `bodies` the bodies it names.
    """
    rest, asked = _taken(words.NOT_ASKED.sub(" ", comparable(question)))
    ordered = words.ORDER.search(rest) is not None
    says_when = ordered or words.WHEN.search(rest) is not None or bool(days_in(rest))
    dated = (
        ordered
        or words.OF_YEAR.search(rest) is not None
        or (says_when and any(p.search(rest) for p in (words.ONLINE, words.RELEASED, words.ISSUED)))
    )
    issued = words.ISSUE_VERB.search(rest) and (bodies or words.ISSUERS.search(rest))
    labelled = any(label.search(rest) for label in words.LABELS.values())
    if not (asked or dated or issued or labelled):
        return False
    return names_only_documents(question, titles, bodies)


def asks_for_order(question: str) -> bool:
    """Return whether documents are to be put in the order of their dates."""
    return words.ORDER.search(comparable(question)) is not None


def asks_for_latest(question: str) -> bool:
    """Return whether the latest of several documents is asked for, and not the earliest."""
    text = comparable(question)
    return words.LATEST.search(text) is not None and words.EARLIEST.search(text) is None


def words_on_basis(question: str) -> list[str]:
    """Return the words of a question, as written, that speak of what a document rests on."""
    plain = simplified(question)
    return [match[0] for match in re.finditer(words.BASIS.pattern, plain, re.IGNORECASE)]


def _taken(text: str) -> tuple[str, list[Particular]]:
    """Return the particulars that a text names, and what is left of it."""
    asked = []
    for particular, pattern in _CONSUMED:
        if pattern.search(text):
            asked.append(particular)
            text = pattern.sub(" ", text)
    return text, asked


def _dates(text: str) -> list[Particular]:
    """Return which of its dates are asked for."""
    if not (words.WHEN.search(text) or words.ORDER.search(text) or days_in(text)):
        return []
    found = []
    if words.ONLINE.search(text):
        found.append(Particular.PUBLISHED)
    elif words.RELEASED.search(text):
        found.append(Particular.RELEASED)
    if words.ISSUED.search(text):
        found.append(Particular.ISSUED)
    return found or [Particular.DATE]


def left_over(question: str, titles: str, bodies: Sequence[str] = ()) -> str:
    """Return what of a question speaks neither of particulars nor of documents with such titles."""
    rest, _ = _taken(words.NOT_ASKED.sub(" ", comparable(question)))
    for body in sorted(map(comparable, bodies), key=len, reverse=True):
        rest = rest.replace(body, " ")
    for pattern in _SPENT:
        rest = pattern.sub(" ", rest)
    rest = _without_title_words(rest, comparable(titles))
    return " ".join(words.NOTHING_ELSE.sub(" ", rest).split())


def names_only_documents(question: str, titles: str, bodies: Sequence[str] = ()) -> bool:
    """Return whether a question speaks of nothing but documents with such titles and particulars."""
    left = left_over(question, titles, bodies)
    han = len(re.findall(r"[\u3400-\u9fff]", left))
    latin = len(re.findall(r"[a-z]", left))
    return han <= _LITTLE_HAN and latin <= _LITTLE_LATIN


def _without_title_words(text: str, titles: str) -> str:
    """Return a text without the words that stand in titles, two Han characters or a word long."""
    for run in sorted(re.findall(r"[a-z][a-z-]+", text), key=len, reverse=True):
        if re.search(rf"\b{re.escape(run)}", titles):
            text = re.sub(rf"\b{re.escape(run)}\b", " ", text)
    kept = []
    start = 0
    while start < len(text):
        size = next((n for n in range(12, 1, -1) if _stands(text[start : start + n], n, titles)), 0)
        kept.append(" " if size else text[start])
        start += size or 1
    return "".join(kept)


def _stands(part: str, size: int, titles: str) -> bool:
    is_han = re.fullmatch(r"[\u3400-\u9fff]+", part) is not None
    return len(part) == size and is_han and part in titles
