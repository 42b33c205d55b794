"""The weights of `rag/on_topic.py`: `python -m eval.on_topic [--write]`.

Fitted on questions alone that may be tuned on, over the shipped documents, over these and the made-up
ones, and over both without any rendering. Off topic are the questions that are known to be, and
questions on documents that are left out of the search, without the names of places. Each question is
also told by models that were fitted without it.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Final

import numpy as np
import typer
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table
from sklearn.linear_model import LogisticRegression

from corpus.errors import AssistantError
from corpus.library import Corpus, load_corpus
from corpus.places import places_in
from corpus.types import Level
from embeddings.build import build_index
from embeddings.encode import Encoder
from embeddings.index import ClauseIndex
from embeddings.model import open_encoder
from embeddings.progress import Progress
from eval.cases import Case, Category, RefusalClass, question_files, tuning_files
from eval.other_documents import FILES, together
from eval.trial import RememberingEncoder, reporting
from eval.weights import tunable_cases
from rag.knowledge import Knowledge
from rag.language import readable
from rag.on_topic import WEIGHTS_FILE, Kind, Model, as_json, kind_of, measures_of
from rag.retrieve import ClauseRetriever, retrieve
from rag.scope import Scope
from rag.settings import Settings
from rag.types import Intent
from rag.understand import understand

_PARTS: Final = 8
_STRENGTH: Final = 0.3
_OFF_TOPIC_COUNTS: Final = (
    3.0  # beside questions whose document is left out, some of which others answer
)
# Of the answerable questions, by the threshold that is chosen: without renderings what is off topic comes
# nearer.
_REFUSED: Final = 0.015
_REFUSED_BARE: Final = 0.03
_BY_SEARCH: Final = frozenset({Intent.AGENCY, Intent.FACT, Intent.LOOKUP})

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Example:
    """A question over some documents; `source` is `on topic`, `off topic` or `left out`."""

    question: str
    source: str
    kind: Kind
    measures: Mapping[str, float]

    @property
    def on_topic(self) -> bool:
        return self.source == ON_TOPIC

    @property
    def part(self) -> int:
        """Return the part in which the question is left out, over whatever documents it is put."""
        return int(hashlib.sha256(self.question[:6].encode()).hexdigest(), 16) % _PARTS


ON_TOPIC: Final = "on topic"
OFF_TOPIC: Final = "off topic"
LEFT_OUT: Final = "left out"


def main(write: Annotated[bool, typer.Option(help="Write the weights.")] = False) -> None:
    """Fit the models, print how they do on questions left out, and write the weights if asked to."""
    console = Console()
    try:
        settings = Settings()
        encoder = RememberingEncoder(open_encoder(settings.home, settings.model))
        with TemporaryDirectory(prefix="zhengda-on-topic-") as folder, reporting(console) as report:
            examples = read_examples(Path(folder), encoder, report)
    except AssistantError as failure:
        typer.echo(str(failure), err=True)
        raise typer.Exit(1) from failure
    of_kind = {kind: [one for one in examples if one.kind is kind] for kind in Kind}
    table = Table(
        "model",
        "questions",
        "AUROC",
        f"{ON_TOPIC} refused",
        f"{OFF_TOPIC} answered",
        f"{LEFT_OUT} answered",
    )
    for kind, some in of_kind.items():
        table.add_row(kind, str(len(some)), *told(some))
    console.print(table)
    if write:
        models = {kind: fit(some) for kind, some in of_kind.items()}
        WEIGHTS_FILE.write_text(as_json(models), encoding="utf-8")


def read_examples(folder: Path, encoder: Encoder, progress: Progress) -> list[Example]:
    """Return the known questions alone that may be tuned on, over each of the three corpora."""
    (folder / "documents").mkdir()
    shipped, both = load_corpus(), load_corpus(together(folder / "documents"))
    known = [
        case
        for some in tunable_cases([*question_files(), *tuning_files()]).values()
        for case in some
    ]
    made_up = [case for some in tunable_cases(FILES).values() for case in some]
    found: list[Example] = []
    for name, corpus in {"shipped": shipped, "both": both, "bare": _bare(both)}.items():
        home = folder / name
        build_index(corpus.parsed, home, encoder, progress)
        search = ClauseRetriever(index=ClauseIndex(home, encoder), knowledge=Knowledge(corpus))
        cases = [*known, *made_up] if corpus is not shipped else known
        for done, case in enumerate(cases):
            progress(f"asking over {name}", done, len(cases))
            found += _examples_of(case, search)
    return found


def fit(examples: Sequence[Example]) -> Model:
    """Return the model fitted on these questions, both classes counting alike."""
    names, values, labels = _numbers(examples)
    middle, spread = values.mean(axis=0), values.std(axis=0) + 1e-9
    regression = LogisticRegression(C=_STRENGTH, class_weight="balanced").fit(
        (values - middle) / spread,
        labels,
        sample_weight=[_OFF_TOPIC_COUNTS if one.source == OFF_TOPIC else 1.0 for one in examples],
    )
    slopes = regression.coef_[0] / spread
    bias = float(regression.intercept_[0] - slopes @ middle)
    odds = values @ slopes + bias
    return Model(
        bias=round(bias, 3),
        weights=dict(zip(names, np.round(slopes, 3).tolist(), strict=True)),
        least=round(float(np.quantile(odds[labels], _share_refused(examples))), 2),
    )


def _share_refused(examples: Sequence[Example]) -> float:
    bare = examples[0].kind in (Kind.CHINESE_BARE, Kind.ENGLISH_BARE)
    return _REFUSED_BARE if bare else _REFUSED


def odds_held_out(examples: Sequence[Example]) -> Numbers:
    """Return for each question the log-odds by a model that was fitted without its part."""
    odds = np.zeros(len(examples))
    for part in range(_PARTS):
        model = fit([one for one in examples if one.part != part])
        for place, one in enumerate(examples):
            if one.part == part:
                odds[place] = model.odds(one.measures)
    return odds


def told(examples: Sequence[Example]) -> tuple[str, str, str, str]:
    """Return how well the questions are told held out: AUROC, and shares that are told wrong."""
    odds, labels = odds_held_out(examples), np.array([one.on_topic for one in examples])
    least = np.quantile(odds[labels], _share_refused(examples))
    apart = (odds[labels][:, None] > odds[~labels][None, :]).mean()
    by_source = defaultdict(list)
    for one, value in zip(examples, odds, strict=True):
        by_source[one.source].append(value >= least)
    refused = 1 - np.mean(by_source[ON_TOPIC])
    answered = [np.mean(by_source[source]) for source in (OFF_TOPIC, LEFT_OUT)]
    return f"{apart:.3f}", f"{refused:.3f}", f"{answered[0]:.3f}", f"{answered[1]:.3f}"


def _examples_of(case: Case, search: ClauseRetriever) -> Iterator[Example]:
    if len(case.turns) > 1:
        return
    if case.refusal_class is RefusalClass.OFF_TOPIC:
        yield from _example(case.question, OFF_TOPIC, search)
    elif case.category in (Category.AGENCY, Category.FACT) and case.refusal_class is None:
        yield from _example(case.question, ON_TOPIC, search)
        for document in case.documents if len(case.documents) == 1 else ():
            if stands_alone(document, search.knowledge.corpus):
                question = without_places(readable(case.question))
                yield from _example(question, LEFT_OUT, search, without=document)


def _example(
    question: str, source: str, search: ClauseRetriever, *, without: str | None = None
) -> Iterator[Example]:
    """Yield what a question is told by, where the product tells it by that."""
    query = understand(readable(question), None, search.knowledge.library)
    if without is not None:
        others = tuple(one for one in search.knowledge.documents if one != without)
        query = replace(query, scope=Scope(documents=others))
    found = retrieve(query, search, search.knowledge)
    if query.intent in _BY_SEARCH and query.topic and found.near and not found.named:
        measures = measures_of(found, search.knowledge)
        yield Example(question, source, kind_of(found), measures)


def stands_alone(document_id: str, corpus: Corpus) -> bool:
    """Return whether no other document is likely to answer for one: provinces carry out national plans."""
    document = corpus.document(document_id)
    same_place = sum(one.place == document.place for one in corpus.documents)
    return document.level is not Level.NATION and same_place == 1


def without_places(question: str) -> str:
    for mention in sorted(places_in(question), key=lambda one: -one.start):
        question = question[: mention.start] + question[mention.end :]
    return question


def _bare(corpus: Corpus) -> Corpus:
    """Return a corpus without renderings and expected questions."""
    nothing = {"rendering": None, "plain": None, "expected": None}
    return replace(
        corpus,
        parsed=tuple(
            one.model_copy(
                update={"clauses": tuple(c.model_copy(update=nothing) for c in one.clauses)}
            )
            for one in corpus.parsed
        ),
    )


def _numbers(
    examples: Sequence[Example],
) -> tuple[list[str], Numbers, NDArray[np.bool_]]:
    names = list(examples[0].measures)
    values = np.array([[one.measures[name] for name in names] for one in examples])
    return names, values, np.array([one.on_topic for one in examples])


if __name__ == "__main__":
    typer.run(main)
