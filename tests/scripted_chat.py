"""A chat whose assistant is scripted, served and opened in Chromium: what several test modules share."""

import socket
import threading
from contextlib import contextmanager
from itertools import chain, repeat
from urllib.parse import urlsplit

from playwright.sync_api import expect
from small_documents import document, parsed

from corpus.library import Corpus
from corpus.types import Level, Role, Status
from rag.knowledge import Knowledge
from rag.settings import Settings
from rag.types import (
    Absence,
    Answer,
    AnswerAgency,
    Choice,
    Citation,
    Comparison,
    Intent,
    Language,
    NearestClause,
    Side,
)
from ui.app import build_app, start
from ui.examples import Example
from ui.parts import Opened, Parts

expect.set_options(timeout=20_000)  # a shared machine is slow at times

ATTACK = '<img src="http://evil.example/x.png" onerror="window.hacked=1"><script>window.hacked=1</script>'
CLAUSE = "2.完善冷链物流。建设骨干网。\n**不是粗体** $$x$$(责任单位:省发展改革委、商务厅)"
EXAMPLES = [
    Example(Language.SIMPLIFIED, "冷链由谁牵头?"),
    Example(Language.ENGLISH, "Who leads the cold chain?"),
]
LAPTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
SLOW = "慢问题"


def citation(**changes):
    fields = {
        "n": 1,
        "document": "plan",
        "title": "某省现代流通方案",
        "clause": "三(一)2",
        "heading": "完善冷链物流",
        "quote": "责任单位:省发展改革委",
        "cite_as": "《某省现代流通方案》第三部分第(一)项第2条",
        "source_file": "plan.txt",
        "source_lines": (30, 30),
        "status": Status.REPEALED,
        "clause_text": CLAUSE,
    }
    return Citation(**{**fields, **changes})


def answer(question, **changes):
    fields = {
        "question": question,
        "standalone_question": question,
        "language": Language.SIMPLIFIED,
        "intent": Intent.AGENCY,
        "text": "由省发展改革委牵头 [1]。",
        "agencies": (AnswerAgency(name="省发展改革委", role=Role.LEAD, citation=1),),
        "citations": (citation(),),
        "confidence": 0.9,
    }
    return Answer(**{**fields, **changes})


def comparison(question):
    sides = tuple(
        Side(
            document=f"plan-{place}",
            place=place,
            level=Level.PROVINCE,
            date="2022-06-06",
            status=Status.NOT_STATED,
            covered=place == "四川",
            citations=(1,) if place == "四川" else (),
            agencies=("省发展改革委",) if place == "四川" else (),
            summary="推进国家骨干冷链物流基地建设,争取国家布点。" if place == "四川" else "",
        )
        for place in ("四川", "山西", "咸阳")
    )
    return answer(
        question, intent=Intent.COMPARE, comparison=Comparison(topic="冷链物流", sides=sides)
    )


def refusal(question):
    near = NearestClause(document="plan", clause="三(一)2", why_not="讲的是冷链")
    absence = Absence(scope={"documents": 5, "clauses": 230}, searched=("低空",), nearest=(near,))
    return answer(question, refused=True, agencies=(), absence=absence, text="没有涉及低空经济。")


class ScriptedAssistant:
    """Answers by the last question, and remembers what it was asked."""

    def __init__(self):
        self.conversations = []
        self.slow_may_go_on = threading.Event()

    def answer(self, turns):
        self.conversations.append(list(turns))
        return [self._one(turn, list(turns)) for turn in turns]

    def _one(self, question, turns):
        if question == SLOW:
            assert self.slow_may_go_on.wait(60)
        if "出错" in question:
            raise RuntimeError("scripted")
        if "对比" in question:
            return comparison(question)
        if "低空" in question:
            return refusal(question)
        if "哪个" in question:
            choices = (Choice(label="四川 2022", question="四川的冷链由谁牵头?"),)
            return answer(question, text="请选择。", agencies=(), citations=(), clarify=choices)
        if "evil" in question:
            return answer(
                question,
                text=ATTACK + " [1]",
                agencies=(AnswerAgency(name=ATTACK, role=Role.LEAD, citation=1),),
                citations=(citation(title=ATTACK, quote=ATTACK, clause_text=ATTACK),),
            )
        if len(turns) > 1:
            return answer(question, standalone_question=f"{turns[0]} {question}")
        return answer(question)


@contextmanager
def chat_served(home, title="咸阳工作要点"):
    """Serve one app on a document; yield its address and what gives it a script of its own."""
    current = ScriptedAssistant()

    class Relay:
        def answer(self, turns):
            return current.answer(turns)

    known = Corpus((parsed(document("plan-咸阳", title=title)),))
    parts = Parts(Opened(Relay(), Knowledge(known)), Settings(home=home))
    # What the page is built with is offered to nobody: the documents may have changed since.
    offered = chain([[Example(one.language, "过时的问题?") for one in EXAMPLES]], repeat(EXAMPLES))
    app = build_app(parts, lambda: next(offered))
    address = start(app, parts, host="127.0.0.1", port=_free_port())

    def rewind():
        nonlocal current
        current = ScriptedAssistant()
        return current

    yield address, rewind
    app.close()


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def pages_opened(browser, address):
    """Open pages of users; at the end none asked another host or the console for anything."""
    contexts, hosts, complaints = [], set(), []

    def open_one(viewport=LAPTOP, locale="zh-CN", where="", **options):
        context = browser.new_context(viewport=viewport, locale=locale, **options)
        page = context.new_page()
        page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
        page.on("console", lambda line: line.type == "error" and complaints.append(line.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address + where)
        expect(page.get_by_role("heading", level=1)).to_contain_text("政答")
        contexts.append(context)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert hosts <= {"127.0.0.1", "", None}
    assert complaints == []


def ask(page, question):
    box = page.locator("textarea")
    box.fill(question)
    box.press("Enter")


def last_answer(page, count):
    answers = page.locator(".zd-answer")
    expect(answers).to_have_count(count)
    return answers.last
