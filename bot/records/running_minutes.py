"""The minutes that a group keeps at the moment, and what belongs to their current topic without a field that says so."""

from __future__ import annotations

from bot.context import Context, Moment
from bot.domain.ids import Number, TeamId
from bot.domain.minutes import Entry, EntryKind, Minutes
from bot.domain.record_types import Record


async def running_minutes(moment: Moment, team: TeamId) -> Minutes | None:
    """Those of the session that the group holds now; None where it keeps none."""
    return await moment.tx.minutes.running(team)


async def current_topic(moment: Moment, team: TeamId) -> Number | None:
    """The topic that the group talks about now; None where it keeps no minutes, or is through with its topics."""
    running = await running_minutes(moment, team)
    return running.topic if running else None


async def add_to_minutes(ctx: Context, record: Record) -> None:
    """What is recorded while the minutes of its group run belongs to their current topic."""
    running = await running_minutes(ctx, record.team)
    if running is None:
        return
    entry = Entry(
        session=running.session,
        planned=running.planned,
        position=0,
        kind=EntryKind.RECORD,
        topic=running.topic,
        record=record.number,
        at=ctx.written_at,
        event=ctx.event,
    )
    await ctx.tx.minutes.add(entry)
