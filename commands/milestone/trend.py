"""`!meilenstein trend [M4]`: how the forecasts have moved from report to report, in words and as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.command import Arguments, command
from bot.context import Context, Moment
from bot.domain.cut_list import cut
from bot.domain.milestones.forecasts import Point, trend
from bot.domain.milestones.milestone import Milestone
from bot.domain.record_types import MILESTONES
from bot.messages import Image, Reply
from bot.permissions import Who
from bot.pictures.drawings import MAX_LINES, MAX_REPORTS
from bot.records.listing import in_scope, speaks_for_all
from bot.values import MilestoneNumber
from commands.milestone.picture import Course, courses, drawn
from commands.milestone.record import KIND


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
    moved = await courses(ctx, found)
    first, more = cut([line_of(ctx, each) for each in moved], MAX_LINES)
    drawing = drawn(ctx, moved)
    return Reply(
        "milestone.trend",
        subject=args.number,
        also=(Image(room=ctx.room, drawing=drawing, once=f"picture trend:{ctx.event} {args.number or ''}"),) if drawing else (),
        lines=first,
        more=more,
        group=ctx.here.name if ctx.here and not speaks_for_all(ctx) else "",
        single=args.number is not None,
    )


def line_of(moment: Moment, course: Course) -> Line:
    milestone = course.milestone
    points = trend(course.entries, moment.settings.zone)
    return Line(
        milestone=milestone,
        points=points[-MAX_REPORTS:],
        earlier=max(len(points) - MAX_REPORTS, 0),
        slips=course.slips,
        days=(milestone.forecast - milestone.plan).days,
    )
