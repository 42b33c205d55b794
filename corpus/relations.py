"""What a document says of others: those it rests on, carries out, repeals or amends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.cited_works import CitedWork, Tie, basis_in, works_in
from corpus.enumerators import enumerator_of
from corpus.listed_works import listed_works
from corpus.signature import date_in
from corpus.types import Relation, RelationKind

_ENDS = r"(?:废止|停止执行|停止施行|不再执行|宣布失效|失效)"
_WORK = r"《(?:《[^《》]*》|[^《》])+》(?:\s*[(（](?:[^()（）]|[(（][^()（）]*[)）])*[)）])?"
_WORKS = rf"(?:\s*(?:原|此前|以前)?(?:印发|发布|公布)?的?{_WORK}\s*[、,，和及]?)+"
_AND_OTHERS = r"(?:等[^,，。;；《》]{0,24})?"
_FROM = r"(?:[自从][^,，。;；《》]{2,24}起)"
# 《…》同时废止; a plan that has others repealed (推动废止《…》) ends none itself.
_REPEALS = re.compile(
    rf"同时(?:予以)?{_ENDS}|(?:即行|自行|相应)废止"
    rf"|^(?:{_FROM}[,，]?)?{_WORKS}{_AND_OTHERS}{_FROM}?(?:均|一并)?(?:予以)?{_ENDS}"
    rf"|^(?:现|兹)?(?:决定)?(?:将|对){_WORKS}{_AND_OTHERS}{_FROM}?(?:均|一并)?(?:予以)?{_ENDS}"
    rf"|(?<!研究)决定(?:{_FROM}[,，]?)?(?:予以)?(?:废止|宣布失效){_WORK}"
)
# 一、废止《…》: of a decision that by its title ends others, not a task of a plan.
_ENDS_FIRST = re.compile(rf"^(?:现|兹)?(?:决定)?(?:予以)?(?:废止|宣布失效)(?:了)?{_WORK}")
_ENDING_TITLE = re.compile("关于(?:公布|宣布)?(?:部分)?.{0,30}(?:废止|失效)")
_FROM_DAY = re.compile(r"[自从于](?P<day>[^,，。;；《》]{4,16}?)(?:起|(?=废止|停止|失效))")
_AMENDS = re.compile(
    rf"对{_WORK}{_AND_OTHERS}(?:部分(?:条款|内容))?(?:作出?|进行|予以)?(?:如下|以下)?(?:修改|修订|修正|调整)"
    rf"|[将对]{_WORK}(?:中的?)?第[〇零一二三四五六七八九十百\d]+条[^。；;]{{0,40}}(?:修改|修订)为"
)
_TITLE = re.compile(
    rf"关于(?:(?P<repeals>废止)|(?P<amends>修改|修订|修正|调整))(?P<works>(?:{_WORK}[、,，和及]?)+)"
)
# Where the preface names nothing: 1.1 指导思想 深入贯彻《…》.
_AIMS = re.compile(
    r"[^\u3400-\u9fff]{0,3}[一二三]?[、.）)]?\s*(?:总体(?:要求|思路|目标)|指导思想|(?:基本|工作|总)思路)"
)
_SENTENCE = re.compile(r"[^。；;\n]+[。；;]?")
_KINDS = {Tie.RESTS_ON: RelationKind.BASIS, Tie.CARRIES_OUT: RelationKind.IMPLEMENTS}


def relations_in(preface: str, clauses: Sequence[str], own_title: str) -> tuple[Relation, ...]:
    """Return what a document says of others, in the order basis, repeals, amendments; each once."""
    ends = [_REPEALS, _ENDS_FIRST] if _ENDING_TITLE.search(own_title) else [_REPEALS]
    found = [
        *_basis(preface, clauses, own_title),
        *_by_sentence(RelationKind.REPEALS, ends, clauses),
        *_by_sentence(RelationKind.AMENDS, [_AMENDS], [preface, *clauses]),
        *_by_title(own_title),
        *(_relation(one.kind, one.work) for one in listed_works(clauses)),
    ]
    known: dict[tuple[RelationKind, str], Relation] = {}
    for one in found:
        known.setdefault((one.kind, one.title or one.number or ""), one)
    return tuple(known.values())


def _basis(preface: str, clauses: Sequence[str], own_title: str) -> Iterator[Relation]:
    stated = basis_in(preface, clauses, own_title)
    if not stated:
        aims = [text for text in clauses if _AIMS.match(text)]
        stated = tuple(work for text in aims for work in works_in(text))
    for work in stated:
        if work.tie and not _REPEALS.search(work.sentence):
            yield _relation(_KINDS[work.tie], work)


def _by_sentence(
    kind: RelationKind, patterns: Sequence[re.Pattern[str]], texts: Sequence[str]
) -> Iterator[Relation]:
    for text in texts:
        enumerator = enumerator_of(text)
        for sentence in _SENTENCE.findall(text[enumerator.length :] if enumerator else text):
            words = sentence.strip()
            if any(pattern.search(words) for pattern in patterns):
                # What the sentence rests on is not what it ends.
                found = [one for one in works_in(words) if not one.tie]
                day = _FROM_DAY.search(_without(words, found))
                on = date_in(day["day"]) if day and kind is RelationKind.REPEALS else None
                yield from (_relation(kind, one).model_copy(update={"on": on}) for one in found)


def _without(sentence: str, works: Sequence[CitedWork]) -> str:
    """Return a sentence without the documents that it names, whose titles may hold days."""
    for one in works:
        sentence = sentence.replace(one.words, "")
    return sentence


def _by_title(title: str) -> Iterator[Relation]:
    said = _TITLE.search(title)
    if said:
        kind = RelationKind.REPEALS if said["repeals"] else RelationKind.AMENDS
        yield from (_relation(kind, one) for one in works_in(said["works"]))


def _relation(kind: RelationKind, work: CitedWork) -> Relation:
    return Relation(kind=kind, title=work.title, number=work.number, words=work.words)
