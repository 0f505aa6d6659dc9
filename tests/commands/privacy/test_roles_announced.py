"""Before persons become roles in records that are closed, the week of the PMO names the records."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.world import BERLIN, Room, World


@pytest.fixture
def settings() -> dict[str, str]:
    """With digests."""
    return {}


def at(day: int, month: int, year: int, hour: int = 12) -> datetime:
    return datetime(year, month, day, hour, tzinfo=BERLIN).astimezone(UTC)


async def test_the_week_of_the_pmo_names_them_more_than_a_week_ahead(team: Room, pmo: Room, world: World) -> None:
    await world.machine.startup.begin()
    await world.settle()
    await team.says("!blocker Freigabe fehlt")
    await team.says("!blocker gelöst B1")
    world.clock.set(at(14, 11, 2027, 7))
    await world.settle()
    pmo.forget()
    team.forget()
    await world.until(at(15, 11, 2027, 9))
    assert "🔒 Ab Mi 24.11. stehen in B1 Rollen statt Namen." in pmo.sees()
    assert not any("Rollen" in message.body for message in team.messages())
    await world.until(at(29, 11, 2027, 9))
    assert "Rollen" not in pmo.sees()
