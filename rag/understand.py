"""A conversation's last question, made whole: what it asks, of which documents, about what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from corpus.gazetteer import read_name
from corpus.glossary import official_terms
from corpus.mentions import BodyMention, mentions_in
from corpus.places import speaks_of
from rag.conversation import in_conversation
from rag.knowledge import terms_of
from rag.language import comparable, language_of
from rag.particular_query import on_particulars
from rag.query import Focus, Library, Query, Turn, ValueKind
from rag.readings import kind_asked, wants_verdict
from rag.references import spoken_reference
from rag.scope import Scope, read_scope, spans_documents
from rag.sides import sides_asked, words_by_side
from rag.types import Intent, Language
from rag.wording import (
    AGENCY,
    ALONE,
    ALTERNATIVES,
    COMPARE,
    CONTRASTS,
    CORRECTS,
    COURTESY,
    DOCUMENT,
    DUTIES_ONLY,
    EXCEPT,
    GREETING,
    LEAD,
    LISTING,
    LOOKUP,
    NEXT_CLAUSE,
    NOT_MEANT,
    ONLY_SUPPORTS,
    OPEN_QUESTION,
    OTHERS,
    PREVIOUS_CLAUSE,
    PRONOUN,
    PROPOSES,
    STATUS,
    TAKES_PART,
    TASKS,
    UNKNOWN_BODY,
    WHETHER_ANY,
    WHOLE_CLAUSE,
    content_of,
    focus_of,
    mended,
    value_kind_of,
)

# A body counts as asked about, not as part of the topic, beside such words: 由商务厅牵头, 商务厅吗.
_BESIDE_BODY = re.compile(
    r"^(?:[\u3400-\u9fff]{2,3}(?=[这那]边))?(?:这边|那边|这家|那家|口|条线|系统|这块)?(?:来|去|也|都|在不在|算不算|算|在里|在内|管不管|有没有|要不要|在|要|需要|是|有|还|应该|单独|独自|一家|一起|主要|具体)*(?:牵头|打头|挑头|领头|领衔|挂帅|主抓|抓总|老大|唱主角|当家|负责|吗|么|呢|吧|管|参与|参加|配合|承担|做|干|主管|还有|以外|之外|外|有份|有没有|"
    r"有哪|有什么|在.{0,16}(?:方案|要点|计划|文件|规划|意见)|的(?:任务|职责|工作|责任|活|事|差事|分内|份内)|说了算|得上|列[成为入进在上]|只是|不过是|光是|出力|出面|出马|介入|在里面|里面|面|[??]|$)"
)
_JOINS = frozenset("和与跟及、") | {"以及", "还有", " and ", ", "}
_SHORT = 24  # characters of a question that names no document and yet asks for its particulars
_REMARK = 2  # characters of a topic that says nothing by itself
_FEW = 12  # characters of words that may still be no topic
_LONGEST_SHORT_NAME = 8
_REST = 1  # characters that may be left of a topic of which nothing is left
_SAYS_DOCUMENT = re.compile(r"那份|这份|那个|方案|计划|要点|文件|规划")
_UNIT_NAME = re.compile(
    r"(?:厅|局|委|办|部|署|社|中心|部门|机关|政府|分行|支行|海关|集团|公司|院|区|联|会|室|所|站|队|行|办公室)$"
)


def understand(question: str, earlier: Turn | None, library: Library) -> Query:
    """Return what the question asks, with what it leaves out taken from the turn before."""
    words = _without_courtesies(question) or question
    if earlier is not None and CORRECTS.search(comparable(words)):
        words = NOT_MEANT.sub(" ", words).strip() or words
    alone = on_particulars(_read_alone(words, library), earlier, library)
    alone = replace(alone, question=question, standalone=question)
    if earlier is None or alone.intent is Intent.GREETING:
        return alone
    return in_conversation(alone, earlier, library)


def _without_courtesies(question: str) -> str:
    """Return a question without thanks and announcements before it; empty if it is nothing else."""
    words = question
    while match := COURTESY.match(words):
        words = words[match.end() :]
    return words


def _read_alone(question: str, library: Library) -> Query:
    text = mended(comparable(question))
    language = language_of(question)
    mentioned = mentions_in(_in_simplified(question, language), library.agencies)
    mentioned += _unknown_bodies(text, mentioned)
    mentioned += _left_out_bodies(text, mentioned)
    asked = _asked_about(mentioned, text, language)
    scope = read_scope(
        question, library.documents, _places_in_names(mentioned, library), library.own_words
    )
    scope = replace(scope, beside=_apart(scope, library))
    reference = spoken_reference(question)
    topic = _topic(text, scope, asked, reference.words if reference else "")
    if _only_names_document(topic, text, scope, library):
        topic = ""
    heading = _heading(text, library)
    whole = WHOLE_CLAUSE.search(text) is not None
    points = reference is not None or whole or bool(heading and LOOKUP.search(text))
    names = [mention.name.written for mention in asked]
    intent = _intent(_Reading(text, scope, asked, topic, points), library)
    if intent is Intent.FACT:
        intent = _learned_kind(question, text, names)
    sides = [d for d in library.documents if d.document_id in scope.documents]
    side_words = (
        words_by_side(question, sides, library.own_words) if intent is Intent.COMPARE else {}
    )
    asking = (
        sides_asked(question, sides, AGENCY, library.own_words) if intent is Intent.COMPARE else ()
    )
    if intent is Intent.STATUS:
        asked = mentioned  # whoever is named beside 落款 or 联合发文 is asked about
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
        wants_verdict=wants_verdict(question, names),
    )
    return _with_bodies(query, asked, text)


def _unknown_bodies(text: str, known: Sequence[BodyMention]) -> list[BodyMention]:
    """Return units that no list knows but that the question proposes: 归市委督查室牵头."""
    return [
        BodyMention(read_name(match["name"]), match.start("name"), match.end("name"))
        for match in UNKNOWN_BODY.finditer(text)
        if not OPEN_QUESTION.search(match["name"])
        and not any(m.start < match.end("name") and match.start("name") < m.end for m in known)
    ]


def _left_out_bodies(text: str, known: Sequence[BodyMention]) -> list[BodyMention]:
    """Return units that no list knows but that "who else" leaves out: 除了机场局还有谁."""
    match = EXCEPT.search(text)
    if match is None or not OTHERS.search(text):
        return []
    group = next((one for one in ("after", "before") if match[one]), None)
    if group is None:
        return []
    found = []
    for part in re.finditer(r"[^和与跟及、,,\s]+", match[group]):
        name = part[0].removeprefix("除了").removeprefix("除")
        end = match.start(group) + part.end()
        start = end - len(name)
        short = len(name) <= _LONGEST_SHORT_NAME
        if (
            short
            and _UNIT_NAME.search(name)
            and not any(m.start < end and start < m.end for m in known)
        ):
            found.append(BodyMention(read_name(name), start, end))
    return found


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


def _with_bodies(query: Query, asked: Sequence[BodyMention], text: str) -> Query:
    """Return the query with what it says of bodies: which, proposed or left out, lead or all."""
    focus = focus_of(text)
    left_out = EXCEPT.search(text) if focus is Focus.OTHERS else None
    beside = [m for m in asked if left_out is None or _within(m, left_out)]
    # 怎么邮管局也挂在上头?除了它还有谁: who is left out was named before.
    names_none = left_out is not None and not beside and PRONOUN.search(left_out[0]) is not None
    bodies = tuple(m.name for m in (asked if names_none else beside))
    proposes = (
        bool(bodies)
        and left_out is None
        and not ALTERNATIVES.search(text)
        and query.intent in (Intent.AGENCY, Intent.COMPARE)
        and (query.wants_verdict or any(_proposes(part, asked) for part in _claims(text)))
    )
    if proposes and (focus is Focus.OTHERS or _asks_openly_too(text)):
        focus = (
            focus if focus in (Focus.LEAD, Focus.SUPPORT) else Focus.ALL
        )  # does Y take part, and who else: all
    outside = text.replace(left_out[0], "") if left_out else text
    return replace(
        query,
        bodies=bodies,
        focus=focus,
        proposes=proposes,
        takes_part=proposes and bool(TAKES_PART.search(text)) and not _claims_alone(text, asked),
        supports=proposes and bool(ONLY_SUPPORTS.search(text)),
        asks_openly=_asks_openly_too(text),
        whether_any=not bodies and bool(WHETHER_ANY.search(text)),
        leads_only=focus is Focus.OTHERS and bool(LEAD.search(outside)),
    )


def _learned_kind(question: str, text: str, names: Sequence[str]) -> Intent:
    """Return what a question asks for that no pattern knows: a fact, unless it plainly is another."""
    if value_kind_of(text) in (ValueKind.PERSON, ValueKind.PHONE):
        return Intent.FACT
    kind = kind_asked(question, names)
    if kind is Intent.TASKS and not names:
        return Intent.FACT
    # Whether a place is named, or a thing so, is put as whether a body is.
    if kind is Intent.AGENCY and not names and wants_verdict(question, names):
        return Intent.FACT
    return kind


def _claims(text: str) -> list[str]:
    """Return the sentences of a question, and what stands behind the last comma of each."""
    sentences = [part for part in re.split("[?!。;]", text) if part.strip()]
    return sentences + [part.rpartition(",")[2] for part in sentences if "," in part]


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
    if GREETING.search(text) or not _without_courtesies(text):
        return Intent.GREETING
    says_which = reading.scope.is_explicit or len(text) <= _SHORT
    of_document = DOCUMENT.search(text) is not None or len(reading.topic) <= _REMARK
    wants_tasks = bool(asked) and TASKS.search(text) is not None
    if STATUS.search(text) and says_which and of_document and not wants_tasks:
        return Intent.STATUS
    if value_kind_of(text) in (ValueKind.PERSON, ValueKind.PHONE):
        return Intent.FACT
    if asked and not CONTRASTS.search(text) and _asks_for_tasks(reading, library):
        return Intent.TASKS
    if asked and EXCEPT.search(text) and OTHERS.search(text) and not CONTRASTS.search(text):
        return Intent.AGENCY
    if COMPARE.search(text) or spans_documents(reading.scope, library.documents):
        return Intent.COMPARE
    ending = re.split("[,;。!]", text.rstrip("?!。 "))[-1]
    at_the_end = any(comparable(m.name.written) in ending for m in asked)
    proposed = PROPOSES.search(text) is not None or (
        at_the_end and not OPEN_QUESTION.search(ending)
    )
    names_body = bool(asked) and (proposed or not OPEN_QUESTION.search(text))
    if AGENCY.search(text) or names_body:
        return Intent.AGENCY
    return Intent.LOOKUP if reading.points_at_clause else Intent.FACT


def _asks_for_tasks(reading: _Reading, library: Library) -> bool:
    """Return whether a body's duties are asked for: in so many words, or by nothing else beside it."""
    text = reading.text
    if TASKS.search(text):
        return not _asks_whether_apart(text, reading.asked)
    asks_whether = (
        ALTERNATIVES.search(text)
        or any(PROPOSES.search(part) for part in _claims(text))
        or re.search(r"谁|\bwho\b", text)
    )
    listing = LISTING.search(text) is not None
    return (
        listing and not asks_whether and _is_no_topic(DUTIES_ONLY.sub(" ", reading.topic), library)
    )


