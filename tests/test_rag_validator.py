"""An answer holds when every sentence has its citation and every value stands in what is cited."""

import pytest

from corpus.types import Level, Rendering, Role, Status
from rag.cite import Cited, lead_sentence, numbered
from rag.knowledge import Knowledge
from rag.problem import ProblemKind
from rag.types import Answer, AnswerAgency, Choice, Comparison, Intent, Language, Side
from rag.validator import problems_of

GOALS = "county-commerce-2023#二"
MINISTRY = "county-commerce-2023#五(二)"
COLD_CHAIN = "sichuan-circulation-2022#三(一)2"
PREFACE = "sichuan-circulation-2022#序言"
BUILDING = "xianyang-fangguanfu-2022#一4"
WINDOWS = "xianyang-fangguanfu-2022#四33"
COAL = "shanxi-central-rise-2017#二(三)1"
EXPRESS = "sichuan-ecommerce-express-2018#二(三)9"
SERVICES = "xianyang-fangguanfu-2022#三"
LOGISTICS = "sichuan-circulation-2022#三"


@pytest.fixture(scope="module")
def answer_with(knowledge):
    """Return what makes an answer with a text and the citations of these clauses, in this order."""

    def make(text, *clauses, language=Language.SIMPLIFIED, question="?", **changes):
        cited = [Cited(one, lead_sentence(one)) for one in map(knowledge.clauses.get, clauses)]
        fields = {
            "question": question,
            "standalone_question": question,
            "language": language,
            "intent": Intent.FACT,
            "text": text,
            "citations": numbered(cited, knowledge),
            "confidence": 1,
        }
        return Answer.model_validate(fields | changes)

    return make


@pytest.fixture(scope="module")
def problems(knowledge, answer_with):
    """Return what finds the problems of such an answer, as pairs of kind and words."""

    def find(text, *clauses, **changes):
        found = problems_of(answer_with(text, *clauses, **changes), knowledge)
        return [(one.kind, one.words.strip()) for one in found]

    return find


@pytest.mark.parametrize(
    ("clause", "text"),
    [
        (GOALS, "到2025年,全国要建成500个左右的县域商业“领跑县”。[1]"),
        (GOALS, "到２０２５年,全国要建成五百个左右的“领跑县”[1]。"),
        (GOALS, "2025年前,百分之九十的县达到“基本型”。[1]"),
        (GOALS, "九成以上的县达到“基本型”。[1]"),
        (GOALS, "这是三年行动计划(2023年至2025年)的目标。[1]"),
        (BUILDING, "一般社会投资项目70个工作日办结,政府投资项目100个工作日办结。[1]"),
        (COLD_CHAIN, "由省发展改革委、商务厅、农业农村厅和省供销社负责,没有写明牵头单位。[1]"),
        (COLD_CHAIN, "四家单位共同负责:省发展改革委、商务厅、农业农村厅、省供销社。[1]"),
        (COLD_CHAIN, "该条是第三部分第(一)项第2条。[1]"),
        (PREFACE, "该方案由四川省发展和改革委员会于2022年10月18日印发。[1]"),
        (WINDOWS, "负责人每半年至少参加1次。[1]"),
    ],
)
def test_an_honest_answer_in_chinese_holds(problems, clause, text):
    assert problems(text, clause) == []


@pytest.mark.parametrize(
    ("clause", "text"),
    [
        (GOALS, "到2025年,在全國打造500個左右的縣域商業「領跑縣」。[1]"),
        (GOALS, "百分之九十的縣要達到「基本型」及以上商業功能。[1]"),
        (COLD_CHAIN, "責任單位是省發展改革委、商務廳、農業農村廳及省供銷社。[1]"),
        (EXPRESS, "適當放寬對快遞專用電動三輪車等車輛的通行限制。[1]"),
    ],
)
def test_an_honest_answer_in_traditional_characters_holds(problems, clause, text):
    assert problems(text, clause, language=Language.TRADITIONAL) == []


