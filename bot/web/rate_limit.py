"""Rate limits per address: so many requests at once, and so many in the long run (token bucket). The memory for it is bounded."""

from __future__ import annotations

import math
from collections import OrderedDict
from datetime import datetime

MAX_ADDRESSES = 4096
"""Addresses that are remembered; the one that has asked for nothing for longest is forgotten first."""


class RateLimit:
    def __init__(self, burst: int, per_minute: float) -> None:
        self._burst = burst
        self._per_second = per_minute / 60
        self._left: OrderedDict[str, tuple[float, datetime]] = OrderedDict()
        """How many requests each address may still make, and as of when."""

    def wait(self, address: str, now: datetime) -> int:
        """How many seconds this address has to wait; 0 where it may ask now."""
        left = self._now_left(address, now)
        return 0 if left >= 1 else max(1, math.ceil((1 - left) / self._per_second))

    def count(self, address: str, now: datetime) -> None:
        """It has made a request."""
        self._left[address] = (max(0.0, self._now_left(address, now) - 1), now)
        self._left.move_to_end(address)
        while len(self._left) > MAX_ADDRESSES:
            self._left.popitem(last=False)

    def _now_left(self, address: str, now: datetime) -> float:
        left, then = self._left.get(address, (float(self._burst), now))
        return min(float(self._burst), left + max(0.0, (now - then).total_seconds()) * self._per_second)

    def __len__(self) -> int:
        return len(self._left)
