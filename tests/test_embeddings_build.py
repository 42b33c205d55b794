"""Building the index: what is embedded again, and what a failure leaves behind."""

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from filelock import FileLock
from small_documents import clause, document, parsed, segment_folders

from corpus.types import ParsedDocument
from embeddings.build import build_index, sole_builder, swap_in, write_segment
from embeddings.chroma import StoredCollection
from embeddings.errors import (
    IndexBusyError,
    IndexDamagedError,
    IndexMissingError,
    IndexNotWrittenError,
)
from embeddings.hashed import HashedEncoder
from embeddings.index import ClauseIndex
from embeddings.progress import silent
from embeddings.state import read_pointer

# Chroma writes the vectors into files of their own, a thousand at a time.
MANY = {"a": {"一": "".join(f"第{number}项工作。" for number in range(1100))}}
OLD = {"a": {"一": "建设冷链物流基地。推进自贡基地。", "二": "降低支付手续费。"}}
NEW = {**OLD, "b": {"一": "发展低空经济和无人机。"}}

# Builds the documents of a file under a home; the third argument says when the process dies.
BUILD = """
import json, os, pathlib, sys, time
from corpus.types import ParsedDocument
from embeddings.build import build_index
from embeddings.hashed import HashedEncoder

def report(step, done, total):
    print(step, flush=True)
    if step == sys.argv[2]:
        os._exit(9)
    time.sleep(float(sys.argv[3]))

home = pathlib.Path(sys.argv[1])
documents = [ParsedDocument.model_validate(d) for d in json.loads((home / "new.json").read_text())]
print(build_index(documents, home, HashedEncoder(), report).model_dump_json())
"""


def corpus(texts: dict[str, dict[str, str]]) -> list[ParsedDocument]:
    return [
        parsed(document(name), *(clause(name, *one) for one in clauses.items()))
        for name, clauses in texts.items()
    ]


@pytest.fixture
def home(tmp_path):
    """A home with the old index, and the new documents ready to be built by another process."""
    build_index(corpus(OLD), tmp_path, HashedEncoder(), silent)
    documents = [document.model_dump(mode="json") for document in corpus(NEW)]
    (tmp_path / "new.json").write_text(json.dumps(documents), "utf-8")
    return tmp_path


def start_build(home: Path, die_at: str = "", seconds_a_step: float = 0) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", BUILD, str(home), die_at, str(seconds_a_step)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def found(home: Path) -> set[str]:
    return {hit.clause_id for hit in ClauseIndex(home, HashedEncoder()).search("无人机", 99)}


def records(home: Path) -> list[Path]:
    return sorted((home / "index" / "segments").glob("*.json"))


def test_a_first_build_embeds_everything_and_a_second_only_checks(tmp_path):
    encoder = HashedEncoder()
    first = build_index(corpus(OLD), tmp_path, encoder, silent)
    assert (first.documents, first.clauses, first.embedded, first.changed) == (1, 2, 5, True)
    stamp = (tmp_path / "index" / "index.json").stat()
    second = build_index(corpus(OLD), tmp_path, encoder, silent)
    assert (second.embedded, second.reused, second.changed) == (0, 5, False)
    assert (tmp_path / "index" / "index.json").stat() == stamp
    assert len(encoder.encoded) == 5


def test_only_what_is_new_is_embedded(home):
    encoder = HashedEncoder()
    report = build_index(corpus(NEW), home, encoder, silent)
    assert encoder.encoded == ["四川 方案\n发展低空经济和无人机。", "方案\n发展低空经济和无人机。"]
    assert (report.embedded, report.reused) == (2, 5)


def test_a_changed_clause_is_found_by_its_new_words_only(home):
    changed = {"a": {**OLD["a"], "二": "提高支付手续费。"}}
    encoder = HashedEncoder()
    build_index(corpus(changed), home, encoder, silent)
    assert all("提高" in text for text in encoder.encoded)
    hits = ClauseIndex(home, encoder).search("降低", 9)
    assert [hit.lexical_rank for hit in hits] == [None, None]


