import pytest
from small_documents import citation

from eval.cases import Case
from eval.contrast import contrast
from eval.judge import Judgement, Reason, judge
from eval.measures import Outcome
from eval.wording import is_written_in, stands_in
from rag.types import Answer, Language

COLD = "sichuan-circulation-2022#三(一)2"
HUB = "sichuan-circulation-2022#三(一)1"
COUNTY = "county-commerce-2023#二(一)"


def answer(**changes):
    fields = {
        "question": "谁?",
        "standalone_question": "谁?",
        "language": "zh-Hans",
        "intent": "agency",
        "text": "由省发展改革委牵头,商务厅配合,建设500个基地[1]。",
        "agencies": [
            {"name": "省发展改革委", "role": "lead", "citation": 1},
            {"name": "商务厅", "role": "participant", "citation": 1},
        ],
        "citations": [citation(COLD)],
        "confidence": 0.9,
    }
    return Answer.model_validate(fields | changes)


def case(**changes):
    fields = {
        "id": "agency-001",
        "category": "agency",
        "language": "zh-Hans",
        "turns": ["谁?"],
        "clauses": [[COLD]],
        "agencies": [
            {"name": "商务厅", "role": "participant"},
            {"name": "省发展改革委", "role": "lead"},
        ],
        "agencies_asked": "all",
        "facts": [["500个"]],
    }
    return Case.model_validate(fields | changes)


def refusal_case(**changes):
    fields = {"agencies": [], "agencies_asked": "none", "clauses": [], "facts": []}
    return case(**fields | {"category": "refuse", "refusal_class": "near_miss"} | changes)


def refusal(**changes):
    fields = {"refused": True, "text": "文件没有规定。", "agencies": [], "citations": []}
    return answer(**fields | changes)


def reasons(judged_case, judged_answer):
    judgement = judge(judged_case, [judged_answer] * len(judged_case.turns))
    assert judgement.right == (not judgement.reasons)
    return list(judgement.reasons)


def test_a_right_answer_has_no_reasons():
    assert reasons(case(), answer()) == []


def test_a_group_of_clauses_without_a_cited_member_is_a_retrieval_miss():
    both_needed = case(clauses=[[COLD], [HUB]])
    assert reasons(both_needed, answer()) == [Reason.RETRIEVAL_MISS]
    assert reasons(both_needed, answer(citations=[citation(COLD), citation(HUB, 2)])) == []


def test_any_member_of_a_group_suffices():
    assert reasons(case(clauses=[[HUB, COLD]]), answer()) == []


def test_an_answer_without_citations_is_a_retrieval_miss():
    bare = answer(citations=[], agencies=[])
    assert reasons(case(agencies=[], agencies_asked="none"), bare) == [Reason.RETRIEVAL_MISS]


def test_a_first_citation_that_is_not_acceptable_is_beside_the_point():
    wrong_first = answer(citations=[citation(HUB, 1), citation(COLD, 2)])
    assert reasons(case(), wrong_first) == [Reason.BESIDE_THE_POINT]
    right_first = answer(citations=[citation(COLD, 1), citation(HUB, 2)])
    assert reasons(case(), right_first) == []


@pytest.mark.parametrize(
    "given",
    [
        [{"name": "省发展改革委", "role": "lead", "citation": 1}],
        [
            {"name": "省发展改革委", "role": "lead", "citation": 1},
            {"name": "商务厅", "role": "participant", "citation": 1},
            {"name": "财政厅", "role": "participant", "citation": 1},
        ],
    ],
)
def test_a_body_too_few_or_too_many_is_wrong(given):
    assert reasons(case(), answer(agencies=given)) == [Reason.WRONG_AGENCIES]


def test_a_body_with_another_role_is_a_wrong_role():
    swapped = [
        {"name": "省发展改革委", "role": "participant", "citation": 1},
        {"name": "商务厅", "role": "lead", "citation": 1},
    ]
    assert reasons(case(), answer(agencies=swapped)) == [Reason.WRONG_ROLE]


