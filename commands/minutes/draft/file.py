"""`!protokoll datei S3`: all that minutes say, as files."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.messages import Reply
from bot.permissions import Who
from bot.values import SessionNumber
from commands.minutes.draft import message
from commands.minutes.draft.meant import minutes_to_read


class Args(Arguments):
    number: SessionNumber | None = None


@command("minutes file", args=Args, who=Who.MEMBERS, aliases=("datei", "dateien", "download"))
async def file(ctx: Context, args: Args) -> Reply:
    minutes = await minutes_to_read(ctx, args.number)
    files = await message.files(ctx, minutes, ctx.room, once=f"minutes asked:{ctx.event}")
    return Reply("minutes.files", subject=minutes.session, also=tuple(files), minutes=minutes)
