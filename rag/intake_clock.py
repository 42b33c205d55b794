"""Where the time of an intake goes, and how many tokens a second are embedded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from time import perf_counter

from embeddings.encode import Encoder, Vectors


class Activity(StrEnum):
    """What is done with a file."""

    READING = "reading"
    PARSING = "parsing"
    EMBEDDING = "embedding"
    WRITING = "writing"


@dataclass(frozen=True)
class Spent:
    """The seconds of each activity, and the tokens that were embedded."""

    seconds: dict[Activity, float]
    tokens: int

    @property
    def total_seconds(self) -> float:
        return sum(self.seconds.values())

    @property
    def tokens_per_second(self) -> float:
        """Return how many tokens were embedded in a second of embedding; 0 where none were."""
        embedding = self.seconds[Activity.EMBEDDING]
        return self.tokens / embedding if embedding else 0.0

    def share(self, activity: Activity) -> float:
        """Return the share of the time that went there, from 0 to 1."""
        return self.seconds[activity] / self.total_seconds if self.total_seconds else 0.0


class IntakeClock:
    """Counts the seconds of each activity; embedding counts by itself wherever it is done."""

    def __init__(self, encoder: Encoder) -> None:
        self._seconds = dict.fromkeys(Activity, 0.0)
        self.encoder = _CountedEncoder(encoder)

    @contextmanager
    def during(self, activity: Activity) -> Iterator[None]:
        started, embedded = perf_counter(), self.encoder.seconds
        try:
            yield
        finally:
            embedding = self.encoder.seconds - embedded
            self._seconds[activity] += perf_counter() - started - embedding

    def spent(self) -> Spent:
        seconds = {**self._seconds, Activity.EMBEDDING: self.encoder.seconds}
        return Spent(seconds, self.encoder.tokens)


class _CountedEncoder:
    """An encoder that counts its passages' tokens, and the seconds that they take."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.seconds = 0.0
        self.tokens = 0

    @property
    def fingerprint(self) -> str:
        return self._encoder.fingerprint

    @property
    def dimension(self) -> int:
        return self._encoder.dimension

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        started = perf_counter()
        vectors = self._encoder.encode_passages(texts)
        self.seconds += perf_counter() - started
        self.tokens += self._encoder.count_tokens(texts)
        return vectors

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._encoder.encode_queries(texts)

    def count_tokens(self, texts: Sequence[str]) -> int:
        return self._encoder.count_tokens(texts)
