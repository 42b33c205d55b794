"""How much of a file is taken in before it is refused."""

from __future__ import annotations

import time
from dataclasses import dataclass

from pydantic import Field

from corpus.readers.errors import Refused, UnreadableReason
from corpus.types import Frozen

# A page of a document has some 700 characters, the longest policy documents some 200 pages.


class Limits(Frozen):
    """The most that a file may have; what is above is refused, never cut.

    `file_bytes` as it lies on the disk; `expanded_bytes` of all parts of a container together, and
    `expansion_ratio` of them to the container; `paragraphs` and `characters` of the text read;
    `seconds` of work.
    """

    file_bytes: int = Field(default=50_000_000, gt=0)
    expanded_bytes: int = Field(default=200_000_000, gt=0)
    expansion_ratio: int = Field(default=200, gt=0)
    pages: int = Field(default=1_000, gt=0)
    paragraphs: int = Field(default=50_000, gt=0)
    characters: int = Field(default=5_000_000, gt=0)
    seconds: float = Field(default=60, gt=0)


@dataclass(frozen=True)
class Clock:
    """When the work must be done, as `time.monotonic` counts."""

    seconds: float
    ends_at: float

    @classmethod
    def started(cls, limits: Limits) -> Clock:
        return cls(limits.seconds, time.monotonic() + limits.seconds)

    @property
    def seconds_left(self) -> float:
        return max(0.0, self.ends_at - time.monotonic())

    def check(self) -> None:
        """Raise Refused when the time is over."""
        if time.monotonic() > self.ends_at:
            raise too_slow(self.seconds)


def too_slow(seconds: float) -> Refused:
    return Refused(
        UnreadableReason.TOO_SLOW,
        f"it takes more than {seconds:g} seconds; save its text alone as a .txt file",
    )


def too_large(what: str, limit: int) -> Refused:
    """Return the refusal of a file with more than `limit` of `what`."""
    return Refused(
        UnreadableReason.TOO_LARGE,
        f"it has more than {limit:,} {what}; split it, or save its text alone as a .txt file",
    )
