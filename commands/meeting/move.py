"""`!treffen verschieben S3 | auf: Mi 11:00`: the next date of a series, the one that `am:` names, or with `alle` the series."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Annotated, Any

from bot.command import Arguments, Key, command
from bot.context import Context
from bot.domain.meetings import Occurrence, Session, in_utc, on_day
from bot.grammar import verb_words
from bot.messages import Outgoing, Reply, UserError
from bot.permissions import Who
from bot.values import SessionNumber, Text, when
from bot.values.appointment import is_far, read_move, written
from commands.meeting.date_in_text import read_named
from commands.meeting.dates import change_of, date_meant, local
from commands.meeting.fields import On, whole_series
from commands.meeting.move_words import read_bare
from commands.meeting.record import KIND, card, change_date
from commands.meeting.replan import keep_dates
from commands.meeting.series_move import as_planned, first_to_come, moved_series


class Args(Arguments):
    number: SessionNumber
    text: Text = ""
    to: Annotated[Text, Key("auf", "to")] = ""
    on: On = None


@command("meeting move", args=Args, who=Who.TEAM | Who.PMO, aliases=verb_words.MOVE)
async def move(ctx: Context, args: Args) -> Reply:
    before = await KIND.open(ctx, args.number)
    whole, to, on = _what_is_said(ctx, args)
    if not to:
        raise UserError("meeting.where-to", session=before)
    if whole and on is not None:
        raise UserError("meeting.all-or-one", session=before)
    whole = whole and before.is_series
    date = await date_meant(ctx, before, on)
    if whole:
        date = await as_planned(ctx, before, date)
    start = in_utc(date.planned, ctx.settings.zone) if whole else date.start
    target = read_move(ctx, to, local(ctx, start))
    if isinstance(target, when.Series) and not before.is_series:
        raise UserError("meeting.becomes-series", session=before)
    if isinstance(target, when.Series) and not whole:
        raise UserError("meeting.all-meant", session=before, suggest=_suggested(ctx, before, to, whole=True))
    if isinstance(target, when.PointInTime) and is_far(ctx, to, start, target.at):
        suggest = _suggested(ctx, before, written(local(ctx, target.at)), whole=whole, on=on)
        raise UserError("meeting.far-meant", session=before, start=start, moved_to=target.at, whole=whole, suggest=suggest)
    if whole:
        return await _all(ctx, before, date, target, to)
    assert isinstance(target, when.PointInTime)
    return await _one(ctx, before, date, target)


def _what_is_said(ctx: Context, args: Args) -> tuple[bool, str, date | None]:
    """Whether all dates are meant, where to, and which date is named; by fields or without."""
    if args.to:
        whole, rest = whole_series(args.text)
        if rest:
            raise UserError("text.unexpected", said=rest)
        return whole, args.to, args.on
    said = read_bare(args.text)
    if said.on and args.on is not None:
        raise UserError("text.unexpected", said=said.on)
    return said.whole, said.to, read_named(ctx, said.on) if said.on else args.on


async def _one(ctx: Context, before: Session, date: Occurrence, target: when.PointInTime) -> Reply:
    """One date of a series, or the single session."""
    change = await change_of(ctx, date)
    to = local(ctx, target.at)
    if target.at == date.start and not date.cancelled and target.length in (None, date.length):
        raise UserError("meeting.there-already", session=before, date=date)
    await _require_free(ctx, before, date, target.at)
    moved = replace(change, moved_to=to if to != change.planned else None, cancelled=False, reason="")
    if target.length is not None:
        moved = replace(moved, length=target.length if target.length != before.length else None)
    after = before.changed()
    also = await change_date(ctx, before, after, moved, "move", date.start.isoformat())
    params = await card(ctx, after, ctx.room, about=[target.at])
    return await _moved(ctx, after, also, {**params, "old": date, "moved_to": target.at, "length": target.length, "whole": False})


async def _require_free(ctx: Context, session: Session, date: Occurrence, to: datetime) -> None:
    """Refuses to put a date onto another one of the same session."""
    changes = await ctx.tx.sessions.changes(session.number)
    there = on_day(session, changes, ctx.settings.zone, ctx.calendar.day_of(to))
    taken = there is not None and not there.cancelled and there.planned != date.planned
    if taken and there is not None and ctx.calendar.day_of(there.start) == ctx.calendar.day_of(to):
        raise UserError("meeting.taken", session=session, date=there, old=date)


async def _all(ctx: Context, before: Session, date: Occurrence, target: when.PointInTime | when.Series, to: str) -> Reply:
    """The series, from its next date on. What was decided about single dates stays."""
    after = await moved_series(ctx, before, date, target, to)
    if (after.rule, after.start, after.length) == (before.rule, await first_to_come(ctx, before, date), before.length):
        raise UserError("meeting.there-already", session=before, date=date)
    stays = await keep_dates(ctx, before, after)
    also = await KIND.change(ctx, before, after, "move", before.rule)
    params = {**await card(ctx, after, ctx.room), "stays": stays}
    params |= {"old": date, "moved_to": in_utc(after.start, ctx.settings.zone), "length": target.length, "whole": True}
    return await _moved(ctx, after, also, params)


async def _moved(ctx: Context, after: Session, also: list[Outgoing], params: dict[str, Any]) -> Reply:
    told = await KIND.told(ctx, after, "meeting.told.moved", **params)
    return Reply("meeting.moved", subject=after.number, also=(*told, *also), **params)


def _suggested(ctx: Context, session: Session, to: str, *, whole: bool = False, on: date | None = None) -> str:
    english = ctx.settings.language == "en"
    all_of_it = (" all" if english else " alle") if whole else ""
    named = f" | {'on' if english else 'am'}: {on.day}.{on.month}.{on.year}" if on else ""
    words = "meeting move {}{} | to: {}{}" if english else "treffen verschieben {}{} | auf: {}{}"
    return ctx.project.prefix + words.format(session.number, all_of_it, to, named)
