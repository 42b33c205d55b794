"""What a document says of others: those it rests on, carries out, repeals or amends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.cited_works import CitedWork, Tie, basis_in, works_in
from corpus.types import Relation, RelationKind

_ENDS = r"(?:废止|停止执行|不再执行|失效)"
_WORK = r"《(?:《[^《》]*》|[^《》])+》(?:\s*[(（](?:[^()（）]|[(（][^()（）]*[)）])*[)）])?"
# 《…》同时废止; a plan that has others repealed (推动废止《…》) ends none itself.
_REPEALS = re.compile(
    rf"同时(?:予以)?{_ENDS}|(?:即行|自行|相应)废止"
    rf"|^(?:\s*(?:原|此前|以前)?(?:印发|发布|公布)?的?{_WORK}\s*[、,，和及]?)+(?:[自从][^,，。;；]{{2,16}}起)?(?:均|一并)?(?:予以)?{_ENDS}"
)
_AMENDS = re.compile(
    rf"对{_WORK}(?:部分(?:条款|内容))?(?:作出?|进行|予以)?(?:如下|以下)?(?:修改|修订|修正|调整)"
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
    found = [
        *_basis(preface, clauses, own_title),
        *_by_sentence(RelationKind.REPEALS, _REPEALS, clauses),
        *_by_sentence(RelationKind.AMENDS, _AMENDS, [preface, *clauses]),
        *_by_title(own_title),
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
    kind: RelationKind, pattern: re.Pattern[str], texts: Sequence[str]
) -> Iterator[Relation]:
    for text in texts:
        for sentence in _SENTENCE.findall(text):
            if pattern.search(sentence):
                # What the sentence rests on is not what it ends.
                yield from (_relation(kind, one) for one in works_in(sentence) if not one.tie)


def _by_title(title: str) -> Iterator[Relation]:
    said = _TITLE.search(title)
    if said:
        kind = RelationKind.REPEALS if said["repeals"] else RelationKind.AMENDS
        yield from (_relation(kind, one) for one in works_in(said["works"]))


def _relation(kind: RelationKind, work: CitedWork) -> Relation:
    return Relation(kind=kind, title=work.title, number=work.number, words=work.words)
