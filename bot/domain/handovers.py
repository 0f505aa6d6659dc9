"""Handing over: what somebody of the PMO has taken is looked after by a stand-in for some days, and goes back by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.actions import Action
from bot.domain.blockers import Blocker, BlockerState
from bot.domain.calendar import ONE_DAY, Calendar
from bot.domain.ids import EventId, Number, UserId

END = "handover"
"""The kind of the timer that ends one. Its subject is its id."""


@dataclass(frozen=True, kw_only=True)
class Handover:
    id: int
    absent: UserId
    stand_in: UserId
    until: date
    """The last day."""
    numbers: tuple[Number, ...]
    """What was handed over: blockers that the absent one had taken, and actions."""
    by: UserId
    at: datetime
    event: EventId
    ended_at: datetime | None = None

    def ends_at(self, calendar: Calendar) -> datetime:
        """When work begins on the first working day after the last one."""
        return calendar.start_of_work(calendar.next_working_day(self.until + ONE_DAY))


def holders(handover: Handover, number: Number, running: Sequence[Handover]) -> set[UserId]:
    """Who may have `number` because of this handover: its stand-in, and those to whom a stand-in has handed it on.

    `running` are the handovers that have not ended, the oldest first.
    """
    found = {handover.stand_in}
    for later in running:
        if later.id > handover.id and number in later.numbers and later.absent in found:
            found.add(later.stand_in)
    return found - {handover.absent}


def is_looked_after_by(record: Blocker | Action, user: UserId) -> bool:
    """Whether it is open, and this person has it."""
    if isinstance(record, Blocker):
        return record.state is BlockerState.TAKEN and record.taken_by == user
    return record.is_open and record.who == user
