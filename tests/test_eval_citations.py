import pytest

from eval.citations import measure_citations, statements_of, support_of

JIA, YI = ({"name": name, "role": "joint", "citation": 1} for name in ("甲厅", "乙厅"))


def support(case, answer):
    measured = support_of(case, answer)
    return measured.recall, measured.precision


def test_a_statement_ends_with_its_marks_and_quotes_make_none():
    text = "标题:\n- 由甲牵头[1]。乙配合 [2][13]\n> 引文 [3]\n\n注:没有出处。"
    statements = [(one.words, one.marks) for one in statements_of(text)]
    assert statements == [("- 由甲牵头", (1,)), ("。乙配合", (2, 13))]


def test_statements_and_citations_count_where_an_acceptable_clause_is_cited(case_of, answer_of):
    answer = answer_of("d#一", "d#九", text="第一句[1]\n第二句[1]\n第三句[2]")
    assert support(case_of(), answer) == (2 / 3, 2 / 3)


def test_a_body_must_stand_in_the_cited_clause(case_of, answer_of):
    text = "由甲厅负责[1]。由乙厅负责[1]"
    answer = answer_of("d#一", texts=("责任单位:甲厅",), agencies=[JIA, YI], text=text)
    assert support(case_of(), answer) == (1 / 2, 1 / 2)


def test_only_bodies_that_the_answer_lists_are_looked_for(case_of, answer_of):
    answer = answer_of("d#一", texts=("责任单位:甲厅",), agencies=[JIA], text="不是乙厅,是甲厅[1]")
    assert support(case_of(), answer) == (1, 1)


@pytest.mark.parametrize(
    ("text", "supported"),
    [
        ("建设500个[1]", True),
        ("建设50个[1]", False),
        ("2018年5月,500个[1]", True),
        ("《方案》二10:500个[1]", True),
        ("500个,即300个[1]", False),
    ],
)
def test_a_number_must_stand_in_the_cited_clause_or_its_reference(
    case_of, answer_of, text, supported
):
    answer = answer_of("d-2018#二10", texts=("05月前建设500个",), text=text)
    assert support(case_of(clauses=[["d-2018#二10"]]), answer) == (supported, supported)


def test_clauses_that_carry_a_statement_together_are_both_needed(case_of, answer_of):
    answer = answer_of(
        "d#一", "d#九", texts=("甲厅", "乙厅"), agencies=[JIA, YI], text="由甲厅、乙厅负责[1][2]"
    )
    assert support(case_of(), answer) == (1, 1)


def test_a_citation_is_irrelevant_when_the_others_carry_the_statement(case_of, answer_of):
    answer = answer_of(
        "d#一", "d#九", texts=("甲厅", "乙厅"), agencies=[JIA], text="由甲厅负责[1][2]"
    )
    assert support(case_of(), answer) == (1, 1 / 2)


def test_two_clauses_that_each_carry_the_statement_are_both_precise(case_of, answer_of):
    answer = answer_of("d#一", "e#二", text="一句[1][2]")
    assert support(case_of(), answer) == (1, 1)


def test_a_mark_without_a_citation_carries_nothing(case_of, answer_of):
    assert support(case_of(), answer_of("d#一", text="一句[1][2]")) == (0, 0)


def test_a_wanted_fact_without_a_mark_is_a_statement_without_citation(case_of, answer_of):
    case = case_of(facts=[["500个"], ["2025年"]])
    answer = answer_of("d#一", texts=("500个",), text="建设500个[1]\n到2025年完成")
    assert support(case, answer) == (1 / 2, 1)
    cited_too = answer_of("d#一", texts=("500个",), text="500个:\n建设500个[1]")
    assert support(case, cited_too) == (1, 1)


def test_an_answer_without_statements_has_no_support(case_of, answer_of):
    assert support(case_of(), answer_of("d#一", text="没有标注的一句。")) == (0, 0)


def test_refusals_and_failures_count_as_nothing_where_clauses_are_wanted(answer_of, outcome_of):
    outcomes = [
        outcome_of(answer_of("d#一", "c#1", text="一句[1]")),
        outcome_of(answer_of("d#一", refused=True, text="没有规定,最接近的是[1]")),
        outcome_of(),
        outcome_of(answer_of("d#一"), category="refuse", refusal_class="off_topic", clauses=[]),
    ]
    measured = measure_citations(outcomes)
    assert measured.recall.cases == 3
    assert measured.recall.value == pytest.approx(1 / 3)
    assert measured.precision.value == pytest.approx(1 / 3)
    assert measured.context_recall.value == pytest.approx(1 / 3)
    assert measured.context_precision.value == pytest.approx(1 / 2 / 3)
