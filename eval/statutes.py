"""Retrieval on statutes, asked by people who never saw this project: `python -m eval.statutes FOLDER`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Final

import typer
from rich import box
from rich.console import Console
from rich.table import Table

from corpus.errors import AssistantError
from corpus.library import Corpus
from embeddings.encode import Encoder
from embeddings.index import ClauseIndex, Hit, Leg
from embeddings.model import open_encoder
from embeddings.progress import Progress
from embeddings.texts import entries_of
from eval.ranking import Retrieval
from eval.statute_corpus import Statutes, corpus_of, read_statutes
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

_RANK_SHIFT: Final = 60  # that of Cormack, Clarke and Büttcher, Reciprocal Rank Fusion (2009)
_UNDERSTOOD: Final = "the same, question understood"
_TEXTS, _SENTENCES = "texts", "sentences"  # an index of whole articles, one with their sentences


def write_indexes(corpus: Corpus, encoder: Encoder, home: Path, progress: Progress) -> None:
    """Write the indexes that the searches below need into the empty folder `home`."""
    entries = [entry for document in corpus.parsed for entry in entries_of(document)]
    whole = [entry.model_copy(update={"sentences": ()}) for entry in entries]
    write_trial_index(home / _SENTENCES, entries, encoder, progress)
    write_trial_index(home / _TEXTS, whole, encoder, progress)


def index_searches(home: Path, encoder: Encoder, clauses: int) -> dict[str, Search]:
    """Return the searches of the index alone: each leg, and both put together in several ways."""
    lexical = ClauseIndex(home / _TEXTS, encoder, leg=Leg.LEXICAL)
    dense = ClauseIndex(home / _TEXTS, encoder, leg=Leg.DENSE)
    texts, sentences = (ClauseIndex(home / one, encoder) for one in (_TEXTS, _SENTENCES))
    return {
        "lexical only": lambda words: _ids(lexical.search(words, DEPTH)),
        "dense only": lambda words: _ids(dense.search(words, DEPTH)),
        "both, by reciprocal ranks": lambda words: reciprocal_ranks(texts.search(words, clauses)),
        "both, fused": lambda words: _ids(texts.search(words, DEPTH)),
        "both, fused, with sentences": lambda words: _ids(sentences.search(words, DEPTH)),
    }


def understood_search(corpus: Corpus, home: Path, encoder: Encoder) -> Search:
    """Return the search of `zhengda search`, which reads a question before it searches."""
    assistant = Assistant(Knowledge(corpus), ClauseIndex(home / _SENTENCES, encoder))
    return lambda words: _ids(assistant.search(words, DEPTH))


def reciprocal_ranks(hits: Sequence[Hit]) -> list[str]:
    """Return the ten best of all clauses by the sum of 1/(60 + rank) over both legs.

    A clause that shares no term with the question has no rank among the lexical ones.
    """

    def score(hit: Hit) -> float:
        lexical = 1 / (_RANK_SHIFT + hit.lexical_rank) if hit.lexical_rank else 0.0
        return 1 / (_RANK_SHIFT + hit.dense_rank) + lexical

    return _ids(sorted(hits, key=lambda hit: (-score(hit), hit.clause_id))[:DEPTH])


def _measured(
    searches: Mapping[str, Search], statutes: Statutes, progress: Progress
) -> dict[str, Retrieval]:
    cases = [question.case for question in statutes.questions]
    return {
        name: measure_search(name, search, cases, progress)["all"]
        for name, search in searches.items()
    }


def _ids(hits: Sequence[Hit]) -> list[str]:
    return [hit.clause_id for hit in hits]


def _table(title: str, measured: Mapping[str, Retrieval]) -> Table:
    table = Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)
    table.add_column("")
    for column in ("hit@1", "Recall@10", "MRR@10", "nDCG@10"):
        table.add_column(column, justify="right")
    for name, one in measured.items():
        shares = (one.hit_at_1, one.context_recall, one.mrr_at_10, one.ndcg_at_10)
        table.add_row(name, *(f"{share.value:.3f}" for share in shares))
    return table


def main(
    folder: Annotated[
        Path, typer.Argument(file_okay=False, help="With articles.jsonl and questions.jsonl.")
    ],
    understood: Annotated[
        bool,
        typer.Option(
            "--understood", help="Also as `zhengda search` reads them: takes as long again."
        ),
    ] = False,
) -> None:
    """Measure ways to search on everyday questions about statutes."""
    console = Console(stderr=True)
    try:
        statutes, settings = read_statutes(folder), Settings()
        corpus = corpus_of(statutes.articles)
        encoder = RememberingEncoder(open_encoder(settings.home, settings.model))
        with TemporaryDirectory(prefix="zhengda-statutes-") as home, reporting(console) as report:
            write_indexes(corpus, encoder, Path(home), report)
            report("encoding the questions", 0, 0)
            encoder.encode_queries([one.question for one in statutes.questions])
            searches = index_searches(Path(home), encoder, len(corpus.clauses))
            if understood:
                searches[_UNDERSTOOD] = understood_search(corpus, Path(home), encoder)
            measured = _measured(searches, statutes, report)
    except AssistantError as failure:
        console.print(str(failure), markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(1) from failure
    title = f"{len(statutes.questions)} questions, {len(statutes.articles)} articles"
    Console().print(_table(title, measured))


if __name__ == "__main__":
    typer.run(main)
