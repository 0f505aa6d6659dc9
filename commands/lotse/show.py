"""`!lotse`: version, last sync, what waits, and whether this room is encrypted."""

from __future__ import annotations

from datetime import datetime

from bot import __version__
from bot.command import Arguments, command
from bot.context import Context
from bot.grammar import verb_words
from bot.messages import Reply
from bot.permissions import Who
from bot.ports import LAST_SYNC


class Args(Arguments):
    pass


@command("bot show", args=Args, who=Who.ANYONE, aliases=("status", *verb_words.SHOW))
async def show(ctx: Context, args: Args) -> Reply:
    waiting, parked = await ctx.tx.outbox.counts()
    last_sync = await ctx.tx.get_meta(LAST_SYNC)
    return Reply(
        "bot.shown",
        version=__version__,
        last_sync=datetime.fromisoformat(last_sync) if last_sync else None,
        waiting=waiting,
        parked=parked,
        encrypted=ctx.rooms.is_encrypted(ctx.room),
        signed=ctx.project.signed,
        fingerprint=ctx.project.fingerprint,
    )
