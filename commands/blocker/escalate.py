"""`!blocker eskalieren B12 [why]`: to the PMO at once; said in the PMO's room, to the steering committee."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.blockers import Blocker
from bot.domain.escalation import TO_STEERING, Step
from bot.messages import Reply, UserError
from bot.permissions import Who
from bot.values import BlockerNumber, Text
from commands.blocker.escalation.ladder import call_steering
from commands.blocker.record import KIND


class Args(Arguments):
    number: BlockerNumber
    text: Text = ""


@command("blocker escalate", args=Args, who=Who.TEAM | Who.PMO, aliases=("eskalieren", "eskaliere", "escalate"), button="⏫")
async def escalate(ctx: Context, args: Args) -> Reply:
    before = await KIND.open(ctx, args.number)
    pmo = await ctx.pmo()
    if pmo is not None and ctx.is_pmo and (ctx.room == pmo.room or not ctx.belongs_to(before.team)):
        return await _to_steering(ctx, before, args.text)
    if pmo is None:
        raise UserError("blocker.no-pmo", blocker=before)
    if before.escalated_at is not None:
        raise UserError("blocker.already-escalated", **await KIND.card(ctx, before, ctx.room))
    after = before.escalated(at=ctx.written_at, reason=args.text)
    also = await KIND.change(ctx, before, after, "escalate", args.text)
    card = await KIND.card(ctx, after, ctx.room)
    # A receipt would pass for having been heard.
    receipt = "⏫" if ctx.tapped is not None and not card["pmo_refuses"] else None
    return Reply("blocker.escalated", subject=after.number, also=tuple(also), receipt=receipt, **card)


async def _to_steering(ctx: Context, before: Blocker, reason: str) -> Reply:
    pmo, steering = await ctx.pmo(), await ctx.steering()
    if pmo is None or steering is None:
        raise UserError("blocker.no-steering", blocker=before)
    rungs = await ctx.tx.ladder.rungs(before.number)
    called = any(rung.step in TO_STEERING - {Step.CALLED} and rung.queued_at >= before.opened_at for rung in rungs)
    if before.steering_at is not None or called:
        raise UserError("blocker.already-steering", **await KIND.card(ctx, before, ctx.room))
    after = before.sent_to_steering(at=ctx.written_at, reason=reason)
    also = await KIND.change(ctx, before, after, "escalate", reason)
    also += await call_steering(ctx, after, pmo, said_in=ctx.room)
    card = await KIND.card(ctx, after, ctx.room)
    # In words it is answered in words: it reaches far.
    receipt = "⏫" if ctx.tapped is not None and not card["steering_refuses"] else None
    return Reply("blocker.escalated-steering", subject=after.number, also=tuple(also), receipt=receipt, **card)
