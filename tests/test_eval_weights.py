"""The weights by which the clause of a follow-up is chosen: fitted, held out, printed."""

import json

import numpy as np
import pytest
from scipy.optimize import check_grad
from small_documents import clause, document, parsed
from typer.testing import CliRunner

import eval.weights
from eval.weights import (
    FollowUp,
    as_code,
    fit,
    follow_ups,
    measure,
    parts,
    right_held_out,
    tunable_cases,
    weigh,
)
from rag.context import WEIGHTS


def question(features, *acceptable, file="q.jsonl"):
    rows = np.array(features, dtype=float)
    return FollowUp(file, rows, np.isin(np.arange(len(rows)), acceptable))


def telling_questions(count):
    """Return questions whose acceptable clause is highest in the first of two random features."""
    generator = np.random.default_rng(7)
    drawn = [generator.normal(size=(6, 2)) for _ in range(count)]
    return [question(rows, int(rows[:, 0].argmax())) for rows in drawn]


def test_the_fit_finds_which_of_two_features_matters():
    questions = telling_questions(80)
    weights = fit(questions)
    assert weights[0] > 2
    assert abs(weights[1]) < 0.2
    assert sum(one.is_right(weights) for one in questions) > 72
    assert sum(one.is_right(np.array([0, 1])) for one in questions) < 40
    assert fit(questions).tolist() == weights.tolist()


def test_the_weights_are_where_probability_and_penalty_balance():
    # Two clauses that differ by 1 in one feature: p = 1/(1 + exp(-w)) and 1 - p = 2 * 0.01 * w.
    (weight,) = fit([question([[1], [0]], 0)])
    assert 1 - 1 / (1 + np.exp(-weight)) == pytest.approx(2 * 0.01 * weight, abs=1e-4)


def test_the_slope_is_that_of_the_surprise():
    rows = np.random.default_rng(3).normal(size=(5, 4))
    one = question(rows, 1, 3)

    def surprise(weights):
        return eval.weights._surprise(one, weights)[0]

    def slope(weights):
        return eval.weights._surprise(one, weights)[1]

    assert check_grad(surprise, slope, np.array([0.5, -1, 0, 2])) < 1e-6


def test_any_acceptable_clause_will_do():
    # The first and the second are acceptable; nothing is gained by telling them apart.
    weights = fit([question([[1, 1], [1, 0], [0, 0.5]], 0, 1)])
    assert weights[0] > 1
    assert weights[1] == pytest.approx(0, abs=0.1)


def test_a_question_without_an_acceptable_clause_to_choose_is_wrong_and_tells_nothing():
    lost = question([[1, 0], [0, 1]])
    questions = telling_questions(10)
    assert not lost.is_right(np.array([1.0, 0.0]))
    assert fit([lost, *questions]).tolist() == fit(questions).tolist()
    assert fit([lost]).tolist() == [0, 0]


@pytest.mark.parametrize("count", [2, 8, 61])
def test_every_question_is_in_one_of_at_most_eight_parts(count):
    found = parts(count, seed=1)
    assert len(found) == min(8, count)
    assert sorted(place for part in found for place in part) == list(range(count))
    assert found == parts(count, seed=1)


def test_a_question_is_never_among_those_its_weights_are_fitted_on(monkeypatch):
    questions = telling_questions(20)
    fitted_on = []

    def remembering(some):
        fitted_on.append({id(one) for one in some})
        return np.zeros(2)

    tested = []
    monkeypatch.setattr(eval.weights, "fit", remembering)
    monkeypatch.setattr(
        FollowUp, "is_right", lambda one, weights: tested.append((id(one), len(fitted_on))) or True
    )
    right_held_out(questions, seed=0)
    assert {one for one, _ in tested} == {id(one) for one in questions}
    assert all(one not in fitted_on[fits - 1] for one, fits in tested)
    assert all(len(some) in (17, 18) for some in fitted_on)


def test_what_only_one_question_says_is_of_no_use_held_out():
    # Each question has a feature of its own that no other question weighs.
    rows = [np.zeros((2, 4)) for _ in range(4)]
    for place, one in enumerate(rows):
        one[1, place] = 1
    questions = [question(one, 1) for one in rows]
    assert all(one.is_right(fit(questions)) for one in questions)
    assert right_held_out(questions, seed=0).tolist() == [0, 0, 0, 0]


def test_the_shares_are_by_file_and_over_all():
    names = list(WEIGHTS)
    rows = np.zeros((2, len(names)))
    rows[0, names.index("own")] = 1
    right = [question(rows, 0, file="a.jsonl") for _ in range(3)]
    wrong = question(rows, 1, file="b.jsonl")
    found = measure([*right, wrong], ["b.jsonl", "c.jsonl"])
    assert list(found.shares) == ["a.jsonl", "b.jsonl", "c.jsonl", "all"]
    assert [one.questions for one in found.shares.values()] == [3, 1, 0, 4]
    assert [one.not_weighed for one in found.shares.values()] == [0, 1, 1, 2]
    assert [one.present for one in found.shares.values()] == [1, 0, 0, 3 / 4]
    assert [one.held_out for one in found.shares.values()] == [1, 0, 0, 3 / 4]
    assert list(found.weights) == names
    assert found.weights["own"] > 0 == found.weights["last"]


def test_the_weights_are_printed_as_they_stand_in_the_module():
    code = as_code({"own": 0.5, "own, short": -1.234})
    assert code.split("\n") == [
        "WEIGHTS: Final[Mapping[str, float]] = {",
        '    "own": 0.50,',
        '    "own, short": -1.23,',
        "}",
    ]


