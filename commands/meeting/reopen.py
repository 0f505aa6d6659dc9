"""`!treffen öffnen S3`: it takes place after all: the cancelled date, or what was cancelled as a whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.meetings import Occurrence, Session, cancelled_dates, coming, next_held, on_day
from bot.grammar import verb_words
from bot.messages import Outgoing, Reply, UserError
from bot.permissions import Who
from bot.values import SessionNumber, Text
from commands.meeting.date_in_text import date_and_reason
from commands.meeting.dates import change_of
from commands.meeting.fields import OnAndWhy
from commands.meeting.record import KIND, card, change_date


class Args(Arguments):
    number: SessionNumber
    text: Text = ""
    on: OnAndWhy = ""


@command("meeting reopen", args=Args, who=Who.TEAM | Who.PMO, aliases=verb_words.REOPEN)
async def reopen(ctx: Context, args: Args) -> Reply:
    before = await KIND.changeable(ctx, args.number)
    if not before.is_open:
        return await _all(ctx, before)
    on, _ = await date_and_reason(ctx, before, args.on, args.text)
    date = await _cancelled_date(ctx, before, on)
    after = before.changed()
    change = replace(await change_of(ctx, date), cancelled=False, reason="")
    also = await change_date(ctx, before, after, change, "reopen", date.start.isoformat())
    return await _reopened(ctx, after, date, also, about=[date.start])


async def _all(ctx: Context, before: Session) -> Reply:
    after = before.reopened()
    changes = await ctx.tx.sessions.changes(before.number)
    if not coming(after, changes, ctx.settings.zone, now=ctx.now, count=1):
        raise UserError("meeting.over", session=before)
    also = await KIND.change(ctx, before, after, "reopen")
    return await _reopened(ctx, after, next_held(after, changes, ctx.settings.zone, now=ctx.now), also)


async def _cancelled_date(ctx: Context, session: Session, on: date | None) -> Occurrence:
    """The one that `am:` names, or the next one that is cancelled."""
    changes = await ctx.tx.sessions.changes(session.number)
    zone = ctx.settings.zone
    cancelled = cancelled_dates(session, changes, zone)
    if on is None:
        fitting = [each for each in cancelled if each.start > ctx.now]
    else:
        fitting = [each for each in cancelled if on in (ctx.calendar.day_of(each.start), each.planned.date())]
    if fitting:
        if fitting[0].start <= ctx.now:
            raise UserError("meeting.begun", session=session, date=fitting[0])
        return fitting[0]
    following = next_held(session, changes, zone, now=ctx.now)
    named = on_day(session, changes, zone, on) if on else following
    if on and named is None:
        raise UserError("meeting.no-such-date", session=session, day=on, following=following)
    raise UserError("meeting.takes-place", session=session, date=named)


async def _reopened(
    ctx: Context, after: Session, date: Occurrence | None, also: list[Outgoing], about: list[datetime] | None = None
) -> Reply:
    params = {**await card(ctx, after, ctx.room, about=about), "date": date}
    told = await KIND.told(ctx, after, "meeting.told.reopened", **params)
    return Reply("meeting.reopened", subject=after.number, also=(*told, *also), **params)
