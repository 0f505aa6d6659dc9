"""A year of digests: series of several kinds, both changes of the clocks, Hessian holidays, and a bot that goes down at random.

What is expected is worked out here anew, in plain steps, and not by asking the code that is tried.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import holidays
import pytest

from bot.app import build
from bot.context import Project
from bot.domain.ids import EventId, RoomId
from tests.databases import Place, Places
from tests.world import BERLIN, FakeChat, Room, World, user

FIRST, LAST = date(2026, 12, 1), date(2027, 11, 20)
DAY = timedelta(days=1)
HESSE = holidays.country_holidays("DE", subdiv="HE", years=(2026, 2027))


def works(day: date) -> bool:
    return day.weekday() < 5 and day not in HESSE and (day.day, day.month) not in ((24, 12), (31, 12))


def berlin(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, BERLIN).astimezone(UTC)


def days() -> Iterator[date]:
    return (FIRST + count * DAY for count in range((LAST - FIRST).days))


@dataclass(frozen=True)
class Expected:
    """A session's date, with the time at which its digest is due, or the weekly one that is to bring it."""

    room: RoomId
    number: str
    start: datetime
    due: datetime

    @property
    def words(self) -> str:
        local = self.start.astimezone(BERLIN)
        return f"({self.number}), {WEEKDAYS[local.weekday()]}, {local.day}.{local.month}.{local.year}, {local:%H:%M} Uhr"


WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")


def expected(room: Room, number: str, day: date, clock: time, *, ahead: int, weekly: tuple[int, time]) -> Expected:
    due_day, due_clock = day - ahead * DAY, clock
    while not works(due_day):
        due_day, due_clock = due_day - DAY, time(8)
    due = berlin(due_day, due_clock)
    start = berlin(day, clock)
    carried = berlin(due_day, weekly[1])
    return Expected(room.id, number, start, carried if due_day.weekday() == weekly[0] and carried < start else due)


class TimedChat(FakeChat):
    """Knows when what was sent."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world = world
        self.times: dict[EventId, datetime] = {}

    async def send(self, room: RoomId, event_type: str, content: dict[str, Any], txn: str) -> EventId:
        event = await super().send(room, event_type, content, txn)
        self.times.setdefault(event, self.world.clock.now())
        return event


class Bot:
    """Goes down and comes back, with its database and nothing else."""

    def __init__(self, world: World, places: Places) -> None:
        self.world = world
        self.places = places
        self.chat = world.chat = TimedChat(world)
        self.away: list[tuple[datetime, datetime]] = []

    async def start(self) -> None:
        world = self.world
        world.machine = build(
            store=world.store,
            chat=self.chat,
            rooms=world.rooms,
            clock=world.clock,
            project=Project(name="Open Smart City", prefix="!", admins=frozenset([user("Ada")])),
            zone=BERLIN,
            settings={},
            may_invite=lambda inviter: True,
            device="DEVICE",
            rand=random.Random(1),
        )
        await world.machine.startup.begin()
        await world.settle()

    async def goes_down(self, at: datetime, length: timedelta, *, in_the_middle: bool) -> None:
        """In the middle: the next timer was carried out, and what it says was not delivered any more."""
        world = self.world
        await world.until(at)
        if in_the_middle:
            async with world.store.reading() as tx:
                at = await tx.timers.next_at() or at
            world.clock.set(at)
            await world.machine.timers.run_one()
        back = at + length
        self.away.append((at, back))
        await world.store.close()
        world.clock.set(back)
        world.store = await self.places.open(Place(world.url, world.folder))
        await self.start()

    def is_up_within(self, first: datetime, end: datetime) -> bool:
        """Whether it is up at any moment from `first` up to, not including, `end`. It goes down for less than from one time to another."""
        for down, back in self.away:
            if down <= first < back:
                first = back
        return first < end


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.thorough)])
async def test_in_a_year_each_digest_comes_once_and_none_comes_late(world: World, places: Places, seed: int) -> None:
    chance = random.Random(seed)
    bot = Bot(world, places)
    await bot.start()
    dates, weeklies = await planned(world)
    await bot.start()
    moment = berlin(FIRST, time(0))
    while moment < berlin(LAST, time(0)) - 12 * DAY:
        moment += timedelta(hours=chance.uniform(24, 16 * 24))
        await bot.goes_down(moment, timedelta(hours=chance.choice([0.2, 3, 12, 30, 60, 100])), in_the_middle=chance.random() < 0.5)
        moment = world.clock.now()
    await world.until(berlin(LAST + 10 * DAY, time(0)))

    for each in dates:
        said = [seen for seen in bot.chat.timeline if seen.room == each.room and each.words in seen.body and "Agenda" in seen.body]
        assert len(said) == bot.is_up_within(each.due, each.start), f"{each.words}: {len(said)} digests"
        assert all(each.due <= bot.chat.times[seen.event] < each.start for seen in said), f"{each.words}: not in time"
    posted = {
        room: [bot.chat.times[seen.event] for seen in bot.chat.timeline if seen.room == room and is_weekly(seen.body)]
        for room, _ in weeklies
    }
    for room, due in weeklies:
        in_time = [moment for moment in posted[room] if due <= moment <= due + DAY]
        assert len(in_time) == bot.is_up_within(due, due + DAY + timedelta.resolution), f"the weekly one of {room} on {due}"
        posted[room] = [moment for moment in posted[room] if moment not in in_time]
    at_other_times = [
        moment for moments in posted.values() for moment in moments if berlin(FIRST, time(0)) <= moment < berlin(LAST, time(0))
    ]
    assert at_other_times == []


def is_weekly(body: str) -> bool:
    return "ruhige Woche" in body or "im Überblick" in body


async def planned(world: World) -> tuple[list[Expected], list[tuple[RoomId, datetime]]]:
    """Plans a year of sessions; the dates and the weekly digests that follow from that."""
    team, pmo, steering = await world.project()
    other = world.room("Fernwärme", moderators=("Ada",))
    await other.says("!team Fernwärme")
    await other.says("!einstellungen wochenüberblick: Fr 14:00")
    await team.says("!treffen Jour fixe | wann: jeden Dienstag 10:00")
    await team.says("!treffen Technik | wann: jeden ersten Donnerstag im Monat 14:00 | vorlauf: 2 Tage")
    await other.says("!treffen Wochenstart | wann: jeden Montag 9:00")
    await other.says("!treffen Abendrunde | wann: jeden Mittwoch 19:30")
    await steering.says("!treffen Sitzung | wann: 15.4.2027 10:00 | vorlauf: 1 Woche")
    monday, friday = (0, time(8)), (4, time(14))
    dates: list[Expected] = []
    for day in days():
        if day.weekday() == 1:
            dates.append(expected(team, "S1", day, time(10), ahead=1, weekly=monday))
        if day.weekday() == 3 and day.day <= 7:
            dates.append(expected(team, "S2", day, time(14), ahead=2, weekly=monday))
        if day.weekday() == 0:
            dates.append(expected(other, "S3", day, time(9), ahead=1, weekly=friday))
        if day.weekday() == 2:
            dates.append(expected(other, "S4", day, time(19, 30), ahead=1, weekly=friday))
    dates.append(expected(steering, "S5", date(2027, 4, 15), time(10), ahead=7, weekly=monday))
    weeklies = [(room.id, berlin(day, time(8))) for room in (team, pmo) for day in days() if day.weekday() == 0]
    weeklies += [(other.id, berlin(day, time(14))) for day in days() if day.weekday() == 4]
    return dates, weeklies
