"""A digest that its room has refused says what is true when the room takes it, or is not said at all."""

from __future__ import annotations

import pytest

from tests.commands.blocker.test_escalation import at
from tests.world import Room, World


@pytest.fixture
def settings() -> dict[str, str]:
    """With digests."""
    return {}


async def refused_before_a_session(team: Room, world: World, *, topic: bool = True) -> None:
    await team.says("!treffen Jour fixe | wann: Do 10:00")
    if topic:
        await team.says("!agenda Hosting-Angebot")
    await team.says("!blocker Raum fehlt")
    await team.silences_the_bot()
    await world.until(at(25, 10, 5))
    team.forget()


async def test_the_one_before_a_session_reads_as_things_are_now(team: Room, world: World) -> None:
    await refused_before_a_session(team, world)
    await team.says("!blocker gelöst B1")
    await team.says("!agenda Personal")
    await world.until(at(25, 15))
    await team.lets_the_bot_speak()
    (digest,) = [seen for seen in team.messages() if "(S1)" in seen.body]
    assert "Personal" in digest.body and "Hosting-Angebot" in digest.body and "B1 Raum fehlt" not in digest.body


async def test_it_is_said_once_however_often_the_room_refuses(team: Room, world: World) -> None:
    await refused_before_a_session(team, world)
    await team.lets_the_bot_speak()
    await team.silences_the_bot()
    await world.pass_(hours=2)
    await team.lets_the_bot_speak()
    await world.until(at(26, 9))
    assert len([seen for seen in team.messages() if "Jour fixe (S1)" in seen.body]) == 1


async def test_once_the_session_has_begun_or_is_cancelled_it_is_not_said(team: Room, world: World) -> None:
    await refused_before_a_session(team, world)
    await world.until(at(26, 10, 5))
    await team.lets_the_bot_speak()
    assert not any("Hosting-Angebot" in seen.body for seen in team.messages())


async def test_one_that_asks_whether_it_is_needed_has_its_buttons_then(team: Room, world: World) -> None:
    await refused_before_a_session(team, world)
    await team.says("!agenda streichen T1")
    await team.lets_the_bot_speak()
    (digest,) = [seen for seen in team.messages() if "(S1)" in seen.body]
    assert "Braucht ihr das Treffen?" in digest.body and digest.reactions == ["❌", "➕"]


async def test_the_weekly_one_reads_as_things_are_now(team: Room, world: World) -> None:
    await team.says("!blocker Raum fehlt")
    await team.says("!blocker Strom fehlt")
    await world.until(at(29, 12))
    await team.silences_the_bot()
    team.forget()
    await world.until(at(30, 8, 5))
    await team.says("!blocker gelöst B1")
    await world.until(at(30, 14))
    await team.lets_the_bot_speak()
    weekly = [seen.body for seen in team.messages() if "Strom fehlt" in seen.body and "Woche" in seen.body]
    assert len(weekly) == 1 and "✅ Gelöst: B1 Raum fehlt" in weekly[0] and "B1 Raum fehlt – seit" not in weekly[0]
