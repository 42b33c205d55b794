"""Which one of several like values of a clause is asked for: by a number's band, a year, or a label.

加价:超定额不足20%的部分50%,20%以上不足50%的部分100% is a series by bands; 2024年、2025年分别新建10座、12座 one
by years; 东北地区达到86%,西北地区达到89% one by labels. Nothing is chosen where two could be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from corpus.enumerators import enumerator_of
from corpus.types import Clause
from rag.bands import MARKS, MIN_ITEMS, SeriesItem, item_in_band, item_in_period, joined
from rag.cite import sentences_of
from rag.knowledge import terms_of
from rag.language import comparable
from rag.parallel import Item, told_apart
from rag.query import Query, ValueKind
from rag.respective import place_named, respective_item, yearly_item
from rag.types import Language
from rag.values_held import HOLDS, value_pattern
from rag.wording import AGENCY, OPEN_QUESTION

# A sentence that shares so many times the terms is the one asked about.
_PLAINLY: Final = 2
_MIN_LABEL: Final = 2  # characters
_LONGEST_LABEL: Final = 16  # of which words in common tell which one is meant
_OF_NUMBERS: Final = frozenset(
    {ValueKind.COUNT, ValueKind.MONEY, ValueKind.PERCENT, ValueKind.DATE}
)


def item_asked(query: Query, clause: Clause) -> SeriesItem | None:
    """Return the one item of a series in a clause that a question asks for, if it has one."""
    # 过5亿的呢, what does it give a master's graduate: no kind of value is named.
    question = comparable(query.question)
    judged = query.wants_verdict and not OPEN_QUESTION.search(question)
    asks_who = query.value_kind is None and AGENCY.search(question)
    if query.value_kind not in (*_OF_NUMBERS, None) or judged or asks_who:
        return None
    if query.language is Language.ENGLISH and clause.rendering is not None:
        return None  # its parts are told by the rendering
    sentences = sentences_of(clause)
    return (
        item_in_band(question, clause)
        or item_in_period(question, clause)
        or _only(yearly_item(question, one) for one in sentences)
        or _only(_of_its_kind(query, question, sentences))
        or _labelled(query, sentences)
    )


def _of_its_kind(
    query: Query, question: str, sentences: Sequence[str]
) -> Iterator[SeriesItem | None]:
    """Yield the respective items that give a value of the kind asked for, if one is."""
    for one in _likely(question, sentences):
        item = respective_item(question, one)
        if item is not None and (query.value_kind is None or _gives(query, comparable(item.words))):
            yield item


def _likely(question: str, sentences: Sequence[str]) -> list[str]:
    """Return the sentences without those beside which a question is plainly on another one."""
    asked = set(terms_of(question))
    shared = [len(asked & set(terms_of(one))) for one in sentences]
    most = max(shared, default=0)
    return [
        sentence
        for sentence, held in zip(sentences, shared, strict=True)
        if most <= max(_PLAINLY * held, held + _PLAINLY)
    ]


def _only(found: Iterator[SeriesItem | None]) -> SeriesItem | None:
    given = [one for one in found if one is not None]
    return given[0] if len(given) == 1 else None


_NUMBER = re.compile(r"(?<!第)\d[\d.,]*|[一二两三四五六七八九十]+(?=[个次家项条天年日人户倍成])")
_SIDE_BY_SIDE = re.compile(r"\d[^,，;；。]*、[^,，;；。]*\d")
_MIN_AFFIXES: Final = 2
# What may be given as a share, too: 补助资金能涨多少, 上浮5%.
_CHANGES = re.compile(r"涨|上浮|下浮|提高|增加|增长|加价|下降|降低|减少|压减|优惠|返还|奖励")


@dataclass(frozen=True)
class _Item:
    """Words that give a value, with what they begin with before it or a comma."""

    head: str
    words: str
    sentence: str
    own: _Item | None = None
    """The item without what is said before it, of all: 取得合格证的,有人航空器每型1000万元."""


def _labelled(query: Query, sentences: Sequence[str]) -> SeriesItem | None:
    """Return the item of a series whose label the question names, and no other one's."""
    items = [one for sentence in sentences for one in _items(query, sentence)]
    question = comparable(query.question)
    numbers = set(re.findall(r"\d+", question))
    chosen = [one for some in _runs(items) for one in _named(some, question, numbers)]
    if len(chosen) != 1:
        return None
    return SeriesItem(joined([chosen[0].words]), chosen[0].sentence)


