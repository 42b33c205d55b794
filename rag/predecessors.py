"""Documents that a held one ends: whether the rules of 2019 still hold that these ones repealed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from corpus.sentences import split_sentences
from corpus.types import Clause, Document, Relation, RelationKind
from corpus.validity import today_in_china
from rag.cite import Cited, shortened, unmarked
from rag.draft import Draft, say, titled
from rag.knowledge import Knowledge, terms_of
from rag.language import comparable
from rag.quantities import years_in
from rag.query import Query
from rag.status_verdict import ASKS_IF_IN_FORCE, ASKS_IF_REPEALED
from rag.types import Verdict

_OPEN: Final = re.compile(r"哪(?:一)?[天年月]|什么时候|[啥何几]时|\b(?:when|since when)\b")
_EARLIER: Final = re.compile(
    r"旧的?|老(?:的|办法|规定|文件|政策|方案|通知)|(?:原来|以前|原先|之前|先前)(?:的|那)|前一[版份个]|上一[版份个]|"
    r"\b(?:old|previous|former|earlier|prior) (?:[\w-]+ ){0,4}?(?:rules?|measures|notice|document|plan|polic(?:y|ies)|decree|regulations?|version|one)\b"
)
_MOST: Final = 0.5
_ASKS_WHICH: Final = re.compile(
    r"(?:哪|什么)(?:一)?(?:个|份|部|些)?(?:旧|老|文件|办法|规定|方案|政策)|(?:废止|取代|替代)了?(?:哪|什么|谁)|\b(?:which|what) (?:\w+ ){0,2}(?:rules?|measures|notice|document|plan|polic(?:y|ies)|decree|regulations?)\b"
)


@dataclass(frozen=True)
class Predecessor:
    """A document that one held says it repeals, and the clause that says so."""

    document: Document
    relation: Relation
    clause: Clause


def compose_predecessor(query: Query, knowledge: Knowledge) -> Draft | None:
    """Return whether a document that one held repeals is in force, as a question asks; None if it does not."""
    text = comparable(query.question)
    in_force = ASKS_IF_IN_FORCE.search(text) is not None
    ended_asked = ASKS_IF_REPEALED.search(text) is not None
    if not (in_force or ended_asked) or _ASKS_WHICH.search(text):
        return None
    found = _asked(query, knowledge)
    if len(found) != 1:
        return None
    one = found[0]
    day = one.relation.on or one.document.effective_on
    ended = day is None or day <= today_in_china()
    said = "".join(_sentences(one))
    language = query.language
    name = f"《{one.relation.title or one.relation.number}》"
    where = titled(one.clause, one.document, language)
    asks = [one for one in re.split("[,?!。;]", text) if _asks_of_force(one)]
    verdict = None if all(map(_OPEN.search, asks)) else _verdict(in_force, ended)
    zh = f"{name}{'已经失效' if ended else '到那时为止有效'}[1]。{where}:{unmarked(said)}[1]"
    en = f"{name} is {'no longer in force' if ended else 'in force until then'} [1]. {where}: {unmarked(said)} [1]"
    no = "不,已经失效。" if ended else "不是。"
    first = {
        Verdict.YES: say(language, "是的。", "Yes. "),
        Verdict.NO: say(language, no, "No. "),
        None: "",
    }[verdict]
    return Draft(
        text=first + say(language, zh, en),
        cited=(Cited(one.clause, shortened(said)),),
        verdict=verdict,
    )


def _asks_of_force(part: str) -> bool:
    return (ASKS_IF_IN_FORCE.search(part) or ASKS_IF_REPEALED.search(part)) is not None


def _verdict(in_force: bool, ended: bool) -> Verdict:
    return Verdict.YES if in_force is not ended else Verdict.NO


def _asked(query: Query, knowledge: Knowledge) -> list[Predecessor]:
    """Return the repealed documents that a question means by a year, or as the earlier ones."""
    text = comparable(query.question)
    years = years_in(text)
    earlier = _EARLIER.search(text) is not None
    if not years and not earlier:
        return []
    held = query.scope.documents or query.scope.preferred
    documents = [knowledge.documents[one] for one in held] or list(knowledge.documents.values())
    found = [
        one
        for document in documents
        for one in _ended_by(document, knowledge)
        if _is_of_years(one, years) or (earlier and not years)
    ]
    topic = set(terms_of(query.topic))
    shares = [len(topic & _terms(one)) for one in found]
    most = max(shares, default=0)
    if not query.scope.documents and most < _MOST * len(topic):
        return []
    return [one for one, share in zip(found, shares, strict=True) if share == most]


def _terms(one: Predecessor) -> set[str]:
    return set(terms_of(f"{one.relation.title or ''} {one.document.title}"))


def _ended_by(document: Document, knowledge: Knowledge) -> Iterator[Predecessor]:
    """Yield what a document repeals that is not held itself: a held one says so of itself."""
    titles = {comparable(one.title) for one in knowledge.documents.values()}
    for relation in document.relations:
        if relation.kind is not RelationKind.REPEALS or comparable(relation.title or "") in titles:
            continue
        clause = _clause_with(relation.words, knowledge.in_scope((document.document_id,)))
        if clause is not None:
            yield Predecessor(document, relation, clause)


def _clause_with(words: str, clauses: Sequence[Clause]) -> Clause | None:
    return next((one for one in clauses if words in one.text), None)


def _is_of_years(one: Predecessor, years: frozenset[str]) -> bool:
    """Return whether a year that a question names is that of the repealed document alone."""
    own = {str(on.year) for on in (one.document.issued_on, one.document.published_on) if on}
    own |= years_in(comparable(one.document.title))
    named = years_in(comparable(f"{one.relation.title or ''} {one.relation.number or ''}"))
    return bool((years - own).intersection(named))


def _sentences(one: Predecessor) -> list[str]:
    """Return the sentences of a clause that say what is repealed, and from when the clause's own holds."""
    return [
        sentence
        for line in one.clause.text.split("\n")
        for sentence in split_sentences(line)
        if one.relation.words in sentence or re.search(r"自.{4,16}起(?:施行|实施|执行)", sentence)
    ]
