"""Whatever goes wrong: one clear line, the exit code of the contract, and the old index works."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus.errors import AssistantError
from embeddings.errors import EmbeddingError

LOOKUP = "四川省“十四五”现代流通体系建设实施方案第三部分第(一)项第2条说了什么?"


def assert_failed(run, code, *words):
    """Check that a command ended with one line that says these words, and nothing else."""
    assert run.code == code
    assert run.out == ""
    [line] = run.err.splitlines()
    assert line.startswith("zhengda: ")
    assert "Traceback" not in line
    for word in words:
        assert word in line


@pytest.mark.parametrize("question", ["", "  \t", "\u200b\u2060\ufeff", "\x07\x1b", "\u3000"])
@pytest.mark.parametrize("command", ["ask", "search", "agency"])
def test_words_of_nothing_are_wrong_usage(zhengda, command, question):
    assert_failed(zhengda(command, question), 2, "no words")


def test_10_000_characters_are_too_many_to_ask(zhengda):
    assert_failed(zhengda("ask", "谁" * 10_000), 2, "10,000", "2,000")


def test_any_script_gets_an_answer_or_a_polite_refusal(zhengda, tmp_path):
    questions = [
        "\x00\x1b[31m谁\u202e\u200b负责冷链\x07?",
        "コールドチェーン物流は誰が担当していますか?",
        "콜드체인 물류는 누가 담당합니까?",
        "Кто отвечает за логистику холодовой цепи?",
        "Qui est responsable de la chaîne du froid?",
        "[bold]谁[/bold] 负责 {0} %s?",
        "",
        "谁负责冷链" * 2_000,
    ]
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": "x", "turns": questions}), "utf-8")
    assert zhengda("answer", tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl").code == 0
    answers = json.loads((tmp_path / "out.jsonl").read_text("utf-8"))["answers"]
    assert [answer["question"] for answer in answers] == questions
    assert all(answer["text"] for answer in answers)


@pytest.mark.parametrize("question", ["\x1b[31m谁\u202e负责[bold]冷链\x07?", "谁负责\udc80冷链?"])
def test_what_no_terminal_can_show_is_not_shown(zhengda, question):
    run = zhengda("ask", question)  # the second one is an argument that is no UTF-8
    assert (run.code, run.err) == (0, "")
    assert "\x1b" not in run.out
    assert "\u202e" not in run.out


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


def test_a_home_that_cannot_be_written_is_named(zhengda, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("ZHENGDA_HOME", str(tmp_path / "file" / "home"))
    for command in (["index"], ["ask", LOOKUP]):
        assert_failed(zhengda(*command), 1, "file", "ZHENGDA_HOME")
    assert zhengda("documents").code == 0


def test_a_port_that_is_taken_or_a_host_that_is_none_is_told_before_anything_is_loaded(zhengda):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert_failed(zhengda("serve", "--port", port), 1, str(port), "in use", "--port")
    assert_failed(
        zhengda("serve", "--host", "203.0.113.5", "--no-auth"), 1, "203.0.113.5", "--host"
    )
    assert_failed(zhengda("serve", "--host", "0.0.0.0"), 1, "0.0.0.0", "--auth", "--no-auth")


def test_standard_output_on_a_full_disk_is_told():
    with Path("/dev/full").open("w") as full:
        command = [Path(sys.executable).with_name("zhengda"), "documents", "--json"]
        run = subprocess.run(
            command,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env={**os.environ, "PYTHONUNBUFFERED": ""},
        )
    assert (run.returncode, run.stderr) == (1, "zhengda: No space left on device\n")


def test_a_reader_that_goes_away_gets_no_complaint(built_home, start_zhengda):
    process = start_zhengda(built_home, "documents", "--json")
    process.stdout.close()
    process.stdout = None
    _, errors = process.communicate(timeout=60)
    assert errors == ""


def test_a_mistake_of_ours_is_one_line_that_names_where_the_traceback_is_kept(
    zhengda, home, monkeypatch
):
    monkeypatch.setenv("ZHENGDA_HOME", str(home))
    monkeypatch.setattr("ui.cli.open_corpus", lambda settings: {}["no such key"])
    assert_failed(zhengda("documents"), 1, "KeyError", "last-error.txt")
    assert "Traceback" in (home / "last-error.txt").read_text("utf-8")


def test_every_failure_of_model_and_index_is_one_the_command_line_shows():
    assert issubclass(EmbeddingError, AssistantError)
