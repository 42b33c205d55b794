"""A conversation's last question, made whole: what it asks, of which documents, about what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.gazetteer import BodyMention, mentions_in
from corpus.glossary import official_terms
from corpus.places import covers
from corpus.types import Document, Level
from rag.language import comparable, language_of
from rag.query import Focus, Query, Turn, ValueKind
from rag.references import spoken_reference
from rag.scope import Scope, read_scope
from rag.types import Intent, Language
from rag.wording import (
    ADDS,
    AGENCY,
    ALONE,
    COMPARE,
    CORRECTS,
    DROPS,
    DUTIES_ONLY,
    EXCEPT,
    FOLLOWS,
    GREETING,
    LEAD,
    LOOKUP,
    NEXT_CLAUSE,
    OPEN_QUESTION,
    PREVIOUS_CLAUSE,
    PROPOSES,
    STATUS,
    TAKES_PART,
    TASKS,
    WHOLE_CLAUSE,
    content_of,
    focus_of,
    mended,
    value_kind_of,
)

# A body counts as asked about, not as part of the topic, beside such words: 由商务厅牵头, 商务厅吗.
_BESIDE_BODY = re.compile(
    r"^(?:来|去|也|都|在|要|需要|是|有|还|应该|单独|独自|一家|一起|主要|具体)*(?:牵头|负责|吗|么|呢|吧|管|参与|参加|配合|承担|做|干|主管|还有|以外|之外|外|有份|有没有|"
    r"有哪|有什么|的(?:任务|职责|工作|责任)|说了算|[??]|$)"
)
_UNIT_NAME = re.compile(
    r"(?:厅|局|委|办|部|署|社|中心|部门|机关|政府|分行|支行|海关|集团|公司|院|区|联|会|办公室)$"
)


@dataclass(frozen=True)
class Library:
    """What a question can speak of: the documents and the bodies that stand in them."""

    documents: tuple[Document, ...]
    agencies: tuple[str, ...]
    headings: tuple[str, ...] = ()


def understand(question: str, earlier: Turn | None, library: Library) -> Query:
    """Return what the question asks, with what it leaves out taken from the turn before."""
    alone = _read_alone(question, library)
    if earlier is None or alone.intent is Intent.GREETING:
        return alone
    return _in_conversation(alone, earlier, library)


def _read_alone(question: str, library: Library) -> Query:
    text = mended(comparable(question))
    language = language_of(question)
    mentioned = mentions_in(_in_simplified(question, language), library.agencies)
    asked = [mention for mention in mentioned if _is_asked_about(mention, text, language)]
    scope = read_scope(question, library.documents, _places_in_names(mentioned, library))
    reference = spoken_reference(question)
    topic = _topic(text, scope, asked, reference.words if reference else "")
    heading = _heading(text, library)
    whole = WHOLE_CLAUSE.search(text) is not None
    points = reference is not None or whole or bool(heading and LOOKUP.search(text))
    intent = _intent(_Reading(text, scope, asked, topic, points), library)
    query = Query(
        question=question,
        standalone=question,
        language=language,
        intent=intent,
        topic=topic,
        scope=scope,
        reference=reference,
        heading=heading,
        whole_clause=whole,
        step=bool(NEXT_CLAUSE.search(text)) - bool(PREVIOUS_CLAUSE.search(text)),
        value_kind=value_kind_of(text) if intent is Intent.FACT else None,
        search_text=_search_words(question, language, scope, asked),
        as_asked=question if language is Language.ENGLISH else comparable(question),
        official_terms=tuple(official_terms(comparable(topic or text))),
    )
    return _with_bodies(query, asked, text)


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


def _with_bodies(query: Query, asked: Sequence[BodyMention], text: str) -> Query:
    """Return the query with what it says of bodies: which, proposed or left out, lead or all."""
    focus = focus_of(text)
    left_out = EXCEPT.search(text) if focus is Focus.OTHERS else None
    bodies = tuple(m.name for m in asked if left_out is None or _within(m, left_out))
    proposes = (
        bool(bodies)
        and left_out is None
        and query.intent in (Intent.AGENCY, Intent.COMPARE)
        and any(_proposes(part, asked) for part in re.split("[?!。;]", text))
    )
    if proposes and (focus is Focus.OTHERS or _asks_openly_too(text)):
        focus = focus if focus is Focus.LEAD else Focus.ALL  # does Y take part, and who else: all
    outside = text.replace(left_out[0], "") if left_out else text
    return replace(
        query,
        bodies=bodies,
        focus=focus,
        proposes=proposes,
        alone=proposes and bool(ALONE.search(text)),
        takes_part=proposes and bool(TAKES_PART.search(text)) and focus is not Focus.LEAD,
        leads_only=focus is Focus.OTHERS and bool(LEAD.search(outside)),
    )


@dataclass(frozen=True)
class _Reading:
    """What was read of a question before its intent is decided."""

    text: str
    scope: Scope
    asked: Sequence[BodyMention]
    topic: str
    points_at_clause: bool


def _intent(reading: _Reading, library: Library) -> Intent:
    text, asked = reading.text, reading.asked
    if GREETING.search(text):
        return Intent.GREETING
    if STATUS.search(text) and (reading.scope.is_explicit or len(text) <= 24):
        return Intent.STATUS
    if asked and not COMPARE.search(text) and _asks_for_tasks(text, reading.topic):
        return Intent.TASKS
    if _is_comparison(text, reading.scope, library):
        return Intent.COMPARE
    if value_kind_of(text) is ValueKind.PERSON:
        return Intent.FACT
    names_body = bool(asked) and (value_kind_of(text) is None or PROPOSES.search(text) is not None)
    if AGENCY.search(text) or names_body:
        return Intent.AGENCY
    return Intent.LOOKUP if reading.points_at_clause else Intent.FACT


def _asks_for_tasks(text: str, topic: str) -> bool:
    """Return whether a body's duties are asked for: in so many words, or by nothing else beside it."""
    if TASKS.search(text):
        return True
    only_duties = not DUTIES_ONLY.sub("", topic)
    return (
        only_duties
        and re.search(r"谁|吗|么[??]?$|是不是|who\b|\\?$", text) is None
        and bool(DUTIES_ONLY.search(text))
    )


