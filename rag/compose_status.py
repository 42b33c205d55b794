"""A document's own particulars: issuer, number, dates, validity, addressees, and what is not stated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from corpus.english import english_of
from corpus.gazetteer import is_same_body, read_name
from corpus.types import Clause, Document, Status
from rag.cite import Cited, shortened
from rag.draft import Draft, say, validity_warning, verdict_words
from rag.evidence import Reason, Refusal
from rag.knowledge import Knowledge
from rag.language import comparable
from rag.query import Query
from rag.types import Language, Verdict
from rag.wording import OPEN_QUESTION, PROPOSES


def compose_status(query: Query, documents: Sequence[Document], knowledge: Knowledge) -> Draft:
    """Return issuer, number, dates and validity of documents, and what is not stated."""
    asked = _asked_particulars(comparable(query.question))
    cited: list[Cited] = []
    blocks = []
    missing: list[str] = []
    for document in documents:
        preface = knowledge.preface(document.document_id)
        lines = _status_lines(document, asked, query.language, missing)
        label = _label_asked(query, preface) if preface else None
        if label is not None:
            lines = [
                f"{label[0]}{say(query.language, ':', ': ')}{label[1] or _not_stated(query.language)}"
            ]
            missing += [] if label[1] else [label[0]]
        if preface:
            quote = label[2] if label else _status_quote(document, preface, asked)
            cited.append(Cited(preface, quote))
            english = english_of(preface, quote) if query.language is Language.ENGLISH else None
            lines += [english.strip().rstrip(".")] if english else []
        mark = f"[{len(cited)}]" if preface else ""
        english = f"{document.title_en} " if document.title_en else ""
        blocks.append(
            say(
                query.language,
                f"《{document.title}》:{';'.join(lines)}。{mark}",
                f"{english}《{document.title}》: {'; '.join(lines)}. {mark}",
            )
        )
    labels = 0 if asked else len(missing)
    not_stated = bool(asked or labels) and len(missing) >= len(documents) * max(1, len(asked))
    refusal = (
        Refusal(
            Reason.VALUE,
            "、".join(dict.fromkeys(missing)),
            tuple(dict.fromkeys(missing)),
            tuple(c.clause for c in cited[:1]),
        )
        if not_stated
        else None
    )
    verdict = _verdict_on_issuers(query, documents) or _verdict_on_validity(query, documents)
    return Draft(
        text=validity_warning(list(documents), query.language)
        + verdict_words(verdict, query.language)
        + "\n\n".join(blocks),
        verdict=verdict,
        cited=tuple(cited),
        refused=not_stated,
        refusal=refusal,
    )


# A line of the metadata that a saved page carries: 索 引 号:123.
_LABELLED = re.compile(
    r"^(?P<label>[\u3400-\u9fff][\u3400-\u9fff\s\u3000]{1,10})[::](?P<value>.*)$"
)


def _label_asked(query: Query, preface: Clause) -> tuple[str, str, str] | None:
    """Return the label that a question names, its value and its line, if the preface has it.

    Labels of what is read into the document are left to its particulars.
    """
    text = comparable(query.question)
    for line in preface.text.split("\n"):
        found = _LABELLED.match(line.strip())
        label = re.sub(r"\s", "", found["label"]) if found else ""
        if found and label in text and not any(p.search(label) for p in _PARTICULARS.values()):
            return label, found["value"].strip(), line.strip()
    return None


def _not_stated(language: Language) -> str:
    return say(language, "文件没有写明", "not stated in the document")


def _verdict_on_issuers(query: Query, documents: Sequence[Document]) -> Verdict | None:
    """Return whether the bodies that a question proposes issued the documents."""
    if not query.bodies or not PROPOSES.search(comparable(query.question)):
        return None
    issuers = [read_name(re.sub(r"办公[厅室]$", "", one)) for d in documents for one in d.issuers]
    holds = [any(is_same_body(b.key, one.key) for one in issuers) for b in query.bodies]
    return Verdict.YES if all(holds) else Verdict.NO


_ASKS_IF_REPEALED = re.compile(r"失效|废止|作废|过期|\b(?:repealed|expired|invalid|void)\b")
_ASKS_IF_IN_FORCE = re.compile(
    r"有效|生效|管用|作数|算数|现行|\b(?:in force|in effect|valid|apply|applies)\b"
)


def _verdict_on_validity(query: Query, documents: Sequence[Document]) -> Verdict | None:
    """Return whether one document is in force, or is repealed, as a yes-or-no question asks it."""
    text = comparable(query.question)
    asks_if_in_force = _ASKS_IF_IN_FORCE.search(text) is not None
    asks = asks_if_in_force or _ASKS_IF_REPEALED.search(text) is not None
    if not asks or len(documents) != 1 or OPEN_QUESTION.search(text):
        return None
    if documents[0].status is Status.NOT_STATED:
        return None
    in_force = documents[0].status is Status.IN_FORCE
    return Verdict.YES if in_force is asks_if_in_force else Verdict.NO


_REPEAL_DATE = re.compile(
    r"(?:什么时候|何时|几时|哪(?:一)?[年天月])(?:被)?(?:废止|失效|作废)|(?:废止|失效|作废)(?:的)?(?:日期|时间)|\bwhen\b.*\brepealed\b|\b(?:date|day) .*\brepeal"
)
_PARTICULARS = {
    "validity": re.compile(
        r"有效|失效|废止|作废|生效|效力|in force|in effect|valid|repeal|expire|过期|管用|作数|算数"
    ),
    "number": re.compile(r"文号|字号|编号|document number|reference number|official number"),
    "issuer": re.compile(
        r"谁|哪个|哪些|哪家|什么(?:部门|机关|单位)|机关|机构|单位|who issued|issued by|issuing|published by|who published"
    ),
    "date": re.compile(r"时候|何时|哪年|哪一年|哪天|几月|几号|几几年|日期|时间|挂网|when|date"),
    "addressees": re.compile(r"发给|发到|主送|收文|收件|受文|address"),
}
_LABELS = {
    "validity": ("效力", "validity"),
    "repeal": ("废止日期", "date of repeal"),
    "number": ("文号", "document number"),
    "issuer": ("发文机关", "issued by"),
    "date": ("成文日期", "date"),
    "addressees": ("主送", "addressed to"),
}


_ONLY_IF_ASKED = ("addressees", "repeal")


def _asked_particulars(text: str) -> list[str]:
    if _REPEAL_DATE.search(text):
        return ["repeal"]
    return [name for name, pattern in _PARTICULARS.items() if pattern.search(text)]


def _status_lines(
    document: Document, asked: Sequence[str], language: Language, missing: list[str]
) -> list[str]:
    lines = []
    for name in [*asked, *(n for n in _LABELS if n not in asked and n not in _ONLY_IF_ASKED)]:
        label = say(language, *_LABELS[name])
        value = _particular(document, name, language)
        if value is None and name in asked:
            missing.append(label)
        if value is not None or name in asked:
            colon = say(language, ":", ": ")
            lines.append(f"{label}{colon}{value or _not_stated(language)}")
    return lines


def _particular(document: Document, name: str, language: Language) -> str | None:
    if name == "validity":
        return {
            Status.REPEALED: say(
                language,
                "已失效(废止日期未写明)",
                "repealed (失效); the date of repeal is not stated",
            ),
            Status.IN_FORCE: say(language, "有效", "in force (有效)"),
            Status.NOT_STATED: None,
        }[document.status]
    if name == "repeal":
        return None  # a date of repeal that a page states is not read yet; none is invented
    if name == "date":
        if document.issued_on is None:
            return None
        words = _day(document.issued_on, language)
        if document.published_on:
            published = _day(document.published_on, language)
            words += say(language, f"(发布日期:{published})", f" (published {published})")
        return words
    values = {
        "number": (document.document_number,) if document.document_number else (),
        "issuer": document.issuers,
        "addressees": document.addressees,
    }[name]
    count = say(language, f"(共{len(values)}家)", f" ({len(values)} bodies)")
    return "、".join(values) + (count if name == "issuer" and len(values) > 1 else "") or None


def _day(day: date, language: Language) -> str:
    return say(
        language,
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.day} {day:%B} {day.year} ({day.isoformat()})",
    )


def _status_quote(document: Document, preface: Clause, asked: Sequence[str]) -> str:
    """Return the line of the preface that states what is asked, else its first line."""
    wanted = {
        "repeal": ("废止日期", "失效日期", "有效性"),
        "validity": ("有效性", "效力", "时效"),
        "number": (document.document_number or "\0",),
        "issuer": document.issuers[:1] or ("\0",),
        "date": ("成文日期", str(document.issued_on.year) if document.issued_on else "\0"),
        "addressees": document.addressees[:1] or ("\0",),
    }
    lines = preface.text.split("\n")
    for name in asked:
        for line in lines:
            if any(word in line for word in wanted[name]):
                return shortened(line)
    return shortened(lines[0])
