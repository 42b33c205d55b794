"""Unofficial renderings of clauses in English and in everyday Chinese, a clause a line.

They stand in `renderings/en/ID.jsonl` and `renderings/plain/ID.jsonl`. A line has the clause's reference, `of`, the first characters of the SHA-256 of the text it renders,
the heading, and one sentence for each of the text. A rendering of another text
than the clause has now is left out, so that a change of the text cannot leave a wrong one standing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from corpus.errors import DocumentError
from corpus.sentences import split_sentences
from corpus.types import Clause, Frozen, ParsedDocument, Rendering

SHIPPED_RENDERINGS = Path(__file__).parent / "renderings"
ENGLISH = "en"
PLAIN = "plain"
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


def hash_of(text: str) -> str:
    """Return what a rendering keeps of the text that it renders."""
    return hashlib.sha256(text.encode()).hexdigest()[:_HASH_LENGTH]


def read_renderings(path: Path) -> dict[str, RenderingLine]:
    """Return the renderings of a file by the references of their clauses; none without the file.

    Raises:
        DocumentError: the file cannot be read or a line is not a rendering.

    """
    if not path.exists():
        return {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        read = [RenderingLine.model_validate_json(line) for line in lines if line.strip()]
    except (OSError, ValueError) as error:
        raise DocumentError(f"cannot read the renderings {str(path)!r}: {error}") from error
    return {line.clause: line for line in read}


def with_renderings(
    parsed: ParsedDocument,
    english: Mapping[str, RenderingLine],
    plain: Mapping[str, RenderingLine],
) -> ParsedDocument:
    """Return the document with the renderings that fit its clauses."""
    in_english, in_plain = _fitting(parsed, english), _fitting(parsed, plain)
    clauses = tuple(
        clause.model_copy(
            update={
                "rendering": in_english.get(clause.reference),
                "plain": in_plain.get(clause.reference),
            }
        )
        for clause in parsed.clauses
    )
    return parsed.model_copy(update={"clauses": clauses})


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
    start = clause.text.find(words)
    if rendering is None or start < 0:
        return ""
    end = start + len(words.rstrip())
    found = []
    offset = 0
    for sentence, rendered in zip(split_sentences(clause.text), rendering.sentences, strict=True):
        if offset < end and start < offset + len(sentence):
            found.append(rendered)
        offset += len(sentence)
    return " ".join(filter(None, found))
