"""What is embedded of a clause: a passage for the whole of it, and each of its sentences."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Final

from corpus.english import english_passage
from corpus.sentences import cells_of, is_row, split_sentences
from corpus.types import Clause, Document, Frozen, ParsedDocument

RECIPE: Final = 5
"""Raise it when the texts below are made in another way: all indexes are then built anew."""

_MIN_SENTENCE: Final = 4  # shorter ones are enumerators and remains of layout


class Entry(Frozen):
    """What the index holds of a clause: the texts to embed and what a search can filter by.

    `english` and `plain` are passages of its renderings, empty where it has none; `asked` and
    `asked_english` the questions that it is expected to be asked for, which lend their words to the
    renderings, too.

    Sentences of the English rendering are not embedded: measured, they add nothing to its passage.
    """

    clause_id: str
    document: str
    reference: str
    passage: str
    sentences: tuple[str, ...]
    english: str
    plain: str
    asked: tuple[str, ...]
    asked_english: tuple[str, ...]
    agencies: tuple[str, ...]
    place: str
    status: str
    date: str | None


def entries_of(parsed: ParsedDocument) -> tuple[Entry, ...]:
    """Return an entry for each clause, in reading order."""
    return tuple(_entry(parsed.document, clause) for clause in parsed.clauses)


def texts_of(entry: Entry) -> tuple[str, ...]:
    """Return the texts of an entry that are embedded: passage, sentences, those of its renderings."""
    renderings = filter(None, (entry.english, entry.plain))
    return (entry.passage, *entry.sentences, *renderings, *entry.asked, *entry.asked_english)


def content_hash(entries: Iterable[Entry]) -> str:
    """Return a hash that changes when anything in the entries does."""
    digest = hashlib.sha256()
    for entry in entries:
        digest.update(entry.model_dump_json().encode())
    return digest.hexdigest()


def sentence_of(embedded: str) -> str:
    """Return the clause's own words from the text that was embedded for a sentence."""
    return embedded.rpartition("\n")[2]


def split_into_sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text in order, with their closing marks."""
    found = (sentence.strip() for sentence in split_sentences(text))
    return tuple(sentence for sentence in found if len(sentence) >= _MIN_SENTENCE)


def _entry(document: Document, clause: Clause) -> Entry:
    # A sentence alone says neither where it holds nor what it is about: with both hit@1 is higher.
    context = _joined([document.place, clause.heading or document.title], " ")
    parts = cells_of(clause.text) if is_row(clause.reference) else [clause.text]
    sentences = dict.fromkeys(one for part in parts for one in split_into_sentences(part))
    return Entry(
        clause_id=clause.clause_id,
        document=document.document_id,
        reference=clause.reference,
        passage=_joined([document.title, *clause.headings, clause.text], "\n"),
        sentences=tuple(_joined([context, sentence], "\n") for sentence in sentences),
        english=english_passage(clause, document),
        plain=_joined([clause.plain.heading, "".join(clause.plain.sentences)], "\n")
        if clause.plain
        else "",
        asked=tuple(one.text for one in clause.expected.chinese) if clause.expected else (),
        asked_english=tuple(one.text for one in clause.expected.english) if clause.expected else (),
        agencies=tuple(responsibility.agency for responsibility in clause.responsibilities),
        place=document.place,
        status=document.status.value,
        date=document.issued_on.isoformat() if document.issued_on else None,
    )


def _joined(parts: Sequence[str], mark: str) -> str:
    return mark.join(part for part in parts if part)
