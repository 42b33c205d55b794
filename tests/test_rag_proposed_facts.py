"""What a question proposes of a fact, apart from what it asks openly at its end."""

import pytest

from rag.language import comparable
from rag.proposed_facts import claimed_in, ends_open


@pytest.mark.parametrize(
    ("question", "is_open"),
    [
        ("集装箱最多能有多重", True),
        ("给一辆车,最多能有多重", True),
        ("码头建两处,是哪两处?", True),
        ("How heavy may it be?", True),
        # What it ends in asks nothing openly.
        ("码头要建两处?", False),
        ("码头要建两处,对吧", False),
        ("It is kept for ten years?", False),
        # It has proposed something before.
        ("听说码头建两处?那一共几处", False),
        ("", False),
    ],
)
def test_a_question_ends_open_that_proposes_nothing_before(question, is_open):
    assert ends_open(comparable(question)) is is_open


@pytest.mark.parametrize(
    ("question", "claimed"),
    [
        ("码头建两处,是哪两处?", "码头建两处"),
        ("码头要建两处", "码头要建两处"),
        ("码头建几处", None),
        ("", None),
    ],
)
def test_what_is_claimed_are_the_parts_that_ask_nothing_openly(question, claimed):
    assert claimed_in(comparable(question)) == claimed
