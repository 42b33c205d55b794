"""Whether citations carry the statements they stand behind: ALCE's recall and precision.

Gao, Yen, Yu and Chen, "Enabling Large Language Models to Generate Text with Citations" (EMNLP
2023): a statement is recalled when it has citations and the cited passages together entail it; a
citation is precise when its statement is recalled and the citation is not irrelevant, that is,
when its passage alone entails the statement or the others without it do not. Both are shares of an
answer's statements and of its citations, and then means over the answers.

ALCE asks a model of natural language inference what entails what. We have none, and put in its
place what the case knows and what can be compared exactly. Clauses entail a statement when

1. one of them is acceptable: people have marked that it holds what is asked for;
2. every body that the answer lists and the statement names stands in one of them;
3. every number of the statement stands in one of them, its title and reference included.

So a true remark on a clause that nobody marked counts as unsupported, and a sentence without names
and numbers is trusted to the marked clause: the measure is stricter than ALCE's on where a
statement comes from, and more lenient on its wording.

A statement is a piece of the answer's own text, without its blockquotes, that ends with its marks
`[n]`. A piece without marks (a heading, a warning, a remark that is not from the documents) is no
statement, except that a wanted fact which only such pieces give is a statement without citations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Self

from corpus.types import Frozen
from eval.cases import Case
from eval.contexts import context_precision, context_recall
from eval.outcome import Outcome
from eval.shares import Share, share
from eval.wording import normalise, stands_in, without_quotes
from rag.types import Answer, Citation

_MARKS = re.compile(r"(?:\s*\[\d{1,2}\])+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


class CitationMeasures(Frozen):
    """Of the cases that name clauses; the contexts are the clauses that the answer cites."""

    recall: Share
    precision: Share
    context_recall: Share
    context_precision: Share


class Statement(Frozen):
    """A piece of an answer's own text, and the numbers of the citations behind it."""

    words: str
    marks: tuple[int, ...]


class Support(Frozen):
    """ALCE's two measures of one answer, 0 where it has no statements or no citations."""

    recall: float
    precision: float


def measure_citations(outcomes: Iterable[Outcome]) -> CitationMeasures:
    """Return the means over the cases that name clauses; a refusal or a failure counts 0."""
    answerable = [outcome for outcome in outcomes if outcome.case.clauses]
    supports = [_support(outcome) for outcome in answerable]
    found = [(outcome.cited, outcome.case.clauses) for outcome in answerable]
    return CitationMeasures(
        recall=share([support.recall for support in supports]),
        precision=share([support.precision for support in supports]),
        context_recall=share([context_recall(*one) for one in found]),
        context_precision=share([context_precision(*one) for one in found]),
    )


def support_of(case: Case, answer: Answer) -> Support:
    """Return how well the citations of `answer` carry its statements."""
    statements = statements_of(answer.text)
    bodies = [normalise(agency.name) for agency in answer.agencies]
    passages = {citation.n: _Passage.of(citation, case) for citation in answer.citations}
    recalled, precise = 0, 0
    for statement in statements:
        claim = _Claim.of(statement.words, bodies)
        cited = [passages[mark] for mark in statement.marks if mark in passages]
        if len(cited) == len(statement.marks) and claim.is_entailed_by(cited):
            recalled += 1
            precise += len(cited) - sum(_irrelevant(claim, cited))
    asserted = len(statements) + _facts_without_citation(case, answer.text, statements)
    citations = sum(len(statement.marks) for statement in statements)
    return Support(
        recall=recalled / asserted if asserted else 0.0,
        precision=precise / citations if citations else 0.0,
    )


def statements_of(text: str) -> tuple[Statement, ...]:
    """Return the pieces of the Markdown `text` that end with marks, in order; none spans lines."""
    statements = []
    for line in without_quotes(text).split("\n"):
        start = 0
        for found in _MARKS.finditer(line):
            marks = tuple(int(number) for number in _NUMBER.findall(found[0]))
            statements.append(Statement(words=line[start : found.start()], marks=marks))
            start = found.end()
    return tuple(statements)


class _Passage(Frozen):
    """What is compared of a cited clause: its words, in ALCE's form with the title before them."""

    acceptable: bool
    words: str
    numbers: frozenset[str]

    @classmethod
    def of(cls, citation: Citation, case: Case) -> Self:
        source = f"{citation.document} {citation.cite_as} {citation.heading} {citation.clause}"
        words = normalise(f"{source} {citation.title} {citation.clause_text}")
        clause_id = f"{citation.document}#{citation.clause}"
        return cls(acceptable=clause_id in case.acceptable, words=words, numbers=_numbers(words))


class _Claim(Frozen):
    """What of a statement can be compared exactly: the bodies it names, and its numbers."""

    bodies: frozenset[str]
    numbers: frozenset[str]

    @classmethod
    def of(cls, statement: str, bodies: Iterable[str]) -> Self:
        words = normalise(statement)
        named = frozenset(body for body in bodies if body in words)
        return cls(bodies=named, numbers=_numbers(words))

    def is_entailed_by(self, passages: Sequence[_Passage]) -> bool:
        held = {number for passage in passages for number in passage.numbers}
        return (
            any(passage.acceptable for passage in passages)
            and all(any(body in passage.words for passage in passages) for body in self.bodies)
            and self.numbers <= held
        )


def _irrelevant(claim: _Claim, cited: Sequence[_Passage]) -> Iterator[bool]:
    """Yield for each of the passages that entail `claim` whether it does nothing for it."""
    for number, passage in enumerate(cited):
        others = [*cited[:number], *cited[number + 1 :]]
        yield not claim.is_entailed_by([passage]) and claim.is_entailed_by(others)


def _facts_without_citation(case: Case, text: str, statements: Sequence[Statement]) -> int:
    """Return how many wanted facts the own text gives, but no statement."""
    own_words = without_quotes(text)
    cited_words = "\n".join(statement.words for statement in statements)
    return sum(
        _gives(own_words, alternatives) and not _gives(cited_words, alternatives)
        for alternatives in case.facts
    )


def _gives(words: str, alternatives: Iterable[str]) -> bool:
    return any(stands_in(fact, words) for fact in alternatives)


def _numbers(words: str) -> frozenset[str]:
    """Return the numbers in normalised words, 05 as 5: dates are written with and without zeros."""
    return frozenset(number.lstrip("0") or "0" for number in _NUMBER.findall(words))


def _support(outcome: Outcome) -> Support:
    if outcome.answer is None or outcome.refused:
        return Support(recall=0, precision=0)
    return support_of(outcome.case, outcome.answer)
