"""A clause's text cut into sentences, nothing lost: joined again they are the text."""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"[^。；;！!？?\n]*[。；;！!？?\n]+|[^。；;！!？?\n]+")


def split_sentences(text: str) -> list[str]:
    """Return the sentences of `text` in order, each with the marks and line ends that close it."""
    return _SENTENCE.findall(text)
