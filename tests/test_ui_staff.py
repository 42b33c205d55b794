"""What staff do on the chat page: real Chromium, the shipped documents, no network."""

import io
import socket
import threading
from urllib.parse import urlsplit

import docx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from embeddings.hashed import HashedEncoder
from embeddings.index import ClauseIndex
from rag.assistant import Assistant
from rag.settings import Settings
from rag.types import Language
from ui.access import Access
from ui.app import build_app, start
from ui.examples import Example
from ui.opinions import Opinions
from ui.parts import Opened, Parts
from ui.users import UserRole, Users, add_user

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)  # a shared machine is slow at times

LAPTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
PASSWORD = "a long password"
QUESTION = "四川的冷链物流设施由哪些部门负责?"
SLOW = "慢问题"
# What gradio writes to the console of its own when a question is stopped or a user signs out.
OF_GRADIO = ("AbortError", "errored out", "401 (Unauthorized)")


class Hesitant(Assistant):
    """Waits with one question until it may go on; keeps what it was asked."""

    def __init__(self, *args):
        super().__init__(*args)
        self.may_go_on = threading.Event()
        self.asked = []

    def answer(self, turns):
        self.asked.append(list(turns))
        if turns[-1] == SLOW:
            assert self.may_go_on.wait(60)
        return super().answer(turns)


@pytest.fixture(scope="module")
def parts(knowledge, built_home, tmp_path_factory):
    assistant = Hesitant(knowledge, ClauseIndex(built_home, HashedEncoder()))
    return Parts(Opened(assistant, knowledge), Settings(home=tmp_path_factory.mktemp("staff")))


def serve(parts, access):
    app = build_app(parts, lambda: [Example(Language.SIMPLIFIED, QUESTION)])
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return app, start(app, parts, host="127.0.0.1", port=port, access=access)


@pytest.fixture(scope="module")
def address(parts):
    app, address = serve(parts, Access())
    yield address
    app.close()


@pytest.fixture
def new_context(browser):
    contexts, complaints, hosts = [], [], set()

    def new(locale="zh-CN", viewport=LAPTOP, **options):
        context = browser.new_context(locale=locale, viewport=viewport, **options)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        context.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
        context.on("console", lambda line: line.type == "error" and complaints.append(line.text))
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        contexts.append(context)
        return context

    yield new
    for context in contexts:
        context.close()
    assert hosts <= {"127.0.0.1", "", None}
    assert [line for line in complaints if not any(own in line for own in OF_GRADIO)] == []


@pytest.fixture
def page(new_context, address):
    return opened(new_context().new_page(), address)


def opened(page, address):
    page.goto(address)
    expect(page.locator("#zd-question-box textarea")).to_be_visible()
    return page


def ask(page, question, count=1):
    box = page.locator("#zd-question-box textarea")
    box.fill(question)
    box.press("Enter")
    expect(page.locator(".zd-tools")).to_have_count(count)
    return page.locator(".zd-turn").last


def test_a_conversation_is_kept_found_opened_renamed_and_deleted(page, address):
    ask(page, QUESTION)
    page.wait_for_url(lambda url: "?c=" in url)
    page.get_by_role("button", name="改名").click()
    page.get_by_label("对话名称").fill("给王处的答复")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("heading", name="给王处的答复")).to_be_visible()
    page.reload()
    expect(page.locator(".zd-answer")).to_have_count(1)
    page.get_by_role("button", name="新对话").click()
    expect(page.locator("#zd-welcome")).to_be_visible()
    expect(page).to_have_url(address)
    page.get_by_role("button", name="历史对话").click()
    page.get_by_label("按名称或内容查找").fill("冷鏈")
    page.get_by_role("link", name="给王处的答复").click()
    expect(page.locator(".zd-answer")).to_have_count(1)
    page.get_by_role("button", name="删除").click()
    page.get_by_role("button", name="确认删除").click()
    expect(page.locator("#zd-welcome")).to_be_visible()
    page.get_by_role("button", name="历史对话").click()
    expect(page.locator("#zd-history")).not_to_contain_text("给王处的答复")


