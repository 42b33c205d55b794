"""What a composer hands over: words with [n], the clauses they rest on, and the bodies named."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.gazetteer import english_name, read_name
from corpus.places import place_of
from corpus.titles import english_title
from corpus.types import Clause, Document, Level, Responsibility, Status
from corpus.validity import has_run_out
from rag.cite import Cited
from rag.evidence import Refusal
from rag.types import AnswerAgency, Choice, Comparison, Language, Side, Verdict

_LEVEL_WORDS = {
    Level.NATION: ("国家", "national"),
    Level.PROVINCE: ("省级", "province"),
    Level.CITY: ("市级", "city"),
    Level.COUNTY: ("县级", "county"),
}
_STATUS_WORDS = {
    Status.IN_FORCE: ("有效", "in force"),
    Status.REPEALED: ("已失效", "repealed"),
    Status.NOT_STATED: ("效力未写明", "validity not stated"),
}
_RUN_OUT = ("有效期已过", "past its period of validity")


@dataclass(frozen=True)
class Draft:
    """An answer before its citations are checked and numbered."""

    text: str
    cited: tuple[Cited, ...] = ()
    agencies: tuple[AnswerAgency, ...] = ()
    verdict: Verdict | None = None
    comparison: Comparison | None = None
    clarify: tuple[Choice, ...] = ()
    refusal: Refusal | None = None
    refused: bool = False
    confidence: float = 0.5


def say(language: Language, chinese: str, english: str) -> str:
    """Return the words in the language of the question; Traditional is made of Simplified later."""
    return english if language is Language.ENGLISH else chinese


def shown_name(agency: str, document: Document, language: Language) -> str:
    """Return a body's name as written, for English questions with its English name beside it."""
    english = name_in_english(agency, document) if language is Language.ENGLISH else None
    return f"**{agency}** ({english})" if english else f"**{agency}**"


def name_in_english(agency: str, document: Document) -> str | None:
    return english_name(read_name(agency), place_of(document.place), document.level)


def listed(names: list[str], language: Language) -> str:
    if language is not Language.ENGLISH:
        return "、".join(names)
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def answer_agency(one: Responsibility, document: Document, citation: int) -> AnswerAgency:
    return AnswerAgency(
        name=one.agency,
        name_en=name_in_english(one.agency, document),
        role=one.role,
        citation=citation,
    )


def side_of(
    document: Document,
    *,
    covered: bool,
    citations: tuple[int, ...] = (),
    agencies: tuple[str, ...] = (),
    summary: str = "",
) -> Side:
    """Return a side of a comparison with what its document states of itself."""
    return Side(
        document=document.document_id,
        place=document.place,
        level=document.level,
        date=document.issued_on.isoformat() if document.issued_on else None,
        status=document.status,
        covered=covered,
        citations=citations,
        agencies=agencies,
        summary=summary,
    )


def titled(clause: Clause, document: Document, language: Language) -> str:
    """Return how an answer speaks of a clause: title, reference and heading."""
    heading = f"“{clause.heading}”" if 0 < len(clause.heading) <= 40 else ""
    if language is Language.ENGLISH:
        return f"{english_title(document)}, clause {clause.reference}{f' ({headed(clause, language)})' if heading else ''}"
    return f"《{document.title}》{clause.reference}{heading}"


def described(document: Document, language: Language) -> str:
    """Return how a comparison opens what a document says: title, level, year and validity."""
    level = level_words(document, language)
    year = (
        say(language, f"{document.issued_on.year}年", str(document.issued_on.year))
        if document.issued_on
        else say(language, "日期未写明", "undated")
    )
    status = status_words(document, language)
    particulars = [part for part in (level, year, status) if part]
    if language is Language.ENGLISH:
        return f"**{english_title(document)}** ({', '.join(particulars)}): "
    return f"**《{document.title}》**({','.join(particulars)}):"


def described_at(clause: Clause, document: Document, language: Language) -> str:
    """Return how a comparison opens what a clause says: its document as described, number, heading."""
    opening = described(document, language)  # **《title》**(particulars):
    heading = f"“{clause.heading}”" if 0 < len(clause.heading) <= 40 else ""
    if language is Language.ENGLISH:
        shown = f" ({headed(clause, language)})" if heading else ""
        return f"{opening}clause {clause.reference}{shown}: "
    title, _, particulars = opening.rpartition("**(")
    return f"{title}**{clause.reference}{heading}({particulars}"


def level_words(document: Document, language: Language) -> str:
    """Return what a document's level is called; empty where it is not known."""
    return say(language, *_LEVEL_WORDS[document.level]) if document.level else ""


def status_words(document: Document, language: Language) -> str:
    """Return whether a document is in force, as far as it states that."""
    words = _RUN_OUT if has_run_out(document) else _STATUS_WORDS[document.status]
    return say(language, *words)


def headed(clause: Clause, language: Language) -> str:
    """Return a clause's heading, for English questions with its rendering in front."""
    if language is not Language.ENGLISH or clause.rendering is None:
        return clause.heading
    return f"{clause.rendering.heading}, {clause.heading}"


def verdict_words(verdict: Verdict | None, language: Language) -> str:
    """Return the first words of an answer to a yes-or-no question; empty without a verdict."""
    if verdict is Verdict.YES:
        return say(language, "是的。", "Yes. ")
    if verdict is Verdict.PARTLY:
        return say(language, "不完全是。", "Not quite. ")
    return say(language, "不是。", "No. ") if verdict is Verdict.NO else ""


def validity_warning(documents: list[Document], language: Language) -> str:
    """Return the words that come first where an answer rests on a document that is no longer valid.

    A document that another one of the corpus repeals is named with that one; one whose period of
    validity is over is no repealed one.
    """
    repealed = list(dict.fromkeys(d for d in documents if d.status is Status.REPEALED))
    by_itself = [d for d in repealed if d.repealed_by is None]
    lines = [_repealed_by(d, language) for d in repealed if d.repealed_by]
    if by_itself:
        titles = "、".join(f"《{d.title}》" for d in by_itself)
        chinese = f"⚠ {titles}已失效,以下内容仅供参考。"
        english = f"⚠ Repealed (已失效): {titles}. What follows is no longer in force."
        lines.insert(0, say(language, chinese, english))
    run_out = dict.fromkeys(f"《{d.title}》" for d in documents if has_run_out(d))
    if run_out:
        titles = "、".join(run_out)
        chinese = f"⚠ {titles}写明的有效期已过,以下内容仅供参考。"
        english = f"⚠ Past its stated period of validity (有效期已过): {titles}."
        lines.append(say(language, chinese, english))
    return "".join(f"{line}\n\n" for line in lines)


def _repealed_by(document: Document, language: Language) -> str:
    by = document.repealed_by
    assert by is not None
    number = f"({by.document_number})" if by.document_number else ""
    return say(
        language,
        f"⚠ 《{document.title}》已被《{by.title}》{number}废止,以下内容仅供参考。",
        f"⚠ Repealed (已失效): 《{document.title}》, by 《{by.title}》{number}. "
        "What follows is no longer in force.",
    )
