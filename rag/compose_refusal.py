"""Refusals with their evidence, and the assistant's account of itself."""

from __future__ import annotations

from corpus.titles import english_title
from rag.cite import Cited, lead_sentence, sentences_of, shortened
from rag.draft import Draft, say, titled
from rag.evidence import Reason, Refusal
from rag.knowledge import Knowledge
from rag.language import in_language
from rag.query import Query, ValueKind
from rag.types import Absence, NearestClause

_VALUE_WORDS = {
    ValueKind.MONEY: ("金额", "an amount of money"),
    ValueKind.PHONE: ("联系方式", "contact details"),
    ValueKind.PERSON: ("人名", "a person's name"),
    ValueKind.PENALTY: ("处罚", "a penalty"),
    ValueKind.PERCENT: ("比例", "a percentage"),
    ValueKind.DATE: ("时间", "a date"),
    ValueKind.COUNT: ("数量", "a number"),
    ValueKind.PLACE: ("地点", "a place"),
    ValueKind.NAME: ("名称", "a name"),
}


def compose_refusal(query: Query, refusal: Refusal, knowledge: Knowledge) -> Draft:
    """Return a text that says what the documents do not say; the nearest clause may be cited."""
    nearest = refusal.nearest[0] if refusal.nearest else None
    cited: tuple[Cited, ...] = ()
    text = _reason_words(query, refusal, knowledge)
    if nearest is not None and refusal.reason in (Reason.VALUE, Reason.PREMISE):
        sentences = sentences_of(nearest)
        cited = (Cited(nearest, shortened(sentences[0]) if sentences else lead_sentence(nearest)),)
        where = titled(nearest, knowledge.document_of(nearest), query.language)
        text += say(
            query.language, f"最接近的条款是{where}。[1]", f" The nearest clause is {where}. [1]"
        )
    return Draft(
        text=text, cited=cited, refused=True, refusal=refusal, confidence=refusal.certainty
    )


def absence_of(query: Query, refusal: Refusal, knowledge: Knowledge) -> Absence:
    """Return the evidence: what was looked for, in how many clauses, and why the nearest is none."""
    scope = knowledge.in_scope(query.scope.documents)
    return Absence(
        scope={
            "documents": len({clause.document_id for clause in scope}),
            "clauses": len(scope),
        },
        searched=_searched(query, refusal),
        nearest=tuple(
            NearestClause(
                document=clause.document_id,
                clause=clause.reference,
                why_not=_why_not(query, refusal),
            )
            for clause in refusal.nearest
        ),
    )


def _searched(query: Query, refusal: Refusal) -> tuple[str, ...]:
    """Return what was looked for in the language of the question: a kind of value by its words."""
    kinds = {kind.value: words for kind, words in _VALUE_WORDS.items()}
    return tuple(
        in_language(say(query.language, *kinds[one]), query.language) if one in kinds else one
        for one in refusal.searched
    )


def compose_greeting(query: Query, knowledge: Knowledge) -> Draft:
    """Return a short account of what the assistant can do."""
    titles = "、".join(f"《{d.title}》" for d in knowledge.corpus.documents)
    english = ", ".join(english_title(d) for d in knowledge.corpus.documents)
    text = say(
        query.language,
        f"您好,我是政答,只根据馆藏政策文件回答,并附条款出处。可以问:某项任务由谁负责、某个单位有哪些任务、"
        f"某条怎么规定、几地有何不同。目前收录{titles}。",
        "Hello, I am Zhengda. I answer from the policy documents I hold, with the clauses cited: which body is "
        "responsible for a task, what a body has to do, what a clause says, how places differ. "
        f"The documents are: {english}.",
    )
    return Draft(text=text, refused=True, confidence=1.0)


def _reason_words(query: Query, refusal: Refusal, knowledge: Knowledge) -> str:
    language = query.language
    if refusal.reason is Reason.PLACE:
        held = "、".join(dict.fromkeys(d.place for d in knowledge.corpus.documents))
        return say(
            language,
            f"馆藏没有{refusal.detail}的文件,无法回答。现有文件来自:{held}。",
            f"There is no document of {refusal.detail}, so this cannot be answered. The documents are of: {held}.",
        )
    if refusal.reason is Reason.ELSEWHERE:
        return say(
            language,
            f"{refusal.detail}的文件没有写到这个问题,无法回答。",
            f"The documents of {refusal.detail} do not deal with this, so it cannot be answered.",
        )
    if refusal.reason is Reason.REFERENCE:
        return say(
            language,
            f"文件中没有“{refusal.detail}”这一条。",
            f"The documents have no clause “{refusal.detail}”.",
        )
    if refusal.reason is Reason.YEAR:
        return say(
            language,
            f"文件没有写到{refusal.detail}{'年' if refusal.detail.isdecimal() else ''}。",
            f"The documents say nothing about {refusal.detail}.",
        )
    if refusal.reason is Reason.PREMISE:
        return say(
            query.language,
            f"文件没有“{refusal.detail}”这样的规定。",
            f"The documents hold no such rule (“{refusal.detail}”).",
        )
    if refusal.reason is Reason.VALUE:
        kind = _kind_words(query, refusal)
        return say(
            language,
            f"文件没有写明所问的{kind}。",
            f"The documents do not give {kind} for this.",
        )
    return say(
        language,
        "馆藏文件没有涉及这个问题,无法回答。",
        "The documents do not deal with this, so it cannot be answered.",
    )


def _kind_words(query: Query, refusal: Refusal) -> str:
    if query.value_kind is None:
        return refusal.detail
    return say(query.language, *_VALUE_WORDS[query.value_kind])


def _why_not(query: Query, refusal: Refusal) -> str:
    words = {
        Reason.PLACE: ("不是所问地方的文件", "it is not of the place asked about"),
        Reason.ELSEWHERE: ("不是所问地方的文件", "it is not of the place asked about"),
        Reason.TOPIC: ("没有写到所问内容", "it does not deal with what is asked"),
        Reason.PREMISE: ("没有这样的规定", "it holds no such rule"),
        Reason.VALUE: ("没有所问的数值", "it does not give the value asked for"),
        Reason.YEAR: ("没有写到这一年", "it does not speak of that year"),
        Reason.REFERENCE: ("编号不符", "its number is another"),
    }
    return say(query.language, *words[refusal.reason])
