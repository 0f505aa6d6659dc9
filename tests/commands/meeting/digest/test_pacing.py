"""Where the homeserver is slow and many meet at once, digests begin early enough for the last of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.ports import SendFailed
from tests.world import BERLIN, Room, World

MANY = 12


@pytest.fixture
def settings() -> dict[str, str]:
    """A digest an hour before a session begins, and no weekly ones."""
    return {"weekly": "off", "lead": "1h"}


def thursday(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 26, hour, minute, tzinfo=BERLIN).astimezone(UTC)


async def many_sessions(team: Room) -> None:
    for count in range(MANY):
        await team.says(f"!treffen Runde {count} | wann: Do 26.11. 10:00")
    team.forget()


def digests(team: Room) -> int:
    return len([seen for seen in team.messages() if seen.body.startswith("📅 Runde")])


async def test_a_homeserver_that_never_slowed_us_down_gets_them_when_they_are_due(team: Room, world: World) -> None:
    await many_sessions(team)
    await world.until(thursday(8, 59))
    assert digests(team) == 0
    await world.until(thursday(9))
    assert digests(team) == MANY


async def test_after_a_pause_that_it_asked_for_they_begin_earlier_one_after_the_other(team: Room, world: World) -> None:
    world.chat.failing[team.id] = SendFailed("429", retry_after=timedelta(minutes=5))
    await team.says("!hilfe")
    del world.chat.failing[team.id]
    await world.pass_(minutes=5)
    await many_sessions(team)
    # Twelve messages of five minutes each want to be there by 9:30.
    await world.until(thursday(8, 29))
    assert digests(team) == 0
    await world.until(thursday(8, 45))
    assert digests(team) == 4
    await world.until(thursday(9))
    assert digests(team) == MANY


async def test_after_a_start_they_are_still_said_once(team: Room, world: World) -> None:
    world.chat.failing[team.id] = SendFailed("429", retry_after=timedelta(minutes=5))
    await team.says("!hilfe")
    del world.chat.failing[team.id]
    await world.pass_(minutes=5)
    await many_sessions(team)
    await world.machine.startup.begin()
    await world.until(thursday(10))
    assert digests(team) == MANY
