"""What programs may ask, through Gradio's API and as an MCP server, over HTTP."""

import http.client
import socket
from urllib.parse import urlsplit

import anyio
import httpx2
import pytest
from gradio_client import Client
from mcp.client.client import Client as McpClient
from mcp.client.streamable_http import streamable_http_client

from embeddings.hashed import HashedEncoder
from embeddings.index import ClauseIndex
from rag.assistant import Assistant
from rag.settings import Settings
from rag.types import Answer
from ui.access import Access
from ui.app import build_app, start
from ui.mcp_server import mcp_server
from ui.parts import Opened, Parts
from ui.programs import AgencyTasks, ClauseHits, Programs
from ui.users import UserRole, Users, add_user

PASSWORD = "a long password"
QUESTION = "四川的冷链物流设施由哪些部门负责?"


@pytest.fixture(scope="module")
def parts(knowledge, built_home, tmp_path_factory):
    assistant = Assistant(knowledge, ClauseIndex(built_home, HashedEncoder()))
    return Parts(Opened(assistant, knowledge), Settings(home=tmp_path_factory.mktemp("staff")))


@pytest.fixture(scope="module")
def users_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("users") / "users.json"
    add_user(path, "li", PASSWORD, UserRole.READER)
    return path


@pytest.fixture(scope="module")
def address(parts, users_file):
    app = build_app(parts, list)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    yield start(app, parts, host="127.0.0.1", port=port, access=Access(users=Users(users_file)))
    app.close()


@pytest.fixture(scope="module")
def client(address):
    return Client(address, auth=("li", PASSWORD), verbose=False)


def test_a_client_without_a_password_gets_nothing(address):
    with pytest.raises(Exception, match=r"401|[Ll]ogin|sign in"):
        Client(address, verbose=False)


def test_an_answer_by_the_api_is_the_answer_of_the_contract(client, parts):
    answer = Answer.model_validate(client.predict(question=QUESTION, api_name="/ask"))
    assert answer == parts.assistant.answer([QUESTION])[-1]
    assert answer.citations
    follow_up = client.predict("山西呢?", [QUESTION], api_name="/ask")
    assert Answer.model_validate(follow_up) == parts.assistant.answer([QUESTION, "山西呢?"])[-1]


def test_the_api_searches_lists_tasks_and_compares(client, parts):
    hits = ClauseHits.model_validate(client.predict("冷链物流", 3, api_name="/search_clauses"))
    assert len(hits.hits) == 3
    assert (
        hits.hits[0].text
        == parts.knowledge.clauses[f"{hits.hits[0].document}#{hits.hits[0].clause}"].text
    )
    tasks = AgencyTasks.model_validate(client.predict("商务厅", api_name="/agency_tasks"))
    assert {task.name for task in tasks.tasks} >= {"商务厅"}
    sides = ["四川", "shanxi-central-rise-2017"]
    compared = Answer.model_validate(client.predict("单一窗口", sides, api_name="/compare"))
    assert compared.intent == "compare"
    assert {side.document for side in compared.comparison.sides} == {
        "sichuan-circulation-2022",
        "sichuan-ecommerce-express-2018",
        "shanxi-central-rise-2017",
    }


def test_the_api_publishes_four_documented_endpoints_and_no_event_of_a_page(client):
    endpoints = client.view_api(return_format="dict")
    assert set(endpoints["named_endpoints"]) == {
        "/ask",
        "/search_clauses",
        "/agency_tasks",
        "/compare",
    }
    assert endpoints["unnamed_endpoints"] == {}
    ask = endpoints["named_endpoints"]["/ask"]
    assert "clauses cited" in ask["description"]
    assert [one["parameter_name"] for one in ask["parameters"]] == ["question", "earlier"]
    assert ask["parameters"][0]["python_type"]["type"] == "str"


@pytest.mark.parametrize(
    ("arguments", "endpoint", "complaint"),
    [
        (["  "], "/ask", "no words"),
        (["长" * 2001], "/ask", "too many"),
        (["冷链", ["问"] * 20], "/ask", "21 questions"),
        (["冷链", 0], "/search_clauses", "limit 0"),
        (["没有这个局"], "/agency_tasks", "没有这个局"),
        (["商务厅", "no-such-document"], "/agency_tasks", "no-such-document"),
        (["冷链", ["四川"]], "/compare", "2 to 10"),
        (["冷链", ["四川", "火星"]], "/compare", "火星"),
        (["冷链", ["山西", "shanxi-central-rise-2017"]], "/compare", "one document"),
    ],
)
def test_the_api_says_why_it_cannot_be_asked(client, arguments, endpoint, complaint):
    with pytest.raises(Exception, match=complaint):
        client.predict(*arguments, api_name=endpoint)