def test_another_model_embeds_everything_anew(home):
    report = build_index(corpus(OLD), home, HashedEncoder("other"), silent)
    assert (report.embedded, report.reused, report.changed) == (5, 0, True)


def test_a_forced_build_writes_anew_and_embeds_nothing(home):
    report = build_index(corpus(OLD), home, HashedEncoder(), silent, force=True)
    assert (report.embedded, report.changed) == (0, True)


def test_a_new_document_has_a_segment_of_its_own_and_the_others_are_not_touched(home):
    [old] = segment_folders(home)
    before = {path: path.stat().st_mtime_ns for path in old.rglob("*")}
    build_index(corpus(NEW), home, HashedEncoder(), silent)
    assert len(segment_folders(home)) == 2
    assert {path: path.stat().st_mtime_ns for path in old.rglob("*")} == before
    build_index(corpus(OLD), home, HashedEncoder(), silent)
    assert segment_folders(home) == [old]


def test_documents_that_come_and_go_by_themselves_have_a_segment_each(tmp_path):
    apart = frozenset({"a", "b"})
    build_index(corpus(NEW), tmp_path, HashedEncoder(), silent, apart=apart)
    assert len(records(tmp_path)) == 2
    build_index(corpus({"b": NEW["b"]}), tmp_path, HashedEncoder(), silent, apart=apart)
    assert len(records(tmp_path)) == 1
    assert found(tmp_path) == {"b#一"}


def test_a_large_document_by_itself_is_a_collection_and_a_small_one_a_file(tmp_path):
    both = corpus({**MANY, "b": NEW["b"]})
    build_index(both, tmp_path, HashedEncoder(), silent, apart=frozenset({"a", "b"}))
    assert len(segment_folders(tmp_path)) == 1
    assert len(list((tmp_path / "index" / "segments").glob("*.rows"))) == 1
    assert found(tmp_path) == {"a#一", "b#一"}


def test_a_damaged_file_of_rows_is_written_anew(tmp_path):
    apart = frozenset({"a", "b"})
    build_index(corpus(NEW), tmp_path, HashedEncoder(), silent, apart=apart)
    for path in (tmp_path / "index" / "segments").glob("*.rows"):
        path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(IndexDamagedError, match=r"run: zhengda index$"):
        ClauseIndex(tmp_path, HashedEncoder())
    assert build_index(corpus(NEW), tmp_path, HashedEncoder(), silent, apart=apart).embedded == 7
    assert found(tmp_path) == {"a#一", "a#二", "b#一"}


def test_a_segment_counts_once_it_is_swapped_in_and_no_other_is_touched(home):
    before = {path: path.stat().st_mtime_ns for path in (home / "index").rglob("*.*")}
    [_, new] = corpus(NEW)
    segment, embedded = write_segment(new, home, HashedEncoder(), silent)
    with sole_builder(home / "index"):
        assert swap_in(home, HashedEncoder(), [segment], frozenset())
    pointer = home / "index" / "index.json"
    after = {path: path.stat().st_mtime_ns for path in before if path != pointer}
    assert after == {path: before[path] for path in after}
    assert embedded == 2
    assert found(home) == {"a#一", "a#二", "b#一"}
    assert not build_index(
        corpus(NEW), home, HashedEncoder(), silent, apart=frozenset({"b"})
    ).changed
    with sole_builder(home / "index"):
        assert swap_in(home, HashedEncoder(), [], frozenset({"b"}))
    assert found(home) == {"a#一", "a#二"}
    assert len(records(home)) == 1


def test_what_a_killed_process_wrote_and_nobody_names_is_swept_after_an_hour(home):
    [_, new] = corpus(NEW)
    write_segment(new, home, HashedEncoder(), silent)
    written = [path for path in records(home) if not segment_is_named(home, path)]
    assert len(written) == 1
    for hours, left in ((0, 2), (2, 1)):
        for path in (home / "index" / "segments").iterdir():
            os.utime(path, (time.time() - hours * 3600,) * 2)
        with sole_builder(home / "index"):
            swap_in(home, HashedEncoder(), [], frozenset())
        assert len(records(home)) == left
    assert not list((home / "index" / "segments").glob("*.rows"))
    assert found(home) == {"a#一", "a#二"}


