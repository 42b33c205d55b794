"""A row of documents side by side as a line of a Markdown table, each cell with its citations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.english import english_of
from corpus.enumerators import enumerator_of
from corpus.titles import english_title
from corpus.types import Document
from rag.cite import Cited, lead_sentence, sentences_of, shortened
from rag.compose_compare import role_words
from rag.draft import headed, level_words, listed, say, shown_name, status_words
from rag.knowledge import Knowledge
from rag.side_by_side import Difference, Entry, Row
from rag.targets import deadlines_of, targets_of
from rag.types import ComparisonCell, ComparisonRow, Language

_LONGEST = 60  # characters of what a clause says in a cell
_LONGEST_ENGLISH = 160
_QUOTATION_MARKS = re.compile('[“”‘’"「」『』《》]')
_MOST_ENTRIES = 2
_MOST_BODIES = 6
_MOST_VALUES = 3
_DIFFERENCES = {
    Difference.SCOPE: ("部分对应", "in part"),
    Difference.BODIES: ("单位不同", "bodies"),
    Difference.FIGURES: ("数字不同", "figures"),
    Difference.DATES: ("期限不同", "dates"),
}


@dataclass(frozen=True)
class Table:
    """A table with what its cells cite, in the order of their numbers."""

    text: str
    cited: tuple[Cited, ...]
    rows: tuple[ComparisonRow, ...]


def table_of(
    documents: Sequence[Document], rows: Sequence[Row], knowledge: Knowledge, language: Language
) -> Table:
    """Return rows as a table with a column for each document, headed by level, date and validity."""
    cited: dict[str, Cited] = {}
    lines = [_head(documents, language), "|" + "---|" * (len(documents) + 2)]
    shown: list[ComparisonRow] = []
    for row in rows:
        for document in documents:
            for entry in _shown(row, document):
                cited.setdefault(entry.clause.clause_id, Cited(entry.clause, _quote(entry)))
        numbers = {clause: n for n, clause in enumerate(cited, start=1)}
        lines.append(_line(documents, row, numbers, language))
        shown.append(_as_values(documents, row, numbers))
    return Table("\n".join(lines), tuple(cited.values()), tuple(shown))


def _head(documents: Sequence[Document], language: Language) -> str:
    columns = [_column(document, language) for document in documents]
    first, last = say(language, "事项", "Subject"), say(language, "差别", "Differs")
    return f"| {first} | {' | '.join(columns)} | {last} |"


def _column(document: Document, language: Language) -> str:
    """Return the title of a document with its level, its date and whether it is in force."""
    title = english_title(document) if language is Language.ENGLISH else f"《{document.title}》"
    day = document.issued_on.isoformat() if document.issued_on else ""
    undated = say(language, "日期未写明", "undated")
    facts = [level_words(document, language), day or undated, status_words(document, language)]
    return f"{title}({say(language, ',', ', ').join(fact for fact in facts if fact)})"


def _line(
    documents: Sequence[Document], row: Row, numbers: dict[str, int], language: Language
) -> str:
    heading = _plain(headed(row.lead, language) or _words(Entry(row.lead), language))
    cells = [_cell(row, document, numbers, language) for document in documents]
    stop = say(language, "、", ", ")
    differs = stop.join(say(language, *_DIFFERENCES[one]) for one in _differences(row))
    return f"| {heading}[{numbers[row.lead.clause_id]}] | {' | '.join(cells)} | {differs} |"


def _differences(row: Row) -> list[Difference]:
    return [one for one in _DIFFERENCES if one in row.differs]


def _cell(row: Row, document: Document, numbers: dict[str, int], language: Language) -> str:
    entries = _shown(row, document)
    if not entries:
        return say(language, "没有写到", "silent")
    said = " / ".join(
        f"{_said(entry, document, language)}[{numbers[entry.clause.clause_id]}]"
        for entry in entries
    )
    return f"{said}{say(language, '等', ' and more')}" if _more(row, document) else said


def _shown(row: Row, document: Document) -> tuple[Entry, ...]:
    return row.cells.get(document.document_id, ())[:_MOST_ENTRIES]


def _more(row: Row, document: Document) -> int:
    """Return how many clauses of a cell are not shown."""
    return max(0, len(row.cells.get(document.document_id, ())) - _MOST_ENTRIES)


def _said(entry: Entry, document: Document, language: Language) -> str:
    """Return what is to be done, by whom, with its figures and until when."""
    clause = entry.clause
    part = say(language, "部分:", "in part: ") if entry.is_part else ""
    parts = [f"{part}{_words(entry, language)}"]
    names = [
        f"{shown_name(one.agency, document, language)}({role_words(one.role.value, language)})"
        for one in clause.responsibilities[:_MOST_BODIES]
    ]
    if names:
        more = say(language, "等", " and others")
        rest = more if len(clause.responsibilities) > _MOST_BODIES else ""
        parts.append(f"{say(language, '单位:', 'bodies: ')}{listed(names, language)}{rest}")
    for label, values in (
        (say(language, "数字:", "figures: "), targets_of(clause)),
        (say(language, "期限:", "dates: "), deadlines_of(clause)),
    ):
        if values:
            parts.append(f"{label}{'、'.join(map(_plain, values[:_MOST_VALUES]))}")
    return "; ".join(parts) if language is Language.ENGLISH else ";".join(parts)


def _words(entry: Entry, language: Language) -> str:
    """Return the sentence that counts, in English where the clause has a rendering."""
    sentence = _sentence(entry)
    english = english_of(entry.clause, sentence) if language is Language.ENGLISH else None
    longest = _LONGEST_ENGLISH if english else _LONGEST
    return _cut(_plain(english or sentence), longest)


def _cut(words: str, longest: int) -> str:
    """Return words that are not too long, cut at a mark or a blank and then without quotation marks.

    Half a quotation would be none.
    """
    if len(words) <= longest:
        return words
    at = max(words.rfind(mark, longest // 2, longest) for mark in ",;、:; ")
    return _QUOTATION_MARKS.sub("", f"{words[: at if at > 0 else longest]}…")


def _sentence(entry: Entry) -> str:
    """Return the nearest sentence of a part, else the first that says more than the heading."""
    near = entry.sentence if entry.is_part else None
    if near and near in entry.clause.text:
        return near
    return next(iter(sentences_of(entry.clause)), entry.clause.text)


def _quote(entry: Entry) -> str:
    quote = shortened(_sentence(entry))
    return quote if quote in entry.clause.text else lead_sentence(entry.clause)


def _plain(words: str) -> str:
    """Return words for a cell: on one line, without their enumerator and full stops."""
    line = " ".join(words.split())
    enumerator = enumerator_of(line)
    line = line[enumerator.length :] if enumerator else line
    for stop, instead in (("|", "/"), ("。", ";"), ("!", ";"), ("?", ";"), (". ", "; ")):
        line = line.replace(stop, instead)
    return line.strip(" ;.")


def _as_values(documents: Sequence[Document], row: Row, numbers: dict[str, int]) -> ComparisonRow:
    cells = tuple(
        ComparisonCell(
            document=document.document_id,
            covered=bool(entries),
            citations=tuple(numbers[one.clause.clause_id] for one in entries),
            clauses=tuple(one.clause.reference for one in entries),
            more=_more(row, document),
            partial=bool(entries) and all(one.is_part for one in entries),
            agencies=tuple(b.agency for one in entries for b in one.clause.responsibilities),
            targets=tuple(words for one in entries for words in targets_of(one.clause)),
            deadlines=tuple(words for one in entries for words in deadlines_of(one.clause)),
        )
        for document in documents
        for entries in (_shown(row, document),)
    )
    heading = row.lead.heading or lead_sentence(row.lead)
    return ComparisonRow(
        heading=heading, cells=cells, differs=tuple(one.value for one in _differences(row))
    )
