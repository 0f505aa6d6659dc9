"""`!retro verschieben R2 | auf: Fr 10 Uhr`: the date of this one; a series goes on as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated

from bot.command import Arguments, Key, command
from bot.context import Context
from bot.domain.meetings import DateChange, Occurrence, Session
from bot.domain.retros import Retro, RetroState
from bot.grammar import verb_words
from bot.messages import Reply, UserError
from bot.permissions import Who
from bot.values import RetroNumber, Text, when
from bot.values.appointment import is_far, read_move, written
from commands.meeting.dates import change_of, local
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
    said = args.to or args.text.strip().removeprefix("auf ").removeprefix("to ")
    if not said:
        raise UserError("retro.where-to", retro=before)
    target = read_move(ctx, said, local(ctx, date.start))
    if isinstance(target, when.Series):
        raise UserError("retro.becomes-series", retro=before)
    if is_far(ctx, said, date.start, target.at):
        english = ctx.settings.language == "en"
        words = "retro move {} | to: {}" if english else "retro verschieben {} | auf: {}"
        suggest = ctx.project.prefix + words.format(before.number, written(local(ctx, target.at)))
        raise UserError("meeting.far-meant", start=date.start, moved_to=target.at, whole=False, suggest=suggest)
    if target.at == date.start and target.length in (None, date.length):
        raise UserError("retro.there-already", retro=before, date=date)
    retro, session, change = await moved(ctx, before, session, date, local(ctx, target.at), target.length)
    also = await change_with_session(ctx, before, retro, session, "move", date=change)
    params = {**await card(ctx, retro, ctx.room), "old": date}
    told = await KIND.told(ctx, retro, "retro.told-moved", date=params["date"], old=date)
    return Reply("retro.moved", subject=retro.number, also=(*told, *also), **params)


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
