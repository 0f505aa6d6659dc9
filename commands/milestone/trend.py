"""`!meilenstein trend [M4]`: how the forecasts have moved from report to report, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.cut_list import cut
from bot.domain.milestones.forecasts import Point, known, trend
from bot.domain.milestones.milestone import Milestone, order
from bot.domain.record_types import MILESTONES
from bot.messages import Reply
from bot.permissions import Who
from bot.records.listing import in_scope, speaks_for_all
from bot.values import MilestoneNumber
from commands.milestone.record import KIND

LINES = 6
"""Milestones of one trend, as many as its picture has lines."""
POINTS = 8
"""Reports that are named of each, the last ones."""


@dataclass(frozen=True, kw_only=True)
class Line:
    milestone: Milestone
    points: Sequence[Point]
    earlier: int
    """Reports before those."""
    slips: int
    days: int
    """By how much its forecast is after the plan; below zero before it."""


class Args(Arguments):
    number: MilestoneNumber | None = None


@command("milestone trend", args=Args, who=Who.MEMBERS, aliases=("trend", "verlauf", "history"))
async def shown(ctx: Context, args: Args) -> Reply:
    if args.number is not None:
        found = [await KIND.find(ctx.tx, args.number)]
    else:
        found = await in_scope(ctx, MILESTONES, whole_project=speaks_for_all(ctx))
    lines = [await _line(ctx, each) for each in found]
    # What has moved is what a trend is for.
    lines.sort(key=lambda line: (-line.slips, -line.days, order(line.milestone)))
    first, more = cut(lines, LINES)
    return Reply(
        "milestone.trend",
        subject=args.number,
        lines=first,
        more=more,
        group=ctx.here.name if ctx.here and not speaks_for_all(ctx) else "",
        single=args.number is not None,
    )


async def _line(ctx: Context, milestone: Milestone) -> Line:
    entries = await ctx.tx.milestone_log.of(milestone.number)
    points = trend(entries, ctx.settings.zone)
    now = known(entries)
    return Line(
        milestone=milestone,
        points=points[-POINTS:],
        earlier=max(len(points) - POINTS, 0),
        slips=now.slips if now else 0,
        days=(milestone.forecast - milestone.plan).days,
    )
