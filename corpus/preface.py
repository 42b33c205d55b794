"""What a document says of itself in sentences: who approved it, from when and for how long it runs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Passage:
    """What a text states, in few words, and the sentence that states it."""

    words: str
    sentence: str


_SENTENCE = re.compile(r"[^。；;\n]+[。；;]?")
_DAY = r"(?:\d{4}年)?\d{1,2}月\d{1,2}日"
# 已经省人民政府同意, 经2022年5月3日市政府第3次常务会议审议通过
_APPROVED = re.compile(
    rf"(?:已报请?|报请|报经|报|业经|已经|(?<![已业报])经(?![济营过费验历贸常办由费]))(?:{_DAY})?(?P<body>[^,，。;；:：《》\d][^,，。;；:：《》]{{1,40}}?)"
    r"(?:研究|审议|审核|讨论|审查|核准|原则)*(?:同意|批准|批复|审定|通过)"
)
_RUNS = re.compile(
    r"自[^,，。;；]{2,20}?(?:起|后)(?:正式)?(?:施行|实施|执行|生效)|有效期(?:为|限为|至|到)?[^,，。;；]{1,20}|(?:试行|执行)期(?:限)?(?:为|至)?[\d一二三四五六七八九十两][^,，。;；]{0,12}"
)
# 第九条 本办法自…; what runs is the document, not what it deals with.
_OF_ITSELF = re.compile(
    r"^(?:第[^条]{1,8}条|[一二三四五六七八九十]+、|[(（][^()（）]+[)）]|\d+[.、．])?\s*"
    r"(?:本[\u3400-\u9fff]{1,8}?(?:自|从|有效期|试行|执行)|本[\u3400-\u9fff]{1,8}?由[^,，。;；]{2,40}?解释[,，]\s*自|自(?:\d|印发|发布|公布)|有效期|[^。]*?现(?:予以?|将)?(?:发布|公布|印发)|[^,，]{0,20}现予)"
)
_SUPERSEDES = re.compile(r"同时(?:予以)?(?:废止|停止执行|失效)|予以废止|不再执行|停止执行")
_YEARS = re.compile(r"(?P<first>20\d{2})\s*年?\s*(?:[-—–－~～至到]{1,2})\s*(?P<last>20\d{2})\s*年?")
_PERIOD = re.compile(r"[“\"]?十[一二三四五六七]五[”\"]?(?:时期|期间)?")


def approval_in(preface: str) -> Passage | None:
    """Return who agreed to a document before it was issued: 省人民政府."""
    for sentence in _sentences(preface):
        found = _APPROVED.search(sentence)
        if found:
            return Passage(found["body"], sentence)
    return None


def run_in(texts: Iterable[str]) -> Passage | None:
    """Return from when or for how long a document says that it runs: 自2023年1月1日起施行."""
    for sentence in (s for text in texts for s in _sentences(text)):
        found = [match[0] for match in _RUNS.finditer(sentence)]
        if found and _OF_ITSELF.search(sentence):
            return Passage(",".join(found), sentence)
    return None


def superseded_in(texts: Iterable[str]) -> Passage | None:
    """Return the sentence by which a document ends earlier ones: 《…》同时废止."""
    for sentence in (s for text in texts for s in _sentences(text)):
        works = re.findall(
            r"《[^《》]+(?:《[^《》]*》[^《》]*)*》(?:[(（][^()（）]*[)）])?", sentence
        )
        if works and _SUPERSEDES.search(sentence):
            return Passage("、".join(works), sentence)
    return None


def years_in(title: str, preface: str) -> Passage | None:
    """Return the years that a document is for, as its title or else its preface gives them."""
    for words in (title, *_sentences(preface)):
        found = _YEARS.search(_without_titles(words))
        if found:
            return Passage(f"{found['first']}—{found['last']}年", words)
    period = _PERIOD.search(_without_titles(title))
    return Passage(period[0], title) if period else None


def _without_titles(words: str) -> str:
    """Return words without the titles of other documents, whose years are their own."""
    return re.sub(r"《(?:《[^《》]*》|[^《》])*》", "《》", words)


def _sentences(text: str) -> list[str]:
    return [match[0].strip() for match in _SENTENCE.finditer(text) if match[0].strip()]
