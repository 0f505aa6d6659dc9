"""`!blocker übernehmen B12`: the PMO looks after it; also the answer "yes" to "noch dran?"."""

from __future__ import annotations

from bot.command import CARDS, Arguments, command
from bot.context import Context
from bot.domain.blockers import Blocker, BlockerState
from bot.messages import Reply, Role, UserError
from bot.permissions import Who
from bot.values import BlockerNumber, Text
from commands.blocker.record import KIND


class Args(Arguments):
    number: BlockerNumber
    text: Text = ""


@command(
    "blocker take", args=Args, who=Who.PMO, aliases=("übernehmen", "übernehme", "take", "ack"), button="👀", on=(*CARDS, Role.QUESTION)
)
async def take(ctx: Context, args: Args) -> Reply:
    before = await KIND.open(ctx, args.number)
    if before.state is BlockerState.TAKEN and before.taken_by == ctx.sender:
        return await _goes_on(ctx, before, args.text)
    after = before.taken(by=ctx.sender, at=ctx.written_at)
    also = await KIND.change(ctx, before, after, "take", args.text)
    also += await KIND.told(ctx, after, "blocker.told.taken", before=before)
    receipt = "👀" if before.taken_by is None else None  # whose it was is said in words
    return Reply("blocker.taken", subject=after.number, also=tuple(also), receipt=receipt, blocker=after, before=before)


@command("blocker confirm", args=Args, who=Who.PMO, aliases=("bestätigen",), button="👍", on=(Role.QUESTION,))
async def confirm(ctx: Context, args: Args) -> Reply:
    before = await KIND.changeable(ctx, args.number)
    if before.state is not BlockerState.TAKEN:
        raise UserError("blocker.closed" if not before.is_open else "blocker.not-taken", blocker=before)
    if before.taken_by != ctx.sender:
        raise UserError("blocker.taken-by-other", blocker=before)
    return await _goes_on(ctx, before, args.text)


async def _goes_on(ctx: Context, before: Blocker, text: str) -> Reply:
    after = before.confirmed(at=ctx.written_at)
    also = await KIND.change(ctx, before, after, "confirm", text)
    return Reply(
        "blocker.confirmed", subject=after.number, also=tuple(also), receipt="👍", blocker=after, days=ctx.settings.escalation.taken_after
    )
