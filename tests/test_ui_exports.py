"""The downloads of the pages, over HTTP."""

import io

import pytest
from openpyxl import load_workbook
from starlette.applications import Starlette
from starlette.testclient import TestClient

from rag.settings import Settings
from ui.exports import export_routes
from ui.parts import Opened, Parts


@pytest.fixture
def client(knowledge, tmp_path):
    app = Starlette(routes=export_routes(Parts(Opened(None, knowledge), Settings(home=tmp_path))))
    app.auth, app.auth_dependency, app.cookie_id, app.tokens = None, None, "x", {}
    return TestClient(app)


def test_the_table_comes_as_a_file_in_the_language_of_the_page(client):
    response = client.get("/export/duties.csv", params={"agency": "商务厅", "place": "山西"})
    assert response.status_code == 200
    assert 'filename="duties.csv"' in response.headers["content-disposition"]
    assert response.content.decode("utf-8-sig").startswith("单位,角色")
    english = client.get("/export/duties.csv", headers={"cookie": "zhengda-language=en"})
    assert english.content.decode("utf-8-sig").startswith("Body,Role")
    assert client.get("/export/duties.xlsx").content.startswith(b"PK")


def test_who_has_to_log_in_to_see_pages_has_to_for_files_too(client):
    client.app.auth = {"me": "secret"}
    client.app.tokens = {"token": "me"}
    assert client.get("/export/duties.csv").status_code == 401
    assert (
        client.get("/export/duties.csv", headers={"cookie": "access-token-x=no"}).status_code == 401
    )
    assert (
        client.get("/export/duties.csv", headers={"cookie": "access-token-x=token"}).status_code
        == 200
    )
    client.app.auth_dependency = lambda request: None
    assert (
        client.get("/export/duties.csv", headers={"cookie": "access-token-x=token"}).status_code
        == 401
    )


def test_two_documents_without_a_topic_come_as_their_alignment(client):
    asked = {"doc": ["sichuan-circulation-2022", "sichuan-ecommerce-express-2018"]}
    sheet = load_workbook(
        io.BytesIO(client.get("/export/comparison.xlsx", params=asked).content)
    ).active
    head, *rows = [[cell.value for cell in row] for row in sheet]
    assert (head[0], head[3]) == ("事项", "对应")
    assert len(rows) > 60  # nothing is linked here: the clauses of both
    assert client.get("/export/comparison.docx", params=asked).content.startswith(b"PK")
