"""Who may start an evaluation, and what the others see: real Chromium, users who sign in."""

import json
import socket
import urllib.request
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from eval.cases import Split
from rag.settings import Settings
from rag.types import Language
from ui.access import Access
from ui.app import build_app, start
from ui.examples import Example
from ui.pages.evaluation_runs import Questions, ask_all, names_of_runs
from ui.parts import Opened, Parts
from ui.users import UserRole, Users, add_user

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)  # a shared machine is slow at times

PASSWORD = "a long password"


class Scripted:
    """Answers by the clause d#一."""

    def __init__(self, answer_of):
        self.answer_of = answer_of

    def answer(self, turns):
        return [self.answer_of("d#一", text=f"{turn} [1]") for turn in turns]

    def search(self, query, k):
        return []


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("runs")


@pytest.fixture(scope="module")
def address(home, knowledge, answer_of, case_of):
    """Serve the app, with one run kept, to a reader and an admin."""
    users = home / "users.json"
    add_user(users, "li", PASSWORD, UserRole.READER)
    add_user(users, "boss", PASSWORD, UserRole.ADMIN)
    assistant = Scripted(answer_of)
    asked = Questions(("own.jsonl",), Split.ALL, (case_of(id="c", turns=["甲?"]),))
    list(ask_all(assistant, asked, knowledge.corpus, home, ""))
    parts = Parts(Opened(assistant, knowledge), Settings(home=home))
    app = build_app(parts, lambda: [Example(Language.SIMPLIFIED, "冷链由谁牵头?")])
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    yield start(app, parts, host="127.0.0.1", port=port, access=Access(users=Users(users)))
    app.close()


@pytest.fixture
def open_as(browser, address):
    contexts = []

    def open_one(name):
        contexts.append(browser.new_context(locale="zh-CN"))
        form = {"username": name, "password": PASSWORD}
        assert contexts[-1].request.post(f"{address}login", form=form).ok
        page = contexts[-1].new_page()
        page.goto(f"{address}evaluation")
        expect(page.locator("#zd-content h3").first).to_be_visible()
        return page

    yield open_one
    for context in contexts:
        context.close()


def test_a_reader_sees_the_last_report_and_nothing_to_start_a_run_with(open_as, home):
    page = open_as("li")
    [name] = names_of_runs(home)
    expect(page.locator(".zd-run h3").first).to_contain_text(name)
    expect(page.locator(".zd-score")).to_contain_text("1 / 1")
    expect(page.get_by_role("button", name="开始评测")).to_have_count(0)
    expect(page.get_by_label("全部题目")).to_have_count(0)


def test_an_admin_chooses_what_is_run(open_as):
    page = open_as("boss")
    expect(page.get_by_role("button", name="开始评测")).to_be_visible()
    expect(page.get_by_label("全部题目")).to_be_visible()
    expect(page.locator(".zd-run")).to_have_count(0)  # the list of runs, until one is chosen


@pytest.mark.parametrize(("name", "refused"), [("li", True), ("boss", False)])
def test_the_server_itself_runs_nothing_for_a_reader(open_as, address, home, name, refused):
    """Send what the button would send."""
    context = open_as(name).context
    before = names_of_runs(home)
    told = sent(context, address, "own", None)
    assert ("只有管理员可以开始评测" in told) is refused
    assert ("请先选择题目文件" in told) is not refused
    assert names_of_runs(home) == before


def sent(context, address, source, path):
    """Return all that the server says to one who starts a run with a request of his own."""
    page = context.request.get(f"{address}config").json()
    button = next(
        one["id"] for one in page["components"] if one["props"].get("elem_id") == "zd-run-button"
    )
    event = next(one for one in page["dependencies"] if [button, "click"] in one["targets"])
    session = uuid4().hex
    body = {
        "data": [source, path, "", "zh-Hans"],
        "fn_index": event["id"],
        "trigger_id": button,
        "session_hash": session,
    }
    assert context.request.post(f"{address}gradio_api/queue/join", data=body).ok
    cookies = "; ".join(f"{one['name']}={one['value']}" for one in context.cookies())
    stream = urllib.request.Request(
        f"{address}gradio_api/queue/data?session_hash={session}", headers={"Cookie": cookies}
    )
    told = []
    with urllib.request.urlopen(stream, timeout=20) as lines:
        for line in lines:
            if line.startswith(b"data:"):
                message = json.loads(line.removeprefix(b"data:"))
                told.append(json.dumps(message, ensure_ascii=False))
                if message["msg"] == "process_completed":
                    break
    return "".join(told)
