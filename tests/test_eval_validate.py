"""The known questions proved against the clauses, and counted."""

import json
from datetime import date

import pytest
from small_documents import clause, document, parsed

from corpus.library import Corpus
from corpus.types import ParsedDocument, Rendering, Responsibility
from eval.cases import Case, PlacedCase, question_files, tuning_files
from eval.proof import Evidence, duplicates, prove
from eval.stock import Group, requirements, shared_pairs, stock_of
from eval.validate import validate_files, validate_shipped


def cold_chain(reference, text, *, roles=(), rendering=None):
    duties = [Responsibility(agency=name, role=role, words="") for name, role in roles]
    return clause(
        "plan",
        reference,
        text,
        heading="冷链",
        headings=("物流",),
        responsibilities=duties,
        rendering=rendering,
    )


@pytest.fixture(scope="module")
def corpus():
    """A document with three clauses: one with a list of units, one in prose, one rendered."""
    plan = document(
        "plan",
        title="流通方案",
        issuers=("省政府办公厅",),
        document_number="川办发〔2018〕42号",
        issued_on=date(2018, 6, 5),
    )
    listed = cold_chain(
        "一",
        "一、建设500个基地。(省發展改革委牽頭,商务厅、财政、民政厅配合)",
        roles=[("省发展改革委", "lead"), ("商务厅", "participant"), ("财政厅", "participant")],
    )
    prose = cold_chain("二", "二、商务部跟踪落实情况。")
    rendering = Rendering(heading="Pets", sentences=("Twenty cold-chain bases, no advisable zoo.",))
    last = cold_chain("三", "三、二十个。", rendering=rendering)
    return Corpus((parsed(plan, listed, prose, last),))


def case(**changes):
    fields = {"id": "x", "category": "agency", "language": "zh-Hans", "turns": ["谁?"]}
    return Case.model_validate(fields | {"clauses": [["plan#一"]]} | changes)


def refusal(*turns, absent=(), kind="off_topic"):
    category = "follow-up" if len(turns) > 1 else "refuse"
    fields = {"category": category, "turns": turns, "clauses": [], "refusal_class": kind}
    return case(**fields, absent=absent)


def placed(*cases):
    return [
        PlacedCase(place=f"q.jsonl:{number}", case=one) for number, one in enumerate(cases, start=1)
    ]


def problems(corpus, *cases):
    return [problem.what for problem in prove(placed(*cases), Evidence(corpus))]


def agencies(*given):
    return {"agencies_asked": "all", "agencies": [{"name": n, "role": r} for n, r in given]}


def test_a_problem_names_file_line_and_id(corpus):
    wrong = case(id="agency-7", clauses=[["plan#九"]])
    (problem,) = prove(placed(case(), wrong), Evidence(corpus))
    assert str(problem) == "q.jsonl:2 agency-7: there is no clause plan#九"


def test_documents_said_to_be_silent_exist_and_are_not_wanted(corpus):
    assert problems(corpus, case(silent=["other"])) == ["there is no document other"]
    assert problems(corpus, case(silent=["plan"])) == [
        "plan is said to be silent, but its clause is wanted"
    ]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (("省发展改革委", "lead"), []),
        (("省发展改革委", None), []),
        (("财政厅", "participant"), []),
        (("民政厅", "joint"), []),
        (("省发展改革委", "joint"), ["省发展改革委 is wanted as joint; it is lead"]),
        (("公安厅", "joint"), ["公安厅 stands in none of its clauses"]),
    ],
)
def test_a_body_stands_in_its_clause_in_the_role_that_was_parsed(corpus, given, found):
    assert problems(corpus, case(**agencies(given))) == found


def test_a_body_in_prose_without_a_parsed_role_may_have_any(corpus):
    assert problems(corpus, case(clauses=[["plan#二"]], **agencies(("商务部", "named")))) == []


def test_a_body_may_stand_in_any_acceptable_clause(corpus):
    wanted = agencies(("商务部", "named"), ("商务厅", "participant"))
    assert problems(corpus, case(clauses=[["plan#一"], ["plan#二"]], **wanted)) == []


