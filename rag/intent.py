"""What kind of thing a question asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.glossary import official_terms
from corpus.mentions import BodyMention
from rag.asked_roles import asks_who_leads
from rag.knowledge import terms_of
from rag.language import comparable
from rag.query import Library, ValueKind
from rag.readings import kind_asked
from rag.scope import Scope, spans_documents
from rag.types import Intent
from rag.wording import (
    AGENCY,
    ALTERNATIVES,
    ASKS_FOR_CITED,
    ASKS_WHOM,
    COMPARE,
    CONTRASTS,
    COURTESY,
    DOCUMENT,
    DUTIES_ONLY,
    EXCEPT,
    GREETING,
    LISTING,
    LOOKUP,
    OPEN_QUESTION,
    OTHERS,
    PROPOSES,
    STATUS,
    TASKS,
    leaves_out_known,
    value_kind_of,
)

# Which person signed, which no document of these says.
_ASKS_FOR_SIGNATURE = re.compile(
    r"(?:哪|什么|啥)(?:个|位|一位|名)?(?:副)?(?:省长|市长|县长|厅长|局长|主任|书记|秘书长|领导)[^,。?]{0,8}(?:签|批|发)|"
    r"\bwhich (?:vice-?|deputy )?(?:governor|mayor|minister|director|secretary|leader)\b[^?]{0,30}\bsign"
)
# A role that is put to a body as a question: 村里这摊也是能源局牵头?
_PUTS_ROLE = re.compile(
    r"(?:牵头|带头|领头|挑头|主抓|负责)\?\W*$|也(?:是|由|归)[^,。?!]{2,14}(?:牵头|带头|领头|挑头|主抓|负责)\W*$"
)
_DESCRIBES_WHO = re.compile(r"谁[\u3400-\u9fff]{1,4}的")
_SHORT = 24  # characters of a question that names no document and yet asks for its particulars
_REMARK = 2  # characters of a topic that says nothing by itself
_FEW = 12  # characters of words that may still be no topic
_REST = 1  # characters that may be left of a topic of which nothing is left


@dataclass(frozen=True)
class Reading:
    """What was read of a question, whose comparable form is `text`, before its intent is decided."""

    question: str
    text: str
    scope: Scope
    asked: Sequence[BodyMention]
    topic: str
    points_at_clause: bool
    wants_verdict: bool


def intent_of(reading: Reading, library: Library) -> Intent:
    """Return the intent: by patterns, and where they find none as known questions are put."""
    text, asked = reading.text, reading.asked
    if GREETING.search(text) or not without_courtesies(text):
        return Intent.GREETING
    says_which = reading.scope.is_explicit or len(text) <= _SHORT
    of_document = DOCUMENT.search(text) is not None or len(reading.topic) <= _REMARK
    wants_tasks = bool(asked) and TASKS.search(text) is not None
    if (asked and leaves_out_known(text)) or _lists_the_others(text, asked):
        return Intent.AGENCY
    of_cited = ASKS_FOR_CITED.search(text) is not None
    if _ASKS_FOR_SIGNATURE.search(text):
        return Intent.FACT
    of_other = wants_tasks or of_cited or asks_who_leads(text)
    if STATUS.search(text) and says_which and of_document and not of_other:
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
    if not names_body and _asks_for_value(text):
        return Intent.FACT
    if AGENCY.search(ASKS_WHOM.sub(" ", text)) or names_body:
        return Intent.AGENCY
    if ASKS_WHOM.search(text):
        return Intent.FACT
    if reading.points_at_clause and not (reading.wants_verdict and not LOOKUP.search(text)):
        return Intent.LOOKUP
    return Intent.FACT if reading.points_at_clause else _learned_kind(reading)


def _lists_the_others(text: str, asked: Sequence[BodyMention]) -> bool:
    """Return whether bodies are only named to be left out of a list: 省发改委之外的都列出来."""
    left_out = re.search(r"^(?P<named>[^,。;!?]{2,40}?)(?:之外|以外)的?(?:都|全|统统)", text)
    return left_out is not None and any(
        comparable(one.name.written) in left_out["named"] for one in asked
    )


def _asks_for_value(text: str) -> bool:
    """Return whether the last open part asks for a value, and who stands in another part only.

    谁种的能一路查到底,这套办法先在哪座城市试: the city is asked for.
    """
    parts = [part for part in re.split("[,?!。;]", text) if OPEN_QUESTION.search(part)]
    if not parts or value_kind_of(parts[-1]) is None or AGENCY.search(parts[-1]):
        return False
    return not AGENCY.search(_DESCRIBES_WHO.sub("", text))


def _learned_kind(reading: Reading) -> Intent:
    """Return what a question asks for that no pattern knows: a fact, unless it plainly is another."""
    names = [mention.name.written for mention in reading.asked]
    kind = kind_asked(reading.question, names)
    if kind is Intent.TASKS and not names:
        return Intent.FACT
    # Whether a place is named, or a thing so, is put as whether a body is.
    if kind is Intent.AGENCY and not names and reading.wants_verdict:
        return Intent.FACT
    return kind


def _asks_for_tasks(reading: Reading, library: Library) -> bool:
    """Return whether a body's duties are asked for: in so many words, or by nothing else beside it."""
    text = reading.text
    if TASKS.search(text):
        return not _asks_whether_apart(text, reading.asked)
    asks_whether = (
        ALTERNATIVES.search(text)
        or any(PROPOSES.search(part) for part in parts_of_question(text))
        or re.search(r"谁|\bwho\b", text)
        or (_PUTS_ROLE.search(text) and not OPEN_QUESTION.search(text))
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


def without_courtesies(question: str) -> str:
    """Return a question without thanks and announcements before it; empty if it is nothing else."""
    words = question
    while match := COURTESY.match(words):
        words = words[match.end() :]
    return words


def parts_of_question(text: str) -> list[str]:
    """Return the sentences of a question, and what stands behind the last comma of each."""
    sentences = [part for part in re.split("[?!。;]", text) if part.strip()]
    return sentences + [part.rpartition(",")[2] for part in sentences if "," in part]
