"""The current topic of a session whose minutes run: what becomes of it when a topic is handled, deferred, dropped or given another slot."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.context import Context, Moment
from bot.domain.agenda import Topic
from bot.domain.minutes.running import Entry, EntryKind, Minutes, Warned, next_warning
from bot.messages import Outgoing, Role
from bot.ports import LAPSED
from commands.agenda.session_card import open_topics, refreshed

CLOCK = "minutes clock"
"""The timer of what the clock says about the current topic."""


async def follow_topic(ctx: Context, before: Topic, after: Topic) -> list[Outgoing]:
    """To be called when a topic was changed: the session that talks about it goes on to the next one, and its card says so."""
    running = await ctx.tx.minutes.running(after.team)
    if running is None:
        return []
    was_on_it, is_on_it = _is_on(before, running), _is_on(after, running)
    if not (was_on_it or is_on_it):
        return []
    now = running
    if is_on_it and not was_on_it:
        await _not_left(ctx, running, after)
    if running.topic == after.number and not is_on_it:
        await ctx.tx.minutes.add(closing(running, at=ctx.written_at, entry_of=ctx))
        now = await begun(ctx, running, await next_topic(ctx, running), at=ctx.written_at)
        await give_up_warnings(ctx, running)
    elif running.topic is None and is_on_it:
        now = await begun(ctx, running, after, at=ctx.written_at)
    elif running.topic == after.number and running.until is not None and before.minutes != after.minutes:
        until = running.until + timedelta(minutes=after.minutes - before.minutes)
        now = running.lasting_until(until, at=ctx.now)
        await ctx.tx.minutes.save(now)
        await watch_clock(ctx, now)
    return await refreshed(ctx, now)


async def _not_left(ctx: Context, running: Minutes, topic: Topic) -> None:
    """It was left, and that was taken back: it comes up again."""
    for entry in await ctx.tx.minutes.entries(running.session, running.planned):
        if entry.kind is EntryKind.CLOSED and entry.topic == topic.number:
            await ctx.tx.minutes.delete(entry)


def _is_on(topic: Topic, minutes: Minutes) -> bool:
    """Whether it stands open on the agenda of the date."""
    return topic.is_open and (topic.session, topic.planned) == (minutes.session, minutes.planned)


def closing(running: Minutes, *, at: datetime, entry_of: Context) -> Entry:
    """The entry that the current topic was left."""
    return Entry(
        session=running.session,
        planned=running.planned,
        position=0,
        kind=EntryKind.CLOSED,
        topic=running.topic,
        at=at,
        since=running.since,
        until=running.until,
        event=entry_of.event,
        is_tap=entry_of.tapped is Role.SESSION,
    )


async def next_topic(moment: Moment, running: Minutes) -> Topic | None:
    """The first that nobody came to yet, in the order of the agenda."""
    return next((topic for topic in await open_topics(moment, running) if topic.number != running.topic), None)


async def begun(moment: Moment, running: Minutes, topic: Topic | None, *, at: datetime) -> Minutes:
    """Saved with this topic as the current one."""
    now = running.on(topic.number, topic.minutes, at=at) if topic else running.on(None, 0, at=at)
    await moment.tx.minutes.save(now)
    await watch_clock(moment, now)
    return now


async def watch_clock(moment: Moment, minutes: Minutes) -> None:
    """Sets the timer by the slot of the current topic."""
    warning = next_warning(minutes) if minutes.is_running else None
    if warning is None:
        await moment.tx.timers.clear(str(minutes.session), CLOCK)
    else:
        await moment.tx.timers.set(CLOCK, str(minutes.session), warning[1])


def warning_once(minutes: Minutes, warned: Warned) -> str:
    """The key of what the clock says of the current topic and the slot that it has now."""
    until = minutes.until.isoformat() if minutes.until else ""
    return f"minutes clock:{minutes.session}:{minutes.planned.isoformat()}:{minutes.topic}:{warned}:{until}"


async def give_up_warnings(moment: Moment, left: Minutes) -> None:
    """What the clock has said of the slot that was left is never sent, where it has not been delivered yet."""
    for warned in (Warned.SOON, Warned.OVER):
        row = await moment.tx.outbox.by_once(warning_once(left, warned))
        if row is not None and row.sent_at is None and row.parked_at is None:
            await moment.tx.outbox.parked(row, LAPSED, moment.now)
