"""What of a document's clauses is compared with those of another, read once and kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.enumerators import enumerator_of
from corpus.gazetteer import read_name
from corpus.glossary import terms_named
from corpus.substance import speaking_clauses, text_without_units
from corpus.types import Clause, ParsedDocument
from embeddings.bags import Bags, Vocabulary
from embeddings.encode import Vectors
from embeddings.terms import terms_of
from embeddings.texts import Entry, entries_of, sentence_of, split_into_sentences
from embeddings.vectors import key_of

Starts = NDArray[np.intp]

_MORE_THAN_HEADING = 6  # enumerator and full stop


@dataclass(frozen=True)
class Rows:
    """Rows of several clauses, one after another: those of clause n begin at `starts[n]`."""

    vectors: Vectors
    starts: Starts


@dataclass(frozen=True)
class Traits:
    """The clauses of a document that say something, in reading order, and what is compared of them.

    `sentences` are the vectors of their sentences, `written` the words of these; `words` are those of
    a clause without its units, `headings` those of its own heading. `bodies` are kinds of bodies of
    whatever place, `named` the official terms of each clause and `terms` the same as bags. `english` and `plain` are the vectors of their renderings,
    None where a clause has none.
    """

    document_id: str
    clauses: tuple[Clause, ...]
    sentences: Rows
    sentence_texts: tuple[str, ...]
    english: Vectors | None
    plain: Vectors | None
    words: Bags
    headings: Bags
    written: Bags
    written_starts: Starts
    bodies: Bags
    terms: Bags
    named: tuple[frozenset[str], ...]


def read_traits(
    parsed: ParsedDocument, vectors: Mapping[str, Vectors], vocabulary: Vocabulary
) -> Traits | None:
    """Return what is compared of a document; None where no clause says anything.

    `vectors` are those of the index under the hash of their text; a text without one is a KeyError.
    """
    clauses = speaking_clauses(parsed.clauses)
    if not clauses:
        return None
    entry_of = {entry.clause_id: entry for entry in entries_of(parsed)}
    entries = [entry_of[clause.clause_id] for clause in clauses]
    texts = [text_without_units(clause) for clause in clauses]
    embedded = list(map(_telling, entries, clauses, texts))
    named = [terms_named(text) for text in texts]
    written = [split_into_sentences(text) or (text,) for text in texts]
    return Traits(
        document_id=parsed.document.document_id,
        clauses=clauses,
        sentences=Rows(
            _vectors([text for several in embedded for text in several], vectors),
            _starts(embedded),
        ),
        sentence_texts=tuple(sentence_of(text) for several in embedded for text in several),
        english=_of_renderings([entry.english for entry in entries], vectors),
        plain=_of_renderings([entry.plain for entry in entries], vectors),
        words=Bags.of([_pairs(text) for text in texts], vocabulary),
        headings=Bags.of([_pairs(clause.heading) for clause in clauses], vocabulary),
        written=Bags.of([set(_pairs(one)) for several in written for one in several], vocabulary),
        written_starts=_starts(written),
        bodies=Bags.of([kinds_of_bodies(clause) for clause in clauses], vocabulary),
        terms=Bags.of([[f"term:{term}" for term in one] for one in named], vocabulary),
        named=tuple(named),
    )


def kinds_of_bodies(clause: Clause) -> frozenset[str]:
    """Return what kinds of bodies have a role in a clause, whatever their place and level."""
    return frozenset(read_name(one.agency).key for one in clause.responsibilities)


def _pairs(text: str) -> Iterator[str]:
    """Yield the pairs of characters of a text, its words and numbers, without its enumerator."""
    enumerator = enumerator_of(text)
    said = text[enumerator.length :] if enumerator else text
    return (term for term in terms_of(said) if len(term) > 1)


def _telling(entry: Entry, clause: Clause, text: str) -> tuple[str, ...]:
    """Return the embedded sentences of a clause but those that only list units or head it."""
    longest_heading = len(clause.heading) + _MORE_THAN_HEADING if clause.heading else 0
    telling = tuple(
        one
        for one in entry.sentences
        if sentence_of(one) in text and len(sentence_of(one)) > longest_heading
    )
    return telling or entry.sentences or (entry.passage,)


def _starts(groups: Sequence[Sequence[str]]) -> Starts:
    return np.cumsum([0, *map(len, groups[:-1])], dtype=np.intp)


def _vectors(texts: Sequence[str], vectors: Mapping[str, Vectors]) -> Vectors:
    return np.stack([vectors[key_of(text)] for text in texts])


def _of_renderings(texts: Sequence[str], vectors: Mapping[str, Vectors]) -> Vectors | None:
    return _vectors(texts, vectors) if all(texts) else None
