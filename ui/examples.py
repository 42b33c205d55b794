"""Questions to begin with, in both languages, on what the documents hold."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from corpus.glossary import english_for, terms_named
from corpus.types import Clause, Document, Status
from rag.knowledge import Knowledge
from rag.language import comparable
from rag.types import Intent, Language

_CHINESE: Final = 4
_ENGLISH: Final = 2
_HEADING_CHARACTERS: Final = range(5, 17)
_FEW_ENGLISH_WORDS: Final = range(2, 9)
_QUOTES_WITHIN: Final = str.maketrans("“”", "‘’")
_MIN_TERM: Final = 4  # characters: a shorter term is a topic of too much
_MIN_TASKS: Final = 2
# What every plan has a part on says nothing of what it is about.
_OF_EVERY_PLAN: Final = frozenset(
    {
        "组织实施",
        "组织领导",
        "责任落实",
        "政策扶持",
        "政策支持",
        "工作措施",
        "保障措施",
        "总体要求",
        "重点任务",
        "宣传引导",
        "督促检查",
    }
)
_NATION: Final = "全国"


class Example(NamedTuple):
    """A question that the documents answer, and what kind of thing it asks for."""

    language: Language
    text: str
    asks_for: Intent = Intent.AGENCY


Examples = Callable[[], Sequence[Example]]


class FollowingExamples:
    """The examples on the documents as they are now; made anew when these have changed."""

    def __init__(self, knowledge: Callable[[], Knowledge]) -> None:
        self._knowledge = knowledge
        self._made: tuple[Knowledge, list[Example]] | None = None

    def __call__(self) -> Sequence[Example]:
        now, made = self._knowledge(), self._made
        if made is None or made[0] is not now:
            made = self._made = (now, examples_of(now))
        return made[1]


def examples_of(knowledge: Knowledge) -> list[Example]:
    """Return questions on bodies, their tasks, documents and terms; none on a repealed document."""
    documents = [one for one in knowledge.corpus.documents if one.status is not Status.REPEALED]
    return [
        *(example for one in documents for example in _on_bodies(one, knowledge)),
        *(example for one in documents for example in _on_tasks(one, knowledge)),
        *(example for one in documents for example in _on_dates(one)),
        *_on_both(documents, knowledge),
    ]


def offered(examples: Sequence[Example], seed: float | None = None) -> list[Example]:
    """Return a few of the examples, the Chinese ones first; all that are given if they are few.

    They ask for as many kinds of things as they can, bodies first.
    """
    choose = random.Random(seed)
    chinese = [one for one in examples if one.language is not Language.ENGLISH]
    english = [one for one in examples if one.language is Language.ENGLISH]
    return _some(chinese, _CHINESE, choose) + _some(english, _ENGLISH, choose)


def first_questions(examples: Sequence[Example]) -> list[str]:
    """Return a question of each language that there are examples of.

    Asked before anybody asks, they make ready what the first answer would wait for.
    """
    return list({one.language: one.text for one in reversed(examples)}.values())


def _some(examples: list[Example], count: int, choose: random.Random) -> list[Example]:
    if len(examples) <= count:
        return examples
    by_kind: dict[Intent, list[Example]] = defaultdict(list)
    for one in choose.sample(examples, len(examples)):
        by_kind[one.asks_for].append(one)
    others = [kind for kind in by_kind if kind is not Intent.AGENCY]
    kinds = [*([Intent.AGENCY] if Intent.AGENCY in by_kind else []), *others]
    rounds = max(map(len, by_kind.values()))
    in_turn = [by_kind[kind][n] for n in range(rounds) for kind in kinds if n < len(by_kind[kind])]
    return in_turn[:count]


def _place(document: Document) -> str:
    return document.place if document.place and document.place != _NATION else ""


def _on_bodies(document: Document, knowledge: Knowledge) -> Iterator[Example]:
    """Yield a question on each clause that has bodies and a telling heading."""
    for clause in knowledge.corpus.clauses_of(document.document_id):
        if clause.responsibilities:
            yield from _on(clause, document)


def _on(clause: Clause, document: Document) -> Iterator[Example]:
    if len(clause.heading) in _HEADING_CHARACTERS:
        inner = clause.heading.translate(_QUOTES_WITHIN)
        yield Example(Language.SIMPLIFIED, f"{_place(document)}“{inner}”由哪些部门负责?")
    english = clause.rendering
    if english and document.title_en and len(english.heading.split()) in _FEW_ENGLISH_WORDS:
        asked = english.heading[0].lower() + english.heading[1:]
        text = f"{document.title_en}: who is responsible for “{asked}”?"
        yield Example(Language.ENGLISH, text)


def _on_tasks(document: Document, knowledge: Knowledge) -> Iterator[Example]:
    """Yield a question on what each body has to do that has several clauses."""
    named = Counter(
        name
        for clause in knowledge.corpus.clauses_of(document.document_id)
        for name in {duty.agency for duty in clause.responsibilities}
    )
    for name, count in named.items():
        if count >= _MIN_TASKS and not name.startswith("各"):
            of = f"{_place(document)}的" if _place(document) else ""
            yield Example(Language.SIMPLIFIED, f"{of}{name}要做哪些工作?", Intent.TASKS)


def _on_dates(document: Document) -> Iterator[Example]:
    if document.issued_on is None:
        return
    yield Example(Language.SIMPLIFIED, f"《{document.title}》是哪天印发的?", Intent.STATUS)
    if document.title_en:
        yield Example(Language.ENGLISH, f"When was the {document.title_en} issued?", Intent.STATUS)


def _on_both(documents: Sequence[Document], knowledge: Knowledge) -> Iterator[Example]:
    """Yield questions on terms that headings of two places name and both texts hold.

    Each document is set beside the next that has the term: a question for each two would be too many.
    """
    texts = knowledge.library.texts
    having: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        clauses = knowledge.corpus.clauses_of(document.document_id)
        for term in frozenset[str]().union(*(terms_named(one.heading) for one in clauses)):
            telling = len(term) >= _MIN_TERM and term not in _OF_EVERY_PLAN
            if telling and document.place and comparable(term) in texts[document.document_id]:
                having[term].append(document)
    for term, some in sorted(having.items()):
        for one, other in pairwise(some):
            if one.place == other.place:
                continue
            text = f"{one.place}和{other.place}在{term}上有什么不同?"
            yield Example(Language.SIMPLIFIED, text, Intent.COMPARE)
            english = english_for(term)
            if english and one.title_en and other.title_en:
                asked = f"How do the {one.title_en} and the {other.title_en} differ on {english}?"
                yield Example(Language.ENGLISH, asked, Intent.COMPARE)
