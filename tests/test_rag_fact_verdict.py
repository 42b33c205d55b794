"""Whether what a question proposes of a fact is so."""

import pytest
from small_documents import clause, document, parsed

from corpus.library import Corpus
from corpus.types import Rendering
from rag.fact_verdict import proposed_in, verdict_on_fact
from rag.knowledge import Knowledge
from rag.language import comparable
from rag.query import Query
from rag.types import Intent, Language, Verdict
from rag.wording import content_of


def verdict(question, *sentences, language=Language.SIMPLIFIED, english=()):
    """Return the verdict on a question over a clause of these sentences."""
    rendering = Rendering(heading="", sentences=tuple(english)) if english else None
    one = clause("d", "一", "".join(sentences), rendering=rendering)
    other = clause("d", "二", "完善养老服务。")
    knowledge = Knowledge(Corpus((parsed(document("d"), one, other),)))
    query = Query(
        question=question,
        standalone=question,
        language=language,
        intent=Intent.FACT,
        topic=content_of(comparable(question)),
    )
    return verdict_on_fact(query, one, sentences, knowledge)


@pytest.mark.parametrize(
    ("question", "proposed"),
    [
        ("审批是不是70个工作日?", "审批是不是70个工作日?"),
        ("哪条高速搞试点?成宜那条?", "成宜那条"),
        ("钱怎么花的明细是不是半年交一回?", "钱怎么花的明细是不是半年交一回?"),
        ("can it keep its use when it is rebuilt?", "can it keep its use when it is rebuilt?"),
        ("哪条高速搞试点?", None),
        ("给我名单", None),
    ],
)
def test_what_a_question_proposes(question, proposed):
    assert proposed_in(question) == proposed


@pytest.mark.parametrize(
    ("question", "sentence", "wanted"),
    [
        ("审批是不是70个工作日?", "100个工作日内办结审批。", Verdict.NO),
        ("审批是不是100个工作日?", "100个工作日内办结审批。", Verdict.YES),
        ("清单半年报一回就行吗?", "按季度报送清单。", Verdict.NO),
        ("摸底拖到23年底也行吧?", "摸底应于2023年8月底前完成。", Verdict.NO),
        ("要新盖的机场是太原那个吧?", "新建大同机场,扩建太原机场。", Verdict.NO),
        ("哪座新建?大同的?", "新建大同机场,扩建太原机场。", Verdict.YES),
        ("目标定了还能改吗?", "目标确认后原则上不再调整。", Verdict.NO),
        ("派个科长去就可以了吧?", "政府主要负责同志每半年参加。", Verdict.NO),
        ("建的是300个高职专业吧?", "建设100个高职专业、300个中职专业。", Verdict.NO),
        ("大同机场要新建吗?", "新建大同机场。", Verdict.YES),
        ("谁来建机场?", "新建大同机场。", None),
        ("大同机场要建设吗?", "研究建设大同机场。", Verdict.PARTLY),
        ("大同机场要研究建设吗?", "研究建设大同机场。", Verdict.YES),
    ],
)
def test_a_verdict_rests_on_what_stands_in_the_sentence(question, sentence, wanted):
    assert verdict(question, sentence) is wanted


def test_what_is_only_studied_is_not_settled_in_english_either():
    english = ["Build the new Datong Airport, study the building of Jiexiu Airport."]
    found = verdict(
        "Is there to be a new airport at Jiexiu?",
        "新建大同机场,研究建设介休机场。",
        language=Language.ENGLISH,
        english=english,
    )
    assert found is Verdict.PARTLY


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Is the land use kept for ten years?", Verdict.NO),
        ("Is the land use kept for five years?", Verdict.YES),
        ("How long is the land use kept?", None),
    ],
)
def test_an_english_question_is_held_against_the_rendering(question, wanted):
    english = ["The land use may be kept for five years."]
    found = verdict(
        question, "可在5年内保持土地原用途。", language=Language.ENGLISH, english=english
    )
    assert found is wanted


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("朔州和大同都建机场吗?", Verdict.YES),
        ("朔州和昆明都建机场吗?", Verdict.PARTLY),
        ("昆明要建机场吗?", Verdict.NO),
        ("机场叫“云中”,对吗?", Verdict.YES),
        ("机场叫“天池”,对吗?", Verdict.NO),
    ],
)
def test_names_that_are_proposed_must_stand_there(question, wanted):
    assert verdict(question, "新建朔州、大同机场,定名“云中”机场。") is wanted
