"""The shelf of added documents: what counts, what is kept, what a killed change leaves."""

import shutil

import pytest

import corpus.shelf
from corpus.corrected import Corrections
from corpus.errors import ShelfBusyError, ShelfDamagedError, ShelfNotWrittenError
from corpus.own_document import OwnDocument, Source, parser_fingerprint, understood
from corpus.shelf import Shelf, ShelfList

TEXT = "湖北省水库方案\n一、加固水库。加固水库九座。(责任单位:省水利厅)\n"


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path)


def own(shelf, name="a", text=TEXT, **corrections):
    source = Source(file_name=f"{name}.txt", corrections=Corrections(**corrections))
    source_file = shelf.source_file(name, shelf.next_version(name))
    return OwnDocument(source, text, text.encode(), understood(text, source, name, source_file))


def put(shelf, *documents):
    with shelf.changing():
        listed = shelf.read()
        for one in documents:
            listed = listed.with_document(shelf.put(one))
        shelf.replace_list(listed)


def test_a_shelf_where_nothing_was_added_is_empty(shelf):
    assert shelf.load_all() == (ShelfList(), ())
    assert not shelf.folder.exists()


def test_a_document_is_read_as_it_was_understood_and_its_lines_can_be_looked_up(shelf):
    document = own(shelf)
    put(shelf, document)
    _, [parsed] = shelf.load_all()
    assert parsed == document.parsed
    lines = (shelf.folder / parsed.document.source_file).read_text("utf-8").split("\n")
    assert lines[parsed.clauses[1].lines[0] - 1].startswith("一、加固水库")
    assert (shelf.folder / "a" / "000001" / "original.txt").read_bytes() == TEXT.encode()
    assert parsed.document.found_at == "a.txt"


def test_a_second_version_counts_and_the_first_stays_readable(shelf):
    put(shelf, own(shelf))
    put(shelf, own(shelf, text=TEXT.replace("九", "十")))
    _, [parsed] = shelf.load_all()
    assert "水库十座" in parsed.clauses[1].text
    assert shelf.versions("a") == [1, 2]
    assert "水库九座" in (shelf.folder / "a" / "000001" / "text.txt").read_text("utf-8")


def test_what_was_put_but_not_listed_does_not_count_and_is_cleared_away(shelf):
    put(shelf, own(shelf))
    with shelf.changing():
        shelf.put(own(shelf, text=TEXT + "二、放水。\n"))
        shelf.put(own(shelf, "b"))
    assert [one.document.document_id for one in shelf.load_all()[1]] == ["a"]
    with shelf.changing():
        pass
    assert shelf.versions("a") == [1]
    assert not (shelf.folder / "b").exists()


def test_another_parser_understands_the_text_again(shelf, monkeypatch):
    put(shelf, own(shelf, title="别的方案"))
    monkeypatch.setattr(corpus.shelf, "parser_fingerprint", lambda: "other")
    kept = shelf.folder / "a" / "000001" / "parsed.json"
    before = kept.read_bytes()
    _, [parsed] = shelf.load_all()
    assert parsed.document.title == "别的方案"
    assert kept.read_bytes() != before
    assert parser_fingerprint().encode() in before


@pytest.mark.parametrize("kept", [b"", b"garbage\n{}", b"\xff"])
def test_a_damaged_copy_of_what_was_understood_is_made_again(shelf, kept):
    document = own(shelf)
    put(shelf, document)
    (shelf.folder / "a" / "000001" / "parsed.json").write_bytes(kept)
    assert shelf.load_all()[1] == (document.parsed,)


def test_a_document_that_is_gone_from_the_disk_is_named_with_the_remedy(shelf):
    put(shelf, own(shelf))
    shutil.rmtree(shelf.folder / "a")
    with pytest.raises(
        ShelfDamagedError, match=r"'a' cannot be read .* run: zhengda remove a, then"
    ):
        shelf.load_all()


def test_a_list_that_cannot_be_read_is_named(shelf):
    put(shelf, own(shelf))
    (shelf.folder / "shelf.json").write_text("{")
    with pytest.raises(ShelfDamagedError, match=r"shelf\.json.* cannot be read"):
        shelf.read()


def test_who_waits_too_long_for_another_change_is_told(shelf):
    with (
        shelf.changing(),
        pytest.raises(ShelfBusyError, match="another process has been changing"),
        Shelf(shelf.folder.parent).changing(wait_seconds=0.1),
    ):
        pass


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(ShelfNotWrittenError, match="cannot write into"),
        Shelf(tmp_path / "file").changing(),
    ):
        pass
