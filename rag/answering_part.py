"""Which part of a sentence answers: values that stand side by side in one (新建…,扩建…) are kept apart.

A part is told by the words that the question shares with it, and by how many things it lists where
the question says how many it wants (哪三个市, which two).
"""

from __future__ import annotations

import re

from corpus.enumerators import number_of
from corpus.rendered import marked_in
from corpus.types import Clause
from rag.knowledge import Knowledge, terms_of
from rag.language import comparable
from rag.numerals import CARDINALS
from rag.parallel import parts_of
from rag.quantities import numbers_in, years_in
from rag.query import Query, ValueKind
from rag.values_held import HOLDS
from rag.wording import LEFT_OUT, OPEN_QUESTION, PROPOSES

# A part answers alone when it leads all others by this, of the most words that any part shares.
_LEADS_BY = 0.25
# What a part is worth, in the same measure, that lists several things where several are asked for,
# and exactly as many as are.
_SEVERAL_THINGS = 0.5
_RIGHT_NUMBER = 1.0
# What it is worth that a question as this one is expected to be answered there, if all its words were the same.
_MARKED = 1.0
_MARKS = ",，;；。"
_SEVERAL = 2
_DIGITS = {numeral: n for n, numeral in enumerate("一二三四五六七八九十", start=1)} | {
    "两": 2, "俩": 2, "仨": 3,
}  # fmt: skip
_NUMERALS = {n: numeral for numeral, n in _DIGITS.items() if numeral not in "两俩仨"}
_CLASSIFIERS = "个级大类支批种项方条座处家"
_WHICH_MANY = re.compile(
    r"哪(?:(?P<n>\d{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九俩仨])|(?P<several>几|些))|"
    rf"\bwhich (?:other |more )?(?:(?P<english>{'|'.join(CARDINALS)})\b|(?P<plural>\w+(?:ies|[^s]s)\b))"
)
_ENGLISH_PARTS = re.compile(r"(?<=[,;]) | and (?=(?:by|in|from|to) |\d)")
_LISTS = re.compile(r"[^、]+(?:、[^、]+)+")
_LAST_BUT_ONE = re.compile(r"[和与及]|以及")
# What all that follows in a sentence depends on: 到2025年, 在不改变用地主体的前提下.
_WHEN = re.compile(
    r"^(?:到|至|截至|自|从)?\d{4}年[^,，、]{0,8}[,，]$|(?:前提|条件|情形|情况)下[,，]$"
)


def answering_part(query: Query, clause: Clause, sentence: str, knowledge: Knowledge) -> str:
    """Return the part of a sentence between commas that answers, or the whole sentence."""
    parts = parts_of(sentence)
    number = number_asked(comparable(query.question))
    if (query.value_kind is None and number is None) or len(parts) < _SEVERAL:
        return sentence
    if asks_twice(comparable(query.question)):
        return sentence
    if PROPOSES.search(comparable(query.question)):
        number = None  # what is guessed at may stand in another part than what is listed
    worth = _worths(query, clause, parts, number, knowledge)
    best = max(range(len(parts)), key=worth.__getitem__)
    others = max(w for place, w in enumerate(worth) if place != best)
    if not _holds(query.value_kind, parts[best]) or worth[best] - others <= _LEADS_BY:
        return sentence
    if number is not None and not lists_so_many(parts[best], number):
        return (
            sentence  # several are asked for, and the part has one: the others may stand beside it
        )
    depends = best > 0 and not any(part.endswith((";", "；")) for part in parts[:best])
    when = parts[0] if depends and _WHEN.search(parts[0]) else ""
    last = _also_asked(query, parts, best)
    return when + "".join(parts[best : last + 1]).rstrip(_MARKS) + "。"


def _also_asked(query: Query, parts: list[str], best: int) -> int:
    """Return the next part if it gives a value of what the best one lacks of the question, else the best.

    总规模20亿元的产业基金,首期5亿元: of the fund's first stage the second part tells, of which fund the first.
    """
    then = best + 1
    if then >= len(parts) or not _holds(query.value_kind, parts[then]):
        return best
    own = {term for term in _shared(query.topic, parts[then]) if len(term) > 1}
    return then if own - _shared(query.topic, parts[best]) else best


def answering_english(
    query: Query, clause: Clause, sentence: str, english: str, knowledge: Knowledge
) -> tuple[str, str]:
    """Return the part of a sentence that answers an English question, and its rendering's part.

    The part is told by the marked questions; the parts of the rendering by the figures and years that
    they share with it and with no other part. Both are whole where that tells nothing.
    """
    parts, said = parts_of(sentence), _ENGLISH_PARTS.split(english)
    if len(parts) < _SEVERAL or len(said) < _SEVERAL or asks_twice(comparable(query.question)):
        return sentence, english
    worth = [_as_marked_in_english(query.topic, clause, part, knowledge) for part in parts]
    best = max(range(len(parts)), key=worth.__getitem__)
    others = max(w for place, w in enumerate(worth) if place != best)
    elsewhere = [_values_in(part) for place, part in enumerate(parts) if place != best]
    own = _values_in(parts[best]) - frozenset().union(*elsewhere)
    kept = [one for one in said if own & _values_in(one)]
    if worth[best] - others <= _LEADS_BY or not kept:
        return sentence, english
    # From the first of them to the last, as it stands there, with what joins them.
    start, end = english.index(kept[0]), english.rindex(kept[-1]) + len(kept[-1])
    return parts[best].rstrip(_MARKS), english[start:end].rstrip(",; ")


