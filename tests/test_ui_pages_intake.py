"""Adding and removing documents as an admin meets it: real Chromium, documents that change."""

import socket
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

import rag.build
from corpus.readers.limits import Limits
from embeddings.hashed import HashedEncoder
from rag.following import FollowingAssistant
from rag.settings import Settings
from rag.types import Language
from ui.access import Access
from ui.app import build_app, start
from ui.examples import Example
from ui.parts import Following, Parts

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)  # a shared machine is slow at times

ATTACK = "<img src=x onerror=document.title='taken'>"
TEXT = (
    "湖北省人民政府办公厅关于印发湖北省水库方案的通知\n鄂政办发〔2024〕3号\n各市人民政府:\n"
    "一、加固水库。加固水库九座。(责任单位:省水利厅)\n"
    "湖北省人民政府办公厅\n2024年3月5日\n"
)
DROP = """([zone, name, content]) => {
  const data = new DataTransfer();
  data.items.add(new File([content], name));
  for (const kind of ["dragover", "drop"])
    document.querySelector(zone).dispatchEvent(
      new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def serve(home, monkeypatch):
    """Serve the app on a home of the test's own, to those whom `access` lets in."""
    encoder = HashedEncoder()
    monkeypatch.setattr(rag.build, "open_encoder", lambda settings, progress=None: encoder)
    settings = Settings(home=home, limits=Limits(file_bytes=100_000))
    apps = []

    def start_one(access):
        parts = Parts(Following(FollowingAssistant(settings)), settings)
        apps.append(build_app(parts, lambda: [Example(Language.SIMPLIFIED, "冷链由谁牵头?")]))
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        return start(apps[-1], parts, host="127.0.0.1", port=port, access=access)

    yield start_one
    for app in apps:
        app.close()


@pytest.fixture
def open_documents(browser):
    contexts, hosts, complaints = [], set(), []

    def open_one(address, **options):
        context = browser.new_context(**{"locale": "zh-CN"} | options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address + "documents")
        expect(page.locator(".zd-documents > li").first).to_be_visible()
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert hosts <= {"127.0.0.1", "", None}
    assert complaints == []


def barriers(page):
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    return [(one["id"], [node["target"] for node in one["nodes"]]) for one in found]


def test_a_document_is_chosen_checked_saved_asked_about_and_removed(
    serve, open_documents, tmp_path
):
    address = serve(Access())
    page = open_documents(address)
    file = tmp_path / "hubei.txt"
    file.write_text(TEXT, "utf-8")
    page.get_by_label("添加文件:选择文件").set_input_files(file)
    understood = page.locator(".zd-understood")
    expect(understood.get_by_role("heading", level=2)).to_be_focused()
    for words in ("湖北省水库方案", "鄂政办发〔2024〕3号", "省水利厅"):
        expect(understood).to_contain_text(words)
    expect(page.locator(".zd-documents")).not_to_contain_text("水库方案")
    assert barriers(page) == []
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.locator(".zd-intake [role=status]")).to_contain_text("已保存《湖北省水库方案》")
    entry = page.locator('.zd-documents > li[data-document="hubei"]')
    expect(entry).to_contain_text("湖北省水库方案")
    chat = page.context.new_page()
    chat.goto(address)
    chat.locator("textarea").fill("《湖北省水库方案》第一部分说了什么?")
    chat.keyboard.press("Enter")
    expect(chat.locator(".zd-answer")).to_contain_text("加固水库九座")
    entry.get_by_role("button", name="删除").click()
    expect(entry.get_by_role("button", name="取消")).to_be_focused()
    assert barriers(page) == []
    page.keyboard.press("Enter")
    expect(entry.get_by_role("button", name="删除")).to_be_focused()
    page.keyboard.press("Enter")
    entry.get_by_role("button", name="确认删除").click()
    expect(page.locator(".zd-intake [role=status]")).to_have_text("已删除。")
    expect(entry).to_have_count(0)


