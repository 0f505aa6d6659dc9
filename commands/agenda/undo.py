"""A withdrawn reaction takes its change back, if nothing followed."""

from __future__ import annotations

from collections.abc import Sequence

from bot.context import Context
from bot.domain.records import Change
from bot.messages import Outgoing, Say
from commands.agenda.changes import STATE, changed, require_may_change, told_owners
from commands.agenda.placement import put_on
from commands.agenda.session_dates import chosen_date, date_of


async def undo(ctx: Context, change: Change) -> Sequence[Outgoing] | None:
    """Puts the topic back to what it was before `change`; None where something has happened to it since."""
    now = await ctx.tx.topics.get(change.subject)
    history = await ctx.tx.history.of(change.subject)
    if change.before is None or now is None or any(later.id > change.id and later.by is not None for later in history):
        return None
    await require_may_change(ctx, now)
    before = STATE.validate_json(change.before)
    if change.what == "agenda add":  # it came by a tap, and goes with it
        before = now.dropped(at=ctx.now)
    date = await date_of(ctx, before.session, before.planned)
    if before.is_open and before.session is not None and (date is None or date.cancelled or date.end <= ctx.now):
        # Its session went by while it counted as handled.
        before = await put_on(ctx, before, await chosen_date(ctx, before.team, None))
    await ctx.tx.history.delete(change)
    said = await changed(ctx, now, before, "agenda undo")
    said += await told_owners(ctx, before, "agenda.undone")
    text = "agenda.dropped" if change.what == "agenda add" else "agenda.undone"
    said.append(Say(room=ctx.room, text=text, params={"topic": before}, once=f"undone:{ctx.event}", subject=str(before.number)))
    return said
