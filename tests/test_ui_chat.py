"""The chat as a user meets it: real Chromium, a scripted assistant, no network."""

import threading
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from scripted_chat import (
    ATTACK,
    CLAUSE,
    EXAMPLES,
    LAPTOP,
    PHONE,
    SLOW,
    ask,
    chat_served,
    last_answer,
    pages_opened,
)

from eval.first_words import wait_for
from ui.chat import MAX_QUESTION_CHARACTERS

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """Serve one app for all tests; each test gets its own script."""
    with chat_served(tmp_path_factory.mktemp("chat")) as served:
        yield served


@pytest.fixture
def assistant(served):
    return served[1]()


@pytest.fixture
def open_page(browser, served, assistant):
    with pages_opened(browser, served[0]) as open_one:
        yield open_one


@pytest.fixture
def page(open_page):
    return open_page()


def test_an_answer_opens_its_citation_at_the_marked_quote(page, assistant):
    ask(page, "冷链由谁牵头?")
    shown = last_answer(page, 1)
    expect(shown).to_contain_text("由省发展改革委牵头")
    expect(shown.locator(".zd-role-lead")).to_contain_text("省发展改革委")
    expect(shown.locator(".zd-citation .zd-badge")).to_have_text("已失效")
    clause = shown.locator(".zd-clause-text")
    expect(clause).to_be_hidden()
    shown.locator(".zd-text a.zd-ref").click()
    expect(clause).to_be_visible()
    assert clause.inner_text() == CLAUSE
    expect(clause.locator("mark")).to_have_text("责任单位:省发展改革委")
    expect(shown.locator(".zd-facts")).to_contain_text("《某省现代流通方案》第三部分第(一)项第2条")
    expect(shown.locator(".zd-facts")).to_contain_text("plan.txt · 第 30 行")
    assert urlsplit(page.url).fragment == ""
    assert assistant.conversations == [["冷链由谁牵头?"]]


def test_a_citation_opens_by_keyboard(page):
    ask(page, "冷链由谁牵头?")
    summary = last_answer(page, 1).locator("summary")
    expect(page.locator(".zd-clause-text")).to_be_hidden()
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".zd-clause-text")).to_be_visible()


def test_a_follow_up_reaches_the_assistant_with_the_turn_before(page, assistant):
    ask(page, "冷链由谁牵头?")
    last_answer(page, 1)
    ask(page, "那商务厅呢?")
    shown = last_answer(page, 2)
    assert assistant.conversations[-1] == ["冷链由谁牵头?", "那商务厅呢?"]
    expect(shown.locator(".zd-understood")).to_contain_text("冷链由谁牵头? 那商务厅呢?")
    shown.locator(".zd-text a.zd-ref").click()
    expect(shown.locator(".zd-clause-text")).to_be_visible()
    expect(page.locator(".zd-clause-text").first).to_be_hidden()


def test_examples_in_both_languages_ask_themselves(open_page, assistant):
    for question in (one.text for one in EXAMPLES):
        page = open_page()
        page.get_by_role("button", name=question).click()
        expect(page.locator(".zd-question")).to_have_text(question)
        last_answer(page, 1)
        expect(page.locator("#zd-welcome")).to_be_hidden()
        assert assistant.conversations[-1] == [question]


def test_a_new_conversation_forgets_the_old_one(page, assistant):
    ask(page, "冷链由谁牵头?")
    last_answer(page, 1)
    page.get_by_role("button", name="新对话").click()
    expect(page.locator(".zd-answer")).to_have_count(0)
    expect(page.locator("#zd-welcome")).to_be_visible()
    ask(page, "商务厅呢?")
    last_answer(page, 1)
    assert assistant.conversations[-1] == ["商务厅呢?"]


def test_a_refusal_shows_the_nearest_clause_as_no_answer(page):
    ask(page, "低空经济由谁负责?")
    shown = last_answer(page, 1)
    expect(shown).to_contain_text("已收录的文件没有回答这个问题")
    expect(shown.locator(".zd-nearest")).to_contain_text("相近条款,不是答案")
    expect(shown.locator(".zd-nearest summary")).to_contain_text("讲的是冷链")
    plain = page.evaluate("getComputedStyle(document.querySelector('#zd-chat')).backgroundColor")
    assert shown.evaluate("it => getComputedStyle(it).borderLeftWidth") == "4px"
    assert shown.evaluate("it => getComputedStyle(it).backgroundColor") != plain


