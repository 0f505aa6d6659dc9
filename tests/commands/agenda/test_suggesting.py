"""What is suggested where an agenda is empty can be done as it stands, wherever it is read."""

from __future__ import annotations

import re

import pytest

from tests.world import Room


@pytest.mark.parametrize("said", ["!agenda liste steuerungskreis", "!treffen S1", "!treffen vorschlagen S1", "!agenda X | treffen: S1"])
async def test_a_task_force_is_told_how_to_propose_a_topic_to_the_steering_committee(team: Room, steering: Room, said: str) -> None:
    await steering.says("!treffen Lenkung | wann: 14.1.2027 14 Uhr")
    await team.says(said)
    (suggested,) = re.findall(r"!agenda Hosting-Angebot[^\n.]*", team.sees())
    await team.says(suggested)
    assert "⏳ vorgeschlagen · T1" in team.sees()


async def test_the_steering_committee_puts_it_on_its_own_agenda(steering: Room) -> None:
    await steering.says("!agenda")
    (suggested,) = re.findall(r"!agenda Hosting-Angebot[^\n]*", steering.sees())
    await steering.says("!treffen Lenkung | wann: 14.1.2027 14 Uhr")
    await steering.says("!treffen S1")
    assert re.findall(r"!agenda Hosting-Angebot[^\n]*", steering.sees()) == [f"{suggested}, treffen: S1"]
    await steering.says(f"{suggested} | treffen: S1")
    assert "🗓️ Thema · T1" in steering.sees()


async def test_nothing_is_suggested_for_the_meeting_of_another_task_force(team: Room, pmo: Room) -> None:
    await team.says("!treffen Jour fixe | wann: jeden Donnerstag 10:00")
    await pmo.says("!treffen S1")
    assert "Noch kein Thema" in pmo.sees() and "!agenda" not in pmo.sees()
    await pmo.says("!treffen vorschlagen S1")
    assert "seine Themen setzt Dateninventur selbst" in pmo.sees()


async def test_in_a_direct_chat_it_is_ones_own_group(team: Room) -> None:
    await team.says("!treffen Jour fixe | wann: jeden Donnerstag 10:00")
    direct = team.world.room("Direkt", "Ben")
    await direct.invites(by="Ben", direct=True)
    await direct.lets_the_bot_in()
    await direct.says("treffen S1")
    assert "!agenda Hosting-Angebot, treffen: S1" in direct.sees()
