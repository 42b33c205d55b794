"""Markdown: the marks go, the words stay."""

from __future__ import annotations

import re

from corpus.readers.assemble import Draft
from corpus.readers.limits import Clock, Limits
from corpus.readers.plain_text import blocks_of_lines, opened_text

_FRONT_MATTER = re.compile(r"\A---\n(?P<fields>(?:[^\n]*\n){0,50}?)(?:---|\.\.\.)\n")
_RULE_OF_TABLE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
_RULE = re.compile(r"\s{0,3}(?:[-*_]\s*){3,}|={3,}|\s{0,3}(?:```|~~~).*")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+|\s+#+\s*$")
_QUOTE = re.compile(r"^\s{0,3}(?:>\s?)+")
_BULLET = re.compile(r"^\s*[-*+]\s+(?:\[[ xX]\]\s+)?")
_IMAGE = re.compile(r"!\[([^\[\]]{0,200})\]\([^()\s]{0,500}(?:\s+\"[^\"]{0,200}\")?\)")
_LINK = re.compile(r"\[([^\[\]]{1,300})\]\([^()\s]{0,500}(?:\s+\"[^\"]{0,200}\")?\)")
_STRONG = re.compile(r"(\*\*\*|\*\*|__)(?=\S)(.{1,500}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![A-Za-z0-9*_])([*_])(?=\S)([^*_\n]{1,500}?)(?<=\S)\1(?![A-Za-z0-9*_])")
_CODE = re.compile(r"`([^`\n]{1,500})`")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_MAX_LINE = 20_000  # a longer one is no paragraph that someone marked up
_LONG_BLANK = re.compile(r"\s{4,}")  # the patterns above take long over a long one
_HARD_BREAK = re.compile(r"(?:\s{2,}|\\|<br\s*/?>)$")


def read_markdown(data: bytes, limits: Limits, clock: Clock) -> Draft:
    """Return the draft of a Markdown file.

    Raises:
        Refused: it is no text, or longer than the limits allow.

    """
    opened = opened_text(data, limits)
    front = _FRONT_MATTER.match(opened.text)
    body = _without_comments(opened.text[front.end() :] if front else opened.text)
    lines = [_LONG_BLANK.sub("    ", line) for line in body.split("\n")]
    plain = []
    for line in lines:
        clock.check()
        if not _is_rule_of_table(line):
            plain.append(_plain(line))
    blocks, notes = blocks_of_lines(plain, clock)
    return Draft(
        blocks=blocks,
        media_type="text/markdown",
        title=_title(front["fields"]) if front else None,
        notes=(*opened.notes, *notes),
        encoding=opened.encoding,
    )


def _without_comments(text: str) -> str:
    kept, at = [], 0
    start = text.find("<!--")
    while start >= 0:
        end = text.find("-->", start)
        if end < 0:  # it never ends
            break
        kept.append(text[at:start])
        at = end + len("-->")
        start = text.find("<!--", at)
    return "".join((*kept, text[at:]))


def _is_rule_of_table(line: str) -> bool:
    return "-" in line and _RULE_OF_TABLE.fullmatch(line) is not None


def _plain(line: str) -> str:
    if len(line) > _MAX_LINE:
        return line
    if _RULE.fullmatch(line):
        return ""
    words = _BULLET.sub("", _HEADING.sub("", _QUOTE.sub("", _HARD_BREAK.sub("", line))))
    for pattern, kept in ((_IMAGE, r"\1"), (_LINK, r"\1"), (_CODE, r"\1")):
        words = pattern.sub(kept, words)
    words = _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", words))
    return _ESCAPE.sub(r"\1", words)


def _title(fields: str) -> str | None:
    found = re.search(r"^title\s*[:：]\s*[\"']?(.*?)[\"']?\s*$", fields, re.MULTILINE)
    return found[1] if found and found[1] else None
