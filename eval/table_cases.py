"""Questions that staff keep in a spreadsheet: a row for each, a column for each thing expected.

`eval/questions/README.md`, section "Tables", describes the columns.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from corpus.brackets import split_outside
from corpus.library import Corpus, load_corpus
from corpus.types import Role
from eval.cases import (
    MOST_TURNS,
    AgenciesAsked,
    Case,
    Category,
    PlacedCase,
    QuestionsError,
    RefusalClass,
    WantedAgency,
)
from eval.table import Row, read_rows
from eval.table_columns import Column, Table, columns_of
from eval.wording import normalise
from rag.language import language_of
from rag.types import Verdict

_ROLES: Final = {
    Role.LEAD: ("牵头", "主办", "lead", "leads"),
    Role.SOLE: ("单独", "独家", "唯一", "sole"),
    Role.JOINT: ("共同", "联合", "joint"),
    Role.PARTICIPANT: ("参与", "配合", "协办", "participant"),
    Role.NAMED: ("点名", "named"),
}
_ROLE_OF: Final = {word: role for role, words in _ROLES.items() for word in words}
_VERDICTS: Final = {
    Verdict.YES: ("是", "对", "yes"),
    Verdict.NO: ("否", "不是", "不对", "no"),
    Verdict.PARTLY: ("部分", "部分是", "partly"),
}
_VERDICT_OF: Final = {word: verdict for verdict, words in _VERDICTS.items() for word in words}
_NOBODY: Final = frozenset({"无", "没有", "none", "nobody"})
_REFUSAL: Final = frozenset({"拒答", "应拒答", "refuse", "refusal"})

_BETWEEN_TURNS: Final = re.compile(r"\|\||｜｜|\n")
_BETWEEN_VALUES: Final = "、;；,，\n"
_BETWEEN_ALTERNATIVES: Final = re.compile(r"\s*(?:或者?|/|\||\bor\b)\s*")
_WITH_BRACKET: Final = re.compile(r"(?P<name>.+?)\s*[(（](?P<inside>[^()（）]*)[)）]")
# 各市(州), 各县(市、区): such a bracket belongs to the name.
_PART_OF_NAME: Final = re.compile(r"[市州县区盟旗镇乡街道单位局、,，]+")


def read_table(path: Path, corpus: Corpus | None = None) -> Iterator[PlacedCase]:
    """Yield a case for each row of a table in order; without `corpus` on the shipped documents.

    Raises QuestionsError for the first cell that cannot be used; the message names file, row and
    column, and what to write instead.
    """
    rows = read_rows(path)
    if not rows:
        raise QuestionsError(f"{path.name} is empty; its first row names the columns: 问题, 条款")
    table = columns_of(path.name, rows[0])
    clauses = _ClauseIds(corpus or load_corpus())
    for row in rows[1:]:
        place = f"{path.name}, row {row.number}"
        try:
            yield PlacedCase(place=place, case=_case(table, row, clauses, path.stem))
        except ValidationError as cause:
            message = cause.errors()[0]["msg"].removeprefix("Value error, ")
            raise QuestionsError(f"{place}: {message}") from cause


def _case(table: Table, row: Row, ids: _ClauseIds, stem: str) -> Case:
    turns = _turns(table, row)
    refuses = normalise(table.cell(row, Column.CLAUSE)) in _REFUSAL
    clauses = () if refuses else _clauses(table, row, ids)
    agencies = _agencies(table, row)
    if refuses and agencies:
        raise table.error(row, Column.AGENCIES, "a refusal lists no agencies; clear this cell")
    asked = bool(agencies) or _says_nobody(table, row)
    verdict = _verdict(table, row)
    return Case(
        id=f"{stem}-{table.cell(row, Column.ID) or row.number}",
        category=_category(turns, clauses, asked=asked),
        language=language_of(turns[-1]),
        turns=turns,
        clauses=clauses,
        agencies=agencies,
        agencies_asked=AgenciesAsked.ALL if asked else AgenciesAsked.NONE,
        verdict=verdict,
        any_verdict=verdict is None,
        refusal_class=RefusalClass.OFF_TOPIC if refuses else None,
        note=table.cell(row, Column.NOTE),
    )


def _turns(table: Table, row: Row) -> tuple[str, ...]:
    parts = _BETWEEN_TURNS.split(table.cell(row, Column.QUESTION))
    turns = tuple(part.strip() for part in parts if part.strip())
    if not turns:
        raise table.error(row, Column.QUESTION, "no question; write one or clear the whole row")
    if len(turns) > MOST_TURNS:
        raise table.error(
            row,
            Column.QUESTION,
            f"{len(turns)} turns, a line break begins another; keep at most {MOST_TURNS}",
        )
    return turns


def _clauses(table: Table, row: Row, ids: _ClauseIds) -> tuple[tuple[str, ...], ...]:
    """Return the groups of clauses: all of those listed are needed, 或 stands between alternatives."""
    document = _document(table, row, ids)
    groups = []
    for listed in _values(table.cell(row, Column.CLAUSE)):
        try:
            groups.append(
                tuple(ids.named(one, document) for one in _BETWEEN_ALTERNATIVES.split(listed))
            )
        except QuestionsError as cause:
            raise table.error(row, Column.CLAUSE, str(cause)) from cause
    if not groups:
        raise table.error(
            row, Column.CLAUSE, "no clause; write document#reference, or 拒答 where none answers"
        )
    return tuple(groups)


def _document(table: Table, row: Row, ids: _ClauseIds) -> str | None:
    written = table.cell(row, Column.DOCUMENT)
    if not written:
        return None
    try:
        return ids.document(written)
    except QuestionsError as cause:
        raise table.error(row, Column.DOCUMENT, str(cause)) from cause


def _agencies(table: Table, row: Row) -> tuple[WantedAgency, ...]:
    if _says_nobody(table, row):
        return ()
    return tuple(_agency(table, row, one) for one in _values(table.cell(row, Column.AGENCIES)))


def _says_nobody(table: Table, row: Row) -> bool:
    return normalise(table.cell(row, Column.AGENCIES)) in _NOBODY


def _agency(table: Table, row: Row, written: str) -> WantedAgency:
    bracketed = _WITH_BRACKET.fullmatch(written)
    if not bracketed or _PART_OF_NAME.fullmatch(bracketed["inside"]):
        return WantedAgency(name=written, role=None)
    role = _ROLE_OF.get(normalise(bracketed["inside"]))
    if role is None:
        known = ", ".join(words[0] for words in _ROLES.values())
        raise table.error(
            row,
            Column.AGENCIES,
            f"{bracketed['inside']!r} is no role; write one of {known}, or no bracket",
        )
    return WantedAgency(name=bracketed["name"], role=role)


def _verdict(table: Table, row: Row) -> Verdict | None:
    written = table.cell(row, Column.VERDICT)
    if not written:
        return None
    verdict = _VERDICT_OF.get(normalise(written))
    if verdict is None:
        raise table.error(
            row, Column.VERDICT, f"{written!r} is no verdict; write 是, 否 or 部分, or nothing"
        )
    return verdict


def _category(turns: Sequence[str], clauses: Sequence[Sequence[str]], *, asked: bool) -> Category:
    if len(turns) > 1:
        return Category.FOLLOW_UP
    if not clauses:
        return Category.REFUSE
    if len({clause_id.partition("#")[0] for clause_id, *_ in clauses}) > 1:
        return Category.COMPARE
    return Category.AGENCY if asked else Category.FACT


def _values(cell: str) -> list[str]:
    return [part.strip() for part in split_outside(cell, _BETWEEN_VALUES) if part.strip()]


class _ClauseIds:
    """The clauses of a corpus, by the names that people write."""

    def __init__(self, corpus: Corpus) -> None:
        self._clauses = frozenset(clause.clause_id for clause in corpus.clauses)
        self._documents = {
            _key(name): one.document_id
            for one in corpus.documents
            for name in (one.title, one.source_file, *one.short_names, one.document_id)
        }

    def document(self, written: str) -> str:
        """Return the id of a document by id, title, short name or file."""
        document = self._documents.get(_key(written))
        if document is None:
            raise QuestionsError(f"no document {written!r}; list them with: zhengda documents")
        return document

    def named(self, written: str, document: str | None) -> str:
        """Return the id of the clause; `document` is meant where the words name none."""
        name, mark, reference = written.partition("#")
        if mark and (document is None or _key(name) in self._documents):
            document = self.document(name)
        elif document is None:
            raise QuestionsError(
                f"{written!r} names no document; write document#{written}, or add a column 文件"
            )
        else:
            reference = written
        plain = "".join(unicodedata.normalize("NFKC", reference).split())
        clause_id = f"{document}#{plain}"
        if clause_id not in self._clauses:
            raise QuestionsError(
                f"no clause {plain!r} in {document}; list them with: zhengda clauses {document}"
            )
        return clause_id


def _key(name: str) -> str:
    return normalise(name.strip("《》 "))
