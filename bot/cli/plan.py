"""`lotse plan`, a dry run: what the bot would say by itself if nobody reacted. The real parts, on a copy of the records, with a clock
that jumps ahead."""

from __future__ import annotations

import random
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.app import Machine, build
from bot.context import Project
from bot.domain.ids import EventId, RoomId, UserId
from bot.domain.muted_rooms import Why
from bot.messages import Reaction
from bot.monitoring.undelivered import undelivered
from bot.ports import Attached, OwnMessages, SendFailed, Store
from commands.privacy.roles import ahead
from storage.connection.database import Database, Reader
from storage.transfer.scratch_copy import scratch_copy

_AT_LEAST_LATER = timedelta(microseconds=1)


@dataclass(frozen=True)
class Planned:
    """A message that would be sent."""

    at: datetime
    group: str
    """The name of the group whose room it is; the room's id where it is the room of none."""
    says: str
    """Its first line."""
    is_said: bool = True
    """Whether it is a message; else something that happens without one."""


async def plan(
    source: Reader, *, now: datetime, span: timedelta, project: Project, zone: ZoneInfo, settings: Mapping[str, str]
) -> AsyncIterator[Planned]:
    """The messages that would be sent, in order of their time. `settings` are the configuration's, in short forms by name."""
    with tempfile.TemporaryDirectory(prefix="lotse-plan-") as folder:
        copy = await scratch_copy(source, Path(folder) / "data")
        try:
            muted = await _muted(copy)
            clock, chat = _JumpingClock(now), _NotingChat(muted)
            machine = build(
                store=copy,
                chat=chat,
                rooms=EmptyRooms(),
                clock=clock,
                project=project,
                zone=zone,
                settings=settings,
                may_invite=lambda user: False,
                device="plan",
                rand=random.Random(0),
            )
            await machine.startup.begin()
            groups = await _groups(copy)
            quiet = await _without_a_word(copy, machine, now, now + span)
            for room, says in await _undelivered(copy):
                yield Planned(at=now, group=groups.get(room, room), says=says)
            moment: datetime | None = now
            while moment is not None and moment <= now + span:
                while quiet and quiet[0].at <= moment:
                    yield quiet.pop(0)
                clock.jump(moment)
                await _settle(machine)
                for room, body in chat.noted():
                    yield Planned(at=moment, group=groups.get(room, room), says=_first_line(body))
                moment = await _next_moment(copy, after=moment)
            for each in quiet:
                yield each
        finally:
            await copy.close()


async def _without_a_word(store: Store, machine: Machine, now: datetime, until: datetime) -> list[Planned]:
    """The nights in which persons become roles in records that have been closed for long enough."""
    async with store.reading() as tx:
        moment = await machine.contexts.moment(tx, RoomId(""))
        pmo = await moment.pmo()
        return [
            Planned(
                at=max(night, now),
                group=pmo.name if pmo else moment.project.name,
                says=f"no message: roles in place of names in {', '.join(map(str, numbers))}",
                is_said=False,
            )
            for night, numbers in await ahead(moment, until)
        ]


async def _settle(machine: Machine) -> None:
    busy = True
    while busy:
        busy = False
        while await machine.timers.run_one():
            busy = True
        while await machine.relay.deliver_ready():
            busy = True


async def _groups(store: Store) -> dict[RoomId, str]:
    async with store.reading() as tx:
        return {team.room: team.name for team in await tx.teams.all()}


async def _muted(store: Store) -> dict[RoomId, Why]:
    """The rooms that are muted now, which are taken to stay so."""
    async with store.reading() as tx:
        return {muted.room: muted.why for muted in await tx.muted.all()}


async def _undelivered(store: Store) -> list[tuple[RoomId, str]]:
    """The alerts that are refused and retried, by their room."""
    async with store.reading() as tx:
        return [
            (unheard.room, f"{unheard.number}: not delivered, tried again every hour and when the room changes")
            for unheard in await undelivered(tx)
        ]


