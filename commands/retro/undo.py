"""A withdrawn ✅ or ❌ under a proposal: it waits for an answer again, if nothing followed."""

from __future__ import annotations

from collections.abc import Sequence

from bot.context import Context
from bot.domain.history import Change
from bot.domain.meetings import in_utc
from bot.domain.retros import Retro, RetroState
from bot.messages import Outgoing, Say
from commands.retro.dates import session_of
from commands.retro.record import KIND, change_with_session
from commands.retro.resolve import next_of


async def undo(ctx: Context, change: Change) -> Sequence[Outgoing] | None:
    """Puts the retrospective back to what it was before `change`; None where something has happened since."""
    now = await KIND.undoable(ctx, change)
    if now is None or change.before is None:
        return None
    before = KIND.state.validate_json(change.before)
    if before.suggested is None or not await _is_as_answered(ctx, change, now):
        return None
    await ctx.tx.history.delete(change)
    session = await session_of(ctx, now)
    if session is None:
        said = await KIND.change(ctx, now, before, "undo")
    else:
        said = await change_with_session(ctx, now, before, session.cancelled(), "undo")
    params = {"retro": before, "start": in_utc(before.suggested, ctx.settings.zone)}
    said.append(Say(room=ctx.room, text="retro.undone", params=params, once=f"undone:{ctx.event}", subject=str(before.number)))
    return said


async def _is_as_answered(ctx: Context, change: Change, now: Retro) -> bool:
    """Whether nothing has come in place of the answer: the date was not over yet, and no other one was planned."""
    if change.what == KIND.named("accept"):
        return now.state is RetroState.PLANNED
    other = await next_of(ctx, now.team)
    return change.what == KIND.named("decline") and now.state in (RetroState.COLLECTING, RetroState.CANCELLED) and other in (None, now)
