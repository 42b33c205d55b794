"""The rows of a small document in a file of their own."""

import numpy as np
import pytest

from embeddings.errors import IndexDamagedError
from embeddings.hashed import HashedEncoder
from embeddings.row_file import check_rows, read_rows, write_rows
from embeddings.vectors import key_of

IDS = ["b#一", "a#一@1", "a#一"]
TEXTS = ["水库", "堤坝", "水闸"]
METADATAS = [{"document": name[0]} for name in IDS]


@pytest.fixture
def vectors():
    return dict(zip(map(key_of, TEXTS), HashedEncoder().encode_passages(TEXTS), strict=True))


@pytest.fixture
def written(tmp_path, vectors):
    return tmp_path / "x.rows", write_rows(tmp_path / "x.rows", IDS, TEXTS, METADATAS, vectors)


def test_rows_are_read_in_the_order_of_their_ids(written, vectors):
    rows = read_rows(*written)
    assert rows.ids == ["a#一", "a#一@1", "b#一"]
    assert rows.texts == ["水闸", "堤坝", "水库"]
    assert [one["document"] for one in rows.metadatas] == ["a", "a", "b"]
    assert np.array_equal(rows.vectors, [vectors[key_of(text)] for text in rows.texts])


def test_a_document_without_rows_can_be_written_and_read(tmp_path):
    path = tmp_path / "x.rows"
    assert read_rows(path, write_rows(path, [], [], [], {})).ids == []


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:-1]),
        lambda path: path.write_bytes(path.read_bytes()[::-1]),
    ],
)
def test_a_file_that_is_not_as_it_was_written_is_told(written, damage):
    path, seal = written
    check_rows(path, seal)
    damage(path)
    for look in (check_rows, read_rows):
        with pytest.raises(IndexDamagedError, match="run: zhengda index"):
            look(path, seal)


def test_nothing_but_the_file_is_left_behind(written):
    path, _ = written
    assert list(path.parent.iterdir()) == [path]
