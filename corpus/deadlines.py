"""Until when: the times that labels, lists, columns and sentences set, and the last day they mean."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.brackets import split_outside
from corpus.enumerators import number_of
from corpus.lists import DEADLINE, TIME, list_spans
from corpus.types import Deadline

_NUMERAL = "[一二三四五六七八九十]{1,3}"
# The year of 2025年底 and 25年底 is in front; 内 of 内蒙古 says no time.
_END = r"(?<![\d〇零○一二三四五六七八九十])年[底末内]|[底末]|内(?![蒙地河部外陆容设资江])"
# 2025年12月底, 10月31日, 2024年上半年, 2023年第三季度, 每月28日, “十四五”末, 2025年春节
_WHEN = (
    r"(?:(?P<every>每\s*(?:半?年度?|季度?|月)(?:末月|末)?)"
    r"|(?P<year>20\d{2})\s*年度?|(?P<relative>今年|明年|本年度?|当年|次年|来年))?\s*"
    rf"(?:(?P<month>\d{{1,2}}|{_NUMERAL})\s*月(?:份)?\s*(?:(?P<day>\d{{1,2}}|{_NUMERAL})\s*[日号]|(?P<part>[底末初]|[上中下]旬))?"
    r"|第?(?P<quarter>[一二三四1-4])季度(?P<quarter_end>[底末])?|(?P<half>[上下]半年)(?P<half_end>[底末])?"
    rf"|(?P<every_day>\d{{1,2}}\s*[日号])|(?P<end>{_END})"
    r"|(?P<plan>[“\"]?十[一二三四五六七八]五[”\"]?(?:时期|期间)?末)"
    r"|(?P<season>春节|元旦|五一|国庆|中秋|端午|汛期|入冬|开学|供暖[季期])节?(?=前|之前|以前))?"
)
_BEFORE = r"(?P<before>(?:下班)?(?:之|以)?前)"
_UNTIL = r"(?<![年月日号时\d])(?P<until>到|不迟于|不晚于|截至|截止到?|(?<=[续施行长])至)\s*"
_DONE = r"(?=\s*(?:全面|基本|全部|率先)?(?:完成|建成|实现|达到|取得|建立))"
_LIMITS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_UNTIL}{_WHEN}(?:{_BEFORE})?",
        rf"{_WHEN}{_BEFORE}",
        rf"{_WHEN}(?<=[底末内]){_DONE}",
    )
)
_TIME_OR_BEFORE = re.compile(rf"{_WHEN}(?:{_BEFORE})?")
_OPENING = re.compile(r"[\d每今明本当次来第一二三四五六七八九上下年底末“\"十到不截至]")
_FIGURES = re.compile(r"(?P<year>20\d{2})[./-](?P<month>\d{1,2})(?:[./-](?P<day>\d{1,2}))?(?!\d)")
# 2000年底前建成的小区 says which ones, 有效期至… how long a document runs.
_WHICH = re.compile(
    r"(?:建成|注册|成立|出生|登记|取得|投产|投用|投运|批准|审批|销售|签订|参加|入学|备案|已)[^,，。；;]{0,8}的"
)
_SINCE = re.compile(r"(?:成立|发生|注册|出生|签订|建成|取得|登记|开工)[于在]$")
_SENTENCE = re.compile(r"[^。；;]*[。；;]?")
_HALF_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_CHINESE_YEAR = re.compile(r"二[〇零○][〇零○一二三四五六七八九]{2}(?=年)")
_PARTS = ("year", "month", "quarter", "half", "end", "plan", "season")
_PLAN_NUMERALS = "一二三四五六七八九十"
_QUARTERS = "一二三四"


@dataclass(frozen=True)
class Years:
    """What a time without a year can mean: `stated` is the one year of a document's title.

    `now` is the year in which 今年 was written.
    """

    stated: int | None = None
    now: int | None = None

    @classmethod
    def of(cls, title: str, issued_on: date | None) -> Years:
        """Return the years of a document; a plan for several years states none."""
        stated = set(re.findall(r"20\d{2}", title.translate(_HALF_WIDTH)))
        return cls(
            stated=int(stated.pop()) if len(stated) == 1 else None,
            now=issued_on.year if issued_on else None,
        )


def read_deadlines(text: str, years: Years) -> tuple[Deadline, ...]:
    """Return the times that a clause's text sets, in order: by label, in its lists, in sentences."""
    plain = _in_digits(text)
    listed = [*_labelled(plain), *_in_lists(plain)]
    found = [one for start, end in listed for one in _of_value(plain, start, end, years)]
    for one in _in_sentences(plain, years):
        if not any(start < one.end and one.start < end for start, end in listed):
            found.append(one)
    return tuple(
        one.model_copy(update={"words": text[one.start : one.end]})
        for one in sorted(found, key=lambda one: one.start)
    )


