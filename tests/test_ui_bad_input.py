"""Whatever goes wrong: one clear line, the exit code of the contract, and the old index works."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus.errors import AssistantError
from corpus.library import SHIPPED_DOCUMENTS
from embeddings.errors import EmbeddingError

LOOKUP = "四川省“十四五”现代流通体系建设实施方案第三部分第(一)项第2条说了什么?"
NEW = "甘肃省低空经济方案\n一、发展低空经济。推广无人机。(责任单位:省商务厅)\n"


def assert_failed(run, code, *words):
    """Check that a command ended with one line that says these words, and nothing else."""
    assert run.code == code
    assert run.out == ""
    [line] = run.err.splitlines()
    assert line.startswith("zhengda: ")
    assert "Traceback" not in line
    for word in words:
        assert word in line


@pytest.fixture
def documents(tmp_path):
    """Documents one of which the built index does not know."""
    folder = Path(shutil.copytree(SHIPPED_DOCUMENTS, tmp_path / "documents"))
    (folder / "new.txt").write_text(NEW, "utf-8")
    return folder


def versions(home):
    return sorted(path.name for path in (home / "index").iterdir() if path.name.isdecimal())


def wait_for(path, process):
    for _ in range(600):
        if path.exists():
            return
        assert process.poll() is None, process.communicate()
        time.sleep(0.1)
    raise AssertionError(f"{path} was not written")


@pytest.mark.parametrize("question", ["", "  \t", "\u200b\u2060\ufeff", "\x07\x1b", "\u3000"])
@pytest.mark.parametrize("command", ["ask", "search", "agency"])
def test_words_of_nothing_are_wrong_usage(zhengda, command, question):
    assert_failed(zhengda(command, question), 2, "no words")


def test_10_000_characters_are_too_many_to_ask(zhengda):
    assert_failed(zhengda("ask", "谁" * 10_000), 2, "10,000", "2,000")


@pytest.mark.parametrize(
    "question",
    [
        "\x00\x1b[31m谁\u202e\u200b负责冷链\x07?",
        "コールドチェーン物流は誰が担当していますか?",
        "콜드체인 물류는 누가 담당합니까?",
        "Кто отвечает за логистику холодовой цепи?",
        "Qui est responsable de la chaîne du froid?",
        "谁负责\udc80冷链?",  # an argument that is no UTF-8
        "[bold]谁[/bold] 负责 {0} %s?",
    ],
)
def test_any_script_gets_an_answer_or_a_polite_refusal(zhengda, question):
    run = zhengda("ask", question)
    assert (run.code, run.err) == (0, "")
    assert "\x1b" not in run.out
    assert json.loads(zhengda("ask", question, "--json").out)["text"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["clauses", "nothing-2022"], ["nothing-2022", "sichuan-circulation-2022"]),
        (["agency", "商务厅", "--document", "nothing"], ["'nothing'", "known ids"]),
        (["agency", "省猫咪管理局"], ["省猫咪管理局", "zhengda clauses"]),
        (["agency", "省商务亭"], ["did you mean", "省商务厅"]),
        (["agency", "Ministry of Silly Walks"], ["Ministry of Silly Walks"]),
        (["agency", "商务厅", "--document", "county-commerce-2023"], ["county-commerce-2023"]),
    ],
)
def test_an_unknown_document_or_agency_is_named(zhengda, arguments, words):
    assert_failed(zhengda(*arguments), 1, *words)


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["ask"],
        ["ask", "谁", "谁"],
        ["ask", "--loud", "谁"],
        ["search"],
        ["search", "冷链", "--file", __file__, "-o", "x"],
        ["search", "--file", __file__],
        ["search", "冷链", "-k", "0"],
        ["search", "冷链", "-k", "many"],
        ["answer", "/no/such/file.jsonl", "-o", "x"],
        ["answer", "/tmp", "-o", "x"],
        ["answer", __file__],
        ["eval", "/no/such/questions.jsonl"],
        ["eval", "--split", "third"],
        ["serve", "--port", "99999"],
    ],
)
def test_wrong_usage_is_told_in_a_line_that_points_at_the_help(zhengda, arguments):
    assert_failed(zhengda(*arguments), 2, "see: zhengda --help")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b'{"id": "x", "turns": [', "Invalid JSON"),
        (b'{"id": "x"}', "turns: Field required"),
        (b'{"id": "x", "turns": []}', "turns"),
        (b'{"id": "x", "turns": "a"}', "turns"),
        (b'{"turns": ["a"]}', "id"),
        (b'{"id": "x", "turns": [1]}', "turns.0"),
        (b'{"id": "x", "turns": ["\\ud800"]}', "Invalid JSON"),
        (b'["x"]', "the line"),
        ("四川".encode("gb18030"), "UTF-8"),
    ],
)
def test_a_bad_line_is_named_with_its_number_and_nothing_is_written(zhengda, tmp_path, line, why):
    asked = tmp_path / "in.jsonl"
    asked.write_bytes(b'\xef\xbb\xbf{"id": "ok", "turns": ["a"]}\r\n\n' + line + b"\n")
    run = zhengda("answer", asked, "-o", tmp_path / "out.jsonl")
    assert_failed(run, 1, "in.jsonl", "line 3", why)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl"]


@pytest.fixture
def asked(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": "x", "turns": ["你好"]}\n', "utf-8")
    return path


def test_an_output_whose_folder_is_missing_is_named(zhengda, asked, tmp_path):
    output = tmp_path / "missing" / "out.jsonl"
    assert_failed(zhengda("answer", asked, "-o", output), 1, str(output), "No such file")


def test_an_output_that_is_a_folder_is_named(zhengda, asked, tmp_path):
    assert_failed(zhengda("answer", asked, "-o", tmp_path), 1, str(tmp_path), "folder")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anything")
def test_an_output_that_is_protected_is_named(zhengda, asked, tmp_path):
    output = tmp_path / "out.jsonl"
    output.write_text("old")
    output.chmod(0o400)
    assert_failed(zhengda("answer", asked, "-o", output), 1, str(output), "protected")
    assert output.read_text() == "old"


def test_an_output_on_a_full_disk_is_told(zhengda, asked):
    assert_failed(zhengda("answer", asked, "-o", "/dev/full"), 1, "No space left")
    assert Path("/dev/full").is_char_device()


def test_a_batch_that_is_interrupted_writes_nothing(home, start_zhengda, tmp_path):
    lines = "".join(f'{{"id": {n}, "turns": ["谁负责冷链?"]}}\n' for n in range(5_000))
    (tmp_path / "in.jsonl").write_text(lines, "utf-8")
    (tmp_path / "out.jsonl").write_text("old")
    process = start_zhengda(home, "answer", tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl")
    while not list(tmp_path.glob(".out.jsonl.*.part")):
        assert process.poll() is None, process.communicate()
        time.sleep(0.1)
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, len(errors.splitlines())) == (1, 1)
    assert (tmp_path / "out.jsonl").read_text() == "old"
    assert not list(tmp_path.glob(".out*"))


def test_a_missing_index_is_built_by_the_first_question(tmp_path, zhengda_process):
    run = zhengda_process(tmp_path / "new", "ask", LOOKUP, "--json")
    assert (run.code, run.err) == (0, "")
    assert json.loads(run.out)["citations"][0]["clause"] == "三(一)2"
    assert versions(tmp_path / "new") == ["000001"]


def truncate_database(version):
    (version / "chroma.sqlite3").write_bytes((version / "chroma.sqlite3").read_bytes()[:8192])


def garble_database(version):
    (version / "chroma.sqlite3").write_bytes(b"no database" * 1000)


def garble_pointer(version):
    (version.parent / "index.json").write_text("{garbage", "utf-8")


def remove_version(version):
    shutil.rmtree(version)


def remove_pointer(version):
    (version.parent / "index.json").unlink()


@pytest.mark.parametrize(
    "damage", [truncate_database, garble_database, garble_pointer, remove_version, remove_pointer]
)
def test_a_damaged_index_is_built_anew_by_the_next_question(zhengda, home, monkeypatch, damage):
    damage(home / "index" / "000001")
    monkeypatch.setenv("ZHENGDA_HOME", str(home))
    run = zhengda("search", "冷链", "-k", 3, "--json")
    assert (run.code, run.err, len(json.loads(run.out)["hits"])) == (0, "", 3)


def test_a_full_disk_fails_the_build_and_the_index_as_it_was_answers(
    home, documents, zhengda_process
):
    full = {"documents": documents, "room": 100_000}
    assert_failed(zhengda_process(home, "index", **full), 1, "cannot write the index", "room")
    assert versions(home) == ["000001"]
    answered = zhengda_process(home, "ask", LOOKUP, "--json", **full)
    assert answered.code == 0
    assert json.loads(answered.out)["citations"][0]["clause"] == "三(一)2"
    assert answered.err.startswith("answering from the index as it was: cannot write")
    assert len(answered.err.splitlines()) == 1


def test_a_full_disk_without_an_index_is_told(tmp_path, zhengda_process):
    run = zhengda_process(tmp_path / "new", "ask", LOOKUP, room=100_000)
    assert_failed(run, 1, "cannot write the index")


def test_a_home_that_cannot_be_written_is_named(zhengda, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("ZHENGDA_HOME", str(tmp_path / "file" / "home"))
    for command in (["index"], ["ask", LOOKUP]):
        assert_failed(zhengda(*command), 1, "file", "ZHENGDA_HOME")
    assert zhengda("documents").code == 0


@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_build_that_is_ended_leaves_the_old_index_and_the_next_build_cleans_up(
    home, documents, start_zhengda, zhengda_process, tmp_path, kind
):
    build = start_zhengda(home, "index", documents=documents, slow=tmp_path / "encoding")
    wait_for(tmp_path / "encoding", build)
    (home / "index" / "000002").mkdir(exist_ok=True)  # what a build killed later leaves
    build.send_signal(kind)
    _, errors = build.communicate(timeout=60)
    if kind is not signal.SIGKILL:
        assert build.returncode == 1
        assert errors == "zhengda: interrupted; what stood before still stands\n"
    asked = zhengda_process(home, "ask", LOOKUP, "--json")
    assert (asked.code, asked.err) == (0, "")
    rebuilt = zhengda_process(home, "index", documents=documents)
    assert rebuilt.out.startswith("built: 6 documents")
    assert len(versions(home)) == 2
    assert not list((home / "index").glob("*.unfinished*"))


def test_beside_a_process_that_builds_a_question_is_answered_and_a_build_says_that_it_waits(
    home, documents, start_zhengda, tmp_path
):
    slow = start_zhengda(home, "index", documents=documents, slow=tmp_path / "encoding")
    wait_for(tmp_path / "encoding", slow)
    asking = start_zhengda(home, "ask", LOOKUP, "--json", documents=documents)
    waiting = start_zhengda(home, "index", documents=documents)
    answer, notice = asking.communicate(timeout=60)
    assert json.loads(answer)["citations"][0]["clause"] == "三(一)2"
    assert "answering from the index as it was: another process" in notice
    line = waiting.stderr.readline()
    slow.kill()
    built, _ = waiting.communicate(timeout=60)
    assert line.startswith("waiting for another process that builds the index")
    assert (waiting.returncode, built.split(":")[0]) == (0, "built")


def test_a_port_that_is_taken_or_a_host_that_is_none_is_told_before_anything_is_loaded(zhengda):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert_failed(zhengda("serve", "--port", port), 1, str(port), "in use", "--port")
    assert_failed(zhengda("serve", "--host", "203.0.113.5"), 1, "203.0.113.5", "--host")


@pytest.mark.parametrize("arguments", [["clauses", "--json"], ["clauses"], ["--help"]])
def test_a_reader_that_goes_away_gets_no_complaint(built_home, start_zhengda, arguments):
    process = start_zhengda(built_home, *arguments)
    process.stdout.close()
    process.stdout = None
    _, errors = process.communicate(timeout=60)
    assert errors in ("", None)


def test_output_is_utf_8_whatever_the_locale():
    command = [Path(sys.executable).with_name("zhengda"), "documents", "--json"]
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    run = subprocess.run(command, capture_output=True, check=True, env=environment)
    assert json.loads(run.stdout.decode("utf-8"))[0]["place"] == "四川"


def test_a_mistake_of_ours_is_one_line_that_names_where_the_traceback_is_kept(
    zhengda, home, monkeypatch
):
    monkeypatch.setenv("ZHENGDA_HOME", str(home))
    monkeypatch.setattr("ui.cli.open_corpus", lambda settings: {}["no such key"])
    assert_failed(zhengda("documents"), 1, "KeyError", "last-error.txt")
    assert "Traceback" in (home / "last-error.txt").read_text("utf-8")


def test_every_failure_of_model_and_index_is_one_the_command_line_shows():
    assert issubclass(EmbeddingError, AssistantError)