async def _next_moment(store: Database, *, after: datetime) -> datetime | None:
    async with store.reading() as tx:
        moments = (await tx.timers.next_at(), await tx.outbox.next_due())
    # What is ready and is not done, such as a row of a message that was given up, must not stop the clock.
    return min((max(moment, after + _AT_LEAST_LATER) for moment in moments if moment is not None), default=None)


def _first_line(body: str) -> str:
    return next((line for line in body.splitlines() if line.strip()), "")


class _JumpingClock:
    def __init__(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def jump(self, moment: datetime) -> None:
        self._now = max(self._now, moment)

    async def sleep_until(self, moment: datetime) -> None:
        self.jump(moment)


@dataclass
class _NotingChat:
    """A Chat that records messages and sends nothing. The rooms in `muted` refuse them."""

    muted: Mapping[RoomId, Why]
    _said: list[tuple[RoomId, str]] = field(default_factory=list)
    _count: int = 0

    def noted(self) -> list[tuple[RoomId, str]]:
        """The messages since the last call, without edits, reactions and files."""
        said, self._said = self._said, []
        return said

    async def send(self, room: RoomId, event_type: str, content: dict[str, Any], txn: str) -> EventId:
        if room in self.muted:
            raise SendFailed("the room refuses it", final=True, why=self.muted[room])
        is_edit = content.get("m.relates_to", {}).get("rel_type") == "m.replace"
        if event_type == "m.room.message" and content.get("msgtype") in ("m.text", "m.notice") and not is_edit:
            self._said.append((room, str(content.get("body", ""))))
        return self._event()

    async def upload(self, room: RoomId, name: str, mime: str, data: bytes) -> dict[str, Any]:
        return {"url": "mxc://plan/none"}

    async def redact(self, room: RoomId, event: EventId, txn: str) -> EventId:
        return self._event()

    async def join(self, room: RoomId, via: RoomId | None) -> None:
        return None

    async def leave(self, room: RoomId) -> None:
        return None

    async def reactions(self, room: RoomId, event: EventId, now: datetime) -> Sequence[Reaction]:
        return ()

    async def attached(self, room: RoomId, event: EventId, max_bytes: int) -> Attached:
        raise SendFailed("nothing is fetched", final=True)

    async def open_direct(self, user: UserId, *, like: RoomId, about: str, once: str) -> None:
        return None

    async def own_messages(self, room: RoomId, page: str | None) -> OwnMessages:
        raise SendFailed("nothing is looked through", final=True)

    async def find(self, room: RoomId, once: str, since: datetime) -> EventId | None:
        return None

    def _event(self) -> EventId:
        self._count += 1
        return EventId(f"$plan{self._count}")


class EmptyRooms:
    """Rooms without members: without a homeserver it is not known who is where."""

    me = UserId("@lotse:plan")

    def members(self, room: RoomId) -> frozenset[UserId]:
        return frozenset()

    def is_joined(self, user: UserId, room: RoomId) -> bool:
        return False

    def has_left(self, user: UserId, room: RoomId) -> bool:
        return False

    def is_here(self, room: RoomId) -> bool:
        return False

    def may_speak(self, room: RoomId) -> bool:
        return False

    def title(self, room: RoomId) -> str:
        return ""

    def power(self, user: UserId, room: RoomId) -> int:
        return 0

    def name(self, user: UserId, room: RoomId | None = None) -> str:
        """The local part of the user id: display names are known to the homeserver alone."""
        return user.removeprefix("@").partition(":")[0]

    def named(self, name: str, room: RoomId) -> Sequence[UserId]:
        return ()

    def is_public(self, room: RoomId) -> bool:
        return False

    def is_encrypted(self, room: RoomId) -> bool:
        return False

    def permalink(self, room: RoomId, event: EventId | None = None) -> str:
        return ""
