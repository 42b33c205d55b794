"""The addresses below /staff, asked by two users: files, opinions, marks, an agency's tasks."""

import io
import json
import zipfile
from urllib.parse import unquote

import docx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from corpus.library import Corpus
from rag.knowledge import Knowledge
from rag.settings import Settings
from rag.types import Answer, Citation
from ui.access import Access
from ui.conversations import Conversations, KeptTurn
from ui.gate import Gate
from ui.opinions import Opinions
from ui.parts import Opened, Parts
from ui.staff_routes import StaffRoutes
from ui.users import UserRole, Users, add_user

PASSWORD = "a long password"
ATTACK = "<script>alert(1)</script>"


class Silent:
    def answer(self, turns):
        raise AssertionError("nothing is asked here")


@pytest.fixture(scope="module")
def users_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("users") / "users.json"
    add_user(path, "li", PASSWORD, UserRole.READER)
    add_user(path, "boss", PASSWORD, UserRole.ADMIN)
    return path


@pytest.fixture
def parts(shipped, tmp_path):
    return Parts(Opened(Silent(), Knowledge(shipped)), Settings(home=tmp_path))


@pytest.fixture
def client_of(parts, users_file):
    def signed_in(name):
        gate = Middleware(Gate, access=Access(users=Users(users_file)))
        app = Starlette(routes=StaffRoutes(parts).routes(), middleware=[gate])
        client = TestClient(app, base_url="http://localhost")
        client.post("/login", data={"username": name, "password": PASSWORD})
        return client

    return signed_in


@pytest.fixture
def kept(parts):
    answer = Answer(
        question=f"冷链{ATTACK}",
        standalone_question=f"冷链{ATTACK}",
        language="zh-Hans",
        intent="other",
        text=f"由商务厅负责。{ATTACK}",
        confidence=1,
    )
    conversations = Conversations(parts.store)
    kept = conversations.begin("user li", KeptTurn(question=answer.question, answer=answer))
    conversations.rename("user li", kept, '甲/..\\"乙\n')
    return kept


@pytest.fixture
def a_clause(shipped):
    return next(one for one in shipped.clauses if one.responsibilities)


def test_a_conversation_is_saved_as_word_and_markdown_under_its_name(client_of, kept):
    client = client_of("li")
    word = client.get(f"/staff/conversations/{kept}/whole.docx")
    assert "由商务厅负责" in "\n".join(
        p.text for p in docx.Document(io.BytesIO(word.content)).paragraphs
    )
    disposition = word.headers["content-disposition"]
    assert disposition.startswith("attachment; filename*=UTF-8''%E7%94%B2")
    assert not {"/", "\\", "\n", '"'} & set(disposition.partition("''")[2])
    markdown = client.get(f"/staff/conversations/{kept}/whole.md")
    assert "由商务厅负责" in markdown.text
    heads = [line for line in markdown.text.splitlines() if line.startswith("#")]
    assert len(heads) == 2  # the name and the one question, nothing for what stands below
    assert ATTACK not in markdown.text
    note = client.get(f"/staff/conversations/{kept}/0/note.docx")
    assert "答复要点" in docx.Document(io.BytesIO(note.content)).paragraphs[0].text


def test_a_file_is_named_without_what_a_file_name_cannot_have(client_of, parts, a_clause):
    begun = Conversations(parts.store).begin(
        "user li", KeptTurn(question="谁负责?", answer=answer_on(a_clause))
    )
    note = client_of("li").get(f"/staff/conversations/{begun}/0/note.docx")
    name = unquote(note.headers["content-disposition"].partition("''")[2])
    assert name == "关于“谁负责”的答复要点.docx"


def test_what_is_saved_says_who_has_checked_the_roles(client_of, parts, a_clause):
    client = client_of("li")
    conversation = Conversations(parts.store).begin(
        "user li", KeptTurn(question="谁负责?", answer=answer_on(a_clause))
    )
    saved = f"/staff/conversations/{conversation}"

    def texts():
        note = client.get(f"{saved}/0/note.docx").content
        whole = client.get(f"{saved}/whole.docx").content
        return [footnotes_of(note), footnotes_of(whole), client.get(f"{saved}/whole.md").text]

    assert all("已核对" not in one for one in texts())
    client_of("boss").post("/staff/marks", json={"clause": a_clause.clause_id})
    assert all("✓ 责任已核对:boss,20" in one for one in texts())
    client.post("/staff/marks/taken-back", json={"clause": a_clause.clause_id})
    assert all("已核对" not in one for one in texts())


def answer_on(clause):
    document, _, reference = clause.clause_id.partition("#")
    citation = Citation(
        n=1,
        document=document,
        title="甲方案",
        clause=reference,
        heading=clause.heading,
        quote=clause.text,
        cite_as="《甲方案》",
        source_file="x.txt",
        source_lines=(1, 1),
        status="not_stated",
        clause_text=clause.text,
    )
    return Answer(
        question="谁负责?",
        standalone_question="谁负责?",
        language="zh-Hans",
        intent="agency",
        text="见条款。[1]",
        citations=(citation,),
        confidence=1,
    )


def footnotes_of(file):
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        return package.read("word/footnotes.xml").decode()


def test_another_user_gets_nothing_of_a_conversation(client_of, kept, parts):
    client = client_of("boss")
    for path in ("whole.md", "whole.docx", "0/note.docx"):
        answer = client.get(f"/staff/conversations/{kept}/{path}")
        assert answer.status_code == 404
        assert "商务厅" not in answer.text
    opinion = {"conversation": kept, "place": 0, "opinion": "right"}
    assert client.post("/staff/opinions", json=opinion).status_code == 404
    assert Opinions(parts.store).all() == []


