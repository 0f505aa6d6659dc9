"""`!protokoll zurück`: takes back the last entry of the running minutes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.agenda import Topic, TopicState, position_before
from bot.domain.minutes.running import Entry, EntryKind, Minutes
from bot.messages import Outgoing, Reply, UserError
from bot.permissions import Who
from commands.agenda.current_topic import watch_clock
from commands.agenda.record import KIND as TOPIC
from commands.agenda.session_card import refreshed
from commands.minutes.running import meant, require_moderation


@command("minutes undo", args=Arguments, who=Who.TEAM | Who.PMO, aliases=("zurück", "rückgängig", "zurücknehmen"))
async def undo(ctx: Context, args: Arguments) -> Reply:
    minutes = await meant(ctx)
    entries = await ctx.tx.minutes.entries(minutes.session, minutes.planned)
    if not entries:
        raise UserError("minutes.nothing-to-undo")
    last = entries[-1]
    if not await _is_own(ctx, last):
        await require_moderation(ctx, minutes)
    also = await taken_back(ctx, minutes, last)
    params: dict[str, Any] = {"entry": last, "topic": await ctx.tx.topics.get(last.topic) if last.topic else None}
    return Reply("minutes.undone", subject=minutes.session, also=tuple(also), **params)


async def _is_own(ctx: Context, entry: Entry) -> bool:
    """Whether the sender has made it: that stands with the message alone."""
    made = await ctx.tx.inbox.handled(entry.event) if entry.event else None
    return made is not None and made.sender == ctx.sender


async def taken_back(ctx: Context, minutes: Minutes, entry: Entry) -> list[Outgoing]:
    """Deletes the entry, which is the last one, and what it did. A record that was made stays: it only leaves the minutes."""
    await ctx.tx.minutes.delete(entry)
    now = minutes
    said: list[Outgoing] = []
    if entry.kind is EntryKind.MORE:
        now = minutes.lasting_until(entry.until, at=ctx.now)
    elif entry.kind is EntryKind.CLOSED:
        topic = await ctx.tx.topics.get(entry.topic) if entry.topic else None
        if topic is not None:
            now = replace(minutes, topic=topic.number, since=entry.since).lasting_until(entry.until, at=ctx.now)
            await ctx.tx.minutes.save(now)
            said = await TOPIC.change(ctx, topic, await _reopened(ctx, minutes, topic), "undo")
    if now == minutes:
        return said
    await ctx.tx.minutes.save(now)
    await watch_clock(ctx, now)
    return [*said, *await refreshed(ctx, now)]


async def _reopened(ctx: Context, minutes: Minutes, topic: Topic) -> Topic:
    """Open again on the date, in its place; at the front where it has left the agenda meanwhile."""
    after = replace(topic, state=TopicState.OPEN, result="", closed_at=None)
    if (topic.session, topic.planned) == (minutes.session, minutes.planned):
        return after
    others = await ctx.tx.topics.of_date(minutes.session, minutes.planned)
    return after.placed(minutes.session, minutes.planned, position_before(others, 1))
