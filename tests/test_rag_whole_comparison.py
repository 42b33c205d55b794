"""Questions that compare documents as wholes, and those that only look like it."""

import pytest

from rag.compose_whole import compose_whole
from rag.query import Turn
from rag.types import Intent
from rag.understand import understand
from rag.whole import Aspect, Whole
from rag.whole_comparison import with_whole

OLD, NEW = "sichuan-ecommerce-express-2018", "sichuan-circulation-2022"
SHANXI, XIANYANG = "shanxi-central-rise-2017", "xianyang-fangguanfu-2022"
COUNTY = "county-commerce-2023"


def whole_of(question, knowledge, earlier=None):
    library = knowledge.library
    return with_whole(understand(question, earlier, library), earlier, library).whole


@pytest.mark.parametrize(
    ("question", "first", "others"),
    [
        ("山西有哪些任务四川没有?", (SHANXI,), (NEW, OLD)),
        ("what does Shanxi have that Sichuan lacks?", (SHANXI,), (NEW, OLD)),
        ("四川缺了哪些山西有的任务", (SHANXI,), (NEW, OLD)),
        ("四川有山西没有的任务有哪些", (NEW, OLD), (SHANXI,)),
        ("四川2022年方案没有而山西有的任务", (SHANXI,), (NEW,)),
        ("What is in the Shanxi plan but not in the Sichuan plans?", (SHANXI,), (NEW, OLD)),
        ("四川2018年的方案和2022年的方案相比少了什么", (NEW,), (OLD,)),
        ("全国县域商业计划里有什么是四川没有的", (COUNTY,), (NEW, OLD)),
    ],
)
def test_what_one_has_and_another_lacks_is_asked_the_right_way_round(
    question, first, others, knowledge
):
    assert whole_of(question, knowledge) == Whole(Aspect.LACKING, first, others)


@pytest.mark.parametrize(
    "question",
    [
        "2018年的方案里的任务到2022年的还有哪些?",
        "四川2022年的方案里还有哪些2018年方案的任务?",
        "2018年方案的任务,2022年方案里还有哪些?",
        "what became of the tasks of the 2018 Sichuan plan in the 2022 plan?",
    ],
)
def test_what_became_of_tasks_is_seen_from_the_older_plan(question, knowledge):
    assert whole_of(question, knowledge) == Whole(Aspect.FATE, (OLD,), (NEW,))


@pytest.mark.parametrize(
    ("question", "aspect"),
    [
        ("两份四川文件有什么相同和不同?", Aspect.ALL),
        ("how do the two Sichuan plans differ?", Aspect.ALL),
        ("Which tasks are in both Sichuan plans?", Aspect.SHARED),
        ("四川两份方案同样的任务责任单位有什么不同", Aspect.BODIES),
        ("Same tasks but different targets in the two Sichuan plans?", Aspect.FIGURES),
    ],
)
def test_what_is_compared_is_told_from_the_words(question, aspect, knowledge):
    whole = whole_of(question, knowledge)
    assert whole is not None
    assert (whole.aspect, {*whole.first, *whole.others}) == (aspect, {OLD, NEW})


def test_the_document_that_is_named_first_leads(knowledge):
    whole = whole_of("咸阳要点里哪些事项四川流通方案也有", knowledge)
    assert whole == Whole(Aspect.SHARED, (XIANYANG,), (NEW,))


@pytest.mark.parametrize(
    "question",
    [
        "四川和山西冷链有什么不同",
        "山西和四川分别由谁负责冷链物流",
        "四川和陕西咸阳谁没有写牵头单位",
        "两份四川文件的有效性有什么不同",
        "四川有哪些任务?",
        "四川还有哪些任务?",
        "四川没有哪些任务?",
        "四川和江苏有什么不同",
        "how do the two Sichuan plans differ on cold chains?",
    ],
)
def test_a_topic_a_place_without_documents_or_one_document_is_no_comparison_of_wholes(
    question, knowledge
):
    assert whole_of(question, knowledge) is None


@pytest.mark.parametrize("question", ["哪些任务两份文件都有?", "which tasks are in both?"])
def test_a_comparison_without_documents_is_one_of_which_it_is_to_be_asked(question, knowledge):
    assert whole_of(question, knowledge) == Whole(Aspect.SHARED, (), ())


@pytest.mark.parametrize("question", ["哪些任务两份文件都有?", "which tasks are in both?"])
def test_the_choices_offered_are_comparisons_of_wholes_themselves(question, knowledge):
    library = knowledge.library
    query = with_whole(understand(question, None, library), None, library)
    draft = compose_whole(query, query.whole, knowledge, links=None)
    assert draft.refused
    assert len(draft.clarify) == 5
    for choice in draft.clarify:
        assert whole_of(choice.question, knowledge) is not None, choice.question


def turn(question, knowledge):
    library = knowledge.library
    return Turn(query=with_whole(understand(question, None, library), None, library), clauses=())


def test_in_a_conversation_on_something_a_comparison_goes_on_with_that(knowledge):
    earlier = turn("四川的冷链物流由谁负责?", knowledge)
    assert whole_of("山西和四川有什么不同?", knowledge, earlier) is None
    assert whole_of("山西有哪些任务四川没有?", knowledge, earlier) is not None


def test_a_comparison_can_be_turned_round_and_asked_otherwise(knowledge):
    earlier = turn("山西有哪些任务四川没有?", knowledge)
    turned = whole_of("反过来呢?", knowledge, earlier)
    assert turned == Whole(Aspect.LACKING, (NEW, OLD), (SHANXI,))
    shared = whole_of("那哪些任务是都有的?", knowledge, earlier)
    assert shared == Whole(Aspect.SHARED, (SHANXI,), (NEW, OLD))


def test_the_query_asks_for_a_comparison_of_these_documents_and_nothing_else(knowledge):
    library = knowledge.library
    question = "2018年的方案里的任务到2022年的还有哪些?"
    query = with_whole(understand(question, None, library), None, library)
    assert query.intent is Intent.COMPARE
    assert query.scope.documents == (OLD, NEW)
    assert query.topic == ""
