import io
import json

import pytest
from rich.console import Console

from eval.cases import Case, QuestionsError
from eval.evaluate import run_evaluation
from eval.judge import Reason
from eval.load import load_cases
from eval.run import run_cases
from eval.run_folder import Summary
from rag.types import Answer, Citation

TEXT = "支持<b>冷链</b>建设"


class Hit:
    def __init__(self, clause_id):
        self.clause_id = clause_id


class ScriptedAssistant:
    """Answers what the script says; a question that is not in it fails."""

    def __init__(self, script):
        self.script = script
        self.asked = []

    def answer(self, turns):
        self.asked.append(tuple(turns))
        return [self.script[turn] for turn in turns]

    def search(self, query, k):
        return [Hit("d#二"), Hit("d#一")][:k]


def citation(clause="一"):
    return Citation(
        n=1,
        document="d",
        title="方案",
        clause=clause,
        heading="",
        quote=TEXT,
        cite_as="《方案》",
        source_file="d.txt",
        source_lines=(1, 1),
        status="not_stated",
        clause_text=TEXT,
    )


def answer(question, text="建500个[1]。", clause="一", **changes):
    return Answer(
        question=question,
        standalone_question=question,
        language="zh-Hans",
        intent="fact",
        text=text,
        citations=(citation(clause),),
        confidence=1,
        **changes,
    )


def line(number, question, **changes):
    fields = {
        "id": f"fact-{number:03}",
        "category": "fact",
        "language": "zh-Hans",
        "turns": [question],
        "clauses": [["d#一"]],
        "facts": [["500个"]],
    }
    return fields | changes


LINES = [
    line(1, "建几个?"),
    line(2, "建<i>几</i>个[bold]?"),
    line(3, "没有答案的问题"),
    line(4, "", category="follow-up", turns=["谁?", "几个?"]),
]
SCRIPT = {
    "建几个?": answer("建几个?"),
    "建<i>几</i>个[bold]?": answer("建<i>几</i>个[bold]?", "<script>300个[1]", "二"),
    "谁?": answer("谁?"),
    "几个?": answer("几个?"),
}


@pytest.fixture
def console():
    return Console(file=io.StringIO(), width=120)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "own.jsonl"
    path.write_text("\n".join(json.dumps(one) for one in LINES), "utf-8")
    return path


def test_a_run_keeps_answers_seconds_and_what_the_retriever_finds(console):
    cases = [Case.model_validate(LINES[0]), Case.model_validate(LINES[3])]
    assistant = ScriptedAssistant(SCRIPT)
    fact, follow_up = run_cases(assistant, cases, console=console)
    assert assistant.asked == [("建几个?",), ("谁?", "几个?")]
    assert fact.judgement.right
    assert fact.ranked == ("d#二", "d#一")
    assert len(fact.seconds) == 1
    assert fact.seconds[0] > 0
    assert follow_up.judgement.right
    assert follow_up.ranked is None
    assert len(follow_up.seconds) == 2


def test_a_question_that_fails_is_wrong_and_the_run_goes_on(console):
    cases = [Case.model_validate(one) for one in (LINES[2], LINES[0])]
    failed, answered = run_cases(ScriptedAssistant(SCRIPT), cases, console=console)
    assert failed.judgement.reasons == (Reason.FAILED,)
    assert "Traceback" in failed.traceback
    assert "KeyError" in failed.traceback
    assert failed.ranked == ()
    assert answered.judgement.right


def test_an_answer_too_few_is_a_failure(console):
    class Forgetful(ScriptedAssistant):
        def answer(self, turns):
            return super().answer(turns)[:-1]

    (outcome,) = run_cases(Forgetful(SCRIPT), [Case.model_validate(LINES[3])], console=console)
    assert outcome.judgement.reasons == (Reason.FAILED,)


def test_an_interrupt_ends_the_run(console):
    class Interrupted(ScriptedAssistant):
        def answer(self, turns):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_cases(Interrupted(SCRIPT), [Case.model_validate(LINES[0])], console=console)


def test_an_evaluation_prints_each_wrong_question_with_its_reason(console, file):
    summary = run_evaluation(ScriptedAssistant(SCRIPT), [file], report_dir=None, console=console)
    assert (summary.right, summary.cases, summary.passed) == (2, 4, None)
    printed = console.file.getvalue()
    assert "建<i>几</i>个[bold]?" in printed
    assert "retrieval miss: wanted d#一; cited d#二" in printed
    assert "fact missing from the text: 500个" in printed
    assert "the question failed: KeyError" in printed
    assert "fact-001" not in printed


@pytest.mark.parametrize(("minimum", "passed"), [(0.5, True), (0.51, False)])
def test_the_minimum_accuracy_decides_whether_a_run_passed(console, file, minimum, passed):
    assistant = ScriptedAssistant(SCRIPT)
    summary = run_evaluation(
        assistant, [file], report_dir=None, console=console, min_accuracy=minimum
    )
    assert summary.passed is passed


def test_a_split_runs_only_its_half(console, file):
    halves = {}
    for split in ("dev", "test"):
        assistant = ScriptedAssistant(SCRIPT)
        run_evaluation(assistant, [file], report_dir=None, console=console, split=split)
        halves[split] = set(assistant.asked)
    assert halves["dev"] | halves["test"] == {tuple(one["turns"]) for one in LINES}
    assert not halves["dev"] & halves["test"]


def test_questions_that_cannot_be_used_end_before_anything_is_asked(console, tmp_path):
    assistant = ScriptedAssistant(SCRIPT)
    with pytest.raises(QuestionsError):
        run_evaluation(assistant, [tmp_path / "no"], report_dir=None, console=console)
    assert assistant.asked == []


def test_a_run_folder_holds_answers_summary_and_page(console, file, tmp_path):
    folder = tmp_path / "runs" / "one"
    summary = run_evaluation(
        ScriptedAssistant(SCRIPT),
        [file],
        report_dir=folder,
        console=console,
        clause_texts={"d#一": "一、<em>全文</em>"},
    )
    assert Summary.model_validate_json((folder / "summary.json").read_text("utf-8")) == summary
    records = [
        json.loads(one) for one in (folder / "answers.jsonl").read_text("utf-8").splitlines()
    ]
    assert [one["id"] for one in records] == [case.id for case in load_cases([file])]
    assert [one["right"] for one in records] == [True, False, False, True]
    assert records[0]["answers"][0]["text"] == "建500个[1]。"
    assert "KeyError" in records[2]["traceback"]


def test_the_page_is_escaped_and_loads_nothing(console, file, tmp_path):
    run_evaluation(
        ScriptedAssistant(SCRIPT),
        [file],
        report_dir=tmp_path,
        console=console,
        clause_texts={"d#一": "一、<em>全文</em>"},
    )
    page = (tmp_path / "report.html").read_text("utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;300个" in page
    assert "建&lt;i&gt;几&lt;/i&gt;个" in page
    assert "一、&lt;em&gt;全文&lt;/em&gt;" in page
    for loader in ("http://", "https://", "src=", "@import", "url("):
        assert loader not in page
