"""Digests: when the one before a session and the weekly one are due, when one message carries both, and until when a late one is of use.

Handbook (digests): before a session by its lead, on the morning of a working day if that falls on a day on which nobody works; weekly on
the weekday and at the time of the room; one message where both come on the same day; none after the time in which it is of use. Moments
are in UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.calendar import ONE_DAY, Calendar, QuietHours, on_clock
from bot.domain.calendar.durations import Span
from bot.domain.ids import Number, TeamId
from bot.domain.settings.formats import Weekly

MIN_NOTICE = timedelta(hours=1)
"""The digest of a session that was planned too late for its lead comes at the latest so long before the start."""
WEEKLY_USEFUL_FOR = timedelta(hours=24)
"""How long after its time the weekly digest is still of use."""
_BEFORE_QUIET = timedelta(minutes=1)
_WEEK = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Rhythm:
    """The settings for the digests of a room. None means switched off."""

    weekly: Weekly | None
    lead: Span | None
    quiet: QuietHours | None
    calendar: Calendar

    def quiet_until(self, moment: datetime) -> datetime | None:
        """When the quiet hours at `moment` end; None outside of quiet hours."""
        return self.quiet.until(moment, self.calendar.zone) if self.quiet else None


def session_once(session: Number, planned: datetime) -> str:
    """The key of the digest before the date that the session's rule gives for `planned` (naive and local)."""
    return f"digest:{session}:{planned.isoformat(timespec='minutes')}"


def weekly_once(team: TeamId, day: date) -> str:
    """The key of a group's weekly digest of that day."""
    return f"weekly:G{team}:{day.isoformat()}"


def due_before(start: datetime, rhythm: Rhythm, *, lead: Span | None, known_since: datetime) -> datetime | None:
    """When the digest before a session that begins at `start` is due, perhaps past; None where none is wanted.

    `lead` is the session's own, which goes before the room's. Where the session was planned only after that (`known_since`), the
    digest comes half-way between planning and start, or an hour before it if that is later: right after planning it would
    say nothing new. In quiet hours it waits for their end; where that is too late it comes right before they begin.
    """
    span = lead or rhythm.lead
    if span is None:
        return None
    calendar = rhythm.calendar
    due = _ahead(start, span, calendar)
    if not calendar.is_working_day(calendar.day_of(due)):
        due = calendar.start_of_work(calendar.previous_working_day(calendar.day_of(due)))
    if due < known_since:
        due = min(max(known_since + (start - known_since) / 2, start - MIN_NOTICE), start)
    until = rhythm.quiet_until(due)
    if until is None:
        return due
    return until if until < start else _before_quiet(due, rhythm)


def _ahead(start: datetime, span: Span, calendar: Calendar) -> datetime:
    """The time a lead before `start`. A lead of a day or more keeps the local time, also across a change of the clocks."""
    if span.elapsed < ONE_DAY:
        return start - span.elapsed
    local = start.astimezone(calendar.zone).replace(tzinfo=None) - span.elapsed
    return on_clock(local.date(), local.time(), calendar.zone)


def _before_quiet(moment: datetime, rhythm: Rhythm) -> datetime:
    """The last minute before the quiet hours that hold at `moment`."""
    assert rhythm.quiet is not None
    day = rhythm.calendar.day_of(moment)
    begins = on_clock(day, rhythm.quiet.start, rhythm.calendar.zone)
    if begins > moment:
        begins = on_clock(day - ONE_DAY, rhythm.quiet.start, rhythm.calendar.zone)
    return begins - _BEFORE_QUIET


def last_weekly(weekly: Weekly, calendar: Calendar, now: datetime) -> datetime:
    """The last due time of the weekly digest up to `now`."""
    day = calendar.day_of(now)
    day -= (day.weekday() - weekly.weekday) % 7 * ONE_DAY
    moment = on_clock(day, weekly.at, calendar.zone)
    return moment if moment <= now else on_clock(day - _WEEK, weekly.at, calendar.zone)


def next_weekly(weekly: Weekly, calendar: Calendar, now: datetime) -> datetime:
    """The first due time of the weekly digest after `now`."""
    day = calendar.day_of(last_weekly(weekly, calendar, now)) + _WEEK
    return on_clock(day, weekly.at, calendar.zone)


def carrier(due: datetime, start: datetime, rhythm: Rhythm) -> datetime | None:
    """The time of the weekly digest that includes a session's digest due at `due`: on the same day, before the session begins. None where
    there is none."""
    calendar = rhythm.calendar
    day = calendar.day_of(due)
    if rhythm.weekly is None or rhythm.weekly.weekday != day.weekday():
        return None
    moment = on_clock(day, rhythm.weekly.at, calendar.zone)
    return moment if (rhythm.quiet_until(moment) or moment) < start else None


def too_late_before(start: datetime, now: datetime) -> bool:
    """Whether the digest before a session is of no use any more: once the session has begun."""
    return now >= start


def too_late_for_week(due: datetime, now: datetime) -> bool:
    """Whether the weekly digest that was due at `due` is of no use any more."""
    return now - due > WEEKLY_USEFUL_FOR
