"""What several test modules share: the shipped documents, small fakes, and the command line."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

import rag.build
from corpus.library import Corpus, load_corpus
from corpus.parse import CatalogueEntry, parse_document
from corpus.types import ParsedDocument
from embeddings.build import build_index
from embeddings.hashed import HashedEncoder
from embeddings.index import ClauseIndex, Hit
from embeddings.progress import silent
from embeddings.texts import sentence_of, split_into_sentences
from rag.assistant import Assistant
from rag.evidence import Thresholds
from rag.knowledge import Knowledge

ANY_SIMILARITY = Thresholds(chinese=-1.0, english=-1.0)
WITHOUT_MODEL = Path(__file__).with_name("zhengda_without_model.py")


class ListIndex:
    """Ranks clauses by the share of the question's pairs of characters that stand in them."""

    def __init__(self, corpus: Corpus):
        titles = {document.document_id: document.title for document in corpus.documents}
        self._texts = {
            clause.clause_id: "\n".join(
                [titles[clause.document_id], *clause.headings, clause.heading, clause.text]
            )
            for clause in corpus.clauses
        }
        self._clauses = {clause.clause_id: clause for clause in corpus.clauses}

    def search(self, query, k, *, documents=None, lexical_query=None):
        wanted = [
            one for one, c in self._clauses.items() if not documents or c.document_id in documents
        ]
        shares = {one: _share(query, self._texts[one]) for one in wanted}
        ranked = sorted(wanted, key=lambda one: (-shares[one], one))
        return [
            Hit(
                clause_id=one,
                score=shares[one],
                dense_similarity=shares[one],
                dense_rank=rank,
                lexical_score=shares[one],
                lexical_rank=rank if shares[one] else None,
            )
            for rank, one in enumerate(ranked[:k], start=1)
        ]

    def nearest_sentences(self, query, clause_id):
        if clause_id not in self._clauses:
            return ()
        sentences = split_into_sentences(self._clauses[clause_id].text)
        return tuple(sorted(map(sentence_of, sentences), key=lambda s: -_share(query, s)))


def _share(query: str, text: str) -> float:
    pairs = set(pairwise(query.lower()))
    return len(pairs & set(pairwise(text.lower()))) / max(1, len(pairs))


def parsed(name: str, text: str, **entry) -> ParsedDocument:
    return parse_document(text, CatalogueEntry(name, f"{name}.txt", **entry))


def assistant_on(*documents: ParsedDocument) -> Assistant:
    """Return an assistant on documents made in a test; whatever ranks first is near enough."""
    corpus = Corpus(tuple(documents))
    return Assistant(Knowledge(corpus), ListIndex(corpus), thresholds=ANY_SIMILARITY)


@pytest.fixture(scope="session")
def shipped() -> Corpus:
    return load_corpus()


@pytest.fixture(scope="session")
def knowledge(shipped) -> Knowledge:
    return Knowledge(shipped)


@pytest.fixture(scope="session")
def assistant(shipped, knowledge) -> Assistant:
    """The assistant on the shipped documents; what it finds without a reference is near enough."""
    return Assistant(knowledge, ListIndex(shipped), thresholds=ANY_SIMILARITY)


@pytest.fixture(scope="session")
def built_home(shipped, tmp_path_factory) -> Path:
    """A home with the index of the shipped documents, made without a model. Do not change it."""
    home = tmp_path_factory.mktemp("built")
    build_index(shipped.parsed, home, HashedEncoder(), silent)
    return home


@pytest.fixture(scope="session")
def built_index(built_home) -> ClauseIndex:
    return ClauseIndex(built_home, HashedEncoder())


@pytest.fixture
def home(built_home, tmp_path) -> Path:
    """A home of the test's own with the index of the shipped documents."""
    return Path(shutil.copytree(built_home, tmp_path / "home"))


@dataclass(frozen=True)
class Run:
    """How a command ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def zhengda(built_home, monkeypatch, capsys):
    """Run the command line in this process with an encoder that needs no model."""
    monkeypatch.setattr(rag.build, "open_encoder", lambda settings, progress: HashedEncoder())
    monkeypatch.setenv("ZHENGDA_HOME", str(built_home))

    def run(*arguments: object) -> Run:
        from ui.cli import main  # noqa: PLC0415 - only these tests pay for it

        monkeypatch.setattr(sys, "argv", ["zhengda", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        return Run(int(ended.value.code or 0), printed.out, printed.err)

    return run


def start_zhengda(home: Path, *arguments: object, **options: object) -> subprocess.Popen[str]:
    """Start the command line without a model in a process of its own; see its script for options."""
    given = [word for name, value in options.items() for word in (f"--{name}", str(value))]
    command = [sys.executable, str(WITHOUT_MODEL), *given, "--", *map(str, arguments)]
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "ZHENGDA_HOME": str(home)},
    )


def ended(process: subprocess.Popen[str]) -> Run:
    out, err = process.communicate(timeout=120)
    return Run(process.returncode, out, err)
