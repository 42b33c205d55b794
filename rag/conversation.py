"""A question that leans on the conversation, made whole with what came before it."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.fields import body_of_field
from corpus.places import covers
from rag.asked_roles import asks_for_both
from rag.context import Context
from rag.language import comparable, is_neutral
from rag.last_bodies import with_last_bodies
from rag.past_sides import sides_of_conversation, with_sides
from rag.query import Focus, Library, Query, Turn
from rag.scope import Scope, spans_documents
from rag.standalone import made_whole
from rag.topic import asks_for_things, asks_same_of_clause, has_topic_of_its_own
from rag.types import Intent, Language
from rag.wording import (
    ADDS,
    AGENCY,
    COMPARE,
    CORRECTS,
    DROPS,
    FOLLOWS,
    OF_ANOTHER_FIRST,
    OF_ANOTHER_KIND,
    OPEN_QUESTION,
    POINTS_BACK,
    PRONOUN,
    PROPOSES,
    REFERS,
    RETURNS,
    RETURNS_TO_FIRST,
    SWAPS,
    TAKES_PART,
    TERRITORIES,
)

# So long a topic is a question of its own; a shorter one asks the same of another thing (那冷链呢?).
_SHORT_TOPIC = {Language.SIMPLIFIED: 16, Language.TRADITIONAL: 16, Language.ENGLISH: 40}
_SHORT_REMARK = 12
_CITY_ALONE = 4  # characters of a topic that is a city's name
_ASKS_WHETHER_IN = re.compile(
    r"要不要|参加|参与|配合|出力|也?算(?:不算|在内)?|也|的|需要|有份|在内|市州|那|\b(?:list|whole|in|too|also|part|role|are|is|they)\b"
)

_ISNT_IT = re.compile(r"不是[^,。;!?]*[吗么]\W*$")  # 不是市卫健委一家在弄吗 corrects nothing
# What may stand beside going back: 再回头看第一个,名单完整列一遍.
_SAYS_ONLY_AGAIN = re.compile(
    r"[看说讲问里列的有]|配合|参与|牵头|负责|单位|部门|完整|名单|清单|全部|重新|一下|一遍"
)
_WHETHER_UNIT_IS_THERE = re.compile(
    rf"的?(?:单位|部门|机构)[\u3400-\u9fff]{{0,3}}?(?:{TAKES_PART.pattern})"
)


def in_conversation(query: Query, earlier: Turn, library: Library, *, leans: bool = False) -> Query:
    """Return the question with what it leaves out taken from the turn before.

    `leans` says that it is about the last answer, however it is worded.
    """
    text = comparable(query.question)
    query = _in_its_script(query, earlier)
    query = _with_city_s_province(_with_field_as_body(query, earlier, text), earlier, text)
    query = _with_places_below(query, earlier, text)
    sides = sides_of_conversation(query, earlier, text, library)
    if sides is not None:
        compared = replace(
            with_sides(query, earlier, sides, text),
            context=_context(query, earlier, text, leans=leans),
        )
        return made_whole(compared, earlier.query, library)
    if not leans and not _leans_on_earlier(query, text):
        return _beside_last_answer(query, earlier)
    query = with_last_bodies(query, earlier, text)
    before = earlier.query
    scope = _near_last_answer(_merged_scope(query, earlier, text, library), earlier)
    regroups = _regroups(query, text)
    has_topic = has_topic_of_its_own(query.topic) and not regroups
    of_a_kind = _asks_of_another_kind(query, text)
    intent = Intent.COMPARE if regroups else _inherited_intent(query, before, text, scope, library)
    merged = replace(
        query,
        intent=intent,
        topic=query.topic if has_topic else before.topic,
        official_terms=query.official_terms if has_topic else before.official_terms,
        scope=scope,
        focus=query.focus if _says_which_bodies(query, text) else before.focus,
        follows=_followed(query, earlier, text, scope),
        context=_context(query, earlier, text, leans=leans),
        in_context=True,
        last_clause=next(iter(earlier.clauses), None) if not has_topic else None,
        value_before=before.value_kind if OF_ANOTHER_FIRST.match(text) else None,
        value_kind=query.value_kind
        or (before.value_kind if intent is Intent.FACT and (of_a_kind or not has_topic) else None),
        search_text=(
            query.search_text if has_topic else f"{before.search_text} {query.search_text}"
        ),
    )
    if regroups:
        kept = tuple(c for c in earlier.compared if c.partition("#")[0] in scope.documents)
        merged = replace(
            merged,
            sides=kept,
            search_text=before.search_text,
            as_asked=before.as_asked,
            asks_for_bodies=earlier.asked_for_bodies or AGENCY.search(text) is not None,
            side_words={},
        )
    elif not has_topic:
        merged = replace(merged, as_asked=f"{before.topic} {query.as_asked}")
    return made_whole(merged, before, library)


def _says_which_bodies(query: Query, text: str) -> bool:
    """Return whether a question says itself which bodies it asks for: 也把配合的单位列一下."""
    asks = AGENCY.search(text) or asks_for_both(text) or query.intent is Intent.AGENCY
    return bool(asks) or query.focus is not Focus.ALL


def _in_its_script(query: Query, earlier: Turn) -> Query:
    """Return a question whose characters are the same in both scripts in that of the one before."""
    traditional = earlier.query.language is Language.TRADITIONAL
    if (
        not traditional
        or query.language is not Language.SIMPLIFIED
        or not is_neutral(query.question)
    ):
        return query
    return replace(query, language=Language.TRADITIONAL)


def _context(query: Query, earlier: Turn, text: str, *, leans: bool) -> Context:
    """Return what tells which clause the question is about, as it was read alone."""
    before = earlier.query
    return Context(
        own_topic=query.topic,
        own_words=query.search_text,
        earlier_topic=before.topic,
        earlier_words=before.search_text,
        language=query.language,
        last=earlier.clauses,
        history=earlier.history,
        documents=before.scope.documents,
        explicit=query.scope.is_explicit,
        refers=leans or REFERS.search(text) is not None,
        points_back=POINTS_BACK.search(text) is not None,
        pronoun=PRONOUN.search(text) is not None,
        returns=RETURNS.search(text) is not None,
        returns_to_first=RETURNS_TO_FIRST.search(text) is not None,
        swaps=SWAPS.search(text) is not None,
        corrects=CORRECTS.search(text) is not None and _ISNT_IT.search(text) is None,
        same_thing=_asks_of_another_kind(query, text),
    )


def _asks_of_another_kind(query: Query, text: str) -> bool:
    """Return whether the same is asked of another kind of what was spoken of: 破50亿的呢."""
    says_where = query.scope.is_explicit or query.scope.outside or query.bodies or query.reference
    first = re.match(r"[^?!。]*[?!。]*", text)  # 第二年呢?这钱谁去筹?
    return OF_ANOTHER_KIND.match(first[0] if first else text) is not None and not says_where


def _with_city_s_province(query: Query, earlier: Turn, text: str) -> Query:
    """Let a city alone (成都呢?) mean the documents of its province, where these were not spoken of."""
    scope = query.scope
    elliptical = FOLLOWS.search(text) and len(query.topic) <= _CITY_ALONE
    if not elliptical or scope.is_explicit or not scope.hinted:
        return query
    if set(scope.hinted) & set(earlier.query.scope.documents):
        return query
    return replace(query, scope=replace(scope, documents=scope.hinted, loose=scope.hinted))


def _with_places_below(query: Query, earlier: Turn, text: str) -> Query:
    """Let a question on nothing but the places below (那市州呢, what about the cities) ask of the last answer."""
    rest = _ASKS_WHETHER_IN.sub(" ", TERRITORIES.sub(" ", query.topic))
    asks = TAKES_PART.search(text) or PROPOSES.search(text) or SWAPS.search(text)
    about_them = TERRITORIES.search(text) and asks
    if not about_them or not earlier.agencies or has_topic_of_its_own(rest):
        return query
    own = tuple(body for body in query.bodies if body.key != "government")
    return replace(
        query, intent=Intent.AGENCY, topic="", bodies=own, proposes=bool(own), wants_verdict=True
    )


def _with_field_as_body(query: Query, earlier: Turn, text: str) -> Query:
    """Let a bare field mean its body where bodies are spoken of: 那民航呢, 民航的单位在不在里面."""
    field = body_of_field(query.topic.replace(" ", "").removesuffix("的"))
    going_through = earlier.query.bodies and earlier.query.intent is Intent.AGENCY
    goes_on = going_through and FOLLOWS.search(text) is not None
    asks_if_there = bool(earlier.agencies) and _WHETHER_UNIT_IS_THERE.search(text) is not None
    if field is None or query.bodies or not (goes_on or asks_if_there):
        return query
    return replace(
        query, intent=Intent.AGENCY, bodies=(field,), proposes=True, takes_part=True, topic=""
    )


def _beside_last_answer(query: Query, earlier: Turn) -> Query:
    """Return a question that stands alone, with what may still say that it goes on with the last one."""
    near = replace(query, scope=_near_last_answer(query.scope, earlier))
    return replace(near, context=_context(query, earlier, comparable(query.question), leans=False))


def _inherited_intent(
    query: Query, before: Query, text: str, scope: Scope, library: Library
) -> Intent:
    intent = before.intent if asks_same_of_clause(query, before, text) else query.intent
    # A question without a question word asks the same of another thing: 就是系统打通那块.
    elliptical = not OPEN_QUESTION.search(text) and not PROPOSES.search(text)
    asks_the_same = (
        intent is Intent.FACT
        and not query.value_kind
        and before.intent not in (Intent.GREETING, Intent.STATUS)
        and (elliptical or len(query.topic) <= _SHORT_TOPIC[query.language])
        and not (before.intent is Intent.AGENCY and asks_for_things(query, text))
    )
    # After what one body has to do, another body alone asks the same: 那省科技厅呢.
    another_body = before.intent is Intent.TASKS and bool(query.bodies) and elliptical
    if asks_the_same or (another_body and not has_topic_of_its_own(query.topic)):
        intent = before.intent
    if intent is Intent.COMPARE and not (
        COMPARE.search(text) or spans_documents(scope, library.documents)
    ):
        intent = Intent.AGENCY if AGENCY.search(text) else before.intent
    if before.intent is Intent.COMPARE and intent is Intent.AGENCY and not query.scope.is_explicit:
        intent = Intent.COMPARE
    return intent


def _followed(query: Query, earlier: Turn, text: str, scope: Scope) -> tuple[str, ...]:
    """Return the clause that a question goes on with or back to, as far as its wording tells."""
    if query.step:
        return earlier.clauses
    return _returned_to(query, earlier, text, scope) or _pointed_at(query, earlier, text)


def _pointed_at(query: Query, earlier: Turn, text: str) -> tuple[str, ...]:
    """Return the last clause if it was asked for by its number or place and nothing else is asked about.

    第30条讲什么 has no words that would lead a bare 谁牵头 to its clause again.
    """
    before = earlier.query
    by_place = before.reference is not None or before.step or before.follows
    elsewhere = query.scope.is_explicit or query.scope.outside or RETURNS.search(text)
    if not by_place or elsewhere or query.reference is not None or query.intent is Intent.TASKS:
        return ()
    if Intent.COMPARE in (query.intent, before.intent) or has_topic_of_its_own(query.topic):
        return ()
    return earlier.clauses


def _returned_to(query: Query, earlier: Turn, text: str, scope: Scope) -> tuple[str, ...]:
    """Return the clause of the earlier answer that a question without a topic goes back to, if any.

    回到最开始那个 is the first; 回到刚才四川那份 is the last one of the documents named.
    """
    rest = RETURNS_TO_FIRST.sub(" ", RETURNS.sub(" ", query.topic))
    if has_topic_of_its_own(_SAYS_ONLY_AGAIN.sub(" ", rest)):
        return ()
    if RETURNS_TO_FIRST.search(text):
        return earlier.history[:1]
    if not RETURNS.search(text) or not query.scope.is_explicit:
        return ()
    inside = [one for one in earlier.history if one.partition("#")[0] in scope.documents]
    return tuple(inside[-1:])


def _regroups(query: Query, text: str) -> bool:
    """Return whether a place is added to a comparison or dropped from it, on the same topic."""
    adds_or_drops = ADDS.search(text) or DROPS.search(text)
    return query.scope.is_explicit and bool(adds_or_drops) and len(query.topic) <= _SHORT_REMARK


def _leans_on_earlier(query: Query, text: str) -> bool:
    """Return whether a question cannot stand alone: it points back, or names no topic."""
    if query.reference is not None and query.scope.is_explicit:
        return False
    if query.step or _regroups(query, text):
        return True
    if not has_topic_of_its_own(query.topic) and query.intent is not Intent.STATUS:
        return not (query.intent is Intent.TASKS and query.bodies and query.scope.is_explicit)
    says_nothing_new = (
        query.intent is Intent.FACT
        and not query.scope.is_explicit
        and not OPEN_QUESTION.search(text)
        and not PROPOSES.search(text)
    )
    return (
        says_nothing_new
        or OF_ANOTHER_FIRST.match(text) is not None
        or (query.focus is Focus.OTHERS and PRONOUN.search(text) is not None)
        or FOLLOWS.search(text) is not None
        or POINTS_BACK.search(text) is not None
        or RETURNS.search(text) is not None
        or (
            query.intent is Intent.STATUS
            and not query.scope.is_explicit
            and not query.scope.outside
        )
    )


def _merged_scope(query: Query, turn: Turn, text: str, library: Library) -> Scope:
    before = turn.query
    mine, earlier = query.scope, before.scope
    if not mine.is_explicit and not mine.outside:
        # A place that the clause of the last answer speaks of (北京到西安的轴线) is not asked about.
        spoken_of = turn.clauses and before.intent is not Intent.COMPARE
        return replace(earlier, outside=()) if spoken_of else earlier
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
