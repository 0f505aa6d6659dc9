"""`!meilenstein übernehmen M7`, `bleibt M7`: what a group answers to the offer of another forecast."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.milestones.forecasts import EntryKind, LogEntry, open_offers
from bot.domain.milestones.milestone import Milestone
from bot.messages import Reply, Role, UserError
from bot.permissions import Who
from bot.values import MilestoneNumber
from commands.milestone.forecast import reported
from commands.milestone.offer_cards import NO, YES
from commands.milestone.record import KIND, log


class Args(Arguments):
    number: MilestoneNumber


@command("milestone adopt", args=Args, who=Who.TEAM, aliases=("übernehmen", "übernehme", "übernimm"), button=YES, on=(Role.PROPOSAL,))
async def adopt(ctx: Context, args: Args) -> Reply:
    before = await KIND.open(ctx, args.number)
    offered = await _offered(ctx, before)
    if offered is None:
        raise UserError("milestone.no-offer", milestone=before)
    if offered.day < ctx.calendar.day_of(ctx.now):
        raise UserError("milestone.offer-past", milestone=before, day=offered.day)
    return await reported(ctx, before, before.expected(offered.day, at=ctx.written_at), "", about=offered.about)


@command("milestone keep", args=Args, who=Who.TEAM, aliases=("bleibt", "bleiben", "behalten"), button=NO, on=(Role.PROPOSAL,))
async def keep(ctx: Context, args: Args) -> Reply:
    """Its forecast stays as it is, whatever was offered: a point of the trend like any other."""
    before = await KIND.open(ctx, args.number)
    if ctx.pressed:
        await _offered(ctx, before)
    after = before.expected(before.forecast, at=ctx.written_at)
    await log(ctx, after, EntryKind.CONFIRMED)
    also = await KIND.change(ctx, before, after, "confirm")
    return Reply("milestone.forecast-same", subject=after.number, also=tuple(also), receipt="👌", milestone=after)


async def _offered(ctx: Context, milestone: Milestone) -> LogEntry | None:
    """The offer of the tapped message, else the last one. Raises UserError where a tapped one is over."""
    offers = open_offers(await ctx.tx.milestone_log.of(milestone.number))
    if not ctx.pressed:
        return offers[-1] if offers else None
    row = await ctx.tx.outbox.by_event(ctx.origin) if ctx.origin else None
    found = next((each for each in offers if row is not None and each.mark == row.once), None)
    if found is None:
        raise UserError("milestone.offer-over", milestone=milestone)
    return found
