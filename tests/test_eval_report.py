"""What a run looks like: each kind of mistake shows as what it is, on the page and in print."""

import io
import json
import re

import pytest
from rich.console import Console

from eval.evaluate import run_evaluation

REFUSED = "馆藏文件没有涉及这个问题,无法回答。"
LEAD = {"name": "甲厅", "role": "lead", "citation": 1}


class Assistant:
    """Answers what it is told to for each question."""

    def __init__(self, answers):
        self._answers = answers

    def answer(self, turns):
        return [self._answers[turn] for turn in turns]

    def search(self, query, k):
        return []


@pytest.fixture
def answers(answer_of):
    text = ("责任单位:甲厅牵头,建500个",)
    return {
        "建几个?": answer_of("d#一", texts=text, text="建500个[1]。", confidence=0.9),
        "谁牵头?": answer_of(
            "d#一", texts=text, agencies=[LEAD], text="由甲厅牵头[1]。", confidence=0.55
        ),
        "天气?": answer_of(refused=True, text=REFUSED, confidence=0.7),
        "再讲讲。": answer_of("d#二", text="第二条[1]。", confidence=0.3),
    }


@pytest.fixture
def cases():
    lead = {"name": "甲厅", "role": "lead"}
    clauses = {"clauses": [["d#一"]], "language": "zh-Hans"}
    return {
        "fact": {"category": "fact", "turns": ["建几个?"], "facts": [["500个"]], **clauses},
        "agency": {
            "category": "agency", "turns": ["谁牵头?"], "agencies": [lead], "agencies_asked": "lead",
            **clauses,
        },
        "refuse": {
            "category": "refuse", "language": "zh-Hans", "turns": ["天气?"],
            "refusal_class": "off_topic",
        },
    }  # fmt: skip


@pytest.fixture
def report(tmp_path):
    """Run cases and return the page and what was printed."""

    def run(answers, cases, against=None, name="run"):
        questions = tmp_path / "questions.jsonl"
        lines = [json.dumps({"id": name} | case) for name, case in cases.items()]
        questions.write_text("\n".join(lines), "utf-8")
        console = Console(file=io.StringIO(), width=200)
        run_evaluation(
            Assistant(answers),
            [questions],
            report_dir=tmp_path / name,
            console=console,
            against=against,
            clause_texts={"d#一": "甲厅牵头,建500个"},
        )
        return (tmp_path / name / "report.html").read_text("utf-8"), console.file.getvalue()

    return run


def wrong_case(page, name):
    """Return the card of a wrong case, without tags."""
    cards = page[page.index("<h2>Wrong") : page.index("<h2>Right")].split("<details")
    (card,) = [card for card in cards if f'<span class="id">{name}</span>' in card]
    return " ".join(re.sub(r"<[^>]*>", " ", card).split())


def test_a_run_without_mistakes_says_so(report, answers, cases):
    page, printed = report(answers, cases)
    assert "Every answer is right." in page
    assert "✗" not in printed


def test_a_fact_that_no_answer_gives_shows_as_missing(report, answers, cases):
    cases["fact"]["facts"] = [["700个"]]
    page, printed = report(answers, cases)
    card = wrong_case(page, "fact")
    assert "fact missing from the text" in card
    assert "facts 700个" in card
    assert "建500个[1]。" in card
    assert "d#一 甲厅牵头,建500个" in card
    assert "fact missing from the text: 700个" in printed
    assert "<h2>Wrong: 1</h2>" in page


def test_a_wrong_body_in_the_truth_shows_beside_the_body_given(report, answers, cases):
    cases["agency"]["agencies"] = [{"name": "乙厅", "role": "lead"}]
    page, printed = report(answers, cases)
    card = wrong_case(page, "agency")
    assert "wrong agencies" in card
    assert "agencies 乙厅 (lead) 甲厅 (lead)" in card
    assert "wrong agencies: wanted 乙厅 (lead); given 甲厅 (lead)" in printed


def test_a_wrong_role_in_the_truth_shows_as_one(report, answers, cases):
    cases["agency"]["agencies"] = [{"name": "甲厅", "role": "sole"}]
    page, printed = report(answers, cases)
    assert "wrong role" in wrong_case(page, "agency")
    assert "wrong role: wanted 甲厅 (sole); given 甲厅 (lead)" in printed


