"""The letter on risks to the steering committee: when it is due, when its draft is, and what becomes of it.

It is due on the first Monday of a month on which people work, and with each digest of the steering committee.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.calendar import ONE_DAY, Calendar
from bot.domain.ids import EventId, UserId

TIMER, PROJECT = "risk letter", "project"
"""The kind and the subject of the timer that drafts and sends the letters."""
DRAFT_DAYS = 2
"""Working days before it is due the PMO reads the draft."""
USEFUL_FOR = timedelta(days=5)
"""How long after its day a letter is sent late; after that the next one says more."""
BROUGHT_BY_DIGEST = timedelta(days=7)
"""A digest of the steering committee so close to the letter of the month takes its place: the same is not said twice in a week."""
_MONDAY = 0
_WEEK = timedelta(days=7)


class LetterState(StrEnum):
    OPEN = "open"
    RELEASED = "released"
    """Somebody of the PMO has tapped ✅."""
    DECLINED = "declined"
    SENT = "sent"
    """It is on its way, or has arrived."""
    NOTHING = "nothing"
    """At its time there was nothing to tell."""


@dataclass(frozen=True, kw_only=True)
class RiskLetter:
    """A letter that was drafted, or sent without a draft."""

    key: str
    """`month:2026-12` or the key of the digest that brings it."""
    due_at: datetime
    state: LetterState = LetterState.OPEN
    drafted: str = ""
    """What the draft says, in short, so that it is edited only where it changes; empty where there is none."""
    decided_by: UserId | None = None
    decided_at: datetime | None = None

    @property
    def is_monthly(self) -> bool:
        return self.key.startswith(_MONTH)

    @property
    def is_open(self) -> bool:
        """Whether it is still to be sent."""
        return self.state in (LetterState.OPEN, LetterState.RELEASED)

    @property
    def as_of(self) -> datetime:
        """When it was sent: at its time, or before it where somebody of the PMO has released it."""
        return min(self.due_at, self.decided_at) if self.decided_at is not None and self.is_monthly else self.due_at

    @property
    def draft_once(self) -> str:
        return f"risks draft:{self.key}"

    @property
    def once(self) -> str:
        """The key of its message; of one that a digest brings there is none."""
        return f"risks:{self.key}"

    def decided(self, state: LetterState, *, by: UserId, at: datetime) -> RiskLetter:
        return replace(self, state=state, decided_by=by, decided_at=at)

    def reads(self, drafted: str) -> RiskLetter:
        return replace(self, drafted=drafted)

    def undecided(self) -> RiskLetter:
        return replace(self, state=LetterState.OPEN, decided_by=None, decided_at=None)


@dataclass(frozen=True, kw_only=True)
class RiskRemark:
    """What somebody of the PMO adds to a letter."""

    event: EventId
    letter: str
    by: UserId
    at: datetime
    text: str

    def saying(self, text: str) -> RiskRemark:
        return replace(self, text=text)


_MONTH = "month:"


def month_key(day: date) -> str:
    return f"{_MONTH}{day:%Y-%m}"


def day_of_month(calendar: Calendar, year: int, month: int) -> date:
    """The first Monday of the month on which people work.

    Where they work on none, the first working day after the first Monday.
    """
    first = date(year, month, 1)
    monday = first + timedelta(days=(_MONDAY - first.weekday()) % 7)
    day = monday
    while day.month == month:
        if calendar.is_working_day(day):
            return day
        day += _WEEK
    return calendar.next_working_day(monday)


def letters_around(calendar: Calendar, today: date) -> list[tuple[str, datetime]]:
    """The letters of the last month, of this one and of the next: their keys, and when they are due."""
    found: list[tuple[str, datetime]] = []
    year, month = (today.year - 1, 12) if today.month == 1 else (today.year, today.month - 1)
    for _ in range(3):
        found.append((month_key(date(year, month, 1)), calendar.morning(day_of_month(calendar, year, month))))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found


def draft_at(calendar: Calendar, due: datetime) -> datetime:
    """The morning two working days before."""
    day = calendar.day_of(due)
    for _ in range(DRAFT_DAYS):
        day = calendar.previous_working_day(day - ONE_DAY)
    return calendar.morning(day)
