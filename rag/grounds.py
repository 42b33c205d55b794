"""What an answer may state: the values that a clause, its document or a question gives."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

from corpus.enumerators import enumerator_of
from corpus.gazetteer import BodyName, english_name, is_same_body, read_name
from corpus.places import place_of
from corpus.titles import english_title
from corpus.types import Clause, Document, Level
from rag.dates import SaidDate, dates_in, without_dates
from rag.figures import Figure, document_numbers_in, figures_given
from rag.knowledge import Knowledge
from rag.language import comparable
from rag.named_bodies import chinese_bodies_in
from rag.stated import english_issuer

_REMEMBERED = 2048  # clauses and documents whose values are kept
_MARKS = re.compile(r"[\s“”‘’\"'「」『』《》〈〉*_`]+")
_OFFICE = re.compile(r"(?<=.{2})办公[厅室]$")
_ALIKE = str.maketrans("〔〕[]【】﹝﹞—–－―~～", "()()()()------")


@dataclass(frozen=True)
class Said:
    """The values that a text gives: its words `folded`, numbers, dates and bodies as it writes them."""

    folded: str
    figures: Mapping[Fraction, tuple[Figure, ...]]
    dates: frozenset[SaidDate]
    bodies: frozenset[str]

    def holds(self, words: str) -> bool:
        """Return whether words stand in the text, whatever their width, script, blanks and quotes."""
        return folded(words) in self.folded

    def gives(self, figure: Figure) -> bool:
        return any(figure.agrees(one) for one in self.figures.get(figure.value, ()))


@lru_cache(_REMEMBERED)
def folded(text: str) -> str:
    """Return a text as it is compared word for word: in one script, without blanks and quotes."""
    return _MARKS.sub("", comparable(text)).translate(_ALIKE)


@lru_cache(_REMEMBERED)
def said(text: str, written: frozenset[str]) -> Said:
    """Return the values of a text; `written` are the names of bodies in the corpus."""
    plain = "\n".join(map(_without_enumerator, comparable(text).split("\n")))
    numbers = document_numbers_in(plain)
    dates = dates_in(plain)
    figures: dict[Fraction, list[Figure]] = defaultdict(list)
    for one in (*numbers, *figures_given(without_dates(plain, dates))):
        figures[one.value].append(one)
    return Said(
        folded(text),
        {value: tuple(dict.fromkeys(found)) for value, found in figures.items()},
        frozenset(dates),
        frozenset(one.words for one in chinese_bodies_in(plain, written)),
    )


def _without_enumerator(line: str) -> str:
    """Return a line without the number that opens it: it counts clauses and is no value."""
    enumerator = enumerator_of(line)
    return line[enumerator.length :] if enumerator else line


@dataclass(frozen=True)
class Grounds:
    """What stands behind a statement: clauses with their documents, or a question."""

    parts: tuple[Said, ...]

    def __add__(self, other: Grounds) -> Grounds:
        return Grounds(self.parts + other.parts)

    def hold(self, words: str) -> bool:
        """Return whether words of any length stand in one of the parts."""
        return any(one.holds(words) for one in self.parts)

    def give_figure(self, figure: Figure) -> bool:
        return any(one.gives(figure) for one in self.parts)

    def give_date(self, wanted: SaidDate) -> bool:
        return any(wanted.stands_among(one.dates) for one in self.parts)

    def name(self, written: str) -> bool:
        return any(written in one.bodies for one in self.parts)

    def name_like(self, written: str) -> bool:
        """Return whether the body is named, by this or another name, a reform's included."""
        key = read_name(written).key
        return any(is_same_body(key, one.key) for one in self._bodies())

    def mean(self, key: str, *, national: bool) -> bool:
        """Return whether the body with this key is named, of the national level if it must be."""
        levels = [one.level for one in self._bodies() if is_same_body(key, one.key)]
        return Level.NATION in levels if national else bool(levels)

    def _bodies(self) -> list[BodyName]:
        names = (_OFFICE.sub("", name) for part in self.parts for name in part.bodies)
        return [read_name(name) for name in names]


def grounds_of_clause(clause: Clause, knowledge: Knowledge) -> Grounds:
    """Return what a clause gives: its words and headings, its bodies, its rendering, its document."""
    document = knowledge.document_of(clause)
    units = [name for one in clause.responsibilities for name in (one.agency, *one.also_called)]
    names = "、".join([*units, *clause.also_involved])
    words = [clause.text, clause.heading, *clause.headings, names, clause.deadline or ""]
    own = said("\n".join(words), knowledge.names_of_bodies)
    found = Grounds((own,)) + grounds_of_document(document, knowledge)
    english = _english_names(own.bodies, document.place, document.level)
    if clause.rendering:
        english = "\n".join([clause.rendering.text, *_headings(clause), english])
    return found + Grounds((said(english, knowledge.names_of_bodies),)) if english else found


def grounds_of_document(document: Document, knowledge: Knowledge) -> Grounds:
    """Return what a document gives of itself, in both languages."""
    return Grounds((said(_of_itself(document), knowledge.names_of_bodies),))


@lru_cache(_REMEMBERED)
def _of_itself(document: Document) -> str:
    days = [one for one in (document.issued_on, document.published_on) if one]
    words = [
        document.title,
        *document.short_names,
        english_title(document),
        document.place,
        document.document_number,
        *map(date.isoformat, days),
        "、".join(document.issuers),
        "、".join(document.addressees),
        *(english_issuer(one, document) for one in document.issuers),
    ]
    return "\n".join(filter(None, words))


def grounds_of_words(words: Iterable[str], knowledge: Knowledge) -> Grounds:
    """Return what a question, or other words, give."""
    return Grounds((said("\n".join(words), knowledge.names_of_bodies),))


def _headings(clause: Clause) -> tuple[str, ...]:
    return (clause.rendering.heading, *clause.rendering.headings) if clause.rendering else ()


@lru_cache(_REMEMBERED)
def _english_names(names: frozenset[str], place: str, level: Level | None) -> str:
    """Return the English names of bodies, a line each."""
    found = (english_name(read_name(name), place_of(place), level) for name in sorted(names))
    return "\n".join(filter(None, found))
