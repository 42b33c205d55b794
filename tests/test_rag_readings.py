"""What a question asks for, as learned from known questions."""

import pytest

from rag.readings import kind_asked, runs_of, wants_verdict
from rag.types import Intent


@pytest.mark.parametrize(
    "question",
    [
        "渔船报废补贴这块,真的只是交给水利厅了吗",
        "听同事讲虾塘改造今年不做了,有这事吗?",
        "我的理解是蜂农补助一年发两次,没搞错吧?",
        "So the shrimp ponds are rebuilt by 2031, is that right?",
    ],
)
def test_what_proposes_something_wants_a_verdict(question):
    assert wants_verdict(question, ["水利厅"])


@pytest.mark.parametrize(
    "question",
    ["渔船报废补贴由哪些单位负责", "虾塘要改造多少亩?", "How many shrimp ponds are to be rebuilt?"],
)
def test_an_open_question_wants_none(question):
    assert not wants_verdict(question, [])


@pytest.mark.parametrize(
    ("question", "bodies", "kind"),
    [
        ("水利厅在这份文件里一共摊上了哪些任务?", ["水利厅"], Intent.TASKS),
        ("Under which items does the fisheries office have something to do?", ["fisheries office"], Intent.TASKS),
        ("Who handles the rebuilding of shrimp ponds, and who helps?", [], Intent.AGENCY),
        ("虾塘要改造多少亩?", [], Intent.FACT),
        ("2031年虾塘亩产要到多少?", [], Intent.FACT),
    ],
)  # fmt: skip
def test_the_kind_shows_in_how_a_question_is_put(question, bodies, kind):
    assert kind_asked(question, bodies) is kind


def test_names_and_numbers_do_not_count():
    first = runs_of("甘肃的水利厅要建12处吗?", ["水利厅"])
    assert first == runs_of("青海的农业农村厅要建7处吗?", ["农业农村厅"])
    assert "◎ 的 〇 要" in first


def test_a_question_without_any_known_run_is_on_a_fact():
    assert kind_asked("龘", []) is Intent.FACT
    assert not wants_verdict("龘", [])
