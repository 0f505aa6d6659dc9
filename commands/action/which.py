"""What to answer where a verb stands without the number of its action: those it can be about, and ✅ to take it as a new one."""

from __future__ import annotations

from bot.command import Command
from bot.context import Context
from bot.domain.actions import Action
from bot.messages import UserError
from bot.records.by_title import by_title
from commands.action.list import SCREEN, of_interest, speaks_for_all


async def which(ctx: Context, command: Command, text: str) -> UserError:
    """The refusal. `text` is what stood after the noun, empty where nothing but the verb did."""
    reopens = command.verb == "reopen"
    actions = await _meant(ctx, closed=reopens)
    noun, new = ("action", "new") if ctx.settings.language == "en" else ("aufgabe", "neu")
    suggest = f"{ctx.project.prefix}{noun} {new} {text}" if text else None
    today = ctx.calendar.day_of(ctx.now)
    meant = by_title(actions, f"{ctx.project.prefix}{noun}", text, suggest)
    return meant or UserError(
        "action.which", actions=actions[:SCREEN], verb=command.words[0], suggest=suggest, today=today, reopens=reopens
    )


async def _meant(ctx: Context, *, closed: bool) -> list[Action]:
    """The open ones, or with `closed` those that can be opened again."""
    if not ctx.direct and not any(ctx.here is not None and group.id == ctx.here.id for group in ctx.groups):
        return []
    found = await of_interest(ctx, whole_project=speaks_for_all(ctx), closed=closed)
    return [action for action in found if action.is_open is not closed and action.text]
