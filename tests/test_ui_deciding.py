"""The address by which staff confirm or cut a link: who may, what is kept, what is refused."""

import json

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from embeddings.link_store import LinkStore, LinkVerdict
from rag.knowledge import Knowledge
from rag.settings import Settings
from ui.access import Access
from ui.deciding import deciding_routes, person_of
from ui.gate import Gate
from ui.identity import LOCAL, Identity
from ui.links import local_user
from ui.parts import Opened, Parts
from ui.users import UserRole, Users, add_user

PASSWORD = "a long password"
A, B = "sichuan-circulation-2022#七(三)", "sichuan-ecommerce-express-2018#三(一)"
CUT = {"first": A, "second": B, "verdict": "cut"}


@pytest.fixture(scope="module")
def users(tmp_path_factory):
    path = tmp_path_factory.mktemp("users") / "users.json"
    add_user(path, "li", PASSWORD, UserRole.READER)
    return Users(path)


@pytest.fixture
def links(tmp_path):
    return LinkStore(tmp_path)


@pytest.fixture
def client_at(shipped, tmp_path):
    """Return what makes a client of the address behind the gate."""
    parts = Parts(Opened(None, Knowledge(shipped)), Settings(home=tmp_path))

    def make(access):
        app = Starlette(routes=deciding_routes(parts), middleware=[Middleware(Gate, access=access)])
        return TestClient(app, base_url="http://localhost")

    return make


@pytest.fixture
def client(client_at, users):
    client = client_at(Access(users=users))
    client.post("/login", data={"username": "li", "password": PASSWORD})
    return client


def test_a_user_of_any_role_cuts_and_confirms_under_the_own_name(client, links):
    assert client.post("/staff/links", json=CUT).json() == {"kept": True}
    [decision] = links.decisions()
    assert (decision.verdict, decision.by) == (LinkVerdict.CUT, "li")
    again = {"first": B, "second": A, "verdict": "confirmed", "kind": "partly"}
    assert client.post("/staff/links", json=again).status_code == 200
    [decision] = links.decisions()
    assert (decision.verdict, decision.kind) == (LinkVerdict.CONFIRMED, "partly")
    assert {decision.first, decision.second} == {A, B}


def test_a_missing_link_is_added_and_taken_away_again(client, links):
    added = {"first": A, "second": B, "verdict": "confirmed", "kind": "same"}
    assert client.post("/staff/links", json=added).status_code == 200
    [link] = links.links_of(A.partition("#")[0], B.partition("#")[0])
    assert (link.computed, link.decision.by) == (None, "li")
    withdrawn = {"first": A, "second": B, "verdict": "withdrawn"}
    assert client.post("/staff/links", json=withdrawn).status_code == 200
    assert links.links_of(A.partition("#")[0], B.partition("#")[0]) == ()
    assert links.decisions() == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"first": "no#such"},
        {"second": "sichuan-circulation-2022#七(二)"},
        {"verdict": "perhaps"},
        {"verdict": "withdrawn", "kind": "same"},
        {"kind": "same"},
        {"verdict": "confirmed"},
        {"verdict": "confirmed", "kind": "half"},
        {"by": "somebody else"},
        {"first": None},
    ],
)
def test_what_is_no_decision_is_refused_in_one_line(client, links, changes):
    answer = client.post("/staff/links", json={**CUT, **changes})
    assert answer.status_code == 400
    assert len(answer.text.strip().splitlines()) == 1
    assert links.decisions() == ()


def test_what_is_no_json_is_refused(client, links):
    for body, kind in ((json.dumps(CUT), "text/plain"), ("{", "application/json")):
        answer = client.post("/staff/links", content=body, headers={"content-type": kind})
        assert answer.status_code == 400
    assert client.get("/staff/links").status_code == 405
    assert links.decisions() == ()


def test_another_site_decides_nothing(client, links):
    for header in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        answer = client.post("/staff/links", json=CUT, headers=header)
        assert answer.status_code == 403
        assert len(answer.text.strip().splitlines()) == 1
    assert links.decisions() == ()


def test_who_has_not_signed_in_decides_nothing(client_at, users, links):
    answer = client_at(Access(users=users)).post("/staff/links", json=CUT)
    assert answer.status_code == 401
    assert links.decisions() == ()


def test_without_signing_in_only_the_machine_s_own_user_decides(client_at, links):
    assert client_at(Access(local=False)).post("/staff/links", json=CUT).status_code == 403
    assert links.decisions() == ()
    assert client_at(Access()).post("/staff/links", json=CUT).status_code == 200
    assert links.decisions()[0].by == local_user()


def test_a_person_decides_under_the_name_of_the_identity():
    assert person_of(Identity(owner="user li", role=UserRole.READER, name="li")) == "li"
    assert person_of(LOCAL) == local_user()
    assert person_of(Identity(owner="visitor x", role=UserRole.READER)) is None


def test_a_decision_that_cannot_be_kept_is_not_said_to_be(client, links):
    links.folder.mkdir()
    (links.folder / "decisions.jsonl").write_text("broken\n")
    answer = client.post("/staff/links", json=CUT)
    assert answer.status_code == 503
    assert str(links.folder) not in answer.text
