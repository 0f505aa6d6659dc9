"""`!team`: which group this room is, and its profile; `!team liste`: all groups."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.ids import TeamId
from bot.grammar import verb_words
from bot.messages import Reply, UserError
from bot.permissions import Who
from bot.values import TeamNumber


class Args(Arguments):
    pass


class ShowArgs(Arguments):
    number: TeamNumber | None = None


@command("team show", args=ShowArgs, who=Who.ANYONE, aliases=verb_words.SHOW)
async def show(ctx: Context, args: ShowArgs) -> Reply:
    if args.number is not None:
        team = await ctx.tx.teams.get(TeamId(args.number.count))
        if team is None or not ctx.groups:
            raise UserError("team.unknown", number=str(args.number))
        return Reply("team.shown", team=team)
    if ctx.direct:
        return Reply("team.yours", teams=list(ctx.groups))
    if ctx.here is None:
        raise UserError("team.none-here")
    return Reply("team.shown", team=ctx.here)


@command("team list", args=Args, who=Who.MEMBERS, aliases=verb_words.LIST)
async def listed(ctx: Context, args: Args) -> Reply:
    return Reply("team.list", teams=list(await ctx.tx.teams.all()))
