"""The gate before the app: signing in, other sites, limits."""

import base64

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from ui.access import Access, AccessError, access_for
from ui.gate import Gate
from ui.identity import identity_of
from ui.origins import MAX_BODY_BYTES
from ui.rate import RateLimit
from ui.sessions import IDLE_SECONDS, Sessions
from ui.signing_in import own_address
from ui.users import UserRole, Users, UsersError, add_user, remove_user

PASSWORD = "correct horse 马"
PAGE = {"accept": "text/html"}


async def who(request):
    identity = identity_of(request)
    body = await request.body()
    return JSONResponse({"owner": identity.owner, "role": identity.role, "length": len(body)})


def client_of(access, host="localhost:7860"):
    routes = [Route("/{path:path}", who, methods=["GET", "POST"])]
    app = Starlette(routes=routes, middleware=[Middleware(Gate, access=access)])
    return TestClient(app, base_url=f"http://{host}", follow_redirects=False)


@pytest.fixture(scope="module")
def users_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("users") / "users.json"
    add_user(path, "李四", PASSWORD, UserRole.ADMIN)
    add_user(path, "wang", "another long one", UserRole.READER)
    return path


@pytest.fixture
def client(users_file):
    return client_of(Access(users=Users(users_file), local=False), "zhengda.example")


def sign_in(client, name="李四", password=PASSWORD, **options):
    return client.post("/login", data={"username": name, "password": password}, **options)


def test_one_who_is_not_signed_in_sees_the_form_and_a_program_a_401(client):
    redirect = client.get("/documents?q=冷链", headers=PAGE)
    assert redirect.status_code == 303
    assert redirect.headers["location"].startswith("/login?next=%2Fdocuments%3Fq")
    assert client.get("/gradio_api/info").status_code == 401
    assert client.post("/gradio_api/queue/join", json={}).status_code == 401
    assert client.get("/gradio_api/file=/etc/passwd").status_code == 401
    form = client.get("/login", headers=PAGE).text
    assert 'type="password"' in form


def test_a_user_signs_in_and_out(client):
    answer = sign_in(client)
    assert answer.json() == {"success": True}
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert client.get("/x").json() == {"owner": "user 李四", "role": "admin", "length": 0}
    assert client.get("/logout").status_code == 303
    assert client.get("/x").status_code == 200, "a link signed the user out"
    client.post("/logout")
    assert client.get("/x").status_code == 401


def test_a_browser_goes_on_to_the_page_it_wanted_but_to_no_other_site(client):
    answer = sign_in(client, headers=PAGE, params={"next": "/documents?q=1"})
    assert answer.headers["location"] == "/documents?q=1"
    for elsewhere in ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:1"):
        assert own_address(elsewhere) == "/"


def test_a_wrong_password_is_refused_and_trying_on_and_on_as_well(client):
    statuses = [sign_in(client, password=f"wrong {n}").status_code for n in range(12)]
    assert statuses[0] == 401
    assert statuses[-1] == 429
    assert sign_in(client).status_code == 429


def test_a_program_may_send_its_password_each_time(client):
    coded = base64.b64encode(f"wang:{'another long one'}".encode()).decode()
    for _ in range(30):  # more than may be tried: a password that was right is not tried again
        answer = client.get("/x", headers={"authorization": f"Basic {coded}"})
    assert answer.json()["owner"] == "user wang"
    for header in ("Basic !!!", "Basic", "Bearer x", f"Basic {base64.b64encode(b'no').decode()}"):
        assert client.get("/x", headers={"authorization": header}).status_code == 401


def test_a_user_who_is_taken_out_of_the_file_is_out(users_file, client):
    add_user(users_file, "gone", "a long password", UserRole.READER)
    sign_in(client, "gone", "a long password")
    assert client.get("/x").status_code == 200
    remove_user(users_file, "gone")
    assert client.get("/x").status_code == 401


def test_a_session_ends_when_it_is_idle():
    now = 0.0
    sessions = Sessions(clock=lambda: now)
    token = sessions.begin("li")
    now += IDLE_SECONDS
    assert sessions.name_of(token) == "li"
    now += IDLE_SECONDS + 1
    assert sessions.name_of(token) is None
    assert sessions.name_of("\ud800 made up") is None


