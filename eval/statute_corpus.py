"""Articles of statutes and questions that they answer, read from a folder of two JSONL files.

`articles.jsonl` holds `{"article": "个体工商户条例第二条", "text": …}` a line, `questions.jsonl`
`{"id", "question", "articles": [names]}`, as THUIR's STARD has them (arXiv 2406.15313).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from corpus.library import Corpus
from corpus.types import Clause, Document, Frozen, ParsedDocument, Status
from eval.cases import Case, Category, QuestionsError
from eval.load import read_json_lines
from rag.types import Language

_ARTICLE: Final = re.compile(
    r"(?P<statute>[^#\s]+?)(?P<reference>第[〇零一二三四五六七八九十百千]+条\S*)"
)


class Article(Frozen):
    """An article by its full name, the statute's and its own number."""

    article: str
    text: str

    @property
    def clause_id(self) -> str:
        return clause_id_of(self.article)


class StatuteQuestion(Frozen):
    """A question in everyday words, and the names of the articles that answer it."""

    id: int | str
    question: str
    articles: tuple[str, ...]

    @property
    def case(self) -> Case:
        """Return the question as a case, which is right where all of its articles are found."""
        return Case(
            id=str(self.id),
            category=Category.FACT,
            language=Language.SIMPLIFIED,
            turns=(self.question,),
            clauses=tuple((clause_id_of(article),) for article in dict.fromkeys(self.articles)),
        )


class Statutes(Frozen):
    """Articles, and questions whose answers are among them."""

    articles: tuple[Article, ...]
    questions: tuple[StatuteQuestion, ...]


def read_statutes(folder: Path) -> Statutes:
    """Return the articles and questions of a folder.

    Raises QuestionsError when a file cannot be read, an article stands twice or has no number, or a
    question wants an article that is not there; the message names file and line.
    """
    articles = [one for _, one in read_json_lines(folder / "articles.jsonl", Article)]
    known: set[str] = set()
    for number, article in enumerate(articles, start=1):
        where = f"articles.jsonl:{number}: {article.article!r}"
        if not _ARTICLE.fullmatch(article.article):
            raise QuestionsError(f"{where} does not end in the number of an article, 第…条")
        if article.article in known:
            raise QuestionsError(f"{where} stands twice")
        known.add(article.article)
    questions = [one for _, one in read_json_lines(folder / "questions.jsonl", StatuteQuestion)]
    for number, question in enumerate(questions, start=1):
        missing = [name for name in question.articles if name not in known]
        if missing or not question.articles:
            wanted = repr(missing[0]) if missing else "no article"
            raise QuestionsError(f"questions.jsonl:{number}: wants {wanted}; not in articles.jsonl")
    return Statutes(articles=tuple(articles), questions=tuple(questions))


def clause_id_of(article: str) -> str:
    """Return the clause id that an article has in the corpus of its statute."""
    matched = _ARTICLE.fullmatch(article)
    assert matched is not None  # `read_statutes` has seen to it
    return f"{matched['statute']}#{matched['reference']}"


def corpus_of(articles: Iterable[Article]) -> Corpus:
    """Return a corpus with a document for each statute and a clause for each article."""
    clauses: dict[str, list[Clause]] = defaultdict(list)
    for article in articles:
        statute, _, reference = article.clause_id.partition("#")
        clauses[statute].append(_clause(statute, reference, article.text))
    return Corpus(tuple(_parsed(statute, those) for statute, those in clauses.items()))


def _clause(statute: str, reference: str, text: str) -> Clause:
    return Clause(
        document_id=statute,
        reference=reference,
        heading="",
        headings=(),
        text=text,
        spans=(),
        lines=(1, 1),
        parent=None,
    )


def _parsed(statute: str, clauses: Sequence[Clause]) -> ParsedDocument:
    document = Document(
        document_id=statute,
        title=statute,
        title_source="the name of its articles",
        place="",
        level=None,
        issuers=(),
        document_number=None,
        issued_on=None,
        published_on=None,
        status=Status.NOT_STATED,
        addressees=(),
        source_file="articles.jsonl",
    )
    return ParsedDocument(document=document, raw_text="", clauses=tuple(clauses), noise=())