def test_another_browser_does_not_see_a_conversation(page, new_context, address):
    ask(page, QUESTION)
    page.wait_for_url(lambda url: "?c=" in url)
    other = opened(new_context().new_page(), page.url)
    expect(other.locator("#zd-hint")).to_contain_text("没有这段对话")
    expect(other.locator(".zd-answer")).to_have_count(0)
    other.get_by_role("button", name="历史对话").click()
    expect(other.locator("#zd-history-list")).to_contain_text("还没有保存的对话")


def test_the_last_question_is_answered_again_or_edited(page, parts):
    ask(page, QUESTION)
    page.evaluate("document.querySelector('.zd-turn').dataset.old = ''")
    page.get_by_role("button", name="重新回答").click()
    expect(page.locator(".zd-turn:not([data-old])")).to_have_count(1)
    expect(page.locator(".zd-question")).to_have_count(1)
    page.get_by_role("button", name="修改上一问").click()
    expect(page.locator("#zd-question-box textarea")).to_have_value(QUESTION)
    expect(page.locator("#zd-hint")).to_contain_text("正在修改")
    shown = ask(page, "山西的冷链由谁负责?")
    expect(page.locator(".zd-question")).to_have_text(["山西的冷链由谁负责?"])
    expect(shown).to_contain_text("山西")
    assert parts.assistant.asked[-1] == ["山西的冷链由谁负责?"]
    page.reload()
    expect(page.locator(".zd-question")).to_have_text(["山西的冷链由谁负责?"])


def test_a_question_that_is_stopped_is_not_answered_and_comes_back(page, parts):
    ask(page, QUESTION)
    box = page.locator("#zd-question-box textarea")
    box.fill(SLOW)
    box.press("Enter")
    page.get_by_role("button", name="停止").click()
    expect(page.locator("#zd-hint")).to_contain_text("已停止")
    expect(page.locator(".zd-question")).to_have_count(1)
    expect(box).to_have_value(SLOW)
    parts.assistant.may_go_on.set()
    expect(page.get_by_role("button", name="停止")).to_be_hidden()
    page.reload()
    expect(page.locator(".zd-question")).to_have_text([QUESTION])


def test_how_a_question_was_understood_can_be_undone(page, parts):
    ask(page, QUESTION)
    ask(page, "山西呢?", 2)
    expect(page.locator(".zd-understood")).to_contain_text("冷链")
    page.get_by_role("button", name="不联系上文").click()
    expect(page.locator(".zd-understood")).to_have_count(0)
    expect(page.locator(".zd-question")).to_have_text([QUESTION, "山西呢?"])
    assert parts.assistant.asked[-1] == ["山西呢?"]


def test_the_documents_that_a_question_was_limited_to_are_named_and_can_be_undone(page, parts):
    ask(page, QUESTION)
    page.get_by_role("button", name="现只查找《四川省").click()
    expect(page.locator(".zd-question")).to_have_text(["冷链物流设施由哪些部门负责?"])
    expect(page.locator(".zd-tools")).to_have_count(1)
    assert parts.assistant.asked[-1] == ["冷链物流设施由哪些部门负责?"]


def test_an_opinion_with_a_reason_is_kept(page, parts):
    shown = ask(page, QUESTION)
    shown.get_by_role("button", name="正确").click()
    expect(shown.get_by_role("status")).to_have_text("已记录,谢谢")
    shown.get_by_role("button", name="有误").click()
    shown.get_by_label("单位不对").check()
    shown.get_by_label("补充说明").fill("应为 <b>发改委</b>")
    shown.get_by_role("button", name="提交").click()
    expect(shown.locator(".zd-reasons")).to_be_hidden()
    expect(shown.locator(".zd-do-reasons")).to_have_attribute("aria-pressed", "true")
    last = Opinions(parts.store).all()[-1]
    assert (last.opinion, last.words) == ("wrong_agency", "应为 <b>发改委</b>")
    assert last.turns == (QUESTION,)


