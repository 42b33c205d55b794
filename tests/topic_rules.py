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


ANYTHING = topic_rule(least=-math.inf)
NOTHING_ALONE = topic_rule(least=math.inf, near=0.9)
