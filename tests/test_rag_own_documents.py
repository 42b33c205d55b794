"""Documents of one's own: what taking them in and removing them does to shelf, index and answers."""

import pytest

import rag.build
from corpus.errors import DocumentError
from corpus.library import SHIPPED_DOCUMENTS
from corpus.own_document import Doubt
from corpus.readers.errors import UnreadableFileError, UnreadableReason
from embeddings.hashed import HashedEncoder
from rag.following import FollowingAssistant
from rag.own_documents import Outcome, ShippedIdError, Wishes, add, preview, remove
from rag.settings import Settings

TEXT = (
    "湖北省人民政府办公厅关于印发湖北省水库方案的通知\n鄂政办发〔2024〕3号\n各市人民政府:\n"
    "一、加固水库。加固水库九座。(责任单位:省水利厅)\n"
    "湖北省人民政府办公厅\n2024年3月5日\n"
)
LOOKUP = "《湖北省水库方案》第一部分说了什么?"


@pytest.fixture
def encoder():
    return HashedEncoder()


@pytest.fixture
def settings(home, encoder, monkeypatch):
    """A home with the index of the shipped documents, and an encoder without a model."""

    def open_encoder(settings, progress=None):
        return encoder

    monkeypatch.setattr(rag.build, "open_encoder", open_encoder)
    return Settings(home=home)


@pytest.fixture
def file(tmp_path):
    """Return what writes a file to be added."""

    def write(name="hubei.txt", text=TEXT):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
        return tmp_path / name

    return write


def cited(assistant, question=LOOKUP):
    [answer] = assistant.answer([question])
    return [citation.document for citation in answer.citations]


def outcomes(report):
    return [one.outcome for one in report.files]


def test_an_added_document_is_answered_from_and_a_removed_one_is_not(settings, file, encoder):
    report = add([file()], settings)
    assert outcomes(report) == [Outcome.ADDED]
    assert report.files[0].document_id == "hubei"
    assert all("水库" in text or "湖北" in text for text in encoder.encoded)
    assert cited(rag.build.open_assistant(settings)) == ["hubei"]
    remove("hubei", settings)
    assert cited(rag.build.open_assistant(settings)) == []
    assert not (settings.home / "documents" / "hubei").exists()
    assert len(list((settings.home / "index" / "segments").glob("*.json"))) == 1


def test_a_running_assistant_knows_at_once_what_was_added_and_removed(settings, file):
    running = FollowingAssistant(settings)
    assert cited(running) == []
    add([file()], settings)
    assert cited(running) == ["hubei"]
    assert running.titles["hubei"] == "湖北省水库方案"
    remove("hubei", settings)
    assert cited(running) == []
    assert "hubei" not in running.titles
    assert running.current() is running.current()


def test_a_document_can_be_added_before_there_is_an_index(tmp_path, settings, file, encoder):
    fresh = Settings(home=tmp_path / "fresh")
    add([file()], fresh)
    embedded = len(encoder.encoded)
    assert embedded < 20
    assert cited(rag.build.open_assistant(fresh)) == ["hubei"]
    assert not [text for text in encoder.encoded[embedded:] if "加固水库九座" in text]


def test_what_a_file_states_is_read_and_what_is_given_takes_its_place(settings, file):
    stated = preview(file(), settings).parsed.document
    assert (stated.title, stated.place, stated.document_number) == (
        "湖北省水库方案",
        "湖北",
        "鄂政办发〔2024〕3号",
    )
    wishes = Wishes(id="r", title="水库的方案", place="武汉")
    wished = preview(file(), settings, wishes)
    document = wished.parsed.document
    assert (document.document_id, document.title) == ("r", "水库的方案")
    assert (document.place, document.level.value) == ("湖北武汉", "city")
    assert document.title_source == "given when it was added"
    assert not (settings.home / "documents").exists()


def test_what_a_person_should_look_at_is_said(settings, file):
    bare = preview(file("note.txt", "没有编号的几句话。就这些。"), settings)
    assert bare.document_id == "note"
    assert set(bare.doubts) == set(Doubt) - {Doubt.UNKNOWN_PLACE}
    assert preview(file(), settings).doubts == ()
    unknown = preview(file(), settings, Wishes(place="某地"))
    assert unknown.doubts == (Doubt.UNKNOWN_PLACE,)


