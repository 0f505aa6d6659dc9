"""A whole series moves, to another time, day or rhythm: its topics and what was decided about single dates stay on their days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.context import Context
from bot.domain.digests import session_once
from bot.domain.meetings import DateChange, Occurrence, Session, next_held, occurrence_of
from bot.domain.replanning import Replanned, counterpart, replanned
from commands.meeting.dates import local
from commands.meeting.digest.schedule import mark_as_said, was_said


@dataclass(frozen=True, kw_only=True)
class Stays:
    """What the answer says about the dates that had been cancelled or changed one by one."""

    kept: Sequence[tuple[datetime, Occurrence]]
    """When each was planned before, naive and local, and how it is now."""
    lost: Sequence[Occurrence]
    """As they were."""


async def keep_dates(ctx: Context, before: Session, after: Session) -> Stays:
    """To be called before the series planned anew is kept: takes along what belongs to single dates that are to come."""
    changes = await ctx.tx.sessions.changes(before.number)
    await _keep_digest(ctx, before, after)
    result = replanned(before, after, changes, local(ctx, ctx.now))
    for old in (*(kept.old for kept in result.kept), *(change.planned for change in (*result.settled, *result.lost))):
        await ctx.tx.sessions.clear_change(before.number, old)
    for kept in result.kept:
        await ctx.tx.sessions.set_change(kept.change)
    await _keep_topics(ctx, before, after, changes)
    await _keep_voices(ctx, before, after)
    return _told(ctx, before, after, result)


async def _keep_topics(ctx: Context, before: Session, after: Session, changes: Sequence[DateChange]) -> None:
    """Open topics go along with their date in their order; those of a date that is no more are for `adopt`."""
    moved_to = {change.planned: change.moved_to for change in changes}
    for topic in await ctx.tx.topics.open_of_session(before.number):
        if topic.planned is None or (moved_to.get(topic.planned) or topic.planned) <= local(ctx, ctx.now):
            continue
        planned = counterpart(before, after, topic.planned)
        if planned is not None and planned != topic.planned:
            await ctx.tx.topics.save(topic.placed(after.number, planned, topic.position))


async def _keep_voices(ctx: Context, before: Session, after: Session) -> None:
    """What was said about who speaks on a date goes along with it."""
    words = [each for each in await ctx.tx.voices.words(before.team) if each.session == before.number]
    moves: dict[datetime, datetime] = {}
    for old in {each.planned for each in words if each.planned is not None and each.planned > local(ctx, ctx.now)}:
        planned = counterpart(before, after, old)
        if planned is not None and planned != old:
            moves[old] = planned
    # The later ones first, so that none is taken for one that has not moved yet.
    for old in sorted(moves, reverse=all(new > old for old, new in moves.items())):
        await ctx.tx.voices.shift(before.number, old, moves[old])


async def _keep_digest(ctx: Context, before: Session, after: Session) -> None:
    """What a group has read about its next date it does not read again because that date is planned otherwise now."""
    date = next_held(before, await ctx.tx.sessions.changes(before.number), ctx.settings.zone, now=ctx.now)
    planned = counterpart(before, after, date.planned) if date else None
    if date is None or planned is None or planned == date.planned:
        return
    old, new = session_once(before.number, date.planned), session_once(after.number, planned)
    if await was_said(ctx.tx, old) and not await was_said(ctx.tx, new):
        await mark_as_said(ctx.tx, new, old)


def _told(ctx: Context, before: Session, after: Session, result: Replanned) -> Stays:
    zone = ctx.settings.zone
    return Stays(
        kept=[(kept.old, occurrence_of(after, kept.change, zone)) for kept in result.kept],
        lost=[occurrence_of(before, change, zone) for change in result.lost],
    )
