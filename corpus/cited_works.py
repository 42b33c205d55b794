"""Other documents that a text names: title, number, short name, and how it leans on them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from corpus.metadata import NUMBER, closed_up


class Tie(StrEnum):
    """How a text leans on another document."""

    CARRIES_OUT = "carries out"
    RESTS_ON = "rests on"


@dataclass(frozen=True)
class CitedWork:
    """A document that a text names; `words` are title and bracket as they stand in `sentence`.

    `title` is None where the text gives nothing but a number; `short_name` is what the text calls it
    from there on (以下简称《意见》); `tie` is None where the text merely names it.
    """

    title: str | None
    number: str | None
    short_name: str | None
    tie: Tie | None
    words: str
    sentence: str

    @property
    def name(self) -> str:
        return f"《{self.title}》" if self.title else self.number or ""


_NUMBER = re.compile(
    rf"{NUMBER.pattern}|[\u3400-\u9fff]{{1,20}}令\s*第\s*[\d〇零一二三四五六七八九十百]+\s*号"
    r"|[\u3400-\u9fff]{0,20}公告\s*\d{4}年第\s*\d+\s*号"
)
_SENTENCE = re.compile(r"[^。；;\n]+[。；;]?")
_NESTED = r"(?:《[^《》]*》|〈[^〈〉]*〉|[^《》])"
_BRACKET = r"[(（](?:[^()（）]|[(（][^()（）]*[)）])*[)）]"
# 《…意见》(商流通发〔2021〕99号,以下简称《意见》)
_QUOTED = re.compile(rf"《(?P<title>{_NESTED}+)》\s*(?P<inside>{_BRACKET})?")
# 根据国家发展改革委“十四五”现代流通体系建设规划, without title marks.
_KINDS = "规划|纲要|意见|通知|方案|条例|规定|办法|决定|计划|指南|公约|规程|标准"
_UNQUOTED = re.compile(
    rf"(?:根据|按照|依据|依照|遵照|落实|贯彻|执行)(?P<title>(?!本|该|上述|以上|以下|有关|相关|此|法律)[^,，。;；、《》()（）]{{4,50}}?(?:{_KINDS}))"
    rf"(?P<inside>{_BRACKET})?(?:的?(?:文件)?(?:精神|要求|部署|规定|安排)){{0,2}}(?=[,，、。;；]|$)"
)
_VAGUE = re.compile(r"有关|相关|法律法规|等(?:文件|规定)")
_SHORT_NAME = re.compile(
    r"(?:以下|下文|下|以后)?(?:统一|统|均)?简?称(?:为|作)?[:：]?\s*[《“\"‘「〈]?(?P<name>[^《》〈〉“”\"‘’「」()（）,，。;；]{1,24})"
)
_CARRIES_OUT = r"落实|贯彻|执行|实施|推进"
_RESTS_ON = r"根据|按照|依据|依照|遵照|对照|参照|遵循"
_TIES = re.compile(rf"(?P<carries>{_CARRIES_OUT})|(?P<rests>{_RESTS_ON})")
_JOINED = re.compile(r"\s*(?:、|,|，|和|及|与|以及|并|等)?\s*")
_STATES_BASIS = re.compile(
    r"制[定订]本|特制[定订]|制[定订](?:以下|如下|了?《)|[制编]定本|编制本|修订本"
)


@lru_cache(4096)
def works_in(text: str) -> tuple[CitedWork, ...]:
    """Return the documents that a text names, in reading order, each once with all it says of it."""
    found = [work for sentence in _sentences(text) for work in _works_of(sentence)]
    merged: dict[str, CitedWork] = {}
    for work in found:
        key = re.sub(r"[\s《》〈〉]", "", work.title or work.number or "")
        known = merged.get(key)
        if known is None or _says_more(work, known):
            merged[key] = work
    return tuple(merged.values())


def basis_in(preface: str, clauses: Sequence[str], own_title: str) -> tuple[CitedWork, ...]:
    """Return the documents that a document says it rests on or carries out.

    They stand in its preface, or where it has none of them there (a law's first article), in the
    sentence of a clause that says on what it was made.
    """
    for text in (preface, *clauses):
        stated = [s for s in _sentences(text) if text is preface or _STATES_BASIS.search(s)]
        works = [w for w in works_in("\n".join(stated)) if w.tie and not _is_own(w, own_title)]
        if works:
            return tuple(works)
    return ()


def is_named(work: CitedWork, name: str) -> bool:
    """Return whether a text calls this work so, by its short name or its whole title."""
    bare = _bare(name)
    return bare in (_bare(work.short_name or "\0"), _bare(work.title or "\0"))


def can_be_named(work: CitedWork, name: str) -> bool:
    """Return whether a name can be short for this work's title: 指南 for 县域商业建设指南."""
    bare, title = _bare(name), _bare(work.title or "")
    notice = re.sub(r"的?通知$", "", title)
    return bool(bare) and (title.endswith(bare) or notice.endswith(bare) or _is_part(bare, title))


def _is_part(name: str, title: str) -> bool:
    return len(name) >= 4 and name in title


def _bare(title: str) -> str:
    return re.sub(r"[\s《》〈〉“”\"'‘’「」]", "", title)


def _is_own(work: CitedWork, own_title: str) -> bool:
    return work.title is not None and _bare(work.title) == _bare(own_title)


def _says_more(work: CitedWork, known: CitedWork) -> bool:
    return (work.number is not None, work.tie is not None) > (
        known.number is not None,
        known.tie is not None,
    )


def _sentences(text: str) -> list[str]:
    return [match[0].strip() for match in _SENTENCE.finditer(text) if match[0].strip()]


def _works_of(sentence: str) -> Iterator[CitedWork]:
    matches = [*_QUOTED.finditer(sentence)]
    taken = [range(*match.span()) for match in matches]
    matches += [
        match
        for match in _UNQUOTED.finditer(sentence)
        if not _VAGUE.search(match["title"]) and not any(match.start() in r for r in taken)
    ]
    end, tie = 0, None
    for match in sorted(matches, key=lambda one: one.start("title")):
        between = sentence[end : match.start("title")].rstrip("《")
        if not _JOINED.fullmatch(between) or not end:
            tie = _tie_of(between)
        end = match.end()
        inside = match["inside"] or ""
        number = _NUMBER.search(inside)
        short = _SHORT_NAME.search(inside)
        yield CitedWork(
            title=match["title"].strip(),
            number=closed_up(number[0]) if number else None,
            short_name=short["name"].strip() if short else None,
            tie=tie,
            words=match[0],
            sentence=sentence,
        )
    yield from _numbers_alone(sentence, [match.span() for match in matches])


def _numbers_alone(sentence: str, taken: Sequence[tuple[int, int]]) -> Iterator[CitedWork]:
    """Yield the works that are given by their number only: 按照国办发〔2018〕1号文件精神."""
    for match in _NUMBER.finditer(sentence):
        tie = _TIES.search(match[0]) or None
        inside = any(start <= match.start() < end for start, end in taken)
        number = match[0][tie.end() :] if tie else match[0]
        if not inside and number != sentence:
            yield CitedWork(
                title=None,
                number=closed_up(number),
                short_name=None,
                tie=_tie_of(sentence[: match.start()] + match[0]),
                words=match[0],
                sentence=sentence,
            )


def _tie_of(words: str) -> Tie | None:
    found = [*_TIES.finditer(words)]
    if not found:
        return None
    return Tie.CARRIES_OUT if found[-1]["carries"] else Tie.RESTS_ON
