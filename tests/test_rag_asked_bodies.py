"""Which of the bodies in a question it asks about."""

import pytest

from rag.understand import understand


@pytest.mark.parametrize(
    ("question", "bodies"),
    [
        ("咸阳政府投的工程怎么验收?", []),
        ("县政府掏钱的工程由谁管?", []),
        ("县政府采购归谁管?", []),
        ("县政府网站上公布几次?", []),
        ("县政府牵头吗?", ["县政府"]),
        ("县政府有份吗?", ["县政府"]),
        ("财政厅投的工程由谁管?", ["财政厅"]),  # any other body stays
        # What is done is no body of which it is asked.
        ("Who leads the police service counters?", []),
        ("Which department is in charge of tax service halls?", []),
        ("Is the police in charge of it?", ["police"]),
        # What a body does is short: 商务厅掺和吗.
        ("商务厅掺和吗?", ["商务厅"]),
    ],
)
def test_a_government_that_pays_or_publishes_is_not_asked_about(knowledge, question, bodies):
    query = understand(question, None, knowledge.library)
    assert [body.written for body in query.bodies] == bodies
