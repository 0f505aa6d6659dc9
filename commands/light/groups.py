"""Which group a command about lights is for: the room's own, the only one in a direct chat, or for the PMO the one that is named."""

from __future__ import annotations

from collections.abc import Sequence

from bot.context import Context, Moment
from bot.domain.ids import Number
from bot.domain.teams import Kind, Team
from bot.messages import UserError
from bot.words import fold, nearest
from commands.light.colour_words import ASPECTS, COLOURS

TEAM_LETTER = "G"
_BEGUN = 4
"""Letters of a name from which on it may be meant."""


def number_of(team: Team) -> Number:
    """Under the number of their group the messages about lights are kept: lights have none of their own."""
    return Number(TEAM_LETTER, team.id)


async def task_forces(moment: Moment) -> list[Team]:
    """The groups that have lights, by name."""
    found = [each for each in await moment.tx.teams.all() if each.counts and Kind.TASK_FORCE in each.kinds]
    return sorted(found, key=lambda each: each.name.casefold())


async def group_called(moment: Moment, name: str) -> Team | None:
    return next((each for each in await task_forces(moment) if fold(each.name) == fold(name)), None)


async def group_nearly_called(moment: Moment, said: str) -> str | None:
    """The name of which these words are a slip, or the beginning; None where no group or more than one may be meant."""
    if fold(said) in ASPECTS or fold(said) in COLOURS:
        return None
    names = [each.name for each in await task_forces(moment)]
    begun = [name for name in names if len(said) >= _BEGUN and fold(name).startswith(fold(said))]
    return begun[0] if len(begun) == 1 else nearest(said, names)


async def group_named(moment: Moment, name: str) -> Team:
    """The task force of this name. Raises UserError with those that there are."""
    found = await group_called(moment, name)
    if found is None:
        names = [each.name for each in await task_forces(moment)]
        raise UserError("light.no-group", said=name, groups=names, near=nearest(name, names) or "")
    return found


async def group_meant(ctx: Context, named: str) -> Team:
    """The group whose lights are to be set. Raises UserError where there is none, or the sender may not set its lights."""
    if named:
        team = await group_named(ctx, named)
        await ctx.require_may_change(team.id)
        return team
    if ctx.direct:
        return await _only(ctx, [each for each in ctx.groups if Kind.TASK_FORCE in each.kinds])
    own = ctx.own_group()
    if Kind.TASK_FORCE not in own.kinds:
        raise await _no_lights_here(ctx)
    await ctx.require_may_change(own.id)
    return own


async def _no_lights_here(ctx: Context) -> UserError:
    """The PMO sets them for any group, and has to say which; the others cannot."""
    names = [each.name for each in await task_forces(ctx)]
    return UserError("light.which-group" if ctx.is_pmo else "light.only-task-forces", groups=names)


async def _only(ctx: Context, groups: Sequence[Team]) -> Team:
    if not ctx.groups:
        raise UserError("team.none-direct")
    if not groups:
        raise await _no_lights_here(ctx)
    if len(groups) > 1:
        raise UserError("team.which", teams=[each.name for each in groups])
    return groups[0]


def sees_all(ctx: Context) -> bool:
    """Whether the lights of all groups are shown: in the PMO's and the steering committee's room, and in their members' direct chats."""
    groups = ctx.groups if ctx.direct else [ctx.own_group()]
    return any(each.is_pmo or each.is_steering for each in groups)
