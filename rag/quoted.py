"""What a text puts in quotation marks or title marks."""

from __future__ import annotations

import re

_CLOSES = {"“": "”", "《": "》", "〈": "〉", "「": "」", "『": "』", '"': '"'}
_MARK = re.compile(f"[{''.join({*_CLOSES, *_CLOSES.values()})}]")


def quoted_in(text: str) -> list[str]:
    """Return what stands between the outermost marks, in order; an open one runs to the end."""
    found: list[str] = []
    awaited: list[str] = []
    start = 0
    for mark in _MARK.finditer(text):
        if awaited and mark[0] == awaited[-1]:
            awaited.pop()
            if not awaited:
                found.append(text[start : mark.start()])
        elif mark[0] in _CLOSES:
            start = start if awaited else mark.end()
            awaited.append(_CLOSES[mark[0]])
    return [*found, text[start:]] if awaited else found
