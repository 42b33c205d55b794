"""Staff at the alignment of two whole documents: real Chromium, the shipped documents."""

import re
import shutil
import socket
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from embeddings.hashed import HashedEncoder
from embeddings.index import ClauseIndex
from embeddings.link_build import build_links
from embeddings.link_store import LinkStore
from embeddings.progress import silent
from rag.assistant import Assistant
from rag.settings import Settings
from rag.types import Language
from ui.access import Access
from ui.app import build_app, start
from ui.examples import Example
from ui.parts import Opened, Parts
from ui.users import UserRole, Users, add_user

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)  # a shared machine is slow at times

LAPTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
PASSWORD = "a long password"
A, B = "sichuan-circulation-2022", "sichuan-ecommerce-express-2018"
WHERE = f"compare?doc={A}&doc={B}"


@pytest.fixture(scope="module")
def linked_home(built_home, shipped, tmp_path_factory):
    home = shutil.copytree(built_home, tmp_path_factory.mktemp("linked") / "home")
    build_links(shipped.parsed, home, HashedEncoder(), silent)
    return home


@pytest.fixture(scope="module")
def address(knowledge, linked_home):
    """Serve the app to a user who signs in."""
    links = LinkStore(linked_home)
    assistant = Assistant(knowledge, ClauseIndex(linked_home, HashedEncoder()), links=links)
    parts = Parts(Opened(assistant, knowledge), Settings(home=linked_home))
    users = linked_home / "users.json"
    add_user(users, "li", PASSWORD, UserRole.READER)
    app = build_app(parts, lambda: [Example(Language.SIMPLIFIED, "冷链由谁牵头?")])
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    yield start(app, parts, host="127.0.0.1", port=port, access=Access(users=Users(users)))
    app.close()


@pytest.fixture
def open_page(browser, address):
    """Sign in and open pages; none may ask another host or the console for anything."""
    contexts, hosts, complaints = [], set(), []

    def open_one(where, viewport=LAPTOP, locale="zh-CN", **options):
        context = browser.new_context(viewport=viewport, locale=locale, **options)
        contexts.append(context)
        signed_in = context.request.post(
            f"{address}login", form={"username": "li", "password": PASSWORD}
        )
        assert signed_in.ok
        page = context.new_page()
        page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
        page.on("console", lambda line: line.type == "error" and complaints.append(line.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address + where)
        expect(page.get_by_role("heading", level=3).first).to_be_visible()
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert hosts <= {"127.0.0.1", "", None}
    assert complaints == []


def test_a_link_is_cut_stays_so_after_a_reload_and_is_confirmed_again(open_page, linked_home):
    page = open_page(WHERE)
    linked = page.locator(".zd-linked")
    expect(linked.first).to_be_visible()
    before = linked.count()
    summary = linked.first.locator("summary")
    name = summary.get_attribute("id")
    expect(summary).to_contain_text("得分")
    summary.click()
    expect(linked.first.get_by_text("最接近的句子")).to_be_visible()
    linked.first.get_by_role("button", name="取消对应").click()

    cut = page.locator(".zd-unlinked")
    expect(cut).to_have_count(1)
    expect(cut.locator("summary")).to_contain_text(re.compile(r"li 20\d\d-\d\d-\d\d 取消"))
    expect(cut.locator("summary")).to_be_focused()
    page.reload()
    expect(cut).to_have_count(1)
    expect(linked).to_have_count(before - 1)
    assert cut.locator("summary").get_attribute("id") == name
    assert LinkStore(linked_home).decisions()[0].by == "li"

    cut.locator("summary").click()
    cut.get_by_role("button", name="确认部分相同").click()
    expect(cut).to_have_count(0)
    page.reload()
    expect(linked).to_have_count(before)
    expect(page.locator(f'[id="{name}"]')).to_contain_text(re.compile(r"部分.*li .* 确认"))


def test_a_missing_link_is_added_and_taken_away_again(open_page, linked_home, knowledge):
    page = open_page(f"{WHERE}&kind=alone")
    row = page.locator("tr.zd-extent-alone").first
    row.get_by_text("添加对应条款").click()
    lead = row.locator("[data-document]").get_attribute("data-first")
    other = row.locator("[data-document]").get_attribute("data-document")
    field = row.get_by_label("另一份文件的条款编号")
    field.fill("没有")
    row.get_by_role("button", name="添加为部分相同").click()
    expect(row.get_by_role("alert")).to_contain_text("没有这个编号的条款")
    clause = knowledge.corpus.clauses_of(other)[-1]
    field.fill(clause.reference)
    row.get_by_role("button", name="添加为部分相同").click()
    expect(page.locator(f'[id="zd-link-new-{lead}"]')).to_have_count(0)  # no more in one alone

    page.get_by_label("显示").select_option("partly")
    added = page.locator(f'[id="zd-link-{lead}-{clause.clause_id}"]')
    expect(added).to_contain_text(re.compile(r"部分 · 人工添加 · li .* 确认"))
    added.click()
    page.get_by_role("button", name="撤销添加").click()
    expect(added).to_have_count(0)
    assert {one.by for one in LinkStore(linked_home).decisions()} <= {"li"}
    pairs = [{one.first, one.second} for one in LinkStore(linked_home).decisions()]
    assert {lead, clause.clause_id} not in pairs


def test_rows_are_filtered_paged_and_downloaded(open_page):
    page = open_page(WHERE)
    expect(page.get_by_text("第 1–30 行")).to_be_visible()
    page.get_by_role("link", name="下一页").click()
    expect(page.get_by_text("第 31–")).to_be_visible()
    page.get_by_label("显示").select_option("same")
    expect(page.locator(".zd-extent-partly, .zd-extent-alone")).to_have_count(0)
    assert "kind=same" in page.url
    assert "page=" not in page.url
    for kind in ("XLSX", "DOCX"):
        with page.expect_download() as downloaded:
            page.get_by_role("link", name=f"下载 {kind}").click()
        assert downloaded.value.path().read_bytes().startswith(b"PK")


def test_two_documents_are_chosen_in_the_form(open_page, shipped):
    page = open_page(f"compare?doc={A}&doc={B}&topic=冷链")
    page.get_by_label("主题").fill("")
    page.get_by_role("button", name="对照", exact=True).click()
    expect(page.get_by_role("heading", name="全文逐条对照")).to_be_visible()


@pytest.mark.parametrize(
    ("scheme", "viewport", "locale"), [("light", LAPTOP, "zh-CN"), ("dark", PHONE, "en-US")]
)
def test_the_alignment_has_no_barrier_that_axe_knows(open_page, scheme, viewport, locale):
    page = open_page(WHERE, viewport, locale, color_scheme=scheme, reduced_motion="reduce")
    language = "en" if locale == "en-US" else "zh-Hans"
    page.wait_for_function("wanted => document.documentElement.lang === wanted", arg=language)
    page.locator(".zd-link summary").first.click()
    page.locator('[id^="zd-link-new-"]').first.click()
    expect(page.locator(".zd-deciding").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    assert [(one["id"], [n["target"] for n in one["nodes"]]) for one in found] == []
