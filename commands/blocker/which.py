"""What to answer where a verb stands without the number of its blocker: the open ones, and ✅ to take the text as a new one."""

from __future__ import annotations

from bot.command import Command
from bot.context import Context
from bot.domain.blockers import order
from bot.messages import UserError
from bot.records.by_title import by_title
from commands.blocker.list import SCREEN


async def which(ctx: Context, command: Command, text: str) -> UserError:
    """The refusal. `text` is what stood after the noun, empty where nothing but the verb did."""
    groups = ctx.groups if ctx.direct else [group for group in ctx.groups if ctx.here and group.id == ctx.here.id]
    if ctx.here and (ctx.here.is_pmo or ctx.here.is_steering):
        blockers = list(await ctx.tx.blockers.listed())
    else:
        found = {blocker.number: blocker for group in groups for blocker in await ctx.tx.blockers.listed(group.id)}
        blockers = sorted(found.values(), key=order)
    new = "new" if ctx.settings.language == "en" else "neu"
    suggest = f"{ctx.project.prefix}blocker {new} {text}" if text else None
    meant = by_title(blockers, f"{ctx.project.prefix}blocker", text, suggest)
    return meant or UserError("blocker.which", blockers=blockers[:SCREEN], verb=command.words[0], suggest=suggest, now=ctx.now)
