"""The parts of a question that propose something, and how a verdict is made of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.types import Verdict
from rag.wording import OPEN_QUESTION, PROPOSES

# Was it issued by the general office, and when?
_ASKS_ON = r",?\s*\b(?:and|but) (?=when|who|what|which|how|where)"


def claims_of(text: str) -> list[str]:
    """Return the parts of a question that propose something: in so many words, or as its last words."""
    found = []
    for sentence in re.split(r"[?!。;]|\.\s", text):
        cut = "," if re.search(r"[\u3400-\u9fff]", sentence) else _ASKS_ON
        parts = [part.strip() for part in re.split(cut, sentence) if part.strip()]
        for part in parts:
            is_open = OPEN_QUESTION.search(part) is not None
            if not is_open and (PROPOSES.search(part) or part is parts[-1]):
                found.append(part)
    return found


def share_of(holds: Sequence[bool]) -> Verdict:
    """Return yes where all of what is proposed holds, no where none, partly where some."""
    if all(holds):
        return Verdict.YES
    return Verdict.PARTLY if any(holds) else Verdict.NO