def _items(query: Query, sentence: str) -> Iterator[_Item]:
    """Yield the items of a sentence that give a value of the kind asked for, in order."""
    body = sentence.rpartition("：")[2] or sentence
    words = ""
    for part in re.split(r"(?<=[,，;；\n])", body):
        words += part
        plain = words.strip()
        mark = enumerator_of(plain)
        plain = plain[mark.length :] if mark else plain
        if not _gives(query, comparable(part)):
            continue
        own = None if plain == part.strip() else _Item(_head(part.strip()), part.strip(), sentence)
        yield _Item(_head(plain), plain, sentence, own)
        words = ""


def _head(words: str) -> str:
    """Return what an item begins with: all before its first comma, or before its value."""
    head = re.split(r"[,，]", comparable(words))[0].rstrip(MARKS + "。")
    value = None if head != comparable(words).rstrip(MARKS + "。") else _last(_NUMBER, head)
    return head[: value.start()] if value else head


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next(reversed([*pattern.finditer(text)]), None)


def _gives(query: Query, part: str) -> bool:
    """Return whether a part gives a value of the kind that is asked for."""
    kind = query.value_kind
    if kind is None:
        return False
    if value_pattern(query, kind).search(part):
        return True
    share = kind is not ValueKind.DATE and _CHANGES.search(comparable(query.question))
    return bool(share) and HOLDS[ValueKind.PERCENT].search(part) is not None


def _runs(items: Sequence[_Item]) -> Iterator[list[_Item]]:
    """Yield the items that follow one another and begin alike or end alike: 评为…的, …地区达到."""
    run: list[_Item] = []
    for item in items:
        before = run[-1].own if len(run) == 1 else None
        if before and not _alike(run[0].head, item.head) and _alike(before.head, item.head):
            run = [before]
        if run and not _alike(run[-1].head, item.head):
            if len(run) >= MIN_ITEMS:
                yield run
            run = []
        run.append(item)
    if len(run) >= MIN_ITEMS:
        yield run


def _alike(one: str, other: str) -> bool:
    same = _shared_start([one, other]) + _shared_start([one[::-1], other[::-1]])
    return one != other and same >= _MIN_AFFIXES


def _shared_start(texts: Sequence[str]) -> int:
    """Return with how many characters all texts begin alike."""
    columns = zip(*texts, strict=False)
    return sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, columns))


def _named(run: Sequence[_Item], question: str, numbers: set[str]) -> list[_Item]:
    """Return the item of a run whose whole label, or whose number, a question names."""
    heads = [one.head for one in run]
    start = _shared_start(heads)
    end = _shared_start([head[start:][::-1] for head in heads])
    labels = [head[start : len(head) - end].removeprefix("其中") for head in heads]
    # 一级园 and 二级园 end alike in two characters, and people say 一级的.
    cuts = [[head[start : len(head) - cut] for head in heads] for cut in range(end - 1, 0, -1)]
    for names in (heads, *cuts[::-1], labels):
        whole = [run[place] for place in _said(names, question)]
        if whole:
            return whole if len(whole) == 1 else []
    told = [set(re.findall(r"\d+", label)) for label in labels]
    by_number = [one for one, own in zip(run, told, strict=True) if own and own <= numbers]
    if by_number:
        return by_number if len(by_number) == 1 else []
    if not re.search(r"[\u3400-\u9fff]", question):
        place = place_named(question, heads)
        return [] if place is None else [run[place]]
    likely = told_apart(question, [Item(label, label) for label in labels])
    if likely is None or max(map(len, labels)) > _LONGEST_LABEL:
        return []
    item = run[labels.index(likely.label)]
    named = len(set(likely.label) & set(question)) >= _MIN_LABEL
    # 支持100个甲、300个乙 gives values side by side, of which one is asked for.
    return [item] if named and not _SIDE_BY_SIDE.search(item.words) else []


def _said(names: Sequence[str], question: str) -> list[int]:
    """Return which names stand in a question, not counting those that are but a part of others there.

    带电梯的 stands in 不带电梯的, which is the one that is meant.
    """
    found: list[int] = []
    for place in sorted(range(len(names)), key=lambda one: -len(names[one])):
        name = names[place]
        again = any(names[one] == name for one in found)
        if again or (len(name) >= _MIN_LABEL and name in question):
            found.append(place)
            question = question.replace(name, "\0")
    return sorted(found)
