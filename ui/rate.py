"""How often one may do something: a bucket of tokens for each user."""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from collections.abc import Callable
from time import monotonic
from typing import Final, NamedTuple

_MAX_KEYS: Final = 10_000


class _Bucket(NamedTuple):
    tokens: float
    at: float


class RateLimit:
    """At most `burst` at once, and `per_minute` in the long run, for each key."""

    def __init__(
        self, *, burst: int, per_minute: float, clock: Callable[[], float] = monotonic
    ) -> None:
        self._burst = burst
        self._per_second = per_minute / 60
        self._clock = clock
        self._lock = threading.Lock()
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def seconds_to_wait(self, key: str) -> int:
        """Take a token and return 0, or return in how many seconds there will be one."""
        now = self._clock()
        with self._lock:
            tokens, at = self._buckets.pop(key, _Bucket(self._burst, now))
            tokens = min(self._burst, tokens + (now - at) * self._per_second)
            allowed = tokens >= 1
            self._buckets[key] = _Bucket(tokens - 1 if allowed else tokens, now)
            while len(self._buckets) > _MAX_KEYS:
                self._buckets.popitem(last=False)
        return 0 if allowed else math.ceil((1 - tokens) / self._per_second)
