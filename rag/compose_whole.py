"""Documents compared as wholes: a short statement, and a table with a column for each document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from corpus.titles import english_title
from corpus.types import Document
from rag.cautions import caution_words
from rag.draft import Draft, answer_agency, say, side_of, validity_warning
from rag.knowledge import Knowledge
from rag.linked import Links
from rag.query import Query
from rag.row_words import Table, table_of
from rag.side_by_side import (
    Difference,
    Extent,
    Row,
    SideBySide,
    compare_documents,
)
from rag.types import AnswerAgency, Choice, Comparison, Language, Side
from rag.whole import Aspect, Whole

_MOST_ROWS = 20
_MOST_CHOICES = 5
_ORDER = (Extent.SAME, Extent.PARTLY, Extent.ALONE)


def compose_whole(query: Query, whole: Whole, knowledge: Knowledge, links: Links) -> Draft:
    """Return which tasks the documents share, or the first alone have, with all that each says.

    Where the question does not say which documents, it offers some.
    """
    if not whole.first:
        return _which(query, knowledge)
    first, second, *more = (*whole.first, *whole.others)
    found = compare_documents(first, second, *more, knowledge=knowledge, links=links)
    rows = _asked(whole, found)
    shown = rows[:_MOST_ROWS]
    table = table_of(found.documents, shown, knowledge, query.language)
    totals = {one: _totals(one, whole, found) for one in _counted(whole)}
    left = len(rows) - len(shown)
    return Draft(
        text=_text(query, found, totals, table, left),
        cited=table.cited,
        agencies=tuple(_agencies(table, knowledge)) if whole.aspect is Aspect.BODIES else (),
        comparison=Comparison(
            topic=query.question,
            sides=tuple(_side(one, table) for one in found.documents),
            rows=table.rows,
            totals=_flat(totals) | {"rows": len(rows), "left": left},
        ),
    )


def _which(query: Query, knowledge: Knowledge) -> Draft:
    """Return choices of two documents: those of one place first."""
    pairs = sorted(
        combinations(knowledge.corpus.documents, 2), key=lambda pair: pair[0].place != pair[1].place
    )
    choices = tuple(_choice(*pair, query.language) for pair in pairs[:_MOST_CHOICES])
    words = say(
        query.language, "请说明对比哪几份文件。", "Please say which documents are to be compared."
    )
    return Draft(text=words, clarify=choices, refused=True, confidence=0.5)


def _choice(one: Document, other: Document, language: Language) -> Choice:
    titles = [
        english_title(document) if language is Language.ENGLISH else f"《{document.title}》"
        for document in (one, other)
    ]
    return Choice(
        label=say(language, "、", " – ").join(titles),
        question=say(
            language,
            f"{titles[0]}和{titles[1]}有什么相同和不同?",
            f"What do {titles[0]} and {titles[1]} have in common, and how do they differ?",
        ),
    )


def _asked(whole: Whole, found: SideBySide) -> list[Row]:
    """Return the rows that are asked for: in reading order, or what is the same first."""
    led = [row for document in whole.first for row in found.led_by(document)]
    extent = {id(row): row.extent(whole.others) for row in led}
    if whole.aspect is Aspect.FATE:
        return led
    if whole.aspect is Aspect.LACKING:
        return _once([row for row in led if extent[id(row)] is Extent.ALONE])
    linked = [row for row in led if extent[id(row)] is not Extent.ALONE]
    wanted = {Aspect.BODIES: Difference.BODIES, Aspect.FIGURES: Difference.FIGURES}.get(
        whole.aspect
    )
    if wanted:
        linked = [row for row in linked if wanted in row.differs]
    return sorted(linked, key=lambda row: _ORDER.index(extent[id(row)]))


def _once(rows: Sequence[Row]) -> list[Row]:
    """Return rows without those whose clause stands as the same task in a row before."""
    placed: set[str] = set()
    kept = []
    for row in rows:
        if row.lead.clause_id not in placed:
            kept.append(row)
        entries = (one for cell in row.cells.values() for one in cell if not one.is_part)
        placed |= {one.clause.clause_id for one in entries}
    return kept


def _counted(whole: Whole) -> tuple[str, ...]:
    """Return the documents of which it is counted what the others have of them."""
    return whole.first if whole.aspect is not Aspect.ALL else (*whole.first, *whole.others)


def _totals(document: str, whole: Whole, found: SideBySide) -> dict[str, int]:
    """Return how many clauses a document has, and of how many the other side has how much."""
    beside = whole.others if document in whole.first else whole.first
    extents = Counter(row.extent(beside) for row in found.led_by(document))
    return {"clauses": extents.total(), **{one.value: extents[one] for one in _ORDER}}


def _flat(totals: dict[str, dict[str, int]]) -> dict[str, int]:
    return {f"{document}: {name}": n for document, of in totals.items() for name, n in of.items()}


def _text(
    query: Query,
    found: SideBySide,
    totals: dict[str, dict[str, int]],
    table: Table,
    left: int,
) -> str:
    language = query.language
    of_id = {one.document_id: one for one in found.documents}
    counts = [_count(of_id[one], of, language) for one, of in totals.items()]
    cautions = [caution_words(one, language) for one in found.cautions]
    ending = [_matched(language)]
    if left:
        ending.append(
            say(
                language,
                f"另有{left}条没有列出,全部见命令 zhengda links。",
                f"{_clauses(left)} more not shown; the command zhengda links lists all.",
            )
        )
    between = say(language, "", " ")
    none = say(language, "没有这样的条款。", "There are no such clauses.")
    parts = [
        validity_warning(list(found.documents), language).strip(),
        between.join([*counts, *cautions]),
        table.text if table.rows else none,
        between.join(ending),
    ]
    return "\n\n".join(part for part in parts if part)


def _count(document: Document, of: dict[str, int], language: Language) -> str:
    return say(
        language,
        f"《{document.title}》共有{of['clauses']}条:{of['same']}条另一方也有,"
        f"{of['partly']}条另一方有一部分,{of['alone']}条另一方没有写到。",
        f"{english_title(document)} has {_clauses(of['clauses'])}: {_clauses(of['same'])} that the "
        f"other has too, {_clauses(of['partly'])} of which it has a part, {_clauses(of['alone'])} "
        "that it does not have.",
    )


def _clauses(number: int) -> str:
    return f"{number} clause{'' if number == 1 else 's'}"


def _matched(language: Language) -> str:
    return say(
        language,
        "对应关系由程序逐条比对,部分对应的只有一部分相同,请核对原文。",
        "The program set the clauses beside each other; in part means that only a part is alike: "
        "check the wording.",
    )


def _agencies(table: Table, knowledge: Knowledge) -> Iterator[AnswerAgency]:
    for n, cited in enumerate(table.cited, start=1):
        document = knowledge.document_of(cited.clause)
        for one in cited.clause.responsibilities:
            yield answer_agency(one, document, n)


def _side(document: Document, table: Table) -> Side:
    cells = [
        cell for row in table.rows for cell in row.cells if cell.document == document.document_id
    ]
    numbers = tuple(dict.fromkeys(n for cell in cells for n in cell.citations))
    return side_of(document, covered=bool(numbers), citations=numbers)