@pytest.mark.parametrize(
    ("clause", "text"),
    [
        (GOALS, "By 2025 about five hundred leading counties are to be built nationwide. [1]"),
        (GOALS, 'Ninety percent of counties must reach the "basic type" or above [1].'),
        (GOALS, "The three-year plan (2023 to 2025) says so. [1]"),
        (BUILDING, "Private projects take 70 working days, public ones 100. [1]"),
        (
            COLD_CHAIN,
            "It falls to the **省发展改革委** (Sichuan Development and Reform Commission), the Sichuan "
            "Department of Commerce and the Sichuan Supply and Marketing Cooperative. [1]",
        ),
        (COLD_CHAIN, "The commerce department shares it with the agriculture department. [1]"),
        (MINISTRY, "The Ministry of Commerce (MOFCOM) gives guidance. [1]"),
        (PREFACE, "It was issued on 18 October 2022. [1]"),
        (PREFACE, "It was issued on October 18, 2022. [1]"),
        (WINDOWS, "Leaders take part at least once every six months. [1]"),
    ],
)
def test_an_honest_answer_in_english_holds(problems, clause, text):
    assert problems(text, clause, language=Language.ENGLISH) == []


@pytest.mark.parametrize(
    ("clause", "text", "words"),
    [
        (GOALS, "到2025年,全国要建成600个“领跑县”。[1]", "600"),
        (GOALS, "到2025年,全国要建成五千个“领跑县”。[1]", "五千"),
        (GOALS, "80%的县达到“基本型”。[1]", "80"),
        (GOALS, "By 2025 five thousand counties. [1]", "five thousand"),
        (GOALS, "90个县达到“基本型”。[1]", "90"),
        (GOALS, "国家安排350亿元。[1]", "350亿"),
        (BUILDING, "70个月内办结。[1]", "70"),
        (WINDOWS, "负责人每季度参加1次。[1]", "每季度"),
        (COLD_CHAIN, "见第三部分第(一)项第4条。[1]", "第4条"),
        (COLD_CHAIN, "《四川省“十四五”现代流通体系建设实施方案》三(二)9有规定。[1]", "三(二)9"),
        (COLD_CHAIN, "三家单位共同负责:商务厅、省供销社。[1]", "三"),
        (PREFACE, "文号是川发改〔2022〕399号。[1]", "〔2022〕399号"),
    ],
)
def test_an_invented_number_is_found(problems, clause, text, words):
    language = Language.ENGLISH if text.isascii() else Language.SIMPLIFIED
    assert problems(text, clause, language=language) == [(ProblemKind.NUMBER, words)]


@pytest.mark.parametrize(
    ("clause", "text", "words"),
    [
        (GOALS, "到2026年,建成500个“领跑县”。[1]", "2026年"),
        (GOALS, "到2025年底,建成500个“领跑县”。[1]", "2025年底"),
        (GOALS, "By 2027 about 500 counties are built. [1]", "2027"),
        (PREFACE, "该方案于2022年10月19日印发。[1]", "2022年10月19日"),
        (PREFACE, "It was issued on 19 October 2022. [1]", "19 october 2022"),
        (PREFACE, "該方案於2021年印發。[1]", "2021年"),
    ],
)
def test_a_changed_date_is_found(problems, clause, text, words):
    language = Language.ENGLISH if text.isascii() else Language.SIMPLIFIED
    assert problems(text, clause, language=language) == [(ProblemKind.DATE, words)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("由**财政厅**负责。[1]", "财政厅"),
        ("由**省商务厅**负责。[1]", "省商务厅"),  # the clause writes 商务厅
        ("由**发展改革委**负责。[1]", "发展改革委"),  # the clause writes 省发展改革委
        ("由**山西省商务厅**负责。[1]", "山西省商务厅"),
        ("由**财政部**负责。[1]", "财政部"),
        ("由**商务厅**、省低空经济发展局负责。[1]", "省低空经济发展局"),
        ("The Sichuan Department of Finance does it. [1]", "Sichuan Department of Finance"),
        ("The Shanxi Department of Commerce does it. [1]", "Shanxi Department of Commerce"),
        ("The Ministry of Commerce does it. [1]", "Ministry of Commerce"),
        ("The finance department does it. [1]", "finance department"),
        ("The NDRC does it. [1]", "NDRC"),
    ],
)
def test_a_body_that_is_not_there_is_found(problems, text, words):
    language = Language.ENGLISH if text.isascii() else Language.SIMPLIFIED
    assert problems(text, COLD_CHAIN, language=language) == [(ProblemKind.AGENCY, words)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("由**省发展改革委**牵头。[1]", "牵头"),
        ("The Sichuan Department of Commerce leads. [1]", "leads"),
    ],
)
def test_nobody_leads_where_no_clause_names_a_lead(problems, text, words):
    language = Language.ENGLISH if text.isascii() else Language.SIMPLIFIED
    assert problems(text, COLD_CHAIN, language=language) == [(ProblemKind.AGENCY, words)]