def test_a_body_that_is_wanted_without_a_role_may_have_any():
    wanted = [{"name": "商务厅", "role": None}, {"name": "省发展改革委", "role": "lead"}]
    assert reasons(case(agencies=wanted), answer()) == []
    swapped = [
        {"name": "省发展改革委", "role": "joint", "citation": 1},
        {"name": "商务厅", "role": "joint", "citation": 1},
    ]
    assert reasons(case(agencies=wanted), answer(agencies=swapped)) == [Reason.WRONG_ROLE]
    other = [{"name": "公安厅", "role": "lead", "citation": 1}]
    assert reasons(case(agencies=wanted), answer(agencies=other)) == [Reason.WRONG_AGENCIES]


def test_the_report_says_that_any_role_will_do():
    wanted = case(agencies=[{"name": "商务厅", "role": None}])
    rows = contrast(Outcome(case=wanted, answers=(), judgement=Judgement()))
    assert [row.wanted for row in rows if row.aspect == "agencies"] == ["商务厅 (any role)"]


def test_bodies_do_not_matter_where_they_are_not_asked_for():
    assert reasons(case(agencies=[], agencies_asked="none"), answer()) == []


def test_a_clause_that_names_nobody_lists_nobody():
    nobody = case(agencies=[], agencies_asked="lead")
    assert reasons(nobody, answer()) == [Reason.WRONG_AGENCIES]
    assert reasons(nobody, answer(agencies=[])) == []


def test_a_fact_that_stands_only_in_the_citation_is_missing():
    silent_text = answer(text="由省发展改革委牵头[1]。", citations=[citation(COLD, quote="500个")])
    assert reasons(case(), silent_text) == [Reason.FACT_MISSING]


def test_one_alternative_of_each_fact_is_needed():
    assert reasons(case(facts=[["五百个", "500"]]), answer()) == []
    assert reasons(case(facts=[["五百个", "500"], ["2025年"]]), answer()) == [Reason.FACT_MISSING]


def test_a_forbidden_value_in_the_text_is_wrong():
    both = answer(text="建设500个或者300个基地[1]。")
    assert reasons(case(forbidden=["300个"]), both) == [Reason.FORBIDDEN_VALUE]


def test_a_fact_that_stands_only_in_a_quote_is_missing():
    quoted = answer(
        text="见该条[1]。\n\n> 建设500个基地", citations=[citation(COLD, quote="500个")]
    )
    assert reasons(case(facts=[["500个"]]), quoted) == [Reason.FACT_MISSING]


def test_a_forbidden_value_may_stand_in_a_quote():
    quoted = answer(
        text="建设500个基地[1]。\n\n> 另建300个", citations=[citation(COLD, quote="300个")]
    )
    assert reasons(case(forbidden=["300个"]), quoted) == []


def test_a_forbidden_body_only_counts_when_it_is_listed():
    denied = answer(text="不是商务厅,是省发展改革委,500个[1]。", agencies=[], verdict="no")
    guess = {"agencies": [], "agencies_asked": "none", "verdict": "no", "forbidden": ["商务厅"]}
    assert reasons(case(**guess), denied) == []
    listed = [{"name": "商务厅", "role": "lead", "citation": 1}]
    assert reasons(case(**guess), denied.model_copy(update={"agencies": ()})) == []
    assert reasons(case(**guess), answer(agencies=listed, verdict="no")) == [Reason.FORBIDDEN_VALUE]


def test_an_answer_where_a_refusal_is_due_is_wrong():
    assert reasons(refusal_case(), answer()) == [Reason.NOT_REFUSED]
    assert reasons(refusal_case(), refusal()) == []


def test_a_greeting_is_refused_too():
    greeting = refusal_case(category="greeting", refusal_class=None)
    assert reasons(greeting, answer()) == [Reason.NOT_REFUSED]
    assert reasons(greeting, refusal()) == []