def deadlines_of_cells(
    text: str, cells: Sequence[tuple[str, bool]], years: Years
) -> tuple[Deadline, ...]:
    """Return the times of a row: `cells` are the words of its cells, and whether they say when."""
    found: list[Deadline] = []
    position = 0
    for words, says_when in cells:
        start = text.find(words, position)
        if start < 0 or not words:
            continue
        position = start + len(words)
        plain = _in_digits(words)
        inside = (
            _of_value(plain, 0, len(words), years) if says_when else _in_sentences(plain, years)
        )
        found += [
            Deadline(
                words=words[one.start : one.end],
                on=one.on,
                start=one.start + start,
                end=one.end + start,
            )
            for one in inside
        ]
    return tuple(found)


def _in_digits(text: str) -> str:
    """Return a text of the same length with half-width digits, also for years in numerals."""
    plain = text.translate(_HALF_WIDTH)
    return _CHINESE_YEAR.sub(lambda match: match[0].translate(_DIGITS), plain)


def _labelled(text: str) -> list[tuple[int, int]]:
    return [_stripped(text, *match.span("deadline")) for match in DEADLINE.finditer(text)]


def _in_lists(text: str) -> Iterator[tuple[int, int]]:
    """Yield the phrases among units that say when: 省商务厅,2025年底前完成."""
    for start, end in list_spans(text):
        inside = text[start:end]
        if DEADLINE.search(inside):
            continue
        opened = 1 if inside[0] in "(（〔[【［" else 0
        position = start + opened
        for phrase in split_outside(inside[opened : len(inside) - opened], ",，;；。\n"):
            if TIME.fullmatch(phrase):
                words = re.sub("完成$", "", phrase)
                yield _stripped(text, position, position + len(words))
            position += len(phrase) + 1


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    begin = start + len(words) - len(words.lstrip())
    return begin, begin + len(words.strip())


def last_day_in(words: str, years: Years) -> date | None:
    """Return the last day that words mean which say nothing but a time: 2027年底."""
    plain = _in_digits(words)
    days = [_last_day(match, years) for match in _times(plain)]
    days += [_day_in_figures(match) for match in _FIGURES.finditer(plain)]
    return max((day for day in days if day), default=None)


def _of_value(text: str, start: int, end: int, years: Years) -> Iterator[Deadline]:
    """Yield the times of a value that says nothing else; one without a day is none the less one."""
    words = text[start:end]
    several = list(_in_sentences(words, years))
    if len(several) > 1:
        for one in several:
            yield one.model_copy(update={"start": one.start + start, "end": one.end + start})
    elif words:
        yield Deadline(words=words, on=last_day_in(words, years), start=start, end=end)


def _times(words: str) -> Iterator[re.Match[str]]:
    """Yield the times of a value, which need no word such as 前 to be limits."""
    end = 0
    for opening in _OPENING.finditer(words):
        match = _TIME_OR_BEFORE.match(words, opening.start())
        if match and opening.start() >= end and _says_when(match):
            yield match
            end = match.end()