@pytest.mark.parametrize(
    ("clause", "text"),
    [
        (BUILDING, "由市住建局等单位牵头。[1]"),
        (COLD_CHAIN, "由商务厅等单位负责,文件没有写明牵头单位。[1]"),
    ],
)
def test_who_leads_may_be_said_as_the_clause_has_it(problems, clause, text):
    assert problems(text, clause) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("打通生鲜农产品“最后一千里”。[1]", "最后一千里"),
        ("围绕「川字好」优势特色产业。[1]", "川字好"),
        ("《四川省“十四五”现代流通体系实施方案》有规定。[1]", "四川省“十四五”现代流通体系实施方案"),
        ("> 推进自贡国家骨干冷链物流园地建设。 [1]", "推进自贡国家骨干冷链物流园地建设。"),
    ],
)
def test_a_quotation_with_one_character_changed_is_found(problems, text, words):
    assert problems(text, COLD_CHAIN) == [(ProblemKind.QUOTE, words)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("由**商务厅**等负责。[1]此举受到各方好评。", "此举受到各方好评。"),
        ("这项工作十分重要。由**商务厅**等负责。[1]", "这项工作十分重要。"),
        ("由**商务厅**负责。", "由商务厅负责。"),
        ("由**商务厅**负责。[2]", "由商务厅负责。"),
    ],
)
def test_a_sentence_without_a_citation_is_found(problems, text, words):
    assert problems(text, COLD_CHAIN) == [(ProblemKind.UNCITED, words)]


def test_an_invented_sentence_in_english_is_found(problems):
    text = "It is for the commerce department. [1] The work will bring great benefits."
    assert problems(text, COLD_CHAIN, language=Language.ENGLISH) == [
        (ProblemKind.UNCITED, "The work will bring great benefits.")
    ]


def test_a_value_must_stand_in_the_citation_of_its_own_sentence(problems):
    assert problems("目标是500个。[1]由商务厅等负责。[2]", GOALS, COLD_CHAIN) == []
    swapped = problems("目标是500个。[2]由商务厅等负责。[1]", GOALS, COLD_CHAIN)
    assert swapped == [(ProblemKind.NUMBER, "500"), (ProblemKind.AGENCY, "商务厅")]


@pytest.mark.parametrize(
    "text",
    [
        "不是财政厅,该条写明由商务厅等单位负责。[1]",
        "您问的2030年目标,文件没有写明。[1]",
        "文件没有写到2030年。",
        "“财政厅”没有列在其中。[1]",
    ],
)
def test_words_of_the_question_may_be_denied(problems, text):
    assert problems(text, COLD_CHAIN, question="财政厅要在2030年完成吗?") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("是的,要求2030年完成。[1]", ProblemKind.DATE),
        ("由财政厅负责,没有其他责任单位。[1]", ProblemKind.AGENCY),
    ],
)
def test_words_of_the_question_may_not_be_asserted(problems, text, kind):
    found = problems(text, COLD_CHAIN, question="财政厅要在2030年完成吗?")
    assert [one for one, _ in found] == [kind]


