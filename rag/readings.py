"""What a question asks for, as learned from known questions: beside the patterns of `wording`.

No list of wordings is whole. Two linear models over runs of one to four characters (in English:
words) tell whether a question wants a yes or no, and whether it is on bodies, on all that a body has
to do, or on a fact. Names of bodies and places are masked, so that it counts how a question is put
and not on what. `python -m eval.readings` fits the weights in `rag/data/readings.json` and says how
they do on questions that were left out.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from corpus.places import places_in
from corpus.types import Frozen
from rag.language import comparable
from rag.types import Intent

WEIGHTS_FILE: Final = Path(__file__).parent / "data" / "readings.json"
LONGEST_RUN: Final = 4
_BODY, _PLACE, _NUMBER = "〇", "◎", "0"
_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|[^\s\w]|[\u3400-\u9fff〇◎]")
# Of 230 questions that the models had not seen, and whose wording the patterns did not know, either:
# of 61 that want a verdict the patterns miss 17, both together 8, and 0 of 129 others are taken for
# one; of 6 whose kind both read differently by this margin the model is right in 5.
_VERDICT_ODDS: Final = 0.85  # a probability of 0.7
_MARGIN: Final = 1.5


class Weights(Frozen):
    """A linear model: log-odds are `bias` plus the weights of a text's runs over their norm."""

    bias: float
    runs: dict[str, float]

    def log_odds(self, runs: Sequence[str], norm: float) -> float:
        return self.bias + sum(self.runs.get(one, 0.0) for one in runs) / norm


class Readings(Frozen):
    """The models by what they tell; `known` are all runs that a text is measured by."""

    known: tuple[str, ...]
    verdict: Weights
    agency: Weights
    fact: Weights
    tasks: Weights


def wants_verdict(question: str, bodies: Iterable[str]) -> bool:
    """Return whether a question proposes something, as one of known wording would."""
    runs, norm = _known_runs(question, bodies)
    return _readings().verdict.log_odds(runs, norm) > _VERDICT_ODDS


def kind_asked(question: str, bodies: Iterable[str]) -> Intent:
    """Return whether a question is plainly on bodies or their tasks; else that it is on a fact."""
    runs, norm = _known_runs(question, bodies)
    models = _readings()
    of_fact = models.fact.log_odds(runs, norm)
    odds = {
        Intent.AGENCY: models.agency.log_odds(runs, norm),
        Intent.TASKS: models.tasks.log_odds(runs, norm),
    }
    best = max(odds, key=odds.__getitem__)
    return best if odds[best] - of_fact > _MARGIN else Intent.FACT


def runs_of(question: str, bodies: Iterable[str]) -> list[str]:
    """Return the distinct runs of one to four tokens of a question, names and numbers masked."""
    tokens = ["^", *_tokens(question, bodies), "$"]
    runs = (
        " ".join(tokens[start : start + size])
        for size in range(1, LONGEST_RUN + 1)
        for start in range(len(tokens) - size + 1)
    )
    return list(dict.fromkeys(runs))


def _tokens(question: str, bodies: Iterable[str]) -> list[str]:
    text = comparable(question)
    for name in sorted(map(comparable, bodies), key=len, reverse=True):
        text = text.replace(name, _BODY)
    for mention in reversed(places_in(text)):
        text = f"{text[: mention.start]}{_PLACE}{text[mention.end :]}"
    return [_NUMBER if one.isdecimal() else one for one in _TOKEN.findall(text)]


def _known_runs(question: str, bodies: Iterable[str]) -> tuple[list[str], float]:
    """Return the runs that the models know, and their norm; of a text without any it is 1."""
    runs = [one for one in runs_of(question, bodies) if one in _known()]
    return runs, math.sqrt(len(runs)) or 1.0


@cache
def _readings() -> Readings:
    return Readings.model_validate_json(WEIGHTS_FILE.read_bytes())


@cache
def _known() -> frozenset[str]:
    return frozenset(_readings().known)
