"""Citations: words that stand in a clause, the lines they come from, and how to cite them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.duties import list_spans
from corpus.outline import PREFACE
from corpus.sentences import cells_of, is_row
from corpus.types import Clause, Document, Status
from rag.knowledge import Knowledge
from rag.types import Citation

MAX_QUOTE = 200
_SENTENCE = re.compile(r"[^。；;\n]+[。；;]*")
_FOOTNOTE_MARK = re.compile(r"\[(\d{1,3})\]")
_FOOTNOTE = re.compile(r"^\[\d{1,3}\]\s*")
_COMPONENT = re.compile(
    r"附件\d*|第[^第]+?(?:[编章节条]|部分)(?:之[一二三四五六七八九十]+)?|[(][^()]+[)]|[一二三四五六七八九十百]+|\d+(?:\.\d+)*|[①-⑳]|\[\d+\]"
)


@dataclass(frozen=True)
class Cited:
    """A clause chosen for an answer and the words of it that carry the answer."""

    clause: Clause
    quote: str


def numbered(cited: Sequence[Cited], knowledge: Knowledge) -> tuple[Citation, ...]:
    """Return the citations, numbered from 1 in the order given."""
    return tuple(
        _citation(n, one, knowledge.document_of(one.clause)) for n, one in enumerate(cited, start=1)
    )


def duty_quote(clause: Clause, words: str = "") -> str:
    """Return the words of a clause that say who is responsible, at most MAX_QUOTE long."""
    if words and words in clause.text:
        return shortened(words)
    spans = list_spans(clause.text)
    if spans:
        start, end = spans[-1]
        return shortened(clause.text[start:end])
    return lead_sentence(clause)


def sentences_of(clause: Clause) -> list[str]:
    """Return the sentences of a clause without its list of units.

    The heading is left out where the clause says more than that. Of a row of a table its cells are
    cut, without those that list units.
    """
    if is_row(clause.reference):
        return _sentences_of_row(clause)
    spans = list_spans(clause.text)
    body = clause.text[: spans[0][0]] if spans and spans[0][0] > 0 else clause.text
    found = [_FOOTNOTE.sub("", match[0].strip()) for match in _SENTENCE.finditer(body)]
    if found and clause.reference.startswith("第"):  # the reference is said beside it
        found[0] = _ARTICLE.sub("", found[0])
    sentences = [sentence for sentence in found if len(sentence) > 3]
    heading_first = len(sentences) > 1 and _is_title(clause) and clause.heading in sentences[0]
    return sentences[1:] if heading_first else sentences


_ARTICLE = re.compile(r"^第[〇零一二三四五六七八九十百千\d]+条[\s\u3000]*(?=\S)")
# A first sentence that lays something down is no title, though it stands where one would.
_LAYS_DOWN = re.compile(r"[\d０-９]|应当|不得|负责|可以|必须|禁止")
_LONGEST_OF_ARTICLE = 12  # characters; the first sentence of an article is seldom its title


def _is_title(clause: Clause) -> bool:
    """Return whether the heading of a clause only names its matter."""
    if not clause.heading or _LAYS_DOWN.search(clause.heading):
        return False
    return not clause.reference.startswith("第") or len(clause.heading) <= _LONGEST_OF_ARTICLE


def _sentences_of_row(clause: Clause) -> list[str]:
    names = {one.agency for one in clause.responsibilities}
    cells = [
        cell
        for cell in cells_of(clause.text)
        if not names.intersection(re.split(r"[、,，;；\s]+", cell))
    ]
    return [match[0].strip() for cell in cells for match in _SENTENCE.finditer(cell)]


def unmarked(words: str) -> str:
    """Return words of a clause with its own footnote marks in brackets that no citation has."""
    return _FOOTNOTE_MARK.sub(r"〔\1〕", words)


def lead_sentence(clause: Clause) -> str:
    """Return a clause's first words, heading included, at most MAX_QUOTE long."""
    return shortened(clause.text)


def shortened(words: str) -> str:
    """Return `words` cut at the last mark before MAX_QUOTE, so that they stay verbatim."""
    words = words.strip()
    if len(words) <= MAX_QUOTE:
        return words
    cut = max(words.rfind(mark, 0, MAX_QUOTE) for mark in "。;；,，、")
    return words[: cut + 1] if cut > MAX_QUOTE // 3 else words[:MAX_QUOTE]


def official_reference(document: Document, reference: str) -> str:
    """Return a citation ready for an official letter: title, number, validity and clause."""
    remarks = [document.document_number or ""]
    if document.status is Status.REPEALED:
        remarks.append("已失效")
    remark = ",".join(part for part in remarks if part)
    return f"《{_nested(document.title)}》{f'({remark})' if remark else ''}{spoken(reference)}"


def spoken(reference: str) -> str:
    """Return a reference as letters write it: 三(一)1 is 第三部分第(一)项第1条."""
    if reference == PREFACE:
        return reference
    said = []
    for part in _COMPONENT.findall(reference):
        if part.startswith(("附件", "第", "[")):
            said.append(part)
        elif part[0].isdecimal():
            said.append(f"第{part}条")
        elif part.startswith("("):
            said.append(f"第{part}{'点' if part[1:-1].isdecimal() else '项'}")
        elif len(part) == 1 and "①" <= part <= "⑳":
            said.append(f"第{part}点")
        else:
            said.append(f"第{part}部分")
    return "".join(said)


def _nested(title: str) -> str:
    return title.replace("《", "〈").replace("》", "〉")


def _citation(n: int, cited: Cited, document: Document) -> Citation:
    clause = cited.clause
    return Citation(
        n=n,
        document=document.document_id,
        title=document.title,
        clause=clause.reference,
        heading=clause.heading,
        quote=cited.quote,
        cite_as=official_reference(document, clause.reference),
        source_file=document.source_file,
        source_lines=clause.lines_of(cited.quote),
        status=document.status,
        clause_text=clause.text,
    )
