"""What is said of documents' particulars, written out: words with [n], citations, sides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.english import english_of
from corpus.titles import english_title
from corpus.types import Document
from rag.cite import Cited
from rag.draft import say, side_of
from rag.english_values import values_in_english
from rag.page import Page
from rag.particulars import asks_for_latest, asks_for_order
from rag.query import Query
from rag.stated import Stated
from rag.types import Language, Side

_MOST_CITED = 4  # citations of one particular
_FEW = 2  # so many documents are each spoken of, whether they state what is asked or not
_MOST_SHOWN = 12


@dataclass(frozen=True)
class Said:
    """What is said of one document."""

    page: Page
    stated: tuple[Stated, ...]

    @property
    def is_silent(self) -> bool:
        return not any(one.words for one in self.stated)


@dataclass(frozen=True)
class Written:
    """The words of an answer, its citations, and the sides they make."""

    text: str
    cited: tuple[Cited, ...]
    sides: tuple[Side, ...]


def written(said: Sequence[Said], query: Query) -> Written:
    """Return what is said of each document; of many, those that state nothing in one line."""
    speaking = [one for one in said if not one.is_silent]
    apart = bool(speaking) and len(said) > _FEW
    shown = (speaking if apart else list(said))[:_MOST_SHOWN]
    numbers: dict[Cited, int] = {}
    blocks, sides = [], []
    for place, one in enumerate(shown):
        cited = [each for item in one.stated for each in item.cited[:_MOST_CITED]]
        for each in cited:
            numbers.setdefault(each, len(numbers) + 1)
        summary = say(query.language, ";", "; ").join(
            _line(item, numbers, query.language) for item in one.stated
        )
        blocks.append(
            _block(_rank(place, shown, query), one.page.document, summary, query.language)
        )
        sides.append(_side(one, tuple(dict.fromkeys(numbers[each] for each in cited)), summary))
    silent = [one for one in said if one.is_silent] if apart else []
    blocks += [_silence(silent, query.language)] if silent else []
    blocks += _not_shown(len(said) - len(shown) - len(silent), query.language)
    sides += [_side(one, (), "") for one in silent]
    return Written("\n\n".join(blocks), tuple(numbers), tuple(sides))


def in_order(said: Sequence[Said], query: Query) -> list[Said]:
    """Return the documents by their dates where a question asks for their order, the one meant first."""
    if not asks_for_order(query.question):
        return list(said)
    dated = [one for one in said if one.page.issued_on]
    dated.sort(key=lambda one: str(one.page.issued_on), reverse=asks_for_latest(query.question))
    return [*dated, *(one for one in said if one not in dated)]


def _block(rank: str, document: Document, summary: str, language: Language) -> str:
    english = f"{document.title_en} " if document.title_en else ""
    return say(
        language,
        f"{rank}《{document.title}》:{summary}。",
        f"{rank}{english}《{document.title}》: {summary}.",
    )


def _line(item: Stated, numbers: dict[Cited, int], language: Language) -> str:
    """Return a particular with its label and [n], for English questions with its English beside it."""
    words = item.words or say(language, "文件没有写明", "not stated in the document")
    line = f"{item.label}{say(language, ':', ': ')}{words}{item.remark}"
    if language is Language.ENGLISH and item.needs_rendering:
        rendered = [english_of(each.clause, each.quote) for each in item.cited[:1]]
        english = [words.strip().rstrip(".:") for words in rendered if words]
        english = english or ["; ".join(values_in_english(words))]
        line += "".join(f" ({one})" for one in english if one)
    return line + "".join(f"[{numbers[each]}]" for each in item.cited[:_MOST_CITED])


def _rank(place: int, said: Sequence[Said], query: Query) -> str:
    """Return the words before the first and the last of documents in the order of their dates."""
    is_end = place in (0, len(said) - 1)
    if not is_end or len(said) < _FEW or not asks_for_order(query.question):
        return ""
    if said[place].page.issued_on is None:
        return ""
    is_latest = asks_for_latest(query.question) is (place == 0)
    return say(
        query.language,
        "最晚:" if is_latest else "最早:",
        "Latest: " if is_latest else "Earliest: ",
    )


def _silence(silent: Sequence[Said], language: Language) -> str:
    labels = "、".join(dict.fromkeys(item.label for one in silent for item in one.stated))
    chinese = "、".join(f"《{one.page.document.title}》" for one in silent)
    english = "; ".join(english_title(one.page.document) for one in silent)
    return say(language, f"没有写明{labels}的:{chinese}。", f"Not stated ({labels}) in: {english}.")


def _not_shown(count: int, language: Language) -> list[str]:
    if count <= 0:
        return []
    return [
        say(
            language,
            f"另有{count}份文件没有列出,请说明是哪一份。",
            f"{count} more documents are not shown; please say which one is meant.",
        )
    ]


def _side(one: Said, citations: tuple[int, ...], summary: str) -> Side:
    return side_of(
        one.page.document,
        covered=not one.is_silent,
        citations=() if one.is_silent else citations,
        summary="" if one.is_silent else re.sub(r"\[\d+\]", "", summary),
    )
