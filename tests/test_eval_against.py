import json

import pytest

from eval.against import EarlierCase, RunError, compare, mcnemar, read_run


def line(name="x", *, right, turns=("?",), reason="retrieval miss", text="旧"):
    findings = [] if right else [{"reason": reason, "detail": "then"}]
    answers = [{"text": text, "a field of then": 1}]
    known = {"id": name, "turns": turns, "right": right, "findings": findings, "answers": answers}
    return known | {"another field": None}


def earlier(*lines):
    return [EarlierCase.model_validate(one) for one in lines]


@pytest.mark.parametrize(
    ("better", "worse", "p_value"),
    [
        (0, 0, 1),
        (2, 2, 1),
        (3, 0, 2 * 1 / 2**3),
        (0, 3, 2 * 1 / 2**3),
        (5, 1, 2 * (1 + 6) / 2**6),
    ],
)
def test_the_test_is_twice_the_tail_of_a_fair_coin(better, worse, p_value):
    assert mcnemar(better, worse) == pytest.approx(p_value)


def test_cases_are_compared_one_by_one(outcome_of, answer_of):
    new = answer_of("d#一", text="新")
    outcomes = [
        outcome_of(new, id="better"),
        outcome_of(new, id="worse", right=False),
        outcome_of(new, id="still right"),
        outcome_of(new, id="still wrong", right=False),
        outcome_of(new, id="added"),
    ]
    before = earlier(
        line("better", right=False, reason="wrong agencies"),
        line("worse", right=True),
        line("still right", right=True),
        line("still wrong", right=False, reason="wrong role"),
        line("removed", right=True),
    )
    against = compare(outcomes, before, "runs/old")
    assert against.run == "runs/old"
    assert (against.cases, against.right_before, against.right_now) == (4, 2, 2)
    assert (against.only_before, against.only_now) == (1, 1)
    (better,), (worse,) = against.newly_right, against.newly_wrong
    assert (better.id, better.reasons) == ("better", ("wrong agencies",))
    assert (worse.id, worse.reasons) == ("worse", ("retrieval miss",))
    assert (worse.text_before, worse.text_now) == ("旧", "新")
    assert against.p_value == 1


def test_a_question_asked_in_other_words_is_another_case(outcome_of, answer_of):
    against = compare([outcome_of(answer_of("d#一"))], earlier(line(right=False, turns=["??"])), "")
    assert (against.cases, against.only_before, against.only_now) == (0, 1, 1)
    assert against.newly_right == ()


def test_a_question_that_failed_has_no_text(outcome_of):
    failed = line(right=True) | {"answers": []}
    (change,) = compare([outcome_of(right=False)], earlier(failed), "").newly_wrong
    assert (change.text_before, change.text_now) == ("", "")


def test_a_run_of_another_version_can_be_read(tmp_path):
    lines = [line(right=True, text="一\u2028二"), line("y", right=False, reason="a reason of then")]
    text = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in lines)
    (tmp_path / "answers.jsonl").write_text(text, "utf-8")
    first, second = read_run(tmp_path)
    assert (first.right, first.answers[0].text) == (True, "一\u2028二")
    assert second.findings[0].reason == "a reason of then"


@pytest.mark.parametrize("content", [None, "[]\n", b"\xff"])
def test_a_folder_without_a_run_is_named(tmp_path, content):
    if content is not None:
        data = content if isinstance(content, bytes) else content.encode()
        (tmp_path / "answers.jsonl").write_bytes(data)
    with pytest.raises(RunError, match=tmp_path.name):
        read_run(tmp_path)
