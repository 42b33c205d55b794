"""Documents taken in and removed over the web page's addresses, also by those who may not."""

import json
import tempfile
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

import rag.build
from corpus.errors import ShelfBusyError, ShelfDamagedError, ShelfNotWrittenError
from corpus.readers.errors import UnreadableReason
from corpus.readers.limits import Limits
from corpus.shelf import Shelf
from embeddings.errors import IndexBusyError, IndexNotWrittenError, ModelMissingError
from embeddings.hashed import HashedEncoder
from rag.following import FollowingAssistant
from rag.settings import Settings
from ui.access import Access
from ui.gate import Gate
from ui.intake_routes import IntakeRoutes
from ui.origins import MAX_BODY_BYTES
from ui.pages.intake_words import intake_words
from ui.parts import Following, Parts
from ui.users import UserRole, Users, add_user
from ui.words import PageLanguage

PASSWORD = "a long password"
ATTACK = "<script>alert(1)</script><img src=x onerror=alert(1)>"
FILE = {"content-type": "application/octet-stream"}
TEXT = (
    "湖北省人民政府办公厅关于印发湖北省水库方案的通知\n鄂政办发〔2024〕3号\n各市人民政府:\n"
    "一、加固水库。加固水库九座。(责任单位:省水利厅)\n"
    "湖北省人民政府办公厅\n2024年3月5日\n"
)
LIMITS = Limits(file_bytes=2 * MAX_BODY_BYTES)


