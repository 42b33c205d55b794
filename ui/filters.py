"""What a question was limited to without having been told so in so many words, and the way out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rag.knowledge import Knowledge
from rag.language import readable
from rag.types import Answer, Choice, Intent, Language
from rag.understand import understand
from ui.staff_words import staff_words

_LIMITED: Final = (Intent.AGENCY, Intent.TASKS, Intent.FACT, Intent.OTHER)


def everywhere(answer: Answer, knowledge: Knowledge) -> Choice | None:
    """Return the choice of asking the same of all documents; None for a question that names none.

    Of a question that leans on those before it there is none either: it has a way out of its own.
    """
    if answer.intent not in _LIMITED or answer.question != answer.standalone_question:
        return None
    scope = understand(readable(answer.question), None, knowledge.library).scope
    documents = [one for one in scope.documents if one in knowledge.documents]
    if not documents or len(documents) == len(knowledge.documents):
        return None
    question = _without(answer.question, scope.words)
    if understand(readable(question), None, knowledge.library).scope.is_explicit:
        return None
    return Choice(label=_label(documents, answer.language, knowledge), question=question)


def _label(documents: Sequence[str], language: Language, knowledge: Knowledge) -> str:
    words = staff_words(language)
    first = knowledge.documents[documents[0]].title
    if len(documents) == 1:
        return words.everywhere_but_one.format(first=first)
    return words.everywhere.format(first=first, count=len(documents))


def _without(question: str, words: Sequence[str]) -> str:
    """Return a question without the words that name places or documents."""
    for word in sorted(words, key=len, reverse=True):
        named = rf"(?:\b(?:in|of|for|under)\s+(?:the\s+)?)?在?{re.escape(word)}[省市]?的?"
        question = re.sub(named, "", question, flags=re.IGNORECASE)
    return re.sub(r"\s+(?=[?.,]|$)", "", re.sub(r"\s{2,}", " ", question)).strip()
