"""What the page keeps of a conversation, and the shell the page stands in."""

import asyncio
import re

import pytest

from corpus.types import Status
from rag.types import Answer, Choice, Citation, Intent, Language
from ui.chat import (
    MAX_QUESTION_CHARACTERS,
    Conversation,
    Problem,
    alone,
    answered,
    asked,
    asks_apart,
    clean,
    failed,
    problem_line,
    problem_with,
    without_last,
)
from ui.shell import Shell, own_shell
from ui.words import PageLanguage, page_words

WORDS = page_words(PageLanguage.CHINESE)
MEANWHILE = "正在查找"


def answer(question, **changes):
    fields = {
        "question": question,
        "standalone_question": question,
        "language": Language.SIMPLIFIED,
        "intent": Intent.OTHER,
        "text": f"答:{question}",
        "confidence": 1.0,
    }
    return Answer(**{**fields, **changes})


def test_control_and_format_characters_are_stripped_and_line_ends_kept():
    assert (
        clean(" \x00谁\x1b[0m牵\u202e头\u200b\ufeff\x7f?\t好\r\n吗\ud800 ") == "谁[0m牵头? 好\n吗"
    )


@pytest.mark.parametrize(
    ("question", "problem"),
    [
        ("", Problem.EMPTY),
        ("谁", None),
        ("长" * MAX_QUESTION_CHARACTERS, None),
        ("长" * (MAX_QUESTION_CHARACTERS + 1), Problem.TOO_LONG),
    ],
)
def test_a_question_has_words_and_at_most_2000_characters(question, problem):
    assert problem_with(question) is problem


@pytest.mark.parametrize("language", list(PageLanguage))
def test_the_line_about_a_long_question_names_both_lengths(language):
    line = problem_line(Problem.TOO_LONG, "长" * 10_000, page_words(language))
    assert "10000" in line
    assert "2000" in line
    assert "\n" not in line


def test_an_answer_takes_the_place_of_the_wait():
    waiting = asked(Conversation(), "谁牵头?", "正在查找<…>")
    assert "正在查找&lt;…&gt;" in waiting.messages[-1].html
    choice = Choice(label="四川", question="四川谁牵头?")
    done = answered(waiting, answer("谁牵头?", clarify=(choice,)), {})
    assert done.turns == ("谁牵头?",)
    assert [message.role for message in done.messages] == ["user", "assistant"]
    assert "答:谁牵头?" in done.messages[-1].html
    assert done.messages[-1].choices == (choice,)


def test_a_question_that_failed_is_no_turn_of_the_conversation():
    first = answered(asked(Conversation(), "甲?", MEANWHILE), answer("甲?"), {})
    broken = failed(asked(first, "乙?", MEANWHILE), WORDS)
    assert broken.turns == ("甲?",)
    assert WORDS.failed in broken.messages[-1].html
    assert asked(broken, "丙?", MEANWHILE).turns == ("甲?", "丙?")


def test_the_links_of_two_answers_never_meet():
    citation = Citation(
        n=1, document="plan", title="方案", clause="一", heading="总则", quote="甲", cite_as="《方案》一",
        source_file="plan.txt", source_lines=(1, 1), status=Status.IN_FORCE, clause_text="甲",
    )  # fmt: skip
    first = answered(
        asked(Conversation(), "甲?", MEANWHILE), answer("甲?", citations=(citation,)), {}
    )
    second = answered(asked(first, "乙?", MEANWHILE), answer("乙?", citations=(citation,)), {})
    links = [re.search(r'<details[^>]* id="([^"]+)"', m.html)[1] for m in second.messages[1::2]]
    assert len(set(links)) == 2


GRADIO_PAGE = """<html
	lang="en"
>
	<head>
		<meta property="og:image"
			content="https://raw.githubusercontent.com/x.jpg"
		/>
		<meta name="twitter:creator" content="@Gradio" />
		<meta name="viewport" content="width=device-width" />
	</head></html>"""


def test_the_shell_is_ours_and_names_no_other_host():
    html = own_shell(GRADIO_PAGE)
    assert "http" not in html
    assert "twitter" not in html
    assert "viewport" in html
    assert 'lang="zh-Hans"' in html
    assert "<title>政答 Zhengda" in html


@pytest.mark.parametrize(("path", "title"), [("/", True), ("/other", False)])
def test_the_page_is_rewritten_whole_and_every_response_carries_the_policy(path, title):
    async def gradio(scope, receive, send):
        body = GRADIO_PAGE.encode()
        headers = [(b"content-type", b"text/html"), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body[:50], "more_body": True})
        await send({"type": "http.response.body", "body": body[50:]})

    sent = []

    async def send(message):
        sent.append(message)

    asyncio.run(Shell(gradio)({"type": "http", "path": path, "method": "GET"}, None, send))
    headers = dict(sent[0]["headers"])
    body = b"".join(message["body"] for message in sent[1:])
    assert "default-src 'self'" in headers[b"content-security-policy"].decode()
    assert int(headers[b"content-length"]) == len(body)
    assert ("<title>" in body.decode()) is title


def a_conversation(*questions):
    conversation = Conversation(kept="x")
    for question in questions:
        conversation = answered(asked(conversation, question, MEANWHILE), answer(question), {})
    return conversation


def test_without_its_last_question_a_conversation_is_as_before_it():
    two = a_conversation("一", "二")
    assert without_last(two) == a_conversation("一")
    waiting = asked(two, "三", MEANWHILE)
    assert waiting.is_waiting
    assert without_last(waiting) == two
    assert without_last(failed(waiting, WORDS)) == two
    assert without_last(Conversation()) == Conversation()
    assert failed(waiting, WORDS).last_question == "三"


def test_a_question_that_is_asked_alone_leaves_the_others_out_of_its_context():
    asked_alone = asked(alone(a_conversation("一", "二")), "三", MEANWHILE)
    assert asked_alone.context == ("三",)
    assert asked_alone.turns == ("一", "二", "三")
    assert asked(answered(asked_alone, answer("三"), {}), "四", MEANWHILE).context == ("三", "四")
    assert without_last(asked_alone).since == 2


def test_a_question_that_leaned_on_others_can_be_asked_apart():
    waiting = asked(a_conversation("冷链由谁牵头?"), "山西呢?", MEANWHILE)
    shown = answered(waiting, answer("山西呢?", standalone_question="冷链:山西呢?"), {})
    assert asks_apart(shown, "山西呢?")
    assert not asks_apart(shown, "别的?")
    assert not asks_apart(a_conversation("山西呢?"), "山西呢?")


def test_an_answer_has_tools_where_it_is_kept_and_only_there():
    kept = a_conversation("一", "二").messages[-1].html
    assert "./staff/conversations/x/1/note.docx" in kept
    loose = answered(asked(Conversation(), "一", MEANWHILE), answer("一"), {})
    assert "staff/" not in loose.messages[-1].html
