"""`!blocker gelöst B12 [how]`: it is out of the way."""

from __future__ import annotations

from pydantic import BaseModel

from bot.command import command
from bot.context import Context
from bot.domain.blockers import BlockerState
from bot.messages import Reply, UserError
from bot.permissions import Who
from bot.values import BlockerNumber, Text
from commands.blocker.changes import changed, found, told_team


class Args(BaseModel):
    number: BlockerNumber
    text: Text = ""


@command("blocker solve", args=Args, who=Who.TEAM | Who.PMO, aliases=("gelöst", "löse", "solve", "solved", "done"), button="✅")
async def solve(ctx: Context, args: Args) -> Reply:
    blocker = await found(ctx.tx, args.number)
    await ctx.require_may_change(blocker.team)
    if blocker.state is BlockerState.SOLVED:
        raise UserError("blocker.already-solved", blocker=blocker, open_for=blocker.age(ctx.now))
    if not blocker.is_open:
        raise UserError("blocker.closed", blocker=blocker)
    solved = blocker.solved(by=ctx.sender, at=ctx.written_at, how=args.text)
    also = await changed(ctx, blocker, solved, "blocker solve", args.text)
    also += await told_team(ctx, solved, "blocker.told.solved", open_for=solved.age(ctx.now))
    return Reply("blocker.solved", subject=solved.number, also=tuple(also), receipt="✅", blocker=solved, open_for=solved.age(ctx.now))
