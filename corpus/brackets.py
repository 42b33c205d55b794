"""Brackets of policy texts: they nest, and the kinds are mixed."""

from __future__ import annotations

from collections.abc import Iterator

_CLOSING = {"(": ")", "（": "）", "〔": "〕", "[": "]", "【": "】", "［": "］"}
# Saved pages mix half and full width in one pair: （…) closes.
_FAMILIES = {"(": ")）", "（": ")）", "〔": "〕]］", "[": "]］〕", "［": "]］〕", "【": "】"}


def bracketed(text: str) -> Iterator[tuple[int, int]]:
    """Yield `[start, end)` of each outermost bracketed part, brackets included."""
    opened: list[tuple[int, str]] = []
    for i, character in enumerate(text):
        if character in _CLOSING:
            opened.append((i, character))
        elif opened and character in _FAMILIES[opened[-1][1]]:
            start, _ = opened.pop()
            if not opened:
                yield start, i + 1


def split_outside(text: str, separators: str) -> list[str]:
    """Split at any of the characters `separators` that stand outside brackets."""
    parts, depth, start = [], 0, 0
    for i, character in enumerate(text):
        if character in _CLOSING:
            depth += 1
        elif character in ")）〕]］】":
            depth = max(0, depth - 1)
        elif depth == 0 and character in separators:
            parts.append(text[start:i])
            start = i + 1
    return [*parts, text[start:]]


def masked_brackets(text: str) -> str:
    """Return `text` with bracketed parts blanked out by NUL, of the same length."""
    masked = list(text)
    for start, end in bracketed(text):
        masked[start:end] = "\0" * (end - start)
    return "".join(masked)
