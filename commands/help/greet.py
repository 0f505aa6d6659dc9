"""`hallo`: who I am, in three lines. `danke`: a smile."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.messages import React, Reply
from bot.permissions import Who


class Args(Arguments):
    pass


@command("help greet", args=Args, who=Who.ANYONE, aliases=("hallo", "moin", "hello"))
async def greet(ctx: Context, args: Args) -> Reply:
    return Reply("welcome.short")


@command("help thank", args=Args, who=Who.ANYONE, aliases=("danke", "thanks"))
async def thank(ctx: Context, args: Args) -> Reply:
    return Reply("", also=(React(room=ctx.room, target=ctx.event, key="🙂", once=f"answer:{ctx.event}"),))