def test_a_file_is_dropped_corrected_and_read_again_in_english(serve, open_documents):
    page = open_documents(serve(Access()), locale="en-US", color_scheme="dark")
    page.evaluate(DROP, [".zd-drop", f"{ATTACK}.txt", TEXT.replace("九座", ATTACK)])
    understood = page.locator(".zd-understood")
    expect(understood).to_contain_text("onerror=")
    understood.get_by_label("Id").fill("reservoirs")
    understood.get_by_label("Title").fill("Other title")
    page.keyboard.press("Enter")
    expect(understood.locator(".zd-title")).to_have_text("Other title")
    expect(understood.get_by_label("Id")).to_have_value("reservoirs")
    assert page.locator(".zd-understood img").count() == 0
    assert page.title() != "taken"
    assert barriers(page) == []
    page.get_by_role("button", name="Do not save").click()
    expect(understood).to_be_empty()
    expect(page.locator("#zd-file")).to_be_focused()


def test_what_is_refused_is_said_in_a_line(serve, open_documents):
    page = open_documents(serve(Access()))
    page.evaluate(DROP, [".zd-drop", "a.docx", "no Word file"])
    alert = page.locator(".zd-intake [role=alert]")
    expect(alert).to_contain_text("无法读取“a.docx”")
    page.evaluate(DROP, [".zd-drop", "long.txt", "长" * 100_000])
    expect(alert).to_have_text("文件超过 0.1 MB,请拆分,或只把文字另存为 txt 文件。")
    assert barriers(page) == []


def test_several_files_are_reported_each_and_those_chosen_are_saved(
    serve, open_documents, tmp_path
):
    page = open_documents(serve(Access()))
    contents = {
        "hubei.txt": TEXT,
        "gansu.txt": TEXT.replace("湖北", "甘肃").replace("鄂", "甘"),
        "hunan.txt": TEXT.replace("湖北", "湖南").replace("鄂", "湘"),
        "broken.docx": "no Word file",
        "long.txt": "长" * 100_000,
        "other/hubei.txt": TEXT.replace("九座", "十座"),
    }
    files = []
    for name, words in contents.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(words, "utf-8")
        files.append(file)
    page.get_by_label("添加文件:选择文件").set_input_files(files)
    heading = page.get_by_role("heading", name="6 份文件的识别结果")
    expect(heading).to_be_focused()
    items = page.locator(".zd-many > li")
    for place, words in enumerate(
        [
            "湖北省水库方案",
            "甘肃省水库方案",
            "湖南省水库方案",
            "无法读取“broken.docx”",
            "文件超过 0.1 MB",
        ]
    ):
        expect(items.nth(place)).to_contain_text(words)
    expect(items.nth(5).locator(".zd-refused")).to_contain_text("编号与“hubei.txt”相同")
    boxes = page.locator(".zd-many input")
    assert [box.is_checked() for box in boxes.all()] == [True] * 3 + [False] * 3
    assert [box.is_enabled() for box in boxes.all()] == [True] * 3 + [False] * 3
    items.first.get_by_text("识别结果").click()
    expect(items.first).to_contain_text("省水利厅")
    assert barriers(page) == []
    page.get_by_label("hunan.txt").uncheck()
    page.get_by_role("button", name="保存所选文件").click()
    state = page.locator(".zd-intake [role=status]")
    expect(state).to_have_text("已保存 2 份文件。")
    expect(items.nth(1)).to_contain_text("已保存《甘肃省水库方案》")
    expect(page.locator('.zd-documents > li[data-document="hubei"]')).to_be_visible()
    expect(page.locator('.zd-documents > li[data-document="hunan"]')).to_have_count(0)
    page.get_by_role("button", name="关闭").click()
    expect(page.locator(".zd-understood")).to_be_empty()


def test_more_files_than_can_be_told_at_a_time_are_refused_in_a_line(serve, open_documents):
    page = open_documents(serve(Access()))
    files = [{"name": f"{n}.txt", "mimeType": "text/plain", "buffer": b"x"} for n in range(31)]
    page.get_by_label("添加文件:选择文件").set_input_files(files)
    alert = page.locator(".zd-intake [role=alert]")
    expect(alert).to_have_text("一次最多添加 30 份文件。")


def test_readers_see_no_way_to_add_or_remove(serve, open_documents):
    page = open_documents(serve(Access(local=False)))
    expect(page.locator(".zd-documents > li")).to_have_count(5)
    expect(page.locator(".zd-intake")).to_have_count(0)
    expect(page.get_by_role("button", name="删除")).to_have_count(0)
