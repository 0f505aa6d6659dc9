"""The rate limit of the homeserver, as learned from its answers, and how early a crowd of messages has to begin because of it.

A homeserver that limits us says how long to wait. From then on we count on one message in such a pause (Synapse: `rc_message`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

META_KEY = "pace"
"""The name under which it is kept."""
MAX_PAUSE = timedelta(minutes=5)
_FORGOTTEN_AFTER = timedelta(days=8)
"""Longer than the week between two crowds of digests: an administrator may have lifted the limit since."""


@dataclass(frozen=True)
class Pace:
    """One message in `each`, as the homeserver had it at `learned_at`."""

    each: timedelta
    learned_at: datetime

    def holds(self, now: datetime) -> bool:
        return now - self.learned_at < _FORGOTTEN_AFTER

    def slowed(self, pause: timedelta, now: datetime) -> Pace:
        """After the homeserver asked for a pause: the longest one counts, since the shorter were what was left of one."""
        pause = min(pause, MAX_PAUSE)
        return Pace(max(self.each, pause) if self.holds(now) else pause, now)

    def goes_at(self, due: datetime, useful_until: datetime, crowd: int) -> datetime:
        """When to begin with a message that is due at `due`, where `crowd` others want to arrive in that time too.

        Half of its useful time is left to those who read. Never later than `due`, whatever the crowd.
        """
        return min(due, due + (useful_until - due) / 2 - (crowd + 1) * self.each)


def written(pace: Pace) -> str:
    return f"{pace.each.total_seconds()} {pace.learned_at.isoformat()}"


def read(text: str | None) -> Pace | None:
    """What `written` wrote; None where nothing was."""
    if not text:
        return None
    seconds, moment = text.split()
    return Pace(timedelta(seconds=float(seconds)), datetime.fromisoformat(moment))
