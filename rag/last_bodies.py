"""The bodies of the last answer, meant by a pronoun or left out: is it they, who else, what else."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.gazetteer import BodyName, read_name
from rag.query import Focus, Query, Turn
from rag.topic import has_topic_of_its_own
from rag.types import Intent
from rag.wording import AGENCY, ALONE, LEAD, PRONOUN, PROPOSES, SAME_BODY, TAKES_PART

_NEW_TOPIC = 4  # characters of a topic beside a pronoun (行政审批中介那条呢,它还算不算?)

# What a body has to do is asked: 它还管哪条, what else is it in charge of.
_IT = r"(?:它(?!们)|[这那该]家(?:单位|部门)?|[这那该]个?(?:单位|部门|厅|局))"
_ASKS_WHAT_THEY_DO = re.compile(
    rf"{_IT}[^,。?!]{{0,12}}?(?:管|负责|承担|牵头|参与)(?:了|着|的)?(?:有|是|在)?(?:哪(?!个?(?:部门|单位))|什么|啥|几[条项件个样])|"
    rf"{_IT}[^,。?!]{{0,4}}?还?(?:要|得|会)?(?:干|做|办|管|负责)(?:了|着)?点?(?:别的|其他的?|另外的?)(?:事|活|任务)?|"
    r"\bwhat(?:ever)? else (?:is|does|must|should|has) (?:it|they|that (?:body|department|agency|bureau|commission|office))\b[^?]{0,40}\b(?:do|responsible|charge|lead|handle|see to|tasked|assigned)\b"
)
# One body is meant, of several that of the lead: 那也归它管.
_ONE = re.compile(r"[它他](?!们)|[这那]家|\bit\b")
# Whether they see to it is asked: 它是不是还管供应链票据.
_WHETHER_IT_DOES = re.compile(rf"{_IT}[^,。?!哪谁什啥]{{0,6}}?(?:管|负责|承担|牵头|参与)")
# Beside the task that was spoken of: 除了这条, 还管, what else.
_ELSE = re.compile(
    r"除(?:了|开|去)|以外|之外|还|别的|其他|\belse\b|\bother\b|\bbesides\b|\bapart from\b"
)


def with_last_bodies(query: Query, earlier: Turn, text: str) -> Query:
    """Let a pronoun in a yes-or-no question mean the bodies of the last answer."""
    body = _body_spoken_of(earlier)
    if body is not None and not query.bodies and _ASKS_WHAT_THEY_DO.search(text):
        return _on_its_tasks(query, body, earlier, text)
    if query.focus is Focus.OTHERS and not query.bodies and PRONOUN.search(text):
        named = earlier.query.bodies or tuple(map(read_name, earlier.agencies))
        return replace(query, intent=Intent.AGENCY, bodies=named, topic="")
    if _asks_who_beside(query, earlier):
        return replace(query, intent=Intent.AGENCY, bodies=tuple(map(read_name, earlier.agencies)))
    speaks_of_bodies = (LEAD, ALONE, AGENCY, TAKES_PART, SAME_BODY, _WHETHER_IT_DOES)
    about_bodies = any(pattern.search(text) for pattern in speaks_of_bodies)
    if query.bodies or not earlier.agencies or not about_bodies:
        return query
    points = PRONOUN.search(text) or SAME_BODY.search(text)
    if not (points and PROPOSES.search(text)):
        return query
    return replace(
        query,
        intent=Intent.AGENCY,
        bodies=_bodies_meant(query, earlier, text),
        proposes=True,
        takes_part=TAKES_PART.search(text) is not None and ALONE.search(text) is None,
        topic=query.topic if len(query.topic) >= _NEW_TOPIC else "",
    )


def _bodies_meant(query: Query, earlier: Turn, text: str) -> tuple[BodyName, ...]:
    """Return the bodies that a pronoun means: those gone through, else those of the last answer.

    The same department as what: as the one named before the last answer, which is asked about.
    """
    if SAME_BODY.search(text) and earlier.agencies_before and not has_topic_of_its_own(query.topic):
        return tuple(map(read_name, earlier.agencies_before))
    before = earlier.query
    gone_through = before.bodies if before.proposes and before.bodies else ()
    lead = earlier.leads if len(earlier.leads) == 1 and _ONE.search(text) else ()
    return gone_through or tuple(map(read_name, lead or earlier.agencies))


def _body_spoken_of(earlier: Turn) -> BodyName | None:
    """Return the one body that the last question proposed, or that its answer names alone."""
    before = earlier.query
    named = before.bodies if before.proposes else tuple(map(read_name, earlier.agencies))
    return named[0] if len(named) == 1 else None


def _on_its_tasks(query: Query, body: BodyName, earlier: Turn, text: str) -> Query:
    """Return the question as one on the tasks of the body spoken of, in the document answered from."""
    documents = tuple(dict.fromkeys(one.partition("#")[0] for one in earlier.clauses))
    scope = query.scope if query.scope.is_explicit else replace(query.scope, documents=documents)
    beside = earlier.clauses if _ELSE.search(text) else ()
    return replace(query, intent=Intent.TASKS, bodies=(body,), topic="", scope=scope, beside=beside)


def _asks_who_beside(query: Query, earlier: Turn) -> bool:
    """Return whether others than those just named are asked for: 还有谁 after the lead alone."""
    return (
        query.focus is Focus.OTHERS
        and not query.bodies
        and earlier.query.focus is Focus.LEAD
        and not has_topic_of_its_own(query.topic)
    )