def test_an_opinion_is_kept_with_question_answer_and_settings(client_of, kept, parts):
    given = {"conversation": kept, "place": 0, "opinion": "wrong_agency", "words": "应为发改委"}
    assert client_of("li").post("/staff/opinions", json=given).json() == {"kept": True}
    [opinion] = Opinions(parts.store).all()
    assert opinion.turns == (f"冷链{ATTACK}",)
    assert (opinion.opinion, opinion.words) == ("wrong_agency", "应为发改委")
    assert opinion.answer.text.startswith("由商务厅负责")
    assert len(opinion.settings.corpus) == 16


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"conversation": "x"},
        {"place": 7},
        {"place": -1},
        {"opinion": "splendid"},
        {"words": "长" * 2001},
        {"more": 1},
    ],
)
def test_an_opinion_that_cannot_be_kept_is_refused(client_of, kept, parts, given):
    whole = {"conversation": kept, "place": 0, "opinion": "right"}
    answer = client_of("li").post("/staff/opinions", json={**whole, **given} if given else [])
    assert answer.status_code in {404, 422}
    assert Opinions(parts.store).all() == []


def test_a_form_of_another_site_changes_nothing(client_of, kept, parts):
    client = client_of("li")
    body = json.dumps({"conversation": kept, "place": 0, "opinion": "right"})
    plain = client.post("/staff/opinions", content=body, headers={"content-type": "text/plain"})
    assert plain.status_code == 415
    foreign = {"content-type": "application/json", "origin": "https://evil.example"}
    assert client.post("/staff/opinions", content=body, headers=foreign).status_code == 403
    assert client.get("/staff/opinions").status_code == 405
    assert Opinions(parts.store).all() == []


def test_only_an_admin_gets_what_all_said(client_of, kept):
    li = client_of("li")
    li.post("/staff/opinions", json={"conversation": kept, "place": 0, "opinion": "wrong"})
    assert li.get("/staff/feedback.jsonl").status_code == 403
    [line] = client_of("boss").get("/staff/feedback.jsonl").text.splitlines()
    assert "to_complete" in json.loads(line)


def test_a_mark_bears_the_name_of_who_is_signed_in(client_of, a_clause):
    client = client_of("li")
    marked = client.post(
        "/staff/marks", json={"clause": a_clause.clause_id, "name": "somebody else"}
    )
    assert marked.json() == {"kept": True}
    asked = {"clause": [a_clause.clause_id, "no#such"], "language": "en"}
    seen = client_of("boss").get("/staff/marks", params=asked).json()
    assert list(seen["marks"]) == [a_clause.clause_id]
    assert seen["marks"][a_clause.clause_id].startswith("✓ roles checked by li, 20")
    client.post("/staff/marks/taken-back", json={"clause": a_clause.clause_id})
    assert client.get("/staff/marks", params=asked).json()["marks"] == {}
    assert client.post("/staff/marks", json={"clause": "no#such"}).status_code == 422


def test_a_changed_clause_loses_its_mark(client_of, parts, users_file, shipped, a_clause):
    client_of("li").post("/staff/marks", json={"clause": a_clause.clause_id})
    changed = [
        one.model_copy(
            update={
                "clauses": tuple(
                    c.model_copy(update={"text": f"{c.text}改"}) if c == a_clause else c
                    for c in one.clauses
                )
            }
        )
        for one in shipped.parsed
    ]
    later = Parts(Opened(Silent(), Knowledge(Corpus(tuple(changed)))), parts.settings)
    app = Starlette(routes=StaffRoutes(later).routes())
    asked = {"clause": a_clause.clause_id}
    assert TestClient(app).get("/staff/marks", params=asked).json()["marks"] == {}


def test_the_tasks_of_an_agency_are_listed_and_what_is_asked_stays_text(client_of):
    client = client_of("li")
    tasks = client.get("/staff/tasks", params={"agency": "商务厅", "language": "en"}).text
    assert "Tasks of 商务厅" in tasks
    assert "./read?doc=sichuan-circulation-2022&amp;clause=" in tasks
    assert 'data-clause="sichuan-circulation-2022#' in tasks  # where marks are shown
    assert "已失效" in tasks
    traditional = client.get(
        "/staff/tasks", params={"agency": "商务厅", "language": "zh-Hant"}
    ).text
    assert "商务厅的任務,共" in traditional
    assert "單獨負責" in traditional
    assert "单独负责" not in traditional
    nobody = client.get("/staff/tasks", params={"agency": "無此局", "language": "zh-Hant"}).text
    assert "沒有條款給無此局安排任務" in nobody
    attacked = client.get("/staff/tasks", params={"agency": ATTACK, "language": ATTACK}).text
    assert "<script" not in attacked


@pytest.mark.parametrize(
    "path",
    [
        "/staff/conversations/../../etc/passwd/whole.md",
        "/staff/conversations/..%2f..%2fetc%2fpasswd/whole.md",
        "/staff/conversations/%00/whole.md",
        "/staff/conversations/x/99999999999999999999/note.docx",
    ],
)
def test_paths_that_lead_elsewhere_lead_nowhere(client_of, path):
    answer = client_of("li").get(path)
    assert answer.status_code == 404
    assert "root:" not in answer.text