def test_a_body_may_be_called_as_the_question_calls_it(problems):
    text = "四川省发改委是责任单位之一。[1]"
    assert problems(text, COLD_CHAIN, question="四川省发改委管冷链吗?") == []
    assert problems(text, COLD_CHAIN) == [(ProblemKind.AGENCY, "四川省发改委")]


RENAMED = "省煤炭厅 → 能源局(2018年,《山西省机构改革方案》(2018年))"


def test_a_note_that_is_not_from_the_documents_holds_with_its_source(problems):
    text = f"由省煤炭厅等负责。[1]\n\n注(不出自文件):机构改革后,{RENAMED}。"
    assert problems(text, COAL) == []


@pytest.mark.parametrize(
    "note",
    [
        RENAMED.replace("能源局", "数据局"),
        RENAMED.replace("2018年,", "2019年,"),
        RENAMED.replace(",《山西省机构改革方案》(2018年)", ""),
        f"{RENAMED};省煤炭厅今年撤销",
    ],
)
def test_a_note_with_other_words_than_the_data_does_not_hold(problems, note):
    found = problems(f"由省煤炭厅等负责。[1]\n\n注(不出自文件):机构改革后,{note}。", COAL)
    assert [kind for kind, _ in found] == [ProblemKind.AGENCY]


def test_the_years_of_a_five_year_plan_hold_in_a_marked_remark(problems):
    text = "期限:“十四五”(即{}—{}年;年份不出自文件)[1]。"
    assert problems(text.format(2021, 2025), PREFACE) == []
    assert problems(text.format(2021, 2026), PREFACE) == [
        (ProblemKind.DATE, "2021"),
        (ProblemKind.DATE, "2026年"),
    ]


def test_what_is_listed_is_counted_and_nothing_else(problems):
    listed = (
        "\n\n- 三(一)2 完善冷链物流设施网络(共同负责)[1]\n- 三 加快发展现代物流体系(共同负责)[2]"
    )
    intro = "商务厅共有{}项任务,见于{}份文件:"
    asked = {"question": "商务厅有哪些任务?"}
    assert problems(intro.format(2, 1) + listed, COLD_CHAIN, LOGISTICS, **asked) == []
    assert problems(intro.format(3, 1) + listed, COLD_CHAIN, LOGISTICS, **asked) == [
        (ProblemKind.NUMBER, "3")
    ]


def test_choices_are_the_first_of_so_many_clauses(problems):
    choices = [Choice(label="甲", question="甲?"), Choice(label="乙", question="乙?")]
    text = "有{}处条款符合这个编号,请说明是哪一条:"
    assert problems(text.format(32), GOALS, clarify=choices) == []
    assert problems(text.format(1), GOALS, clarify=choices) == [(ProblemKind.NUMBER, "1")]


def test_a_warning_is_only_for_documents_that_are_repealed(problems):
    warning = "⚠ 《{}》已失效,以下内容仅供参考。"
    repealed = "四川省推进电子商务与快递物流协同发展实施方案"
    assert problems(warning.format(repealed), EXPRESS) == []
    in_force = warning.format("四川省“十四五”现代流通体系建设实施方案")
    assert [kind for kind, _ in problems(in_force, EXPRESS)] == [ProblemKind.UNCITED]


def test_clauses_below_a_cited_one_are_listed_by_their_own_headings(problems):
    text = "三、加快发展现代物流体系[1]\n\n下设条款:\n- 三(三) {}"
    assert problems(text.format("培育壮大物流市场主体"), LOGISTICS) == []
    quoted = text.replace("三(三)", "三24").format("试行公安服务“一窗通办”")
    assert problems(quoted.replace("三、加快发展现代物流体系", "三"), SERVICES) == []
    changed = problems(text.format("培育壮大物流市场客体"), LOGISTICS)
    assert [kind for kind, _ in changed] == [ProblemKind.UNCITED]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            Language.SIMPLIFIED,
            "馆藏没有湖北的文件,无法回答。现有文件来自:四川、山西、陕西咸阳、全国。",
        ),
        (Language.SIMPLIFIED, "馆藏文件没有涉及这个问题,无法回答。"),
        (Language.TRADITIONAL, "文件沒有給財政廳安排任務。"),
        (Language.ENGLISH, "The documents do not deal with this, so it cannot be answered."),
        (Language.ENGLISH, "The documents say nothing about 2030."),
    ],
)
def test_a_refusal_needs_no_citation(problems, language, text):
    asked = {"question": "湖北财政厅 2030年?", "language": language, "refused": True}
    assert problems(text, **asked) == []


