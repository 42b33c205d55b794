"""Documents that a decision ends or changes by a list: 废止的规范性文件目录, 下列文件予以废止."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from corpus.cited_works import CitedWork, works_in
from corpus.enumerators import Enumerator, Style, enumerator_of
from corpus.metadata import NUMBER, closed_up
from corpus.types import RelationKind

_ENDED = r"(?:废止|失效|停止执行|停止施行)"
_CHANGED = r"(?:修改|修订|修正)"
# 省人民政府决定废止的行政规范性文件目录, 宣布失效的文件清单
_LIST_TITLE = re.compile(
    rf"(?:(?P<ended>{_ENDED})|(?P<changed>{_CHANGED}))[^。;；|]{{0,30}}(?:目录|清单|名单|一览表|文件表)"
)
# 下列文件予以废止: 对以下规范性文件作出修改:
_BELOW = re.compile(
    rf"(?:下列|以下)[^。;；|]{{0,40}}(?:(?P<ended>{_ENDED})|(?P<changed>{_CHANGED}))[^。;；|]{{0,6}}[:：。]?$"
    rf"|(?:(?P<ends>废止|宣布失效)|(?P<changes>修改))(?:下列|以下)[^。;；|]{{0,30}}[:：。]?$"
)
_KEPT = re.compile(r"(?:继续|保留|现行)有效|不(?:予)?(?:废止|修改)")
_BRACKET = re.compile(r"[(（](?P<inside>(?:[^()（）]|[(（][^()（）]*[)）])*)[)）]\s*[。;；]?$")
_TITLE: Final = re.compile(
    r"[^。;；|:：]{4,120}(?:意见|通知|办法|规定|规则|细则|方案|规划|计划|措施|决定|条例|制度|标准|纲要|要点|批复|函|通告|公告|政策|指南|清单|预案)"
    r"(?:[(（](?:试行|暂行|修订|草案|[\d—\-–年]+)[)）])?"
)


@dataclass(frozen=True)
class ListedWork:
    """A document in a list, and what the list says becomes of it."""

    kind: RelationKind
    work: CitedWork


def listed_works(clauses: Sequence[str]) -> Iterator[ListedWork]:
    """Yield the documents in lists of those that are ended or changed, in reading order."""
    kind: RelationKind | None = None
    opened: Style | None = None
    for clause in clauses:
        enumerator = enumerator_of(clause)
        if _closes(enumerator, opened):
            kind = opened = None
        for place, line in enumerate(clause.split("\n")):
            said = _kind_of_list(line)
            if said is not None:
                kind, opened = said, enumerator.style if enumerator else None
            elif kind is not None:
                length = enumerator.length if enumerator and not place else 0
                yield from (ListedWork(kind, one) for one in _item(line[length:].strip()))


def _closes(enumerator: Enumerator | None, opened: Style | None) -> bool:
    """Return whether a clause stands beside or above the one that opened a list."""
    return enumerator is not None and opened is not None and enumerator.style <= opened


def _kind_of_list(line: str) -> RelationKind | None:
    said = _LIST_TITLE.search(line) or _BELOW.search(line)
    if not said or _KEPT.search(line) or "《" in line:
        return None
    found = {name for name, words in said.groupdict().items() if words}
    return RelationKind.REPEALS if found & {"ended", "ends"} else RelationKind.AMENDS


def _item(line: str) -> Iterator[CitedWork]:
    """Yield the document that an item or a row of a list is for: title and number, no sentence."""
    cells = [cell.strip() for cell in line.split("|")]
    number = next((found[0] for cell in cells if (found := NUMBER.search(cell))), None)
    for cell in cells:
        if cell.startswith("《"):
            yield from works_in(cell)[:1]
            return
        bracket = _BRACKET.search(cell)
        numbered = bracket is not None and NUMBER.search(bracket["inside"]) is not None
        title = cell[: bracket.start()] if bracket and numbered else cell.rstrip("。;；")
        if _TITLE.fullmatch(title.strip()):
            yield CitedWork(
                title=title.strip(),
                number=closed_up(number) if number else None,
                short_name=None,
                tie=None,
                words=cell,
                sentence=line,
            )
            return
