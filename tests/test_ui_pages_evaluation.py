"""Runs of the evaluation and their page, without a browser."""

import io
import zipfile

import pytest

from eval.cases import QuestionsError, Split
from eval.judge import Reason
from ui.pages import evaluation_runs
from ui.pages.evaluation_html import render_evaluation, render_progress
from ui.pages.evaluation_runs import (
    KEPT_RUNS,
    Asked,
    Questions,
    TooManyCasesError,
    UnpackedTooLargeError,
    ask_all,
    full_report,
    known_questions,
    names_of_runs,
    own_questions,
    read_kept,
)
from ui.pages.evaluation_words import evaluation_words
from ui.pages.query import PageQuery
from ui.words import PageLanguage

ATTACK = '<script>alert(1)</script><img src=x onerror="alert(1)">'


class Scripted:
    """Cites the clause that is wanted, but for questions that say 错; 坏 breaks it."""

    def __init__(self, answer_of):
        self.answer_of = answer_of

    def answer(self, turns):
        if "坏" in turns[-1]:
            raise RuntimeError("scripted")
        cited = "e#九" if "错" in turns[-1] else "d#一"
        return [self.answer_of(cited, text=f"{turn} [1]") for turn in turns]

    def search(self, query, k):
        return []


@pytest.fixture
def put(answer_of, case_of, shipped, tmp_path):
    """Return what runs questions and returns the run that was kept."""

    def run(*questions, against=""):
        cases = tuple(case_of(id=f"c{n}", turns=[q]) for n, q in enumerate(questions))
        asked = Questions(("own.jsonl",), Split.ALL, cases)
        *steps, name = ask_all(Scripted(answer_of), asked, shipped, tmp_path, against)
        assert all(isinstance(step, Asked) for step in steps)
        return steps, read_kept(tmp_path, name)

    return run


def render(home, query="", language=PageLanguage.CHINESE):
    return render_evaluation(home, PageQuery.of(query), language)


def test_a_run_is_kept_with_its_progress_its_score_and_each_wrong_answer(put, tmp_path):
    steps, run = put(*["对"] * 4, "错", "坏")
    assert steps == [Asked(done=5, of=6, right=4)]
    html = render(tmp_path, f"run={run.name}")
    assert "4 / 6" in html
    assert "答错的题(2)" in html
    assert "没有找到条款" in html
    assert "系统出错" in html
    assert f'href="./evaluation?run={run.name}"' in html
    assert full_report(tmp_path, run.name).startswith(b"<!doctype html>")


def test_a_wrong_case_opens_in_the_chat_with_all_its_turns(answer_of, case_of, shipped, tmp_path):
    case = case_of(category="follow-up", turns=["甲?", "错&乙?"])
    asked = Questions(("own.jsonl",), Split.ALL, (case,))
    [name] = ask_all(Scripted(answer_of), asked, shipped, tmp_path, "")
    html = render(tmp_path, f"run={name}")
    address = html.split('<a href="./?')[1].split('"')[0].replace("&amp;", "&")
    assert PageQuery.of(address).all("ask") == ("甲?", "错&乙?")


def test_a_run_is_compared_with_an_earlier_one(put, tmp_path, monkeypatch):
    _, first = put("错")
    wrong = read_kept(tmp_path, first.name)
    (tmp_path / "runs" / first.name).rename(tmp_path / "runs" / "2020-01-01_00-00-00")
    monkeypatch.setattr(Scripted, "answer", lambda self, turns: [self.answer_of("d#一")])
    _, second = put("错", against="2020-01-01_00-00-00")
    assert not wrong.records[0].right
    html = render(tmp_path, f"run={second.name}", PageLanguage.ENGLISH)
    assert "Newly right (1)" in html
    assert "Of the same 1 questions 0 were right, 1 are right now." in html


def test_only_the_last_runs_are_kept(put, tmp_path):
    for number in range(KEPT_RUNS + 3):
        folder = tmp_path / "runs" / f"2020-01-{number + 1:02}_00-00-00"
        folder.mkdir(parents=True)
        (folder / "summary.json").write_text("{}")
    _, run = put("对")
    names = names_of_runs(tmp_path)
    assert len(names) == KEPT_RUNS
    assert names[0] == run.name
    assert "2020-01-01_00-00-00" not in names


@pytest.mark.parametrize("name", ["..", "../models", "2020-01-01_00-00-00", ATTACK, "/etc"])
def test_a_run_that_is_none_is_named_and_nothing_else_is_read(tmp_path, name):
    (tmp_path / "summary.json").write_text("{}")
    (tmp_path / "runs").mkdir()
    html = render_evaluation(tmp_path, PageQuery(fields=(("run", name),)), PageLanguage.CHINESE)
    assert "没有名为" in html
    assert "<script" not in html
    assert full_report(tmp_path, name) is None


def test_a_run_of_another_version_is_not_shown_and_breaks_nothing(tmp_path):
    folder = tmp_path / "runs" / "2020-01-01_00-00-00"
    folder.mkdir(parents=True)
    (folder / "summary.json").write_text('{"files": []}')
    assert "没有名为" in render(tmp_path, "run=2020-01-01_00-00-00")


def test_questions_of_a_file_are_read_or_refused_with_one_line(tmp_path, monkeypatch):
    good = tmp_path / "own.jsonl"
    line = '{"id": "%s", "category": "agency", "language": "zh-Hans", "turns": ["?"], "clauses": [["d#一"]]}\n'
    good.write_text(line % "x", encoding="utf-8")
    assert own_questions(good).cases[0].id == "x"
    bad = tmp_path / "bad.jsonl"
    bad.write_text("{}\n")
    with pytest.raises(QuestionsError, match=r"^bad\.jsonl:1: "):
        own_questions(bad)
    with pytest.raises(QuestionsError) as missing:
        own_questions(tmp_path / "none.jsonl")
    assert str(tmp_path) not in str(missing.value).partition("Errno")[0]
    monkeypatch.setattr(evaluation_runs, "MAX_CASES", 1)
    good.write_text((line % "x") + (line % "y"), encoding="utf-8")
    with pytest.raises(TooManyCasesError):
        own_questions(good)


def test_a_spreadsheet_that_unpacks_to_too_much_is_not_opened(tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    bomb = tmp_path / "bomb.xlsx"
    bomb.write_bytes(packed.getvalue())
    assert bomb.stat().st_size < 1_000_000
    with pytest.raises(UnpackedTooLargeError):
        own_questions(bomb)


def test_what_questions_and_answers_say_stays_text(put, tmp_path):
    _, run = put("错" + ATTACK)
    for language in PageLanguage:
        html = render(tmp_path, f"run={run.name}", language)
        assert "<script" not in html
        assert "<img" not in html
        assert 'onerror="' not in html


def test_each_part_of_the_known_questions_can_be_put():
    whole, dev, test = (len(known_questions(split).cases) for split in Split)
    assert whole == dev + test
    assert min(dev, test) > 0


def test_progress_is_told_in_words_and_every_reason_has_some():
    html = render_progress(Asked(done=5, of=10, right=4), evaluation_words(PageLanguage.ENGLISH))
    assert "5 of 10 questions asked, 4 right" in html
    assert '<progress max="10" value="5"' in html
    for language in PageLanguage:
        assert set(evaluation_words(language).reasons) == set(Reason)
