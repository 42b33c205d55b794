"""When questions count as on topic in tests, whose encoder knows no meaning."""

import math

from rag.on_topic import Kind, Model, TopicRule


def topic_rule(*, least: float, near: float = -1.0, **weights: float) -> TopicRule:
    """Return a rule: alone by the weighted measures, in a conversation from the cosine `near` on."""
    model = Model(bias=0.0, weights=weights, least=least)
    return TopicRule(
        models=dict.fromkeys(Kind, model),
        chinese=near,
        chinese_without_words=near,
        english=near,
        english_rendered=near,
    )


def by_words_alone() -> dict[Kind, Model]:
    """Return models for an encoder that knows no meaning: most of a question's words must stand there."""
    return dict.fromkeys(Kind, Model(bias=0.0, weights={"words": 100.0}, least=60.0))


ANYTHING = topic_rule(least=-math.inf)
NOTHING_ALONE = topic_rule(least=math.inf, near=0.9)
