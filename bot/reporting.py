"""What `lotse status` says: how the bot is, read from its data, whether it runs or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.condition import Condition, condition
from bot.domain.ids import RoomId
from bot.domain.muting import MutedRoom, Why
from bot.ports import DueTimer, OutboxRow, Store
from bot.undelivered import Undelivered, undelivered

SHOWN = 10
_WHY = {
    Why.NO_RIGHT: "the bot may not write there",
    Why.REMOVED: "the bot is not in it any more",
    Why.REFUSED: "the homeserver takes nothing for it",
    Why.CONTENT: "it does not take what the bot says",
}


async def status(store: Store, now: datetime, zone: ZoneInfo) -> list[str]:
    """The lines, in English: last sync, what waits, the next timers, what failed."""
    async with store.reading() as tx:
        found = await condition(tx, now)
        upcoming = await tx.timers.upcoming(SHOWN)
        failed = await tx.outbox.parked_rows(SHOWN)
        muted, unheard = await tx.muted.all(), await undelivered(tx)
        groups = {team.room: team.name for team in await tx.teams.all()}
    return [
        f"last sync: {_ago(found.last_sync, now, zone) if found.last_sync else 'never'}",
        f"messages waiting: {found.unsent} to be sent, {found.unhandled} to be handled",
        *_overdue(found, zone),
        *_timers(upcoming, zone),
        *_muted(muted, groups, zone),
        *_unheard(unheard, groups, zone),
        *_failed(failed, found.parked, groups, zone),
    ]


def _overdue(found: Condition, zone: ZoneInfo) -> list[str]:
    """Nothing where all is well: a timer is looked at within a second."""
    if found.oldest_overdue is None:
        return []
    return [f"timers overdue: {found.overdue}, the first since {found.oldest_overdue.astimezone(zone):%Y-%m-%d %H:%M}"]


def _timers(upcoming: Sequence[DueTimer], zone: ZoneInfo) -> list[str]:
    lines = [f"  {timer.due_at.astimezone(zone):%Y-%m-%d %H:%M}  {timer.kind} {timer.subject}" for timer in upcoming]
    return ["next timers:", *lines] if lines else ["next timers: none"]


def _muted(rooms: Sequence[MutedRoom], groups: Mapping[RoomId, str], zone: ZoneInfo) -> list[str]:
    """Nothing where every room takes what the bot says."""
    return [
        f"room that refuses messages: {groups.get(muted.room, muted.room)},"
        f" since {muted.since.astimezone(zone):%Y-%m-%d %H:%M}: {_WHY[muted.why]}"
        for muted in rooms
    ]


def _unheard(alerts: Sequence[Undelivered], groups: Mapping[RoomId, str], zone: ZoneInfo) -> list[str]:
    return [
        f"alert not delivered: {alert.number} to {groups.get(alert.room, alert.room)}, since {alert.since.astimezone(zone):%Y-%m-%d %H:%M}"
        for alert in alerts
    ]


def _failed(rows: Sequence[OutboxRow], count: int, groups: Mapping[RoomId, str], zone: ZoneInfo) -> list[str]:
    lines = [
        f"  {row.parked_at.astimezone(zone):%Y-%m-%d %H:%M}  {row.action} to {groups.get(row.room, row.room)}: {row.failure}"
        for row in rows
        if row.parked_at
    ]
    return [f"failed: {count}", *lines] if count else ["failed: none"]


def _ago(then: datetime, now: datetime, zone: ZoneInfo) -> str:
    seconds = max(int((now - then).total_seconds()), 0)
    return f"{then.astimezone(zone):%Y-%m-%d %H:%M:%S} ({seconds} s ago)"