def _in_sentences(text: str, years: Years) -> Iterator[Deadline]:
    for sentence in _SENTENCE.finditer(text):
        year: int | None = years.stated
        for match in _limits(sentence[0]):
            if match["year"]:
                year = int(match["year"])
            start = sentence.start() + match.start()
            words = match[0].strip()
            yield Deadline(
                words=words,
                on=_last_day(match, Years(stated=year, now=years.now)),
                start=start,
                end=start + len(words),
            )


def _limits(sentence: str) -> Iterator[re.Match[str]]:
    end = 0
    for opening in _OPENING.finditer(sentence):
        if opening.start() < end:
            continue
        matches = (pattern.match(sentence, opening.start()) for pattern in _LIMITS)
        match = next((one for one in matches if one and _says_when(one)), None)
        if match is not None:
            end = match.end()
            if not _says_which(match, sentence):
                yield match


def _says_which(match: re.Match[str], sentence: str) -> bool:
    """Return whether a time only tells things apart: 2000年底前建成的小区."""
    before, behind = sentence[: match.start()], sentence[match.end() :]
    counts_up_to = bool(match.groupdict().get("until")) and behind.startswith("的")
    return counts_up_to or bool(_SINCE.search(before) or _WHICH.match(behind))


def _says_when(match: re.Match[str]) -> bool:
    """Return whether a time names a part of a year or a year: 30日前 counts from something else."""
    said = match.groupdict()
    if said["every"]:
        return any(said[name] for name in ("month", "quarter", "half", "every_day", "end"))
    return any(said[name] for name in _PARTS) and not (
        said["end"] and len(said["end"]) == 1 and not said["year"] and not said["relative"]
    )


def _last_day(match: re.Match[str], years: Years) -> date | None:
    """Return the last day that a time means; None for what recurs or leaves the year open.

    Before a month or a year is before it begins, before a day that day still counts.
    """
    said = match.groupdict()
    if said["every"] or said["season"]:
        return None
    if said["plan"]:
        return date(_end_of_plan(said["plan"]), 12, 31)
    year = _year(said, years)
    if year is None:
        return None
    before = bool(said.get("before"))
    if said["month"]:
        return _day_of_month(year, said, before=before)
    if said["quarter"]:
        numeral = said["quarter"]
        quarter = int(numeral) if numeral.isdecimal() else _QUARTERS.index(numeral) + 1
        return _end_of_month(year, quarter * 3)
    if said["half"]:
        return _end_of_month(year, 6 if said["half"].startswith("上") else 12)
    return date(year, 12, 31) if said["end"] or not before else date(year - 1, 12, 31)


def _year(said: dict[str, str | None], years: Years) -> int | None:
    if said["year"]:
        return int(said["year"])
    if said["relative"] in ("明年", "来年"):
        return years.now + 1 if years.now else None
    if said["relative"] in ("当年", "次年"):
        return None
    if said["relative"] or said["end"]:
        return years.stated or years.now
    return years.stated


def _day_in_figures(match: re.Match[str]) -> date | None:
    """Return the last day of 2025.12 or the day of 2025-12-31."""
    said: dict[str, str | None] = {**match.groupdict(), "part": None}
    return _day_of_month(int(match["year"]), said, before=False)


def _day_of_month(year: int, said: dict[str, str | None], *, before: bool) -> date | None:
    month, part = number_of(said["month"] or "0"), said["part"] or ""
    if not 1 <= month <= 12 or part == "初":
        return None
    if said["day"]:
        day = number_of(said["day"])
        return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None
    if part in ("上旬", "中旬"):
        return date(year, month, 10 if part == "上旬" else 20)
    if before and not part:
        return _end_of_month(year, month - 1) if month > 1 else date(year - 1, 12, 31)
    return _end_of_month(year, month)


def _end_of_month(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _end_of_plan(words: str) -> int:
    """Return the last year of a plan of five years: 2025 for 十四五."""
    number = 10 + _PLAN_NUMERALS.index(words.strip('“"')[1]) + 1
    return 1955 + 5 * number
