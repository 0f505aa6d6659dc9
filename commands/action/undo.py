"""A withdrawn ✅ takes its change back, if nothing followed."""

from __future__ import annotations

from collections.abc import Sequence

from bot.context import Context
from bot.domain.record_types import ACTIONS
from bot.domain.records import Change
from bot.messages import Outgoing, Say
from commands.action.changes import STATE, changed, told_team


async def undo(ctx: Context, change: Change) -> Sequence[Outgoing] | None:
    """Puts the action back to what it was before `change`; None where something has happened to it since."""
    now = await ctx.tx.records(ACTIONS).get(change.subject)
    followed = any(later.id > change.id for later in await ctx.tx.history.of(change.subject))
    if change.before is None or now is None or followed:
        return None
    await ctx.require_may_change(now.team)
    before = STATE.validate_json(change.before)
    await ctx.tx.history.delete(change)
    said = await changed(ctx, now, before, "action undo")
    said += await told_team(ctx, before, "action.undone")
    said.append(Say(room=ctx.room, text="action.undone", params={"action": before}, once=f"undone:{ctx.event}", subject=str(before.number)))
    return said
