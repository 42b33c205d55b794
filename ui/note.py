"""An answer as a reply note, and a conversation as a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from corpus.types import Frozen, Role, Status
from rag.types import Answer, AnswerAgency, Citation, Intent, Language
from ui.conversations import KeptConversation, KeptTurn
from ui.export_words import ExportWords, export_words
from ui.marks import CheckedClauses
from ui.render import ROLE_ORDER
from ui.sheet import (
    WARNING_SIGN,
    Block,
    Kind,
    Piece,
    Sheet,
    blocks_of,
    heading,
    paragraph,
    readable,
)
from ui.staff_words import mark_line
from ui.words import answer_words


class CorpusState(Frozen):
    """What answers were made from: how many documents and clauses, collected until when."""

    documents: int
    clauses: int
    as_of: date
    titles: dict[str, str]

    def title(self, document_id: str) -> str:
        return titled(self.titles.get(document_id, document_id))


def reply_note(answer: Answer, state: CorpusState, checked: CheckedClauses) -> Sheet:
    """Return the answer as a note that can be worked into a reply."""
    words = export_words(answer.language)
    marks, notes = _marks(answer, checked), _footnotes(answer, checked)
    return Sheet(
        title=words.title.format(question=" ".join(answer.question.split())),
        language=answer.language,
        blocks=(
            *warnings(answer),
            heading(words.conclusion),
            *blocks_of(answer.text, notes),
            *_bodies(answer, notes, words),
            heading(words.sources),
            *_sources(answer, marks, words),
            heading(words.not_stated),
            *_listed(not_stated(answer, state), words.nothing_missing),
            heading(words.validity),
            *_listed(validity(answer), words.all_in_force if answer.citations else "—"),
            heading(words.corpus_head),
            paragraph(_corpus(words, state)),
        ),
    )


def conversation_sheet(
    kept: KeptConversation, state: CorpusState, on: date, checked: CheckedClauses
) -> Sheet:
    """Return a conversation with its answers, and the clauses as footnotes."""
    language = kept.turns[-1].answer.language if kept.turns else Language.SIMPLIFIED
    words = export_words(language)
    turns = [
        block
        for number, turn in enumerate(kept.turns, 1)
        for block in _turn(number, turn, _footnotes(turn.answer, checked))
    ]
    return Sheet(
        title=kept.name,
        language=language,
        blocks=(
            *turns,
            paragraph("———"),
            paragraph(f"{_corpus(words, state)} {words.made.format(on=on.isoformat())}"),
        ),
    )


def warnings(answer: Answer) -> list[Block]:
    """Return a warning for each repealed document cited, unless the answer itself begins with it."""
    if answer.text.startswith(WARNING_SIGN):
        return []
    words = export_words(answer.language)
    return [
        paragraph(f"{WARNING_SIGN} {words.repealed.format(title=title)}", kind=Kind.WARNING)
        for title in _titles(answer, Status.REPEALED)
    ]


def validity(answer: Answer) -> list[str]:
    """Return what is to be said of the validity of the documents cited; nothing if all are in force."""
    words = export_words(answer.language)
    return [
        *(words.repealed.format(title=title) for title in _titles(answer, Status.REPEALED)),
        *(
            words.unknown_validity.format(title=title)
            for title in _titles(answer, Status.NOT_STATED)
        ),
    ]


def not_stated(answer: Answer, state: CorpusState) -> list[str]:
    """Return what the documents leave open, as far as the answer tells."""
    words = export_words(answer.language)
    missing: list[str] = []
    if answer.refused and answer.absence:
        scope = answer.absence.scope
        missing.append(
            words.not_answered.format(
                documents=scope.get("documents", state.documents),
                clauses=scope.get("clauses", state.clauses),
            )
        )
        missing += [
            words.nearest.format(clause=f"{state.title(one.document)}{one.clause}", why=one.why_not)
            for one in answer.absence.nearest
        ]
    elif answer.intent is Intent.AGENCY and not answer.agencies:
        missing.append(words.nobody)
    missing += [words.no_lead.format(cite=one.cite_as) for one in _without_lead(answer)]
    sides = answer.comparison.sides if answer.comparison else ()
    missing += [
        words.silent.format(title=state.title(side.document)) for side in sides if not side.covered
    ]
    return missing


def footnote(citation: Citation, words: ExportWords, mark: str = "") -> str:
    """Return a citation as a footnote: the official reference and the words that carry the answer.

    `mark` is who has checked the roles in the clause.
    """
    line = f"{citation.cite_as}{words.colon}{words.quoted.format(quote=citation.quote)}"
    return readable(line + words.aside.format(words=mark) if mark else line)


def titled(title: str) -> str:
    return title if title.startswith("《") else f"《{title}》"


def _footnotes(answer: Answer, checked: CheckedClauses) -> dict[int, str]:
    words, marks = export_words(answer.language), _marks(answer, checked)
    return {one.n: footnote(one, words, marks.get(one.n, "")) for one in answer.citations}


def _marks(answer: Answer, checked: CheckedClauses) -> dict[int, str]:
    """Return who has checked the roles, by the numbers of the citations."""
    marks = {one.n: checked.mark_on(one, answer) for one in answer.citations}
    return {n: mark_line(mark, answer.language) for n, mark in marks.items() if mark}


def _turn(number: int, turn: KeptTurn, notes: dict[int, str]) -> Iterator[Block]:
    answer = turn.answer
    words = export_words(answer.language)
    yield heading(f"{number}. {' '.join(turn.question.split())}")
    if answer.standalone_question.strip() != turn.question.strip():
        yield paragraph(f"{words.understood}{words.colon}{answer.standalone_question}")
    yield from warnings(answer)
    yield from blocks_of(answer.text, notes)
    yield from _roles(answer, notes)


def _bodies(answer: Answer, notes: dict[int, str], words: ExportWords) -> list[Block]:
    roles = list(_roles(answer, notes))
    nobody = [paragraph(words.nobody if answer.intent is Intent.AGENCY else "—")]
    return [heading(words.bodies), *(roles or nobody)]


def _roles(answer: Answer, notes: dict[int, str]) -> Iterator[Block]:
    """Yield an item for each role; bodies of one clause share the footnote after the last of them."""
    words = export_words(answer.language)
    names = answer_words(answer.language).roles
    for role in ROLE_ORDER:
        bodies = [agency for agency in answer.agencies if agency.role is role]
        if not bodies:
            continue
        pieces = [Piece(words=f"{names[role]}{words.colon}", bold=True)]
        for place, body in enumerate(bodies):
            goes_on = bodies[place + 1 : place + 2] and bodies[place + 1].citation == body.citation
            before = words.between if place else ""
            note = None if goes_on else notes[body.citation]
            pieces.append(Piece(words=f"{before}{_body(body, answer.language)}", note=note))
        yield Block(kind=Kind.ITEM, pieces=tuple(pieces))


def _body(body: AnswerAgency, language: Language) -> str:
    """Return the name as the clause writes it, in English with the English one beside it."""
    if language is Language.ENGLISH and body.name_en:
        return f"{body.name} ({body.name_en})"
    return body.name


def _sources(answer: Answer, marks: dict[int, str], words: ExportWords) -> Iterator[Block]:
    for citation in answer.citations:
        yield paragraph(f"{citation.n}. {citation.cite_as}")
        yield paragraph(words.quoted.format(quote=citation.quote), kind=Kind.QUOTE)
        if citation.n in marks:
            yield paragraph(marks[citation.n])
    if not answer.citations:
        yield paragraph("—")


def _listed(lines: Iterable[str], otherwise: str) -> list[Block]:
    items = [paragraph(line, kind=Kind.ITEM) for line in lines]
    return items or [paragraph(otherwise)]


def _titles(answer: Answer, status: Status) -> list[str]:
    found = [titled(one.title) for one in answer.citations if one.status is status]
    return list(dict.fromkeys(found))


def _without_lead(answer: Answer) -> list[Citation]:
    """Return the citations whose clause shares a task among bodies and names no lead."""
    shared = {agency.citation for agency in answer.agencies if agency.role is Role.JOINT}
    return [citation for citation in answer.citations if citation.n in shared]


def _corpus(words: ExportWords, state: CorpusState) -> str:
    return words.corpus.format(
        documents=state.documents, clauses=state.clauses, on=state.as_of.isoformat()
    )
