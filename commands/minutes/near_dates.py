"""The date of a session that is meant by `start`: the one that is going on, or the nearest within twelve hours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.context import Context
from bot.domain.ids import Number
from bot.domain.meetings import Occurrence, coming, occurrences
from bot.domain.minutes.running import NEAR, Minutes, MinutesState
from bot.domain.teams import Team
from bot.messages import UserError
from commands.meeting.record import KIND as SESSION
from commands.minutes.forgotten import forgotten_at

OFFERED = 3
"""The next dates that are offered where none is near."""


@dataclass(frozen=True)
class Near:
    """A date that can be meant, with the minutes that were kept of it already."""

    date: Occurrence
    team: Team
    minutes: Minutes | None


async def date_to_begin(ctx: Context, number: Number | None) -> Near:
    """The date on which minutes begin. Raises UserError where minutes run already, no date is near, or groups differ."""
    teams = await _teams(ctx, number)
    if len(teams) == 1:
        await _refuse_running(ctx, teams[0])
    near = [each for team in teams for each in await _near(ctx, team, number)]
    if len({each.team.id for each in near}) > 1:
        raise UserError("minutes.which-team", dates=[(each.date, each.team.name) for each in near])
    for each in near[:1]:
        await _refuse_running(ctx, each.team)
    can_begin = [each for each in near if await _can_begin(ctx, each)]
    if can_begin:
        return min(can_begin, key=lambda each: _rank(ctx, each))
    if near and number is not None:
        over = near[-1]
        raise UserError(
            "minutes.over-already", date=over.date, is_final=over.minutes is not None and over.minutes.state is MinutesState.FINAL
        )
    raise await _none_near(ctx, teams, number)


async def _teams(ctx: Context, number: Number | None) -> Sequence[Team]:
    if number is not None:
        session = await SESSION.find(ctx.tx, number)
        await ctx.require_may_change(session.team)
        return [await ctx.team(session.team)]
    if ctx.direct:
        return ctx.groups
    own = ctx.own_group()
    await ctx.require_may_change(own.id)
    return [own]


async def _refuse_running(ctx: Context, team: Team) -> None:
    running = await ctx.tx.minutes.running(team.id)
    if running is not None:
        raise UserError("minutes.running-already", minutes=running, team="" if team.room == ctx.room else team.name)


async def _near(ctx: Context, team: Team, number: Number | None) -> list[Near]:
    """The dates within reach, without cancelled ones."""
    found: list[Near] = []
    for session in await ctx.tx.sessions.of_team(team.id):
        if number in (None, session.number) and team.counts:
            changes = await ctx.tx.sessions.changes(session.number)
            after, before = ctx.written_at - NEAR, ctx.written_at + NEAR
            dates = occurrences(session, changes, ctx.settings.zone, after=after, before=before)
            found += [Near(date, team, await ctx.tx.minutes.of_date(date.session, date.planned)) for date in dates if not date.cancelled]
    return found


async def _can_begin(ctx: Context, near: Near) -> bool:
    """Whether no minutes were kept of it, or they were ended so early that the session may still go on."""
    if near.minutes is None:
        return True
    return near.minutes.state is MinutesState.DRAFT and ctx.written_at < await forgotten_at(ctx, near.minutes)


def _rank(ctx: Context, near: Near) -> tuple[bool, bool, float]:
    """What is going on before what is not, what has no minutes before what has, then by distance."""
    date = near.date
    is_going_on = date.start <= ctx.written_at < date.end
    return not is_going_on, near.minutes is not None, abs((date.start - ctx.written_at).total_seconds())


async def _none_near(ctx: Context, teams: Sequence[Team], number: Number | None) -> UserError:
    found: list[Occurrence] = []
    for team in teams:
        for session in await ctx.tx.sessions.of_team(team.id):
            if number in (None, session.number):
                changes = await ctx.tx.sessions.changes(session.number)
                dates = coming(session, changes, ctx.settings.zone, now=ctx.written_at, count=2 * OFFERED)
                found += [date for date in dates if not date.cancelled]
    return UserError("minutes.none-near", dates=sorted(found, key=lambda date: date.start)[:OFFERED])
