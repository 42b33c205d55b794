"""Saved web pages: furniture, second copies of the text, blanks inside metadata labels."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.aligned import Edit

_DATA_FILE = Path(__file__).parent / "data" / "page.toml"

LAYOUT = "layout"
FURNITURE = "page furniture"
SECOND_COPY = "second copy of the text"
SPACED_LABEL = "blanks inside a label"

_EDGE = "\\s\u3000\u00a0\ufeff\u200b•●▪·◆■"
_BLANK = "[ \t\r\f\v\u3000\u00a0\u200b]"
_LEADING = re.compile(rf"^[{_EDGE}]+", re.MULTILINE)
_TRAILING = re.compile(rf"(?<!{_BLANK}){_BLANK}+$", re.MULTILINE)
# A repeated run this long is a second copy; titles and document numbers repeat for good reasons.
_COPY_MIN_LINES = 3
_COPY_MIN_CHARACTERS = 200
_LABEL_OPENING = "[【\\[]"  # 【发文字号】
# In a table of metadata a pipe or a tab stands between label and value.
_LABEL_START = r"(?:^(?:[|｜]\s*)?|(?<=\s)|(?<=[|｜]))"
# Brackets need no colon: 【文号】川办发〔2018〕42号.
_LABEL_END = r"(?:[】\]]\s*(?:[:：]|[|｜])?|\s*(?:[:：]|[|｜]|(?<=\t)))\s*"
_SENTENCE_END = re.compile(r"[。；;]")


@dataclass(frozen=True)
class Line:
    """A line of a text, `[start, end)`, without its line break."""

    text: str
    start: int
    end: int


@cache
def metadata_labels() -> dict[str, tuple[str, ...]]:
    """Return the labels of each kind of metadata, longest first."""
    labels = _data()["labels"]
    return {kind: tuple(sorted(names, key=len, reverse=True)) for kind, names in labels.items()}


def lines_of(text: str) -> list[Line]:
    lines, start = [], 0
    for content in text.split("\n"):
        lines.append(Line(content, start, start + len(content)))
        start += len(content) + 1
    return lines


def layout_edits(text: str) -> list[Edit]:
    """Return the edits that leave lines without blanks at their ends, bullets and empty lines."""
    found = sorted(
        (match.start(), match.end())
        for pattern in (_LEADING, _TRAILING)
        for match in pattern.finditer(text)
    )
    edits: list[Edit] = []
    for start, end in found:
        begin = max(start, edits[-1].end) if edits else start
        if begin < end:
            edits.append(Edit(begin, end, "", LAYOUT))
    return edits


def label_edits(text: str) -> list[Edit]:
    """Return the edits that remove the blanks inside and behind the labels of a metadata list."""
    edits = []
    for line in lines_of(text):
        if not label_pattern().match(line.text):
            continue
        edits += [
            Edit(line.start + label.start(), line.start + label.end(), closed, SPACED_LABEL)
            for label in label_pattern().finditer(line.text)
            if label[0].rstrip().endswith((":", "："))
            and (closed := re.sub(r"\s", "", label[0])) != label[0]
        ]
    return edits


def second_copy_edits(text: str) -> list[Edit]:
    """Return the edits that remove runs of lines which repeat an earlier run."""
    lines = [line for line in lines_of(text) if line.text]
    texts = [line.text for line in lines]
    earlier: dict[tuple[str, ...], list[int]] = defaultdict(list)
    edits = []
    j = 0
    while j < len(lines):
        run = tuple(texts[j : j + _COPY_MIN_LINES])
        length = max((_common_run(texts, i, j) for i in earlier[run]), default=0)
        copied = sum(map(len, texts[j : j + length]))
        if length >= _COPY_MIN_LINES and copied >= _COPY_MIN_CHARACTERS:
            edits.append(Edit(lines[j].start, lines[j + length - 1].end, "", SECOND_COPY))
            j += length
        else:
            earlier[run].append(j)
            j += 1
    return edits


def furniture_edits(text: str) -> list[Edit]:
    """Return the edits that remove navigation, sharing and footer lines.

    Behind the last sentence of the page, everything from the first such line on is footer. A line
    that a clause may hold as well (主办单位:…) is furniture only in a footer.
    """
    lines = [line for line in lines_of(text) if line.text]
    last_sentence = max(
        (i for i, line in enumerate(lines) if _SENTENCE_END.search(line.text)), default=-1
    )
    edits, in_footer = [], False
    for i, line in enumerate(lines):
        known = _furniture().fullmatch(line.text) is not None
        in_footer = in_footer or (known and i > last_sentence >= 0)
        if known or in_footer:
            edits.append(Edit(line.start, line.end, "", FURNITURE))
    return edits


def _common_run(texts: Sequence[str], i: int, j: int) -> int:
    length = 0
    while j + length < len(texts) and i + length < j and texts[i + length] == texts[j + length]:
        length += 1
    return length


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(_DATA_FILE.read_text(encoding="utf-8"))


@cache
def _furniture() -> re.Pattern[str]:
    return re.compile("|".join(_data()["furniture"]))


@cache
def label_pattern() -> re.Pattern[str]:
    """Return the pattern of a label of a metadata list; its group is the kind of metadata."""
    kinds = sorted(metadata_labels().items(), key=lambda item: -len(item[1][0]))
    joined = "|".join(f"(?P<{kind}>{'|'.join(map(_spaced, names))})" for kind, names in kinds)
    return re.compile(rf"{_LABEL_START}{_LABEL_OPENING}?(?:{joined}){_LABEL_END}", re.MULTILINE)


def _spaced(label: str) -> str:
    return r"[^\S\n]*".join(map(re.escape, label))
