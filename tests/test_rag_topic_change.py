"""Whether a question in a conversation turns to a topic that no document has."""

import pytest
from topic_rules import topic_rule

from corpus.parse import CatalogueEntry, parse_document
from rag.topic_change import WEIGHTS, changes_topic

DAMS = parse_document(
    "甘肃省人民政府办公厅关于印发《甘肃省水库方案》的通知\n一、重点任务\n"
    "(一)加固水库。加固水库九座。(责任单位:省水利厅)\n"
    "(二)栽种柳树。栽种柳树四百亩。(责任单位:省林业厅)\n"
    "(三)饲养鸽子。饲养鸽子三百只。(责任单位:省农业厅)\n",
    CatalogueEntry("dams", "dams.txt", place="甘肃"),
)
NEAR = dict.fromkeys(WEIGHTS, 0.0)


@pytest.fixture(scope="module")
def ask(assistant_on):
    # An encoder that knows no meaning: a topic's words must stand there.
    assistant = assistant_on(DAMS, topic_rule=topic_rule(least=60.0, words=100.0))
    return lambda *turns: assistant.answer(turns)[-1]


@pytest.mark.parametrize("question", ["那骆驼驯养呢?", "骆驼驯养呢", "骆驼驯养归谁管?"])
def test_a_new_topic_of_which_no_word_is_held_is_no_remark_on_the_last_answer(ask, question):
    answer = ask("甘肃的加固水库由谁负责?", question)
    assert answer.refused
    assert not answer.agencies


@pytest.mark.parametrize(
    ("question", "clause"),
    [("那栽种柳树呢?", "一(二)"), ("饲养鸽子归谁管?", "一(三)"), ("由谁负责呢?", "一(一)")],
)
def test_a_topic_of_the_documents_and_a_remark_are_answered(ask, question, clause):
    answer = ask("甘肃的加固水库由谁负责?", question)
    assert not answer.refused
    assert answer.citations[0].clause == clause


def test_what_names_its_document_or_is_held_by_the_last_clause_is_not_strange():
    strange = NEAR | {"asks": 1.0, "unknown": 0.9, "leans": 0.0, "words": 1.0, "above": 0.05}
    assert changes_topic(strange, is_long=True)
    for other in ({"explicit": 1.0}, {"in_last": 0.5}, {"odds": 3.0}, {"leans": 1.0}):
        assert not changes_topic(strange | other, is_long=True), other
    assert changes_topic(strange | {"leans": 1.0, "elliptic": 1.0}, is_long=True)
    remark = strange | {"leans": 1.0, "explicit": 1.0, "elliptic": 1.0}
    assert not changes_topic(remark, is_long=False)


def test_the_measures_weigh_together():
    likely = NEAR | {"leans": 1.0, "in_last": 0.4, "above": 0.02}
    assert not changes_topic(likely, is_long=False)
    assert changes_topic(
        NEAR | {"elliptic": 1.0, "unknown": 0.7, "odds": -4.0, "above": -0.05}, is_long=False
    )
