"""The minutes that somebody means who speaks of a draft, or asks for what minutes say."""

from __future__ import annotations

from collections.abc import Sequence

from bot.context import Context
from bot.domain.ids import Number, TeamId
from bot.domain.minutes.draft import Objection
from bot.domain.minutes.running import Minutes, MinutesState, name_of
from bot.messages import Role, UserError


async def draft_meant(ctx: Context) -> Minutes:
    """The draft that was tapped or replied to, or else the latest one of this room's group.

    In a direct chat that of the only one of the sender's groups that has one. Raises UserError where several have, or where the minutes
    are none that are not final yet.
    """
    tapped = await drafted_on(ctx)
    if tapped is not None:
        return _require_draft(tapped)
    found: list[Minutes] = []
    for group in _groups(ctx):
        found += (await ctx.tx.minutes.of_team(group, MinutesState.DRAFT))[:1]
    return await _only(ctx, found) or _require_draft(await minutes_to_read(ctx, None))


def _require_draft(minutes: Minutes) -> Minutes:
    if minutes.state is not MinutesState.DRAFT:
        raise UserError("minutes.not-a-draft", minutes=minutes)
    return minutes


async def drafted_on(ctx: Context) -> Minutes | None:
    """The minutes whose draft was tapped or replied to; None where it was another message, or none."""
    row = await ctx.tx.outbox.by_event(ctx.origin) if ctx.origin else None
    number = Number.of_subject(row.subject) if row is not None and row.subject else None
    if row is None or number is None or row.role is not Role.DRAFT or row.room != ctx.room:
        return None
    held = await ctx.tx.minutes.of_session(number)
    # What `!protokoll zeige` has answered names no date: it showed the latest.
    return next((minutes for minutes in held if name_of(minutes) in row.once), held[0] if held else None)


async def objection_on(ctx: Context) -> Objection | None:
    """The objection that the message speaks of which was tapped or replied to."""
    row = await ctx.tx.outbox.by_event(ctx.origin) if ctx.origin else None
    if row is None or row.role is not Role.OBJECTION or row.room != ctx.room or row.cause is None:
        return None
    return await ctx.tx.drafts.objection_of(row.cause)


async def minutes_to_read(ctx: Context, session: Number | None) -> Minutes:
    """The latest minutes of a session; without a number those of this room's group. Raises UserError where there are none."""
    found = await latest(ctx, session)
    if found is None:
        raise UserError("minutes.none-yet")
    return found


async def latest(ctx: Context, session: Number | None) -> Minutes | None:
    """The same; None where no session is named and there are none."""
    if session is not None:
        kept = await ctx.tx.minutes.of_session(session)
        if not kept:
            raise UserError("minutes.none-of-session", number=str(session))
        return kept[0]
    found: list[Minutes] = []
    for group in _groups(ctx):
        found += (await ctx.tx.minutes.of_team(group))[:1]
    return await _only(ctx, found)


def _groups(ctx: Context) -> list[TeamId]:
    return [group.id for group in ctx.groups] if ctx.direct else [ctx.own_group().id]


async def _only(ctx: Context, found: Sequence[Minutes]) -> Minutes | None:
    if len(found) > 1:
        raise UserError("minutes.which-of", minutes=[(each, (await ctx.team(each.team)).name) for each in found])
    return found[0] if found else None
