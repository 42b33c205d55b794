"""What a question was limited to, and the way out."""

import pytest

from rag.types import Answer
from ui.filters import everywhere


def choice(question, knowledge, **changes):
    fields = {
        "question": question,
        "standalone_question": question,
        "language": "zh-Hans",
        "intent": "agency",
        "text": "……",
        "confidence": 1,
    }
    return everywhere(Answer(**{**fields, **changes}), knowledge)


@pytest.mark.parametrize(
    ("question", "wider"),
    [
        ("四川的冷链物流设施由哪些部门负责?", "冷链物流设施由哪些部门负责?"),
        ("咸阳市的不动产登记谁牵头?", "不动产登记谁牵头?"),
        ("商务厅在四川有哪些任务?", "商务厅有哪些任务?"),
        ("四川省商务厅有哪些任务?", "商务厅有哪些任务?"),
        ("Who is responsible for cold chain in Sichuan?", "Who is responsible for cold chain?"),
    ],
)
def test_a_question_with_a_place_can_be_asked_without_it(question, wider, knowledge):
    assert choice(question, knowledge).question == wider


def test_a_question_on_tasks_can_be_asked_of_all_documents(knowledge):
    wider = choice("商务厅在四川有哪些任务?", knowledge, intent="tasks")
    assert wider.question == "商务厅有哪些任务?"


def test_the_choice_names_the_documents(knowledge):
    label = choice("四川的冷链物流设施由哪些部门负责?", knowledge).label
    assert "《四川省“十四五”" in label
    assert "等 2 份文件" in label


def test_the_choice_names_a_single_document_without_counting_it(knowledge):
    label = choice("咸阳的不动产登记谁牵头?", knowledge).label
    assert label.startswith("现只查找《咸阳市2022年")
    assert "份" not in label


@pytest.mark.parametrize(
    ("question", "changes"),
    [
        ("冷链由谁负责?", {}),
        ("四川和山西的冷链有什么不同?", {"intent": "compare"}),
        ("山西呢?", {"standalone_question": "关于冷链:山西呢?"}),
    ],
)
def test_there_is_nothing_to_undo_without_a_limit(question, changes, knowledge):
    assert choice(question, knowledge, **changes) is None
