"""Which sentences of a clause answer a question, and which one of several values in one of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from corpus.rendered import rendered_words
from corpus.types import Clause
from rag.answering_part import number_asked, says_so_many
from rag.cite import lead_sentence, sentences_of
from rag.knowledge import Knowledge
from rag.language import comparable
from rag.parallel import labelled, parallel_items, parts_of, told_apart
from rag.proposed_facts import proposed_in
from rag.quantities import months_in, numbers_in, periods_in
from rag.query import Query, ValueKind
from rag.respective import COUNTED_BY
from rag.types import Language
from rag.values_held import value_pattern
from rag.wording import PROPOSES

NUMERIC = (ValueKind.MONEY, ValueKind.PERCENT, ValueKind.COUNT, ValueKind.DATE)
_MAX_SENTENCES = 2
_RIGHT_NUMBER = 0.25  # for a sentence that lists as many things as are asked for
_TELLING = frozenset({ValueKind.MONEY, ValueKind.PERCENT})
_AS_MUCH = 0.5  # of the words that the best sentence shares, where a value is asked for


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
    if query.value_kind in NUMERIC and not wide and query.language is not Language.ENGLISH:
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


def _kind_proposed(query: Query) -> Callable[[str], Collection[object]] | None:
    """Return what finds values of the kind that a question proposes: a period, a month, a number."""
    proposed = proposed_in(comparable(query.question))
    kinds = (periods_in, months_in, numbers_in)
    return next((found_in for found_in in kinds if proposed and found_in(proposed)), None)


def parallel_value(query: Query, clause: Clause, sentence: str) -> str | None:
    """Return the one of several values side by side that is asked for: 300个中职重点专业."""
    if query.value_kind not in NUMERIC:
        return None
    everyday = rendered_words(clause, clause.plain, sentence)
    holds = value_pattern(query, query.value_kind)
    found = (
        told_apart(query.topic, labelled(parallel_items(part), everyday))
        for part in parts_of(sentence)
    )
    # Of how much is asked no number of things tells: 新建养老服务中心4个、村级幸福院35个,…每餐补贴2元.
    item = next((one for one in found if one and holds.search(comparable(one.text))), None)
    counted = COUNTED_BY.search(comparable(query.question))
    if item and counted and not re.search(rf"\d[万千百]*[余多]?{counted['by']}", item.text):
        return None  # 压到多少所 asks for no share
    return item.text.rstrip(",，;；。") + "。" if item else None
