"""In which roles bodies are asked for, each part of a question by itself."""

import pytest

from rag.asked_roles import asks_for_both, asks_who_leads
from rag.query import Focus
from rag.wording import focus_of


@pytest.mark.parametrize(
    "text",
    [
        "老小区的煤气立管由谁负责更换,谁配合?",
        "让饭店给老人送饭,哪个局牵头,还有谁参与?",
        "职工安置由哪个厅牵头,哪些单位配合?",
        "谁牵头谁配合?",
        "牵头的是谁、配合的又是哪家?",
        "阻车装置分别由哪些单位管?谁牵头?",
        "who runs the spot checks, and which bodies support them?",
    ],
)
def test_leads_and_those_who_support_are_both_asked_for(text):
    assert asks_for_both(text)
    assert focus_of(text) is Focus.ALL


@pytest.mark.parametrize(
    ("text", "focus"),
    [
        ("这项工作由谁牵头?", Focus.LEAD),
        ("除了牵头单位,谁配合?", Focus.SUPPORT),
        ("which bodies support the department that leads?", Focus.SUPPORT),
    ],
)
def test_one_role_is_asked_for(text, focus):
    assert not asks_for_both(text)
    assert focus_of(text) is focus


def test_who_leads_is_asked_beside_other_things():
    assert asks_who_leads("航线管理指引由谁牵头、谁配合,最晚什么时候印发?")
    assert not asks_who_leads("这份方案是哪个部门牵头印发的?")
    assert not asks_who_leads("牵头单位印发的那个方案是哪天发的?")
