"""The rate limit of the homeserver, as learned from its answers, and how early a crowd of messages has to begin because of it.

A homeserver with a rate limit (Synapse: `rc_message`) answers 429 with a pause. From then on one message per such a pause is assumed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

META_KEY = "pace"
"""The key in `meta` under which it is stored."""
MAX_PAUSE = timedelta(minutes=5)
_FORGOTTEN_AFTER = timedelta(days=8)
"""When a limit that did not show again is forgotten: longer than the week between two crowds of digests."""


@dataclass(frozen=True)
class Pace:
    """A rate of one message in `each`, learned at `learned_at`."""

    each: timedelta
    learned_at: datetime

    def holds(self, now: datetime) -> bool:
        return now - self.learned_at < _FORGOTTEN_AFTER

    def slowed(self, pause: timedelta, now: datetime) -> Pace:
        """The pace after the homeserver asked for a pause. The longest one counts: shorter ones were the rest of a longer."""
        pause = min(pause, MAX_PAUSE)
        return Pace(max(self.each, pause) if self.holds(now) else pause, now)

    def goes_at(self, due: datetime, useful_until: datetime, crowd: int) -> datetime:
        """When to begin sending a message that is due at `due`, while `crowd` others are due in the same time.

        All arrive within the first half of the useful time, so that people can read them. Never later than `due`.
        """
        return min(due, due + (useful_until - due) / 2 - (crowd + 1) * self.each)


def written(pace: Pace) -> str:
    return f"{pace.each.total_seconds()} {pace.learned_at.isoformat()}"


def read(text: str | None) -> Pace | None:
    """The pace from a text of `written`; None for none."""
    if not text:
        return None
    seconds, moment = text.split()
    return Pace(timedelta(seconds=float(seconds)), datetime.fromisoformat(moment))
