"""Ids of added documents: the stem of the file, as far as an id can be."""

import pytest

from corpus.errors import NoIdError, UnusableIdError
from corpus.own_id import checked_id, id_of_stem


@pytest.mark.parametrize(
    ("stem", "document_id"),
    [
        ("wuhan-parking-2024", "wuhan-parking-2024"),
        ("hebei-steel.gb18030", "hebei-steel.gb18030"),
        ("武汉市停车办法（2024年）", "武汉市停车办法（2024年）"),
        ("a b\tc", "a-b-c"),
        ("x#一@1", "x-一-1"),
        ("..\\..\\etc", "etc"),
        ("-rf", "rf"),
        ("cafe\u0301\u200b", "café"),
        ("文" * 100, "文" * 40),
    ],
)
def test_a_stem_gives_an_id_that_can_name_a_folder(stem, document_id):
    assert id_of_stem(stem) == document_id
    assert checked_id(document_id) == document_id


@pytest.mark.parametrize("stem", ["", "###", "...", " ", "\u200b"])
def test_a_stem_without_words_gives_none(stem):
    with pytest.raises(NoIdError, match="--id"):
        id_of_stem(stem)


@pytest.mark.parametrize("given", ["", "###", "a b", "../x", "a#b", ".", "x" * 121])
def test_an_id_that_is_given_is_taken_as_it_is_or_refused(given):
    with pytest.raises(UnusableIdError, match="cannot be an id"):
        checked_id(given)
