"""Lines that were broken for the width of a page, and how they are put together again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from corpus.enumerators import enumerator_of
from corpus.signature import bodies_of_line, signed_by

_PAUSES = tuple("。；：，、！？;:,!?")
_ENDS = tuple("。；：！？…;:!?)）】」』”’》〉")
_DECIMAL = re.compile(r"\d{1,2}(?:[.．]\d{1,2}){1,3}[.．]?[\s\u3400-\u9fff]")
_PLAIN_NUMBER = re.compile(r"\d{1,2}\s+[\u3400-\u9fff]")
_DOCUMENT_NUMBER = re.compile(
    r"[\u3400-\u9fff]{1,15}\s*[〔\[［【(（]\s*\d{4}\s*[〕\]］】)）]\s*第?\s*\d+\s*号"
)
_LABEL = re.compile(r"[\u3400-\u9fff]{2,8}\s*[:：]")  # 联系电话：
_BRACKETED_REMARK = re.compile(r"[(（].{2,40}[)）]")
_YEARS = re.compile(r"[(（][\d年—\-–－至~～\s]+[)）]")
# A line as short as this stands alone by intention: a heading, a name, a date.
_MIN_WRAPPED = 20
_OPENING = 60  # characters that show what a line begins with
_MAX_TITLE = 200


def joined(*pieces: str) -> str:
    """Return the pieces of a sentence as one; only words of letters get a blank between them."""
    whole: list[str] = []
    for piece in pieces:
        words = piece.strip()
        if not words:
            continue
        if whole and _needs_blank(whole[-1], words):
            whole.append(" ")
        whole.append(words)
    return "".join(whole)


def cell_text(paragraphs: Sequence[str]) -> str:
    """Return the paragraphs of a cell in one line; names that stand below each other stay apart."""
    whole: list[str] = []
    for paragraph in filter(None, paragraphs):
        if whole and not whole[-1].endswith(_PAUSES):
            whole.append(" ")
        whole.append(paragraph)
    return "".join(whole)


def opens_paragraph(line: str) -> bool:
    """Return whether `line` begins with an enumerator (一、 (一) 1. 1.1 第一条)."""
    if _DECIMAL.match(line) or _PLAIN_NUMBER.match(line):
        return True
    enumerator = enumerator_of(line[:_OPENING])
    return enumerator is not None and not enumerator.doubtful


def ends_sentence(line: str) -> bool:
    return line.rstrip().endswith(_ENDS)


def continues(left: str, right: str) -> bool:
    """Return whether `right` goes on with the sentence of `left`, as far as the words show."""
    if len(left) < _MIN_WRAPPED or ends_sentence(left):
        return False
    return not opens_paragraph(right) and not _LABEL.match(right)


def continues_title(left: str, right: str) -> bool:
    """Return whether two centred lines are one title, which is broken where it reads well."""
    if max(len(left), len(right)) > _MAX_TITLE:
        return False
    if _stands_alone(left) or _stands_alone(right) or opens_paragraph(right):
        return False
    if bodies_of_line(left) and right.startswith(("关于", "關於")):
        return False  # the issuer over the title
    return not ends_sentence(left) or left.endswith(("》", "”", "」", "）", ")"))


def width(text: str) -> int:
    """Return how many columns `text` takes; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(one) in "WFA" else 1 for one in text)


def _stands_alone(line: str) -> bool:
    signed = signed_by(line)
    if signed is not None and (signed.is_dated or signed.officer):
        return True
    remark = _BRACKETED_REMARK.fullmatch(line) is not None and not _YEARS.fullmatch(line)
    return remark or _DOCUMENT_NUMBER.match(line) is not None


def _needs_blank(left: str, right: str) -> bool:
    return _is_letter(right[0]) and (_is_letter(left[-1]) or left[-1] in ",.;:")


def _is_letter(character: str) -> bool:
    return character.isalpha() and character < "\u0250"
