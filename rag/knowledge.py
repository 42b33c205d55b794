"""What the answers are made from: the clauses by id, their kin, and how rare their words are."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise

from corpus.dictionary import glosses
from corpus.english import english_of, english_passage, english_terms
from corpus.library import Corpus
from corpus.outline import PREFACE
from corpus.rendered import questions_on, rendered_words
from corpus.repeals import with_repeals
from corpus.substance import is_bare_heading
from corpus.types import Clause, Document
from rag.language import comparable
from rag.query import Library
from rag.titled import title_words
from rag.types import Language

_TERM = re.compile(r"[\u3400-\u9fff]+|[a-z][a-z0-9+-]+|\d+(?:\.\d+)?%?")
_OWN_WORD = 4  # shorter words of a title (流通) are topics of any document
_MAX_READINGS = 2  # an abbreviation with more full words in the corpus tells nothing
_REMEMBERED = 4096  # texts whose terms are kept: sentences and topics come again and again
_STOP_CHARACTERS = frozenset("的了和与及在是对为将把等以中上下有要到从由被也就都而其之于")


class Knowledge:
    """The corpus with look-ups; it never changes, a new corpus makes a new one."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus = with_repeals(corpus)
        self.clauses = {clause.clause_id: clause for clause in corpus.clauses}
        self.documents = {one.document_id: one for one in corpus.documents}
        self._parents = {(c.document_id, c.parent) for c in corpus.clauses if c.parent}

    @cached_property
    def library(self) -> Library:
        agencies = {r.agency for c in self.corpus.clauses for r in c.responsibilities}
        others = {
            name for c in self.corpus.clauses for r in c.responsibilities for name in r.also_called
        }
        headings = tuple(c.heading for c in self.corpus.clauses if len(c.heading) >= 4)
        return Library(
            self.corpus.documents,
            tuple(sorted(agencies | others)),
            headings,
            self._own_words(),
            self._texts_of_documents,
        )

    @cached_property
    def names_of_bodies(self) -> frozenset[str]:
        """Return every name of a body that the corpus writes, in comparable form.

        What only says a role (各牵头单位) is no name.
        """
        involved = {name for clause in self.corpus.clauses for name in clause.also_involved}
        groups = {name for name in involved if not _ROLE_ALONE.fullmatch(name)}
        issuers = {name for document in self.corpus.documents for name in document.issuers}
        return frozenset(map(comparable, {*self.library.agencies, *issuers, *groups}))

    def _own_words(self) -> dict[str, tuple[str, ...]]:
        """Return by document the words of its title, four characters or more, that only it uses."""
        texts = self._texts_of_documents
        return {
            document.document_id: tuple(
                word
                for word in title_words(document)
                if len(word) >= _OWN_WORD
                and re.search(r"[\u3400-\u9fff]", word)
                and not any(word in t for i, t in texts.items() if i != document.document_id)
            )
            for document in self.corpus.documents
        }

    @cached_property
    def _texts_of_documents(self) -> dict[str, str]:
        return {
            one.document.document_id: comparable("\n".join(c.text for c in one.clauses))
            for one in self.corpus.parsed
        }

    def document_of(self, clause: Clause) -> Document:
        return self.documents[clause.document_id]

    def in_scope(self, documents: Sequence[str]) -> list[Clause]:
        """Return the clauses of these documents, or all, in reading order."""
        return [c for c in self.corpus.clauses if not documents or c.document_id in documents]

    def is_heading_only(self, clause: Clause) -> bool:
        """Return whether a clause only heads others and says nothing itself."""
        has_children = (clause.document_id, clause.reference) in self._parents
        return has_children and is_bare_heading(clause)

    def children(self, clause: Clause) -> list[Clause]:
        return [
            c
            for c in self.corpus.clauses
            if c.document_id == clause.document_id and c.parent == clause.reference
        ]

    def above(self, clause: Clause) -> list[Clause]:
        """Return the clauses under which one stands, the nearest first."""
        found: list[Clause] = []
        while clause.parent and (
            parent := self.clauses.get(f"{clause.document_id}#{clause.parent}")
        ):
            found.append(parent)
            clause = parent
        return found

    def siblings(self, clause: Clause) -> list[Clause]:
        """Return the clauses under the same heading, this one too, in reading order."""
        in_document = self.in_scope((clause.document_id,))
        return [c for c in in_document if c.parent == clause.parent and c.reference != PREFACE]

    def preface(self, document_id: str) -> Clause | None:
        return self.clauses.get(f"{document_id}#{PREFACE}")

    def rarity(self, term: str) -> float:
        """Return the inverse document frequency of a term over the clauses; unseen terms weigh most."""
        return math.log((len(self.clauses) + 1) / (self._clause_frequency[term] + 0.5))

    def occurs(self, term: str) -> bool:
        return self._clause_frequency[term] > 0

    def count_unknown(self, topic: str, language: Language) -> int:
        """Return how many terms of a topic stand in no clause, of an English one in no rendering."""
        if language is Language.ENGLISH:
            return sum(not self._english_frequency[term] for term in english_terms(topic))
        return sum(not self.occurs(term) for term in terms_of(topic))

    def unknown_share(self, topic: str, language: Language) -> float:
        """Return the share of a topic's terms, weighted by rarity, that stand nowhere; 0 to 1.

        An English one's may stand in the clauses or in their renderings.
        """
        english = language is Language.ENGLISH
        rarity = self._english_rarity if english else self.rarity
        weights = {one: rarity(one) for one in (english_terms if english else terms_of)(topic)}
        unknown = sum(
            weight
            for term, weight in weights.items()
            if not self.occurs(term) and not (english and self._english_frequency[term])
        )
        return unknown / (sum(weights.values()) or 1.0)

    def coverage(self, topic: str, text: str) -> float:
        """Return the share of a topic's terms, weighted by rarity, that stand in a text; 0 to 1."""
        return self._covered(terms_of(topic), frozenset(terms_of(text)), self.rarity)

    def english_coverage(self, topic: str, english: str) -> float:
        """Return the share of an English topic's stems, weighted by rarity, that stand in a text."""
        return self._covered(
            english_terms(topic), frozenset(english_terms(english)), self._english_rarity
        )

    @staticmethod
    def _covered(
        wanted: Sequence[str], there: frozenset[str], rarity: Callable[[str], float]
    ) -> float:
        weights = {term: rarity(term) for term in wanted}
        total = sum(weights.values())
        return sum(w for term, w in weights.items() if term in there) / total if total else 0.0

    def clause_coverage(self, topic: str, clause: Clause) -> float:
        """Return the share of a Chinese topic's terms that a clause, its headings or its title hold."""
        return self._covered(terms_of(topic), self._terms[clause.clause_id], self.rarity)

    def everyday_coverage(self, topic: str, clause: Clause) -> float:
        """Return what `clause_coverage` does, the clause's rendering in everyday Chinese included."""
        return self._covered(terms_of(topic), self._everyday_terms[clause.clause_id], self.rarity)

    def english_clause_coverage(self, topic: str, clause: Clause) -> float:
        """Return the share of an English topic's stems that a clause holds in English.

        That is in its rendering, or in what a dictionary gives for its words where it has none.
        """
        there = self._english_terms[clause.clause_id]
        return self._covered(english_terms(topic), there, self._english_rarity)

    def rarest_missed(
        self, topic: str, language: Language, clauses: Sequence[str], document: str
    ) -> float:
        """Return the rarity of the rarest term of a topic that clauses hold and a document lacks.

        Renderings and expected questions count as what a clause says; 0 where nothing is missed.
        """
        english = language is Language.ENGLISH
        held = self._english_terms if english else self._everyday_terms
        rarity = self._english_rarity if english else self.rarity
        wanted = english_terms(topic) if english else terms_of(topic)
        there = frozenset().union(*(held[one] for one in clauses if one in held))
        has = self._document_terms(document, english)
        return max((rarity(one) for one in wanted if one in there and one not in has), default=0.0)

    def _document_terms(self, document: str, english: bool) -> frozenset[str]:
        if (document, english) not in self._terms_by_document:
            held = self._english_terms if english else self._everyday_terms
            own = (terms for one, terms in held.items() if one.partition("#")[0] == document)
            self._terms_by_document[document, english] = frozenset().union(*own)
        return self._terms_by_document[document, english]

    @cached_property
    def _terms_by_document(self) -> dict[tuple[str, bool], frozenset[str]]:
        return {}

    def coverage_in(self, topic: str, clause: Clause, sentence: str) -> float:
        """Return how much of a topic, Chinese or English, a sentence of a clause holds; 0 to 1."""
        if re.search(r"[\u3400-\u9fff]", topic):
            return self.coverage(topic, sentence)
        said = said_in_english(clause, sentence)
        return self._covered(english_terms(topic), frozenset(said), self._english_rarity)

    def everyday_coverage_in(self, topic: str, clause: Clause, sentence: str) -> float:
        """Return what `coverage_in` does, with how else people speak of what the sentence says.

        That is its rendering in everyday Chinese and the questions that it is expected to answer.
        """
        if not re.search(r"[\u3400-\u9fff]", topic):
            expected = english_terms(questions_on(clause, sentence, english=True))
            said = frozenset([*said_in_english(clause, sentence), *expected])
            return self._covered(english_terms(topic), said, self._english_rarity)
        asked = questions_on(clause, sentence, english=False)
        plain = rendered_words(clause, clause.plain, sentence)
        return self.coverage(topic, f"{sentence}\n{plain}\n{asked}")

    def _english_rarity(self, term: str) -> float:
        return math.log((len(self.clauses) + 1) / (self._english_frequency[term] + 0.5))

    @cached_property
    def _english_frequency(self) -> Counter[str]:
        counts: Counter[str] = Counter()
        for terms in self._english_terms.values():
            counts.update(terms)
        return counts

    @cached_property
    def _english_terms(self) -> dict[str, frozenset[str]]:
        return {one: frozenset(self._in_english(clause)) for one, clause in self.clauses.items()}

    def _in_english(self, clause: Clause) -> list[str]:
        if clause.rendering is None:
            return glosses(comparable(self.searchable(clause)))
        expected = clause.expected.english if clause.expected else ()
        rendered = english_passage(clause, self.document_of(clause))
        return english_terms("\n".join([rendered, *(one.text for one in expected)]))

    @cached_property
    def _terms(self) -> dict[str, frozenset[str]]:
        return {
            clause_id: frozenset(terms_of(text))
            for clause_id, text in zip(self.clauses, self._texts, strict=True)
        }

    @cached_property
    def _everyday_terms(self) -> dict[str, frozenset[str]]:
        return {
            clause_id: self._terms[clause_id].union(
                terms_of(clause.plain.text) if clause.plain else (),
                *(
                    terms_of(one.text)
                    for one in (clause.expected.chinese if clause.expected else ())
                ),
            )
            for clause_id, clause in self.clauses.items()
        }

    def spelled_out(self, words: str) -> list[str]:
        """Return full words of the corpus for abbreviations that it never uses: 综保区 → 综合保税区.

        An abbreviation keeps the first and the last character of the full word, and the order of
        the others.
        """
        found: list[str] = []
        for run in re.findall(r"[\u3400-\u9fff]{3,}", comparable(words)):
            for start in range(len(run) - 2):
                short = run[start : start + 3]
                if short not in self._all_text:
                    full = self._full_words(short)
                    found += full if len(full) <= _MAX_READINGS else []
        return list(dict.fromkeys(found))

    def _full_words(self, short: str) -> list[str]:
        # A dot compiles in a twentieth of the time of a range of characters.
        matches = re.findall(".{0,2}".join(short), self._han_lines)
        return list(dict.fromkeys(match for match in matches if len(match) > len(short)))

    def searchable(self, clause: Clause) -> str:
        """Return the words by which a clause can be found: title, headings and text."""
        return "\n".join([self.document_of(clause).title, *clause.headings, clause.text])

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        return tuple(comparable(self.searchable(clause)) for clause in self.clauses.values())

    @cached_property
    def _all_text(self) -> str:
        return "\n".join(self._texts)

    @cached_property
    def _han_lines(self) -> str:
        """Return each run of Han characters in a line of its own."""
        return re.sub(r"[^\u3400-\u9fff]+", "\n", self._all_text)

    @cached_property
    def _clause_frequency(self) -> Counter[str]:
        counts: Counter[str] = Counter()
        for text in self._texts:
            counts.update({*terms_of(text), *text})  # pairs and words, and single characters
        return counts


_ROLE_ALONE = re.compile(
    r"(?:各|有关|相关|其他|市级|省级|县级|区级)*(?:牵头|责任|配合|参与|参加|承办|主办|协办|成员|实施|落实)?(?:单位|部门|机构)"
)


@lru_cache(_REMEMBERED)
def terms_of(text: str) -> tuple[str, ...]:
    """Return the distinct terms of a text: pairs of Han characters, Latin words, numbers."""
    return tuple(dict.fromkeys(_terms(comparable(text))))


def _terms(text: str) -> Iterable[str]:
    for run in _TERM.findall(text):
        if not "\u3400" <= run[0] <= "\u9fff":
            yield run
        else:
            for first, second in pairwise(run):
                if first not in _STOP_CHARACTERS and second not in _STOP_CHARACTERS:
                    yield first + second


def said_in_english(clause: Clause, sentence: str) -> list[str]:
    """Return the stems of a sentence's rendering, or of its words by a dictionary without one."""
    if clause.rendering is None:
        return glosses(comparable(sentence))
    return english_terms(english_of(clause, sentence) or "")
