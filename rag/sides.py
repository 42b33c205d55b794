"""What a comparing question says of each side: its own part, beside what all sides share.

扶大企业:四川想养出几家物流公司,县域计划给什么优惠? has a part for each of the two documents.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from corpus.glossary import official_terms
from corpus.types import Document
from rag.language import comparable
from rag.query import Query
from rag.scope import read_scope
from rag.types import Language
from rag.wording import OPEN_QUESTION, content_of

_CUT = re.compile(
    r"[,,;;::。.??!!、]+|(?:而|以及)(?=.{4})|"
    r"\b(?:and|while|whereas|but)\b(?= (?:which|what|who|how|where|when|does|do|is|are|in|under|for|the|its)\b)",
    re.IGNORECASE,
)
_ASKS_THE_SAME = re.compile(r"又?(?:是)?哪|呢\W*$|^\W*(?:and )?(?:which|what about|how about)\b")
_OF_ANY_DOCUMENT = re.compile(
    r"自己|自身|本身|[定设提写说讲]的|目标|指标|要求|规定|标准|说法|做法|写法|数字?|那[份边]|又是|呢|"
    r"\b(?:work points|key points|points|plan|notice|measures|rules|guidance|document|one|own|targets?|figures?)\b"
)
_OF_ALL = re.compile(r"[两双三]边|双方|各自|各是|各由|各归|\b(?:both|each|either)\b")
_OF_BOTH = re.compile(r"都|均|各|分别|[一两]样|不同|区别|差")
_AND = re.compile(r"[和跟与]")
_OF_EACH = re.compile(r"各(?=[\u3400-\u9fff])|分别|\beach\b|\brespectively\b")
_MIN_CONTENT = 2  # Han characters of a part that says something; one Latin word does


def words_by_side(
    question: str,
    documents: Sequence[Document],
    own_words: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> dict[str, str]:
    """Return by document the parts of the question that are about it or about no side alone.

    `documents` are the sides. Empty when the question does not divide: then all of it is about each.
    """
    parts = _parts(question, documents, own_words)
    empty = [not _has_content(words, documents, own_words) for words, _ in parts]
    spoken_for = {one for _, sides in parts for one in sides}
    with_content = {
        one for (_, sides), none in zip(parts, empty, strict=True) for one in sides if not none
    }
    # What says nothing of its own (自己定的目标又是多少, in the work points) is asked of what all are.
    if spoken_for - with_content:
        return {}
    # What says nothing of its own divides nothing: in A and in B: list the units.
    parts = [
        (words, frozenset() if none and place == len(parts) - 1 else sides)
        for place, ((words, sides), none) in enumerate(zip(parts, empty, strict=True))
    ]
    spoken_for = {one for _, sides in parts for one in sides}
    if len(parts) < 2 or not any(0 < len(sides) < len(documents) for _, sides in parts):
        return {}
    texts = {
        document.document_id: " ".join(
            words for words, sides in parts if not sides or document.document_id in sides
        )
        for document in documents
    }
    own = {
        one: any(one in sides and len(sides) < len(documents) for _, sides in parts)
        for one in spoken_for
    }
    # A part divides the question when each side has one of its own; 山西怎么做,四川呢 does not.
    return texts if len(own) > 1 and all(own.values()) else {}


def sides_asked(
    question: str,
    documents: Sequence[Document],
    asks: re.Pattern[str],
    own_words: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> tuple[str, ...]:
    """Return the sides named in the parts that ask something; empty when it is asked of all."""
    asking: list[frozenset[str]] = []
    asks_something_else = False
    for words, sides in _parts(question, documents, own_words):
        text = comparable(words)
        # … which bodies does A name and which does B: the second part asks the same.
        if asks.search(text) or (asking and sides and _ASKS_THE_SAME.search(text)):
            asking.append(sides)
        else:
            asks_something_else |= OPEN_QUESTION.search(text) is not None
    named = {one for sides in asking for one in sides}
    # Who does it in A, on the other hand in B: what is asked of one is asked of all.
    if not asks_something_else or _OF_ALL.search(comparable(question)):
        return ()
    if not all(asking) or len(named) == len(documents):
        return ()
    return tuple(d.document_id for d in documents if d.document_id in named)


def _parts(
    question: str, documents: Sequence[Document], own_words: Mapping[str, Sequence[str]]
) -> list[tuple[str, frozenset[str]]]:
    """Return the parts that say something, each with the sides it names."""
    parts: list[tuple[str, frozenset[str]]] = []
    waiting = ""
    cuts = [piece for cut in _CUT.split(question) for piece in _at_and(cut, documents, own_words)]
    for cut in cuts:
        words = f"{waiting} {cut}".strip()
        if not words:
            continue
        scope = read_scope(words, documents, (), own_words)
        if not _says_something(words, scope.words):
            waiting = words  # a name alone belongs to what follows: 山西,四川各怎么做
            continue
        waiting = ""
        # 2025年财政各拿出多少 asks each of a year, which is no document's.
        by_year = frozenset() if _OF_EACH.search(words) else _by_year(words, documents)
        named = frozenset(scope.documents) or by_year
        parts.append((words, named))
    if waiting:
        parts.append((waiting, frozenset(read_scope(waiting, documents, (), own_words).documents)))
    return parts


def _at_and(
    words: str, documents: Sequence[Document], own_words: Mapping[str, Sequence[str]]
) -> list[str]:
    """Return words cut at an "and" between two sides that each do something: 甲扶持茶叶和乙扶持低空."""
    for joint in _AND.finditer(words):
        pieces = [words[: joint.start()], words[joint.end() :]]
        named = [read_scope(piece, documents, (), own_words).documents for piece in pieces]
        apart = all(named) and not set(named[0]) & set(named[1]) and not _OF_BOTH.search(pieces[1])
        if apart and all(_has_content(piece, documents, own_words) for piece in pieces):
            return pieces
    return [words]


def _has_content(
    words: str, documents: Sequence[Document], own_words: Mapping[str, Sequence[str]]
) -> bool:
    """Return whether a part says more than that its document has a rule, a target, a wording of its own."""
    scope = read_scope(words, documents, (), own_words)
    return _says_something(_OF_ANY_DOCUMENT.sub(" ", comparable(words)), scope.words)


def _by_year(words: str, documents: Sequence[Document]) -> frozenset[str]:
    """Return the sides of the year that a part names: 2018年电商用地."""
    years = {year[-2:] for year in re.findall(r"(?<!\d)(20\d{2}|\d{2}(?=\s*年))(?!\d)", words)}
    return frozenset(
        d.document_id for d in documents if d.issued_on and str(d.issued_on.year)[-2:] in years
    )


def _says_something(words: str, scope_words: Sequence[str]) -> bool:
    text = comparable(words)
    for word in scope_words:
        text = text.replace(comparable(word), " ")
    content = content_of(re.sub(r"\d+\s*年?", " ", text))
    han = len(re.findall(r"[\u3400-\u9fff]", content))
    return han >= _MIN_CONTENT or re.search(r"[a-z]{3,}", content) is not None


def side_words(query: Query, side: str) -> str:
    """Return what the question says of one side, without the names of documents; empty if nothing.

    A side is a document, or a clause where clauses are compared.
    """
    words = query.side_words.get(side, "")
    for name in sorted(query.scope.words, key=len, reverse=True):
        words = re.sub(re.escape(name), " ", words, flags=re.IGNORECASE)
    return comparable(words).strip() if query.language is not Language.ENGLISH else words.strip()


def of_side(query: Query, side: str) -> Query:
    """Return the query with the topic of one side, where the question divides."""
    words = side_words(query, side)
    if not words:
        return query
    topic = content_of(comparable(words))
    return replace(query, topic=topic, official_terms=tuple(official_terms(topic)))