def test_the_same_content_is_recognised_under_whatever_name(settings, file, encoder):
    add([file()], settings)
    encoded = len(encoder.encoded)
    again = add([file(), file("other.txt", TEXT.replace("\n", "\r\n\r\n"))], settings)
    assert [(one.outcome, one.document_id) for one in again.files] == [
        (Outcome.UNCHANGED, "hubei"),
        (Outcome.KNOWN, "hubei"),
    ]
    assert len(encoder.encoded) == encoded


def test_a_second_version_takes_the_place_of_the_first_and_embeds_only_what_changed(
    settings, file, encoder
):
    add([file()], settings)
    encoder.encoded.clear()
    changed = TEXT.replace("2024年3月5日", "2024年3月6日").replace("九座", "十座")
    report = add([file(text=changed)], settings)
    assert [(one.outcome, one.version) for one in report.files] == [(Outcome.REPLACED, 2)]
    assert encoder.encoded
    assert all("十座" in text or "3月6日" in text for text in encoder.encoded)
    [answer] = rag.build.open_assistant(settings).answer([LOOKUP])
    assert "十座" in answer.text
    assert answer.citations[0].source_file == "hubei/000002/text.txt"


def test_other_wishes_for_the_same_content_take_the_place_of_the_first(settings, file):
    add([file()], settings)
    report = add([file()], settings, Wishes(place="武汉"))
    assert outcomes(report) == [Outcome.REPLACED]
    assert rag.build.open_corpus(settings).document("hubei").place == "湖北武汉"


def test_a_file_that_fails_stops_no_other(settings, file, tmp_path):
    report = add([tmp_path / "gone.txt", file()], settings)
    assert outcomes(report) == [Outcome.FAILED, Outcome.ADDED]
    assert "no such file" in str(report.files[0].error)


def test_a_report_carries_what_failed_but_nothing_of_the_file(settings, file, tmp_path):
    empty = file("empty.txt", "")
    report = add([tmp_path / "gone.txt", empty, file()], settings)
    missing, unread, added = (one.error for one in report.files)
    assert isinstance(missing, UnreadableFileError)
    assert isinstance(unread, UnreadableFileError)
    assert (missing.reason, unread.reason) == (UnreadableReason.MISSING, UnreadableReason.EMPTY)
    assert added is None
    for error in (missing, unread):
        assert (error.__traceback__, error.__cause__, error.__context__) == (None, None, None)


def test_two_files_of_one_name_do_not_replace_each_other_in_one_run(settings, file, tmp_path):
    first, second = file("a/plan.txt"), file("b/plan.txt", TEXT.replace("九", "十"))
    report = add([first, second], settings)
    assert outcomes(report) == [Outcome.ADDED, Outcome.FAILED]
    assert "was just given to" in str(report.files[1].error)
    again = add([first, second], settings)
    assert outcomes(again) == [Outcome.UNCHANGED, Outcome.FAILED]


def test_a_shipped_document_is_not_replaced_and_comes_back_after_it_was_removed(settings, file):
    name = "sichuan-circulation-2022"
    report = add([file()], settings, Wishes(id=name))
    assert isinstance(report.files[0].error, ShippedIdError)
    assert "comes with the program" in str(report.files[0].error)
    remove(name, settings)
    listed = [one.document_id for one in rag.build.open_corpus(settings).documents]
    assert name not in listed
    copy = file("copy.txt", (SHIPPED_DOCUMENTS / f"{name}.txt").read_text("utf-8"))
    assert outcomes(add([copy], settings)) == [Outcome.SHOWN_AGAIN]
    assert rag.build.open_corpus(settings).document(name)
    assert outcomes(add([copy], settings)) == [Outcome.KNOWN]


def test_removing_what_is_not_there_is_told(settings):
    with pytest.raises(DocumentError, match=r"no document has the id 'x'; see: zhengda documents"):
        remove("x", settings)


def test_a_file_that_lies_under_another_name_is_known_by_its_own(settings, file):
    document = preview(file("received.txt"), settings, Wishes(file_name="水库方案.txt"))
    assert document.document_id == "水库方案"
    assert document.source.file_name == "水库方案.txt"
    with pytest.raises(DocumentError, match="for one file"):
        add([file("a.txt"), file("b.txt")], settings, Wishes(file_name="c.txt"))


def test_an_id_is_for_one_file(settings, file):
    with pytest.raises(DocumentError, match="for one file"):
        add([file(), file("b.txt")], settings, Wishes(id="x"))
