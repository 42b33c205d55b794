"""Questions that compare documents as wholes: 山西有哪些任务四川没有, which tasks are in both plans.

They have no topic: what is left without the documents, what is asked of them and words such as 任务
is nothing. So they are answered from the links of all clauses, not by a search.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.titles import english_title
from corpus.types import Document
from rag.language import comparable
from rag.query import Library, Query, Turn
from rag.scope import Scope, read_scope
from rag.types import Intent, Language
from rag.whole import Aspect, Whole

# The document that lacks something stands in front of these, or behind them.
_LACKS_BEFORE = re.compile(
    r"(?:都|却|所|还|里|中|则|并|均)*(?:没有?(?:写到?|提到?|涉及|规定|列入|安排|对应)?|未(?:写|提|涉及|列|规定)[到入]?|不(?:涉及|包括|包含|含)|缺(?:少|失|了)?|少了)(?!差|区别)"
    r"|\b(?:lacks?|lacking|omits?|leaves? out|does(?:n't| not)|do(?:n't| not)|has no(?:thing)?|have no(?:thing)?|says? nothing)\b"
)
_LACKS_BEHIND = re.compile(
    r"\b(?:missing (?:from|in)|absent (?:from|in)|not (?:found |covered |mentioned |contained )?(?:in|by)|no counterpart in)\b"
)
_THAN = re.compile(r"比(?:较|起来)?[,，]?$")
_FATE = re.compile(
    r"还有(?=哪|多少|什么|没|吗|[??]|$)|还在|还(?:保留|延续|继续)|保留|延续|沿用|后来|下落|去向|怎么?样了|如何了|变成|落实了|对应(?:到|的)?|"
    r"\b(?:became|become|happened|still|kept|carried over|survived?|remain(?:s|ed)?|continued?|followed up)\b"
)
_SHARED = re.compile(
    r"[都也](?:有|写|提|涉及|包括)到?|共同|共有|相同|一样|一致|同样|重合|重叠|交集|"
    r"\b(?:both|in common|shared?|same|overlap(?:s|ping)?|alike|common to)\b"
)
_DIFFERS = re.compile(
    r"不(?:相)?同|不一样|不一致|区别|差异|差别|异同|\bdiffer(?:s|ed|ent|ence|ences)?\b|\bother\b|\banother\b|\bunlike\b"
)
_COMPARES = re.compile(
    r"比较|对比|相比|对照|比一比|逐[条项](?:对照|比较|对比)?|\bcompar(?:e|ed|es|ing|ison)\b|\bside by side\b|\bversus\b|\bvs\b"
)
_BODIES = re.compile(
    r"责任(?:单位|部门|主体)|牵头(?:单位|部门)?|(?:哪些|什么)?(?:单位|部门|机构)|谁(?:来)?(?:负责|牵头|管)|"
    r"\b(?:bodies|body|agenc(?:y|ies)|departments?|units?|responsible|in charge|kind of)\b"
)
_FIGURES = re.compile(
    r"(?:目标|指标)(?:数值?|数字|值)?|数字|数值|数目|\b(?:targets?|figures?|numbers?|values?)\b"
)
_REVERSES = re.compile(
    r"反过来|反之|倒过来|反着|the other way (?:a)?round|vice versa|\bconversely\b|in reverse"
)
_TASKS = re.compile(
    r"任务|事项|条款|内容|工作|措施|举措|\b(?:tasks?|clauses?|provisions?|measures)\b"
)
_FILLER = re.compile(
    r"任务|事项|条款|内容|工作|措施|要求|举措|规定|安排|部署|地方|重点|主要|具体|全国|国家|文件|方案|计划|要点|规划|通知|政策|实施|行动|版本?|"
    r"哪[些几]?|什么|啥|多少|几|有没有|有无|[有的了着过里中在是和与跟同而但却那这两三个份条项点省市县区之间各自分别都也还又又所到把给对于其它们他请我看列出下一全部所整体总说写提吗呢吧么上来从以前后新旧老年者双方被由为:,。?!、;“”《》()]|"
    r"\d+|\b(?:what|which|does|do|did|has|have|had|that|the|of|in|is|are|was|were|be|to|and|but|or|a|an|its?|their|there|they|"
    r"tasks?|clauses?|items?|points?|measures?|provisions?|things?|work|plans?|documents?|programmes?|papers?|two|both|with|between|from|by|than|"
    r"list|show|tell|me|all|every|whole|older|earlier|later|newer|old|new|one|ones|not|how|many|much|for|on|as|any|also|into|these|those|them|"
    r"national|county|provincial|province|city|each|us|you|can|please|give|table|while|whereas|however|at|where|under|appears?|found|contain(?:s|ed)?|include[sd]?|mention(?:s|ed)?|cover(?:s|ed)?|s)\b"
)
_YEAR = re.compile(r"(?<!\d)(20\d{2})(?=\s*年|\b)")
_NEXT = 2  # characters between two words that name one document together


def with_whole(query: Query, earlier: Turn | None, library: Library) -> Query:
    """Return the query with the documents that it compares as wholes, where it does.

    In a conversation on something a question that names no tasks goes on with that.
    """
    text = comparable(query.question)
    before = earlier.query.whole if earlier else None
    whole = _turned(text, before) or _read(query, text, before, library)
    goes_on = earlier is not None and before is None and _TASKS.search(text) is None
    of_itself = query.intent is Intent.GREETING or (
        query.intent is Intent.STATUS and _TASKS.search(text) is None
    )
    if whole is None or goes_on or of_itself:
        return query
    documents = (*whole.first, *whole.others)
    if not documents and earlier is not None:
        return query  # it may be about what was spoken of
    return replace(
        query,
        intent=Intent.COMPARE,
        whole=whole,
        topic="",
        standalone=query.question,
        scope=replace(query.scope, documents=documents, outside=()),
        in_context=False,
        bodies=(),
    )


def _turned(text: str, before: Whole | None) -> Whole | None:
    """Return the last comparison the other way round, where that is asked for."""
    if before is None or _REVERSES.search(text) is None:
        return None
    return Whole(before.aspect, before.others, before.first)


def _read(query: Query, text: str, before: Whole | None, library: Library) -> Whole | None:
    documents = library.documents
    scope = read_scope(query.question, documents, (), library.own_words)
    if scope.outside or _has_topic(text, scope, library, query.language):
        return None
    aspect = _aspect(text)
    named = _named(text, scope, documents)
    if not named and before:
        named = (*before.first, *before.others)
    if aspect and not named and _TASKS.search(text):
        return Whole(aspect, (), ())  # 哪些任务两份文件都有: which two?
    if aspect is None or len(named) < 2 or _by_place_alone(text, scope, named, documents):
        return None
    if aspect is Aspect.LACKING:
        lacking = _lacking(text, scope, named, library)
        first = tuple(one for one in named if one not in lacking)
        return Whole(aspect, first, lacking) if first and lacking else None
    ordered = _in_order(text, scope, named, library)
    if aspect is Aspect.FATE:
        ordered = _older_first(ordered, documents)
    return Whole(aspect, tuple(ordered[:1]), tuple(ordered[1:]))


def _in_order(text: str, scope: Scope, named: Sequence[str], library: Library) -> list[str]:
    """Return the documents in the order in which the question names them."""
    found: list[str] = []
    for _, end in _spots(text, scope):
        so_far = read_scope(text[:end], library.documents, (), library.own_words).documents
        found += [one for one in named if one in so_far and one not in found]
    return [*found, *(one for one in named if one not in found)]


def _older_first(named: Sequence[str], documents: Sequence[Document]) -> list[str]:
    """Return documents of one place by their dates, others as they are."""
    known = {one.document_id: one for one in documents}
    if len({known[one].place for one in named}) > 1:
        return list(named)
    return sorted(named, key=lambda one: str(known[one].issued_on or ""))


def _aspect(text: str) -> Aspect | None:
    if _LACKS_BEFORE.search(text) or _LACKS_BEHIND.search(text):
        # 谁没有写牵头单位 asks for bodies, not for tasks.
        return None if _BODIES.search(text) else Aspect.LACKING
    differs = _DIFFERS.search(text) is not None
    if differs and _BODIES.search(text):
        return Aspect.BODIES
    if differs and _FIGURES.search(text):
        return Aspect.FIGURES
    if differs or _COMPARES.search(text):
        return Aspect.ALL
    if _FATE.search(text):
        return Aspect.FATE
    return Aspect.SHARED if _SHARED.search(text) else None


def _by_place_alone(
    text: str, scope: Scope, named: Sequence[str], documents: Sequence[Document]
) -> bool:
    """Return whether all are named by nothing but their one place: 四川还有哪些任务 compares none."""
    titled = [
        one for one in documents if one.document_id in named and comparable(one.title) in text
    ]
    return set(named) <= set(scope.loose) and len(titled) < 2


def _named(text: str, scope: Scope, documents: Sequence[Document]) -> tuple[str, ...]:
    """Return the documents that are meant: those named, with those that a year alone names beside them.

    2018年的方案 and 2022年的方案 without a place are two of one place, where one has both.
    """
    known = {one.document_id: one for one in documents}
    named = list(scope.documents)
    years = {int(year) for year in _YEAR.findall(text)}
    if len(named) == 1:
        place = known[named[0]].place
        beside = [one for one in documents if one.place == place and _year(one) in years]
        return tuple(dict.fromkeys([*named, *(one.document_id for one in beside)]))
    if not scope.places and len(years) > 1:
        for place in dict.fromkeys(known[one].place for one in named):
            of_place = [one for one in named if known[one].place == place]
            if {_year(known[one]) for one in of_place} >= years:
                return tuple(of_place)
    return tuple(named)


def _year(document: Document) -> int | None:
    return document.issued_on.year if document.issued_on else None


def _has_topic(text: str, scope: Scope, library: Library, language: Language) -> bool:
    """Return whether something is left of a question besides documents and comparing."""
    titles = [
        name
        for one in library.documents
        if one.document_id in scope.documents
        for name in (one.title, *one.short_names, english_title(one))
    ]
    for words in (titles, scope.words):
        for word in sorted(map(comparable, words), key=len, reverse=True):
            text = text.replace(word, " ")
    for pattern in (
        _LACKS_BEHIND, _LACKS_BEFORE, _DIFFERS, _COMPARES, _BODIES, _FIGURES, _FATE, _SHARED, _FILLER,
    ):  # fmt: skip
        text = pattern.sub(" ", text)
    left = r"[a-z]{2,}" if language is Language.ENGLISH else r"\S"
    return re.search(left, text) is not None


def _lacking(text: str, scope: Scope, named: Sequence[str], library: Library) -> tuple[str, ...]:
    """Return which of the documents are said to lack something: those named next to that."""
    behind = _LACKS_BEHIND.search(text)
    spots = _spots(text, scope)
    if behind:
        parts = [text[start:] for start, _ in spots if start >= behind.end()]
    else:
        before = _LACKS_BEFORE.search(text)
        assert before is not None
        starts = [start for start, _ in spots if start < before.start()]
        parts = [text[start : before.start()] for start in _run(starts, spots)]
        if _THAN.search(text[: before.start()]):  # A和B相比少了什么: A lacks it
            parts = [text[starts[0] : start] for start in reversed(starts[1:])]
    for part in parts:
        found = read_scope(part, library.documents, (), library.own_words).documents
        lacking = tuple(one for one in named if one in found)
        if lacking and len(lacking) < len(named):
            return lacking
    return ()


def _spots(text: str, scope: Scope) -> list[tuple[int, int]]:
    """Return where the words stand that name documents, in order, one within another left out."""
    found = sorted(
        (match.start(), -match.end())
        for word in set(map(comparable, scope.words))
        if word
        for match in re.finditer(re.escape(word), text)
    )
    spots: list[tuple[int, int]] = []
    for start, end in found:
        if not spots or -end > spots[-1][1]:
            spots.append((start, -end))
    return spots


def _run(starts: Sequence[int], spots: Sequence[tuple[int, int]]) -> list[int]:
    """Return the starts of the last words before something, the farthest first.

    四川2022年: words that stand beside each other name one document together.
    """
    if not starts:
        return []
    ends = dict(spots)
    run = [starts[-1]]
    for earlier, later in reversed(list(pairwise(starts))):
        if later - ends[earlier] > _NEXT:
            break
        run.append(earlier)
    return run[::-1]
