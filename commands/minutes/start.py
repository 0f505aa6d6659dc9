"""`!protokoll start S3`: the session begins, its first topic is the current one."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from bot.command import Arguments, Key, command
from bot.context import Context
from bot.domain.minutes.running import Minutes
from bot.domain.teams import Team
from bot.inbound.answer import MARKED_LATE_AFTER
from bot.messages import Outgoing, Reply
from bot.permissions import Who
from bot.records.assignee import find_doer
from bot.values import People, SessionNumber
from commands.agenda.carry_over import take_back_carried
from commands.agenda.current_topic import begun
from commands.agenda.session_card import open_topics, refreshed, session_card
from commands.minutes.attendance import asked
from commands.minutes.clock import short_of_time, watch
from commands.minutes.draft.post import withdrawn
from commands.minutes.near_dates import date_to_begin


class Args(Arguments):
    prose = False

    number: SessionNumber | None = None
    moderator: Annotated[People, Key("moderation", "moderator")] = ""
    minute_taker: Annotated[People, Key("protokoll", "protokollant", "protokollantin", "minutes")] = ""


@command("minutes start", args=Args, who=Who.TEAM | Who.PMO, aliases=("start", "starten", "begin"))
async def start(ctx: Context, args: Args) -> Reply:
    near = await date_to_begin(ctx, args.number)
    team, date, before = near.team, near.date, near.minutes
    minutes = before.resumed() if before else Minutes(session=date.session, planned=date.planned, team=team.id, started_at=ctx.written_at)
    minutes = _named(ctx, minutes, args, team)
    await ctx.tx.minutes.save(minutes)
    if before is not None:
        await take_back_carried(ctx, date)
    topics = await open_topics(ctx, minutes)
    minutes = await begun(ctx, minutes, topics[0] if topics else None, at=ctx.written_at)
    await watch(ctx, minutes)
    also = [*await _shown(ctx, minutes, is_new=before is None), *await short_of_time(ctx, minutes)]
    if before is not None and team.room == ctx.room:
        return Reply("minutes.resumed", subject=minutes.session, also=tuple(also), minutes=minutes)
    if team.room == ctx.room:
        return Reply("", subject=minutes.session, also=tuple(also))
    return Reply("minutes.started-elsewhere", subject=minutes.session, also=tuple(also), date=date, team=team.name)


def _named(ctx: Context, minutes: Minutes, args: Args, team: Team) -> Minutes:
    """With who moderates and who keeps the minutes, as far as that was said; else who begins moderates."""
    moderator = find_doer(ctx, args.moderator, team.room) or minutes.moderator or ctx.sender
    return replace(minutes, moderator=moderator, minute_taker=find_doer(ctx, args.minute_taker, team.room) or minutes.minute_taker)


async def _shown(ctx: Context, minutes: Minutes, *, is_new: bool) -> list[Outgoing]:
    """The card, below which it is asked who is there; where the session goes on, its card is there already."""
    if not is_new:
        return [*await refreshed(ctx, minutes), *await withdrawn(ctx, minutes)]
    is_late = ctx.now - ctx.written_at > MARKED_LATE_AFTER
    card = replace(await session_card(ctx, minutes), written_at=ctx.written_at if is_late else None)
    return [card, *await asked(ctx, minutes)]
