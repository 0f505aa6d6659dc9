"""How does a project come by hundreds of thousands of records? They are put into its database directly, with all that hangs on each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Table, insert, update

from bot.domain.blockers import Blocker, Severity
from bot.domain.ids import EventId, Number, RoomId, TeamId, UserId
from bot.domain.teams import Kind, Team, TeamState
from bot.messages import Priority, Role
from storage import tables
from storage.connection.database import Database
from storage.row_mapping import values_of
from storage.tables import InboxState

_AT_ONCE = 2000
_STEP = timedelta(minutes=10)
"""Between one report and the next: two hundred thousand are four years."""
OPEN = 50
"""Of so many one is still open, as is the latest of each group."""
_TEXT = "Die Freigabe des Datenschutzes für die Schnittstelle zum Melderegister fehlt noch"


def group(number: int, room: str, by: str, at: datetime) -> Team:
    return Team(
        id=TeamId(0),
        room=RoomId(room),
        name=f"Task Force {number}",
        kinds=frozenset({Kind.TASK_FORCE}),
        state=TeamState.ACTIVE,
        created_by=UserId(by),
        created_at=at,
    )


def open_blocker(number: Number, team: Team, at: datetime) -> Blocker:
    return Blocker(
        number=number,
        team=team.id,
        text=f"{_TEXT} ({number})",
        solution="Vorlage aus Gießen nutzen",
        severity=Severity.YELLOW,
        reporter=team.created_by,
        reported_at=at,
        opened_at=at,
        room=team.room,
        source=EventId(f"$seeded-{number}-{'x' * 30}"),
    )


async def seed(store: Database, teams: Sequence[Team], count: int, now: datetime) -> None:
    """`count` blockers spread over the groups, reported and mostly solved before `now`.

    With each its message in the inbox, its card in the outbox and two steps of history, as they are left of a real one.
    """
    first = (await _last(store)) + 1
    async with store.transaction() as tx:
        for start in range(0, count, _AT_ONCE):
            blockers = [_blocker(first + each, teams, count - each, now) for each in range(start, min(start + _AT_ONCE, count))]
            rows: list[tuple[Table, list[dict[str, Any]]]] = [
                (tables.blockers, [values_of(each) for each in blockers]),
                (tables.inbox, [_message(each) for each in blockers]),
                (tables.outbox, [_card(each) for each in blockers]),
                (tables.history, [step for each in blockers for step in _history(each)]),
            ]
            for table, values in rows:
                await tx.connection.execute(insert(table), values)
        counted = update(tables.counters).where(tables.counters.c.name == "B").values(last=first + count - 1)
        await tx.connection.execute(counted)


async def _last(store: Database) -> int:
    async with store.transaction() as tx:
        return (await tx.next_number("B")).count


def _blocker(number: int, teams: Sequence[Team], ago: int, now: datetime) -> Blocker:
    team = teams[number % len(teams)]
    blocker = open_blocker(Number("B", number), team, now - ago * _STEP)
    if number % OPEN == 0:
        return replace(blocker, severity=Severity.RED if number % (3 * OPEN) == 0 else Severity.YELLOW)
    return blocker.solved(by=team.created_by, at=blocker.reported_at + timedelta(hours=5), how="Die Vorlage ist da")


def _message(blocker: Blocker) -> dict[str, Any]:
    return {
        "event_id": blocker.source,
        "room": blocker.room,
        "sender": blocker.reporter,
        "sent_at": blocker.reported_at,
        "received_at": blocker.reported_at,
        "state": InboxState.HANDLED,
        "payload": None,
        "outcome": "done",
        "command": "blocker add",
        "subject": blocker.number,
        "fingerprint": "f" * 64,
    }


def _card(blocker: Blocker) -> dict[str, Any]:
    return {
        "install": "seeded",
        "room": blocker.room,
        "once": f"answer:{blocker.source}",
        "device": "SEEDED",
        "action": "send",
        "event_type": "m.room.message",
        "content": {"msgtype": "m.notice"},
        "subject": str(blocker.number),
        "role": Role.CARD,
        "priority": Priority.ANSWER,
        "target": None,
        "suggests": None,
        "asked_by": blocker.reporter,
        "cause": blocker.source,
        "wakes": None,
        "not_before": None,
        "created_at": blocker.reported_at,
        "attempts": 0,
        "retry_at": None,
        "sent_at": blocker.reported_at,
        "event_id": f"$card-{blocker.number}-{'x' * 30}",
        "parked_at": None,
        "failure": "",
    }


def _history(blocker: Blocker) -> Iterator[dict[str, Any]]:
    step = {"subject": blocker.number, "by": blocker.reporter, "detail": "", "before": None}
    yield {**step, "at": blocker.reported_at, "what": "blocker add", "event": blocker.source}
    if blocker.closed_at is not None:
        yield {**step, "at": blocker.closed_at, "what": "blocker solve", "event": f"{blocker.source}s", "before": "{}"}
