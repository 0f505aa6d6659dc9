"""A withdrawn 📘, or a deleted reply that named the kind, takes its change back, if nothing followed."""

from __future__ import annotations

from collections.abc import Sequence

from bot.context import Context
from bot.domain.record_types import LEARNINGS
from bot.domain.records import Change
from bot.messages import Outgoing, Say
from commands.learning.changes import STATE, changed, told_team


async def undo(ctx: Context, change: Change) -> Sequence[Outgoing] | None:
    """Puts the learning back to what it was before `change`; None where something has happened to it since."""
    now = await ctx.tx.records(LEARNINGS).get(change.subject)
    followed = any(later.id > change.id for later in await ctx.tx.history.of(change.subject))
    if change.before is None or now is None or followed:
        return None
    await ctx.require_may_change(now.team)
    before = STATE.validate_json(change.before)
    await ctx.tx.history.delete(change)
    said = await changed(ctx, now, before, "learning undo")
    said += await told_team(ctx, before, "learning.undone")
    said.append(Say(room=ctx.room, text="learning.undone", params={"learning": before}, once=f"undone:{ctx.event}"))
    return said
