"""The week's digest proposes a retrospective to a group that has had none for long: with a date, and ✅ to take it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from bot.command import Arguments, command
from bot.context import Context, Moment
from bot.domain.meetings import in_utc, occurrences
from bot.domain.retros import LETTER, Retro, RetroState, is_wanted, proposed_day
from bot.domain.teams import Kind, Team
from bot.grammar import verb_words
from bot.messages import Reply, Role, UserError
from bot.permissions import Who
from bot.values import RetroNumber, when
from commands.meeting.calendar_file import invitation
from commands.meeting.dates import local
from commands.retro.add import Args as PlanArgs
from commands.retro.add import plan
from commands.retro.dates import date_of
from commands.retro.record import KIND, card

YES, NO = "✅", "❌"
_AT = time(15)
_AHEAD = timedelta(days=28)


@dataclass(frozen=True)
class Proposal:
    retro: Retro
    start: datetime
    """In UTC."""
    weeks: int
    """For how long there was none."""


async def proposal(moment: Moment, team: Team) -> Proposal | None:
    """What the digest of this week proposes, kept so that a tap can take it; None where it is not time for one."""
    every = (await moment.settings_of(moment.tx, team.room)).retro
    if every is None or Kind.TASK_FORCE not in team.kinds:
        return None
    retros = await moment.tx.retros.of_team(team.id)
    if not is_wanted(retros, founded=team.created_at, every=every.elapsed, now=moment.now):
        return None
    start = await _free_start(moment, team)
    if start is None:
        return None
    collecting = next((retro for retro in retros if retro.state is RetroState.COLLECTING), None)
    retro = replace(collecting or await _new(moment, team), suggested=start)
    await KIND.records(moment.tx).save(retro)
    return Proposal(retro, in_utc(start, moment.settings.zone), every.elapsed // timedelta(weeks=1))


class Args(Arguments):
    number: RetroNumber | None = None


@command("retro accept", args=Args, who=Who.TEAM | Who.PMO, aliases=verb_words.ACCEPT, button=YES, on=(Role.QUESTION,))
async def accept(ctx: Context, args: Args) -> Reply:
    before = await _suggested(ctx, args)
    assert before.suggested is not None, "it was looked at"
    at = when.PointInTime(in_utc(before.suggested, ctx.settings.zone), ctx.settings.zone)
    if at.at <= ctx.now:
        raise UserError("retro.suggestion-over", retro=before)
    retro, session, posts = await plan(ctx, before, PlanArgs.model_construct(text="", when=at, form=before.form), "accept")
    files = await invitation(ctx, session)
    return Reply("retro.card", subject=retro.number, role=Role.CARD, also=(*posts, *files), **await card(ctx, retro, ctx.room))


@command("retro decline", args=Args, who=Who.TEAM | Who.PMO, aliases=(*verb_words.DECLINE, "später"), button=NO, on=(Role.QUESTION,))
async def decline(ctx: Context, args: Args) -> Reply:
    before = await _suggested(ctx, args)
    retro = replace(before, suggested=None, declined_at=ctx.now)
    if not await ctx.tx.retro_notes.of(retro.number):
        retro = retro.cancelled(ctx.now)
    also = await KIND.change(ctx, before, retro, "decline")
    every = ctx.settings.retro
    return Reply("retro.declined", subject=retro.number, also=tuple(also), receipt="👌", retro=retro, every=every)


async def _suggested(ctx: Context, args: Args) -> Retro:
    """The one that is named, or the one that waits for the group's answer."""
    retro = await KIND.find(ctx.tx, args.number) if args.number else await _waiting(ctx)
    if retro is None:
        raise UserError("retro.no-suggestion", retro=None)
    await ctx.require_may_change(retro.team)
    date = await date_of(ctx, retro)
    if retro.state is RetroState.PLANNED and date is not None:
        raise UserError("retro.planned-already", retro=retro, date=date)
    if retro.state is not RetroState.COLLECTING or retro.suggested is None:
        raise UserError("retro.no-suggestion", retro=retro)
    return retro


async def _waiting(ctx: Context) -> Retro | None:
    groups = ctx.groups if ctx.direct else [ctx.own_group()]
    retros = [retro for group in groups for retro in await ctx.tx.retros.of_team(group.id)]
    waiting = [retro for retro in retros if retro.state is RetroState.COLLECTING and retro.suggested is not None]
    if len(waiting) > 1:
        raise UserError("retro.which", retros=waiting, teams={retro.number: (await ctx.team(retro.team)).name for retro in waiting})
    return waiting[0] if waiting else None


async def _new(moment: Moment, team: Team) -> Retro:
    retro = Retro(number=await moment.tx.next_number(LETTER), team=team.id, created_at=moment.now, room=team.room)
    await KIND.records(moment.tx).add(retro)
    return retro


async def _free_start(moment: Moment, team: Team) -> datetime | None:
    """Naive and local: in the afternoon of a working day on which the group does not meet already."""
    today = moment.calendar.day_of(moment.now)
    days = [today + timedelta(days=ahead) for ahead in range(1, _AHEAD.days)]
    busy = set()
    for session in await moment.tx.sessions.of_team(team.id, retros=True):
        changes = await moment.tx.sessions.changes(session.number)
        dates = occurrences(session, changes, moment.settings.zone, after=moment.now, before=moment.now + _AHEAD)
        busy |= {local(moment, date.start).date() for date in dates if not date.cancelled}
    day = proposed_day(today, [day for day in days if moment.calendar.is_working_day(day)], frozenset(busy))
    return datetime.combine(day, _AT) if day else None
