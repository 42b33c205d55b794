"""The seal: it holds however often an index is read, and breaks with any change."""

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from small_documents import clause, document, parsed, segment_folders

import embeddings.seal
from corpus.types import ParsedDocument
from embeddings.build import build_index
from embeddings.errors import IndexDamagedError
from embeddings.hashed import HashedEncoder
from embeddings.index import ClauseIndex
from embeddings.progress import silent
from embeddings.seal import check_seal, seal_of
from embeddings.segments import Segments

FEW, MANY = 5, 1100  # Chroma writes vectors into files of their own by the thousand

CHECK = """
import pathlib, sys
from embeddings.build import build_index
from embeddings.hashed import HashedEncoder
from embeddings.progress import silent
assert not build_index([], pathlib.Path(sys.argv[1]), HashedEncoder(), silent).changed
assert not {"chromadb", "langchain_core", "torch"} & sys.modules.keys()
"""


def plan(sentences: int) -> ParsedDocument:
    text = "".join(f"第{number}项工作。" for number in range(sentences))
    return parsed(document("a"), clause("a", "一", text))


@pytest.fixture(scope="module")
def homes(tmp_path_factory):
    homes = {number: tmp_path_factory.mktemp("home") for number in (FEW, MANY)}
    for number, home in homes.items():
        build_index([plan(number)], home, HashedEncoder(), silent)
    return homes


@pytest.fixture(params=[FEW, MANY])
def home(request, homes, tmp_path):
    return shutil.copytree(homes[request.param], tmp_path / "home")


def folder_of(home):
    [folder] = segment_folders(home)
    return folder


def sealed_as(home) -> str:
    folder = folder_of(home)
    return Segments(home / "index", HashedEncoder().fingerprint).record(folder.name).seal


def test_reading_an_index_leaves_its_seal_whole(home):
    sealed = seal_of(folder_of(home))
    for question in ("工作", "物流"):
        index = ClauseIndex(home, HashedEncoder())
        index.search(question, 5)
        index.nearest_sentences(question, "a#一")
        assert seal_of(folder_of(home)) == sealed
    assert sealed_as(home) == sealed


def test_the_seal_breaks_with_a_row(home):
    with closing(sqlite3.connect(folder_of(home) / "chroma.sqlite3")) as rows:
        rows.execute("UPDATE embedding_metadata SET string_value = 'b' WHERE key = 'document'")
        rows.commit()
    with pytest.raises(IndexDamagedError, match=r"not as it was written; run: zhengda index"):
        check_seal(folder_of(home), sealed_as(home))


def test_the_seal_breaks_with_a_byte_of_the_vectors(homes, tmp_path):
    home = shutil.copytree(homes[MANY], tmp_path / "home")
    [vectors] = folder_of(home).glob("*/data_level0.bin")
    content = bytearray(vectors.read_bytes())
    content[len(content) // 2] ^= 1
    vectors.write_bytes(content)
    with pytest.raises(IndexDamagedError, match="not as it was written"):
        ClauseIndex(home, HashedEncoder())


def test_an_index_that_another_chroma_wrote_is_written_anew(homes, tmp_path, monkeypatch):
    home = shutil.copytree(homes[FEW], tmp_path / "home")
    monkeypatch.setattr(embeddings.seal, "version", lambda package: f"{package} 99")
    encoder = HashedEncoder()
    assert build_index([plan(FEW)], home, encoder, silent).changed
    assert encoder.encoded == []
    assert not build_index([plan(FEW)], home, encoder, silent).changed


def test_an_index_as_it_was_before_there_were_segments_is_built_anew(homes, tmp_path):
    home = shutil.copytree(homes[FEW], tmp_path / "home")
    pointer = {"version": 1, "state": {"encoder": "hashed-64"}, "seal": "0"}
    (home / "index" / "index.json").write_text(json.dumps(pointer), "utf-8")
    assert build_index([plan(FEW)], home, HashedEncoder(), silent).changed
    assert not build_index([plan(FEW)], home, HashedEncoder(), silent).changed


def test_a_check_does_not_import_chroma(tmp_path):
    build_index([], tmp_path, HashedEncoder(), silent)
    subprocess.run([sys.executable, "-c", CHECK, str(tmp_path)], check=True)
