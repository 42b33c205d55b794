"""Several values asked for at once, each with the words of the clause that give it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from corpus.types import Clause
from rag.answering_part import answering_part
from rag.answering_sentences import NUMERIC, answering_sentences, parallel_value
from rag.bands import SeriesItem
from rag.cite import sentences_of
from rag.knowledge import Knowledge
from rag.language import comparable
from rag.quantities import years_in
from rag.query import Query
from rag.series import item_asked
from rag.values_held import gives_value
from rag.wording import OPEN_QUESTION, content_of, value_kind_of

VALUE_PART: Final = re.compile(r"[,?!。;:、]|\band\b")
_TWO: Final = 2
# A question that asks for a number, a sum, a day: two of them are not answered by one value.
_ASKS_VALUE = re.compile(
    r"多少|百分之几|(?<![好十])几(?=[个所家座条项名人户台辆处套张亩吨年天月日成米公层倍次回]|\s*%)|"
    r"多(?:大|长|久|远|高|宽|快|重)(?!的?[市省县])|什么时候|[啥哪何]时|哪[年天]|"
    r"\bhow (?:many|much|long|far|often|soon|quickly|early|late|big|large|high|old)\b|\bby when\b|\bwhen\b"
)


_ON_IT = 0.4  # of the words of a part that asks of something else


def asks_values(question: str) -> bool:
    """Return whether a comparable question asks for two values or more: 一站几个、隔多远一座.

    One that is beside a yes-or-no question counts as two: 还能多给点吗?要放出来几成?
    """
    asked = _ASKS_VALUE.findall(question)
    beside = re.search(r"[吗么]\s*[?,]", question) is not None
    return len(asked) + (beside and bool(asked)) >= _TWO


def each_value(
    query: Query, clause: Clause, knowledge: Knowledge, nearest: Sequence[str]
) -> list[SeriesItem]:
    """Return the words for each of several values that are asked for at once, in the clause's order.

    Empty where one is asked for, or where the same words give them all.
    """
    question = comparable(query.question)
    years = years_in(question)
    year = f"{next(iter(years))}年" if len(years) == 1 else ""
    parts = [
        replace(
            query,
            question=part if year in part else f"{year}{part}",
            topic=content_of(part) or query.topic,
            value_kind=kind,
        )
        for part in VALUE_PART.split(question)
        if (kind := value_kind_of(part)) is not None and OPEN_QUESTION.search(part)
    ]
    others = [
        item
        for part in VALUE_PART.split(question)
        if _ANOTHER.search(part)
        and (item := _item_of_any_kind(query, part, clause, knowledge)) is not None
    ]
    if len(parts) + len(others) < _TWO:
        return []
    given = [part for part in parts if gives_value(part, clause, knowledge, nearest)]
    values = [_value_of(part, clause, knowledge, nearest) for part in given]
    found = list(dict.fromkeys([*values, *others]))
    whole = {one.sentence for one in found if one.words == one.sentence}
    kept = [one for one in found if one.words == one.sentence or one.sentence not in whole]
    kept = [one for one in kept if not any(_is_in(one, other) for other in kept)]
    order = {sentence: place for place, sentence in enumerate(sentences_of(clause))}
    if len(kept) < _TWO and whole:
        return []
    return sorted(kept, key=lambda one: (order.get(one.sentence, -1), _place(one)))


def _is_in(one: SeriesItem, other: SeriesItem) -> bool:
    """Return whether the words of one value stand in those of another, which say more."""
    own = one.words.rpartition("……")[2].rstrip("。")
    return one != other and len(own) < len(other.words.rstrip("。")) and own in other.words


# 大专毕业的呢?最多领几个月: the first part asks the last question of something else.
_ANOTHER = re.compile(r"[\u3400-\u9fff]的?呢$")


def _item_of_any_kind(
    query: Query, part: str, clause: Clause, knowledge: Knowledge
) -> SeriesItem | None:
    """Return the item of a series that a part names which names no kind of value, else its sentence."""
    topic = content_of(part)
    sentences = sentences_of(clause)
    for kind in NUMERIC:
        asked = replace(query, question=part, topic=topic, value_kind=kind)
        item = item_asked(asked, clause)
        if item is not None:
            return item
        for sentence in sentences:
            value = parallel_value(asked, clause, sentence)
            if value is not None:
                return SeriesItem(value, sentence)
    shares = [knowledge.everyday_coverage_in(topic, clause, one) for one in sentences]
    if not shares or max(shares) < _ON_IT:
        return None
    best = sentences[shares.index(max(shares))]
    return SeriesItem(best, best)


def _place(item: SeriesItem) -> int:
    """Return where in its sentence the words of an item begin, behind what is left out of them."""
    return max(item.sentence.find(item.words.rpartition("……")[2].rstrip("。")), 0)


def _value_of(
    part: Query, clause: Clause, knowledge: Knowledge, nearest: Sequence[str]
) -> SeriesItem:
    """Return the words of a clause that give the one value that a part of a question asks for."""
    item = item_asked(part, clause)
    if item is not None:
        return item
    sentence = answering_sentences(part, clause, knowledge, nearest)[0]
    words = parallel_value(part, clause, sentence)
    return SeriesItem(words or answering_part(part, clause, sentence, knowledge), sentence)
