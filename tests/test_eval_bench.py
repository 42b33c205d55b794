import os
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.library import SHIPPED_DOCUMENTS
from eval.bench_table import Row, ZhengdaMeasures, compare
from eval.cases import Case
from eval.latency import Seconds
from eval.processes import BenchmarkError, Finished, peak_megabytes, run_measured
from eval.product import ClausePlace, Zhengda
from eval.ranking import hit_at_1_by_language
from eval.shares import share
from eval.tutorial import FoundPassage, TutorialMeasures, overlaps

# Speaks the contract: what is asked for is answered from clause d#一, late and with new fields.
FAKE = """
import csv, json, os, sys, pathlib
assert os.environ["ZHENGDA_HOME"]
command, *rest = sys.argv[1:]
home = pathlib.Path(os.environ["ZHENGDA_HOME"])
cited = [{"document": "d", "clause": "一", "score": 1, "new": True}]
assert command != "search" or rest[0] == "--file"
if command == "index":
    (home / "runs").open("a").write("x")
if command == "clauses":
    print(json.dumps([{"document": "d", "clause": "一", "source_lines": [3, 5], "text": ""}]))
if command in ("answer", "search"):
    given, out = [one for one in rest if one.endswith(".jsonl")]
    with open(out, "w") as lines:
        for one in map(json.loads, open(given)):
            turns = one.get("turns", [])
            extra = {"hits": cited, "seconds": 0.5} if command == "search" else {
                "answers": [{"citations": cited, "text": "?"} for _ in turns],
                "seconds": [0.5 for _ in turns]}
            lines.write(json.dumps({"id": one["id"], **extra}) + "\\n")
"""


@pytest.fixture
def zhengda(tmp_path):
    script = tmp_path / "zhengda"
    script.write_text(FAKE, "utf-8")
    home = tmp_path / "home"
    home.mkdir()
    return Zhengda(home, script)


def case(number, *turns, language="en"):
    fields = {"id": f"x-{number}", "language": language, "turns": turns, "clauses": [["d#一"]]}
    return Case.model_validate(fields | {"category": "follow-up" if len(turns) > 1 else "fact"})


@pytest.mark.parametrize(
    ("document", "lines", "right"),
    [
        ("d", (1, 2), False),
        ("d", (1, 3), True),
        ("d", (4, 4), True),
        ("d", (5, 9), True),
        ("d", (6, 9), False),
        ("other", (3, 5), False),
    ],
)
def test_a_passage_is_right_when_it_shares_a_line_with_an_acceptable_clause(document, lines, right):
    places = [
        ClausePlace(document="d", clause="一", source_lines=(3, 5)),
        ClausePlace(document="d", clause="二", source_lines=(1, 99)),
    ]
    assert overlaps(FoundPassage(document=document, lines=lines), {"d#一"}, places) is right


def test_hits_are_counted_by_language_and_together():
    cases = [case(1, "a"), case(2, "b"), case(3, "c", language="zh-Hans")]
    shares = hit_at_1_by_language(cases, [True, False, False])
    assert {language: one.value for language, one in shares.items()} == {
        "all": 1 / 3,
        "en": 1 / 2,
        "zh-Hans": 0,
    }


def test_a_command_is_measured_from_outside():
    # From a small process: Linux counts the memory of the process that starts a command as its own.
    program = (
        "import sys; from eval.processes import run_measured; "
        "command = [sys.executable, '-c', \"x = 'a' * 200_000_000; print('hi')\"]; "
        "print(run_measured(command, {}).model_dump_json())"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    finished = Finished.model_validate_json(run.stdout)
    assert finished.stdout == "hi\n"
    assert finished.seconds > 0
    assert 200 < finished.peak_megabytes < 400


def test_a_command_that_fails_is_one_line():
    command = [sys.executable, "-c", "import sys; sys.exit('first\\nno index')"]
    with pytest.raises(BenchmarkError, match=r"failed: no index$"):
        run_measured(command, {})


def test_the_memory_of_a_running_process_is_read():
    assert peak_megabytes(os.getpid()) > 10


def test_the_product_is_measured_by_its_commands(zhengda):
    cases = [case(1, "who?"), case(2, "who?", "and then?")]
    answered, searched = zhengda.answer(cases), zhengda.search(cases[:1])
    assert [line.id for line in answered] == ["x-1", "x-2"]
    assert [line.seconds for line in answered] == [(0.5,), (0.5, 0.5)]
    assert answered[1].first_clause == "d#一"
    assert [(line.id, line.first_clause, line.seconds) for line in searched] == [
        ("x-1", "d#一", 0.5)
    ]
    assert zhengda.clauses()[0].source_lines == (3, 5)


def test_the_second_index_is_measured_beside_its_imports(zhengda):
    times = zhengda.index()
    assert min(times.first, times.second, times.imports) > 0
    home = Path(zhengda.environment["ZHENGDA_HOME"])
    imported = (home / "bench-imports.txt").read_text().split()
    assert {"csv", "json", "pathlib"} <= set(imported)
    assert "eval" not in imported


def seconds(value):
    return Seconds(median=value, p90=2 * value, p95=2 * value, p99=2 * value)


def test_rows_compare_with_the_baseline_and_the_goal():
    tutorial = TutorialMeasures(
        passages=143,
        hit_at_1={"zh-Hans": share([1, 0])},
        start_seconds=10,
        index_seconds=20,
        query_seconds=seconds(0.04),
        peak_megabytes=1600,
    )
    zhengda = ZhengdaMeasures(
        clauses=230,
        search_hit_at_1={"zh-Hans": share([1, 1])},
        first_citation={"zh-Hans": share([1, 1])},
        first_index_seconds=60,
        second_index_seconds=9,
        import_seconds=5,
        search_seconds=seconds(0.02),
        answer_seconds=seconds(0.05),
        index_peak_megabytes=800,
        server_peak_megabytes=3000,
    )
    rows = {row.title: row for row in compare(tutorial, zhengda)}
    hit = rows["first hit right, zh-Hans (2)"]
    assert (hit.ratio, hit.reached) == (1.0 / 0.5, True)
    first = rows["first index, process"]
    assert (first.ratio, first.reached) == (60 / (10 + 20), True)
    beyond = rows["second index beyond imports"]
    assert (beyond.zhengda, beyond.reached, beyond.ratio) == (9 - 5, False, None)
    assert rows["warm retrieval, median"].ratio == pytest.approx(20 / 40)
    assert rows["warm question, median"].reached is True
    assert rows["server, peak memory"].reached is False


def test_a_goal_is_reached_at_its_very_value():
    assert Row(title="", unit="s", tutorial=None, zhengda=3, most=3).reached
    assert not Row(title="", unit="s", tutorial=None, zhengda=3.1, most=3).reached
    assert Row(title="", unit="share", tutorial=0, zhengda=0.4, least=0.4).reached
    assert Row(title="", unit="share", tutorial=0, zhengda=0.4).reached is None


def test_passages_of_the_baseline_know_their_raw_lines():
    pipeline = pytest.importorskip("eval.tutorial_pipeline")
    for file in SHIPPED_DOCUMENTS.glob("*.txt"):
        lines = file.read_bytes().decode("utf-8").split("\n")
        for passage in pipeline.split_file(file):
            first, last = passage.metadata["first"], passage.metadata["last"]
            assert passage.metadata["document"] == file.stem
            assert passage.page_content in "\n".join(lines[first - 1 : last])
            assert len(passage.page_content) <= 500