def test_requests_from_other_sites_are_refused(client):
    sign_in(client)
    for headers in (
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://[bad"},
        {"sec-fetch-site": "cross-site"},
    ):
        assert client.post("/x", headers=headers).status_code == 403, headers
    assert client.post("/x", headers={"origin": "http://zhengda.example"}).status_code == 200
    assert client.post("/login", headers={"origin": "https://evil.example"}).status_code == 403


def test_a_server_of_this_machine_knows_no_other_name():
    access = Access()
    assert client_of(access).get("/x").status_code == 200
    assert client_of(access, "127.0.0.1:7860").get("/x").status_code == 200
    assert client_of(access, "evil.example").get("/x").status_code == 403


def test_without_signing_in_one_browser_is_told_from_another():
    access = Access()
    one, other = client_of(access), client_of(access)
    first = one.get("/", headers=PAGE)
    assert "HttpOnly" in first.headers["set-cookie"]
    again = one.get("/", headers=PAGE)
    assert "set-cookie" not in again.headers
    assert first.json()["owner"] == again.json()["owner"]
    assert other.get("/", headers=PAGE).json()["owner"] != first.json()["owner"]
    assert first.json()["role"] == "admin"
    everybody = Access(local=False)
    assert client_of(everybody, "zhengda.example").get("/").json()["role"] == "reader"


def test_what_is_too_long_is_not_read():
    client = client_of(Access())
    assert client.post("/x", content=b"x" * MAX_BODY_BYTES).json()["length"] == MAX_BODY_BYTES
    assert client.post("/x", content=b"x" * (MAX_BODY_BYTES + 1)).status_code == 413
    assert client.post("/x", headers={"content-length": "many"}).status_code == 400
    assert client.post("/gradio_api/upload", content=b"x" * (MAX_BODY_BYTES + 1)).status_code == 200


def test_one_who_asks_too_often_waits(users_file):
    slow = RateLimit(burst=3, per_minute=1, clock=lambda: 0.0)
    client = client_of(Access(users=Users(users_file), local=False, requests=slow))
    sign_in(client)
    assert [client.post("/x").status_code for _ in range(4)] == [200, 200, 200, 429]
    assert client.post("/x").headers["retry-after"] == "60"
    assert client.get("/x").status_code == 200
    assert client.get("/export/comparison.xlsx").status_code == 429
    sign_in(client, "wang", "another long one")
    assert client.post("/x").status_code == 200


def test_tokens_come_back_with_time_and_not_beyond_the_burst():
    now = 0.0
    limit = RateLimit(burst=2, per_minute=60, clock=lambda: now)
    assert [limit.seconds_to_wait("li") for _ in range(3)] == [0, 0, 1]
    now = 1.0
    assert [limit.seconds_to_wait("li") for _ in range(2)] == [0, 1]
    now = 1000.0
    assert [limit.seconds_to_wait("li") for _ in range(3)] == [0, 0, 1]


def test_a_server_that_others_reach_needs_users_or_a_plain_word(users_file):
    with pytest.raises(AccessError, match=r"'0\.0\.0\.0'.*--auth FILE"):
        access_for("0.0.0.0", None, no_auth=False)
    with pytest.raises(AccessError, match="exclude"):
        access_for("0.0.0.0", users_file, no_auth=True)
    with pytest.raises(UsersError):
        access_for("127.0.0.1", users_file / "none", no_auth=False)
    assert access_for("0.0.0.0", users_file, no_auth=False).users
    assert access_for("zhengda.example", None, no_auth=True).users is None
    assert access_for("127.0.0.1", None, no_auth=False).local
    assert access_for("::1", None, no_auth=False).local
    assert not access_for("zhengda.example", None, no_auth=True).local


def test_the_form_shows_what_is_in_its_address_as_text(client):
    attack = '/"><script>alert(1)</script>'
    assert "<script>" not in client.get("/login", params={"next": attack}, headers=PAGE).text
    refused = sign_in(client, "<script>", "x", headers=PAGE, params={"next": attack})
    assert refused.status_code == 401
    assert "<script>" not in refused.text
