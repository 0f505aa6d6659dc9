"""Newcomers: people who come into a group's room for the first time, and whether they are told at once what the group is for.

They get no message of their own, and the room gets few: many who come together know each other or were moved there.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum, auto
from hashlib import sha256

from bot.domain.ids import TeamId, UserId

LOOK = "newcomers"
"""The kind of the timer that looks who is in the room of a group. Its subject is the id of the group."""
COLLECTED_FOR = timedelta(minutes=1)
"""How long after a change of its members a room is looked at: people who are invited together come one after the other."""
MOST = 5
"""More than these at once were moved or invited as a whole."""
BETWEEN = timedelta(days=1)
"""Between two notices in a room, and after it has replaced another one (an upgrade)."""


class Verdict(Enum):
    WELCOME = auto()
    LATER = auto()
    """There was a notice less than a day ago."""
    SILENCE = auto()
    """They count as known from now on."""


def mark_of(team: TeamId, user: UserId) -> str:
    """What is kept of somebody who was seen in the room of a group: enough to recognize them, and no list of members."""
    return sha256(f"{team} {user}".encode()).hexdigest()[:32]


def verdict(
    new: int, *, is_first_look: bool, is_wanted: bool, upgraded_at: datetime | None, last: datetime | None, now: datetime
) -> Verdict:
    """What becomes of so many people who were not seen in the room before.

    `upgraded_at` is when the bot followed an upgrade into this room, `last` the time of the last notice there.
    """
    is_fresh = upgraded_at is not None and now - upgraded_at < BETWEEN
    if not is_wanted or is_first_look or is_fresh or not 0 < new <= MOST:
        return Verdict.SILENCE
    return Verdict.LATER if last is not None and now - last < BETWEEN else Verdict.WELCOME