def segment_is_named(home: Path, record: Path) -> bool:
    return any(one.name == record.stem for one in read_pointer(home / "index").segments)


def test_nothing_is_swapped_into_an_index_of_another_model(home):
    with sole_builder(home / "index"):
        assert not swap_in(home, HashedEncoder("other"), [], frozenset({"a"}))
    assert found(home) == {"a#一", "a#二"}


def test_a_document_that_goes_out_of_a_shared_segment_is_not_found_and_can_come_back(tmp_path):
    build_index(corpus(NEW), tmp_path, HashedEncoder(), silent)
    shared = segment_folders(tmp_path)
    build_index(corpus(OLD), tmp_path, HashedEncoder(), silent)
    assert found(tmp_path) == {"a#一", "a#二"}
    encoder = HashedEncoder()
    build_index(corpus(NEW), tmp_path, encoder, silent)
    assert found(tmp_path) == {"a#一", "a#二", "b#一"}
    assert encoder.encoded == []
    assert segment_folders(tmp_path) == shared


def test_a_check_imports_neither_torch_nor_sentence_transformers(tmp_path):
    script = (
        "import pathlib, sys\n"
        "from embeddings.build import build_index\n"
        "from embeddings.index import ClauseIndex\n"
        "from embeddings.model import open_encoder\n"
        "from embeddings.progress import silent\n"
        "home = pathlib.Path(sys.argv[1])\n"
        "encoder = open_encoder(home)\n"
        "build_index([], home, encoder, silent)\n"
        "build_index([], home, encoder, silent)\n"
        "ClauseIndex(home, encoder)\n"
        "assert not {'torch', 'sentence_transformers', 'transformers'} & sys.modules.keys()\n"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=True)


@pytest.mark.parametrize("step", ["embedding", "writing the index", "checking the index"])
def test_a_killed_build_leaves_the_old_index_working(home, step):
    assert start_build(home, die_at=step).wait() == 9
    assert found(home) == {"a#一", "a#二"}
    build_index(corpus(NEW), home, HashedEncoder(), silent)
    assert found(home) == {"a#一", "a#二", "b#一"}
    assert len(segment_folders(home)) == 2


@pytest.mark.slow
def test_a_build_killed_at_any_moment_leaves_the_old_index_working(home):
    for round_number in range(12):
        build = start_build(home)
        time.sleep(1.5 + round_number * 0.15)
        build.send_signal(signal.SIGKILL)
        build.wait()
        assert found(home) in ({"a#一", "a#二"}, {"a#一", "a#二", "b#一"})


def test_of_two_builds_at_once_one_builds_and_the_other_finds_it_done(home):
    builds = [start_build(home, seconds_a_step=0.3) for _ in range(2)]
    outputs = [build.communicate()[0] for build in builds]
    assert [build.returncode for build in builds] == [0, 0]
    reports = [json.loads(output.splitlines()[-1]) for output in outputs]
    assert sorted(report["changed"] for report in reports) == [False, True]
    assert found(home) == {"a#一", "a#二", "b#一"}


def test_a_build_that_waits_too_long_says_who_is_busy(home):
    with (
        FileLock(home / "index" / ".lock"),
        pytest.raises(IndexBusyError, match=r"another process .* run: zhengda index"),
    ):
        build_index(corpus(OLD), home, HashedEncoder(), silent, wait_seconds=0.1)


