"""The talk with the funder about a delay, as the PMO tells of it: `angesprochen M4`, `zugestimmt M4`, `abgelehnt M4`.

The bot never writes to the funder.
"""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.milestones.milestone import Milestone
from bot.messages import Reply, UserError
from bot.permissions import Who
from bot.values import MilestoneNumber, Text
from commands.milestone.agree import FUNDER, agreed_on
from commands.milestone.record import KIND
from commands.milestone.target_day import read_forecast


class Args(Arguments):
    number: MilestoneNumber
    text: Text = ""


@command("milestone raised", args=Args, who=Who.PMO, aliases=("angesprochen", "ansprechen", "raised", "raise"))
async def raised(ctx: Context, args: Args) -> Reply:
    before = await _of_the_grant(ctx, args)
    after = before.raised(_note(args), at=ctx.written_at)
    return await _kept(ctx, before, after, "raised", args)


@command("milestone accepted", args=Args, who=Who.PMO, aliases=("zugestimmt", "accepted"))
async def accepted(ctx: Context, args: Args) -> Reply:
    """The funder agrees to the day that is said, else to the forecast: from now on that is the agreed date."""
    before = await _of_the_grant(ctx, args)
    target = read_forecast(ctx, args.text, before.agreed) if args.text else None
    day = target.day if target else before.forecast
    if day < ctx.calendar.day_of(ctx.now):
        raise UserError("milestone.accepted-past", milestone=before, day=day)
    after = before.accepted(day, at=ctx.written_at)
    return await agreed_on(ctx, before, after, target.rest if target else _note(args), agreed_with=FUNDER)


@command("milestone refused", args=Args, who=Who.PMO, aliases=("abgelehnt", "refused"))
async def refused(ctx: Context, args: Args) -> Reply:
    before = await _of_the_grant(ctx, args)
    after = before.refused(_note(args), at=ctx.written_at)
    return await _kept(ctx, before, after, "refused", args)


async def _of_the_grant(ctx: Context, args: Args) -> Milestone:
    milestone = await KIND.open(ctx, args.number)
    if not milestone.funder:
        raise UserError("milestone.not-funder", milestone=milestone)
    return milestone


async def _kept(ctx: Context, before: Milestone, after: Milestone, step: str, args: Args) -> Reply:
    also = await KIND.change(ctx, before, after, step, _note(args))
    also += await KIND.told(ctx, after, "milestone.told.talk")
    return Reply("milestone.talk-kept", subject=after.number, also=tuple(also), receipt="👌" if step == "raised" else None, milestone=after)


def _note(args: Args) -> str:
    return " ".join(args.text.split())
