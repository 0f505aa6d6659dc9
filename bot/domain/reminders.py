"""When is somebody reminded of what they have promised, and when is the morning?"""

from __future__ import annotations

from datetime import date, datetime, time

from bot.domain.actions import Action
from bot.domain.calendar import Calendar, on_clock

EARLIEST = time(5)
MORNING = time(8)
"""When the morning is where the working hours begin in the night, as in a project that works around the clock."""


def reminder_at(action: Action, calendar: Calendar) -> datetime | None:
    """On the morning of the day it is due, or, where nobody works then, of the last working day before it; in UTC.

    None where there is nothing to remind of: it is closed, has no date, or is nobody's.
    """
    if not action.is_open or action.due is None or action.who is None:
        return None
    return morning(calendar.previous_working_day(action.due), calendar)


def morning(day: date, calendar: Calendar) -> datetime:
    """When work begins on that day, in UTC."""
    return on_clock(day, calendar.hours.start if calendar.hours.start >= EARLIEST else MORNING, calendar.zone)