def mcp_call(server, name, arguments):
    async def call():
        async with McpClient(server) as client:
            return await client.call_tool(name, arguments)

    return anyio.run(call)


def test_the_tools_have_schemas_of_what_they_take_and_give(parts):
    async def listed():
        async with McpClient(mcp_server(Programs(parts))) as client:
            return (await client.list_tools()).tools

    tools = {tool.name: tool for tool in anyio.run(listed)}
    assert set(tools) == {"ask", "search_clauses", "agency_tasks", "compare"}
    assert tools["ask"].input_schema["properties"]["question"]["type"] == "string"
    assert tools["ask"].input_schema["required"] == ["question"]
    assert "citations" in tools["ask"].output_schema["properties"]
    assert tools["search_clauses"].input_schema["properties"]["limit"]["maximum"] == 100
    assert all(tool.description for tool in tools.values())


def test_a_tool_gives_the_answer_of_the_contract(parts):
    result = mcp_call(mcp_server(Programs(parts)), "ask", {"question": QUESTION})
    assert (
        Answer.model_validate(result.structured_content) == parts.assistant.answer([QUESTION])[-1]
    )


@pytest.mark.parametrize(
    ("tool", "arguments", "complaint"),
    [
        ("ask", {"question": " "}, "no words"),
        ("ask", {}, "question"),
        ("agency_tasks", {"agency": "没有这个局"}, "没有这个局"),
        ("search_clauses", {"query": "冷链", "limit": 1000}, "limit"),
        ("compare", {"topic": "冷链", "sides": ["四川"]}, "sides"),
    ],
)
def test_a_tool_says_why_it_cannot_be_asked(parts, tool, arguments, complaint):
    result = mcp_call(mcp_server(Programs(parts)), tool, arguments)
    assert result.is_error
    assert complaint in result.content[0].text


def test_the_tools_answer_over_http_to_those_who_sign_in(address):
    async def call(auth):
        async with httpx2.AsyncClient(auth=auth) as http:
            transport = streamable_http_client(f"{address}mcp", http_client=http)
            async with McpClient(transport) as client:
                return await client.call_tool("search_clauses", {"query": "冷链物流", "limit": 2})

    result = anyio.run(call, ("li", PASSWORD))
    assert len(ClauseHits.model_validate(result.structured_content).hits) == 2
    with pytest.raises(Exception, match=r"401|unhandled|Unauthorized"):
        anyio.run(call, ("li", "wrong password"))


@pytest.mark.parametrize(
    "path",
    [
        "gradio_api/file=/etc/passwd",
        "gradio_api/file=../../../../../../etc/passwd",
        "gradio_api/file=..%2f..%2f..%2f..%2fetc%2fpasswd",
        "gradio_api/file={home}/staff.sqlite3",
        "gradio_api/file={users}",
        "gradio_api/file=pyproject.toml",
        "static/../../../../../../etc/passwd",
        "assets/..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
        "svelte/..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
        "custom_component/x/y/..%2f..%2f..%2fetc%2fpasswd",
    ],
)
def test_no_path_leads_to_a_file_of_the_machine(address, client, parts, users_file, path):
    assert parts.store.path.exists()
    asked = f"{address}{path.format(home=parts.settings.home, users=users_file)}"
    # Not by a client that tidies the path away.
    connection = http.client.HTTPConnection(urlsplit(asked).netloc)
    cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    connection.request("GET", asked.removeprefix(address.rstrip("/")), headers={"Cookie": cookies})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    for secret in (b"root:", b"SQLite format", b"argon2", b"[project]"):
        assert secret not in content
    assert answer.status != 401, "this user is signed in"


def test_an_upload_that_is_too_long_is_refused(address, client):
    too_long = {"files": ("x.txt", b"x" * (1024 * 1024 + 1))}
    answer = httpx2.post(f"{address}gradio_api/upload", files=too_long, cookies=client.cookies)
    assert answer.status_code == 413


def test_the_nation_is_a_side_as_its_documents_give_their_place(parts):
    programs = Programs(parts)
    assert {
        one.document for one in programs.compare("冷链", ["四川", "全国"]).comparison.sides
    } == {
        "sichuan-circulation-2022",
        "sichuan-ecommerce-express-2018",
        "county-commerce-2023",
    }
