"""What a question proposes of a fact, apart from what it asks openly."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.wording import OPEN_QUESTION, PROPOSES

LONGEST_GUESS = 12
_HAN = re.compile(r"[\u3400-\u9fff]")
# 钱怎么花的明细 asks nothing.
_HOW_DONE = re.compile(r"(?:怎么|如何)[\u3400-\u9fff]{1,3}的(?=[\u3400-\u9fff])")
_AUXILIARY = re.compile(
    r"\W*(?:and |so |but )?(?:is|are|was|were|does|do|did|can|could|must|should|will|would|has|have|may) (?!.*\bor\b)"
)
# Endings that leave a question open although no question word stands in it.
_OPEN_ENDED = re.compile(r"呢\W*$|\bor\b|还是")
# What only vouches for a proposal, or asks to have it confirmed.
VOUCHES = re.compile(
    r"(?:我)?(?:的)?印象(?:里|中|是)|领导说|同事说|有人说|听人说|想(?:再)?(?:跟你|请你)?(?:确认|核实|核对|核)(?:一?下)?(?:数|数字)?|帮我?(?:确认|核实|核对)(?:一?下)?|"
    r"\bi was told\b|\bi recall\b|\bmy understanding\b|\bplease confirm\b|\bcan you confirm\b"
)
_SHORTEST_CLAIM = 6
# A guess behind an open question: how many docks are built, is it two?
_TAIL = re.compile(
    r",\s*(?P<guess>(?:is|was|are|were) (?:it|that|they) (?!right|correct|true|so\b|possible|allowed)[^,?]{1,40}\?)$"
)
# Parts of a question: behind a comma, a colon or a dash another begins.
_CHUNK = re.compile(r":| [-–] |[—–]+")
PART = re.compile(r"[,:]| [-–] |[—–]+")


def proposed_in(question: str) -> str | None:
    """Return the part of a comparable question that proposes a fact; None where it only asks."""
    sentences = [part for part in re.split(r"(?<=[?!。;])", question) if part.strip(" ?!。;")]
    for place, sentence in enumerate(sentences):
        closed = [part for part in _parts_of(sentence) if _is_closed(part)]
        if any(PROPOSES.search(part) or _vouches_for(part, closed) for part in closed):
            return ",".join(closed)
        guess = sentence.strip(" ?!。;")
        is_guess = place > 0 and sentence.rstrip().endswith("?") and len(guess) <= LONGEST_GUESS
        if is_guess and not OPEN_QUESTION.search(sentence):
            return guess
    return None


def claimed_in(question: str) -> str | None:
    """Return the parts of a comparable question that ask nothing openly; None where all do."""
    parts = [part for part in re.split(r"[?!。;,]", question) if part.strip()]
    return ",".join(part for part in parts if _is_closed(part)) or None


def _parts_of(sentence: str) -> list[str]:
    """Return the parts of a sentence; an English one that asks openly is not cut at its commas.

    How often, at least, do the leaders sit there? – but: of how many hours - is it ten?
    """
    found: list[str] = []
    tail = _TAIL.search(sentence)
    if tail:  # how many docks are built, is it two?
        sentence = sentence[: tail.start()]
        found.append(tail["guess"])
    for chunk in _CHUNK.split(sentence):
        english = not _HAN.search(chunk)
        whole = english and OPEN_QUESTION.search(chunk) and not _AUXILIARY.match(chunk)
        found += [chunk] if whole else chunk.split(",")
    return [part.strip() for part in found if part.strip(" ?!。;")]


def _vouches_for(part: str, claims: Sequence[str]) -> bool:
    """Return whether a part asks to have the others, or its own rest, confirmed: 想确认一下, I was told."""
    rest = VOUCHES.sub("", ",".join(claims))
    return VOUCHES.search(part) is not None and len(rest) >= _SHORTEST_CLAIM


def is_closed_question(question: str) -> bool:
    """Return whether a comparable Chinese question ends in a sentence that asks nothing openly.

    合起来四千公里? is one; it proposes what it says, however it is put.
    """
    last = [part for part in re.split(r"(?<=[?!。;])", question) if part.strip(" ?!。;")][-1:]
    return any(
        one.rstrip().endswith("?")
        and len(one) > _SHORTEST_CLAIM
        and _HAN.search(one) is not None
        and not OPEN_QUESTION.search(_HOW_DONE.sub("", one))
        and not _OPEN_ENDED.search(one)
        for one in last
    )


_AND_THEN = re.compile(r"呢\W*$")  # 要是两年都没达标呢 asks what is done then


def ends_open(question: str) -> bool:
    """Return whether a comparable question proposes nothing before it ends openly: …,最多能有多重."""
    *earlier, last = [part for part in re.split("(?<=[?!。;,])", question) if part.strip()] or [""]
    proposes = any(part.endswith("?") and _is_closed(part) for part in earlier)
    return not proposes and not _is_closed(last)


def _is_closed(part: str) -> bool:
    """Return whether a part of a question does not ask openly.

    Behind an auxiliary the words of open questions begin a clause: can it … when it becomes ….
    """
    asks = OPEN_QUESTION.search(_HOW_DONE.sub("", part)) or _AND_THEN.search(part)
    return asks is None or _AUXILIARY.match(part) is not None
