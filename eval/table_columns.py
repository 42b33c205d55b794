"""The columns of a table of questions: known by their headers, in Chinese or English."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from corpus.types import Frozen
from eval.cases import QuestionsError
from eval.table import Row, column_letter
from eval.wording import normalise


class Column(StrEnum):
    """What a column of the table holds."""

    QUESTION = "question"
    AGENCIES = "agencies"
    DOCUMENT = "document"
    CLAUSE = "clause"
    VERDICT = "verdict"
    ID = "id"
    NOTE = "note"


# As `normalise` leaves them: headers in Traditional characters or capitals need no entry.
_HEADERS: Final = {
    Column.QUESTION: ("问题", "提问", "问句", "对话", "question", "questions", "conversation"),
    Column.AGENCIES: (
        "应答机构", "应答单位", "应答部门", "责任机构", "责任单位", "责任部门", "机构", "单位", "部门",
        "agencies", "agency", "expected agencies", "expected agency",
    ),
    Column.DOCUMENT: ("文件", "文件名", "文件名称", "政策文件", "document", "expected document"),
    Column.CLAUSE: (
        "条款", "依据条款", "对应条款", "应答条款", "出处",
        "clause", "clauses", "expected clause", "expected clauses", "reference",
    ),
    Column.VERDICT: ("判断", "是否", "结论", "verdict", "expected verdict"),
    Column.ID: ("编号", "序号", "id", "no", "no.", "number"),
    Column.NOTE: ("备注", "说明", "note", "notes", "remark", "remarks", "comment", "comments"),
}  # fmt: skip
_COLUMN_OF: Final = {name: column for column, names in _HEADERS.items() for name in names}


class Table(Frozen):
    """The name of a file, and where each of its columns stands, from 0."""

    file: str
    headers: tuple[str, ...]
    places: Mapping[Column, int]

    def cell(self, row: Row, column: Column) -> str:
        """Return what stands there, empty where the table has no such column."""
        place = self.places.get(column)
        return row.cells[place] if place is not None and place < len(row.cells) else ""

    def error(self, row: Row, column: Column, problem: str) -> QuestionsError:
        """Return the error of one cell of a column that the table has."""
        place = self.places[column]
        where = f"column {column_letter(place)} ({self.headers[place]})"
        return QuestionsError(f"{self.file}, row {row.number}, {where}: {problem}")


def columns_of(file: str, header: Row) -> Table:
    """Return the table with this header.

    Raises QuestionsError when a column is not known, stands twice or is missing.
    """
    places: dict[Column, int] = {}
    for place, written in enumerate(header.cells):
        column = _COLUMN_OF.get(normalise(written).rstrip(":"))
        where = f"{file}, row {header.number}, column {column_letter(place)}"
        if column in places:
            raise QuestionsError(f"{where}: a second column for the {column}; keep one of them")
        if column is not None:
            places[column] = place
        elif written:
            known = ", ".join(names[0] for names in _HEADERS.values())
            raise QuestionsError(f"{where}: {written!r} is no known column; name it one of {known}")
    for column in (Column.QUESTION, Column.CLAUSE):
        if column not in places:
            raise QuestionsError(
                f"{file}, row {header.number}: no column for the {column}; "
                f"name one {_HEADERS[column][0]} or {column}"
            )
    return Table(file=file, headers=header.cells, places=places)
