"""The index behind the assistant: built when missing, stale or damaged; what a failed build leaves."""

import json
import os
import resource
import shutil
import signal
import time
from pathlib import Path

import pytest
from small_documents import segment_folders

import rag.build
import ui.cli
from corpus.library import load_corpus
from embeddings.build import build_index
from embeddings.hashed import HashedEncoder
from embeddings.progress import silent
from rag.settings import Settings

OLD = "青海省水库方案\n一、加固水库。加固水库九座。(责任单位:省水利厅)\n"
NEW = "甘肃省低空方案\n一、发展低空经济。推广无人机。(责任单位:省商务厅)\n"
LOOKUP = "《青海省水库方案》第一部分说了什么?"


@pytest.fixture
def documents(tmp_path):
    """Documents one of which the index does not know."""
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "old.txt").write_text(OLD, "utf-8")
    (folder / "new.txt").write_text(NEW, "utf-8")
    return folder


@pytest.fixture
def home(documents, tmp_path):
    """A home with the index of the old document alone."""
    parsed = [one for one in load_corpus(documents).parsed if one.document.document_id == "old"]
    build_index(parsed, tmp_path / "home", HashedEncoder(), silent)
    return tmp_path / "home"


@pytest.fixture
def here(zhengda, home, documents, monkeypatch):
    """Run the command line in this process on that home and these documents."""
    monkeypatch.setenv("ZHENGDA_HOME", str(home))
    for module in (rag.build, ui.cli):
        monkeypatch.setattr(module, "open_corpus", lambda settings: load_corpus(documents))
    return zhengda


def cited(run):
    return json.loads(run.out)["citations"][0]["document"]


def wait_for(path, process):
    for _ in range(600):
        if path.exists():
            return
        assert process.poll() is None, process.communicate()
        time.sleep(0.1)
    raise AssertionError(f"{path} was not written")


def test_a_missing_index_is_built_by_the_first_question(here, home):
    shutil.rmtree(home)
    run = here("ask", LOOKUP, "--json")
    assert (run.code, run.err, cited(run)) == (0, "", "old")
    assert len(segment_folders(home)) == 1


def test_a_stale_index_is_refreshed_by_the_next_question(here, home):
    run = here("search", "低空经济无人机", "-k", 1, "--json")
    assert (run.code, run.err) == (0, "")
    assert json.loads(run.out)["hits"][0]["document"] == "new"
    assert here("index").out.startswith("up to date: 2 documents")


def truncate_database(segment):
    (segment / "chroma.sqlite3").write_bytes((segment / "chroma.sqlite3").read_bytes()[:8192])


def garble_database(segment):
    (segment / "chroma.sqlite3").write_bytes(b"no database" * 1000)


def garble_pointer(segment):
    (segment.parents[1] / "index.json").write_text("{garbage", "utf-8")


def remove_segment(segment):
    shutil.rmtree(segment)


def remove_record(segment):
    segment.with_name(f"{segment.name}.json").unlink()


def remove_pointer(segment):
    (segment.parents[1] / "index.json").unlink(missing_ok=True)


@pytest.mark.parametrize(
    "damage",
    [
        truncate_database,
        garble_database,
        garble_pointer,
        remove_segment,
        remove_record,
        remove_pointer,
    ],
)
def test_a_damaged_index_is_built_anew_by_the_next_question(here, home, damage):
    assert here("index").code == 0
    for segment in segment_folders(home):
        damage(segment)
    run = here("search", "加固水库", "-k", 1, "--json")
    assert (run.code, run.err) == (0, "")
    assert json.loads(run.out)["hits"][0]["document"] == "old"


@pytest.fixture
def full_disk():
    """No file of this process can grow beyond what a database needs."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_fails_the_build_and_the_index_as_it_was_answers(here, home, full_disk):
    failed = here("index")
    assert (failed.code, failed.out) == (1, "")
    [line] = failed.err.splitlines()
    assert line.startswith("zhengda: cannot write the index into")
    assert len(segment_folders(home)) == 1
    answered = here("ask", LOOKUP, "--json")
    assert (answered.code, cited(answered)) == (0, "old")
    [notice] = answered.err.splitlines()
    assert notice.startswith("answering from the index as it was: cannot write")


def test_the_index_as_it_was_may_know_documents_that_are_gone(here, documents, full_disk):
    (documents / "old.txt").unlink()
    found = here("search", "加固水库", "--json")
    assert (found.code, json.loads(found.out)["hits"]) == (0, [])


def test_a_full_disk_without_an_index_is_told(here, home, full_disk):
    shutil.rmtree(home)
    failed = here("ask", LOOKUP)
    assert (failed.code, failed.out) == (1, "")
    assert failed.err.startswith("zhengda: cannot write the index into")


@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGKILL])
def test_a_build_that_is_ended_leaves_the_old_index_and_the_next_build_cleans_up(
    home, documents, here, start_zhengda, tmp_path, kind
):
    build = start_zhengda(home, "index", documents=documents, slow=tmp_path / "encoding")
    wait_for(tmp_path / "encoding", build)
    before = (home / "index" / "index.json").read_bytes()
    build.send_signal(kind)
    _, errors = build.communicate(timeout=60)
    if kind is signal.SIGINT:
        assert build.returncode == 1
        assert errors == "zhengda: interrupted; what stood before still stands\n"
    assert (home / "index" / "index.json").read_bytes() == before
    leftover = (
        home / "index" / "segments" / "0123.99.unfinished"
    )  # of a build killed while it wrote
    leftover.mkdir()
    os.utime(leftover, (0, 0))
    assert cited(here("ask", LOOKUP, "--json")) == "old"
    assert len(segment_folders(home)) == 2
    assert here("index").out.startswith("up to date: 2 documents")


def test_beside_a_process_that_builds_a_question_is_answered_and_a_build_says_that_it_waits(
    home, documents, here, start_zhengda, tmp_path
):
    slow = start_zhengda(home, "index", documents=documents, slow=tmp_path / "encoding")
    wait_for(tmp_path / "encoding", slow)
    waiting = start_zhengda(home, "index", documents=documents)
    asked = here("ask", LOOKUP, "--json")
    assert (asked.code, cited(asked)) == (0, "old")
    assert asked.err.startswith("answering from the index as it was: another process")
    line = waiting.stderr.readline()
    slow.kill()
    built, _ = waiting.communicate(timeout=60)
    assert line.startswith("waiting for another process that builds the index")
    assert (waiting.returncode, built.split(":")[0]) == (0, "built")


def test_a_variable_that_is_set_to_nothing_counts_as_not_set(monkeypatch):
    monkeypatch.setenv("ZHENGDA_HOME", "")
    monkeypatch.setenv("ZHENGDA_MODEL", "")
    assert Settings().home.name == "zhengda"
    assert Settings().model is None


def test_the_home_may_begin_with_a_tilde(monkeypatch):
    monkeypatch.setenv("ZHENGDA_HOME", "~/documents of mine")
    assert Settings().home == Path.home() / "documents of mine"


@pytest.mark.model
def test_the_installed_command_answers_with_the_real_model(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("ZHENGDA_HOME", str(tmp_path))
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "old.txt").write_text(OLD, "utf-8")
    monkeypatch.setattr(rag.build, "open_corpus", lambda settings: load_corpus(folder))
    monkeypatch.setattr("sys.argv", ["zhengda", "ask", "青海的水库由谁负责加固?", "--json"])
    with pytest.raises(SystemExit) as ended:
        ui.cli.main()
    assert not ended.value.code
    answer = json.loads(capsys.readouterr().out)
    assert [one["name"] for one in answer["agencies"]] == ["省水利厅"]
