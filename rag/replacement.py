"""What is shown in place of an answer that does not hold: its clauses, word for word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from corpus.english import english_of
from corpus.types import Clause
from rag.draft import say, titled, validity_warning
from rag.knowledge import Knowledge
from rag.language import in_language
from rag.problem import Problem
from rag.statements import statements_of
from rag.types import Answer, Citation, Comparison, Language, Side
from rag.validator import is_listed, problems_of

_CONFIDENCE = 0.3  # at most: it was not what the answer was meant to be


def replacement(answer: Answer, problems: Sequence[Problem], knowledge: Knowledge) -> Answer:
    """Return what may be shown in place of an answer with these problems; it has none itself.

    A refusal, or an answer that offers choices, loses the sentences that do not hold. Any other one
    becomes the clauses that it cites with their quotes, or where it cites none a refusal.
    """
    return next(
        one for one in _candidates(answer, problems, knowledge) if not problems_of(one, knowledge)
    )


_Held = Mapping[int, tuple[Citation, Clause]]


def _candidates(
    answer: Answer, problems: Sequence[Problem], knowledge: Knowledge
) -> Iterator[Answer]:
    if answer.refused or answer.clarify:
        yield _without({problem.sentence for problem in problems}, answer)
    held = _held(answer, knowledge)
    if held and not answer.refused:
        yield _clauses_themselves(answer, held, knowledge)
    yield _bare_refusal(answer)


def _held(answer: Answer, knowledge: Knowledge) -> _Held:
    """Return the citations that quote a clause of the corpus, by number, with their clauses."""
    clauses = {
        one.n: knowledge.clauses.get(f"{one.document}#{one.clause}") for one in answer.citations
    }
    return {
        one.n: (one, clause)
        for one in answer.citations
        if (clause := clauses[one.n]) and one.quote in clause.text
    }


def _without(sentences: set[str], answer: Answer) -> Answer:
    """Return the answer without the sentences that do not hold."""
    between = say(answer.language, "", " ")
    lines = []
    for line in answer.text.split("\n"):
        stated = dict.fromkeys(one.sentence for one in statements_of(line))
        kept = [one for one in stated if one not in sentences]
        lines.append(line if len(kept) == len(stated) else between.join(kept))
    text = "\n".join(lines).strip() or _refusal_words(answer)
    return answer.model_copy(update={"text": text, "verdict": None})


def _clauses_themselves(answer: Answer, held: _Held, knowledge: Knowledge) -> Answer:
    """Return the answer with nothing but what its citations quote, and the bodies of their clauses."""
    documents = [knowledge.document_of(clause) for _, clause in held.values()]
    lines = [
        f"{titled(clause, document, answer.language)}{_quote(one, clause, answer.language)}"
        for (one, clause), document in zip(held.values(), documents, strict=True)
    ]
    text = validity_warning(documents, answer.language) + "\n\n".join(lines)
    changed = {
        "text": in_language(text, answer.language),
        "verdict": None,
        "citations": tuple(one for one, _ in held.values()),
        "agencies": tuple(
            one
            for one in answer.agencies
            if one.citation in held and is_listed(one, held[one.citation][1], knowledge)
        ),
        "comparison": _comparison(answer, held),
        "confidence": min(answer.confidence, _CONFIDENCE),
    }
    return answer.model_copy(update=changed)


def _quote(citation: Citation, clause: Clause, language: Language) -> str:
    """Return the quote with its mark, for English questions below its rendering."""
    n = citation.n
    if language is not Language.ENGLISH:
        return f":{' '.join(citation.quote.split())}[{n}]"
    english = english_of(clause, citation.quote)
    quoted = "\n".join(f"> {line} [{n}]" for line in citation.quote.split("\n"))
    if english is None:
        return f" says:\n\n{quoted}"
    return f" (unofficial translation): {english} [{n}]\n\n{quoted}"


def _comparison(answer: Answer, held: _Held) -> Comparison | None:
    if answer.comparison is None:
        return None
    sides = tuple(_side(one, held) for one in answer.comparison.sides)
    return answer.comparison.model_copy(update={"sides": sides})


def _side(side: Side, held: _Held) -> Side:
    """Return a side with what its citations quote for a summary, and the bodies of their clauses."""
    numbers = tuple(n for n in side.citations if n in held)
    named = {one.agency for n in numbers for one in held[n][1].responsibilities}
    changed = {
        "citations": numbers,
        "covered": bool(numbers),
        "summary": " ".join(held[n][0].quote for n in numbers),
        "agencies": tuple(name for name in side.agencies if name in named),
    }
    return side.model_copy(update=changed)


def _bare_refusal(answer: Answer) -> Answer:
    changed = {
        "text": _refusal_words(answer),
        "refused": True,
        "verdict": None,
        "citations": (),
        "agencies": (),
        "comparison": None,
        "clarify": (),
        "confidence": min(answer.confidence, _CONFIDENCE),
    }
    return answer.model_copy(update=changed)


def _refusal_words(answer: Answer) -> str:
    words = say(
        answer.language,
        "馆藏文件没有涉及这个问题,无法回答。",
        "The documents do not deal with this, so it cannot be answered.",
    )
    return in_language(words, answer.language)
