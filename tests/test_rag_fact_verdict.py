"""Whether what a question proposes of a fact is so."""

import pytest
from small_documents import clause, document, parsed

from corpus.library import Corpus
from corpus.types import ExpectedQuestion, ExpectedQuestions, MarkedQuestion, Rendering
from rag.fact_verdict import verdict_on_fact
from rag.knowledge import Knowledge
from rag.language import comparable
from rag.proposed_facts import is_closed_question, proposed_in
from rag.query import Query
from rag.types import Intent, Language, Verdict
from rag.wording import content_of


def verdict(question, *sentences, language=Language.SIMPLIFIED, english=(), **changes):
    """Return the verdict on a question over a clause of these sentences."""
    wants_verdict = changes.pop("wants_verdict", False)
    rendering = Rendering(heading="", sentences=tuple(english)) if english else None
    one = clause("d", "一", "".join(sentences), rendering=rendering, **changes)
    other = clause("d", "二", "完善养老服务。")
    knowledge = Knowledge(Corpus((parsed(document("d"), one, other),)))
    query = Query(
        question=question,
        standalone=question,
        language=language,
        intent=Intent.FACT,
        topic=content_of(comparable(question)),
        wants_verdict=wants_verdict,
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
        # What vouches for it proposes what it says.
        ("想确认一下,码头要建两处", "想确认一下,码头要建两处"),
        ("想跟你核实一下数字,100个工作日", "想跟你核实一下数字,100个工作日"),
        ("我印象里是码头建两处", "我印象里是码头建两处"),
        ("领导说码头要建两处", "领导说码头要建两处"),
        ("i was told the use is kept", "i was told the use is kept"),
        ("please confirm: the use is kept.", "please confirm,the use is kept."),
        ("想确认一下", None),
        ("i was told so", None),
        ("帮我核实一下码头建几处", None),
        ("码头要建两处", None),
        # A dash or a colon parts an open question from a guess.
        ("哪条高速搞试点——成宜那条吧?", "成宜那条吧?"),
        ("哪条高速搞试点: 成宜那条吧?", "成宜那条吧?"),
        ("of how many hours - is it ten?", "is it ten?"),
        ("how long is it kept - ten years, right?", "ten years,right?"),
        # An English question that asks openly is not cut at its commas.
        ("how often, at least, do the leaders sit there?", None),
        ("when, if at all, is it right?", None),
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


@pytest.mark.parametrize(
    ("question", "closed"),
    [
        ("合起来四千公里?", True),
        ("我问个事。合起来四千公里?", True),
        ("钱怎么花的明细半年交一回?", True),
        ("合起来多少公里?", False),
        ("合起来四千公里?谁管?", False),  # the last sentence counts
        ("合起来四千公里。", False),
        ("合起来四千公里呢?", False),
        ("四千公里还是五千公里?", False),
        ("合起来?", False),  # too short to say anything
        ("is it ten years?", False),
    ],
)
def test_a_chinese_question_without_a_question_word_proposes_what_it_says(question, closed):
    assert is_closed_question(question) is closed


@pytest.mark.parametrize(
    ("question", "wants_verdict", "wanted"),
    [
        ("合起来四千公里?", False, Verdict.NO),
        ("合起来五千公里?", False, Verdict.YES),
        # Words alone are enough for yes only where a yes or no is plainly wanted.
        ("全程修建公路?", False, None),
        ("全程修建公路?", True, Verdict.YES),
        ("合起来多少公里?", False, None),
    ],
)
def test_a_closed_question_is_judged_by_values_unless_it_plainly_wants_a_verdict(
    question, wants_verdict, wanted
):
    found = verdict(question, "合计修建公路五千公里。", wants_verdict=wants_verdict)
    assert found is wanted


@pytest.mark.parametrize(
    ("question", "sentence", "wanted"),
    [
        ("想确认一下,码头建三处", "建设码头两处。", Verdict.NO),
        ("想确认一下,码头建两处", "建设码头两处。", Verdict.YES),
        ("领导说码头要建三处", "建设码头两处。", Verdict.NO),
        # A duty is none where the text only encourages.
        ("企业必须入驻吗?", "鼓励企业入驻园区。", Verdict.NO),
        ("企业一定要入驻吗?", "具备条件的企业入驻园区。", Verdict.NO),
        ("入驻是强制的吧?", "企业自愿入驻园区。", Verdict.NO),
        ("企业非入驻不可吗?", "引导企业入驻园区。", Verdict.NO),
        ("企业必须入驻吗?", "企业必须入驻园区,鼓励扩建。", Verdict.YES),
        # A limit is no ban.
        ("燃煤锅炉是不是禁止了?", "限制使用燃煤锅炉。", Verdict.NO),
        ("燃煤锅炉叫停了吧?", "严控燃煤锅炉。", Verdict.NO),
        ("燃煤锅炉是不是禁止了?", "禁止使用燃煤锅炉,限制燃油锅炉。", Verdict.YES),
        ("燃煤锅炉是不是限制了?", "限制使用燃煤锅炉。", Verdict.YES),
        # What is hoped for is allowed.
        ("可以先开工吗?", "项目可先行动土。", Verdict.YES),
        ("能不能边申报边建设?", "项目可由市里边申报边办理。", Verdict.YES),
        ("可以先开工吗?", "项目依法办理。", None),
        ("能不能先开工?", "项目认可后办理。", None),
        ("可以先开工吗?", "严禁项目先行动土,可在审批后办理。", Verdict.NO),
        ("不能先开工吧?", "项目可先行动土。", None),
        # All names stand there.
        ("大同定了吧?", "在大同、朔州布点。", Verdict.YES),
        ("大同和朔州定了吧?", "在大同、朔州布点。", Verdict.YES),
        ("大同定了吧?", "研究在大同布点。", Verdict.PARTLY),
        ("大同报上去了吧?", "研究在大同布点。", Verdict.YES),  # said to be sought, and it is
        # Years.
        ("2026年建成码头吗?", "2027年建成码头。", Verdict.NO),
        ("2027年建成码头吗?", "2027年建成码头。", Verdict.YES),
        ("2026年建成码头吗?", "建成码头。", Verdict.YES),
        # What is said of all, or once and for all.
        ("每一个企业都入驻吧?", "企业入驻园区。", Verdict.NO),
        ("码头修一次就一劳永逸了吧?", "维护码头。", Verdict.NO),
        ("所有企业都入驻吧?", "全部企业入驻园区。", Verdict.YES),
    ],
)
def test_what_is_proposed_must_be_as_strict_as_settled_and_of_the_same_year(
    question, sentence, wanted
):
    assert verdict(question, sentence) is wanted


@pytest.mark.parametrize(
    ("question", "english", "wanted"),
    [
        ("Do firms have to move in?", "Firms are encouraged to move in.", Verdict.NO),
        ("Is it mandatory for firms to move in?", "Firms move in voluntarily.", Verdict.NO),
        ("Are coal boilers banned?", "Limit coal boilers.", Verdict.NO),
        ("Are coal boilers banned?", "Coal boilers are banned.", Verdict.YES),
        ("Can work start first?", "Work may start early.", Verdict.YES),
        ("Can work start first?", "Ground is broken early.", None),
        ("Is the scheme scrapped outright?", "Merge some schemes.", Verdict.NO),
        ("Does it apply to every firm?", "It applies to large firms.", Verdict.NO),
        ("Was the dock done in 2026?", "Finish the dock in 2027.", Verdict.NO),
        ("I was told the use is kept for ten years", "The use is kept for five years.", Verdict.NO),
        ("How long is the use kept - is it ten years?", "It is kept for five years.", Verdict.NO),
        ("How often, at least, is the use checked?", "The use is checked.", None),
    ],
)
def test_an_english_proposal_must_be_as_strict_and_settled_too(question, english, wanted):
    # The figures are those of the Chinese text; nothing else of it counts here.
    chinese = {"five": "5年。", "2027": "2027年。"}
    sentence = next((text for word, text in chinese.items() if word in english), "完善服务。")
    assert verdict(question, sentence, language=Language.ENGLISH, english=[english]) is wanted


SCENIC = "推动景区、商场先行整治。"


@pytest.mark.parametrize(
    ("question", "sentence", "wanted"),
    [
        ("先拿酒店和药房开刀吧?", SCENIC, Verdict.NO),
        ("在酒店、药房先行吧?", SCENIC, Verdict.NO),
        ("先拿景区和药房开刀吧?", SCENIC, None),  # it speaks of one of them
        ("先拿药房和景区开刀吧?", SCENIC, None),
        ("先拿景区和商场开刀吧?", SCENIC, None),
        ("拿酒店和药房比一样吗?", SCENIC, None),  # they are compared, not proposed
    ],
)
def test_of_two_things_proposed_together_the_clause_must_speak_of_one(question, sentence, wanted):
    assert verdict(question, sentence) is wanted


@pytest.mark.parametrize(
    "changes",
    [
        {"plain": Rendering(heading="", sentences=("先管酒店。",))},
        {
            "expected": ExpectedQuestions(
                chinese=(ExpectedQuestion(text="药房归谁管", sentences=(0,)),), english=()
            )
        },
        {
            "expected": ExpectedQuestions(
                chinese=(),
                english=(),
                chinese_marked=(MarkedQuestion(text="酒店何时整治", answer="先行"),),
            )
        },
    ],
)
def test_a_clause_speaks_of_things_in_everyday_words_and_expected_questions_too(changes):
    assert verdict("先拿酒店和药房开刀吧?", SCENIC) is Verdict.NO
    assert verdict("先拿酒店和药房开刀吧?", SCENIC, **changes) is not Verdict.NO


@pytest.mark.parametrize(
    ("question", "sentence", "wanted"),
    [
        ("大同机场已经建设了吗?", "研究建设大同机场。", Verdict.NO),
        ("大同机场批下来要建设了吗?", "争取建设大同机场。", Verdict.NO),
        ("大同机场要建设吗?", "争取建设大同机场。", Verdict.PARTLY),
        ("大同机场已经建设了吗?", "建设大同机场。", Verdict.YES),
        ("想争建大同机场吗?", "争取建设大同机场。", Verdict.YES),
    ],
)
def test_what_is_only_sought_has_not_been_settled_already(question, sentence, wanted):
    assert verdict(question, sentence) is wanted


def test_that_it_is_settled_already_is_denied_in_english_too():
    english = ["Build the new Datong Airport, study the building of Jiexiu Airport."]
    found = verdict(
        "Has the building of Jiexiu Airport already been approved?",
        "新建大同机场,研究建设介休机场。",
        language=Language.ENGLISH,
        english=english,
    )
    assert found is Verdict.NO


@pytest.mark.parametrize(
    ("question", "sentence", "wanted"),
    [
        ("覆盖率要达到百分之七十吗?", "覆盖率达到70%。", Verdict.YES),
        ("覆盖率要达到百分之八十吗?", "覆盖率达到70%。", Verdict.NO),
        ("覆盖率要达到70%吗?", "覆盖率达到百分之七十。", Verdict.YES),
        ("单位非得装充电桩吗?", "鼓励单位安装充电桩。", Verdict.NO),
        ("企业必得办理保险吗?", "引导企业办理保险。", Verdict.NO),
        ("必须凭身份证领取吗?", "可凭身份证领取。", Verdict.NO),
        # 可 in the middle of a word allows nothing.
        ("项目必须用可再生能源吗?", "项目使用可再生能源。", Verdict.YES),
    ],
)
def test_percentages_in_words_and_duties_that_are_none(question, sentence, wanted):
    assert verdict(question, sentence) is wanted


def test_several_names_at_once_must_stand_in_the_sentences_that_answer():
    sentences = ("新建大同机场。", "扩建太原机场。")
    one = clause("d", "一", "".join(sentences))
    knowledge = Knowledge(Corpus((parsed(document("d"), one),)))

    def found(question):
        query = Query(
            question=question,
            standalone=question,
            language=Language.SIMPLIFIED,
            intent=Intent.FACT,
            topic=content_of(question),
        )
        return verdict_on_fact(query, one, sentences[:1], knowledge)

    assert found("大同和太原都要新建机场吧?") is Verdict.PARTLY
    assert found("太原也要新建机场吧?") is not Verdict.PARTLY  # one may stand elsewhere


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("大同机场要新建,最多能有多大", None),
        ("大同机场要新建", Verdict.YES),
    ],
)
def test_a_question_taken_for_a_proposal_gets_no_verdict_where_it_ends_open(question, wanted):
    assert verdict(question, "新建大同机场。", wants_verdict=True) is wanted


@pytest.mark.parametrize(
    ("question", "sentence", "wanted"),
    [
        ("大同机场已经动工了?", "规划建设大同机场。", Verdict.NO),
        ("大同机场已经批下来了?", "争取将大同机场纳入国家试点。", Verdict.NO),
        ("那个机场已经动工了?", "规划布局公租房。", None),  # what is planned is another thing
        ("大同机场动工了?", "全面建设大同机场。", None),
        ("大同机场非得先备案才能开建?", "允许大同机场边申报边建设。", Verdict.NO),
        ("大同机场非得先备案才能开建?", "大同机场必须先备案。", None),
    ],
)
def test_a_closed_question_on_progress_or_duty_is_denied_without_a_word_of_asking(
    question, sentence, wanted
):
    assert verdict(question, sentence) is wanted