@pytest.mark.parametrize(
    ("fact", "clause_id", "proved"),
    [
        ("500个", "plan#一", True),
        ("50", "plan#一", False),
        ("500個", "plan#一", True),
        ("冷链", "plan#二", True),
        ("物流", "plan#二", True),
        ("川办发[2018]42号", "plan#二", True),
        ("2018年6月5日", "plan#二", True),
        ("2018-06-05", "plan#二", True),
        ("省政府办公厅", "plan#二", True),
        ("twenty", "plan#三", True),
        ("20", "plan#三", False),
    ],
)
def test_a_fact_stands_in_text_headings_rendering_or_particulars(corpus, fact, clause_id, proved):
    found = problems(corpus, case(clauses=[[clause_id]], facts=[[fact]]))
    assert found == ([] if proved else [f"no clause of it holds {fact}"])


def test_an_alternative_in_other_digits_counts_through_its_sibling(corpus):
    assert problems(corpus, case(facts=[["五百个", "500个"]])) == []
    assert problems(corpus, case(facts=[["五百个"], ["500个"]])) == ["no clause of it holds 五百个"]


def test_a_silent_document_may_be_named(corpus):
    speaks = case(clauses=[["plan#一"]], facts=[["四川"]])
    assert problems(corpus, speaks) == []
    other = corpus.parsed[0].document.model_copy(update={"document_id": "other", "place": "湖北"})
    parsed = ParsedDocument(document=other, raw_text="", clauses=(), noise=())
    both = Corpus((*corpus.parsed, parsed))
    assert problems(both, case(facts=[["湖北"]], silent=["other"])) == []
    assert problems(both, case(facts=[["湖北"]])) == ["no clause of it holds 湖北"]


def test_what_is_reckoned_need_not_stand_anywhere(corpus):
    assert problems(corpus, case(facts=[["3", "三"]], reckoned=["3"])) == []


def test_what_is_wanted_cannot_be_forbidden(corpus):
    body = case(forbidden=["商务厅"], **agencies(("商务厅", "participant")))
    assert problems(corpus, body) == ["商务厅 is wanted and forbidden"]
    value = case(facts=[["500个基地", "500个"]], forbidden=["500"])
    assert problems(corpus, value) == [
        "500个基地 or 500个 cannot be said without the forbidden 500"
    ]
    assert (
        problems(corpus, case(facts=[["500个", "五百个"], ["冷链"]], forbidden=["500"]))
        == ["no clause of it holds 500个 or 五百个"][1:]
    )


def test_an_off_topic_question_names_terms_that_no_clause_holds(corpus):
    assert problems(corpus, refusal("养狗要办证吗?")) == [
        "an off-topic question without absent terms"
    ]
    assert problems(corpus, refusal("养狗要办证吗?", absent=["养狗", "宠物"])) == []
    assert problems(corpus, refusal("哪建基地?", absent=["哪", "基地"])) == [
        "基地 is said to be absent; it stands in plan#一"
    ]
    assert problems(corpus, refusal("养狗呢?", "那宠物证呢?", absent=["养狗"])) == [
        "none of its absent terms stands in the question: 养狗"
    ]
    assert problems(corpus, refusal("养狗要办证吗?", absent=["宠物"])) == [
        "none of its absent terms stands in the question: 宠物"
    ]


def test_a_near_miss_needs_no_absent_terms(corpus):
    assert problems(corpus, refusal("湖北的基地归谁?", kind="near_miss")) == []


@pytest.mark.parametrize(
    ("term", "held"),
    [
        ("visa", False),
        ("zoos", True),
        ("cold-chain base", True),
        ("chain cold", False),
        ("PET", True),
    ],
)
def test_an_english_term_is_looked_for_in_the_renderings_word_by_word(corpus, term, held):
    found = problems(corpus, refusal(f"What of {term}?", absent=[term]))
    assert found == ([f"{term} is said to be absent; it stands in plan#三"] if held else [])


