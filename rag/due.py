"""What is due by a day: 哪些任务要在2024年6月底前完成, which tasks are to be finished by the end of 2024."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from corpus.types import Clause, Deadline
from rag.cite import Cited, sentences_of, shortened
from rag.dates import Part, SaidDate, dates_in, without_dates
from rag.draft import Draft, headed, say, validity_warning
from rag.knowledge import Knowledge
from rag.language import comparable
from rag.query import Query
from rag.types import Intent
from rag.wording import content_of

_WHICH: Final = re.compile(
    r"哪些|哪几[项条件个样]|(?:有)?(?:什么|啥|几[项条件个]|多少[项条件个]?)(?:任务|工作|事项?|事情|活儿?)|"
    r"\b(?:what|which)\b(?: (?:tasks?|items?|jobs?|work|things))?|\b(?:list|show)\b"
)
_DONE_BY: Final = re.compile(
    r"完成|办完|做完|干完|搞完|到期|交账|交差|办结|\bdue\b|\bfinish(?:ed)?\b|\bcomplet(?:e|ed|ion)\b|\bdone\b"
)
# What else such a question says, and is no topic.
_FILLER: Final = re.compile(
    r"任务|工作|事项|事情|需要|应当|必须|要在|要|得|须|前|底|内|之|以|在|到|的|里|中|有|项|全部|都|"
    r"\b(?:tasks?|items?|jobs?|work|things|deadline|end|by|before|until|in|the|of|are|is|to|be|must|have|has|should|all)\b"
)
_TOPIC: Final = 3  # characters of a topic: what is due of it alone is another question


@dataclass(frozen=True)
class Due:
    """A clause, and the time that it sets."""

    clause: Clause
    deadline: Deadline


def on_due(query: Query, knowledge: Knowledge) -> Query:
    """Return a question for all that is due by a day as one on tasks, where anything is due by then."""
    if query.intent not in (Intent.FACT, Intent.AGENCY, Intent.TASKS, Intent.LOOKUP):
        return query
    if query.bodies or query.reference or query.in_context:
        return query
    until = asked_until(query)
    if until is None or not due_until(until, query, knowledge):
        return query
    return replace(query, intent=Intent.TASKS, due=until)


def asked_until(query: Query) -> date | None:
    """Return the last day of the time by which all that is due is asked for; None if it is not."""
    text = comparable(query.question)
    if not _WHICH.search(text) or not _DONE_BY.search(text):
        return None
    said = [one for one in dates_in(text) if one.year is not None]
    if len(said) != 1:
        return None
    rest = _DONE_BY.sub(" ", _WHICH.sub(" ", without_dates(text, said)))
    for word in sorted(query.scope.words, key=len, reverse=True):
        rest = rest.replace(comparable(word), " ")
    rest = _FILLER.sub(" ", content_of(rest))
    if len(re.findall(r"[\u3400-\u9fff]", rest)) > _TOPIC or re.search("[a-z]{3,}", rest):
        return None
    return _last_day(said[0])


def due_until(until: date, query: Query, knowledge: Knowledge) -> list[Due]:
    """Return what is due in the year of a day until then: on that day first, then in their order."""
    found = [
        Due(clause, one)
        for clause in knowledge.in_scope(query.scope.documents)
        for one in clause.deadlines
        if one.on is not None and one.on.year == until.year and one.on <= until
    ]
    unique = {one.clause.clause_id: one for one in reversed(found)}
    in_order = [one for one in found if unique[one.clause.clause_id] is one]
    return sorted(in_order, key=lambda one: one.deadline.on != until)


def compose_due(query: Query, until: date, knowledge: Knowledge) -> Draft:
    """Return all that is due in the year of a day until then, each with its time, by document."""
    due = due_until(until, query, knowledge)
    documents = list(dict.fromkeys(knowledge.document_of(one.clause) for one in due))
    numbers = {one.clause.clause_id: n for n, one in enumerate(due, start=1)}
    blocks = [
        say(
            query.language,
            f"届时到期的共有{len(due)}项任务,见于{len(documents)}份文件:",
            f"What is due by then has {len(due)} task(s) in {len(documents)} document(s):",
        )
    ]
    for document in documents:
        blocks.append(f"《{document.title}》— {say(query.language, '到期', 'due')}:")
        blocks.append(
            "\n".join(
                f"- {one.clause.reference} {headed(one.clause, query.language)}"
                f"({one.deadline.words})[{numbers[one.clause.clause_id]}]"
                for one in due
                if one.clause.document_id == document.document_id
            )
        )
    return Draft(
        text=validity_warning(documents, query.language) + "\n\n".join(blocks),
        cited=tuple(Cited(one.clause, _quote(one)) for one in due),
    )


def _quote(due: Due) -> str:
    """Return the sentence that sets a time."""
    words = due.deadline.words
    sentences = sentences_of(due.clause)
    return shortened(next((one for one in sentences if words in one), words))


def _last_day(said: SaidDate) -> date | None:
    if said.year is None:
        return None
    month = said.month or _last_month(said.part)
    day = said.day or calendar.monthrange(said.year, month)[1]
    try:
        return date(said.year, month, day)
    except ValueError:  # 2月30日
        return None


def _last_month(part: Part | None) -> int:
    ends: dict[Part, int] = {
        Part.FIRST_HALF: 6,
        Part.FIRST_QUARTER: 3,
        Part.SECOND_QUARTER: 6,
        Part.THIRD_QUARTER: 9,
    }
    return ends.get(part, 12) if part else 12