def test_a_refusal_may_not_name_what_nobody_asked_for(problems):
    found = problems("文件没有给教育厅安排任务。其他文件中有省教育厅。", question="教育厅的任务?")
    assert found == [
        (ProblemKind.UNCITED, "其他文件中有省教育厅。"),
        (ProblemKind.AGENCY, "省教育厅"),
    ]


def test_the_list_of_bodies_has_those_of_the_clause_in_their_roles(problems):
    commerce = AnswerAgency(name="商务厅", role=Role.JOINT, citation=1)
    text = "由商务厅等负责。[1]"
    assert problems(text, COLD_CHAIN, agencies=[commerce]) == []
    for changes in ({"name": "财政厅"}, {"role": Role.LEAD}, {"name_en": "Department of Finance"}):
        wrong = commerce.model_copy(update=changes)
        assert problems(text, COLD_CHAIN, agencies=[wrong]) == [(ProblemKind.AGENCY, wrong.name)]


def test_the_sides_of_a_comparison_hold_like_the_text(problems):
    side = Side(
        document="county-commerce-2023",
        place="全国",
        level=Level.NATION,
        date="2023-07-27",
        status=Status.NOT_STATED,
        covered=True,
        citations=(1,),
        summary="建成500个“领跑县”",
    )

    def of(**changes):
        sides = (side.model_copy(update=changes),)
        return problems("建成500个。[1]", GOALS, comparison=Comparison(topic="?", sides=sides))

    assert of() == []
    assert of(summary="建成600个") == [(ProblemKind.NUMBER, "600")]
    assert of(agencies=("商务部",)) == [(ProblemKind.AGENCY, "商务部")]
    assert of(date="2023-07-28") == [(ProblemKind.DATE, "2023-07-28")]


def test_a_citation_must_be_of_a_clause_that_is_held_and_quote_its_words(knowledge, answer_with):
    answer = answer_with("建成500个。[1]", GOALS)
    [citation] = answer.citations
    forged = citation.model_copy(update={"clause_text": "建成600个", "quote": "建成600个"})
    unknown = citation.model_copy(update={"clause": "二十九"})
    for wrong in (forged, unknown):
        found = problems_of(answer.model_copy(update={"citations": (wrong,)}), knowledge)
        assert ProblemKind.QUOTE in [one.kind for one in found]


def test_a_rendering_gives_its_values_and_its_absence_takes_none(shipped, knowledge, answer_with):
    clause = knowledge.clauses[GOALS]
    rendered = Rendering(heading="", sentences=("The 'pace-setting counties' number 500.",))
    text = "They are called “pace-setting counties”. [1]"
    answer = answer_with(text, GOALS, language=Language.ENGLISH)
    assert [one.kind for one in problems_of(answer, knowledge)] == [ProblemKind.QUOTE]

    other = Knowledge(shipped)
    other.clauses = knowledge.clauses | {GOALS: clause.model_copy(update={"rendering": rendered})}
    assert problems_of(answer, other) == ()


def test_parts_that_stand_apart_in_a_clause_may_be_said_one_after_the_other(problems):
    apart = "建立“坐窗口、走流程、跟执法”常态化工作机制;结合业务实际深入一线暗访体验营商环境。"
    assert problems(f"{apart}负责人每半年至少参加1次。[1]", WINDOWS) == []
    invented = "建立“坐窗口、走流程、跟执法”常态化工作机制;结合业务实际深入一线免费体验。"
    found = problems(f"{invented}负责人每半年至少参加1次。[1]", WINDOWS)
    assert found == [(ProblemKind.UNCITED, invented)]
