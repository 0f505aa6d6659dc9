"""Keeping reports of lights: what is said is added, what is taken back does not count any more, and both have the same consequences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.context import Context
from bot.domain.ids import EventId
from bot.domain.lights.course import Light, built_on, lights
from bot.domain.lights.report import Aspect, Report, ReportKind
from bot.domain.teams import Team
from bot.messages import Outgoing, UserError
from commands.light.red.changes import follow


@dataclass(frozen=True, kw_only=True)
class Changed:
    before: Mapping[Aspect, Light]
    after: Mapping[Aspect, Light]
    also: Sequence[Outgoing]
    """What is said elsewhere because of it."""


async def keep(ctx: Context, team: Team, added: Sequence[Report] = (), withdrawn: Sequence[Report] = ()) -> Changed:
    """Of one group; the project's light is not its own."""
    before = lights(await ctx.tx.lights.of(team.id), ctx.settings.zone)
    await ctx.tx.lights.withdraw(withdrawn, ctx.now)
    await ctx.tx.lights.add(*added)
    after = lights(await ctx.tx.lights.of(team.id), ctx.settings.zone)
    return Changed(before=before, after=after, also=await follow(ctx, team, before, after))


def confirmed(ctx: Context, now: Mapping[Aspect, Light], *, but: Sequence[Aspect] = ()) -> list[Report]:
    """The lights as they stand, said again; `but` are those of which something else is said."""
    return [
        Report(
            id=0,
            team=light.team,
            aspect=aspect,
            kind=ReportKind.CONFIRMED,
            colour=light.colour,
            at=ctx.written_at,
            by=ctx.sender,
            mark=ctx.event,
        )
        for aspect, light in now.items()
        if aspect not in but
    ]


async def said_by(ctx: Context, event: EventId | None) -> list[Report]:
    """What this event has said, as far as it still counts."""
    return [each for each in await ctx.tx.lights.of_mark(event) if each.withdrawn_at is None] if event else []


async def require_unbuilt(ctx: Context, rows: Sequence[Report]) -> None:
    """Raises UserError where a later report relies on one of these."""
    if not rows:
        return
    of_project = rows[0].aspect is Aspect.PROJECT
    reports = await (ctx.tx.lights.of_project() if of_project else ctx.tx.lights.of(rows[0].team))
    if built_on(reports, rows):
        raise UserError("light.kept-confirmed")


async def withdrawn(ctx: Context, event: EventId | None) -> list[Outgoing]:
    """A tap, or a message that was edited or deleted, is taken back: what it said of the lights does not count any more."""
    rows = await said_by(ctx, event)
    if not rows:
        return []
    if rows[0].aspect is Aspect.PROJECT:
        await ctx.tx.lights.withdraw(rows, ctx.now)
        return []
    return list((await keep(ctx, await ctx.team(rows[0].team), withdrawn=rows)).also)
