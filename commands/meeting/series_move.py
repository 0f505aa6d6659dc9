"""A series that moves as a whole: its rule and its first date as it goes on, seen from the date that moves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.context import Context
from bot.domain.calendar.recurrence import Recurrence
from bot.domain.date_phrases.moves import names_start
from bot.domain.date_phrases.shifts import is_shift
from bot.domain.meetings import Occurrence, Session, coming
from bot.domain.replanning import first_of, first_since
from bot.messages import UserError
from bot.values import when
from commands.meeting.dates import local
from commands.meeting.fields import require_reach


async def moved_series(ctx: Context, before: Session, date: Occurrence, target: when.PointInTime | when.Series, to: str) -> Session:
    """The series from its next date on. What was decided about single dates is not looked at (`commands.meeting.replan`)."""
    ahead = await _ahead_of(ctx, before, date)
    rule, start = _planned_anew(ctx, before, date, ahead, target, to)
    require_reach(before.until, start)
    return before.changed(rule=rule, start=start, length=target.length or before.length)


async def first_to_come(ctx: Context, session: Session, date: Occurrence) -> datetime:
    """The first date to come, in whatever state, naive and local."""
    return min([date.planned, *await _ahead_of(ctx, session, date)])


async def as_planned(ctx: Context, session: Session, date: Occurrence) -> Occurrence:
    """The first date to come that stands where the series has it: from there a move of all dates is understood."""
    changes = await ctx.tx.sessions.changes(session.number)
    found = coming(session, changes, ctx.settings.zone, now=ctx.now, count=len(changes) + 1)
    return next((each for each in found if not each.cancelled and not each.moved), date)


async def _ahead_of(ctx: Context, session: Session, date: Occurrence) -> list[datetime]:
    """When the dates to come before that one were planned (naive and local): they are cancelled, or moved."""
    changes = await ctx.tx.sessions.changes(session.number)
    found = coming(session, changes, ctx.settings.zone, now=ctx.now, count=len(changes) + 1)
    return [each.planned for each in found if each.planned < date.planned]


def _planned_anew(
    ctx: Context, before: Session, date: Occurrence, ahead: Sequence[datetime], target: when.PointInTime | when.Series, to: str
) -> tuple[str, datetime]:
    """The rule and the first date of the series as it goes on."""
    now = local(ctx, ctx.now)
    if isinstance(target, when.Series):
        assert isinstance(target.start, datetime), "a move has its time"
        if names_start(to):
            return target.rule, target.start
        return target.rule, first_since(target.rule, target.start.time(), min([date.planned, *ahead]).date(), now, as_before=before.rule)
    start = local(ctx, target.at)
    rule = Recurrence.read(before.rule).moved(date.planned.date(), start.date(), shifted=is_shift(to))
    if rule is None:
        raise UserError("meeting.which-rule", session=before, start=start)
    # One that was moved from the past into the future keeps its place before the others.
    since = min([now, *ahead])
    return str(rule), first_of(str(rule), start, since, back=len(ahead))
