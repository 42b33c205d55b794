"""Questions on the documents that a document names: what it rests on, and which number 《意见》 has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.cited_works import CitedWork, Tie, basis_in, can_be_named, is_named, works_in
from corpus.metadata import NUMBER
from corpus.types import Clause
from rag.cite import MAX_QUOTE, Cited
from rag.draft import say
from rag.knowledge import terms_of
from rag.language import comparable, half_width
from rag.page import Page
from rag.particulars import Particular
from rag.stated import Stated
from rag.types import Language

_QUOTED = re.compile(
    r"《(?P<name>(?:《[^《》]*》|〈[^〈〉]*〉|[^《》])+)》|[“\"](?P<quoted>[^“”\"]{2,40})[”\"]"
)
# 里头老提的指南, the Guide it refers to: a short name without its marks.
_SAID_OF = r"(?:提(?:到|及|的)?|说(?:到|的)?|引(?:用|的)?|讲(?:到|的)?|称|简称|里头?|里面|开头|前面|上面|所谓)[^,，。;；]{0,4}?"
_CITED_THERE = re.compile(
    r"(?:提到|提及|引用|援引|引述|引|提)(?:过|到|了)*的(?:那个|那份|这个)?(?P<words>[^,。;?]{2,24}?)(?:那[个份]|是|的?文号|的?字号|几号|,|\?|$)"
)
_KINDS_IN_ENGLISH = {
    "意见": r"opinions?",
    "指南": r"guid(?:e|eline|elines|ance)",
    "通知": r"notice|circular",
    "办法": r"measures",
    "规划": r"plan(?:ning)?|programme",
    "方案": r"plan|scheme|programme",
    "计划": r"plan|programme",
    "纲要": r"outline",
    "条例": r"regulations?",
    "决定": r"decision",
    "规定": r"provisions|rules",
}
_SAID_IN_ENGLISH = r"(?:mention|refer|cite|quot|call|short|abbreviat|keeps|known as|mean|stand)"
_SHORT_NAME = 4  # characters of a name that may be short for a title
_MOST = 0.6
_CARRIES_OUT = re.compile(r"落实|贯彻|执行|\bcarr(?:y|ies|ied)\b|\bimplement|\beffect to\b")

# What a text gives of a document that it names; who issued it stands in its title.
_GIVEN = frozenset({Particular.NUMBER, Particular.TITLE, Particular.ISSUERS})


@dataclass(frozen=True)
class NamedWork:
    """A document that a page names, and the clause that gives most of it."""

    page: Page
    clause: Clause
    work: CitedWork


def works_asked(question: str, pages: Sequence[Page]) -> list[NamedWork]:
    """Return the documents named in these pages that a question means by a short name or a title.

    Empty where it names none of them, or means the pages' own documents.
    """
    text = comparable(question)
    named = [one for page in pages for one in _works_of(page)]
    for name in names_quoted(question):
        exact = [one for one in named if is_named(one.work, name)]
        own = any(_is_own(name, page) for page in pages)
        found = exact or ([] if own else [one for one in named if can_be_named(one.work, name)])
        if found:
            return found
    titled = [one for one in named if _is_named_whole(one.work, text, pages)]
    spoken_of = titled or [one for one in named if _is_spoken_of(one.work, text)]
    return spoken_of or _described(named, text)


def works_numbered(question: str, pages: Sequence[Page]) -> list[NamedWork]:
    """Return the documents named in these pages whose number a question gives."""
    numbers = [match[0] for match in NUMBER.finditer(comparable(question))]
    own = [page.document.document_number for page in pages]
    if any(one and is_number(one, n) for one in own for n in numbers):
        return []
    return [
        one
        for page in pages
        for one in _works_of(page)
        if one.work.number and any(is_number(one.work.number, n) for n in numbers)
    ]


def names_unknown_paper(question: str, pages: Sequence[Page]) -> str | None:
    """Return the number or the title in a question that is of none of the documents; None without."""
    text = comparable(question)
    numbers = [match[0] for match in NUMBER.finditer(text)]
    own = [page.document.document_number for page in pages]
    unknown = [n for n in numbers if not any(one and is_number(one, n) for one in own)]
    titles = [
        name
        for name in names_quoted(question)
        if len(name) > _SHORT_NAME and not any(_is_like(name, page) for page in pages)
    ]
    return next(iter([*unknown, *titles]), None)


def stated_work(one: NamedWork, asked: Sequence[Particular], language: Language) -> Stated:
    """Return which document a name stands for, with its number as the text gives it.

    The words are None where something else is asked of it than the text gives.
    """
    work, cited = one.work, (_cited(one.clause, one.work),)
    short = f"《{work.short_name}》" if work.short_name else ""
    if set(asked) - _GIVEN or (Particular.NUMBER in asked and not work.number):
        label = say(
            language, f"文中提到的{short or work.name}", f"{short or work.name}, named in it"
        )
        return Stated(None, label, None, cited)
    label = say(
        language,
        f"文中的{short}" if short else "文中提到",
        f"{short} in its text" if short else "named in its text",
    )
    title = f"{work.name}{say(language, ',', ', ')}" if work.title else ""
    number = work.number or say(language, "没有写明", "not stated")
    return Stated(
        None, label, f"{title}{say(language, '文号:', 'document number: ')}{number}", cited
    )


def stated_basis(page: Page, question: str, language: Language) -> Stated:
    """Return what a document says it rests on, or carries out, as the question asks."""
    works = basis_of(page)
    if _CARRIES_OUT.search(comparable(question)):
        works = tuple(w for w in works if w.tie is Tie.CARRIES_OUT) or works
    label = say(language, "依据", "what it says it rests on or carries out")
    if not works:
        return Stated(Particular.BASIS, label, None, page.opening())
    said = [_with_number(work, language) for work in works]
    clauses = [(page.clause_with(work.sentence), work) for work in works]
    cited = dict.fromkeys(_cited(clause, work) for clause, work in clauses if clause)
    count = (
        say(language, f"(共{len(said)}份)", f" ({len(said)} documents)") if len(said) > 1 else ""
    )
    words = say(language, "、", "; ").join(said) + count
    return Stated(Particular.BASIS, label, words, tuple(cited))


def basis_of(page: Page) -> tuple[CitedWork, ...]:
    """Return the documents that a page says it rests on or carries out."""
    preface = page.preface.text if page.preface else ""
    others = [clause.text for clause in page.clauses if clause is not page.preface]
    return basis_in(preface, others, page.document.title)


def _with_number(work: CitedWork, language: Language) -> str:
    if work.title is None:
        return work.name
    number = work.number or say(language, "文号没有写明", "its number is not stated")
    return say(language, f"{work.name}({number})", f"{work.name} ({number})")


def _cited(clause: Clause, work: CitedWork) -> Cited:
    return Cited(clause, work.sentence if len(work.sentence) <= MAX_QUOTE else work.words)


def _works_of(page: Page) -> list[NamedWork]:
    """Return the documents a page names, once each, those with a number first, its own left out."""
    found: dict[str, NamedWork] = {}
    for clause in page.clauses:
        for work in works_in(clause.text):
            key = work.title or work.number or ""
            known = found.get(key)
            if known is None or (work.number and not known.work.number):
                found[key] = NamedWork(page, clause, work)
    own = page.document
    kept = [
        one
        for one in found.values()
        if _bare(one.work.title or "") != _bare(own.title)  # 〈…〉 inside 《…》 is 《…》 by itself
        and (own.document_number is None or one.work.number != own.document_number)
    ]
    short = {one.work.short_name for one in kept}
    return sorted(
        (one for one in kept if one.work.number or one.work.title not in short),
        key=lambda one: one.work.number is None,
    )


def is_number(number: str, given: str) -> bool:
    """Return whether words of a question end with a document's number, whatever the brackets."""
    return _digits(given).endswith(_digits(number))