def test_the_same_words_stand_once_whatever_their_marks_and_script():
    first = case(id="a", turns=["请问,500个基地?"])
    again = case(id="b", turns=["請問 500 個基地"])
    (problem,) = duplicates(placed(first, again, case(id="c", turns=["50个基地?"])))
    assert str(problem) == "q.jsonl:2 b: the same words as a (q.jsonl:1)"
    (problem,) = duplicates(placed(again), placed(first))
    assert problem.case_id == "b"


def test_a_conversation_is_the_same_only_as_a_whole():
    first, other = (case(id=t, category="follow-up", turns=[t, "那谁管?"]) for t in ("甲", "乙"))
    assert duplicates(placed(first, other)) == ()


def test_pairs_of_characters_are_shared_with_the_nearest_acceptable_clause():
    texts = {"plan#一": "建设冷链基地", "plan#二": "冷链"}
    both = case(turns=["冷链基地归谁?"], clauses=[["plan#一", "plan#二"]])
    # 冷链 链基 基地 地归 归谁: of five pairs the first clause has three, the second one.
    assert shared_pairs(both, texts) == 3 / 5
    assert shared_pairs(case(turns=["冷链基地归谁?"], clauses=[["plan#二"]]), texts) == 1 / 5
    assert shared_pairs(case(turns=["?"]), texts) == 0


def test_the_stock_counts_kinds_halves_and_questions_in_words_of_their_own():
    texts = {"plan#一": "建设冷链基地", "plan#二": ""}
    cases = [
        case(id="a", half="dev", turns=["冷链基地归谁?"]),
        case(id="b", half="test", turns=["冷链基地归谁?"], clauses=[["plan#二"]]),
        case(id="c", half="test", language="en", turns=["Who runs the bases?"]),
        case(id="d", half="dev", category="follow-up", turns=["甲", "乙"], clauses=[["plan#二"]]),
        case(id="e", half="dev", category="follow-up", turns=["甲", "乙"], silent=["other"]),
        refusal("养狗?").model_copy(update={"half": "dev"}),
    ]
    stock = stock_of(cases, texts)
    assert stock.by_category == {
        "agency": Group(dev=1, test=2),
        "follow-up": Group(dev=2, test=0),
        "refuse": Group(dev=1, test=0),
    }
    assert stock.by_language == {"en": Group(dev=0, test=1), "zh-Hans": Group(dev=4, test=1)}
    assert stock.by_refusal == {"off_topic": Group(dev=1, test=0)}
    assert (stock.cases, stock.follow_ups_that_compare) == (6, 1)
    assert stock.chinese_with_clause == 4  # a, b, d, e; only a shares a quarter of its pairs
    assert stock.own_words == 3 / 4


@pytest.mark.parametrize(
    ("dev", "test", "even"),
    [(6, 4, True), (12, 8, True), (13, 7, False), (2, 0, True), (3, 0, False)],
)
def test_halves_are_even_within_a_fifth_or_two_cases(dev, test, even):
    assert Group(dev=dev, test=test).is_even is even


def test_a_requirement_tells_what_is_missing():
    missing = {one.what: one for one in requirements(stock_of([case(half="dev")], {}))}
    assert not missing["cases"].met
    assert (missing["cases"].wanted, missing["cases"].given) == ("at least 400", "1")
    assert not missing["classes of refusals"].met
    assert missing["groups with uneven halves"].met


def test_questions_of_a_file_do_not_repeat_those_of_the_project(shipped, tmp_path):
    line = json.loads(question_files()[0].read_text("utf-8").splitlines()[0])
    path = tmp_path / "mine.jsonl"
    path.write_text(json.dumps(line | {"id": "mine-1"}, ensure_ascii=False), "utf-8")
    validation = validate_files([path], shipped)
    assert not validation.passed
    assert [problem.case_id for problem in validation.problems] == ["mine-1"]
    assert validation.requirements == ()


def test_the_files_of_the_project_are_no_copies_of_themselves(shipped):
    assert validate_files([question_files()[0]], shipped).passed


def test_the_questions_of_the_project_hold_and_are_as_many_as_they_must_be(shipped):
    validation = validate_shipped(shipped)
    assert [str(problem) for problem in validation.problems] == []
    assert [one.what for one in validation.requirements if not one.met] == []
    assert tuning_files()
    assert len(validation.requirements) == 8
