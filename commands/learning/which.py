"""What to answer where a verb stands without the number of its learning: the latest, and ✅ to take the text as a new one."""

from __future__ import annotations

from bot.command import Command
from bot.context import Context
from bot.messages import UserError
from commands.learning.list import SCREEN, of_interest, speaks_for_all


async def which(ctx: Context, command: Command, text: str) -> UserError:
    """The refusal. `text` is what stood after the noun, empty where nothing but the verb did."""
    belongs_here = ctx.direct or any(ctx.here is not None and group.id == ctx.here.id for group in ctx.groups)
    learnings = await of_interest(ctx, whole_project=speaks_for_all(ctx)) if belongs_here else []
    noun, new = ("learning", "new") if ctx.settings.language == "en" else ("lernen", "neu")
    suggest = f"{ctx.project.prefix}{noun} {new} {text}" if text else None
    return UserError("learning.which", learnings=learnings[:SCREEN], suggest=suggest)
