"""The downloads of the pages, over HTTP."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from rag.settings import Settings
from ui.access import Access
from ui.exports import export_routes
from ui.gate import Gate
from ui.marks import Mark, Marks
from ui.parts import Opened, Parts
from ui.store import Store
from ui.users import UserRole, Users, add_user


def app_of(knowledge, home, *before):
    parts = Parts(Opened(None, knowledge), Settings(home=home))
    return Starlette(routes=export_routes(parts), middleware=before)


@pytest.fixture
def client(knowledge, tmp_path):
    return TestClient(app_of(knowledge, tmp_path))


def test_the_table_comes_as_a_file_in_the_language_of_the_page(client):
    response = client.get("/export/duties.csv", params={"agency": "商务厅", "place": "山西"})
    assert response.status_code == 200
    assert 'filename="duties.csv"' in response.headers["content-disposition"]
    assert response.content.decode("utf-8-sig").startswith("单位,角色")
    english = client.get("/export/duties.csv", headers={"cookie": "zhengda-language=en"})
    assert english.content.decode("utf-8-sig").startswith("Body,Role")
    assert client.get("/export/duties.xlsx").content.startswith(b"PK")


def test_the_table_says_who_has_checked_the_roles_of_a_clause(client, knowledge, tmp_path):
    clause = next(one for one in knowledge.corpus.clauses if one.responsibilities)
    Marks(Store(tmp_path)).set(clause, Mark(name="王审核", checked_on=date(2026, 1, 2)))
    table = client.get("/export/duties.csv").content.decode("utf-8-sig")
    assert table.count(",王审核,2026-01-02") == len(clause.responsibilities)
    sheet = load_workbook(io.BytesIO(client.get("/export/duties.xlsx").content)).active
    assert ["王审核", "2026-01-02"] in [[cell.value for cell in row][-2:] for row in sheet]


def test_who_has_to_sign_in_to_see_pages_has_to_for_files_too(knowledge, tmp_path):
    users = tmp_path / "users.json"
    add_user(users, "wang", "another long one", UserRole.READER)
    app = app_of(knowledge, tmp_path, Middleware(Gate, access=Access(Users(users), local=False)))
    client = TestClient(app, base_url="http://zhengda.example")
    assert client.get("/export/duties.csv").status_code == 401
    assert client.get("/export/duties.csv", auth=("wang", "wrong")).status_code == 401
    assert client.get("/export/duties.csv", auth=("wang", "another long one")).status_code == 200


def test_two_documents_without_a_topic_come_as_their_alignment(client):
    asked = {"doc": ["sichuan-circulation-2022", "sichuan-ecommerce-express-2018"]}
    sheet = load_workbook(
        io.BytesIO(client.get("/export/comparison.xlsx", params=asked).content)
    ).active
    head, *rows = [[cell.value for cell in row] for row in sheet]
    assert (head[0], head[3]) == ("事项", "对应")
    assert len(rows) > 60  # nothing is linked here: the clauses of both
    assert client.get("/export/comparison.docx", params=asked).content.startswith(b"PK")
