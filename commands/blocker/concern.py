"""`!blocker betrifft B12`: it concerns our group too; its list and digest show it."""

from __future__ import annotations

from typing import Annotated

from bot.command import Arguments, Key, command
from bot.context import Context
from bot.messages import Reply, UserError
from bot.permissions import Who
from bot.values import BlockerNumber, GroupName
from commands.blocker.record import KIND


class Args(Arguments):
    number: BlockerNumber
    team: Annotated[GroupName, Key("team", "gruppe", "group")] = ""


@command("blocker concern", args=Args, who=Who.MEMBERS, aliases=("betrifft", "concerns"))
async def concern(ctx: Context, args: Args) -> Reply:
    blocker = await KIND.find(ctx.tx, args.number)
    group = await ctx.acting_group(args.team)
    if group.id == blocker.team:
        raise UserError("blocker.own", blocker=blocker)
    if not await ctx.tx.blockers.concern(blocker.number, group.id):
        raise UserError("blocker.concerned-already", blocker=blocker)
    await KIND.remember(ctx, blocker, "concern", group.name)
    also = await KIND.told(ctx, blocker, "blocker.told.concerns", group=group.name)
    owner = await ctx.team(blocker.team)
    return Reply("blocker.concerns", subject=blocker.number, also=tuple(also), blocker=blocker, owner=owner.name)
