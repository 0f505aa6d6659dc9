"""Sessions as they stand in the database, for stories about topics: planned, moved, cancelled, reopened."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.config.effective_settings import calendar_of, settings_of
from bot.context import Project
from bot.context_factory import ContextFactory
from bot.domain.ids import EventId, Number, TeamId, UserId
from bot.domain.meetings import DateChange, Session
from bot.outbound.composer import Composer
from bot.outbound.queueing import Cause
from bot.ports import Transaction
from bot.texts import LANGUAGES, Texts
from commands import VOCABULARY
from commands.agenda.carry_over import adopt
from tests.world import BERLIN, Room, World


def berlin(day: int, hour: int, minute: int = 0, *, month: int = 11) -> datetime:
    """A moment of 2026 on Berlin's winter clock."""
    return datetime(2026, month, day, hour - 1, minute, tzinfo=UTC)


def wall(day: int, hour: int, minute: int = 0, *, month: int = 11, year: int = 2026) -> datetime:
    """What the clock on the wall shows, as sessions keep it."""
    return datetime(year, month, day, hour, minute, tzinfo=BERLIN).replace(tzinfo=None)


TUESDAY = wall(24, 10)
"""The day after the stories begin."""


async def plan(
    room: Room, start: datetime = TUESDAY, *, rule: str = "", minutes: int = 60, title: str = "Jour fixe", adopting: bool = True
) -> Number:
    """The room's group plans a session; `start` is what the clock on the wall shows."""
    async with _changing(room.world) as tx:
        team = await team_of(tx, room)
        number = await tx.next_number("S")
        session = Session(
            number=number,
            team=team,
            title=title,
            rule=rule,
            start=start,
            length=timedelta(minutes=minutes),
            created_by=UserId("@anna:stadt.example"),
            created_at=room.world.clock.now(),
            room=room.id,
            source=EventId("$planned"),
        )
        await tx.sessions.add(session)
    if adopting:
        await settled(room)
    return number


async def plan_weekly(room: Room) -> Number:
    """Every Tuesday at ten."""
    return await plan(room, rule="FREQ=WEEKLY;BYDAY=TU")


async def cancel_date(room: Room, session: Number, planned: datetime) -> None:
    async with _changing(room.world) as tx:
        await tx.sessions.set_change(DateChange(session=session, planned=planned, cancelled=True))
    await settled(room)


async def move_date(room: Room, session: Number, planned: datetime, to: datetime) -> None:
    async with _changing(room.world) as tx:
        await tx.sessions.set_change(DateChange(session=session, planned=planned, moved_to=to))
    await settled(room)


async def reopen_date(room: Room, session: Number, planned: datetime) -> None:
    async with _changing(room.world) as tx:
        await tx.sessions.clear_change(session, planned)
    await settled(room)


async def cancel(room: Room, session: Number) -> None:
    async with _changing(room.world) as tx:
        await tx.sessions.save((await _session(tx, session)).cancelled())
    await settled(room)


async def move_series(room: Room, session: Number, start: datetime, rule: str) -> None:
    async with _changing(room.world) as tx:
        await tx.sessions.save(replace(await _session(tx, session), start=start, rule=rule))
    await settled(room)


async def settled(room: Room) -> None:
    """The topics of the room's group get their dates, as after every change of a session."""
    world = room.world
    holding = settings_of(BERLIN, {})
    project = Project(name="Open Smart City", prefix="!", admins=frozenset())
    scenes = ContextFactory(world.rooms, world.clock, project, VOCABULARY, holding, calendar_of(), random.Random(1))
    composer = Composer({language: Texts(language) for language in LANGUAGES}, holding, "DEVICE")
    async with world.store.transaction() as tx:
        moment = await scenes.moment(tx, room.id)
        await composer.post(moment, await adopt(moment, await team_of(tx, room)), Cause())
    await world.settle()


async def team_of(tx: Transaction, room: Room) -> TeamId:
    team = await tx.teams.of_room(room.id)
    assert team is not None
    return team.id


async def _session(tx: Transaction, number: Number) -> Session:
    session = await tx.sessions.get(number)
    assert session is not None
    return session


@asynccontextmanager
async def _changing(world: World) -> AsyncIterator[Transaction]:
    async with world.store.transaction() as tx:
        yield tx