def test_a_refusal_lists_no_bodies():
    lists_one = refusal(
        agencies=[{"name": "商务厅", "role": "lead", "citation": 1}], citations=[citation(COLD)]
    )
    assert reasons(refusal_case(), lists_one) == [Reason.WRONG_AGENCIES]


def test_a_refusal_where_an_answer_is_due_is_wrong():
    assert reasons(case(), refusal()) == [Reason.REFUSED]


@pytest.mark.parametrize(("wanted", "given"), [("no", "yes"), ("partly", None), (None, "yes")])
def test_another_verdict_is_wrong(wanted, given):
    assert reasons(case(verdict=wanted), answer(verdict=given)) == [Reason.WRONG_VERDICT]
    assert reasons(case(verdict=wanted), answer(verdict=wanted)) == []


def test_a_verdict_that_nobody_wrote_down_is_not_judged():
    assert reasons(case(any_verdict=True), answer(verdict="yes")) == []


def test_another_language_is_wrong():
    english = answer(language="en", text="It is led by 省发展改革委 (NDRC): 500个 [1].")
    assert reasons(case(), english) == [Reason.WRONG_LANGUAGE]
    assert reasons(case(language="en"), english) == []


def test_a_text_that_is_not_in_the_language_it_claims_is_wrong():
    claims_english = answer(language="en")
    assert reasons(case(language="en"), claims_english) == [Reason.WRONG_LANGUAGE]


def test_a_clause_quoted_in_an_english_answer_stays_in_chinese():
    quote = "建设500个冷链物流基地," * 9
    english = answer(
        language="en", text=f"Clause 3(1)2 says: {quote}", citations=[citation(COLD, 1, quote)]
    )
    assert reasons(case(language="en", agencies_asked="none", agencies=[]), english) == []
    uncited = english.model_copy(update={"citations": (citation(COLD),)})
    wanted = case(language="en", agencies_asked="none", agencies=[])
    assert reasons(wanted, uncited) == [Reason.WRONG_LANGUAGE]


def side(document, covered):
    return {
        "document": document,
        "place": "四川",
        "level": None,
        "date": None,
        "status": "not_stated",
        "covered": covered,
    }


def comparison(*sides):
    return answer(comparison={"topic": "冷链", "sides": sides})


SILENT = {"category": "compare", "silent": ["county-commerce-2023"]}


@pytest.mark.parametrize(
    "sides",
    [
        [side("sichuan-circulation-2022", True), side("county-commerce-2023", True)],
        [side("sichuan-circulation-2022", True)],
        [side("county-commerce-2023", False)],
    ],
)
def test_a_side_covered_wrongly_or_left_out_is_not_reported(sides):
    assert reasons(case(**SILENT), comparison(*sides)) == [Reason.SIDE_NOT_REPORTED]


def test_a_silent_side_that_is_reported_is_right():
    sides = [side("sichuan-circulation-2022", True), side("county-commerce-2023", False)]
    assert reasons(case(**SILENT), comparison(*sides)) == []


def test_a_comparison_needs_its_sides():
    two = case(category="compare", clauses=[[COLD], [COUNTY]])
    cited = answer(citations=[citation(COLD), citation(COUNTY, 2)])
    assert reasons(two, cited) == [Reason.SIDE_NOT_REPORTED]


def test_only_the_last_turn_is_judged():
    follow_up = case(category="follow-up", turns=["谁?", "还有呢?"])
    assert judge(follow_up, [refusal(), answer()]).right
    assert not judge(follow_up, [answer(), refusal()]).right


FOLLOW_UP = {
    "category": "follow-up", "turns": ["谁?", "那县里呢?"], "agencies_asked": "none", "agencies": [],
    "facts": [],
}  # fmt: skip