def test_an_answer_and_a_reference_are_copied_ready_to_paste(page):
    shown = ask(page, QUESTION)
    shown.get_by_role("button", name="复制", exact=True).click()
    expect(shown.get_by_role("status")).to_have_text("已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "[1] 《四川省" in copied
    shown.locator("summary").first.click()
    shown.get_by_role("button", name="复制引用").first.click()
    reference = shown.locator(".zd-cite-as").first.inner_text()
    page.wait_for_function(
        "words => navigator.clipboard.readText().then(it => it === words)", arg=reference
    )


def test_a_reply_note_and_a_conversation_are_saved(page):
    shown = ask(page, QUESTION)
    with page.expect_download() as note:
        shown.get_by_role("link", name="答复稿").click()
    assert note.value.suggested_filename.startswith("关于“四川的冷链")
    words = docx.Document(io.BytesIO(note.value.path().read_bytes())).paragraphs[0].text
    assert "答复要点" in words
    with page.expect_download() as whole:
        page.get_by_role("link", name="Markdown").click()
    assert QUESTION in whole.value.path().read_text(encoding="utf-8")


def test_an_agency_shows_its_tasks_and_they_open_in_the_reader(page):
    shown = ask(page, QUESTION)
    shown.locator(".zd-agency").first.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", level=2)).to_contain_text("的任务,共")
    expect(dialog.get_by_role("link").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_a_mark_shows_wherever_the_clause_does(page, address):
    shown = ask(page, QUESTION)
    shown.locator("summary").first.click()
    shown.get_by_role("button", name="标记为已核对").first.click()
    shown.get_by_label("核对人").fill("李<b>四</b>")
    shown.get_by_role("button", name="确认已核对").click()
    expect(shown.locator(".zd-mark").first).to_contain_text("责任已核对:李<b>四</b>,20")
    with page.expect_popup() as reader:
        shown.locator(".zd-in-document a").first.click()
    expect(reader.value.locator(".zd-mark")).to_contain_text("责任已核对:李<b>四</b>")
    reader.value.close()
    shown.get_by_role("button", name="撤销核对").first.click()
    expect(shown.locator(".zd-mark")).to_have_count(0)


@pytest.mark.parametrize("viewport", [LAPTOP, PHONE], ids=["laptop", "phone"])
@pytest.mark.parametrize("locale", ["zh-CN", "en-US"])
def test_nothing_of_it_scrolls_sideways(new_context, address, viewport, locale):
    page = opened(new_context(locale, viewport).new_page(), address)
    shown = ask(page, QUESTION)
    shown.locator(".zd-do-reasons").click()
    shown.locator("summary").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    page.locator("#zd-open-history").click()
    expect(page.locator("#zd-history-list li")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def test_users_sign_in_and_nothing_of_one_reaches_another(new_context, parts, tmp_path):
    path = tmp_path / "users.json"
    for name in ("li", "<i>wang</i>"):
        add_user(path, name, PASSWORD, UserRole.READER)
    app, address = serve(parts, Access(users=Users(path)))
    try:
        pages = {}
        for name in ("li", "<i>wang</i>"):
            page = pages[name] = new_context().new_page()
            page.goto(address)
            page.get_by_label("用户名").fill(name)
            page.get_by_label("密码").fill(PASSWORD)
            page.get_by_role("button", name="登录").click()
            expect(page.locator("#zd-question-box textarea")).to_be_visible()
        ask(pages["li"], QUESTION)
        other = pages["<i>wang</i>"]
        other.get_by_role("button", name="历史对话").click()
        expect(other.locator("#zd-history-list")).to_contain_text("还没有保存的对话")
        for path in ("", "documents"):
            other.goto(address + path)
            expect(other.locator("#zd-account b")).to_have_text("<i>wang</i>")
        other.get_by_role("button", name="退出登录").click()
        expect(other.get_by_label("密码")).to_be_visible()
    finally:
        app.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_chat_can_be_read_and_used_by_everybody(new_context, address, scheme):
    page = opened(new_context(color_scheme=scheme).new_page(), address)
    shown = ask(page, QUESTION)
    shown.locator(".zd-do-reasons").click()
    shown.locator("summary").first.click()
    found = [*Axe().run(page).response["violations"]]
    page.locator("#zd-open-history").click()
    expect(page.get_by_label("按名称或内容查找")).to_be_focused()
    expect(page.locator("#zd-history-list li")).to_have_count(1)
    found += Axe().run(page).response["violations"]
    page.keyboard.press("Escape")
    expect(page.locator("#zd-open-history")).to_be_focused()
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []
