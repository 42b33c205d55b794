"""Values that a sentence on the question must hold, and periods that the documents must name."""

import pytest

from corpus.parse import CatalogueEntry, parse_document
from rag.evidence import Thresholds

RIVERS = parse_document(
    "甘肃省人民政府办公厅关于印发《甘肃省“十四五”河道方案》的通知\n一、重点任务\n"
    "(一)疏浚河道。疏浚黄河支流四十公里。巡查队每季度巡查一次。建设码头两处。\n"
    "(二)栽种柳树。栽种柳树,办理手续不超过100个工作日。\n",
    CatalogueEntry("rivers", "rivers.txt", place="甘肃"),
)


@pytest.fixture(scope="module")
def ask(assistant_on):
    assistant = assistant_on(RIVERS)
    return lambda question: assistant.answer([question])[0]


@pytest.mark.parametrize(
    ("question", "refused"),
    [
        ("疏浚黄河支流多少公里?", False),
        ("疏浚黄河支流多少吨?", True),  # there is a number, in another unit
        ("栽种柳树办理手续不超过多少个工作日?", False),
        ("栽种柳树多少亩?", True),
        ("建设码头几处?", False),
        ("栽种柳树一共补贴多少钱?", True),
        ("“十四五”河道方案疏浚黄河支流多少公里?", False),
        ("“十五五”河道规划疏浚黄河支流多少公里?", True),
    ],
)
def test_a_value_counts_only_in_its_unit_and_its_period(ask, question, refused):
    assert ask(question).refused is refused


def test_a_heading_may_hold_the_value(assistant_on):
    stages = parse_document(
        "方案\n一、部署阶段(2023年7月-12月)。印发通知,加强动员。\n二、总结阶段(2025年1月-10月)。全面总结。\n",
        CatalogueEntry("stages", "stages.txt"),
    )
    answer = assistant_on(stages).answer(["部署阶段加强动员是什么时候?"])[0]
    assert not answer.refused


def test_a_question_without_a_shared_word_must_come_nearer(assistant_on):
    strict = Thresholds(chinese=-1.0, chinese_without_words=2.0, english=-1.0)
    assistant = assistant_on(RIVERS, thresholds=strict)
    assert assistant.answer(["鸽子吃啥?"])[0].refused
    assert not assistant.answer(["柳树谁管?"])[0].refused
