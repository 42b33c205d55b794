"""A conversation's last question, made whole: what it asks, of which documents, about what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from corpus.enumerators import number_of
from corpus.glossary import official_terms
from corpus.mentions import BodyMention
from corpus.places import speaks_of
from corpus.script import simplified
from rag.asked_bodies import asked_bodies
from rag.conversation import in_conversation
from rag.intent import Reading, intent_of, without_courtesies
from rag.language import comparable, language_of
from rag.mended import names_mended
from rag.particular_query import on_particulars
from rag.proposed_bodies import with_bodies
from rag.query import Library, Query, Turn
from rag.readings import wants_verdict
from rag.references import spoken_reference
from rag.scope import Scope, read_scope
from rag.sides import sides_asked, words_by_side
from rag.types import Intent, Language
from rag.wording import (
    AGENCY,
    CORRECTS,
    LOOKUP,
    NEXT_CLAUSE,
    NOT_MEANT,
    PREVIOUS_CLAUSE,
    WHOLE_CLAUSE,
    content_of,
    mended,
    value_kind_of,
)

# What is meant instead is no guess to be judged: 搞错了,应该是山西.
_MEANT_INSTEAD = re.compile(r"^(?:应该|应当|其实|实际上?)(?:说的?|问的?)?是(?![不否谁哪])")
_SAYS_DOCUMENT = re.compile(r"那份|这份|那个|方案|计划|要点|文件|规划")


def understand(question: str, earlier: Turn | None, library: Library) -> Query:
    """Return what the question asks, with what it leaves out taken from the turn before."""
    words = without_courtesies(question) or question
    if earlier is not None and CORRECTS.search(comparable(words)):
        words = _MEANT_INSTEAD.sub("", NOT_MEANT.sub(" ", words).strip()) or words
    alone = on_particulars(_read_alone(words, library), earlier, library)
    alone = replace(alone, question=question, standalone=question)
    if earlier is None or alone.intent is Intent.GREETING:
        return alone
    return in_conversation(alone, earlier, library)


def _read_alone(question: str, library: Library) -> Query:
    language = language_of(question)
    if language is not Language.ENGLISH:
        question = _ages_in_digits(names_mended(comparable(question)))
    text = mended(comparable(question))
    bodies = asked_bodies(question, text, language, library)
    asked = bodies.asked
    taken = _places_in_names(bodies.mentioned, library) + _quoted_headings(question, library)
    scope = read_scope(question, library.documents, taken, library.own_words)
    scope = replace(scope, beside=_apart(scope, library))
    reference = spoken_reference(question)
    topic = _topic(text, scope, asked, reference.words if reference else "")
    if _only_names_document(topic, text, scope, library):
        topic = ""
    heading = _heading(text, library)
    whole = WHOLE_CLAUSE.search(text) is not None
    points = reference is not None or whole or bool(heading and LOOKUP.search(text))
    verdict = wants_verdict(question, [mention.name.written for mention in asked])
    manner = _without_quoted(text, asked)
    intent = intent_of(Reading(question, manner, scope, asked, topic, points, verdict), library)
    sides = [d for d in library.documents if d.document_id in scope.documents]
    side_words = (
        words_by_side(question, sides, library.own_words) if intent is Intent.COMPARE else {}
    )
    asking = (
        sides_asked(question, sides, AGENCY, library.own_words) if intent is Intent.COMPARE else ()
    )
    if intent is Intent.STATUS:
        asked = bodies.mentioned  # whoever is named beside 落款 or 联合发文 is asked about
    query = Query(
        question=question,
        standalone=question,
        language=language,
        intent=intent,
        topic=topic,
        scope=scope,
        reference=reference,
        heading=heading,
        # 二(三)2的下一条 counts from the reference, not from the last answer.
        step=_step(text.replace(comparable(reference.words), " ") if reference else text),
        value_kind=value_kind_of(text) if intent is Intent.FACT else None,
        search_text=_search_words(question, language, scope, asked),
        as_asked=question if language is Language.ENGLISH else comparable(question),
        official_terms=tuple(official_terms(comparable(topic or text))),
        side_words=side_words,
        bodies_of=asking,
        wants_verdict=verdict,
    )
    return with_bodies(query, asked, manner)


# Documents give ages in digits.
_AGE = re.compile(r"[一二三四五六七八九]?十[一二三四五六七八九]?(?=多?周?岁)")


def _ages_in_digits(question: str) -> str:
    return _AGE.sub(lambda age: str(number_of(age[0])), question)


# A name that is quoted says what is asked of, not how: each "leading county".
_QUOTED_NAME = re.compile(r"[\"“「『][^\"“”「」『』]{2,24}[\"”」』]")


def _without_quoted(text: str, asked: Sequence[BodyMention]) -> str:
    """Return a comparable question without the names it quotes, save those of bodies asked about."""
    names = [comparable(mention.name.written) for mention in asked]

    def kept(quoted: re.Match[str]) -> str:
        return quoted[0] if any(name in quoted[0] for name in names) else '""'

    return _QUOTED_NAME.sub(kept, text)


def _apart(scope: Scope, library: Library) -> tuple[str, ...]:
    """Return the places beside that are sides of their own, not content: 四川与重庆的市场联盟."""
    texts = [library.texts.get(one, "") for one in scope.documents or library.texts]
    spoken_of = {
        place.name for place in scope.outside if any(speaks_of(text, place) for text in texts)
    }
    return tuple(name for name in scope.beside if name not in spoken_of)


def _only_names_document(topic: str, text: str, scope: Scope, library: Library) -> bool:
    """Return whether what is left of a question belongs to the title it names: 流通那份呢."""
    titles = "".join(d.title for d in library.documents if d.document_id in scope.documents)
    plain = topic.replace(" ", "")
    return bool(plain) and plain in comparable(titles) and _SAYS_DOCUMENT.search(text) is not None


def _search_words(
    question: str, language: Language, scope: Scope, asked: Sequence[BodyMention]
) -> str:
    """Return the question without what only says where to look and whom it asks about.

    A body that is guessed would draw the clauses of its trade: 教育厅 those on schools.
    """
    words = question if language is Language.ENGLISH else comparable(question)
    for name in sorted([*scope.words, *(m.name.written for m in asked)], key=len, reverse=True):
        words = re.sub(
            re.escape(name if language is Language.ENGLISH else comparable(name)),
            " ",
            words,
            flags=re.IGNORECASE,
        )
    return " ".join(words.split()) or question


def _step(text: str) -> int:
    """Return how far a question counts on from the last answer's clause: 下一条 is 1."""
    return bool(NEXT_CLAUSE.search(text)) - bool(PREVIOUS_CLAUSE.search(text))


