"""What several test modules share: assistants on small documents, and the command line."""

import os

# Tests that run beside each other get it from their runner; it is not what a pipe has.
os.environ.pop("COLUMNS", None)

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from small_documents import citation
from topic_rules import ANYTHING, by_words_alone

import rag.build
import rag.on_topic
import ui.cli
from corpus.library import Corpus, load_corpus
from corpus.types import ParsedDocument
from embeddings.build import build_index
from embeddings.hashed import HashedEncoder
from embeddings.index import ClauseIndex
from embeddings.progress import silent
from eval.cases import Case
from eval.judge import Finding, Judgement, Reason
from eval.outcome import Outcome
from rag.assistant import Assistant
from rag.knowledge import Knowledge
from rag.on_topic import TopicRule
from rag.types import Answer

WITHOUT_MODEL = Path(__file__).with_name("zhengda_without_model.py")


@pytest.fixture(autouse=True, scope="session")
def words_alone():
    """Let the words tell what is on topic: the encoder of the tests knows no meaning."""
    patch = pytest.MonkeyPatch()
    patch.setattr(rag.on_topic, "fitted_models", by_words_alone)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def assistant_on(tmp_path_factory):
    """Return what makes an assistant on documents of a test; whatever ranks first is near enough."""

    def make(*documents: ParsedDocument, topic_rule: TopicRule = ANYTHING) -> Assistant:
        home = tmp_path_factory.mktemp("home")
        build_index(documents, home, HashedEncoder(), silent)
        index = ClauseIndex(home, HashedEncoder())
        return Assistant(Knowledge(Corpus(tuple(documents))), index, topic_rule=topic_rule)

    return make


@pytest.fixture(scope="session")
def shipped() -> Corpus:
    return load_corpus()


@pytest.fixture(scope="session")
def knowledge(shipped) -> Knowledge:
    return Knowledge(shipped)


@pytest.fixture(scope="session")
def built_home(shipped, tmp_path_factory) -> Path:
    """A home with the index of the shipped documents, made without a model. Do not change it."""
    home = tmp_path_factory.mktemp("built")
    build_index(shipped.parsed, home, HashedEncoder(), silent)
    return home


@pytest.fixture
def home(built_home, tmp_path) -> Path:
    """A home of the test's own with the index of the shipped documents."""
    return Path(shutil.copytree(built_home, tmp_path / "home"))


@pytest.fixture(scope="session")
def case_of():
    """Return what makes a case; the clause d#一 is wanted, or e#二 as well."""

    def make(**changes) -> Case:
        fields = {"id": "x", "category": "agency", "language": "zh-Hans", "turns": ["?"]}
        return Case.model_validate(fields | {"clauses": [["d#一", "e#二"]]} | changes)

    return make


@pytest.fixture(scope="session")
def answer_of():
    """Return what makes an answer from the clauses it cites, each with the text in `texts`, or 字."""

    def make(*cited: str, texts: tuple[str, ...] = (), **changes) -> Answer:
        fields = {
            "question": "?",
            "standalone_question": "?",
            "language": "zh-Hans",
            "intent": "agency",
            "text": "字",
            "citations": [
                citation(clause_id, n=n, quote=texts[n - 1] if texts else "字")
                for n, clause_id in enumerate(cited, start=1)
            ],
            "confidence": 1,
        }
        return Answer.model_validate(fields | changes)

    return make


@pytest.fixture(scope="session")
def outcome_of(case_of):
    """Return what makes an outcome from an answer, or without one for a question that failed."""

    def make(answer=None, *, right=True, ranked=None, seconds=(), **case_changes) -> Outcome:
        missed = Finding(reason=Reason.RETRIEVAL_MISS, detail="")
        return Outcome(
            case=case_of(**case_changes),
            answers=(answer,) if answer else (),
            judgement=Judgement() if right else Judgement(findings=(missed,)),
            ranked=ranked,
            seconds=seconds,
        )

    return make


@dataclass(frozen=True)
class Run:
    """How a command ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def zhengda(built_home, shipped, monkeypatch, capsys):
    """Run the command line in this process with an encoder that needs no model."""
    monkeypatch.setattr(rag.build, "open_encoder", lambda settings, progress: HashedEncoder())
    monkeypatch.setattr(rag.build, "open_corpus", lambda settings: shipped)  # parsed once
    monkeypatch.setattr(ui.cli, "open_corpus", lambda settings: shipped)
    monkeypatch.setenv("ZHENGDA_HOME", str(built_home))

    def run(*arguments: object) -> Run:
        monkeypatch.setattr(sys, "argv", ["zhengda", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            ui.cli.main()
        printed = capsys.readouterr()
        return Run(int(ended.value.code or 0), printed.out, printed.err)

    return run


@pytest.fixture
def start_zhengda():
    """Start the command line without a model in a process of its own; its script knows options."""
    started = []

    def start(home: Path, *arguments: object, **options: object) -> subprocess.Popen[str]:
        given = [word for name, value in options.items() for word in (f"--{name}", str(value))]
        process = subprocess.Popen(
            [sys.executable, str(WITHOUT_MODEL), *given, "--", *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "ZHENGDA_HOME": str(home), "PYTHONUNBUFFERED": ""},
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture(scope="module")  # for longer its event loop would be in the way of others
def browser():
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("these tests drive Chromium, which is missing; run: apt-get install chromium")
    quiet = ["no-sandbox", "disable-gpu", "no-first-run", "disable-background-networking",
             "disable-component-update", "disable-sync"]  # fmt: skip
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=[f"--{flag}" for flag in quiet]
        )
        yield browser
        browser.close()


@pytest.fixture
def here(home, monkeypatch, capsys):
    """Run the command line in this process on a home of the test's own, without a model."""
    monkeypatch.setattr(rag.build, "open_encoder", lambda settings, progress=None: HashedEncoder())
    monkeypatch.setenv("ZHENGDA_HOME", str(home))

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["zhengda", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            ui.cli.main()
        printed = capsys.readouterr()
        return int(ended.value.code or 0), printed.out, printed.err

    return run
