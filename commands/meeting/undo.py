"""A withdrawn ❌ under a digest: the date takes place after all, if nothing followed and it has not begun."""

from __future__ import annotations

from collections.abc import Sequence

from bot.context import Context
from bot.domain.meetings import DateChange, Occurrence, Session, SessionState, next_held, occurrence_of
from bot.domain.records import Change
from bot.messages import Outgoing, Say
from commands.meeting.changes import STATE, changed, told_team


async def undo(ctx: Context, change: Change) -> Sequence[Outgoing] | None:
    """Puts the session, or the date of it, back to what it was before `change`; None where something has happened to it since."""
    now = await ctx.tx.sessions.get(change.subject)
    followed = any(later.id > change.id and later.by is not None for later in await ctx.tx.history.of(change.subject))
    if change.before is None or now is None or followed:
        return None
    await ctx.require_may_change(now.team)
    before = STATE.validate_json(change.before)
    date = await _as_it_was(ctx, now, before)
    if date is None or date.start <= ctx.now:
        return None
    await ctx.tx.history.delete(change)
    # Calendars take only a version that is newer, so it is put back by one step more.
    after = now.changed(state=SessionState.PLANNED)
    said = await changed(ctx, now, after, "meeting undo", date=before if isinstance(before, DateChange) else None)
    params = {"session": after, "date": date}
    said += await told_team(ctx, after, "meeting.undone", **params)
    said.append(Say(room=ctx.room, text="meeting.undone", params=params, once=f"undone:{ctx.event}"))
    return said


async def _as_it_was(ctx: Context, now: Session, before: Session | DateChange) -> Occurrence | None:
    """The date that takes place again."""
    if isinstance(before, DateChange):
        return occurrence_of(now, before, ctx.settings.zone)
    return next_held(before, await ctx.tx.sessions.changes(now.number), ctx.settings.zone, now=ctx.now)