def _asks_whether_apart(text: str, asked: Sequence[BodyMention]) -> bool:
    """Return whether a body is named only where a yes or no is wanted: 要划清管哪些案子,司法局在不在里头."""
    names = [comparable(m.name.written) for m in asked]
    parts = [part for part in re.split("[,?!。;]", text) if any(name in part for name in names)]
    return bool(parts) and all(PROPOSES.search(one) and not TASKS.search(one) for one in parts)


def _is_no_topic(words: str, library: Library) -> bool:
    """Return whether words are no topic of the documents: few, and none that stands in them."""
    left = "".join(words.split())
    if len(left) <= _REST:
        return True
    known = any(term in text for term in terms_of(words) for text in library.texts.values())
    return len(left) <= _FEW and not known and not official_terms(words)


def _proposes(part: str, asked: Sequence[BodyMention]) -> bool:
    """Return whether a part of a question wants a yes or no on a body."""
    if PROPOSES.search(part):
        return True
    names_body = any(comparable(m.name.written) in part for m in asked)
    return names_body and not OPEN_QUESTION.search(part)


def _claims_alone(text: str, asked: Sequence[BodyMention]) -> bool:
    """Return whether a body is said to be the only one, in a sentence that names one."""
    sentences = re.split("[?!。;]", text)
    naming = [s for s in sentences if any(comparable(m.name.written) in s for m in asked)]
    return any(ALONE.search(sentence) for sentence in naming or sentences)


def _asks_openly_too(text: str) -> bool:
    return OPEN_QUESTION.search(text) is not None


def _within(mention: BodyMention, left_out: re.Match[str]) -> bool:
    name = comparable(mention.name.written)
    return any(name in (words or "") for words in left_out.groups())


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


def _asked_about(
    mentioned: Sequence[BodyMention], text: str, language: Language
) -> list[BodyMention]:
    """Return the mentions that are asked about, with those joined to one: 财政厅和国土厅都算吗."""
    asked: list[BodyMention] = []
    for mention in reversed(mentioned):
        joined = bool(asked) and text[mention.end : asked[0].start] in _JOINS
        if joined or _is_asked_about(mention, text, language):
            asked.insert(0, mention)
    return asked


def _is_asked_about(mention: BodyMention, text: str, language: Language) -> bool:
    if mention.name.written == "政府" and not LEAD.search(text[mention.end :]):
        return False  # 政府掏钱的呢: no body in particular
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