@pytest.fixture(scope="module")
def assistant(assistant_on):
    return assistant_on(
        parsed(
            document("plan", title="河道方案", place="甘肃"),
            clause("plan", "一", "一、主要任务", heading="主要任务"),
            clause("plan", "一(一)", "清理河道淤泥,由水利厅负责。", parent="一"),
            clause("plan", "一(二)", "发放渔船执照,由农业厅负责。", parent="一"),
            clause("plan", "一(三)", "修建冷链仓库,由商务厅负责。", parent="一"),
        ),
        parsed(
            document("other", title="集市方案", place="青海"),
            clause("other", "一", "整治集市秩序,由公安厅负责。"),
            clause("other", "二", "清理集市垃圾,由住建厅负责。"),
        ),
    )


def case(case_of, *turns, wanted="plan#一(二)", **changes):
    return case_of(category="follow-up", turns=turns, clauses=[[wanted]], **changes)


def test_what_speaks_for_each_clause_is_that_of_the_product(assistant, case_of):
    turns = ("清理河道淤泥由谁负责?", "那渔船执照呢?")
    found = weigh(case(case_of, *turns), "q.jsonl", assistant)
    near = assistant.found(turns).near
    weights = np.array(list(WEIGHTS.values()))
    assert (found.features @ weights).tolist() == pytest.approx([one.score for one in near])
    best = near[int((found.features @ weights).argmax())].clause.clause_id
    (_, answer) = assistant.answer(turns)
    assert f"{answer.citations[0].document}#{answer.citations[0].clause}" == best
    assert found.acceptable.tolist() == [one.clause.clause_id == "plan#一(二)" for one in near]


def test_only_clauses_that_may_be_chosen_are_weighed(assistant, case_of):
    found = weigh(case(case_of, "清理河道淤泥由谁负责?", "那渔船执照呢?"), "q", assistant)
    assert len(found.features) == 5  # plan#一 only heads others
    named = weigh(case(case_of, "清理河道淤泥由谁负责?", "那青海的集市秩序呢?"), "q", assistant)
    assert len(named.features) == 2
    assert not named.can_be_right


@pytest.mark.parametrize(
    "last",
    ["下一条呢?", "第一部分第(三)项说了什么?", "第一部分第(三)项由谁负责?", "这个文件是哪年发的?"],
)
def test_a_question_whose_clause_is_chosen_otherwise_is_left_out(assistant, case_of, last):
    assert weigh(case(case_of, "甘肃的清理河道淤泥由谁负责?", last), "q", assistant) is None


def test_follow_ups_on_one_document_are_taken(case_of):
    turns = ("甲?", "乙?")
    taken = case(case_of, *turns)
    refused = case_of(
        category="follow-up", turns=turns, clauses=[], refusal_class="off_topic", absent=["乙"]
    )
    over_two = case_of(category="follow-up", turns=turns, clauses=[["d#一"], ["e#一"]])
    single = case_of(category="agency")
    compared = case(case_of, *turns, silent=["e"])
    assert follow_ups([taken, refused, over_two, single, compared]) == (taken,)


def test_of_questions_that_are_not_for_tuning_the_dev_half_is_taken(case_of, tmp_path, monkeypatch):
    lines = [case_of(id=half, half=half).model_dump_json() for half in ("dev", "test")]
    known, tuning = tmp_path / "known.jsonl", tmp_path / "tuning.jsonl"
    for path in (known, tuning):
        path.write_text("\n".join(lines), "utf-8")
    monkeypatch.setattr(eval.weights, "tuning_files", lambda: (tuning,))
    found = tunable_cases([known, tuning])
    assert [one.id for one in found[known]] == ["dev"]
    assert [one.id for one in found[tuning]] == ["dev", "test"]


@pytest.fixture
def run(assistant, monkeypatch):
    """Run the command in this process with the assistant that needs no model."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr(eval.weights, "open_assistant", lambda settings, progress: assistant)
    app = eval.weights.typer.Typer()
    app.command()(eval.weights.main)
    return lambda *arguments: CliRunner().invoke(app, [str(one) for one in arguments])


def test_the_command_prints_shares_and_weights_and_writes_them(run, case_of, tmp_path):
    asked = "清理河道淤泥由谁负责?"
    cases = [
        case(case_of, asked, "那渔船执照呢?", id="a", half="dev"),
        case(case_of, asked, "那冷链仓库呢?", id="b", half="dev", wanted="plan#一(三)"),
        case(case_of, asked, "集市垃圾谁清理?", id="c", half="test", wanted="other#二"),
        case(case_of, asked, "下一条呢?", id="d", half="dev"),
    ]
    questions, written = tmp_path / "q.jsonl", tmp_path / "weights.json"
    questions.write_text("\n".join(one.model_dump_json() for one in cases), "utf-8")
    done = run(questions, "--json", written)
    assert done.exit_code == 0, done.output
    found = json.loads(written.read_text("utf-8"))
    assert list(found["shares"]) == ["q.jsonl", "all"]
    assert found["shares"]["all"]["questions"] == 2
    assert found["shares"]["all"]["not_weighed"] == 1
    assert found["shares"]["all"]["present"] == 1
    assert list(found["weights"]) == list(WEIGHTS)
    assert "present weights" in done.stdout
    assert as_code(found["weights"]) in done.stdout


def test_the_command_names_what_is_wrong(run, case_of, tmp_path):
    missing = run(tmp_path / "none.jsonl")
    assert (missing.exit_code, "cannot read questions" in missing.stderr) == (1, True)
    single = tmp_path / "q.jsonl"
    single.write_text(case_of(half="dev").model_dump_json(), "utf-8")
    few = run(single)
    assert (few.exit_code, "fewer than two follow-ups" in few.stderr) == (1, True)
