"""`!datenschutz frist`: the periods in force."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.direct_chat import privately
from bot.messages import Reply
from bot.permissions import Who
from commands.privacy.about import facts
from commands.privacy.direct import IN_PRIVATE


class Args(Arguments):
    pass


@command("privacy retention", args=Args, who=Who.ANYONE, aliases=("frist", "fristen", "retention", "periods"))
async def retention(ctx: Context, args: Args) -> Reply:
    if not ctx.direct:
        return await privately(ctx, IN_PRIVATE)
    return Reply("privacy.retention", **await facts(ctx))
