"""A withdrawn reaction takes its change back, if nothing followed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.context import Context
from bot.domain.records import Change
from bot.messages import Outgoing, Say
from commands.blocker.changes import STATE, changed, told_team
from commands.blocker.note import HOW, SOLUTION


async def undo(ctx: Context, change: Change) -> Sequence[Outgoing] | None:
    """Puts the blocker back to what it was before `change`; None where something has happened to it since."""
    history = await ctx.tx.history.of(change.subject)
    now = await ctx.tx.blockers.get(change.subject)
    if change.before is None or now is None:
        return None
    await ctx.require_may_change(now.team)
    before = STATE.validate_json(change.before)
    if _followed(change, history):
        if change.what not in (SOLUTION, HOW):
            return None
        # Its author has deleted the words: they go, whatever followed.
        before = replace(now, solution="") if change.what == SOLUTION else replace(now, how="")
    await ctx.tx.history.delete(change)
    said = await changed(ctx, now, before, "blocker undo")
    said += await told_team(ctx, before, "blocker.undone")
    said.append(
        Say(room=ctx.room, text="blocker.undone", params={"blocker": before}, once=f"undone:{ctx.event}", subject=str(before.number))
    )
    return said


def _followed(change: Change, history: Sequence[Change]) -> bool:
    """Whether anybody did anything to the blocker after `change`; what the clock said of it does not count."""
    return any(later.id > change.id and later.by is not None for later in history)
