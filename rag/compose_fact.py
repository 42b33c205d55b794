"""Facts, and clauses by reference."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.english import english_of_all
from corpus.types import Clause, Document
from rag.answering_part import answering_english, answering_part
from rag.answering_sentences import answering_sentences, parallel_value
from rag.cite import Cited, shortened, spoken, unmarked
from rag.draft import Draft, headed, say, titled, validity_warning, verdict_words
from rag.english_values import values_in_english
from rag.fact_verdict import verdict_on_fact
from rag.knowledge import Knowledge
from rag.language import comparable
from rag.query import Query, ValueKind
from rag.series import item_asked
from rag.several_values import VALUE_PART, asks_values, each_value
from rag.types import Choice, Language
from rag.values_held import gives_value, value_pattern
from rag.wording import value_kind_of

_SHOWN_CHOICES = 4


def compose_fact(
    query: Query, clause: Clause, knowledge: Knowledge, nearest: Sequence[str] = ()
) -> Draft:
    """Return the sentences of a clause that answer, in its own words.

    `nearest` are the clause's sentences by meaning, nearest first, for questions whose words
    the clause does not share.
    """
    document = knowledge.document_of(clause)
    several = each_value(query, clause, knowledge, nearest)
    item = None if several or asks_values(comparable(query.question)) else item_asked(query, clause)
    if several:
        chosen = list(dict.fromkeys(one.sentence for one in several))
        together, quote = "".join(one.words for one in several), shortened("".join(chosen))
        quote = quote if quote in clause.text else shortened(chosen[0])
    elif item is not None:
        verbatim = item.words.rstrip("。")
        chosen = [verbatim if verbatim in clause.text else item.sentence]
        together, quote = item.words, shortened(item.sentence)
    else:
        chosen = answering_sentences(query, clause, knowledge, nearest)
        together, quote = _words_and_quote(query, clause, chosen, knowledge)
    verdict = verdict_on_fact(query, clause, chosen, knowledge)
    where = titled(clause, document, query.language)
    if query.language is Language.ENGLISH:
        text = _in_english(query, where, clause, chosen, knowledge, item=item.words if item else "")
    else:
        text = f"{where}:{unmarked(together)}[1]"
    text += _until_when(query, clause, together)
    return Draft(
        text=validity_warning([document], query.language)
        + verdict_words(verdict, query.language)
        + text,
        cited=(Cited(clause, quote),),
        verdict=verdict,
    )


def _words_and_quote(
    query: Query, clause: Clause, chosen: Sequence[str], knowledge: Knowledge
) -> tuple[str, str]:
    """Return the words of the chosen sentences that answer, of a single one its part, and the quote."""
    together = "".join(chosen)
    quote = shortened(together if together in clause.text else chosen[0])
    if len(chosen) == 1 and not asks_values(comparable(query.question)):
        together = parallel_value(query, clause, chosen[0]) or answering_part(
            query, clause, chosen[0], knowledge
        )
    return together, quote


def value_words(
    query: Query, clause: Clause, knowledge: Knowledge, nearest: Sequence[str], n: int
) -> tuple[str, str] | None:
    """Return the words of a clause that give a value asked for beside bodies, and their quote.

    The words cite `n`. None where the clause gives no value of the kind in a sentence on it.
    """
    if not gives_value(query, clause, knowledge, nearest):
        return None
    chosen = answering_sentences(query, clause, knowledge, nearest)
    together, quote = _words_and_quote(query, clause, chosen, knowledge)
    if query.language is not Language.ENGLISH:
        until = _until_when(query, clause, together, n)
        if until and not value_pattern(query, ValueKind.DATE).search(together):
            return until.strip(), quote
        return f"{unmarked(together)}[{n}]{until}", quote
    english = english_of_all(clause, chosen)
    if english:
        return f"{english} [{n}]", quote
    values = values_in_english(together)
    return (f"Figures and dates in it: {'; '.join(values)} [{n}].", quote) if values else None


def _until_when(query: Query, clause: Clause, said: str, n: int = 1) -> str:
    """Return until when a task is set beside its units, where a date is asked that is not said."""
    deadline = clause.deadline
    kinds = {query.value_kind, *map(value_kind_of, VALUE_PART.split(comparable(query.question)))}
    if ValueKind.DATE not in kinds or not deadline or deadline in said:
        return ""
    return say(query.language, f" 完成时限:{deadline}。[{n}]", f" Deadline: {deadline}. [{n}]")


def _in_english(  # noqa: PLR0913 - what is said, of what, and where
    query: Query,
    where: str,
    clause: Clause,
    chosen: Sequence[str],
    knowledge: Knowledge,
    *,
    item: str = "",
) -> str:
    """Return the English rendering of the sentences, the Chinese ones quoted below it.

    `item` are the words of the one item of a series that is asked for, if one is.
    """
    english = english_of_all(clause, chosen)
    if english and len(chosen) == 1:
        part, english = answering_english(query, clause, chosen[0], english, knowledge)
        chosen = [part]
    quoted = "\n\n".join(f"> {unmarked(sentence)} [1]" for sentence in chosen)
    if not english:
        return f"{where} {_only_chinese(item or ''.join(chosen), 1)}\n\n{quoted}"
    return f"{where} (unofficial translation): {english} [1]\n\n{quoted}"


def _only_chinese(text: str, n: int) -> str:
    """Return what can be said in English of a text that has no English rendering: its figures."""
    values = values_in_english(text)
    figures = f" Figures and dates in it: {'; '.join(values)} [{n}]." if values else ""
    return f"has no English rendering; its Chinese text is quoted below [{n}].{figures}"


def compose_lookup(query: Query, clauses: Sequence[Clause], knowledge: Knowledge) -> Draft:
    """Return the wording of the clause that a reference names; several if it is ambiguous."""
    shown = list(clauses[:_SHOWN_CHOICES])
    documents = [knowledge.document_of(clause) for clause in shown]
    warning = validity_warning(documents, query.language)
    if len(shown) == 1:
        words = _wording(shown[0], documents[0], 1, query.language, knowledge)
        return Draft(text=warning + words, cited=(Cited(shown[0], shown[0].text),))
    one_document = len({clause.document_id for clause in clauses}) == 1
    intro = say(
        query.language,
        f"有{len(clauses)}处条款符合这个编号,请说明是哪一{'条' if one_document else '份文件'}:",
        f"{len(clauses)} clauses carry this number; please say which {'one' if one_document else 'document'} is meant:",
    )
    lines = [
        f"- {titled(clause, document, query.language)}:{_start(clause, query.language)}[{n}]"
        for n, (clause, document) in enumerate(zip(shown, documents, strict=True), start=1)
    ]
    return Draft(
        text=warning + "\n".join([intro, *lines]),
        cited=tuple(Cited(clause, clause.text) for clause in shown),
        clarify=tuple(
            Choice(
                label=f"{document.title} {clause.reference}",
                question=f"《{document.title}》{spoken(clause.reference)}{say(query.language, '的内容是什么?', ': what does it say?')}",
            )
            for clause, document in zip(shown, documents, strict=True)
        ),
    )


def _wording(
    clause: Clause, document: Document, n: int, language: Language, knowledge: Knowledge
) -> str:
    text = unmarked(clause.text)
    quoted = "\n".join(f"> {line}" for line in text.split("\n"))
    if clause.rendering is not None:
        quoted = f"{clause.rendering.text} [{n}] (unofficial translation)\n\n{quoted}"
    else:
        quoted = f"The clause {_only_chinese(clause.text, n)}\n\n{quoted}"
    wording = say(language, text, quoted)
    words = f"{titled(clause, document, language)}:\n\n{wording} [{n}]"
    children = knowledge.children(clause) if knowledge.is_heading_only(clause) else []
    if not children:
        return words
    listed = "\n".join(f"- {child.reference} {headed(child, language)}" for child in children)
    return f"{words}\n\n{say(language, '下设条款:', 'Its clauses:')}\n{listed}"


def _start(clause: Clause, language: Language) -> str:
    """Return the first words of a clause in the language of the question, if it has them."""
    english = clause.rendering.text if clause.rendering else clause.text
    return unmarked(shortened(say(language, clause.text, english)))
