"""The steering committee, whose voices these are, and the voice of which a command speaks."""

from __future__ import annotations

from bot.context import Context
from bot.domain.ids import Number
from bot.domain.teams import Team
from bot.domain.voting.voices import Chair
from bot.messages import UserError
from bot.permissions import MODERATOR_POWER
from bot.words import fold
from commands.deputy.speaking import chairs

TEAM_LETTER = "G"


async def committee(ctx: Context) -> Team:
    """The steering committee. Raises UserError where the project has none."""
    team = await ctx.steering()
    if team is None:
        raise UserError("deputy.no-committee")
    return team


def number_of(team: Team) -> Number:
    """Under this number an event is kept that was about no single date: by it the effect is found when the event is deleted."""
    return Number(TEAM_LETTER, team.id)


def may_moderate(ctx: Context, team: Team) -> bool:
    """Whether somebody says who has a seat: a moderator of the committee's room, wherever they say it, or an admin."""
    is_moderator = ctx.rooms.is_joined(ctx.sender, team.room) and ctx.rooms.power(ctx.sender, team.room) >= MODERATOR_POWER
    return ctx.is_admin or is_moderator


async def own_chairs(ctx: Context, team: Team, said: str = "") -> list[Chair]:
    """The voices that the sender has: with `said` the one of that municipality. Raises UserError where that is none."""
    every = await chairs(ctx, team)
    if said:
        chair = chair_called(every, said)
        if chair.holder != ctx.sender:
            raise UserError("deputy.only-holder", chair=chair)
        return [chair]
    own = [chair for chair in every if chair.holder == ctx.sender]
    if not own:
        raise UserError("deputy.no-voice", pmo=ctx.is_pmo, seats=any(chair.municipality for chair in every))
    return own


async def chair_for(ctx: Context, team: Team, said: str) -> Chair:
    """The voice for which somebody names a deputy: their own, or for the PMO any. Raises UserError."""
    if said and ctx.is_pmo:
        return chair_called(await chairs(ctx, team), said)
    own = await own_chairs(ctx, team, said)
    if len(own) > 1:
        raise UserError("deputy.which-voice", chairs=own)
    return own[0]


def chair_called(every: list[Chair], said: str) -> Chair:
    """The voice of that name, or the only one that has all the words. Raises UserError."""
    wanted = fold(said)
    found = [chair for chair in every if fold(chair.name) == wanted]
    found = found or [chair for chair in every if set(wanted.split()) <= set(fold(chair.name).split())]
    if len(found) != 1:
        raise UserError(
            "deputy.no-seat", said=said, names=[chair.name for chair in every], seats=any(chair.municipality for chair in every)
        )
    return found[0]