@pytest.mark.parametrize("viewport", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_a_comparison_is_a_table_and_the_page_never_scrolls_sideways(open_page, viewport):
    page = open_page(viewport)
    ask(page, "对比四川、山西和咸阳的冷链")
    table = last_answer(page, 1).get_by_role("table")
    expect(table.get_by_role("columnheader")).to_contain_text(["四川", "山西", "咸阳工作要点"])
    expect(table.locator(".zd-says .zd-silent")).to_have_text(["未作规定", "未作规定"])
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def test_a_choice_asks_its_question(page, assistant):
    ask(page, "哪个?")
    last_answer(page, 1)
    page.get_by_role("button", name="四川 2022").click()
    last_answer(page, 2)
    assert assistant.conversations[-1] == ["哪个?", "四川的冷链由谁牵头?"]


def test_nothing_that_users_or_documents_write_is_run_or_fetched(page):
    ask(page, f"evil {ATTACK} **b** [x](http://evil.example)\n\n# title")
    shown = last_answer(page, 1)
    expect(page.locator(".zd-question")).to_contain_text(ATTACK)
    expect(page.locator(".zd-question")).to_contain_text("**b** [x](http://evil.example)")
    shown.locator("summary").click()
    assert shown.locator(".zd-clause-text").inner_text() == ATTACK
    expect(shown.locator(".zd-text")).to_contain_text("<script>window.hacked=1</script>")
    assert page.locator("#zd-chat :is(img, script)").count() == 0
    assert page.evaluate("window.hacked") is None


def test_the_page_may_load_nothing_from_another_host(browser, served):
    """The second line of defence: the policy, tried on a page of its own."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(served[0])
    blocked = page.evaluate(
        """() => new Promise(resolve => {
            document.addEventListener("securitypolicyviolation", e => resolve(e.blockedURI));
            new Image().src = "http://evil.example/x.png";
        })"""
    )
    assert blocked == "http://evil.example/x.png"
    context.close()


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("", "请先输入问题"),
        (" \u200b\n ", "请先输入问题"),
        ("长" * 10_000, f"共 10000 个字符,最多 {MAX_QUESTION_CHARACTERS} 个"),
    ],
    ids=["empty", "invisible", "10,000 characters"],
)
def test_a_question_that_is_none_gets_one_line_and_stays_in_the_box(
    page, assistant, question, line
):
    page.locator("textarea").fill(question)
    page.get_by_role("button", name="提问", exact=True).click()
    hint = page.get_by_role("alert").filter(has_text=line)
    expect(hint).to_be_visible()
    assert "\n" not in hint.inner_text()
    assert page.locator("textarea").input_value() == question
    assert assistant.conversations == []
    ask(page, "冷链由谁牵头?")
    last_answer(page, 1)
    expect(hint).to_be_hidden()


def test_asking_with_an_untouched_box_is_asking_nothing(page, assistant):
    page.get_by_role("button", name="提问", exact=True).click()
    expect(page.get_by_role("alert")).to_have_text("请先输入问题。")
    assert assistant.conversations == []


def test_an_error_is_one_line_and_the_conversation_goes_on_without_it(page, assistant, caplog):
    ask(page, "冷链由谁牵头?")
    last_answer(page, 1)
    ask(page, "出错")
    expect(page.locator(".zd-failure")).to_contain_text("系统出错")
    assert "Traceback" not in page.locator("body").inner_text()
    assert "scripted" in caplog.text
    ask(page, "那商务厅呢?")
    last_answer(page, 2)
    assert assistant.conversations[-1] == ["冷链由谁牵头?", "那商务厅呢?"]


def test_the_language_follows_the_browser_and_then_the_switch(open_page):
    page = open_page(locale="en-US")
    expect(page.get_by_role("heading", level=2)).to_have_text(
        "Which policy task are you looking into?"
    )
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "en"
    ask(page, "冷链由谁牵头?")
    expect(last_answer(page, 1)).to_contain_text("牵头")
    page.get_by_text("中文", exact=True).click()
    expect(page.get_by_role("button", name="提问", exact=True)).to_be_visible()
    expect(page.locator("textarea")).to_have_attribute("placeholder", "请输入您的问题")
    assert page.evaluate("document.documentElement.lang") == "zh-Hans"
    last_answer(page, 1)


def test_the_page_is_ours_from_its_title_to_its_foot(page):
    assert page.title() == "政答 Zhengda · 政策文件问答"
    expect(page.get_by_text("回答只依据已收录的文件")).to_be_visible()
    for clutter in ("Gradio", "API", "Settings"):
        assert clutter not in page.locator("body").inner_text()
    foot = page.locator("#zd-foot-row").bounding_box()
    assert foot["y"] + foot["height"] == pytest.approx(LAPTOP["height"], abs=12)


def test_one_users_wait_holds_up_nobody_and_mixes_nothing(open_page, assistant):
    slow, quick = open_page(), open_page()
    ask(slow, SLOW)
    expect(slow.locator(".zd-waiting")).to_have_text("已收录 1 份文件、0 个条款,正在查找……")
    seen = slow.locator(".zd-waiting").evaluate("one => getComputedStyle(one).opacity")
    assert seen == "1"  # at once, not after a while
    ask(quick, "冷链由谁牵头?")
    last_answer(quick, 1)
    expect(slow.locator(".zd-answer")).to_have_count(0)
    assistant.slow_may_go_on.set()
    last_answer(slow, 1)
    assert assistant.conversations == [[SLOW], ["冷链由谁牵头?"]]
    expect(quick.locator(".zd-question")).to_have_text("冷链由谁牵头?")


def test_the_wait_of_a_reader_is_measured_to_the_first_words_and_to_the_answer(page, assistant):
    threading.Timer(0.5, assistant.slow_may_go_on.set).start()
    waits = wait_for(page, SLOW)
    last_answer(page, 1)
    assert 0 < waits.words < waits.answer


def test_the_newest_question_is_in_view_below_the_header(page):
    for count in (1, 2, 3):
        ask(page, f"对比第 {count} 次")
        last_answer(page, count)
    expect(page.locator(".zd-question")).to_have_count(3)
    for _ in range(100):  # it is scrolled there, which takes a moment
        below = page.evaluate(
            """() => [...document.querySelectorAll(".zd-question")].at(-1).getBoundingClientRect().top
                - document.querySelector("#zd-header").getBoundingClientRect().bottom"""
        )
        if 0 <= below < 60:
            break
        page.wait_for_timeout(50)
    assert 0 <= below < 60


def test_screen_readers_hear_messages_and_not_their_source(page):
    ask(page, "冷链由谁牵头?")
    last_answer(page, 1)
    expect(page.get_by_role("log")).to_be_visible()
    page.wait_for_function("!document.querySelector('#zd-chat [aria-label*=\"<\"]')")
    expect(page.get_by_role("textbox", name="问题")).to_be_visible()
