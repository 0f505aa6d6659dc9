"""How old a report of a light may be: grey after its rhythm, when a digest asks for it, and who has left that unanswered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from bot.domain.calendar.durations import Span, Unit
from bot.domain.lights.course import standing
from bot.domain.lights.report import Report, ReportKind

BEFORE_STEERING = Span(2, Unit.WEEKS)
"""The rhythm in the time of this length before a session of the steering committee."""
_WEEK = timedelta(weeks=1)


def rhythm_on(day: date, rhythm: Span | None, steering: date | None) -> Span | None:
    """The rhythm that holds on that day; `steering` is the next session of the committee. None where there is none."""
    if rhythm is None or steering is None or not day <= steering <= day + BEFORE_STEERING.elapsed:
        return rhythm
    return min(rhythm, BEFORE_STEERING, key=lambda span: span.elapsed)


def is_stale(reported: date, today: date, rhythm: Span | None) -> bool:
    """Whether the report is older than its rhythm, so that the light is shown in grey."""
    return rhythm is not None and today - reported > rhythm.elapsed


def is_due(reported: date, today: date, rhythm: Span | None) -> bool:
    """Whether this week's digest asks for it: the report is as old as its rhythm, or would be older before the next digest."""
    return rhythm is not None and today - reported > max(rhythm.elapsed - _WEEK, timedelta())


def unanswered(reports: Iterable[Report], before: datetime) -> int:
    """How often digests have asked since the group last said anything, in questions from before that moment."""
    marks: set[str] = set()
    for row in standing(reports):
        if row.kind is not ReportKind.ASKED:
            marks.clear()
        elif row.at < before:
            marks.add(row.mark)
    return len(marks)
