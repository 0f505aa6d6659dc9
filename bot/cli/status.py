"""`lotse status`: how the bot is, read from its database, whether it runs or not."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.faults import Fault
from bot.domain.ids import RoomId
from bot.domain.muted_rooms import MutedRoom, Why
from bot.inbound.intake import GAPS_KEY, POSITION_LOST_KEY
from bot.monitoring.snapshot import Condition, condition
from bot.monitoring.undelivered import Undelivered, undelivered
from bot.ports import DueTimer, Failure, SetAside, Store

MAX_SHOWN = 10
_MUTED_BECAUSE = {
    Why.NO_RIGHT: "the bot may not write there",
    Why.REMOVED: "the bot is not in it any more",
    Why.REFUSED: "the homeserver takes nothing for it",
    Why.CONTENT: "it does not take what the bot says",
}


async def status(store: Store, now: datetime, zone: ZoneInfo) -> list[str]:
    """The lines, in English: last sync, what waits, the next timers, what failed."""
    async with store.reading() as tx:
        found = await condition(tx, now)
        upcoming = await tx.timers.upcoming(MAX_SHOWN)
        failed = await tx.outbox.failures(MAX_SHOWN)
        muted, unheard = await tx.muted.all(), await undelivered(tx)
        groups = {team.room: team.name for team in await tx.teams.all()}
        faults, timers_aside, events_aside = (
            await tx.faults.latest(MAX_SHOWN),
            await tx.timers.all_set_aside(),
            await tx.inbox.count_set_aside(),
        )
        lost, gaps = await tx.get_meta(POSITION_LOST_KEY), await tx.get_meta(GAPS_KEY)
    return [
        f"last sync: {_ago(found.last_sync, now, zone) if found.last_sync else 'never'}",
        *_listening(lost, gaps, groups, zone),
        f"messages waiting: {found.unsent} to be sent, {found.unhandled} to be handled",
        *_overdue(found, zone),
        *_timers(upcoming, zone),
        *_muted(muted, groups, zone),
        *_unheard(unheard, groups, zone),
        *_set_aside(timers_aside, events_aside, zone),
        *_faults(faults, zone),
        *_failed(failed, found.parked, groups, zone),
    ]


def _listening(lost: str | None, gaps: str | None, groups: Mapping[RoomId, str], zone: ZoneInfo) -> list[str]:
    """Lines on a lost sync position and open gaps; none where all is well."""
    lines = []
    if lost:
        at = f"{datetime.fromisoformat(lost).astimezone(zone):%Y-%m-%d %H:%M}"
        lines.append(f"position: not known to the homeserver any more on {at}; all that may have been missed was read again")
    rooms = sorted({groups.get(RoomId(room), room) for room, *_ in json.loads(gaps or "[]")})
    if rooms:
        lines.append(f"what was said is not given by the homeserver, and asked for again: {', '.join(rooms)}")
    return lines


def _overdue(found: Condition, zone: ZoneInfo) -> list[str]:
    """Lines on overdue timers; none where all is well, since a timer runs within a second."""
    if found.oldest_overdue is None:
        return []
    return [f"timers overdue: {found.overdue}, the first since {found.oldest_overdue.astimezone(zone):%Y-%m-%d %H:%M}"]


def _timers(upcoming: Sequence[DueTimer], zone: ZoneInfo) -> list[str]:
    lines = [f"  {timer.due_at.astimezone(zone):%Y-%m-%d %H:%M}  {timer.kind} {timer.subject}" for timer in upcoming]
    return ["next timers:", *lines] if lines else ["next timers: none"]


def _muted(rooms: Sequence[MutedRoom], groups: Mapping[RoomId, str], zone: ZoneInfo) -> list[str]:
    """Lines on muted rooms; none where every room takes what the bot says."""
    return [
        f"room that refuses messages: {groups.get(muted.room, muted.room)},"
        f" since {muted.since.astimezone(zone):%Y-%m-%d %H:%M}: {_MUTED_BECAUSE[muted.why]}"
        for muted in rooms
    ]


def _unheard(alerts: Sequence[Undelivered], groups: Mapping[RoomId, str], zone: ZoneInfo) -> list[str]:
    return [
        f"alert not delivered: {alert.number} to {groups.get(alert.room, alert.room)}, since {alert.since.astimezone(zone):%Y-%m-%d %H:%M}"
        for alert in alerts
    ]


def _set_aside(timers: Sequence[SetAside], events: int, zone: ZoneInfo) -> list[str]:
    """Nothing where all is well."""
    lines = [f"  timer {each.kind} {each.subject}, since {each.set_aside_at.astimezone(zone):%Y-%m-%d %H:%M}" for each in timers]
    if events:
        lines.append(f"  {events} event{'s' if events > 1 else ''} that cannot be read")
    return ["set aside until the next start:", *lines] if lines else []


def _faults(faults: Sequence[Fault], zone: ZoneInfo) -> list[str]:
    """Nothing where none has shown in the last month."""
    lines = [f"  {each.last_at.astimezone(zone):%Y-%m-%d %H:%M}  {each.times} × {each.place} {each.detail}: {each.what}" for each in faults]
    return ["faults of the program, each with its traceback in the log:", *lines] if lines else []


def _failed(failures: Sequence[Failure], count: int, groups: Mapping[RoomId, str], zone: ZoneInfo) -> list[str]:
    lines = [
        f"  {each.last.astimezone(zone):%Y-%m-%d %H:%M}  {f'{each.count} × ' if each.count > 1 else ''}"
        f"{each.action} to {groups.get(each.room, each.room)}: {each.reason}"
        for each in failures
    ]
    return [f"failed: {count}", *lines] if count else ["failed: none"]


def _ago(then: datetime, now: datetime, zone: ZoneInfo) -> str:
    seconds = max(int((now - then).total_seconds()), 0)
    return f"{then.astimezone(zone):%Y-%m-%d %H:%M:%S} ({seconds} s ago)"
