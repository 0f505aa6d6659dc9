"""`!bericht jahr 2026`: what a year has brought, as files, with the figures in the message."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.messages import Reply
from bot.permissions import Who
from bot.values import Text
from commands.report.year.files import files
from commands.report.year.meant import year_meant
from commands.report.year.sources import composed


class Args(Arguments):
    text: Text = ""


@command("report year", args=Args, who=Who.MEMBERS, aliases=("jahr", "jahresbericht", "jahrespaket", "annual"))
async def year(ctx: Context, args: Args) -> Reply:
    document = await composed(ctx, await year_meant(ctx, args.text))
    also = [] if document.is_empty else await files(ctx, document, ctx.room, once=f"year asked:{ctx.event}")
    return Reply("report.year-shown", also=tuple(also), document=document)
