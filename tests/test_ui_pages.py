"""The pages beside the chat as a user meets them: real Chromium, the shipped documents."""

import json
import re
import socket
from urllib.parse import urlencode, urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from embeddings.hashed import HashedEncoder
from embeddings.index import ClauseIndex
from rag.assistant import Assistant
from rag.settings import Settings
from rag.types import Language
from ui.app import build_app, start
from ui.examples import Example
from ui.frame_words import Place, frame_words
from ui.pages.all_pages import PLACES
from ui.pages.query import PageQuery
from ui.parts import Opened, Parts
from ui.words import PageLanguage

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)  # a shared machine is slow at times

LAPTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def address(knowledge, built_home, tmp_path_factory):
    """Serve the app on the shipped documents, with an encoder that needs no model."""
    assistant = Assistant(knowledge, ClauseIndex(built_home, HashedEncoder()))
    parts = Parts(Opened(assistant, knowledge), Settings(home=tmp_path_factory.mktemp("runs")))
    app = build_app(parts, lambda: [Example(Language.SIMPLIFIED, "冷链由谁牵头?")])
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    yield start(app, parts, host="127.0.0.1", port=port)
    app.close()


# What Gradio itself says when a page is left while it still loads.
OF_GRADIO = ("AbortError", "errored out")


