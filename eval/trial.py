"""Retrieval on trial: an index of other texts in a folder of its own, and how well it is searched."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import numpy as np
from rich.console import Console

from embeddings.encode import Encoder, Vectors
from embeddings.progress import Progress
from embeddings.segments import Known, Segments
from embeddings.state import Pointer, write_pointer
from embeddings.texts import RECIPE, Entry
from eval.cases import Case
from eval.judge import Judgement
from eval.outcome import Outcome
from eval.ranking import Retrieval, retrieval_by_language

DEPTH: Final = 10
"""How many clauses are asked of a search."""

Search = Callable[[str], Sequence[str]]
"""Return the ids of the `DEPTH` best clauses for a question, best first."""


class RememberingEncoder:
    """An encoder that encodes each text once, however many indexes and searches have it."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._passages: dict[str, Vectors] = {}
        self._queries: dict[str, Vectors] = {}

    @property
    def fingerprint(self) -> str:
        return self._encoder.fingerprint

    @property
    def dimension(self) -> int:
        return self._encoder.dimension

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        missing = [text for text in dict.fromkeys(texts) if text not in self._passages]
        if missing:
            vectors = self._encoder.encode_passages(missing)
            self._passages.update(zip(missing, vectors, strict=True))
        return self._stacked([self._passages[text] for text in texts])

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        missing = [text for text in dict.fromkeys(texts) if text not in self._queries]
        if missing:
            vectors = self._encoder.encode_queries(missing)
            self._queries.update(zip(missing, vectors, strict=True))
        return self._stacked([self._queries[text] for text in texts])

    def count_tokens(self, texts: Sequence[str]) -> int:
        return self._encoder.count_tokens(texts)

    def _stacked(self, vectors: Sequence[Vectors]) -> Vectors:
        return np.stack(vectors) if vectors else np.empty((0, self.dimension), dtype=np.float32)


def write_trial_index(
    home: Path, entries: Sequence[Entry], encoder: Encoder, progress: Progress
) -> None:
    """Write an index of these entries into the empty folder `home`, as `zhengda index` does."""
    of_document: dict[str, list[Entry]] = {}
    for entry in entries:
        of_document.setdefault(entry.document, []).append(entry)
    index = home / "index"
    segments = Segments(index, encoder.fingerprint)
    segment = segments.write(of_document, Known(encoder, {}), progress)
    pointer = Pointer(encoder=encoder.fingerprint, recipe=RECIPE, segments=(segment,))
    write_pointer(index, pointer)


def measure_search(
    name: str, search: Search, cases: Sequence[Case], progress: Progress
) -> dict[str, Retrieval]:
    """Return how well a search ranks the clauses of each case, by language and for `all`."""
    outcomes = []
    for done, case in enumerate(cases):
        progress(name, done, len(cases))
        ranked = tuple(search(case.question))
        outcomes.append(Outcome(case=case, answers=(), judgement=Judgement(), ranked=ranked))
    return retrieval_by_language(outcomes)


@contextmanager
def reporting(console: Console) -> Iterator[Progress]:
    """Yield a callable `(step, done, total)` that shows on a line of its own how far work is."""
    with console.status("") as status:

        def report(step: str, done: int, total: int) -> None:
            status.update(f"{step} {done}/{total}" if total else step)

        yield report