@pytest.fixture(scope="module")
def users_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("users") / "users.json"
    add_user(path, "li", PASSWORD, UserRole.READER)
    add_user(path, "boss", PASSWORD, UserRole.ADMIN)
    return path


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """The folder in which received files lie while a request is answered."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def parts(home, temporary, monkeypatch):
    encoder = HashedEncoder()
    monkeypatch.setattr(rag.build, "open_encoder", lambda settings, progress=None: encoder)
    settings = Settings(home=home, limits=LIMITS)
    return Parts(Following(FollowingAssistant(settings)), settings)


@pytest.fixture
def client_of(parts, users_file):
    def signed_in(name):
        gate = Middleware(Gate, access=Access(users=Users(users_file)))
        app = Starlette(routes=IntakeRoutes(parts).routes(), middleware=[gate])
        client = TestClient(app, base_url="http://localhost")
        if name:
            client.post("/login", data={"username": name, "password": PASSWORD})
        return client

    return signed_in


@pytest.fixture
def boss(client_of):
    return client_of("boss")


def send(client, action, content=TEXT, name="hubei.txt", headers=None, **values):
    body = content.encode() if isinstance(content, str) else content
    return client.post(
        f"/staff/documents/{action}",
        params={"name": name, **values},
        content=body,
        headers=FILE | (headers or {}),
    )


def last_line(response):
    assert response.status_code == 200
    return [json.loads(line) for line in response.text.splitlines()][-1]


def ids(parts):
    return [one.id for one in Shelf(parts.settings.home).read().documents]


def test_what_is_understood_is_shown_and_nothing_kept(boss, parts, temporary):
    html = send(boss, "preview").text
    for words in (
        "湖北省水库方案",
        "鄂政办发〔2024〕3号",
        "2024-03-05",
        "湖北",
        "省级",
        "省水利厅",
    ):
        assert words in html
    assert 'name="id" maxlength="120" value="hubei"' in html
    assert "加固水库九座" in html
    assert "湖北省人民政府办公厅" in html
    assert ids(parts) == []
    assert list(temporary.iterdir()) == []


def test_one_of_several_files_is_reported_with_its_id_and_no_fields(boss):
    html = send(boss, "preview", among="several").text
    assert html.startswith('<div data-id="hubei">')
    assert "湖北省水库方案" in html
    assert "<form" not in html
    assert "已有编号为" not in html
    send(boss, "add")
    assert "已有编号为“hubei”的文件" in send(boss, "preview", among="several").text


def test_doubts_are_shown_in_the_language_of_the_page_without_options_of_the_command(boss):
    chinese = send(boss, "preview", "随便写的一段话。", name="a.txt").text
    assert "未能判断地区" in chinese
    english = send(boss, "preview", "随便写的一段话。", name="a.txt", language="en").text
    assert "no place found" in english
    assert "--" not in chinese + english


def test_a_saved_document_is_known_at_once_and_a_removed_one_is_not(boss, parts, temporary):
    lines = [json.loads(line) for line in send(boss, "add").text.splitlines()]
    assert lines[-1] == {"saved": "hubei", "said": "已保存《湖北省水库方案》,可以提问了。"}
    assert all({"done", "total"} == set(line) for line in lines[:-1])
    assert "hubei" in parts.knowledge.documents
    assert parts.knowledge.documents["hubei"].found_at == "hubei.txt"
    assert list(temporary.iterdir()) == []
    assert "已有编号为“hubei”的文件" in send(boss, "preview").text
    assert "没有变化" in last_line(send(boss, "add"))["said"]
    removed = boss.post("/staff/documents/remove", json={"document": "hubei"})
    assert removed.json() == {"said": "已删除。"}
    assert "hubei" not in parts.knowledge.documents


def test_id_title_and_place_can_be_given(boss, parts):
    wishes = {"id": "水库", "title": "我的标题", "place": "武汉"}
    html = send(boss, "preview", **wishes).text
    assert all(f'value="{value}"' in html for value in ("水库", "我的标题", "湖北武汉"))
    assert last_line(send(boss, "add", **wishes))["saved"] == "水库"
    assert parts.knowledge.documents["水库"].title == "我的标题"


@pytest.mark.parametrize(
    "wish", [{"id": "../../x"}, {"id": "a/b"}, {"id": "a#b"}, {"title": "长" * 301}]
)
def test_a_wish_that_cannot_be_had_is_refused_in_one_line(boss, parts, temporary, wish):
    answer = send(boss, "preview", **wish)
    assert answer.status_code == 422
    assert len(answer.json()["detail"].splitlines()) == 1
    assert "refused" in last_line(send(boss, "add", **wish))
    assert ids(parts) == []
    assert list(temporary.iterdir()) == []


def test_a_reader_and_one_who_has_not_signed_in_change_and_see_nothing(client_of, boss, parts):
    send(boss, "add")
    for name, status in (("li", 403), (None, 401)):
        client = client_of(name)
        assert send(client, "preview").status_code == status
        assert send(client, "add", name="other.txt").status_code == status
        removed = client.post("/staff/documents/remove", json={"document": "hubei"})
        assert removed.status_code == status
    assert ids(parts) == ["hubei"]
    refused = send(client_of("li"), "preview", language="en").json()
    assert refused == {"detail": "Only admins may add and remove documents."}


def test_another_site_changes_nothing(boss, parts):
    send(boss, "add")
    foreign = {"origin": "https://evil.example"}
    removal = json.dumps({"document": "hubei"})
    for action in ("preview", "add"):
        assert send(boss, action, name="other.txt", headers=foreign).status_code == 403
        site = {"sec-fetch-site": "cross-site"}
        assert send(boss, action, name="other.txt", headers=site).status_code == 403
        for kind in ("text/plain", "multipart/form-data; boundary=x", ""):
            form = send(boss, action, name="other.txt", headers={"content-type": kind})
            assert form.status_code == 415
    path = "/staff/documents/remove"
    plain = boss.post(path, content=removal, headers={"content-type": "text/plain"})
    assert plain.status_code == 415
    assert boss.post(path, json={"document": "hubei"}, headers=foreign).status_code == 403
    assert boss.get(path).status_code == 405
    assert ids(parts) == ["hubei"]


@pytest.mark.parametrize(
    "name",
    [
        "../../../evil.txt",
        "/etc/passwd.txt",
        "..\\..\\evil.txt",
        "a\0b.txt",
        "evil.t\0xt",
        ".." + "/x" * 300 + ".txt",
        "长" * 300 + ".txt",
    ],
)
def test_a_file_name_leads_nowhere(boss, parts, temporary, tmp_path, name):
    def outside():
        home = parts.settings.home
        return {path for path in tmp_path.rglob("*") if home not in path.parents}

    before = outside()
    assert "水库方案" in send(boss, "preview", name=name).text
    saved = last_line(send(boss, "add", name=name))["saved"]
    assert not {"/", "\\", "\0"} & set(saved)
    assert outside() == before
    assert {one.name for one in (parts.settings.home / "documents").iterdir()} <= {
        saved, "shelf.json", ".lock",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["", "..", "/", "\u202e\u200b", "x." + "y" * 300])
def test_a_name_that_says_nothing_is_refused_or_read_by_its_bytes(boss, parts, temporary, name):
    answer = send(boss, "preview", name=name)
    assert answer.status_code == 422
    assert str(temporary) not in answer.text
    page = f"<html><head><meta charset=utf-8></head><body><p>{TEXT}</p></body></html>"
    assert send(boss, "preview", page, name=name, id="named").status_code == 200


def test_script_in_a_name_and_in_a_document_stays_text(boss):
    attacked = TEXT.replace("湖北省水库方案", f"湖北省{ATTACK}方案").replace("九座", ATTACK)
    attacked = attacked.replace("省水利厅", f"省水利厅{ATTACK}")
    html = send(boss, "preview", attacked, name=f"{ATTACK}.txt", title=ATTACK, place=ATTACK).text
    html += send(boss, "preview", attacked, name=f"{ATTACK}.txt", among="several").text
    assert "alert(1)" in html
    assert "<script" not in html
    assert "<img" not in html
    id_given = send(boss, "preview", TEXT, name=f'"><b onclick=x>{ATTACK}.txt').text
    assert "<b onclick" not in id_given
    assert "<script" not in id_given
    refused = send(boss, "preview", b"\0\1", name=f"{ATTACK}.txt")
    assert refused.headers["content-type"] == "application/json"


def test_a_file_above_the_limit_of_the_readers_is_not_kept(boss, parts, temporary):
    above = b"x" * (LIMITS.file_bytes + 1)

    def in_parts():
        yield above[:MAX_BODY_BYTES]
        yield above[MAX_BODY_BYTES:]

    for content in (above, in_parts()):
        answer = send(boss, "preview", content)
        assert answer.status_code == 413
        assert answer.json()["detail"].startswith("文件超过 2.1 MB,请拆分")
        assert list(temporary.iterdir()) == []
    assert send(boss, "add", above).status_code == 413
    just_below = TEXT.encode() + b" " * (MAX_BODY_BYTES + 1)
    assert send(boss, "preview", just_below).status_code == 200
    long = {"document": "x" * MAX_BODY_BYTES}
    assert boss.post("/staff/documents/remove", json=long).status_code == 413


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.docx", b"PK\3\4 and no more", "文件已损坏"),
        ("a.pdf", b"%PDF-1.7\nbroken", "文件已损坏"),
        ("a.txt", b"", "文件是空的"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "不支持这种格式"),
    ],
)
def test_a_broken_file_is_refused_in_the_language_of_the_page(
    boss, parts, temporary, name, content, reason
):
    chinese = send(boss, "preview", content, name=name)
    assert chinese.status_code == 422
    assert chinese.json()["detail"].startswith(f"无法读取“{name}”:{reason}")
    english = send(boss, "preview", content, name=name, language="en").json()["detail"]
    assert english.startswith(f"cannot read '{name}': ")
    assert str(temporary) not in english
    assert "refused" in last_line(send(boss, "add", content, name=name))
    assert ids(parts) == []
    assert list(temporary.iterdir()) == []


def test_every_reason_has_chinese_words_that_a_sent_file_can_have():
    of_paths = {"missing", "not_a_file", "not_allowed"}
    worded = intake_words(PageLanguage.CHINESE).unreadable
    assert {one.value for one in UnreadableReason} - of_paths == {one.value for one in worded}


def test_the_id_of_a_shipped_document_is_not_given_to_another(boss, parts, shipped):
    taken = shipped.documents[0].document_id
    assert last_line(send(boss, "add", id=taken)) == {
        "refused": f"编号“{taken}”属于随程序提供的文件,请换一个编号。"
    }
    assert (
        "came with the program" in last_line(send(boss, "add", id=taken, language="en"))["refused"]
    )
    boss.post("/staff/documents/remove", json={"document": taken})  # it is only hidden
    assert "随程序提供" in last_line(send(boss, "add", id=taken))["refused"]


@pytest.mark.parametrize(
    ("raised", "chinese", "english"),
    [
        (ShelfBusyError("in /x"), "正被其他程序更改", "Another process"),
        (IndexBusyError("in /x"), "正被其他程序更改", "Another process"),
        (ShelfNotWrittenError("in /x"), "磁盘空间", "disk space"),
        (IndexNotWrittenError("in /x"), "磁盘空间", "disk space"),
        (ShelfDamagedError("in /x"), "读不出来", "cannot be read"),
        (ModelMissingError("in /x"), "没有完成", "did not work"),
    ],
)
def test_what_hinders_the_saving_is_told_in_the_language_of_the_page(
    boss, monkeypatch, raised, chinese, english
):
    def hindered(*_, **__):
        raise raised

    monkeypatch.setattr("rag.own_documents.add", hindered)
    for language, words in (("zh-Hans", chinese), ("en", english)):
        refused = last_line(send(boss, "add", language=language))["refused"]
        assert words in refused
        assert "/x" not in refused


def test_a_text_that_is_no_document_to_the_parser_is_told_in_the_language_of_the_page(
    boss, monkeypatch
):
    def lost(*_):
        raise ValueError("the inside")

    monkeypatch.setattr("corpus.own_document.parse_document", lost)
    chinese = "不能识别“hubei.txt”的内容,请只把正文另存为 txt 文件后再试。"
    assert send(boss, "preview").json() == {"detail": chinese}
    assert last_line(send(boss, "add")) == {"refused": chinese}
    assert "“hubei.txt” cannot be" in send(boss, "preview", language="en").json()["detail"]


def test_a_file_that_is_not_saved_is_not_looked_at_again_to_say_why(boss, monkeypatch):
    def again(*_):
        raise RuntimeError("the inside")

    monkeypatch.setattr("rag.own_documents.preview", again)
    assert last_line(send(boss, "add", b"", name="a.txt"))["refused"].startswith("无法读取“a.txt”")
    taken = last_line(send(boss, "add", id="sichuan-circulation-2022"))["refused"]
    assert "随程序提供" in taken


def test_what_fails_only_while_a_file_is_kept_is_told_as_what_it_is(boss, monkeypatch):
    def full(*_):
        raise ShelfNotWrittenError("in /x")

    monkeypatch.setattr(Shelf, "put", full)
    assert "磁盘空间" in last_line(send(boss, "add"))["refused"]


def test_names_and_wishes_that_cannot_be_had_are_told_in_the_language_of_the_page(boss):
    def told(language, **values):
        return send(boss, "preview", language=language, **values).json()["detail"]

    assert told("zh-Hans", name="..txt").startswith("文件名“..txt”不能生成编号")
    assert told("en", name="..txt").startswith("The name “..txt” gives no id")
    assert told("zh-Hans", id="../x").startswith("“../x”不能用作编号")
    assert told("en", id="../x").startswith("“../x” cannot be an id")
    assert told("zh-Hans", title="长" * 301).startswith("所填的编号")
    assert told("en", title="长" * 301).startswith("An id, title or place")


def test_a_document_that_somebody_removed_meanwhile_is_named(boss):
    gone = {"document": "gone"}
    assert boss.post("/staff/documents/remove", json=gone).json() == {
        "detail": "没有编号为“gone”的文件,可能已经删除。"
    }
    english = boss.post("/staff/documents/remove", json=gone, params={"language": "en"}).json()
    assert english == {"detail": "There is no document “gone”; it may have been removed."}


@pytest.mark.parametrize("body", [b"", b"{}", b'{"document": ""}', b'{"document": "nobody"}'])
def test_a_removal_of_nothing_is_refused(boss, body):
    headers = {"content-type": "application/json"}
    answer = boss.post("/staff/documents/remove", content=body, headers=headers)
    assert answer.status_code == 422
    assert len(answer.json()["detail"].splitlines()) == 1


def test_a_mistake_of_ours_is_told_without_its_inside(boss, monkeypatch, temporary):
    def broken(*_):
        raise RuntimeError("the inside")

    monkeypatch.setattr("rag.own_documents.add", broken)
    assert last_line(send(boss, "add")) == {
        "refused": "没有完成,请重试;如仍出错,请查看服务器日志。"
    }
    assert list(Path(temporary).iterdir()) == []
