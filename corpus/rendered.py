"""What the corpus has beside the clauses of its documents: renderings and questions, a clause a line.

Unofficial renderings stand in `renderings/en/ID.jsonl` and, in everyday Chinese, in
`renderings/plain/ID.jsonl`: the heading, and one sentence for each of the text. The questions that
a clause is expected to be asked for stand in `renderings/questions/ID.jsonl`. Each line has the
clause's reference and `of`, the first characters of the SHA-256 of its text. A line on another text
than the clause has now is left out, so that a change of the text cannot leave a wrong one standing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from corpus.errors import DocumentError
from corpus.sentences import split_sentences
from corpus.types import (
    Clause,
    ExpectedQuestion,
    ExpectedQuestions,
    Frozen,
    MarkedQuestion,
    ParsedDocument,
    Rendering,
)

SHIPPED_RENDERINGS = Path(__file__).parent / "renderings"
ENGLISH = "en"
PLAIN = "plain"
QUESTIONS = "questions"
_HASH_LENGTH = 12


class RenderingLine(Frozen):
    """One line of a file of renderings."""

    clause: str
    of: str
    heading: str
    sentences: tuple[str, ...]

    def renders(self, clause: Clause) -> bool:
        """Return whether this is a rendering of the clause as it is now, sentence for sentence."""
        same_text = self.of == hash_of(clause.text)
        return same_text and len(self.sentences) == len(split_sentences(clause.text))


class QuestionsLine(Frozen):
    """One line of a file of expected questions."""

    clause: str
    of: str
    chinese: tuple[ExpectedQuestion, ...]
    english: tuple[ExpectedQuestion, ...]
    chinese_marked: tuple[MarkedQuestion, ...] = ()
    english_marked: tuple[MarkedQuestion, ...] = ()


_Line = TypeVar("_Line", RenderingLine, QuestionsLine)


def hash_of(text: str) -> str:
    """Return what a rendering keeps of the text that it renders."""
    return hashlib.sha256(text.encode()).hexdigest()[:_HASH_LENGTH]


def read_renderings(path: Path) -> dict[str, RenderingLine]:
    """Return the renderings of a file by the references of their clauses; none without the file.

    Raises:
        DocumentError: the file cannot be read or a line is not a rendering.

    """
    return _read_lines(path, RenderingLine)


def read_questions(path: Path) -> dict[str, QuestionsLine]:
    """Return the expected questions of a file as `read_renderings` does the renderings."""
    return _read_lines(path, QuestionsLine)


def _read_lines(path: Path, kind: type[_Line]) -> dict[str, _Line]:
    if not path.exists():
        return {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        read = [kind.model_validate_json(line) for line in lines if line.strip()]
    except (OSError, ValueError) as error:
        raise DocumentError(f"cannot read the renderings {str(path)!r}: {error}") from error
    return {line.clause: line for line in read}


def with_renderings(
    parsed: ParsedDocument,
    english: Mapping[str, RenderingLine],
    plain: Mapping[str, RenderingLine],
    questions: Mapping[str, QuestionsLine],
) -> ParsedDocument:
    """Return the document with the renderings and the expected questions that fit its clauses."""
    in_english, in_plain = _fitting(parsed, english), _fitting(parsed, plain)
    clauses = tuple(
        clause.model_copy(
            update={
                "rendering": in_english.get(clause.reference),
                "plain": in_plain.get(clause.reference),
                "expected": _expected(clause, questions.get(clause.reference)),
            }
        )
        for clause in parsed.clauses
    )
    return parsed.model_copy(update={"clauses": clauses})


def _expected(clause: Clause, line: QuestionsLine | None) -> ExpectedQuestions | None:
    if line is None or line.of != hash_of(clause.text):
        return None
    return ExpectedQuestions(
        chinese=line.chinese,
        english=line.english,
        chinese_marked=line.chinese_marked,
        english_marked=line.english_marked,
    )


def _fitting(parsed: ParsedDocument, lines: Mapping[str, RenderingLine]) -> dict[str, Rendering]:
    """Return the renderings of a document's clauses as they are now, by reference."""
    fitting = {
        clause.reference: lines[clause.reference]
        for clause in parsed.clauses
        if clause.reference in lines and lines[clause.reference].renders(clause)
    }
    parents = {clause.reference: clause.parent for clause in parsed.clauses}
    return {
        reference: Rendering(
            heading=line.heading,
            headings=_headings_above(reference, parents, fitting),
            sentences=line.sentences,
        )
        for reference, line in fitting.items()
    }


def _headings_above(
    reference: str, parents: Mapping[str, str | None], lines: Mapping[str, RenderingLine]
) -> tuple[str, ...]:
    above: list[str] = []
    parent = parents.get(reference)
    while parent:
        if parent in lines and lines[parent].heading:
            above.append(lines[parent].heading)
        parent = parents.get(parent)
    return tuple(reversed(above))


def rendered_words(clause: Clause, rendering: Rendering | None, words: str) -> str:
    """Return what a rendering has for the sentences that `words`, verbatim in a clause, stand in.

    Empty without a rendering, or where the clause does not hold the words.
    """
    if rendering is None:
        return ""
    places = _places_of(clause, words)
    return " ".join(filter(None, (rendering.sentences[place] for place in places)))


def questions_on(clause: Clause, words: str, *, english: bool) -> str:
    """Return the expected questions that the sentences answer which `words` stand in, as lines."""
    if clause.expected is None:
        return ""
    places = frozenset(_places_of(clause, words))
    expected = clause.expected.english if english else clause.expected.chinese
    found = [one.text for one in expected if places.intersection(one.sentences)]
    return "\n".join(found + [one.text for one in marked_in(clause, words, english=english)])


def marked_in(clause: Clause, words: str, *, english: bool) -> list[MarkedQuestion]:
    """Return the marked questions whose answer stands in, or overlaps, `words` of the clause."""
    start = clause.text.find(words)
    if clause.expected is None or start < 0:
        return []
    end = start + len(words)
    marked = clause.expected.english_marked if english else clause.expected.chinese_marked
    found = []
    for one in marked:
        place = clause.text.find(one.answer)
        if 0 <= place < end and place + len(one.answer) > start:
            found.append(one)
    return found


def _places_of(clause: Clause, words: str) -> list[int]:
    """Return the places of the sentences of a clause that `words`, verbatim in it, stand in."""
    start = clause.text.find(words)
    if start < 0:
        return []
    end = start + len(words.rstrip())
    found = []
    offset = 0
    for place, sentence in enumerate(split_sentences(clause.text)):
        if offset < end and start < offset + len(sentence):
            found.append(place)
        offset += len(sentence)
    return found
