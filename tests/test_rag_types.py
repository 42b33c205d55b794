"""An answer that contradicts itself cannot be made."""

import pytest
from pydantic import ValidationError

from corpus.types import Role, Status
from rag.types import Answer, AnswerAgency, Citation, Comparison, Intent, Language, Side


def citation(**changes):
    fields = {
        "n": 1,
        "document": "plan",
        "title": "方案",
        "clause": "一",
        "heading": "",
        "quote": "建设枢纽",
        "cite_as": "《方案》第一部分",
        "source_file": "plan.txt",
        "source_lines": (1, 1),
        "status": Status.NOT_STATED,
        "clause_text": "一、建设枢纽。",
    }
    return Citation(**{**fields, **changes})


def answer(**changes):
    fields = {
        "question": "谁?",
        "standalone_question": "谁?",
        "language": Language.SIMPLIFIED,
        "intent": Intent.AGENCY,
        "text": "商务厅。[1]",
        "citations": (citation(),),
        "confidence": 0.9,
    }
    return Answer(**{**fields, **changes})


@pytest.mark.parametrize("quote", ["建设机场", "", "建设 枢纽", "一、建设枢纽。。"])
def test_a_quote_that_does_not_stand_in_its_clause_is_no_citation(quote):
    with pytest.raises(ValidationError, match="does not stand in plan#一"):
        citation(quote=quote)


def test_an_agency_needs_the_citation_it_names():
    agency = AnswerAgency(name="商务厅", role=Role.SOLE, citation=2)
    with pytest.raises(ValidationError, match=r"citations \[2\] do not exist"):
        answer(agencies=(agency,))


@pytest.mark.parametrize("confidence", [-0.01, 1.01, float("nan")])
def test_confidence_lies_between_0_and_1(confidence):
    with pytest.raises(ValidationError, match="confidence"):
        answer(confidence=confidence)


def test_a_side_of_a_comparison_needs_the_citations_it_names():
    side = Side(
        document="plan",
        place="甘肃",
        level=None,
        date=None,
        status=Status.NOT_STATED,
        covered=True,
        citations=(1, 3),
    )
    with pytest.raises(ValidationError, match=r"citations \[3\] do not exist"):
        answer(comparison=Comparison(topic="物流", sides=(side,)))


def test_a_comparison_does_not_excuse_an_agency_without_its_citation():
    agency = AnswerAgency(name="商务厅", role=Role.SOLE, citation=2)
    with pytest.raises(ValidationError, match=r"citations \[2\] do not exist"):
        answer(agencies=(agency,), comparison=Comparison(topic="物流", sides=()))


def test_an_answer_has_a_text():
    with pytest.raises(ValidationError, match="an answer has a text"):
        answer(text="")


def test_an_answer_cannot_be_changed_or_given_other_fields():
    with pytest.raises(ValidationError):
        answer().text = "别的"
    with pytest.raises(ValidationError):
        answer(note="别的")


def test_the_json_of_an_answer_has_the_fields_of_the_contract_in_their_order():
    fields = list(answer().model_dump(mode="json"))
    assert fields == [
        "question", "standalone_question", "language", "intent", "refused", "verdict", "text",
        "agencies", "citations", "comparison", "absence", "clarify", "confidence",
    ]  # fmt: skip
