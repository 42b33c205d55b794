"""The weights of `rag/topic_change.py`: `python -m eval.topic_changes`.

Fitted on follow-ups that may be tuned on, on questions off topic put after another question, and on
topics of `eval/data/elsewhere.json` that no shipped document has, put in the place of the last one
(那高考改革呢), beside headings of the documents put so; over the shipped documents, and over these and
the made-up ones.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np
import typer
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table
from sklearn.linear_model import LogisticRegression

from corpus.errors import AssistantError
from corpus.library import load_corpus
from embeddings.build import build_index
from embeddings.encode import Encoder
from embeddings.index import ClauseIndex
from embeddings.model import open_encoder
from embeddings.progress import Progress
from eval.cases import Case, Category, RefusalClass, question_files, tuning_files
from eval.other_documents import FILES, together
from eval.trial import RememberingEncoder, reporting
from eval.weights import tunable_cases
from rag.assistant import Assistant
from rag.knowledge import Knowledge
from rag.on_topic import TopicRule, measures_of_turn
from rag.retrieve import Found
from rag.settings import Settings
from rag.types import Intent, Language

ELSEWHERE: Final = Path(__file__).parent / "data" / "elsewhere.json"
_FRAMES: Final = ("{}呢?", "那{}呢", "{}归谁管?")
_FRAMES_ENGLISH: Final = ("And {}?", "What about {}?")
_HEADINGS: Final = 160
_PARTS: Final = 8
_STRENGTH: Final = 0.1
_FALSELY_REFUSED: Final = 0.02  # of the follow-ups that documents answer
# What is made by frames is plentiful and much alike; what people typed counts for more.
_COUNTS: Final = {"follow-up": 2.0, "off topic": 3.0, "elsewhere": 0.5, "heading": 0.3}
_BY_SEARCH: Final = frozenset({Intent.AGENCY, Intent.FACT, Intent.LOOKUP, Intent.COMPARE})

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Turn:
    """A conversation whose last question is on a topic of the documents or not."""

    turns: tuple[str, ...]
    source: str
    key: str

    @property
    def on_topic(self) -> bool:
        return self.source in ("follow-up", "heading")

    @property
    def part(self) -> int:
        return int(hashlib.sha256(self.key[:6].encode()).hexdigest(), 16) % _PARTS


@dataclass(frozen=True)
class Measured:
    """A turn and what it is told by."""

    turn: Turn
    measures: dict[str, float]


def main() -> None:
    """Fit the weights, and print them with how they do on questions left out."""
    console = Console()
    try:
        settings = Settings()
        encoder = RememberingEncoder(open_encoder(settings.home, settings.model))
        with TemporaryDirectory(prefix="zhengda-changes-") as folder, reporting(console) as report:
            measured = read_turns(Path(folder), encoder, report)
    except AssistantError as failure:
        typer.echo(str(failure), err=True)
        raise typer.Exit(1) from failure
    values = np.array([list(one.measures.values()) for one in measured])
    odds = held_out(measured, values)
    least = _least(measured, odds)
    table = Table("turns", "number", "refused")
    by_source = defaultdict(list)
    for one, value in zip(measured, odds, strict=True):
        by_source[one.turn.source].append(value < least)
    for source, refused in by_source.items():
        table.add_row(source, str(len(refused)), f"{np.mean(refused):.3f}")
    console.print(table)
    bias, slopes = _fitted(measured, values)
    for name, slope in zip(measured[0].measures, slopes, strict=True):
        console.print(f'    "{name}": {slope:.2f},')
    console.print(f"BIAS {bias:.2f}, LEAST {_least(measured, values @ slopes + bias):.2f}")


def read_turns(folder: Path, encoder: Encoder, progress: Progress) -> list[Measured]:
    """Return the last questions of conversations over both corpora with what they are told by."""
    (folder / "documents").mkdir()
    shipped, both = load_corpus(), load_corpus(together(folder / "documents"))
    known = _cases([*question_files(), *tuning_files()])
    made_up = _cases(FILES)
    found: list[Measured] = []
    for name, corpus in {"shipped": shipped, "both": both}.items():
        home = folder / name
        build_index(corpus.parsed, home, encoder, progress)
        assistant = Assistant(Knowledge(corpus), ClauseIndex(home, encoder))
        cases = [*known, *made_up] if corpus is both else known
        turns = list(conversations(cases, assistant.knowledge))
        for done, one in enumerate(turns):
            progress(f"asking over {name}", done, len(turns))
            found += _measured(one, assistant)
    return found


def conversations(cases: Sequence[Case], knowledge: Knowledge) -> Iterator[Turn]:
    """Yield conversations that end on a topic of the documents and such as do not."""
    random = Random(7)
    first = {english: _first_questions(cases, english) for english in (False, True)}
    for case in cases:
        off_topic = case.refusal_class is RefusalClass.OFF_TOPIC
        if len(case.turns) > 1 and (off_topic or case.refusal_class is None):
            yield Turn(case.turns, "off topic" if off_topic else "follow-up", case.question)
        elif off_topic:
            before = random.choice(first[case.language is Language.ENGLISH])
            yield Turn((before, case.question), "off topic", case.question)
    elsewhere = json.loads(ELSEWHERE.read_text(encoding="utf-8"))
    for topics, frames, english in (
        (elsewhere["zh"], _FRAMES, False),
        (elsewhere["en"], _FRAMES_ENGLISH, True),
    ):
        for topic in topics:
            for frame in frames:
                turns = (random.choice(first[english]), frame.format(topic))
                yield Turn(turns, "elsewhere", topic)
    clauses = [one for one in knowledge.clauses.values() if one.heading]
    for clause in random.sample(clauses, min(_HEADINGS, len(clauses))):
        question = random.choice(_FRAMES).format(clause.heading)
        yield Turn((random.choice(first[False]), question), "heading", clause.heading)


def held_out(measured: Sequence[Measured], values: Numbers) -> Numbers:
    """Return for each turn its log-odds by weights that were fitted without its part."""
    odds = np.zeros(len(measured))
    parts = np.array([one.turn.part for one in measured])
    for part in range(_PARTS):
        rest = [one for one in measured if one.turn.part != part]
        bias, slopes = _fitted(rest, values[parts != part])
        odds[parts == part] = values[parts == part] @ slopes + bias
    return odds


def _fitted(measured: Sequence[Measured], values: Numbers) -> tuple[float, Numbers]:
    middle, spread = values.mean(axis=0), values.std(axis=0) + 1e-9
    regression = LogisticRegression(C=_STRENGTH, max_iter=2000).fit(
        (values - middle) / spread,
        [one.turn.on_topic for one in measured],
        sample_weight=[_COUNTS[one.turn.source] for one in measured],
    )
    slopes = regression.coef_[0] / spread
    return float(regression.intercept_[0] - slopes @ middle), slopes


def _least(measured: Sequence[Measured], odds: Numbers) -> float:
    answered = [
        value for one, value in zip(measured, odds, strict=True) if one.turn.source == "follow-up"
    ]
    return float(np.quantile(answered, _FALSELY_REFUSED))


def _measured(turn: Turn, assistant: Assistant) -> Iterator[Measured]:
    found = assistant.found(turn.turns)
    if _is_told_by_search(found):
        yield Measured(turn, measures_of_turn(found, assistant.knowledge, TopicRule()))


def _is_told_by_search(found: Found) -> bool:
    query = found.query
    if query.context is None or not query.topic or not found.near:
        return False
    return not (found.named or query.sides or query.follows) and query.intent in _BY_SEARCH


def _cases(files: Sequence[Path]) -> list[Case]:
    return [case for some in tunable_cases(files).values() for case in some]


def _first_questions(cases: Sequence[Case], english: bool) -> list[str]:
    return [
        case.question
        for case in cases
        if len(case.turns) == 1
        and case.category in (Category.AGENCY, Category.FACT)
        and case.refusal_class is None
        and (case.language is Language.ENGLISH) is english
    ]


if __name__ == "__main__":
    typer.run(main)
