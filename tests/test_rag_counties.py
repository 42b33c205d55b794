"""Counties that issue documents are known by their names."""

import pytest
from small_documents import document

from corpus.types import Level
from rag.counties import county_place, is_of
from rag.scope import read_scope

COUNTY = document(
    "county", place="嘉禾", level=Level.COUNTY, issuers=("嘉禾县人民政府办公室",), title="嘉禾县铸造方案"
)  # fmt: skip
PROVINCE = document("province", place="四川", level=Level.PROVINCE, title="四川省铸造方案")
DOCUMENTS = (COUNTY, PROVINCE)


@pytest.mark.parametrize(
    "question",
    ["嘉禾的铸造企业归谁管", "嘉禾县有几家", "Who runs foundries in Jiahe?", "jia he foundries"],
)
def test_a_county_names_its_document(question):
    scope = read_scope(question, DOCUMENTS)
    assert scope.documents == ("county",)
    assert [place.name for place in scope.places] == ["嘉禾"]


def test_a_county_of_one_character_is_called_county_in_english():
    song = document(
        "song", place="嵩县", level=Level.COUNTY, issuers=("嵩县人民政府",), title="嵩县要点"
    )
    held = (song, PROVINCE)
    assert read_scope("Who switches the reservoir in Song County?", held).documents == ("song",)
    assert read_scope("Who sings the song?", held).documents == ()


def test_a_place_beside_the_county_is_another_side():
    assert set(read_scope("嘉禾和四川各怎么做", DOCUMENTS).documents) == {"county", "province"}


def test_a_county_inside_a_longer_word_is_none_in_english():
    assert read_scope("Who runs the Jiahean plant?", DOCUMENTS).documents == ()


def test_a_document_of_another_level_is_of_no_county():
    assert county_place(PROVINCE) is None
    assert not is_of(PROVINCE, county_place(COUNTY))
    assert is_of(COUNTY, county_place(COUNTY))


def test_a_county_of_one_character_keeps_its_whole_name():
    single = document("d", place="叶县", level=Level.COUNTY, issuers=("叶县人民政府",))
    assert county_place(single).name == "叶县"
