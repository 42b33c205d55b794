"""From chosen clauses to a draft, by what kind of thing is asked."""

from __future__ import annotations

from rag.choose import Chosen
from rag.compose_agency import compose_agency
from rag.compose_compare import compose_compare
from rag.compose_fact import compose_fact, compose_lookup
from rag.compose_refusal import compose_greeting, compose_refusal
from rag.compose_status import compose_status
from rag.compose_tasks import compose_tasks
from rag.draft import Draft, say
from rag.due import compose_due
from rag.knowledge import Knowledge
from rag.types import Intent


def compose(chosen: Chosen, knowledge: Knowledge) -> Draft:
    """Return the draft of an answer; each kind of question has its composer."""
    query = chosen.query
    if not query.question:
        return _empty_question(chosen)
    if query.intent is Intent.GREETING:
        return compose_greeting(query, knowledge)
    if query.intent is Intent.STATUS or query.particulars:
        return compose_status(query, knowledge)
    if chosen.refusal is not None:
        return compose_refusal(query, chosen.refusal, knowledge)
    if query.due is not None:
        return compose_due(query, query.due, knowledge)
    if query.intent is Intent.TASKS:
        return compose_tasks(query, knowledge)
    if query.intent is Intent.COMPARE:
        return compose_compare(query, chosen.sides, knowledge)
    if query.intent is Intent.LOOKUP:
        return compose_lookup(query, chosen.clauses, knowledge)
    if query.intent is Intent.AGENCY:
        return compose_agency(query, chosen.clauses[0], knowledge, chosen.nearest_sentences)
    return compose_fact(query, chosen.clauses[0], knowledge, chosen.nearest_sentences)


def _empty_question(chosen: Chosen) -> Draft:
    words = say(chosen.query.language, "请输入问题。", "Please enter a question.")
    return Draft(text=words, refused=True, confidence=1.0)
