"""From when and until when a document runs, as days, where it says so itself."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from corpus.deadlines import Years, last_day_in
from corpus.enumerators import number_of
from corpus.preface import run_in
from corpus.signature import date_in
from corpus.types import Document, Status

_DAY = r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
_FROM_DAY = re.compile(rf"[自从](?P<day>{_DAY})(?:起|开始)")
# 自印发之日起30日后
_FROM_ISSUE = re.compile(
    r"[自从](?P<act>印发|发布|公布|颁布|下发|签发|发文)之日(?:起|后)?(?:满)?(?:(?P<days>\d+)日)?(?:起|后)?"
)
_UNTIL = re.compile(r"(?:有效期|[试执施]行期)[^,，。;；]{0,16}?[至到](?P<until>[^,，。;；)）]+)")
_FOR = re.compile(
    r"(?:有效期|试行期?|执行期|实施期)限?(?:为|至)?\s*(?P<n>\d+|[一二两三四五六七八九十]+)\s*(?P<unit>年|个月)"
)
# What counts is the day in China, wherever the machine stands.
_BEIJING = timedelta(hours=8)
_PUBLISHED = frozenset({"发布", "公布", "颁布"})


@dataclass(frozen=True)
class Run:
    """The first and the last day on which a document runs; None where it does not say."""

    effective_on: date | None = None
    valid_until: date | None = None


def today_in_china() -> date:
    return (datetime.now(UTC) + _BEIJING).date()


def has_run_out(document: Document, today: date | None = None) -> bool:
    """Return whether the last day has passed on which a document says that it is valid.

    `today` is the day in China unless it is given. One that is repealed did not run out.
    """
    if document.valid_until is None or document.status is Status.REPEALED:
        return False
    return document.valid_until < (today or today_in_china())


def read_run(
    texts: Iterable[str],
    issued_on: date | None,
    published_on: date | None,
    *,
    listed_on: date | None = None,
) -> Run:
    """Return from when and until when a document says that it runs.

    `listed_on` is the first day that a metadata list gives. A run for so many years ends the day
    before the day comes again.
    """
    stated = run_in(texts)
    sentence = stated.sentence if stated else ""
    effective_on = listed_on or _first_day(sentence, issued_on, published_on)
    return Run(effective_on, _last_day(sentence, effective_on))


def _first_day(sentence: str, issued_on: date | None, published_on: date | None) -> date | None:
    day = _FROM_DAY.search(sentence)
    if day:
        return date_in(day["day"])
    act = _FROM_ISSUE.search(sentence)
    if act is None:
        return None
    start = (published_on or issued_on) if act["act"] in _PUBLISHED else issued_on
    return start + timedelta(days=int(act["days"] or 0)) if start else None


def _last_day(sentence: str, effective_on: date | None) -> date | None:
    until = _UNTIL.search(sentence)
    if until:
        return last_day_in(until["until"], Years())
    length = _FOR.search(sentence)
    if length is None or effective_on is None:
        return None
    count = number_of(length["n"].replace("两", "二"))
    return _months_later(effective_on, count * (12 if length["unit"] == "年" else 1))


def _months_later(start: date, months: int) -> date:
    """Return the last day of a run of so many months from `start`."""
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1])) - timedelta(days=1)
