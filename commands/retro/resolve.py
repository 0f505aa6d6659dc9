"""The retrospective that is meant, where a command names none or one by its number."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import datetime

from bot.context import Context, Moment
from bot.domain.ids import Number, TeamId
from bot.domain.retros import Retro, RetroState
from bot.domain.teams import Team
from bot.messages import UserError
from commands.retro.record import KIND

OPEN = (RetroState.RUNNING, RetroState.PLANNED, RetroState.COLLECTING)
"""In this order: what runs is meant before what is planned, and that before what has no date."""
_LATE = datetime(9999, 1, 1)  # noqa: DTZ001 -- naive, as planned dates are


async def meant(ctx: Context, number: Number | None, states: Container[RetroState] = OPEN) -> Retro:
    """The one with that number, or the next one of the group: here the room's own, in a direct chat any of the speaker's.

    Refused where there is none in one of the `states`, or in a direct chat several groups have one.
    """
    if number is not None:
        named = await KIND.find(ctx.tx, number)
        if named.state not in states:
            raise _wrong_state(named, states)
        return named
    groups = ctx.groups if ctx.direct else [ctx.own_group()]
    firsts = [retro for group in groups if (retro := await next_of(ctx, group.id, states)) is not None]
    if not firsts:
        raise await _none(ctx, groups, states)
    if len(firsts) > 1:
        names = {retro.number: (await ctx.team(retro.team)).name for retro in firsts}
        raise UserError("retro.which", retros=firsts, teams=names)
    return firsts[0]


async def next_of(moment: Moment, team: TeamId, states: Container[RetroState] = OPEN) -> Retro | None:
    """The one that a group means when it says no number."""
    retros = [retro for retro in await moment.tx.retros.of_team(team) if retro.state in states]
    return min(retros, key=lambda retro: (OPEN.index(retro.state) if retro.is_open else len(OPEN), retro.planned or _LATE), default=None)


async def last_ended(moment: Moment, team: TeamId) -> Retro | None:
    """The group's last one that came to its end."""
    ended: Sequence[Retro] = [retro for retro in await moment.tx.retros.of_team(team) if retro.state is RetroState.ENDED]
    return max(ended, key=lambda retro: (retro.closed_at is not None, retro.closed_at), default=None)


async def _none(ctx: Context, groups: Sequence[Team], states: Container[RetroState]) -> UserError:
    """No group has one that can be meant: why not, where there is another that the speaker may have thought of."""
    for group in groups:
        other = await next_of(ctx, group.id)
        if other is None and RetroState.PLANNED not in states:
            other = await last_ended(ctx, group.id)
        if other is not None:
            return _wrong_state(other, states)
    return UserError("retro.none")


def _wrong_state(retro: Retro, states: Container[RetroState]) -> UserError:
    names = {
        RetroState.ENDED: "retro.ended-already",
        RetroState.CANCELLED: "retro.cancelled-already",
        RetroState.RUNNING: "retro.running-already",
        RetroState.COLLECTING: "retro.no-date" if RetroState.PLANNED in states else "retro.not-begun",
        RetroState.PLANNED: "retro.not-begun",
    }
    return UserError(names[retro.state], retro=retro)