def test_a_clause_that_only_an_earlier_turn_asked_about_has_leaked():
    judgement = judge(case(**FOLLOW_UP), [answer(citations=[citation(HUB)])] * 2)
    assert Reason.CONTEXT in judgement.reasons
    assert f"leaked: {HUB} was cited for an earlier turn" in [
        finding.detail for finding in judgement.findings
    ]
    still_asked_about = judge(case(**FOLLOW_UP), [answer(), answer()])
    assert still_asked_about.right


def test_a_leak_is_the_main_clause_not_one_beside_it():
    turns = [
        answer(citations=[citation(HUB)]),
        answer(citations=[citation(COLD), citation(HUB, 2)]),
    ]
    assert judge(case(**FOLLOW_UP), turns).right


def test_an_answer_from_other_documents_has_lost_the_context():
    turns = [answer(), answer(citations=[citation(COUNTY)])]
    judgement = judge(case(**FOLLOW_UP), turns)
    assert judgement.reasons[-1] is Reason.CONTEXT
    assert judgement.findings[-1].detail == (
        "lost: wanted sichuan-circulation-2022; cited county-commerce-2023"
    )
    same_document = judge(case(**FOLLOW_UP), [answer(), answer(citations=[citation(HUB)])])
    assert Reason.CONTEXT not in same_document.reasons


def test_a_question_alone_has_no_context():
    assert Reason.CONTEXT not in reasons(case(), answer(citations=[citation(COUNTY)]))


def test_a_turn_off_the_documents_answered_from_the_last_clause_is_a_leak():
    off_topic = case(**FOLLOW_UP | {"clauses": [], "refusal_class": "off_topic"})
    assert judge(off_topic, [answer(), answer()]).reasons == (Reason.NOT_REFUSED, Reason.CONTEXT)
    other_clause = [answer(), answer(citations=[citation(HUB)])]
    assert judge(off_topic, other_clause).reasons == (Reason.NOT_REFUSED,)


def test_a_refusal_may_cite_what_was_spoken_of():
    near_miss = case(**FOLLOW_UP | {"clauses": [], "refusal_class": "near_miss"})
    assert judge(near_miss, [answer(), refusal(citations=[citation(COLD)])]).right


def test_there_is_an_answer_for_each_turn():
    with pytest.raises(ValueError, match="0 answers to 1 turns"):
        judge(case(), [])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("500个", "建设500 个"),
        ("500个", "建设**500**[1]个"),
        ("物流枢纽", "物流樞紐"),
        ("1000户", "1,000户"),
        ("各市(州)人民政府", "各市(州)人民政府"),
        ("gdp", "GDP增长"),
        ("川办发〔2018〕72号", "川办发[2018]72号"),
        ("500", "1. 500个"),
        ("各市(州)", "各市\uff08州\uff09"),
        ("35%", "\uff13\uff15\uff05"),
        ("2025", "by 2025."),
    ],
)
def test_spelling_does_not_hide_a_value(value, text):
    assert stands_in(value, text)


@pytest.mark.parametrize(("value", "text"), [("50%", "150%"), ("50", "500"), ("5%", "2.5%")])
def test_a_part_of_a_number_is_another_number(value, text):
    assert not stands_in(value, text)


@pytest.mark.parametrize(
    ("language", "text", "fits"),
    [
        (Language.ENGLISH, "The lead is 省发展改革委 (Development and Reform).", True),
        (Language.ENGLISH, "由省发展改革委牵头 [1]", False),
        (Language.SIMPLIFIED, "由省发展改革委牵头", True),
        (Language.SIMPLIFIED, "由省發展改革委牽頭,會同有關部門", False),
        (Language.SIMPLIFIED, "It is the commission.", False),
        (Language.TRADITIONAL, "由省發展改革委牽頭,會同有關部門", True),
        (Language.TRADITIONAL, "由省发展改革委牵头,会同有关部门", False),
        (Language.TRADITIONAL, "2025年", True),
        (Language.ENGLISH, "500 [1]", True),
    ],
)
def test_a_text_shows_its_language(language, text, fits):
    assert is_written_in(language, text) is fits
