"""`!retro verschieben R2 | auf: Fr 10 Uhr`: the date of this one; with `alle` its series, which else goes on as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated

from bot.command import Arguments, Key, command
from bot.context import Context
from bot.domain.meetings import DateChange, Occurrence, Session, in_utc, next_held
from bot.domain.replanning import counterpart
from bot.domain.retros import Retro, RetroState
from bot.grammar import verb_words
from bot.messages import Reply, UserError
from bot.permissions import Who
from bot.values import RetroNumber, Text, when
from bot.values.appointment import is_far, read_move, written
from commands.meeting.dates import change_of, local
from commands.meeting.fields import whole_series
from commands.meeting.move_words import read_bare
from commands.meeting.replan import keep_dates
from commands.meeting.series_move import as_planned, first_to_come, moved_series
from commands.retro.dates import date_of, session_of
from commands.retro.record import KIND, card, change_with_session
from commands.retro.resolve import meant


class Args(Arguments):
    number: RetroNumber | None = None
    text: Text = ""
    to: Annotated[Text, Key("auf", "to", "wann", "when")] = ""


@command("retro move", args=Args, who=Who.TEAM | Who.PMO, aliases=verb_words.MOVE)
async def move(ctx: Context, args: Args) -> Reply:
    before = await meant(ctx, args.number, (RetroState.PLANNED,))
    await ctx.require_may_change(before.team)
    session, date = await session_of(ctx, before), await date_of(ctx, before)
    assert session is not None and date is not None, "a planned one has its date"
    whole, said = _what_is_said(args)
    if not said:
        raise UserError("retro.where-to", retro=before)
    whole = whole and session.is_series
    if whole:
        date = await as_planned(ctx, session, date)
    start = in_utc(date.planned, ctx.settings.zone) if whole else date.start
    target = read_move(ctx, said, local(ctx, start))
    if isinstance(target, when.Series) and not session.is_series:
        raise UserError("retro.becomes-series", retro=before)
    if isinstance(target, when.Series) and not whole:
        raise UserError("retro.all-meant", retro=before, suggest=_suggested(ctx, before, said, whole=True))
    if isinstance(target, when.PointInTime) and is_far(ctx, said, start, target.at):
        suggest = _suggested(ctx, before, written(local(ctx, target.at)), whole=whole)
        raise UserError("meeting.far-meant", start=start, moved_to=target.at, whole=whole, suggest=suggest)
    if whole:
        return await _all(ctx, before, session, date, target, said)
    assert isinstance(target, when.PointInTime)
    if target.at == date.start and target.length in (None, date.length):
        raise UserError("retro.there-already", retro=before, date=date)
    retro, session, change = await moved(ctx, before, session, date, local(ctx, target.at), target.length)
    also = await change_with_session(ctx, before, retro, session, "move", date=change)
    params = {**await card(ctx, retro, ctx.room), "old": date}
    told = await KIND.told(ctx, retro, "retro.told-moved", date=params["date"], old=date)
    return Reply("retro.moved", subject=retro.number, also=(*told, *also), **params)


def _what_is_said(args: Args) -> tuple[bool, str]:
    """Whether all dates are meant, and where to; by a field or without."""
    if args.to:
        whole, rest = whole_series(args.text)
        if rest:
            raise UserError("text.unexpected", said=rest)
        return whole, args.to
    said = read_bare(args.text)
    return said.whole, said.to


async def _all(ctx: Context, before: Retro, session: Session, date: Occurrence, target: when.PointInTime | when.Series, said: str) -> Reply:
    """Its series, from the next date on. What was decided about single dates stays."""
    assert before.planned is not None, "a planned one has its date"
    after = await moved_series(ctx, session, date, target, said)
    if (after.rule, after.start, after.length) == (session.rule, await first_to_come(ctx, session, date), session.length):
        raise UserError("retro.there-already", retro=before, date=date)
    stays = await keep_dates(ctx, session, after)
    planned = counterpart(session, after, before.planned)
    if planned is None:
        following = next_held(after, await ctx.tx.sessions.changes(after.number), ctx.settings.zone, now=ctx.now)
        planned = following.planned if following is not None else after.start
    retro = before.put_on(after.number, planned)
    also = await change_with_session(ctx, before, retro, after, "move", session.rule)
    params = {**await card(ctx, retro, ctx.room), "stays": stays, "length": target.length}
    told = await KIND.told(ctx, retro, "retro.told-moved-all", **params)
    return Reply("retro.moved-all", subject=retro.number, also=(*told, *also), **params)


def _suggested(ctx: Context, retro: Retro, to: str, *, whole: bool) -> str:
    english = ctx.settings.language == "en"
    all_of_it = (" all" if english else " alle") if whole else ""
    words = "retro move {}{} | to: {}" if english else "retro verschieben {}{} | auf: {}"
    return ctx.project.prefix + words.format(retro.number, all_of_it, to)


async def moved(
    ctx: Context, retro: Retro, session: Session, date: Occurrence, to: datetime, length: timedelta | None = None
) -> tuple[Retro, Session, DateChange | None]:
    """All three with its date at `to` (naive and local); of a series the one date changes alone."""
    length = length or date.length
    if session.is_series:
        standing = await change_of(ctx, date)
        moved_to = to if to != standing.planned else None
        change = replace(standing, moved_to=moved_to, length=length if length != session.length else None)
        return retro, session.changed(), change
    return replace(retro, planned=to), session.changed(start=to, length=length), None
