"""Names of bodies that were typed by their sound."""

import pytest

from rag.mended import names_mended
from rag.understand import understand


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("发该委在里面吗", "发改委在里面吗"),
        ("省发该委牵头吗", "省发改委牵头吗"),
        ("咸阳公机金中心负责吗", "咸阳公积金中心负责吗"),
        ("市场坚管局管吗", "市场监管局管吗"),
        ("自然姿源局和水力厅", "自然资源局和水利厅"),
    ],
)
def test_a_name_with_one_wrong_character_of_the_same_sound_is_put_right(typed, meant):
    assert names_mended(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "发改委在里面吗",
        "公积金中心负责吗",
        "质监局和质检局",  # either is a name, and both sound alike but for a character
        "发该伟",  # the last character is wrong, too
        "法改委",  # the first one is
        "发,该委",
        "清理河道淤泥由谁牵头",
        "who clears the silt?",
        "",
    ],
)
def test_names_that_are_right_and_other_words_stay(text):
    assert names_mended(text) == text


def test_no_text_of_the_corpus_is_changed(shipped):
    for clause in shipped.clauses:
        asked = clause.expected.chinese
        for text in (clause.text, *(one.text for one in asked)):
            for line in text.splitlines():
                assert names_mended(line) == line, clause.clause_id


def test_a_mended_body_is_asked_about(knowledge):
    query = understand("发该委在里面吗?", None, knowledge.library)
    assert [body.written for body in query.bodies] == ["发改委"]
    assert query.question == "发该委在里面吗?"  # as it was asked
