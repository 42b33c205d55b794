"""Facts, and clauses by reference."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.english import english_of_all
from corpus.enumerators import number_of
from corpus.types import Clause, Document
from rag.cite import Cited, lead_sentence, sentences_of, shortened, spoken
from rag.draft import Draft, headed, say, titled, validity_warning, verdict_words
from rag.evidence import HOLDS
from rag.knowledge import Knowledge, terms_of
from rag.language import comparable
from rag.query import Query
from rag.types import Choice, Language, Verdict
from rag.wording import LEFT_OUT

_MAX_SENTENCES = 2
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_CHINESE_NUMBER = re.compile(
    r"([一二两三四五六七八九十百千万]+)(?=个|家|条|项|公里|年|次|所|名|人|%|成|座|处|种|批)"
)
_WANTS_YES_OR_NO = re.compile(
    r"吗|是不是|是否|对吧|没错|没记错|吧[??]?$|\bis it\b|^\W*(?:is|are|does|do|will|can|must)\b|\bright\s*\?"
)
_SHOWN_CHOICES = 4


def compose_fact(
    query: Query, clause: Clause, knowledge: Knowledge, nearest: Sequence[str] = ()
) -> Draft:
    """Return the sentences of a clause that answer, in its own words.

    `nearest` are the clause's sentences by meaning, nearest first, for questions whose words
    the clause does not share.
    """
    document = knowledge.document_of(clause)
    chosen = answering_sentences(query, clause, knowledge, nearest)
    together = "".join(chosen)
    quote = shortened(together if together in clause.text else chosen[0])
    verdict = _verdict_on_numbers(query, together)
    where = titled(clause, document, query.language)
    if len(chosen) == 1:
        together = answering_part(query, chosen[0], knowledge)
    if query.language is Language.ENGLISH:
        text = _in_english(where, clause, chosen)
    else:
        text = f"{where}:{together}[1]"
    return Draft(
        text=validity_warning([document], query.language)
        + verdict_words(verdict, query.language)
        + text,
        cited=(Cited(clause, quote),),
        verdict=verdict,
    )


def _in_english(where: str, clause: Clause, chosen: Sequence[str]) -> str:
    """Return the English rendering of the sentences, the Chinese ones quoted below it."""
    quoted = "\n\n".join(f"> {sentence} [1]" for sentence in chosen)
    english = english_of_all(clause, chosen)
    if not english:
        return f"{where} says:\n\n{quoted}"
    return f"{where} (unofficial translation): {english} [1]\n\n{quoted}"


def answering_sentences(
    query: Query, clause: Clause, knowledge: Knowledge, nearest: Sequence[str] = ()
) -> list[str]:
    """Return the sentences that hold most of what is asked: one or two, in their order."""
    sentences = sentences_of(clause) or [lead_sentence(clause)]
    holds = HOLDS.get(query.value_kind) if query.value_kind else None
    closeness = {sentence: 1.0 - place / len(nearest) for place, sentence in enumerate(nearest)}

    def worth(sentence: str) -> float:
        value = 0.25 if holds and holds.search(sentence) else 0.0
        near = max((c for s, c in closeness.items() if s in sentence or sentence in s), default=0.0)
        return knowledge.coverage_in(query.topic, clause, sentence) + value + 0.5 * near

    ranked = sorted(sentences, key=lambda s: -worth(s))
    # Words shared with the clause tell one sentence from another; without any, two are shown.
    foreign = query.language is Language.ENGLISH and clause.rendering is None
    chosen = [s for s in ranked[:_MAX_SENTENCES] if foreign or worth(s) >= 0.8 * worth(ranked[0])]
    in_order = [sentence for sentence in sentences if sentence in chosen]
    english = query.language is Language.ENGLISH
    return in_order if english or "".join(in_order) in clause.text else ranked[:1]


# A part of a sentence answers alone when it holds this much more of the question than any other.
_PART_LEADS_BY = 1.5


def answering_part(query: Query, sentence: str, knowledge: Knowledge) -> str:
    """Return the part of a sentence between commas that answers, or the whole sentence.

    Neighbouring values of one sentence (新建…,扩建…) are kept apart where the question's words
    tell them apart.
    """
    parts = [part for part in re.split("(?<=[,，;；])", sentence) if part.strip()]
    if query.value_kind is None or len(parts) < 2:
        return sentence
    # 除了自贡还有: the part that holds what is left out is not the answer.
    topic = LEFT_OUT.sub(" ", query.topic)
    shared = [_shared(topic, part) for part in parts]
    in_all = set.intersection(*shared)
    worth = [sum(map(knowledge.rarity, words - in_all)) for words in shared]
    best = max(range(len(parts)), key=worth.__getitem__)
    others = max(w for i, w in enumerate(worth) if i != best)
    holds = HOLDS[query.value_kind].search(parts[best])
    if not holds or worth[best] <= _PART_LEADS_BY * others:
        return sentence
    return parts[best].rstrip(",，;；。") + "。"


def _shared(topic: str, part: str) -> set[str]:
    """Return the characters and pairs of a topic that stand in a part of a sentence."""
    words, there = comparable(topic), comparable(part)
    characters = {c for c in words if "\u3400" <= c <= "\u9fff" and c in there}
    return characters | (set(terms_of(words)) & set(terms_of(there)))


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
    quoted = "\n".join(f"> {line}" for line in clause.text.split("\n"))
    if clause.rendering is not None:
        quoted = f"{clause.rendering.text} [{n}] (unofficial translation)\n\n{quoted}"
    wording = say(language, clause.text, quoted)
    words = f"{titled(clause, document, language)}:\n\n{wording} [{n}]"
    children = knowledge.children(clause) if knowledge.is_heading_only(clause) else []
    if not children:
        return words
    listed = "\n".join(f"- {child.reference} {headed(child, language)}" for child in children)
    return f"{words}\n\n{say(language, '下设条款:', 'Its clauses:')}\n{listed}"


def _start(clause: Clause, language: Language) -> str:
    """Return the first words of a clause in the language of the question, if it has them."""
    english = clause.rendering.text if clause.rendering else clause.text
    return shortened(say(language, clause.text, english))


def _verdict_on_numbers(query: Query, words: str) -> Verdict | None:
    """Return whether the numbers that a yes-or-no question proposes stand in the words found.

    Of several values in one sentence that one counts whose part shares most with the question.
    """
    text = comparable(query.question)
    if not _WANTS_YES_OR_NO.search(text):
        return None
    proposed = [n for n in _numbers_in(text) if not re.fullmatch(r"20\d{2}", n)]
    parts = [part for part in re.split("[,，;；。]", words) if _numbers_in(part)]
    if not proposed or not parts:
        return None
    nearest = max(parts, key=lambda part: len(_shared(query.topic, part)))
    return Verdict.YES if all(n in _numbers_in(nearest) for n in proposed) else Verdict.NO


def _numbers_in(text: str) -> list[str]:
    """Return the numbers of a text in digits, those in Chinese numerals (五千公里) included."""
    spoken = [str(number_of(m[1])) for m in _CHINESE_NUMBER.finditer(text) if number_of(m[1]) > 1]
    return _NUMBER.findall(text) + spoken
