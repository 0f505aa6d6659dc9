"""`!datenschutz auskunft`: everything that is tied to the sender's id, as JSON and as a file to read."""

from __future__ import annotations

import json

from bot.command import Arguments, command
from bot.context import Context
from bot.direct_chat import privately
from bot.messages import File, Reply
from bot.permissions import Who
from bot.values import Text
from commands.privacy.direct import IN_PRIVATE, beyond_the_chat, require_oneself
from commands.privacy.shown import as_data, chapters


class Args(Arguments):
    text: Text = ""


@command("privacy export", args=Args, who=Who.ANYONE, aliases=("auskunft", "export", "access"))
async def export(ctx: Context, args: Args) -> Reply:
    if not ctx.direct:
        return await privately(ctx, IN_PRIVATE)
    require_oneself(ctx, args.text)
    kept = await ctx.tx.people.what_is_kept(ctx.sender)
    if not beyond_the_chat(ctx, kept):
        return Reply("privacy.nothing-kept")
    data = as_data(ctx.sender, kept, project=ctx.project.name, at=ctx.now)
    params = {"user": ctx.sender, "project": ctx.project.name, "now": ctx.now, "chapters": chapters(kept), "count": len(kept)}
    name = "datenauskunft" if ctx.settings.language == "de" else "my-data"
    files = (
        File(
            room=ctx.room,
            name=f"{name}.json",
            mime="application/json",
            data=json.dumps(data, ensure_ascii=False, indent=2).encode(),
            once=f"my data:{ctx.event}:json",
        ),
        File(room=ctx.room, name=f"{name}.md", mime="text/markdown", text="privacy.file", params=params, once=f"my data:{ctx.event}:md"),
    )
    return Reply("privacy.exported", also=files, count=len(kept), chapters=chapters(kept), encrypted=ctx.rooms.is_encrypted(ctx.room))