def _heading(text: str, library: Library) -> str | None:
    """Return the longest heading of a clause that the question names whole."""
    named = [heading for heading in library.headings if _comparable_heading(heading) in text]
    return max(named, key=len, default=None)


@cache
def _comparable_heading(heading: str) -> str:
    return comparable(heading)


def _places_in_names(mentioned: Sequence[BodyMention], library: Library) -> list[str]:
    """Return the names with a place inside that says where the body sits, not whose document."""
    inner = [m.name.written for m in mentioned if m.name.place is not None]
    return [name for name in inner if name in library.agencies]


def _quoted_headings(question: str, library: Library) -> list[str]:
    """Return the headings of clauses that a question quotes: their words name no document.

    四川“发展电子商务”由谁负责 asks of a clause, not of the plan on 电子商务与快递物流.
    """
    headings = {_comparable_heading(heading) for heading in library.headings}
    plain = simplified(question)
    return [
        quoted[0][1:-1]
        for quoted in _QUOTED_NAME.finditer(plain)
        if comparable(quoted[0][1:-1]) in headings
    ]


def _topic(text: str, scope: Scope, asked: Sequence[BodyMention], reference: str) -> str:
    for words in sorted([m.name.written for m in asked] + [reference], key=len, reverse=True):
        if words:
            text = text.replace(comparable(words), " ")
    for word in scope.words:
        text = text.replace(comparable(word), " ")
    return content_of(text)
