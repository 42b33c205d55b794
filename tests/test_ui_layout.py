"""Whether what a user wants is in view: real Chromium, the shipped documents, wide and narrow."""

import socket

import pytest
from playwright.sync_api import expect
from scripted_chat import LAPTOP, PHONE, ask, chat_served, last_answer, pages_opened

from embeddings.hashed import HashedEncoder
from embeddings.index import ClauseIndex
from rag.assistant import Assistant
from rag.settings import Settings
from rag.types import Language
from ui.app import build_app, start
from ui.examples import Example
from ui.parts import Opened, Parts

pytestmark = pytest.mark.browser
COMPARING = "对比四川和山西的冷链物流"
ALL_OF = "doc=sichuan-circulation-2022"


@pytest.fixture(scope="module")
def address(knowledge, built_home, tmp_path_factory):
    """Serve the app on the shipped documents, with an encoder that needs no model."""
    assistant = Assistant(knowledge, ClauseIndex(built_home, HashedEncoder()))
    parts = Parts(Opened(assistant, knowledge), Settings(home=tmp_path_factory.mktemp("layout")))
    app = build_app(parts, lambda: [Example(Language.SIMPLIFIED, "冷链由谁牵头?")])
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    yield start(app, parts, host="127.0.0.1", port=port)
    app.close()


@pytest.fixture
def open_page(browser, address):
    with pages_opened(browser, address) as open_one:
        yield open_one


def box_of(locator):
    found = locator.bounding_box()
    return found["y"], found["y"] + found["height"]


@pytest.mark.parametrize("viewport", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_what_a_form_asks_for_comes_into_view(open_page, viewport):
    page = open_page(viewport, where="compare")
    page.get_by_label("主题").fill("冷链物流")
    page.get_by_role("button", name="对照", exact=True).click()
    expect(page.locator("#zd-comparison")).to_be_in_viewport()
    page.wait_for_timeout(300)
    assert box_of(page.locator("#zd-comparison"))[0] >= box_of(page.locator("#zd-header"))[1]


def test_a_shared_comparison_opens_at_its_top(open_page):
    page = open_page(PHONE, where="compare?topic=冷链物流&place=四川&place=全国")
    expect(page.locator("#zd-comparison")).to_be_attached()
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") == 0


def test_the_outline_shows_the_cited_clause(open_page):
    page = open_page(where=f"read?{ALL_OF}&clause=六(一)1")
    current = page.locator(".zd-outline [aria-current]")
    expect(current).to_be_in_viewport()
    top, bottom = box_of(page.locator(".zd-outline"))
    here = box_of(current)
    assert top < here[0]
    assert here[1] < bottom


@pytest.mark.parametrize("locale", ["zh-CN", "en-US"])
def test_the_navigation_is_one_line_on_a_phone(open_page, locale):
    page = open_page(PHONE, locale, "documents")
    links = page.get_by_role("navigation").first.get_by_role("link")
    expect(links).to_have_count(6)
    page.wait_for_function("document.documentElement.lang")
    boxes = [link.bounding_box() for link in links.all()]
    assert len({round(one["y"]) for one in boxes}) == 1
    assert boxes[-1]["x"] + boxes[-1]["width"] <= PHONE["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_key_of_the_chart_has_the_colours_of_its_bars(open_page, scheme):
    page = open_page(where=f"duties?{ALL_OF}", color_scheme=scheme)
    expect(page.locator(".zd-bars").first).to_be_visible()
    colour = "one => getComputedStyle(one).backgroundColor"
    for kind in ("leading", "others"):
        key = page.locator(f".zd-key-{kind}").evaluate(colour)
        assert key == page.locator(f".zd-bar-{kind}").first.evaluate(colour)
        assert key != "rgba(0, 0, 0, 0)"


@pytest.mark.parametrize("viewport", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_the_reasons_are_not_behind_the_question_box(open_page, viewport):
    page = open_page(viewport)
    ask(page, COMPARING)
    last_answer(page, 1).locator("xpath=..").locator(".zd-do-reasons").click()
    form = page.locator(".zd-reasons")
    expect(form.get_by_role("radio").first).to_be_focused()
    page.wait_for_timeout(300)
    assert box_of(form)[1] <= box_of(page.locator("#zd-composer"))[0]


def test_a_body_in_a_comparison_shows_its_tasks(open_page):
    page = open_page()
    ask(page, COMPARING)
    last_answer(page, 1).get_by_role("table").get_by_role("button").first.click()
    expect(page.get_by_role("dialog").get_by_role("heading", level=2)).to_contain_text("的任务,共")


def test_a_question_in_traditional_characters_has_panels_in_them(open_page):
    page = open_page()
    ask(page, "四川的冷鏈物流設施由哪些部門負責?")
    last_answer(page, 1).locator(".zd-agency").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", level=2)).to_contain_text("的任務,共")
    expect(dialog.get_by_role("button", name="關閉")).to_be_visible()
    expect(dialog.locator(".zd-role-word").first).to_contain_text("負責")


def test_a_second_click_where_delete_was_deletes_nothing(open_page):
    page = open_page()
    ask(page, COMPARING)
    last_answer(page, 1)
    delete = page.get_by_role("button", name="删除", exact=True)
    box = delete.bounding_box()
    delete.click()
    expect(page.get_by_role("button", name="确认删除")).to_be_visible()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_timeout(500)
    expect(page.locator(".zd-answer")).to_have_count(1)
    if page.get_by_role("button", name="不删除").is_visible():
        page.get_by_role("button", name="不删除").click()
    expect(page.get_by_role("button", name="确认删除")).to_be_hidden()
    expect(delete).to_be_visible()


def test_the_final_button_takes_no_pointer_at_first_and_then_does(open_page):
    page = open_page()
    ask(page, COMPARING)
    last_answer(page, 1)
    page.evaluate(
        """() => new MutationObserver(() => {
            const button = document.querySelector("#zd-bar button.zd-final");
            if (button && button.offsetParent && !window.zdArmed)
                window.zdArmed = getComputedStyle(button).pointerEvents;
        }).observe(document.body, {subtree: true, childList: true, attributes: true})"""
    )
    page.get_by_role("button", name="删除", exact=True).click()
    final = page.get_by_role("button", name="确认删除")
    expect(final).to_be_visible()
    assert page.evaluate("window.zdArmed") == "none"
    expect(final).to_have_css("pointer-events", "auto")
    final.click()
    expect(page.locator(".zd-answer")).to_have_count(0)


def test_a_title_without_a_place_to_break_does_not_widen_the_page(browser, tmp_path):
    with chat_served(tmp_path, title="<script>" + "window.hacked=" * 12) as (address, _):
        for where in ("documents", "duties", "compare", "read?doc=plan-咸阳"):
            with pages_opened(browser, address) as open_one:
                page = open_one(PHONE, where=where)
                expect(page.locator("#zd-content h2")).to_be_visible()
                assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], (
                    where
                )