@pytest.fixture
def open_page(browser, address):
    """Open pages by their address; none may ask another host or the console for anything."""
    contexts, hosts, complaints = [], set(), []

    def open_one(where="", viewport=LAPTOP, locale="zh-CN", **options):
        context = browser.new_context(viewport=viewport, locale=locale, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
        page.on("console", lambda line: line.type == "error" and complaints.append(line.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address + where)
        expect(page.get_by_role("heading", level=1)).to_contain_text("政答")
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert hosts <= {"127.0.0.1", "", None}
    assert [line for line in complaints if not any(own in line for own in OF_GRADIO)] == []


def test_every_page_is_reached_from_every_other_and_says_where_one_is(open_page):
    page = open_page()
    names = frame_words(PageLanguage.CHINESE).places
    for place in [*PLACES, Place.CHAT]:
        navigation = page.get_by_role("navigation", name="页面导航")
        navigation.get_by_role("link", name=names[place], exact=True).click()
        here = page.locator("nav a[aria-current=page]")
        expect(here).to_have_text(names[place])
        assert urlsplit(page.url).path == f"/{place}"
        expect(page.get_by_role("heading", level=2).first).to_be_visible()
        expect(page).to_have_title(
            re.compile("政策文件问答" if place is Place.CHAT else names[place])
        )


def test_the_language_is_remembered_on_the_other_pages(open_page):
    page = open_page("documents")
    expect(page.get_by_role("heading", level=2)).to_have_text("已收录的文件")
    page.get_by_text("English", exact=True).click()
    expect(page.get_by_role("heading", level=2)).to_have_text("Documents in the collection")
    assert page.evaluate("document.documentElement.lang") == "en"
    page.get_by_role("link", name="Chat", exact=True).click()
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()
    page.get_by_role("link", name="Documents", exact=True).click()
    expect(page.get_by_role("heading", level=2)).to_have_text("Documents in the collection")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("locale", ["zh-CN", "en-US"])
@pytest.mark.parametrize("viewport", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_no_page_scrolls_sideways_and_each_is_whole(open_page, place, locale, viewport):
    page = open_page(place, viewport, locale)
    expect(page.get_by_role("heading", level=2).first).to_be_visible()
    expect(page.locator(".zd-failure")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def test_the_keyboard_skips_the_navigation(open_page):
    page = open_page("documents")
    expect(page.get_by_role("heading", level=2)).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#zd-content")).to_be_focused()


def test_the_reader_opens_at_the_cited_clause_below_the_header(open_page, shipped):
    cited = next(c for c in reversed(shipped.clauses) if len(c.responsibilities) > 1)
    name = cited.responsibilities[-1].agency
    page = open_page(f"read?doc={cited.document_id}&clause={cited.reference}&quote={name}")
    goal = page.locator("[data-goal]")
    expect(goal.locator("mark").first).to_have_text(name)
    expect(goal).to_be_focused()
    expect(goal).to_be_in_viewport()
    header = page.locator("#zd-header").bounding_box()
    assert goal.bounding_box()["y"] >= header["y"] + header["height"] - 1


def test_the_readers_toggles_change_what_is_shown_and_the_address(open_page, shipped):
    document_id = shipped.documents[0].document_id
    page = open_page(f"read?doc={document_id}")
    expect(page.locator(".zd-read-text").first).to_be_visible()
    expect(page.locator(".zd-read-english")).to_have_count(0)
    page.get_by_label("英文译文").check()
    expect(page.locator(".zd-read-english").first).to_be_visible()
    assert "show=en" in urlsplit(page.url).query
    assert f"doc={document_id}" in urlsplit(page.url).query
    expect(page.get_by_label("英文译文")).to_be_focused()
    page.go_back()
    expect(page.locator(".zd-read-english")).to_have_count(0)


def test_a_citation_in_the_chat_opens_the_document_at_its_words(open_page):
    page = open_page()
    page.locator("textarea").fill("四川的冷链物流设施由哪些部门负责?")
    page.keyboard.press("Enter")
    page.locator(".zd-citation summary").first.click()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="在文件中查看").first.click()
    reader = opened.value
    expect(reader.locator("[data-goal] mark").first).to_be_visible()


def test_braces_in_an_address_are_no_template(open_page):
    """Gradio's HTML fills in templates; a user's words must not be one."""
    attack = "{{value}}${value}{{constructor}}<b>x</b>"
    page = open_page("read?" + urlencode({"doc": attack}))
    expect(page.get_by_role("alert")).to_contain_text(attack)


def test_filters_by_keyboard_change_the_rows_and_the_address_and_download_the_same(open_page):
    page = open_page("duties")
    page.get_by_label("单位", exact=True).fill("国土资源厅")
    page.keyboard.press("Enter")
    expect(page.locator(".zd-count")).not_to_contain_text("445")
    expect(page.locator(".zd-table tbody tr").first).to_contain_text("自然资源")
    assert "agency=" in urlsplit(page.url).query
    expect(page.get_by_label("单位", exact=True)).to_have_value("国土资源厅")
    with page.expect_download() as downloaded:
        page.get_by_role("link", name="下载 CSV").click()
    assert downloaded.value.path().read_text("utf-8-sig").startswith("单位,")
    page.get_by_role("link", name="清除条件").click()
    expect(page.get_by_label("单位", exact=True)).to_have_value("")


def test_documents_are_compared_on_a_topic_and_the_table_downloaded(open_page, shipped):
    page = open_page("compare")
    for one in shipped.documents[:2]:
        page.get_by_label(one.title).check()
    page.get_by_label("主题").fill("冷链物流")
    page.get_by_role("button", name="对照", exact=True).click()
    table = page.get_by_role("table")
    expect(table.get_by_role("columnheader")).to_have_count(3)
    expect(table.get_by_role("rowheader")).to_contain_text("冷链物流")
    assert len(PageQuery.of(urlsplit(page.url).query).all("doc")) == 2
    for kind in ("XLSX", "DOCX"):
        with page.expect_download() as downloaded:
            page.get_by_role("link", name=f"下载 {kind}").click()
        assert downloaded.value.path().read_bytes().startswith(b"PK")


def test_own_questions_are_uploaded_run_and_reported_and_open_in_the_chat(open_page, tmp_path):
    good = {"category": "lookup", "language": "zh-Hans", "clauses": [["no-such#一"]]}
    file = tmp_path / "own.jsonl"
    file.write_text(json.dumps({"id": "a", "turns": ["四川流通方案第三部分第一项说什么?"]} | good))
    page = open_page("evaluation")
    page.get_by_role("button", name="开始评测").wait_for()
    page.get_by_label("上传的题目").check()
    page.get_by_role("button", name="开始评测").click()
    expect(page.get_by_role("alert")).to_have_text("请先选择题目文件。")
    page.locator("#zd-evaluation input[type=file]").set_input_files(file)
    expect(page.locator("#zd-progress")).to_contain_text("已选择:own.jsonl")
    page.get_by_role("button", name="开始评测").click()
    expect(page.locator(".zd-run")).to_contain_text("0 / 1")
    assert "run=" in urlsplit(page.url).query
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="在对话中打开").click()
    expect(opened.value.locator(".zd-question")).to_have_text("四川流通方案第三部分第一项说什么?")
    expect(opened.value.locator(".zd-answer")).to_have_count(1)


def test_a_file_that_holds_no_questions_gets_one_line(open_page, tmp_path):
    file = tmp_path / "bad.jsonl"
    file.write_text("<script>1</script>\n")
    page = open_page("evaluation")
    page.get_by_label("上传的题目").check()
    page.locator("#zd-evaluation input[type=file]").set_input_files(file)
    expect(page.locator("#zd-progress")).to_contain_text("已选择:bad.jsonl")
    page.get_by_role("button", name="开始评测").click()
    expect(page.get_by_role("alert")).to_contain_text("bad.jsonl:1: ")
    expect(page.get_by_role("button", name="开始评测")).to_be_enabled()


@pytest.mark.parametrize("locale", ["zh-CN", "en-US"])
def test_a_cited_clause_is_scrolled_to_below_the_header_however_high_that_is(open_page, locale):
    page = open_page("read?doc=sichuan-circulation-2022&clause=二(一)3", PHONE, locale)
    cited = page.locator("[data-goal]")
    expect(cited).to_be_focused()
    page.wait_for_function(
        """() => {
            const top = document.querySelector("[data-goal]").getBoundingClientRect().top;
            const header = document.querySelector("#zd-header").getBoundingClientRect().bottom;
            return top >= header && top < header + 40;
        }"""
    )


WITH_CONTENT = [
    "",
    "?ask=四川的冷链物流设施由哪些部门负责?",
    "read",
    "read?doc=sichuan-circulation-2022&clause=二(一)3&quote=商务厅&show=text&show=source&show=en",
    "compare?topic=冷链物流;单一窗口",
    "duties?doc=sichuan-circulation-2022",
    "documents",
    "evaluation",
]


@pytest.mark.parametrize("where", WITH_CONTENT)
def test_no_page_has_a_barrier_that_axe_knows_light_or_dark(open_page, where):
    for scheme, viewport, locale in [("light", LAPTOP, "zh-CN"), ("dark", PHONE, "en-US")]:
        page = open_page(where, viewport, locale, color_scheme=scheme, reduced_motion="reduce")
        shown = ".zd-answer" if "ask=" in where else "h2"
        expect(page.locator(shown).first).to_be_visible()
        expect(page.locator(".zd-opening")).to_have_count(0)
        language = "en" if locale == "en-US" else "zh-Hans"
        page.wait_for_function("wanted => document.documentElement.lang === wanted", arg=language)
        page.evaluate(AXE_SCRIPT)
        found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
        assert [(one["id"], [n["target"] for n in one["nodes"]]) for one in found] == []
