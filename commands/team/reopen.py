"""`!team öffnen`: the group that this room was the room of is so again, with all its records."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.grammar import verb_words
from bot.messages import Reply, UserError
from bot.permissions import Who
from commands.team.founding import back
from commands.team.set import require_allowed


class Args(Arguments):
    pass


@command("team reopen", args=Args, who=Who.MODERATOR | Who.ADMIN, aliases=verb_words.REOPEN)
async def reopen(ctx: Context, args: Args) -> Reply:
    if ctx.direct:
        raise UserError("team.direct")
    if ctx.here is not None:
        raise UserError("team.open-already", team=ctx.here)
    former = await ctx.tx.teams.former(ctx.room)
    if former is None:
        raise UserError("team.none-here")
    await require_allowed(ctx, former)
    return await back(ctx, former, former)