def _digits(number: str) -> str:
    return re.sub(r"[\s\[\]〔〕【】()（）﹝﹞号第]", "", half_width(number))


def names_quoted(question: str) -> list[str]:
    """Return what a question puts in title marks or quotation marks, comparable."""
    return [match["name"] or match["quoted"] for match in _QUOTED.finditer(comparable(question))]


def _is_own(name: str, page: Page) -> bool:
    bare = re.sub(r"[《》〈〉\s]", "", comparable(name))
    titles = [page.document.title, *page.document.short_names]
    return any(bare in re.sub(r"[《》〈〉\s]", "", comparable(one)) for one in titles)


def _is_like(name: str, page: Page) -> bool:
    """Return whether most of a name stands in a document's title: titles are quoted by heart."""
    terms = set(terms_of(name))
    titles = " ".join([page.document.title, *page.document.short_names])
    return _is_own(name, page) or len(terms & set(terms_of(titles))) >= _MOST * len(terms)


def _described(named: Sequence[NamedWork], text: str) -> list[NamedWork]:
    """Return the works that a question describes by some of their words: 引用的国务院办公厅意见."""
    described = _CITED_THERE.search(text)
    terms = set(terms_of(described["words"])) if described else set()
    shared = [
        len(terms & set(terms_of(f"{one.work.title or ''} {one.work.number or ''}")))
        for one in named
    ]
    most = max(shared, default=0)
    if not terms or most < len(terms) / 2:
        return []
    return [one for one, count in zip(named, shared, strict=True) if count == most]


def _is_named_whole(work: CitedWork, text: str, pages: Sequence[Page]) -> bool:
    """Return whether a question holds a work's title, and not as a part of a document's own title."""
    title = _bare(work.title or "")
    for page in pages:
        text = _bare(text).replace(_bare(page.document.title), " ")
    return len(title) > _SHORT_NAME and title in text


def _bare(words: str) -> str:
    return re.sub(r"[\s《》〈〉“”\"]", "", comparable(words))


def _is_spoken_of(work: CitedWork, text: str) -> bool:
    """Return whether a question uses a short name without its marks."""
    if work.short_name is None:
        return False
    short = comparable(work.short_name)
    is_telling = len(short) >= _SHORT_NAME and short in text
    if is_telling or re.search(rf"{_SAID_OF}{re.escape(short)}", text):
        return True
    english = _KINDS_IN_ENGLISH.get(work.short_name)
    return english is not None and bool(
        re.search(rf"\bthe (?:[\"'“])?(?:{english})\b", text) and re.search(_SAID_IN_ENGLISH, text)
    )