def _as_marked_in_english(topic: str, clause: Clause, part: str, knowledge: Knowledge) -> float:
    marked = marked_in(clause, part.rstrip(_MARKS), english=True)
    return max((knowledge.english_coverage(topic, one.text) for one in marked), default=0.0)


def _values_in(text: str) -> frozenset[str]:
    words = comparable(text)
    return numbers_in(words) | years_in(words)


def asks_twice(question: str) -> bool:
    """Return whether a comparable question asks openly in two of its parts: 学哪个城市?那套做法叫什么."""
    parts = re.split("[,?!。;]", question)
    return sum(OPEN_QUESTION.search(part) is not None for part in parts) >= _SEVERAL


def number_asked(question: str) -> int | None:
    """Return how many things a comparable question asks for by name; 0 for several, None if it says nothing."""
    match = _WHICH_MANY.search(question)
    if match is None:
        return None
    if match["n"]:
        return _DIGITS.get(match["n"]) or number_of(match["n"])
    return CARDINALS[match["english"]] if match["english"] else 0


def says_so_many(sentence: str, number: int, kind: ValueKind | None) -> bool:
    """Return whether a sentence counts so many things (省市县三级) or lists them.

    Two things stand side by side in most sentences; only two places are a list.
    """
    numeral = "[两二]" if number == _SEVERAL else _NUMERALS.get(number, str(number))
    if re.search(rf"(?<![\d{''.join(_DIGITS)}第]){numeral}[{_CLASSIFIERS}]", sentence):
        return True
    listing = [part for part in parts_of(sentence) if lists_so_many(part, number)]
    return bool(listing) and (
        number > _SEVERAL
        or (kind is ValueKind.PLACE and any(_holds(kind, part) for part in listing))
    )


def lists_so_many(part: str, number: int) -> bool:
    """Return whether a part of a sentence lists so many things; several, for 0."""
    items = _items_in(part)
    return items == number if number else items >= _SEVERAL


def _items_in(part: str) -> int:
    """Return how many things the list of a part has; 1 where it has none."""
    listed = _LISTS.search(part)
    if listed is None:
        return 1 + len(_LAST_BUT_ONE.findall(part))
    *_, last = listed[0].split("、")
    # 甲、乙和丙 are three; what is joined behind 等 or a verb is no more of the list.
    joined = _LAST_BUT_ONE.search(last.split("等")[0])
    return listed[0].count("、") + 1 + (joined is not None)


def _worths(
    query: Query, clause: Clause, parts: list[str], number: int | None, knowledge: Knowledge
) -> list[float]:
    # 除了自贡还有: the part that holds what is left out is not the answer.
    topic = LEFT_OUT.sub(" ", query.topic)
    shared = [_shared(topic, part) for part in parts]
    in_all = set.intersection(*shared)
    words = [sum(map(knowledge.rarity, one - in_all)) for one in shared]
    most = max(words) or 1.0
    counts = [_worth_of_number(part, number) for part in parts]
    marked = [_as_marked(topic, clause, part, knowledge) for part in parts]
    left_out = "".join(match[0] for match in LEFT_OUT.finditer(comparable(query.question)))
    return [
        0.0 if _names_what_is(left_out, part) else held / most + counted + _MARKED * like
        for part, held, counted, like in zip(parts, words, counts, marked, strict=True)
    ]


def _names_what_is(left_out: str, part: str) -> bool:
    """Return whether a part holds a word of what a question leaves out: 除了自贡."""
    words = re.sub(r"除(?:了|去|开|却)?|之外|以外|不是|那[个些家条项]", " ", left_out)
    runs = [word[start : start + 2] for word in words.split() for start in range(len(word) - 1)]
    return any(run in comparable(part) for run in runs)


def _as_marked(topic: str, clause: Clause, part: str, knowledge: Knowledge) -> float:
    """Return how much of a topic one question holds whose marked answer stands in a part."""
    marked = marked_in(clause, part.rstrip(_MARKS), english=False)
    return max((knowledge.coverage(topic, one.text) for one in marked), default=0.0)


def _worth_of_number(part: str, number: int | None) -> float:
    if number is None or not lists_so_many(part, number):
        return 0.0
    return _RIGHT_NUMBER if number else _SEVERAL_THINGS


def _holds(kind: ValueKind | None, part: str) -> bool:
    return kind is None or HOLDS[kind].search(part) is not None


def _shared(topic: str, part: str) -> set[str]:
    """Return the characters and pairs of a topic that stand in a part of a sentence."""
    words, there = comparable(topic), comparable(part)
    characters = {c for c in words if "\u3400" <= c <= "\u9fff" and c in there}
    return characters | (set(terms_of(words)) & set(terms_of(there)))
