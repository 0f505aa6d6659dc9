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
    """What is recorded in a room while the minutes of its group run belongs to their current topic, whatever group it is for.

    In a direct chat those of the group that it is for count.
    """
    held_by = ctx.here.id if ctx.here is not None and not ctx.direct else record.team
    running = await running_minutes(ctx, held_by)
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
