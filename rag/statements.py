"""The text of an answer taken apart: what is stated, and by which citations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_MARKS = re.compile(r"(?:\s*\[\d{1,3}\])+")
_MARKS_NEXT = re.compile(rf"[^\w\[]*{_MARKS.pattern}")  # 。〕[1]
_NUMBER = re.compile(r"\d+")
_BULLET = re.compile(r"^(?:[-*+]\s+|#{1,6}\s+|\d{1,3}[.)]\s+)")
_EMPHASIS = re.compile(r"\*\*|__|`")
_WITHIN_MARKS = re.compile(r"“[^”]*”|《[^》]*》|「[^」]*」|『[^』]*』|\"[^\"]*\"")
# A full stop ends a sentence before a blank, a mark or the end, and not in No. 5, e.g. this, or behind
# the number of a clause (: 1. Develop).
_STOP = re.compile(
    r"(?:[。!?！？]+|(?<!\be\.g)(?<!\bi\.e)(?<![:：]\d)(?<![:：] \d)(?<![:：]\d\d)(?<![:：] \d\d)\.(?!(?<=\bno\.) ?\d)(?=[\s\[\"”)]|$))[”’」』\"')）]*",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w")
_GOES_ON = tuple(",，、;；")


@dataclass(frozen=True)
class Statement:
    """A piece of an answer's text without emphasis and marks, and what stands behind it.

    `marks` are the numbers of the citations of this piece: those at its end or, for what a sentence
    adds behind its last mark, that one. `following` are the next marks in the text, for a piece
    without any. `quotes` says that it is a blockquote, `sentence` is the whole sentence as it is
    shown.
    """

    words: str
    marks: tuple[int, ...]
    sentence: str
    following: tuple[int, ...] = ()
    quotes: bool = False


def statements_of(text: str) -> tuple[Statement, ...]:
    """Return what the Markdown `text` states, in order; none spans lines."""
    found = [one for line in text.split("\n") for one in _of_line(line)]
    following: tuple[int, ...] = ()
    for place in range(len(found) - 1, -1, -1):
        following = found[place].marks or following
        found[place] = replace(found[place], following=following)
    return tuple(found)


def _of_line(line: str) -> Iterator[Statement]:
    bare = line.strip()
    quotes = bare.startswith(">")
    words = _EMPHASIS.sub("", _BULLET.sub("", bare.lstrip("> ")))
    for sentence in [words] if quotes else _sentences(words):
        for piece in _pieces(sentence):
            yield replace(piece, quotes=quotes)


def _sentences(words: str) -> Iterator[str]:
    """Yield the sentences of a line, each with the marks that close it."""
    within = [range(*match.span()) for match in _WITHIN_MARKS.finditer(words)]
    start = 0
    for stop in _STOP.finditer(words):
        if any(stop.start() in span for span in within) or stop.start() < start:
            continue
        marks = _MARKS_NEXT.match(words, stop.end())
        end = marks.end() if marks else stop.end()
        yield words[start:end].strip()
        start = end
    if words[start:].strip():
        yield words[start:].strip()


def _pieces(sentence: str) -> Iterator[Statement]:
    """Yield the parts of a sentence between marks.

    What goes on behind the last mark with a comma shares it; what begins anew has none.
    """
    start, marks = 0, tuple[int, ...]()
    for match in _MARKS.finditer(sentence):
        marks = tuple(int(number) for number in _NUMBER.findall(match[0]))
        if _WORD.search(sentence[start : match.start()]):
            yield Statement(sentence[start : match.start()].strip(), marks, sentence)
        start = match.end()
    rest = sentence[start:].strip()
    if _WORD.search(rest):
        marks = marks if rest.startswith(_GOES_ON) else ()
        yield Statement(rest, marks, sentence)
