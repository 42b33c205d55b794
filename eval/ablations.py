"""What each part of the retrieval is worth: `python -m eval.ablations [FILES…] [--split dev]`.

The questions are put to the retriever of the product, without composing answers, on indexes that
lack a part or are ranked by one leg alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Final

import typer
from rich.console import Console

from corpus.errors import AssistantError
from corpus.library import Corpus, load_corpus
from corpus.types import Clause, Frozen, ParsedDocument
from embeddings.encode import Encoder
from embeddings.index import ClauseIndex, Leg
from embeddings.model import open_encoder
from embeddings.progress import Progress
from embeddings.texts import Entry, entries_of
from eval.cases import Case, QuestionsError, Split, question_files
from eval.load import load_cases
from eval.ranking import Retrieval
from eval.trial import (
    DEPTH,
    RememberingEncoder,
    Search,
    measure_search,
    reporting,
    write_trial_index,
)
from rag.assistant import Assistant
from rag.knowledge import Knowledge
from rag.settings import Settings

_ALL: Final = "all"


class Part(StrEnum):
    """A part of what is embedded of a clause."""

    SENTENCES = "sentence vectors"
    HEADINGS = "headings"
    ENGLISH = "English renderings"
    PLAIN = "renderings in everyday Chinese"
    QUESTIONS = "expected questions"


class Variant(Frozen):
    """One way to retrieve: by which leg, and without which parts."""

    name: str
    leg: Leg = Leg.BOTH
    without: frozenset[Part] = frozenset()


class Ablation(Frozen):
    """What a variant reaches in each language, and in `all`."""

    name: str
    by_language: Mapping[str, Retrieval]


VARIANTS: Final = (
    Variant(name="as shipped: fused, with all parts"),
    Variant(name="lexical only", leg=Leg.LEXICAL),
    Variant(name="dense only", leg=Leg.DENSE),
    Variant(name="dense only, no sentence vectors", leg=Leg.DENSE, without={Part.SENTENCES}),
    Variant(name="fused, no sentence vectors", without={Part.SENTENCES}),
    Variant(name="fused, no headings", without={Part.HEADINGS}),
    Variant(name="fused, no English renderings", without={Part.ENGLISH}),
    Variant(name="fused, no everyday renderings", without={Part.PLAIN}),
    Variant(name="fused, no expected questions", without={Part.QUESTIONS}),
    Variant(name="lexical only, the clauses alone", leg=Leg.LEXICAL, without=frozenset(Part)),
    Variant(name="dense only, the clauses alone", leg=Leg.DENSE, without=frozenset(Part)),
    Variant(name="fused, the clauses alone", without=frozenset(Part)),
)


def ablate(
    corpus: Corpus, cases: Sequence[Case], encoder: Encoder, home: Path, progress: Progress
) -> tuple[Ablation, ...]:
    """Return what each of `VARIANTS` reaches on `cases`, with indexes in the empty folder `home`."""
    knowledge, remembering = Knowledge(corpus), RememberingEncoder(encoder)
    homes: dict[frozenset[Part], Path] = {}
    found = []
    for variant in VARIANTS:
        if variant.without not in homes:
            homes[variant.without] = home / str(len(homes))
            reduced = [reduced_entries(one, variant.without) for one in corpus.parsed]
            entries = [entry for several in reduced for entry in several]
            write_trial_index(homes[variant.without], entries, remembering, progress)
        index = ClauseIndex(homes[variant.without], remembering, leg=variant.leg)
        search = _search(Assistant(knowledge, index))
        measures = measure_search(variant.name, search, cases, progress)
        found.append(Ablation(name=variant.name, by_language=measures))
    return tuple(found)


def reduced_entries(parsed: ParsedDocument, without: frozenset[Part]) -> tuple[Entry, ...]:
    """Return what the index holds of a document, without some parts.

    Without headings the sentences have the title before them instead.
    """
    clauses = tuple(_reduced(clause, without) for clause in parsed.clauses)
    entries = entries_of(parsed.model_copy(update={"clauses": clauses}))
    if Part.SENTENCES not in without:
        return entries
    return tuple(entry.model_copy(update={"sentences": ()}) for entry in entries)


def markdown(ablations: Sequence[Ablation]) -> str:
    """Return the table: a variant a row, a language a column, hit@1 / MRR@10 / nDCG@10 in a cell."""
    first = ablations[0].by_language
    languages = [*(name for name in first if name != _ALL), _ALL]
    header = [f"{name} ({first[name].hit_at_1.cases})" for name in languages]
    rows = [["hit@1 / MRR@10 / nDCG@10", *header], ["---", *("---" for _ in header)]]
    for one in ablations:
        rows.append([one.name, *(_cell(one.by_language[name]) for name in languages)])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cell(retrieval: Retrieval) -> str:
    shares = (retrieval.hit_at_1, retrieval.mrr_at_10, retrieval.ndcg_at_10)
    return " / ".join(f"{share.value:.3f}" for share in shares)


def _reduced(clause: Clause, without: frozenset[Part]) -> Clause:
    english = None if Part.ENGLISH in without else clause.rendering
    plain = None if Part.PLAIN in without else clause.plain
    expected = None if Part.QUESTIONS in without else clause.expected
    clause = clause.model_copy(update={"expected": expected})
    if Part.HEADINGS not in without:
        return clause.model_copy(update={"rendering": english, "plain": plain})
    bare = {"heading": "", "headings": ()}
    renderings = {
        "rendering": english and english.model_copy(update=bare),
        "plain": plain and plain.model_copy(update=bare),
    }
    return clause.model_copy(update={**bare, **renderings})


def _search(assistant: Assistant) -> Search:
    return lambda question: [hit.clause_id for hit in assistant.search(question, DEPTH)]


def main(
    files: Annotated[list[Path] | None, typer.Argument(help="Questions; default: all.")] = None,
    split: Annotated[Split, typer.Option(help="Which half of the questions.")] = Split.DEV,
) -> None:
    """Measure the retrieval with and without each of its parts, as a table in Markdown."""
    console = Console(stderr=True)
    try:
        cases = load_cases(files or question_files(), split)
        single = [case for case in cases if case.is_for_retrieval]
        if not single:
            raise QuestionsError("no single question with a clause among these")
        settings = Settings()
        encoder = open_encoder(settings.home, settings.model)
        with TemporaryDirectory(prefix="zhengda-ablations-") as home, reporting(console) as report:
            ablations = ablate(load_corpus(), single, encoder, Path(home), report)
    except AssistantError as failure:
        console.print(str(failure), markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(1) from failure
    print(markdown(ablations))


if __name__ == "__main__":
    typer.run(main)
