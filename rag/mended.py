"""Names of bodies that were typed by their sound put right: 发该委 is 发改委."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from corpus.gazetteer import bodies
from rag.wording import sounds

_SHORTEST = 3
_LONGEST = 8


def names_mended(text: str) -> str:
    """Return a comparable question with names of bodies put right that have one wrong character.

    The first and the last character must be right, and the name that was meant the only one.
    """
    heard = sounds(text)
    if len(heard) != len(text):
        return text
    for size in range(_SHORTEST, min(_LONGEST, len(text)) + 1):
        for start in range(len(text) - size + 1):
            typed = text[start : start + size]
            meant = [
                name
                for name in _by_sound().get(heard[start : start + size], ())
                if _is_near(typed, name)
            ]
            if len(meant) == 1:
                text = text[:start] + meant[0] + text[start + size :]
    return text


def _is_near(typed: str, name: str) -> bool:
    wrong = sum(one != other for one, other in zip(typed, name, strict=True))
    return wrong == 1 and typed[0] == name[0] and typed[-1] == name[-1] and typed not in _names()


@cache
def _names() -> frozenset[str]:
    found = {name for body in bodies().values() for name in body.names}
    found |= {
        stem + suffix
        for body in bodies().values()
        for stem in body.stems
        for suffix in body.suffixes
    }
    return frozenset(name for name in found if _SHORTEST <= len(name) <= _LONGEST)


@cache
def _by_sound() -> dict[tuple[str, ...], list[str]]:
    names: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in sorted(_names()):
        names[sounds(name)].append(name)
    return dict(names)