def test_a_full_disk_leaves_the_old_index_working(home):
    limited = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))\n"
    command = [sys.executable, "-c", limited + BUILD, str(home), "", "0"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert "IndexNotWrittenError" in run.stderr.splitlines()[-1]
    assert found(home) == {"a#一", "a#二"}
    assert len(segment_folders(home)) == 1


def test_a_failed_build_can_be_repeated_in_the_same_process(home):
    class Full(HashedEncoder):
        def encode_passages(self, texts):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(IndexNotWrittenError, match=r"No space left .* run: zhengda index"):
        build_index(corpus(NEW), home, Full(), silent)
    assert found(home) == {"a#一", "a#二"}
    build_index(corpus(NEW), home, HashedEncoder(), silent)
    assert found(home) == {"a#一", "a#二", "b#一"}


def segment(index: Path) -> Path:
    [folder] = segment_folders(index.parent)
    return folder


def truncate_database(index: Path) -> None:
    database = segment(index) / "chroma.sqlite3"
    database.write_bytes(database.read_bytes()[:8192])


def remove_database(index: Path) -> None:
    (segment(index) / "chroma.sqlite3").unlink()


def remove_version(index: Path) -> None:
    segment(index).rename(index / "elsewhere")


def garble_pointer(index: Path) -> None:
    (index / "index.json").write_text('{"version": 1', "utf-8")


def remove_a_row(index: Path) -> None:
    collection = StoredCollection(segment(index))
    collection._rows.delete(ids=collection.ids[:1])
    collection.close()


@pytest.mark.parametrize(
    "damage",
    [truncate_database, remove_database, remove_a_row, remove_version, garble_pointer],
)
def test_a_damaged_index_says_so_and_the_next_build_mends_it(home, damage):
    damage(home / "index")
    with pytest.raises(IndexDamagedError, match=r"run: zhengda index$"):
        ClauseIndex(home, HashedEncoder())
    encoder = HashedEncoder()
    assert build_index(corpus(OLD), home, encoder, silent).changed
    assert encoder.encoded == []
    assert found(home) == {"a#一", "a#二"}


def remove_vector_folder(index: Path) -> None:
    shutil.rmtree(vector_folder(index))


def empty_vector_folder(index: Path) -> None:
    for path in vector_folder(index).iterdir():
        path.unlink()


def remove_vectors(index: Path) -> None:
    (vector_folder(index) / "data_level0.bin").unlink()


def truncate_vectors(index: Path) -> None:
    vectors = vector_folder(index) / "data_level0.bin"
    vectors.write_bytes(vectors.read_bytes()[: vectors.stat().st_size // 2])


def remove_names_of_vectors(index: Path) -> None:
    (vector_folder(index) / "index_metadata.pickle").unlink()


def vector_folder(index: Path) -> Path:
    [folder] = [path for path in segment(index).iterdir() if path.is_dir()]
    return folder


@pytest.mark.parametrize(
    "damage",
    [
        remove_vector_folder,
        empty_vector_folder,
        remove_vectors,
        truncate_vectors,
        remove_names_of_vectors,
    ],
)
def test_an_index_without_its_vectors_says_so_and_the_next_build_mends_it(tmp_path, damage):
    build_index(corpus(MANY), tmp_path, HashedEncoder(), silent)
    damage(tmp_path / "index")
    with pytest.raises(IndexDamagedError, match=r"run: zhengda index$"):
        ClauseIndex(tmp_path, HashedEncoder())
    encoder = HashedEncoder()
    assert build_index(corpus(MANY), tmp_path, encoder, silent).changed
    assert encoder.encoded == []
    assert found(tmp_path) == {"a#一"}


def test_looking_for_a_version_that_is_gone_creates_nothing(home):
    remove_version(home / "index")
    with pytest.raises(IndexDamagedError):
        ClauseIndex(home, HashedEncoder())
    assert segment_folders(home) == []


def test_damaged_vectors_are_embedded_anew(home):
    (vectors,) = (home / "index" / "segments").glob("*.npz")
    vectors.write_bytes(vectors.read_bytes()[:100])
    remove_database(home / "index")
    steps = []
    report = build_index(corpus(OLD), home, HashedEncoder(), lambda *step: steps.append(step[0]))
    assert (report.embedded, report.reused) == (5, 0)
    assert any("cannot be read" in step for step in steps)
    assert found(home) == {"a#一", "a#二"}


def test_a_home_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(IndexNotWrittenError, match="file"):
        build_index(corpus(OLD), tmp_path / "file", HashedEncoder(), silent)


def test_no_index_is_told_from_a_damaged_one(tmp_path):
    with pytest.raises(IndexMissingError):
        ClauseIndex(tmp_path, HashedEncoder())
