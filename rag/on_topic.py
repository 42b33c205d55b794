"""Whether a question is on a topic of the documents: by how near its clauses are, and their words.

A question alone is told by a logistic regression, one for each language and for clauses with and
without renderings, since nearness means something else there. `python -m eval.on_topic` fits the
weights in `rag/data/on_topic.json` on known questions on the documents, on questions off topic, and
on questions whose document is left out of the search, and says how they do on questions left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from corpus.english import english_terms
from corpus.types import Frozen
from rag.context import Context
from rag.knowledge import Knowledge, terms_of
from rag.language import comparable
from rag.query import Query
from rag.topic_change import by_itself, changes_topic, measures_of_change
from rag.types import Intent, Language
from rag.wording import GOES_ON

if TYPE_CHECKING:  # listing a body's tasks should not wait for Chroma
    from rag.retrieve import Found

WEIGHTS_FILE: Final = Path(__file__).parent / "data" / "on_topic.json"
# A question that compares speaks of several things at once; each side is also asked whether it is silent.
_SLACK_OF_SIDES: Final = 4.0
# A question that can stand alone after others may lean on them a little.
_SLACK_BESIDE: Final = 5.0
# Who names a document that is held has it in mind; English words and Chinese clauses tell little of each
# other (AUROC 0.87).
_SLACK_OF_NAMED: Final = 0.3
_SLACK_OF_NAMED_IN_ENGLISH: Final = 2.0
_LONG_TOPIC: Final = 4  # Han characters
# The clauses among which the nearest, and the one with most of the words, are looked for.
_NEAR: Final = 5


class Kind(StrEnum):
    """What a model is for: the language of a question, and whether its first clause has renderings."""

    CHINESE = "zh"
    CHINESE_BARE = "zh-bare"
    ENGLISH = "en"
    ENGLISH_BARE = "en-bare"


class Model(Frozen):
    """A logistic regression: a question is on topic when its log-odds are `least` or more."""

    bias: float
    weights: Mapping[str, float]
    least: float

    def odds(self, measures: Mapping[str, float]) -> float:
        return self.bias + sum(weight * measures[name] for name, weight in self.weights.items())

    def accepts(self, measures: Mapping[str, float], slack: float = 0.0) -> bool:
        return self.odds(measures) >= self.least - slack


@dataclass(frozen=True)
class TopicRule:
    """When a question is on a topic of the documents.

    `models` are for a question alone (None: those that were fitted). The others are cosines from
    which a clause counts as near a question in a conversation: a Chinese one that shares a term with
    a clause near it, and one that shares none; an English one without and with renderings. They were
    chosen with the default model on single questions, 24 Chinese and 7 English ones off topic.
    """

    models: Mapping[Kind, Model] | None = None
    chinese: float = 0.8735
    chinese_without_words: float = 0.881
    english: float = 0.757
    english_rendered: float = 0.82


def is_on_topic(found: Found, knowledge: Knowledge, rule: TopicRule) -> bool:
    """Return whether a question is on a topic of the documents, in which something was found."""
    models = rule.models or fitted_models()
    if found.query.context is not None:
        if found.query.context.same_thing:
            return True
        if found.alone:
            alone = replace(found, query=replace(found.query, context=None), near=found.alone)
            told = models[kind_of(alone)]
            if not told.accepts(measures_of(alone, knowledge), _SLACK_BESIDE):
                return False
        goes_on = _goes_on(found, found.query.context, knowledge, rule)
        is_long = found.query.context.topic_size >= _LONG_TOPIC
        measures = measures_of_turn(found, knowledge, rule)
        return goes_on and not changes_topic(measures, is_long=is_long)
    kind = kind_of(found)
    slack = _SLACK_OF_SIDES if found.query.intent is Intent.COMPARE else 0.0
    if found.query.scope.is_explicit:
        slack += _SLACK_OF_NAMED_IN_ENGLISH if kind is Kind.ENGLISH_BARE else _SLACK_OF_NAMED
    return models[kind].accepts(measures_of(found, knowledge), slack)


def measures_of_turn(found: Found, knowledge: Knowledge, rule: TopicRule) -> dict[str, float]:
    """Return what tells whether a question in a conversation turns to another topic."""
    near = found.near[:_NEAR]
    coverage = max(scored.coverage for scored in near)
    above = max(scored.similarity for scored in near) - _threshold(found, coverage, rule)
    odds, words = None, 0.0
    if found.own:
        own = by_itself(found)
        model, measures = (
            (rule.models or fitted_models())[kind_of(own)],
            measures_of(own, knowledge),
        )
        odds, words = model.odds(measures) - model.least, measures["words"]
    return measures_of_change(found, knowledge, above=above, odds=odds, words=words)


@cache
def fitted_models() -> Mapping[Kind, Model]:
    """Return the models of `WEIGHTS_FILE`."""
    return _Models.model_validate_json(WEIGHTS_FILE.read_bytes()).models


class _Models(Frozen):
    models: Mapping[Kind, Model]


def as_json(models: Mapping[Kind, Model]) -> str:
    """Return models as they stand in `WEIGHTS_FILE`."""
    return _Models(models=models).model_dump_json(indent=1) + "\n"


def kind_of(found: Found) -> Kind:
    """Return which model a question is told by."""
    first = found.near[0].clause
    if found.query.language is Language.ENGLISH:
        return Kind.ENGLISH if first.rendering else Kind.ENGLISH_BARE
    return Kind.CHINESE if first.expected else Kind.CHINESE_BARE


def measures_of(found: Found, knowledge: Knowledge) -> dict[str, float]:
    """Return by name what a question alone is told by; at least one clause must have been found.

    `nearness` and `words` are of the best among the first clauses, `first_nearness` and
    `first_words` of the first: its cosine, and the share of the question's words, weighed by rarity,
    that it holds. `score` is that of the search, `lead` how far the second falls short of it;
    `unknown` is the share of the words that no clause holds, `words_asked` their number.
    """
    query, near = found.query, found.near[:_NEAR]
    first = near[0]
    return {
        "nearness": max(one.similarity for one in near),
        "first_nearness": first.similarity,
        "words": max(max(one.coverage, one.everyday) for one in near),
        "first_words": first.everyday,
        "score": first.score,
        "lead": first.score - near[1].score if len(near) > 1 else 0.0,
        "unknown": knowledge.unknown_share(query.topic, query.language),
        "words_asked": float(len(_terms(query.topic, query.language))),
    }


def _terms(topic: str, language: Language) -> tuple[str, ...]:
    in_english = language is Language.ENGLISH
    return tuple(dict.fromkeys(english_terms(topic) if in_english else terms_of(topic)))


# Whether a question in a conversation is on a topic of the documents: the logistic regression of 233
# answerable follow-ups of the questions that may be tuned on and of their 53 questions off topic, each
# put after three others. Held out in eighths, 27 of 394 are told wrong (AUROC 0.98).
_ON_TOPIC_BIAS = 2.0  # fitted 0.8; follow-ups far outnumber changes to a topic of no document
_ON_TOPIC_NEARNESS = 49.0  # of cosine above the threshold, by which it counts to
_MOST_NEARNESS = 0.05
_ON_TOPIC_WORDS = 3.6
_ON_TOPIC_LAST_WORDS = 17.7  # the last answer's clause holds words of the question
_ON_TOPIC_UNKNOWN = -0.81  # a term that stands in no clause
_ON_TOPIC_SAYS_SO = 3.3
_ON_TOPIC_GOES_ON = 2.6
_ON_TOPIC_ASKS = 1.2
_ON_TOPIC_SHORT = 3.4
_ON_TOPIC_ENGLISH = -2.6
_MOST_UNKNOWN = 6
_STRANGE = 0.5  # of the words of a topic, weighed by rarity


def _goes_on(found: Found, context: Context, knowledge: Knowledge, rule: TopicRule) -> bool:
    """Return whether a question in a conversation is on it, or on another topic of the documents."""
    query, near = found.query, found.near[:_NEAR]
    similarity = max(scored.similarity for scored in near)
    coverage = max(scored.coverage for scored in near)
    above = similarity - _threshold(found, coverage, rule)
    terms = terms_of(context.own_topic)
    # A short topic of which the documents hold no word (醉驾坐牢吗) is no remark on the last answer.
    in_english = context.language is Language.ENGLISH
    known = in_english or not terms or any(map(knowledge.occurs, terms))
    known = known and not is_strange(query, knowledge)
    unknown = knowledge.count_unknown(context.own_topic, context.language)
    last = [knowledge.clauses[one] for one in context.last if one in knowledge.clauses]
    in_last = max(
        (knowledge.everyday_coverage(context.own_topic, clause) for clause in last), default=0.0
    )
    asks = query.value_kind is not None or query.intent is Intent.AGENCY
    goes_on = GOES_ON.match(comparable(query.question)) is not None
    return (
        _ON_TOPIC_BIAS
        + _ON_TOPIC_NEARNESS * max(-_MOST_NEARNESS, min(_MOST_NEARNESS, above))
        + _ON_TOPIC_WORDS * max(scored.everyday for scored in near)
        + _ON_TOPIC_LAST_WORDS * in_last
        + _ON_TOPIC_UNKNOWN * min(_MOST_UNKNOWN, unknown)
        + _ON_TOPIC_SAYS_SO * context.says_so
        + _ON_TOPIC_GOES_ON * goes_on
        + _ON_TOPIC_ASKS * asks
        + _ON_TOPIC_SHORT * (context.is_short and known)
        + _ON_TOPIC_ENGLISH * in_english
    ) >= 0


def is_strange(query: Query, knowledge: Knowledge) -> bool:
    """Return whether bodies are asked for a thing that the documents hardly have a word of: 低空经济谁管.

    Such a question is no remark on what was said before it.
    """
    asks_who = query.intent is Intent.AGENCY and not query.bodies and not query.in_context
    return asks_who and knowledge.unknown_share(query.topic, query.language) > _STRANGE


def _threshold(found: Found, coverage: float, rule: TopicRule) -> float:
    if found.query.language is not Language.ENGLISH:
        return rule.chinese if coverage > 0 else rule.chinese_without_words
    rendered = any(scored.clause.rendering for scored in found.near[:_NEAR])
    return rule.english_rendered if rendered else rule.english
