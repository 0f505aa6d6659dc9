"""The minutes that a group keeps at the moment, and what belongs to their current topic without a field that says so."""

from __future__ import annotations

from collections.abc import Sequence

from bot.context import Context, Moment
from bot.domain.ids import Number, TeamId
from bot.domain.minutes.running import Entry, EntryKind, Minutes, name_of
from bot.domain.record_types import Record

DRAFT_CHANGED = "minutes changed"
"""The timer that brings a posted draft up to date."""


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
    running = next((each for each in await _unfinished(ctx, held_by) if each.is_running), None)
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


async def in_minutes(moment: Moment, team: TeamId) -> None:
    """To be called when a record of a group was changed: a draft that may speak of it is looked at again."""
    await _unfinished(moment, team)


async def _unfinished(moment: Moment, team: TeamId) -> Sequence[Minutes]:
    """The minutes of the group that are not final. A timer looks whether their drafts still read as they should."""
    found = await moment.tx.minutes.unfinished(team)
    for minutes in found:
        if not minutes.is_running:
            await moment.tx.timers.set(DRAFT_CHANGED, name_of(minutes), moment.now)
    return found
