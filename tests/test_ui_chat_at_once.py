"""What the chat shows before the server has answered, and as it opens."""

import re

import pytest
from playwright.sync_api import expect
from scripted_chat import EXAMPLES, SLOW, ask, chat_served, last_answer, pages_opened

pytestmark = pytest.mark.browser
JOIN = re.compile(r".*/gradio_api/queue/join.*")


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


def hold(page):
    """Hold back what the page sends to the server, and return what lets it go."""
    page.wait_for_timeout(1_000)  # what it sends as it opens is answered by then
    waiting = []
    released = False

    def handle(route):
        if released:  # what follows from the first request is not held
            route.continue_()
        else:
            waiting.append(route)

    page.route(JOIN, handle)

    def let_go():
        nonlocal released
        released = True
        for route in waiting:
            route.continue_()

    return let_go


def test_a_question_is_shown_before_the_server_has_it(page, assistant):
    let_go = hold(page)
    ask(page, "冷链由谁牵头?")
    expect(page.locator(".zd-question")).to_have_text("冷链由谁牵头?")
    expect(page.locator("#zd-welcome")).to_be_hidden()
    assert assistant.conversations == []
    let_go()
    last_answer(page, 1)
    expect(page.locator(".zd-question")).to_have_text("冷链由谁牵头?")  # once, not twice
    expect(page.locator("#zd-pending")).to_have_count(0)


def test_an_example_is_shown_before_the_server_has_it(page):
    let_go = hold(page)
    question = EXAMPLES[0][1]
    page.get_by_role("button", name=question).click()
    expect(page.locator(".zd-question")).to_have_text(question)
    let_go()
    last_answer(page, 1)
    expect(page.locator(".zd-question")).to_have_count(1)


def test_the_next_question_stands_below_the_answer_before_the_server_has_it(page):
    ask(page, "冷链由谁牵头?")
    last_answer(page, 1)
    let_go = hold(page)
    ask(page, "<b>那商务厅呢?</b>")
    expect(page.locator(".zd-question").last).to_have_text("<b>那商务厅呢?</b>")
    assert page.locator(".zd-question").count() == 2
    answer, question = page.locator(".zd-answer"), page.locator(".zd-question").last
    assert question.bounding_box()["y"] > answer.bounding_box()["y"]
    let_go()
    last_answer(page, 2)
    expect(page.locator(".zd-question")).to_have_count(2)


def test_an_edited_question_takes_the_place_of_the_last_one_at_once(page):
    ask(page, "冷链由谁牵头?")
    last_answer(page, 1)
    page.get_by_role("button", name="修改上一问").click()
    expect(page.locator("#zd-hint").get_by_role("status")).to_contain_text("正在修改")
    let_go = hold(page)
    ask(page, "快递由谁牵头?")
    expect(page.locator(".zd-question")).to_have_text("快递由谁牵头?")
    let_go()
    expect(page.locator(".zd-answer")).to_have_count(1)
    expect(page.locator("#zd-hint p")).to_have_count(0)
    expect(page.locator(".zd-question")).to_have_text("快递由谁牵头?")


def test_a_question_that_is_none_is_not_shown(page, assistant):
    ask(page, "长" * 3000)
    expect(page.get_by_role("alert")).to_contain_text("3000")
    expect(page.locator(".zd-question")).to_have_count(0)
    expect(page.locator("#zd-welcome")).to_be_visible()
    assert assistant.conversations == []


def test_a_question_that_is_not_sent_while_another_waits_is_not_shown(page, assistant):
    ask(page, SLOW)
    expect(page.locator(".zd-waiting")).to_be_visible()
    ask(page, "冷链由谁牵头?")
    page.wait_for_timeout(300)
    assert page.locator(".zd-question").all_inner_texts() == [SLOW]
    assistant.slow_may_go_on.set()
    last_answer(page, 1)


@pytest.mark.parametrize(
    ("locale", "line"), [("zh-CN", "没有这段对话"), ("en-US", "There is no such conversation")]
)
def test_a_conversation_that_is_gone_is_said_to_be_in_either_language(open_page, locale, line):
    page = open_page(locale=locale, where="?c=nosuch")
    expect(page.locator("#zd-hint")).to_contain_text(line)
    page.wait_for_timeout(1_000)  # what sets the language of the page is long done
    expect(page.locator("#zd-hint")).to_contain_text(line)
    page.get_by_text("English" if locale == "zh-CN" else "中文", exact=True).click()
    expect(page.locator("#zd-hint p")).to_have_count(0)
