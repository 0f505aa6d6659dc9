"""A withdrawn ❌ under a digest: the date takes place after all, if nothing followed and it has not begun."""

from __future__ import annotations

from collections.abc import Sequence

from bot.context import Context
from bot.domain.history import Change
from bot.domain.meetings import DateChange, Occurrence, Session, SessionState, next_held, occurrence_of
from bot.messages import Outgoing, Say
from commands.meeting.record import KIND, STATE, change_date


async def undo(ctx: Context, change: Change) -> Sequence[Outgoing] | None:
    """Puts the session, or the date of it, back to what it was before `change`; None where something has happened to it since."""
    now = await KIND.undoable(ctx, change)
    if now is None or change.before is None:
        return None
    before = STATE.validate_json(change.before)
    date = await _as_it_was(ctx, now, before)
    if date is None or date.start <= ctx.now:
        return None
    await ctx.tx.history.delete(change)
    # Calendars take only a version that is newer, so it is put back by one step more.
    after = now.changed(state=SessionState.PLANNED)
    if isinstance(before, DateChange):
        said = await change_date(ctx, now, after, before, "undo")
    else:
        said = await KIND.change(ctx, now, after, "undo")
    said += await KIND.told(ctx, after, "meeting.undone", date=date)
    said.append(Say(room=ctx.room, text="meeting.undone", params={"session": after, "date": date}, once=f"undone:{ctx.event}"))
    return said


async def _as_it_was(ctx: Context, now: Session, before: Session | DateChange) -> Occurrence | None:
    """The date that takes place again."""
    if isinstance(before, DateChange):
        return occurrence_of(now, before, ctx.settings.zone)
    return next_held(before, await ctx.tx.sessions.changes(now.number), ctx.settings.zone, now=ctx.now)