def test_a_refusal_turned_into_an_answer_shows_as_one(report, answers, cases):
    answers["天气?"] = answers["建几个?"]
    page, printed = report(answers, cases)
    card = wrong_case(page, "refuse")
    assert "answered instead of refusing" in card
    assert "answer a refusal in zh-Hans an answer in zh-Hans" in card
    assert "answered instead of refusing: 建500个[1]。" in printed


def test_an_answer_turned_into_a_refusal_shows_as_one(report, answers, cases):
    answers["谁牵头?"] = answers["天气?"]
    page, printed = report(answers, cases)
    assert "refused instead of answering" in wrong_case(page, "agency")
    assert f"refused instead of answering: {REFUSED}" in printed


def test_a_wrong_clause_shows_beside_the_one_that_was_wanted(report, answers, cases):
    answers["建几个?"] = answers["再讲讲。"]
    page, _ = report(answers, cases)
    card = wrong_case(page, "fact")
    assert "clauses d#一 d#二" in card
    assert "retrieval miss citation beside the point" in card


def test_context_that_leaked_shows_as_such(report, answers, cases):
    follow_up = {"category": "follow-up", "turns": ["再讲讲。", "再讲讲。"]}
    page, printed = report(answers, {"follow": cases["fact"] | follow_up})
    assert "context leaked or lost" in wrong_case(page, "follow")
    assert "context leaked or lost: leaked: d#二 was cited for an earlier turn" in printed


def test_charts_are_drawn_to_scale(report, answers, cases):
    cases["fact"]["facts"] = [["700个"]]
    page, _ = report(answers, cases)
    by_category, by_language, _, reasons, reliability, latency = re.findall(
        r"<svg.*?</svg>", page, re.DOTALL
    )
    assert '<rect class="bar" y="22" width="0.0"' in by_category
    assert '<rect class="bar" y="22" width="360.0"' in by_category
    assert '<rect class="bar" y="22" width="240.0"' in by_language  # 2 of 3 of 360
    assert 'width="360.0"' in reasons
    # Confidence 0.55, right: 40 + 300 * 0.55 across, 240 - 220 * 1 down; 0.9, wrong: at the base.
    assert 'cx="205.0" cy="20.0"' in reliability
    assert 'cx="310.0" cy="240.0"' in reliability
    assert latency.count('<rect class="bar"') == 20


def test_the_tables_give_every_measure_with_its_interval(report, answers, cases):
    cases["fact"]["facts"] = [["700个"]]
    page, printed = report(answers, cases)
    text = " ".join(re.sub(r"<[^>]*>", " ", page).split())
    for name in ("hit@1", "MRR@10", "nDCG@10", "context recall", "citation precision (ALCE)"):
        assert name in text
        assert name in printed
    assert "citation recall (ALCE) 100 % 100–100" in text
    # |0.9 - 0|, |0.55 - 1| and |0.7 - 1|, an answer each
    assert f"Expected calibration error: {(0.9 + 0.45 + 0.3) / 3:.3f}" in text
    assert "expected calibration error" in printed
    # right: 0.55 and 0.7, wrong: 0.9
    assert "right from wrong, by confidence 0.00" in text


def test_a_later_run_says_what_became_better_and_worse(report, answers, cases, tmp_path):
    better = cases | {"agency": cases["agency"] | {"agencies": [{"name": "乙厅", "role": "lead"}]}}
    report(answers, better, name="before")
    answers["建几个?"] = answers["再讲讲。"]
    page, printed = report(answers, cases, against=tmp_path / "before", name="after")
    assert "3 cases in both runs: 2 right before, 2 now; 1 newly right, 1 newly wrong" in printed
    assert "exact McNemar test p = 1" in printed
    changes = page[page.index("<h2>Against") : page.index("<h2>Where")]
    text = " ".join(re.sub(r"<[^>]*>", " ", changes).split())
    assert "Newly right: 1 agency 谁牵头? wrong agencies" in text
    assert "Newly wrong: 1 fact 建几个? retrieval miss citation beside the point" in text
    assert "Before 建500个[1]。 Now 第二条[1]。" in text


def test_a_run_can_be_compared_with_the_one_it_replaces(report, answers, cases, tmp_path):
    report(answers, cases)
    _, printed = report(answers, cases, against=tmp_path / "run")
    assert "3 cases in both runs: 3 right before, 3 now" in printed
