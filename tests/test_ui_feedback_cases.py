"""Feedback as evaluation cases."""

import json
from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from corpus.types import Status
from eval.cases import Case
from eval.judge import judge
from eval.load import load_cases
from rag.types import Absence, Answer, AnswerAgency, Citation, Comparison, NearestClause, Side
from ui.feedback_cases import cases_of
from ui.feedback_command import export
from ui.opinions import AnswerSettings, Feedback, Opinion, Opinions
from ui.store import Store

CITATION = Citation(
    n=1,
    document="plan",
    title="方案",
    clause="三(一)2",
    heading="冷链",
    quote="到2025年建成500个县域商业中心",
    cite_as="《方案》第三部分第(一)项第2条",
    source_file="plan.txt",
    source_lines=(3, 3),
    status=Status.NOT_STATED,
    clause_text="到2025年建成500个县域商业中心,占比80%。",
)


def answer(question="冷链由谁负责?", **changes):
    fields = {
        "question": question,
        "standalone_question": question,
        "language": "zh-Hans",
        "intent": "agency",
        "text": "由商务厅、农业农村厅共同负责。[1]",
        "agencies": (
            AnswerAgency(name="商务厅", role="joint", citation=1),
            AnswerAgency(name="农业农村厅", role="joint", citation=1),
        ),
        "citations": (CITATION,),
        "confidence": 0.9,
    }
    return Answer(**{**fields, **changes})


def said(opinion, given=None, **changes):
    given = given or answer()
    fields = {
        "owner": "li",
        "turns": (given.question,),
        "answer": given,
        "settings": AnswerSettings(version="1", model="default", corpus="abc"),
        "opinion": opinion,
        "given": datetime(2026, 1, 2, tzinfo=UTC),
    }
    return Feedback(**{**fields, **changes})


def only_case(feedback):
    [case], unfinished = cases_of([feedback])
    assert unfinished == ()
    return case


def test_what_was_called_right_is_a_case_that_the_same_answer_passes():
    case = only_case(said(Opinion.RIGHT))
    assert case.clauses == (("plan#三(一)2",),)
    assert case.agencies_asked == "all"
    assert judge(case, [answer()]).right
    assert not judge(case, [answer(agencies=(), text="无人负责。[1]")]).right


def test_a_case_of_a_figure_wants_the_number_that_stands_in_the_quote():
    given = answer("到2025年建多少个?", intent="fact", text="500个[1],共1项。", agencies=())
    case = only_case(said(Opinion.RIGHT, given))
    assert case.facts == (("500",),)
    assert not judge(
        case, [answer("到2025年建多少个?", intent="fact", text="600个", agencies=())]
    ).right


def test_a_question_for_the_lead_wants_the_lead_only():
    lead = (AnswerAgency(name="商务厅", role="lead", citation=1),)
    case = only_case(said(Opinion.RIGHT, answer("冷链由谁牵头?", agencies=lead)))
    assert case.agencies_asked == "lead"


def test_a_refusal_called_right_is_a_case_to_be_refused():
    near = NearestClause(document="plan", clause="一", why_not="没有写到")
    absence = Absence(scope={"documents": 1}, searched=("低空", "无人机"), nearest=(near,))
    refused = {"refused": True, "agencies": (), "citations": (), "text": "没有。"}
    case = only_case(said(Opinion.RIGHT, answer("低空经济?", absence=absence, **refused)))
    assert (case.category, case.refusal_class) == ("refuse", "near_miss")
    nowhere = absence.model_copy(update={"nearest": ()})
    case = only_case(said(Opinion.RIGHT, answer("低空经济?", absence=nowhere, **refused)))
    assert (case.refusal_class, case.absent) == ("off_topic", ("低空",))


def test_a_comparison_wants_every_side_and_its_silence():
    side = {"place": "四川", "level": "province", "date": None, "status": "not_stated"}
    sides = (
        Side(document="plan", covered=True, citations=(1,), **side),
        Side(document="other", covered=False, **side),
    )
    given = answer("对比", intent="compare", comparison=Comparison(topic="冷链", sides=sides))
    assert only_case(said(Opinion.RIGHT, given)).silent == ("other",)


def test_a_follow_up_keeps_its_turns():
    case = only_case(said(Opinion.RIGHT, turns=("冷链由谁负责?", "山西呢?")))
    assert (case.category, case.turns) == ("follow-up", ("冷链由谁负责?", "山西呢?"))


@pytest.mark.parametrize(
    ("feedback", "reason"),
    [
        ([said(Opinion.WRONG_AGENCY, words="应为发改委")], "say what is right"),
        ([said(Opinion.RIGHT), said(Opinion.WRONG, owner="wang")], "opinions differ"),
        ([said(Opinion.RIGHT, turns=("一", "二", "三", "四", "五"))], "shorten"),
        (
            [said(Opinion.RIGHT), said(Opinion.RIGHT, answer(text="别的。[1]"), turns=(answer().question,))],
            "different answers",
        ),
        ([said(Opinion.RIGHT, answer(citations=(), agencies=()))], "no case"),
    ],
)  # fmt: skip
def test_what_is_not_plainly_right_must_be_completed_and_cannot_be_run(feedback, reason):
    finished, [unfinished] = cases_of(feedback)
    assert finished == ()
    assert reason in unfinished.to_complete
    with pytest.raises(ValidationError):
        Case.model_validate_json(unfinished.model_dump_json())


def test_the_export_can_be_read_by_the_evaluation(tmp_path):
    opinions = Opinions(Store(tmp_path))
    opinions.keep(said(Opinion.RIGHT))
    opinions.keep(said(Opinion.WRONG, answer("口岸?"), words="不对"))
    summary = export(tmp_path, tmp_path / "cases.jsonl")
    assert "1 cases" in summary
    [case] = load_cases([tmp_path / "cases.jsonl"])
    assert case.turns == ("冷链由谁负责?",)
    [line] = (tmp_path / "cases.to-complete.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["words"] == ["不对"]
