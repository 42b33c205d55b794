"""Facts, clauses by reference, and a document's own particulars."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from corpus.english import english_of
from corpus.enumerators import number_of
from corpus.gazetteer import is_same_body, read_name
from corpus.types import Clause, Document, Status
from rag.cite import Cited, lead_sentence, sentences_of, shortened, spoken
from rag.draft import Draft, headed, say, titled, validity_warning
from rag.evidence import HOLDS, Reason, Refusal
from rag.knowledge import Knowledge, terms_of
from rag.language import comparable
from rag.query import Query
from rag.types import Choice, Language, Verdict
from rag.wording import LEFT_OUT, OPEN_QUESTION, PROPOSES

_MAX_SENTENCES = 2
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_CHINESE_NUMBER = re.compile(
    r"([一二两三四五六七八九十百千万]+)(?=个|家|条|项|公里|年|次|所|名|人|%|成|座|处|种|批)"
)
_WANTS_YES_OR_NO = re.compile(
    r"吗|是不是|是否|对吧|没错|没记错|吧[??]?$|\bis it\b|^\W*(?:is|are|does|do|will|can|must)\b|\bright\s*\?"
)
_SHOWN_CHOICES = 4


def compose_fact(
    query: Query, clause: Clause, knowledge: Knowledge, nearest: Sequence[str] = ()
) -> Draft:
    """Return the sentences of a clause that answer, in its own words.

    `nearest` are the clause's sentences by meaning, nearest first, for questions whose words
    the clause does not share.
    """
    document = knowledge.document_of(clause)
    chosen = answering_sentences(query, clause, knowledge, nearest)
    together = "".join(chosen)
    quote = shortened(together if together in clause.text else chosen[0])
    verdict = _verdict_on_numbers(query, together)
    where = titled(clause, document, query.language)
    if len(chosen) == 1:
        together = answering_part(query, chosen[0], knowledge)
    if query.language is Language.ENGLISH:
        text = _in_english(where, clause, chosen)
    else:
        text = f"{where}:{together}[1]"
    words = {
        Verdict.YES: say(query.language, "是的。", "Yes. "),
        Verdict.NO: say(query.language, "不是。", "No. "),
    }
    return Draft(
        text=validity_warning([document], query.language)
        + (words[verdict] if verdict else "")
        + text,
        cited=(Cited(clause, quote),),
        verdict=verdict,
    )


def _in_english(where: str, clause: Clause, chosen: Sequence[str]) -> str:
    """Return the English rendering of the sentences, the Chinese ones quoted below it."""
    quoted = "\n\n".join(f"> {sentence} [1]" for sentence in chosen)
    english = " ".join(filter(None, (english_of(clause, sentence) for sentence in chosen)))
    if not english:
        return f"{where} says:\n\n{quoted}"
    return f"{where} (unofficial translation): {english} [1]\n\n{quoted}"


def answering_sentences(
    query: Query, clause: Clause, knowledge: Knowledge, nearest: Sequence[str] = ()
) -> list[str]:
    """Return the sentences that hold most of what is asked: one or two, in their order."""
    sentences = sentences_of(clause) or [lead_sentence(clause)]
    holds = HOLDS.get(query.value_kind) if query.value_kind else None
    closeness = {sentence: 1.0 - place / len(nearest) for place, sentence in enumerate(nearest)}

    def worth(sentence: str) -> float:
        value = 0.25 if holds and holds.search(sentence) else 0.0
        near = max((c for s, c in closeness.items() if s in sentence or sentence in s), default=0.0)
        return knowledge.coverage_in(query.topic, clause, sentence) + value + 0.5 * near

    ranked = sorted(sentences, key=lambda s: -worth(s))
    # Words shared with the clause tell one sentence from another; without any, two are shown.
    foreign = query.language is Language.ENGLISH and clause.rendering is None
    chosen = [s for s in ranked[:_MAX_SENTENCES] if foreign or worth(s) >= 0.8 * worth(ranked[0])]
    in_order = [sentence for sentence in sentences if sentence in chosen]
    english = query.language is Language.ENGLISH
    return in_order if english or "".join(in_order) in clause.text else ranked[:1]


# A part of a sentence answers alone when it holds this much more of the question than any other.
_PART_LEADS_BY = 1.5


def answering_part(query: Query, sentence: str, knowledge: Knowledge) -> str:
    """Return the part of a sentence between commas that answers, or the whole sentence.

    Neighbouring values of one sentence (新建…,扩建…) are kept apart where the question's words
    tell them apart.
    """
    parts = [part for part in re.split("(?<=[,，;；])", sentence) if part.strip()]
    if query.value_kind is None or len(parts) < 2:
        return sentence
    # 除了自贡还有: the part that holds what is left out is not the answer.
    topic = LEFT_OUT.sub(" ", query.topic)
    shared = [_shared(topic, part) for part in parts]
    in_all = set.intersection(*shared)
    worth = [sum(map(knowledge.rarity, words - in_all)) for words in shared]
    best = max(range(len(parts)), key=worth.__getitem__)
    others = max(w for i, w in enumerate(worth) if i != best)
    holds = HOLDS[query.value_kind].search(parts[best])
    if not holds or worth[best] <= _PART_LEADS_BY * others:
        return sentence
    return parts[best].rstrip(",，;；。") + "。"


def _shared(topic: str, part: str) -> set[str]:
    """Return the characters and pairs of a topic that stand in a part of a sentence."""
    words, there = comparable(topic), comparable(part)
    characters = {c for c in words if "\u3400" <= c <= "\u9fff" and c in there}
    return characters | (set(terms_of(words)) & set(terms_of(there)))


def compose_lookup(query: Query, clauses: Sequence[Clause], knowledge: Knowledge) -> Draft:
    """Return the wording of the clause that a reference names; several if it is ambiguous."""
    shown = list(clauses[:_SHOWN_CHOICES])
    documents = [knowledge.document_of(clause) for clause in shown]
    warning = validity_warning(documents, query.language)
    if len(shown) == 1:
        words = _wording(shown[0], documents[0], 1, query.language, knowledge)
        return Draft(text=warning + words, cited=(Cited(shown[0], shown[0].text),))
    intro = say(
        query.language,
        f"有{len(clauses)}处条款符合这个编号,请说明是哪一份文件:",
        f"{len(clauses)} clauses carry this number; please say which document is meant:",
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
    quoted = "\n".join(f"> {line}" for line in clause.text.split("\n"))
    if clause.rendering is not None:
        quoted = f"{clause.rendering.text} [{n}] (unofficial translation)\n\n{quoted}"
    wording = say(language, clause.text, quoted)
    words = f"{titled(clause, document, language)}:\n\n{wording} [{n}]"
    children = knowledge.children(clause) if knowledge.is_heading_only(clause) else []
    if not children:
        return words
    listed = "\n".join(f"- {child.reference} {headed(child, language)}" for child in children)
    return f"{words}\n\n{say(language, '下设条款:', 'Its clauses:')}\n{listed}"


def _start(clause: Clause, language: Language) -> str:
    """Return the first words of a clause in the language of the question, if it has them."""
    english = clause.rendering.text if clause.rendering else clause.text
    return shortened(say(language, clause.text, english))


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
            lines = [f"{label[0]}{say(query.language, ':', ': ')}{label[1] or _not_stated(query)}"]
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
    words = {
        None: "",
        Verdict.YES: say(query.language, "是的。", "Yes. "),
        Verdict.NO: say(query.language, "不是。", "No. "),
    }
    return Draft(
        text=validity_warning(list(documents), query.language)
        + words[verdict]
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


def _not_stated(query: Query) -> str:
    return say(query.language, "文件没有写明", "not stated in the document")


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
            lines.append(
                f"{label}{colon}{value or say(language, '文件没有写明', 'not stated in the document')}"
            )
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


def _verdict_on_numbers(query: Query, words: str) -> Verdict | None:
    """Return whether the numbers that a yes-or-no question proposes stand in the words found.

    Of several values in one sentence that one counts whose part shares most with the question.
    """
    text = comparable(query.question)
    if not _WANTS_YES_OR_NO.search(text):
        return None
    proposed = [n for n in _numbers_in(text) if not re.fullmatch(r"20\d{2}", n)]
    parts = [part for part in re.split("[,，;；。]", words) if _numbers_in(part)]
    if not proposed or not parts:
        return None
    nearest = max(parts, key=lambda part: len(_shared(query.topic, part)))
    return Verdict.YES if all(n in _numbers_in(nearest) for n in proposed) else Verdict.NO


def _numbers_in(text: str) -> list[str]:
    """Return the numbers of a text in digits, those in Chinese numerals (五千公里) included."""
    spoken = [str(number_of(m[1])) for m in _CHINESE_NUMBER.finditer(text) if number_of(m[1]) > 1]
    return _NUMBER.findall(text) + spoken