def _is_comparison(text: str, scope: Scope, library: Library) -> bool:
    provinces = {place.name for place in scope.outside if place.level is Level.PROVINCE}
    places = {d.place for d in library.documents if d.document_id in scope.documents}
    return len(places | provinces) > 1 or COMPARE.search(text) is not None


def _proposes(part: str, asked: Sequence[BodyMention]) -> bool:
    """Return whether a part of a question wants a yes or no on a body."""
    if PROPOSES.search(part):
        return True
    names_body = any(comparable(m.name.written) in part for m in asked)
    return names_body and not OPEN_QUESTION.search(part)


def _asks_openly_too(text: str) -> bool:
    return OPEN_QUESTION.search(text) is not None


def _within(mention: BodyMention, left_out: re.Match[str]) -> bool:
    name = comparable(mention.name.written)
    return any(name in (words or "") for words in left_out.groups())


def _heading(text: str, library: Library) -> str | None:
    """Return the longest heading of a clause that the question names whole."""
    named = [heading for heading in library.headings if comparable(heading) in text]
    return max(named, key=len, default=None)


def _places_in_names(mentioned: Sequence[BodyMention], library: Library) -> list[str]:
    """Return the names with a place inside that says where the body sits, not whose document."""
    inner = [m.name.written for m in mentioned if m.name.place is not None]
    return [name for name in inner if name in library.agencies]


def _is_asked_about(mention: BodyMention, text: str, language: Language) -> bool:
    if language is Language.ENGLISH:
        return True
    behind = text[mention.end :]
    is_unit = _UNIT_NAME.search(mention.name.written) is not None
    return bool(_BESIDE_BODY.match(behind)) or (
        is_unit
        and not re.match(r"[的之]?[\u3400-\u9fff]{0,2}(?:建设|改革|体系|服务|事业|机制)", behind)
    )


def _in_simplified(question: str, language: Language) -> str:
    return question if language is Language.ENGLISH else comparable(question)


def _topic(text: str, scope: Scope, asked: Sequence[BodyMention], reference: str) -> str:
    for words in sorted([m.name.written for m in asked] + [reference], key=len, reverse=True):
        if words:
            text = text.replace(comparable(words), " ")
    for word in scope.words:
        text = text.replace(comparable(word), " ")
    return content_of(text)


def _in_conversation(query: Query, earlier: Turn, library: Library) -> Query:
    text = comparable(query.question)
    before = earlier.query
    leans = _leans_on_earlier(query, text)
    if not leans:
        return query
    scope = _near_last_answer(_merged_scope(query, before, text, library), earlier)
    has_topic = _has_topic(query.topic)
    intent = query.intent
    if (
        query.intent is Intent.FACT
        and not query.value_kind
        and before.intent not in (Intent.GREETING, Intent.STATUS)
    ):
        # 那冷链呢? asks the same of another topic; 那山西呢? the same of another place.
        intent = before.intent if len(query.topic) <= 16 else query.intent
    if intent is Intent.COMPARE and not _is_comparison(text, scope, library):
        intent = Intent.AGENCY if AGENCY.search(text) else before.intent
    if before.intent is Intent.COMPARE and intent is Intent.AGENCY and not query.scope.is_explicit:
        intent = Intent.COMPARE
    regroups = query.scope.is_explicit and bool(ADDS.search(text) or DROPS.search(text))
    if regroups and len(query.topic) <= 12:
        intent, has_topic = Intent.COMPARE, False
    topic = query.topic if has_topic else before.topic
    same_place = not query.scope.is_explicit or query.scope.documents == before.scope.documents
    names_new_topic = has_topic and not query.bodies
    follows = earlier.clauses if (same_place and not names_new_topic) or query.step else ()
    merged = replace(
        query,
        intent=intent,
        topic=topic,
        official_terms=query.official_terms if has_topic else before.official_terms,
        scope=scope,
        focus=query.focus if AGENCY.search(text) or query.intent is Intent.AGENCY else before.focus,
        reference=query.reference,
        follows=follows,
        in_context=True,
        value_kind=query.value_kind
        or (before.value_kind if intent is Intent.FACT and not has_topic else None),
    )
    return replace(
        merged,
        standalone=_standalone(merged, before, library),
        search_text=_search_text(merged, before),
    )


