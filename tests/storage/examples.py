"""What do the stories about storage begin with? A time, an event, a team, records of each kind and a message of ours."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.domain.actions import Action
from bot.domain.agenda import Topic
from bot.domain.blockers import Blocker
from bot.domain.ids import EventId, Number, RoomId, TeamId, UserId
from bot.domain.meetings import Session
from bot.domain.teams import Kind, Team, TeamState
from bot.messages import Message, Priority, Role, Undecryptable
from bot.ports import OutboxRow, Store, Transaction

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TUESDAY = datetime(2026, 11, 24, 10, 0)  # noqa: DTZ001
ROOM = RoomId("!data:stadt.example")
OTHER_ROOM = RoomId("!pmo:stadt.example")
ANNA = UserId("@anna:stadt.example")

TEAM = Team(
    id=TeamId(0),
    room=ROOM,
    name="Dateninventur",
    kinds=frozenset({Kind.TASK_FORCE}),
    state=TeamState.ACTIVE,
    created_by=ANNA,
    created_at=NOW,
)
MESSAGE = OutboxRow(
    id=0,
    room=ROOM,
    once="",
    txn="",
    device="LOTSE",
    action="send",
    event_type="m.room.message",
    content={"body": "Grüße", "m.mentions": {}},
    subject=None,
    role=Role.ANSWER,
    priority=Priority.ANSWER,
    target=None,
    suggests=None,
    literally=None,
    asked_by=None,
    cause=None,
    wakes=None,
    not_before=None,
    created_at=NOW,
)


def after(**span: float) -> datetime:
    return NOW + timedelta(**span)


def message(event: str, text: str = "!blocker Vorlage fehlt", **more: Any) -> Message:
    return Message(event_id=EventId(event), room=ROOM, sender=ANNA, sent_at=NOW, text=text, **more)


def unreadable(event: str) -> Undecryptable:
    return Undecryptable(event_id=EventId(event), room=ROOM, sender=ANNA, sent_at=NOW, raw={"ciphertext": "abc"})


def blocker(count: int, team: Team, **more: Any) -> Blocker:
    known: dict[str, Any] = {"text": "Vorlage fehlt", "reporter": ANNA, "reported_at": NOW, "opened_at": NOW, "room": team.room}
    known["source"] = EventId(f"$b{count}")
    return Blocker(number=Number("B", count), team=team.id, **{**known, **more})


def session(count: int, team: Team, **more: Any) -> Session:
    """On Tuesday, 24 November 2026, at 10:00 on the wall."""
    known: dict[str, Any] = {"title": "Jour fixe", "start": TUESDAY, "created_by": ANNA, "created_at": NOW, "room": team.room}
    known["source"] = EventId(f"$s{count}")
    return Session(number=Number("S", count), team=team.id, **{**known, **more})


def topic(count: int, team: Team, **more: Any) -> Topic:
    known: dict[str, Any] = {"text": "Hosting-Angebot", "author": ANNA, "created_at": NOW, "room": team.room}
    known["source"] = EventId(f"$t{count}")
    return Topic(number=Number("T", count), team=team.id, **{**known, **more})


def action(count: int, team: Team, **more: Any) -> Action:
    known: dict[str, Any] = {"text": "Angebot einholen", "author": ANNA, "created_at": NOW, "room": team.room}
    known["source"] = EventId(f"$a{count}")
    return Action(number=Number("A", count), team=team.id, **{**known, **more})


async def queue(tx: Transaction, once: str, **more: Any) -> OutboxRow:
    """Adds a message of ours and gives it back as it was kept."""
    await tx.outbox.add(replace(MESSAGE, once=once, **more))
    kept = await tx.outbox.by_once(once)
    assert kept is not None
    return kept


async def ready(store: Store, now: datetime = NOW, limit: int = 100) -> list[str]:
    """The `once` of what may be sent."""
    async with store.reading() as tx:
        return [row.once for row in await tx.outbox.ready(now, limit)]
