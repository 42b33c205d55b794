"""Adding and removing in several processes: two at once, and processes that are killed."""

import json
import random
import signal
import time

import pytest

from corpus.shelf import Shelf
from embeddings.hashed import HashedEncoder
from embeddings.index import ClauseIndex
from embeddings.state import read_pointer

TEXT = "{name}省水库方案\n一、加固水库。加固水库{name}座。(责任单位:省水利厅)\n"
SMALL = "青海省堤坝方案\n一、巡查堤坝。巡查堤坝九处。(责任单位:省水利厅)\n"


@pytest.fixture
def shipped_folder(tmp_path):
    """A folder with one document in place of those that come with the program."""
    folder = tmp_path / "shipped"
    folder.mkdir()
    (folder / "small.txt").write_text(SMALL, "utf-8")
    return folder


@pytest.fixture
def zhengda(start_zhengda, shipped_folder, tmp_path):
    """Start the command line on a home of the test's own."""

    def start(*arguments, **options):
        return start_zhengda(tmp_path / "home", *arguments, documents=shipped_folder, **options)

    return start


@pytest.fixture
def file(tmp_path):
    def write(name, text=TEXT):
        path = tmp_path / "files" / f"{name}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text.format(name=name), "utf-8")
        return path

    return write


def done(process, code=0):
    out, err = process.communicate(timeout=120)
    assert process.returncode == code, err
    return out


def listed(zhengda):
    return [one["id"] for one in json.loads(done(zhengda("documents", "--json")))]


def found(zhengda):
    rows = json.loads(done(zhengda("search", "加固水库", "-k", 99, "--json")))
    return {one["document"] for one in rows["hits"]}


def test_two_processes_that_add_at_once_both_succeed(zhengda, file):
    done(zhengda("index"))
    adding = [zhengda("add", file(name)) for name in ("a", "b")]
    for process in adding:
        done(process)
    assert sorted(listed(zhengda)) == ["a", "b", "small"]
    assert found(zhengda) == {"a", "b", "small"}


def test_who_reads_while_another_adds_has_the_documents_before_or_after(zhengda, file):
    done(zhengda("add", file("a")))
    adding, reading = zhengda("add", file("b")), zhengda("documents", "--json")
    read = {one["id"] for one in json.loads(done(reading))}
    done(adding)
    assert read in ({"small", "a"}, {"small", "a", "b"})


def test_an_interrupted_run_is_taken_up_again(zhengda, file, tmp_path):
    files = [file(f"d{number}") for number in range(30)]
    adding = zhengda("add", files[0].parent)
    shelf = tmp_path / "home" / "documents" / "shelf.json"
    for _ in range(600):
        if shelf.exists():
            break
        time.sleep(0.05)
    adding.send_signal(signal.SIGKILL)
    adding.wait()
    before = len(Shelf(tmp_path / "home").read().documents)
    summary = done(zhengda("add", files[0].parent)).splitlines()[-1]
    added = [f"{30 - before} added"] * (before < 30) + [f"{before} unchanged"] * (before > 0)
    assert summary.startswith(f"{', '.join(added)}; ")
    assert found(zhengda) == {"small", *(path.stem for path in files)}


@pytest.mark.slow
def test_killed_at_any_moment_the_documents_are_as_before_or_as_after(zhengda, file, tmp_path):
    moments = random.Random(7)
    home = tmp_path / "home"
    done(zhengda("index"))
    for number in range(12):
        before = {one.id for one in Shelf(home).read().documents}
        victim = min(before, default=None) if number % 3 == 2 else None
        name = victim or f"d{number}"
        process = zhengda("remove", name) if victim else zhengda("add", file(name))
        time.sleep(moments.uniform(0.4, 3.0))
        process.send_signal(signal.SIGKILL)
        process.wait()
        after = {one.id for one in Shelf(home).read().documents}
        assert after in (before, before ^ {name})
        # What a server has open, or opens now, is whole.
        pointer = read_pointer(home / "index")
        assert {one.id for one in pointer.documents} - {"small"} in (before, before ^ {name})
        ClauseIndex(home, HashedEncoder())
        assert found(zhengda) == {"small", *after}
        assert {path.name for path in (home / "documents").glob("[!.]*/")} >= after
