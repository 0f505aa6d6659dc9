"""The minutes that run: those of a group, those that somebody means who names none, and what the sender may do to them."""

from __future__ import annotations

from bot.context import Context, Moment
from bot.domain.ids import Number
from bot.domain.minutes.running import Minutes, MinutesState
from bot.domain.teams import Team
from bot.messages import UserError
from bot.permissions import MODERATOR_POWER
from bot.records import running_minutes as of_records


async def running_minutes(moment: Moment, team: Team) -> Minutes | None:
    """Those of the session that the group holds now; None where it keeps none."""
    return await of_records.running_minutes(moment, team.id)


async def current_topic(moment: Moment, team: Team) -> Number | None:
    """The topic that the group talks about now; None where it keeps no minutes, or is through with its topics."""
    return await of_records.current_topic(moment, team.id)


async def all_running(ctx: Context) -> list[Minutes]:
    """Those of this room's group; in a direct chat those of the sender's groups."""
    groups = ctx.groups if ctx.direct else [ctx.own_group()]
    found = [await running_minutes(ctx, group) for group in groups]
    return [minutes for minutes in found if minutes is not None]


async def meant(ctx: Context) -> Minutes:
    """The minutes that run here, to which the sender may add. Raises UserError where none do, or in a direct chat several."""
    found = await all_running(ctx)
    if not found:
        raise none_running(ctx)
    if len(found) > 1:
        raise UserError("minutes.several", teams=[(await ctx.team(minutes.team)).name for minutes in found])
    await ctx.require_may_change(found[0].team)
    return found[0]


async def running_or_draft(ctx: Context) -> Minutes:
    """Those that run here, or else the last ones that are not final yet: what is said then is added to them."""
    if await all_running(ctx):
        return await meant(ctx)
    groups = ctx.groups if ctx.direct else [ctx.own_group()]
    drafts: list[Minutes] = []
    for group in groups:
        drafts += (await ctx.tx.minutes.of_team(group.id, MinutesState.DRAFT))[:1]
    if not drafts:
        raise none_running(ctx)
    if len(drafts) > 1:
        raise UserError("minutes.several", teams=[(await ctx.team(minutes.team)).name for minutes in drafts])
    await ctx.require_may_change(drafts[0].team)
    return drafts[0]


def require_of(minutes: Minutes, number: Number | None) -> None:
    """Raises UserError where another session is named than the one that is held."""
    if number not in (None, minutes.session):
        raise UserError("minutes.other-session", said=str(number), minutes=minutes)


def none_running(ctx: Context) -> UserError:
    """The refusal where nothing runs, with ✅ to begin."""
    word = "minutes" if ctx.settings.language == "en" else "protokoll"
    return UserError("minutes.none-running", suggest=f"{ctx.project.prefix}{word} start")


async def require_moderation(ctx: Context, minutes: Minutes, *, minute_taker: bool = True) -> None:
    """Raises UserError unless the sender moderates, or with `minute_taker` keeps the minutes; moderators of the room may always."""
    team = await ctx.team(minutes.team)
    if ctx.sender == minutes.moderator or (minute_taker and ctx.sender == minutes.minute_taker):
        return
    if ctx.rooms.is_joined(ctx.sender, team.room) and ctx.rooms.power(ctx.sender, team.room) >= MODERATOR_POWER:
        return
    raise UserError("minutes.moderation-only", minutes=minutes, minute_taker=minute_taker)
