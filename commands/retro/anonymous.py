"""`!retro anonym`: the way into the direct chat in which notes are taken without a name."""

from __future__ import annotations

from typing import Any

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.ids import RoomId
from bot.messages import Open, React, Reply, Say, UserError
from bot.permissions import Who
from bot.values import RetroNumber
from commands.retro.resolve import meant, next_of


class Args(Arguments):
    number: RetroNumber | None = None


@command("retro anonymous", args=Args, who=Who.MEMBERS, aliases=("anonym", "namenlos", "anonymous", "anon"))
async def anonymous(ctx: Context, args: Args) -> Reply:
    retro = await meant(ctx, args.number) if args.number or await _has_any(ctx) else None
    if retro is not None and not ctx.belongs_to(retro.team) and not retro.is_of_all:
        raise UserError("retro.not-yours", team=(await ctx.team(retro.team)).name, number=str(retro.number))
    number = str(retro.number) if retro else ""
    params: dict[str, Any] = {"number": number, "columns": retro.columns if retro else ()}
    if ctx.direct:
        return Reply("retro.nameless.how", **params)
    direct = await _direct_chat(ctx)
    if direct is not None:
        say = Say(room=direct, text="retro.nameless.how", params=params, once=f"how:{ctx.event}", notify=True)
        return Reply("", also=(_receipt(ctx), say))
    open_one = Open(room=ctx.room, user=ctx.sender, about=number, once=f"direct:{ctx.event}")
    return Reply("", also=(_receipt(ctx), open_one))


def _receipt(ctx: Context) -> React:
    """All that the room sees: who goes where to write without a name is nothing to make words about."""
    return React(room=ctx.room, target=ctx.event, key="📬", once=f"answer:{ctx.event}")


async def _has_any(ctx: Context) -> bool:
    """Whether notes have something to go to. Where they have not, the first one makes it."""
    groups = ctx.groups if ctx.direct else [ctx.own_group()]
    return any([await next_of(ctx, group.id) is not None for group in groups])


async def _direct_chat(ctx: Context) -> RoomId | None:
    """One that there is already, with nobody else in it."""
    for known in await ctx.tx.rooms.direct_with(ctx.sender):
        if ctx.rooms.members(known.room) == {ctx.sender}:
            return known.room
    return None
