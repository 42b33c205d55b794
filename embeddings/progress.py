"""How long work reports: what is being done, and how much of it."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with a step in words, the parts that are done and all parts (0 of 0: no parts)."""


def silent(step: str, done: int, total: int) -> None:
    """Report to nobody."""
    del step, done, total
