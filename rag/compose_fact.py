"""Facts, and clauses by reference."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from corpus.english import english_of_all
from corpus.rendered import rendered_words
from corpus.types import Clause, Document
from rag.answering_part import answering_english, answering_part, number_asked, says_so_many
from rag.bands import SeriesItem
from rag.cite import Cited, lead_sentence, sentences_of, shortened, spoken, unmarked
from rag.draft import Draft, headed, say, titled, validity_warning, verdict_words
from rag.english_values import values_in_english
from rag.fact_verdict import verdict_on_fact
from rag.knowledge import Knowledge
from rag.language import comparable
from rag.parallel import labelled, parallel_items, parts_of, told_apart
from rag.proposed_facts import proposed_in
from rag.quantities import months_in, numbers_in, periods_in
from rag.query import Query, ValueKind
from rag.respective import COUNTED_BY
from rag.series import item_asked
from rag.types import Choice, Language
from rag.values_held import gives_value, value_pattern
from rag.wording import OPEN_QUESTION, PROPOSES, content_of, value_kind_of

_MAX_SENTENCES = 2
_SHOWN_CHOICES = 4
_RIGHT_NUMBER = 0.25  # for a sentence that lists as many things as are asked for
_NUMERIC = (ValueKind.MONEY, ValueKind.PERCENT, ValueKind.COUNT, ValueKind.DATE)
_TELLING = frozenset({ValueKind.MONEY, ValueKind.PERCENT})


def compose_fact(
    query: Query, clause: Clause, knowledge: Knowledge, nearest: Sequence[str] = ()
) -> Draft:
    """Return the sentences of a clause that answer, in its own words.

    `nearest` are the clause's sentences by meaning, nearest first, for questions whose words
    the clause does not share.
    """
    document = knowledge.document_of(clause)
    several = _each_value(query, clause, knowledge, nearest)
    item = None if several or asks_values(comparable(query.question)) else item_asked(query, clause)
    if several:
        chosen = [one.sentence for one in several]
        together, quote = "".join(one.words for one in several), shortened("".join(chosen))
        quote = quote if quote in clause.text else shortened(chosen[0])
    elif item is not None:
        verbatim = item.words.rstrip("。")
        chosen = [verbatim if verbatim in clause.text else item.sentence]
        together, quote = item.words, shortened(item.sentence)
    else:
        chosen = answering_sentences(query, clause, knowledge, nearest)
        together, quote = _words_and_quote(query, clause, chosen, knowledge)
    verdict = verdict_on_fact(query, clause, chosen, knowledge)
    where = titled(clause, document, query.language)
    if query.language is Language.ENGLISH:
        text = _in_english(query, where, clause, chosen, knowledge, item=item.words if item else "")
    else:
        text = f"{where}:{unmarked(together)}[1]"
    text += _until_when(query, clause, together)
    return Draft(
        text=validity_warning([document], query.language)
        + verdict_words(verdict, query.language)
        + text,
        cited=(Cited(clause, quote),),
        verdict=verdict,
    )


def _words_and_quote(
    query: Query, clause: Clause, chosen: Sequence[str], knowledge: Knowledge
) -> tuple[str, str]:
    """Return the words of the chosen sentences that answer, of a single one its part, and the quote."""
    together = "".join(chosen)
    quote = shortened(together if together in clause.text else chosen[0])
    if len(chosen) == 1 and not asks_values(comparable(query.question)):
        together = _parallel_value(query, clause, chosen[0]) or answering_part(
            query, clause, chosen[0], knowledge
        )
    return together, quote


_VALUE_PART = re.compile(r"[,?!。;:、]|\band\b")
_TWO = 2


# A question that asks for a number, a sum, a day: two of them are not answered by one value.
_ASKS_VALUE = re.compile(
    r"多少|百分之几|(?<![好十])几(?=[个所家座条项名人户台辆处套张亩吨年天月日成米公层倍次回]|\s*%)|"
    r"多(?:大|长|久|远|高|宽|快|重)(?!的?[市省县])|什么时候|[啥哪何]时|哪[年天]|"
    r"\bhow (?:many|much|long|far|often|soon|quickly|early|late|big|large|high|old)\b|\bby when\b|\bwhen\b"
)


_AS_MUCH = 0.5  # of the words that the best sentence shares, where a value is asked for
_ON_IT = 0.4  # of the words of a part that asks of something else
_YEAR = re.compile(r"(?<!\d)20\d{2}(?!\d)")


def asks_values(question: str) -> bool:
    """Return whether a comparable question asks for two values or more: 一站几个、隔多远一座.

    One that is beside a yes-or-no question counts as two: 还能多给点吗?要放出来几成?
    """
    asked = _ASKS_VALUE.findall(question)
    beside = re.search(r"[吗么]\s*[?,]", question) is not None
    return len(asked) + (beside and bool(asked)) >= _TWO


def _each_value(
    query: Query, clause: Clause, knowledge: Knowledge, nearest: Sequence[str]
) -> list[SeriesItem]:
    """Return the words for each of several values that are asked for at once, in the clause's order.

    Empty where one is asked for, or where the same words give them all.
    """
    question = comparable(query.question)
    years = set(_YEAR.findall(question))
    year = f"{years.pop()}年" if len(years) == 1 else ""
    parts = [
        replace(
            query,
            question=part if year in part else f"{year}{part}",
            topic=content_of(part) or query.topic,
            value_kind=kind,
        )
        for part in _VALUE_PART.split(question)
        if (kind := value_kind_of(part)) is not None and OPEN_QUESTION.search(part)
    ]
    others = [
        item
        for part in _VALUE_PART.split(question)
        if _ANOTHER.search(part)
        and (item := _item_of_any_kind(query, part, clause, knowledge)) is not None
    ]
    if len(parts) + len(others) < _TWO:
        return []
    found = {
        _value_of(part, clause, knowledge, nearest)
        for part in parts
        if gives_value(part, clause, knowledge, nearest)
    }
    found.update(others)
    whole = {one.sentence for one in found if one.words == one.sentence}
    kept = [one for one in found if one.words == one.sentence or one.sentence not in whole]
    order = {sentence: place for place, sentence in enumerate(sentences_of(clause))}
    if len(kept) < _TWO and whole:
        return []
    return sorted(kept, key=lambda one: (order.get(one.sentence, -1), _place(one)))


# 大专毕业的呢?最多领几个月: the first part asks the last question of something else.
_ANOTHER = re.compile(r"[\u3400-\u9fff]的?呢$")


def _item_of_any_kind(
    query: Query, part: str, clause: Clause, knowledge: Knowledge
) -> SeriesItem | None:
    """Return the item of a series that a part names which names no kind of value, else its sentence."""
    topic = content_of(part)
    sentences = sentences_of(clause)
    for kind in _NUMERIC:
        asked = replace(query, question=part, topic=topic, value_kind=kind)
        item = item_asked(asked, clause)
        if item is not None:
            return item
        for sentence in sentences:
            value = _parallel_value(asked, clause, sentence)
            if value is not None:
                return SeriesItem(value, sentence)
    shares = [knowledge.everyday_coverage_in(topic, clause, one) for one in sentences]
    if not shares or max(shares) < _ON_IT:
        return None
    best = sentences[shares.index(max(shares))]
    return SeriesItem(best, best)


def _place(item: SeriesItem) -> int:
    """Return where in its sentence the words of an item begin, 0 where some are left out."""
    return max(item.sentence.find(item.words.rstrip("。")), 0)


def _value_of(
    part: Query, clause: Clause, knowledge: Knowledge, nearest: Sequence[str]
) -> SeriesItem:
    """Return the words of a clause that give the one value that a part of a question asks for."""
    item = item_asked(part, clause)
    if item is not None:
        return item
    sentence = answering_sentences(part, clause, knowledge, nearest)[0]
    words = _parallel_value(part, clause, sentence)
    return SeriesItem(words or answering_part(part, clause, sentence, knowledge), sentence)


def value_words(
    query: Query, clause: Clause, knowledge: Knowledge, nearest: Sequence[str], n: int
) -> tuple[str, str] | None:
    """Return the words of a clause that give a value asked for beside bodies, and their quote.

    The words cite `n`. None where the clause gives no value of the kind in a sentence on it.
    """
    if not gives_value(query, clause, knowledge, nearest):
        return None
    chosen = answering_sentences(query, clause, knowledge, nearest)
    together, quote = _words_and_quote(query, clause, chosen, knowledge)
    if query.language is not Language.ENGLISH:
        return f"{unmarked(together)}[{n}]", quote
    english = english_of_all(clause, chosen)
    if english:
        return f"{english} [{n}]", quote
    values = values_in_english(together)
    return (f"Figures and dates in it: {'; '.join(values)} [{n}].", quote) if values else None


def _until_when(query: Query, clause: Clause, said: str) -> str:
    """Return until when a task is set beside its units, where a date is asked that is not said."""
    deadline = clause.deadline
    kinds = {query.value_kind, *map(value_kind_of, _VALUE_PART.split(comparable(query.question)))}
    if ValueKind.DATE not in kinds or not deadline or deadline in said:
        return ""
    return say(query.language, f" 完成时限:{deadline}。[1]", f" Deadline: {deadline}. [1]")


def _in_english(  # noqa: PLR0913 - what is said, of what, and where
    query: Query,
    where: str,
    clause: Clause,
    chosen: Sequence[str],
    knowledge: Knowledge,
    *,
    item: str = "",
) -> str:
    """Return the English rendering of the sentences, the Chinese ones quoted below it.

    `item` are the words of the one item of a series that is asked for, if one is.
    """
    english = english_of_all(clause, chosen)
    if english and len(chosen) == 1:
        part, english = answering_english(query, clause, chosen[0], english, knowledge)
        chosen = [part]
    quoted = "\n\n".join(f"> {unmarked(sentence)} [1]" for sentence in chosen)
    if not english:
        return f"{where} {_only_chinese(item or ''.join(chosen), 1)}\n\n{quoted}"
    return f"{where} (unofficial translation): {english} [1]\n\n{quoted}"


def answering_sentences(
    query: Query,
    clause: Clause,
    knowledge: Knowledge,
    nearest: Sequence[str] = (),
    *,
    wide: bool = False,
) -> list[str]:
    """Return the sentences that hold most of what is asked: one or two, in their order.

    `wide` lets in a third one and those that hold less: what a side of a comparison says.
    """
    sentences = sentences_of(clause) or [lead_sentence(clause)]
    holds = value_pattern(query, query.value_kind) if query.value_kind else None
    holds_like = _kind_proposed(query)
    question = comparable(query.question)
    number = None if PROPOSES.search(question) else number_asked(question)
    closeness = {sentence: 1.0 - place / len(nearest) for place, sentence in enumerate(nearest)}

    def worth(sentence: str) -> float:
        value = 0.25 if holds and holds.search(sentence) else 0.0
        value += 0.5 if holds_like and holds_like(comparable(sentence)) else 0.0
        value += (
            _RIGHT_NUMBER if number and says_so_many(sentence, number, query.value_kind) else 0.0
        )
        near = max((c for s, c in closeness.items() if s in sentence or sentence in s), default=0.0)
        return knowledge.everyday_coverage_in(query.topic, clause, sentence) + value + 0.5 * near

    candidates = sentences
    if query.value_kind in _TELLING and holds:  # what gives no sum tells nothing of how much
        candidates = [one for one in sentences if holds.search(comparable(one))] or sentences
    ranked = sorted(candidates, key=lambda s: -worth(s))
    # Words shared with the clause tell one sentence from another; without any, two are shown.
    most, enough = (_MAX_SENTENCES + 1, 0.6) if wide else (_MAX_SENTENCES, 0.8)
    if query.language is Language.ENGLISH and clause.rendering is None:
        enough = min(enough, 0.6)
    chosen = [s for s in ranked[:most] if worth(s) >= enough * worth(ranked[0])]
    if query.value_kind in _NUMERIC and not wide and query.language is not Language.ENGLISH:
        chosen = _on_the_same(query, clause, chosen, knowledge, holds)
    in_order = [sentence for sentence in sentences if sentence in chosen]
    english = query.language is Language.ENGLISH
    whole = wide or english or "".join(in_order) in clause.text
    return in_order if whole else ranked[:1]


def _on_the_same(
    query: Query,
    clause: Clause,
    chosen: Sequence[str],
    knowledge: Knowledge,
    holds: re.Pattern[str] | None,
) -> list[str]:
    """Return the chosen sentences without those on something else than the one that gives the value."""
    held = {one: knowledge.everyday_coverage_in(query.topic, clause, one) for one in chosen}
    best = max(chosen, key=held.__getitem__)
    if holds is None or not holds.search(comparable(best)):
        return list(chosen)
    return [one for one in chosen if held[one] >= _AS_MUCH * held[best]]


def _only_chinese(text: str, n: int) -> str:
    """Return what can be said in English of a text that has no English rendering: its figures."""
    values = values_in_english(text)
    figures = f" Figures and dates in it: {'; '.join(values)} [{n}]." if values else ""
    return f"has no English rendering; its Chinese text is quoted below [{n}].{figures}"


def _kind_proposed(query: Query) -> Callable[[str], Collection[object]] | None:
    """Return what finds values of the kind that a question proposes: a period, a month, a number."""
    proposed = proposed_in(comparable(query.question))
    kinds = (periods_in, months_in, numbers_in)
    return next((found_in for found_in in kinds if proposed and found_in(proposed)), None)


def _parallel_value(query: Query, clause: Clause, sentence: str) -> str | None:
    """Return the one of several values side by side that is asked for: 300个中职重点专业."""
    if query.value_kind not in _NUMERIC:
        return None
    everyday = rendered_words(clause, clause.plain, sentence)
    found = (
        told_apart(query.topic, labelled(parallel_items(part), everyday))
        for part in parts_of(sentence)
    )
    item = next(filter(None, found), None)
    counted = COUNTED_BY.search(comparable(query.question))
    if item and counted and not re.search(rf"\d[万千百]*[余多]?{counted['by']}", item.text):
        return None  # 压到多少所 asks for no share
    return item.text.rstrip(",，;；。") + "。" if item else None


def compose_lookup(query: Query, clauses: Sequence[Clause], knowledge: Knowledge) -> Draft:
    """Return the wording of the clause that a reference names; several if it is ambiguous."""
    shown = list(clauses[:_SHOWN_CHOICES])
    documents = [knowledge.document_of(clause) for clause in shown]
    warning = validity_warning(documents, query.language)
    if len(shown) == 1:
        words = _wording(shown[0], documents[0], 1, query.language, knowledge)
        return Draft(text=warning + words, cited=(Cited(shown[0], shown[0].text),))
    one_document = len({clause.document_id for clause in clauses}) == 1
    intro = say(
        query.language,
        f"有{len(clauses)}处条款符合这个编号,请说明是哪一{'条' if one_document else '份文件'}:",
        f"{len(clauses)} clauses carry this number; please say which {'one' if one_document else 'document'} is meant:",
    )
    lines = [
        f"- {titled(clause, document, query.language)}:{_start(clause, query.language)}[{n}]"
        for n, (clause, document) in enumerate(zip(shown, documents, strict=True), start=1)
    ]
    return Draft(
        text=warning + "\n".join([intro, *lines]),
        cited=tuple(Cited(clause, clause.text) for clause in shown),
        clarify=tuple(
            Choice(
                label=f"{document.title} {clause.reference}",
                question=f"《{document.title}》{spoken(clause.reference)}{say(query.language, '的内容是什么?', ': what does it say?')}",
            )
            for clause, document in zip(shown, documents, strict=True)
        ),
    )


def _wording(
    clause: Clause, document: Document, n: int, language: Language, knowledge: Knowledge
) -> str:
    text = unmarked(clause.text)
    quoted = "\n".join(f"> {line}" for line in text.split("\n"))
    if clause.rendering is not None:
        quoted = f"{clause.rendering.text} [{n}] (unofficial translation)\n\n{quoted}"
    else:
        quoted = f"The clause {_only_chinese(clause.text, n)}\n\n{quoted}"
    wording = say(language, text, quoted)
    words = f"{titled(clause, document, language)}:\n\n{wording} [{n}]"
    children = knowledge.children(clause) if knowledge.is_heading_only(clause) else []
    if not children:
        return words
    listed = "\n".join(f"- {child.reference} {headed(child, language)}" for child in children)
    return f"{words}\n\n{say(language, '下设条款:', 'Its clauses:')}\n{listed}"


def _start(clause: Clause, language: Language) -> str:
    """Return the first words of a clause in the language of the question, if it has them."""
    english = clause.rendering.text if clause.rendering else clause.text
    return unmarked(shortened(say(language, clause.text, english)))
