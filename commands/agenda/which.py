"""What to answer where a verb stands without the number of its topic: the open ones, and ✅ to take the text as a new one."""

from __future__ import annotations

from bot.command import Command
from bot.context import Context
from bot.messages import UserError
from bot.records.by_title import by_title
from commands.agenda.list import SCREEN


async def which(ctx: Context, command: Command, text: str) -> UserError:
    """The refusal. `text` is what stood after the noun, empty where nothing but the verb did."""
    groups = ctx.groups if ctx.direct else [group for group in ctx.groups if ctx.here and group.id == ctx.here.id]
    if command.verb in ("accept", "decline"):
        topics = list(await ctx.tx.topics.proposed())
    else:
        topics = [topic for group in groups for topic in await ctx.tx.topics.open_of_team(group.id)]
    new = "new" if ctx.settings.language == "en" else "neu"
    suggest = f"{ctx.project.prefix}agenda {new} {text}" if text else None
    meant = by_title(topics, f"{ctx.project.prefix}agenda", text, suggest)
    return meant or UserError("agenda.which", topics=topics[:SCREEN], verb=command.words[0], suggest=suggest)