def _leans_on_earlier(query: Query, text: str) -> bool:
    """Return whether a question cannot stand alone: it points back, or names no topic."""
    if query.reference is not None and query.scope.is_explicit:
        return False
    regroups = query.scope.is_explicit and (ADDS.search(text) or DROPS.search(text))
    if query.step or (regroups and len(query.topic) <= 12):
        return True
    if not _has_topic(query.topic) and query.intent is not Intent.STATUS:
        return not (query.intent is Intent.TASKS and query.bodies and query.scope.is_explicit)
    return FOLLOWS.search(text) is not None or (
        query.intent is Intent.STATUS and not query.scope.is_explicit and not query.scope.outside
    )


def _has_topic(topic: str) -> bool:
    han = len(re.findall(r"[\u3400-\u9fff]", topic))
    words = re.findall(r"[a-z]{3,}", topic)
    return han >= 2 or len(words) >= 2 or bool(re.search(r"[0-9]{2,}", topic))


def _merged_scope(query: Query, before: Query, text: str, library: Library) -> Scope:
    mine, earlier = query.scope, before.scope
    if not mine.is_explicit and not mine.outside:
        return earlier
    if before.intent is Intent.COMPARE and not CORRECTS.search(text):
        if DROPS.search(text):
            kept = tuple(d for d in earlier.documents if d not in mine.documents)
            places = tuple(p for p in earlier.places if p not in mine.places)
            return replace(earlier, documents=kept, places=places)
        if ADDS.search(text) or query.intent is Intent.COMPARE:
            return _united(earlier, mine)
    if ADDS.search(text) or (query.intent is Intent.COMPARE and len(mine.documents) <= 1):
        return _united(earlier, mine)
    of_places = {
        d.document_id for d in library.documents if any(covers(d.place, p) for p in earlier.places)
    }
    inside = tuple(d for d in mine.documents if d in earlier.documents or d in of_places)
    # 2018年的那份 after 四川: the year chooses among the documents spoken of.
    return replace(mine, documents=inside) if inside and not mine.places else mine


def _near_last_answer(scope: Scope, earlier: Turn) -> Scope:
    """Prefer the document of the last answer where the conversation names none."""
    if scope.is_explicit or scope.outside:
        return scope
    last = tuple(clause_id.partition("#")[0] for clause_id in earlier.clauses[:1])
    return replace(scope, preferred=tuple(dict.fromkeys([*scope.preferred, *last])))


def _united(one: Scope, other: Scope) -> Scope:
    return Scope(
        documents=tuple(dict.fromkeys([*one.documents, *other.documents])),
        places=tuple(dict.fromkeys([*one.places, *other.places])),
        outside=tuple(dict.fromkeys([*one.outside, *other.outside])),
        preferred=tuple(dict.fromkeys([*one.preferred, *other.preferred])),
        words=one.words + other.words,
    )


def _standalone(query: Query, before: Query, library: Library) -> str:
    """Return the question with what it left out put in front."""
    titles = {d.document_id: d for d in library.documents}
    english = query.language is Language.ENGLISH
    added = []
    if query.scope.documents and not _names_scope(query):
        shown = [titles[i] for i in query.scope.documents[:3]]
        added.append(
            ", ".join((d.title_en or d.title) if english else f"《{d.title}》" for d in shown)
        )
    if query.topic == before.topic and before.topic:
        added.append(before.topic if english else f"“{before.topic}”")
    if not added:
        return query.question
    return (
        f"{' · '.join(added)}: {query.question}"
        if english
        else f"{'关于'.join(['', *added])}:{query.question}"
    )


def _names_scope(query: Query) -> bool:
    return bool(query.scope.words) and all(
        comparable(word) in comparable(query.question) for word in query.scope.words
    )


def _search_text(query: Query, before: Query) -> str:
    """Return what to search with: the topic inherited, or the new one beside the old question's."""
    if query.topic == before.topic:
        return f"{before.search_text} {query.search_text}"
    return query.search_text
