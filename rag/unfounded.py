"""The values of a statement that do not stand behind it: numbers, dates, bodies, quoted words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from corpus.enumerators import enumerator_of
from corpus.types import Role
from rag.answer_grounds import AnswerGrounds, spoken_numbers
from rag.dates import SaidDate, dates_in, without_dates
from rag.figures import Figure, document_numbers_in, figures_in, without_figures
from rag.grounds import Grounds, folded
from rag.language import comparable
from rag.named_bodies import NamedBody, chinese_bodies_in, english_bodies_in
from rag.own_words import is_own
from rag.problem import Problem, ProblemKind
from rag.quoted import quoted_in
from rag.stated import FIVE_YEAR_PLANS
from rag.statements import Statement
from rag.types import Language
from rag.units import Unit

# Words of the question count where they are denied: 没有写到2030年, does not name the finance bureau.
_DENIES = re.compile(
    r"您问|所问|问的|没有|没写|不是|并非|未(?!来)|无法|不含|不包括|不由|不归|\b(?:no|not|nor|never|none|neither|cannot|without|asked)\b|n't\b"
)
_LEAD = re.compile(
    r"牵头|领头|挑头|\b(?:led by|leads?|leading (?:body|unit|agency|department))\b(?! to\b)"
)
_TELLING = 3  # characters beside a value, so that it is not found in another place
_STOPS = ",，。;；:：\n"
_DELIMITERS = _STOPS + '、()“”"《》'
# What an answer counts of what it lists.
_LISTED = re.compile(
    r"(?P<clauses>(?:项任务|处条款|条|项)| ?(?:tasks?|task\(s\)|clauses?)\b)|(?P<documents>(?:份文件|份)| ?(?:documents?|document\(s\))\b)|"
    r"(?P<bodies>家|个?(?:单位|部门|机关)| ?(?:bodies|agencies|departments)\b)|(?P<sides>地|方|省| ?(?:places|provinces|sides)\b)"
)
_BEFORE_REFERENCE = r"(?:(?<=》)|(?<=clause )|^)"
_REFERENCE = re.compile(
    _BEFORE_REFERENCE
    + r"(?P<reference>序言|(?:附件[一二三四五六七八九十\d]*|第[一二三四五六七八九十百零\d]+(?:条|部分|[编章节])(?:之[一二三四五六七八九十]+)?)?"
    r"(?:[一二三四五六七八九十]+(?=[(\d\s“:,，。]|$))?(?:\([一二三四五六七八九十]+\))?(?:\d{1,3}(?!\d|年))?(?:\(\d{1,2}\))?(?:[①-⑳])?)(?![\d年月日个家])"
)
# (即2021—2025年;年份不出自文件): the years of a five-year plan, marked as not from the document.
_PLAN_YEARS = re.compile(
    r"\((?:即(?P<first>\d{4})—(?P<last>\d{4})年;年份不出自文件|(?P<from>\d{4}) to (?P<to>\d{4}); the years are not from the document)\)"
)


def unfounded(statement: Statement, behind: AnswerGrounds) -> Iterator[Problem]:
    """Yield the values of a statement that stand neither in its citations nor are free."""
    marks = tuple(n for n in statement.marks or statement.following if n in behind.clauses)
    marks = marks or tuple(behind.clauses)
    grounds = behind.of(marks) + behind.documents_named_in(statement.words)
    checked = _Checked(statement, marks, grounds, behind)
    found = (*_quotes(checked), *_values(checked), *_bodies(checked), *_leads(checked))
    return (Problem(kind=kind, words=words, sentence=statement.sentence) for kind, words in found)


@dataclass(frozen=True)
class _Checked:
    """A statement with the citations behind it and what they give."""

    statement: Statement
    marks: tuple[int, ...]
    grounds: Grounds
    behind: AnswerGrounds

    @cached_property
    def plain(self) -> str:
        return comparable(self.statement.words)

    def question(self, start: int) -> Grounds:
        """Return what the question gives, where the words around asserts nothing with it."""
        free = self.is_own or _DENIES.search(self.phrase(start, start))
        return self.behind.question if free else Grounds(())

    @cached_property
    def is_own(self) -> bool:
        return is_own(self.plain)

    def stands_around(self, start: int, end: int) -> bool:
        """Return whether the words between marks that hold a value stand in the grounds."""
        phrases = (self.phrase(start, end, marks) for marks in (_DELIMITERS, _STOPS))
        return any(
            len(phrase) >= end - start + _TELLING and self.grounds.hold(phrase)
            for phrase in phrases
        )

    def phrase(self, start: int, end: int, delimiters: str = _STOPS) -> str:
        """Return the words around a value between two of these marks, some at most on each side."""
        least, most = max(0, start - _WINDOW), end + _WINDOW
        first = max(self.plain.rfind(mark, least, start) for mark in delimiters) + 1 or least
        ends = [place for mark in delimiters if (place := self.plain.find(mark, end, most)) >= 0]
        return self.plain[first : min(ends, default=most)].strip()


_WINDOW = 60
_QUOTE = 2  # a single character in quotation marks is no quote
_Found = tuple[ProblemKind, str]


def _quotes(checked: _Checked) -> Iterator[_Found]:
    statement = checked.statement
    if statement.quotes:
        if not checked.grounds.hold(statement.words):
            yield ProblemKind.QUOTE, statement.words
        return
    for words in quoted_in(statement.words):
        stands = len(folded(words)) < _QUOTE or checked.grounds.hold(words)
        if not stands and not checked.behind.question.hold(words):
            yield ProblemKind.QUOTE, words


def _values(checked: _Checked) -> Iterator[_Found]:
    text, wrong = _without_references(_without_enumerator(checked.plain), checked)
    yield from ((ProblemKind.NUMBER, words) for words in wrong)
    text = _without_plan_years(text, checked)
    numbers = document_numbers_in(text)
    text = without_figures(text, numbers)
    dates = dates_in(text)
    for date in dates:
        if not _is_given(date, checked):
            yield ProblemKind.DATE, checked.plain[date.start : date.end]
    for figure in (*numbers, *figures_in(without_dates(text, dates))):
        if not _is_counted_or_given(figure, checked):
            yield ProblemKind.NUMBER, checked.plain[figure.start : figure.end]


def _without_enumerator(text: str) -> str:
    """Return a text with blanks for the number that opens it as it opens its clause."""
    enumerator = enumerator_of(text)
    length = enumerator.length if enumerator and not enumerator.doubtful else 0
    return " " * length + text[length:]


def _without_references(text: str, checked: _Checked) -> tuple[str, list[str]]:
    """Return a text with blanks for references of cited clauses, and the references of others."""
    known, wrong = checked.behind.references(checked.marks), []
    for one in sorted(map(comparable, known), key=len, reverse=True):
        # As it stands: no pattern knows every form (附件#4, 2.1.3, 附件2一).
        text = re.sub(rf"{_BEFORE_REFERENCE}{re.escape(one)}(?![\d#])", " " * len(one), text)
    for match in _REFERENCE.finditer(text):
        words = match["reference"]
        if not words:
            continue
        stands = words in known or checked.behind.refer_below(words)
        if not stands and (match.start() == 0 or words.isdecimal()):
            continue
        if not stands and not checked.question(match.start()).hold(words):
            wrong.append(words)
        text = f"{text[: match.start()]}{' ' * len(words)}{text[match.end() :]}"
    return text, wrong


def _without_plan_years(text: str, checked: _Checked) -> str:
    """Return a text without a remark that rightly gives the years of a five-year plan of the clause."""
    for match in _PLAN_YEARS.finditer(text):
        first, last = (int(year) for year in match.groups() if year)
        plan = next((name for name, year in FIVE_YEAR_PLANS.items() if year == first), None)
        if plan and last == first + 4 and checked.grounds.hold(plan):
            text = f"{text[: match.start()]}{' ' * len(match[0])}{text[match.end() :]}"
    return text


def _is_given(date: SaidDate, checked: _Checked) -> bool:
    bare = date.year is not None and date == SaidDate(date.year)
    return (
        checked.grounds.give_date(date)
        or (bare and checked.grounds.give_figure(Figure(Fraction(date.year or 0), None)))
        or checked.question(date.start).give_date(date)
        or checked.stands_around(date.start, date.end)
    )


def _is_counted_or_given(figure: Figure, checked: _Checked) -> bool:
    behind = checked.plain[figure.end : figure.end + 1]
    if figure.unit is Unit.ORDINAL and (figure.value == 1 or behind in {",", "、"}):
        return True  # 第二, opens a sentence
    if figure.unit is Unit.REFERENCE and figure.value in spoken_numbers(
        checked.behind.references(checked.marks)
    ):
        return True
    if checked.is_own and _LISTED.match(checked.plain, figure.end):
        return _is_count_of_listed(figure, checked)
    return (
        checked.grounds.give_figure(figure)
        or checked.question(figure.start).give_figure(figure)
        or _is_count_of_listed(figure, checked)
        or checked.stands_around(figure.start, figure.end)
    )


def _is_count_of_listed(figure: Figure, checked: _Checked) -> bool:
    listed = _LISTED.match(checked.plain, figure.end)
    if figure.unit not in (None, Unit.THING) or not listed:
        return False
    answer = checked.behind.answer
    if answer.comparison and figure.value in answer.comparison.totals.values():
        return True
    if answer.clarify and checked.is_own:
        return figure.value >= len(answer.clarify)  # the choices are the first of so many
    documents = {one.document for one in answer.citations}
    items = [len(re.split(mark, checked.plain)) for mark in ("、", "; ")]
    counts = {
        "clauses": [len(answer.citations)],
        "documents": [len(documents), len(checked.behind.knowledge.documents), *items],
        "bodies": [len({one.name for one in answer.agencies}), *items],
        "sides": [len(answer.comparison.sides)] if answer.comparison else [len(documents)],
    }
    return figure.value in counts[listed.lastgroup or ""]


def _bodies(checked: _Checked) -> Iterator[_Found]:
    for body in chinese_bodies_in(checked.plain, checked.behind.knowledge.names_of_bodies):
        if not _is_named(body, checked):
            yield ProblemKind.AGENCY, body.words
    if checked.behind.answer.language is Language.ENGLISH:
        for body in english_bodies_in(checked.statement.words):
            if not _is_named_in_english(body, checked):
                yield ProblemKind.AGENCY, body.words


def _leads(checked: _Checked) -> Iterator[_Found]:
    """Yield the word that makes a body the lead, where no clause behind it names a lead."""
    cited = [checked.behind.clauses[n] for n in checked.marks]
    if any(one.role is Role.LEAD for clause in cited for one in clause.responsibilities):
        return
    for match in _LEAD.finditer(checked.plain):
        denied = checked.is_own or _DENIES.search(checked.phrase(*match.span()))
        stands = checked.grounds.hold("牵头") or checked.stands_around(*match.span())
        if not denied and not stands:
            yield ProblemKind.AGENCY, match[0]


def _is_named(body: NamedBody, checked: _Checked) -> bool:
    grounds, behind = checked.grounds, checked.behind
    return (
        grounds.name(body.words)
        or (not body.listed and grounds.hold(body.words[-_TELLING_END:]))
        or checked.stands_around(body.start, body.end)
        or checked.question(body.start).hold(body.words)
        or (behind.question.hold(body.words) and grounds.name_like(body.words))
    )


_TELLING_END = 4  # characters at the end of a body's name that no list knows


def _is_named_in_english(body: NamedBody, checked: _Checked) -> bool:
    return (
        _stands_in_parts(body.words, checked.grounds)
        or (body.key is not None and checked.grounds.mean(body.key, national=_is_national(body)))
        or checked.question(body.start).hold(body.words)
    )


def _is_national(body: NamedBody) -> bool:
    return _NATIONAL.search(body.words) is not None


def _stands_in_parts(words: str, grounds: Grounds) -> bool:
    """Return whether an English name, or each of the names that and joins in it, stands in the grounds."""
    cuts = [*(match.span() for match in _JOINS.finditer(words)), (len(words), len(words))]
    starts = [0]
    for cut, after in cuts:
        names = (words[start:cut] for start in starts)
        if any(grounds.hold(one) or grounds.hold(_LEVEL.sub("", one)) for one in names):
            starts.append(after)
    return starts[-1] == len(words)


_NATIONAL = re.compile(r"(?i:\b(?:ministry|state|national)\b)|^(?:[MN][A-Z]+|SAMR|STA|SAT)$")
_JOINS = re.compile(r",? and (?:the )?|, (?:the )?")
_LEVEL = re.compile(r"\b(?:Provincial|Municipal|City|County|Prefectural) ")
