"""Who may do what to running minutes, and how the last thing is taken back."""

from __future__ import annotations

import pytest

from tests.commands.minutes.sessions import at, begun
from tests.commands.minutes.test_running import card, lines
from tests.world import Room, World


@pytest.fixture
async def held(team: Room) -> Room:
    """Anna moderates, who moderates the room too; Carla and Ben are members."""
    team.joins("Carla")
    return await begun(team)


@pytest.mark.parametrize("said", ["mehr 5", "ende", "da: Anna, Ben"])
async def test_a_member_is_told_that_the_moderator_does_that(held: Room, said: str) -> None:
    before = card(held)
    await held.says(f"!protokoll {said}", by="Ben")
    assert "Das macht die Moderation: Anna" in held.sees() and card(held) == before


async def test_the_minute_taker_may_all_but_give_more_time(team: Room) -> None:
    await begun(team, start="!protokoll start protokoll: Ben")
    await team.says("!protokoll mehr", by="Ben")
    assert "Das macht die Moderation: Anna." in team.sees()
    await team.says("!protokoll da: Anna, Ben", by="Ben")
    assert "👥 Da: Anna, Ben" in team.sees()
    await team.says("!protokoll ende", by="Ben")
    assert "beendet" in card(team)


async def test_who_was_named_moderates_and_who_moderates_the_room_too(team: Room) -> None:
    await begun(team, start="!protokoll start moderation: Ben")
    await team.says("!protokoll mehr 10", by="Ben")
    assert "T1 hat 10 Minuten mehr: bis 10:20" in team.sees()
    await team.says("!protokoll mehr", by="Anna")
    assert "bis 10:25" in team.sees()


async def test_members_go_on_and_write_lines(held: Room) -> None:
    await held.says("!protokoll Das Angebot liegt vor", by="Ben")
    await held.says("!protokoll weiter: Zugestimmt", by="Ben")
    assert "Jetzt T2" in held.sees()


async def test_the_last_line_is_taken_back(held: Room) -> None:
    await held.says("!protokoll Das erste")
    await held.says("!protokoll Das zweite")
    await held.says("!protokoll zurück")
    assert "Die letzte Zeile ist weg: Das zweite" in held.sees() and await lines(held) == ["Das erste"]


async def test_what_one_has_said_oneself_one_takes_back_oneself(held: Room) -> None:
    await held.says("!protokoll Ein Irrtum", by="Ben")
    await held.says("!protokoll zurück", by="Carla")
    assert "Das macht die Moderation" in held.sees()
    await held.says("!protokoll zurück", by="Ben")
    assert await lines(held) == []


async def test_a_step_is_taken_back_with_its_time_and_its_result(held: Room) -> None:
    await at(held.world, 10, 4)
    await held.says("!protokoll weiter: Zugestimmt")
    await held.says("!protokoll zurück")
    assert "T1 Hosting ist wieder dran" in held.sees()
    assert "▶️ T1 Hosting" in card(held) and "bis 10:10" in card(held) and "Danach: T2" in card(held)
    await held.says("!agenda T1")
    assert "Zugestimmt" not in held.sees()


async def test_a_deferred_topic_comes_back(held: Room) -> None:
    await held.says("!protokoll vertagen")
    await held.says("!protokoll zurück")
    assert "▶️ T1 Hosting" in card(held) and "Danach: T2" in card(held)


async def test_more_time_is_taken_back(held: Room) -> None:
    await held.says("!protokoll mehr 20")
    assert "bis 10:30" in card(held)
    await held.says("!protokoll zurück")
    assert "bis 10:10" in card(held)


async def test_a_record_leaves_the_minutes_and_stays(held: Room) -> None:
    await held.says("!aufgabe Vertrag prüfen")
    await held.says("!protokoll zurück")
    assert "A1 steht nicht mehr im Protokoll, bleibt aber bestehen" in held.sees()
    await held.says("!aufgabe")
    assert "A1 Vertrag prüfen" in held.sees()


async def test_where_nothing_was_said_nothing_is_taken_back(held: Room) -> None:
    await held.says("!protokoll zurück")
    assert "noch nichts" in held.sees()


@pytest.mark.parametrize(
    ("said", "until"),
    [
        *(("mehr", "10:15"), ("mehr 5", "10:15"), ("mehr: 5", "10:15"), ("mehr +3", "10:13")),
        *(("mehr 10 Minuten", "10:20"), ("mehr eine halbe Stunde", "10:40")),
    ],
)
async def test_more_time_as_people_say_it(held: Room, said: str, until: str) -> None:
    await held.says(f"!protokoll {said}")
    assert f"bis {until}" in card(held)


async def test_more_than_a_day_is_no_slot(held: Room) -> None:
    await held.says("!protokoll mehr 9 Stunden")
    assert "zu lang" in held.sees() and "bis 10:10" in card(held)


async def test_who_has_left_changes_no_line_any_more(held: Room, world: World) -> None:
    said = await held.says("!protokoll Das Angebot liegt vor", by="Ben")
    held.leaves("Ben")
    await held.edits(said, "!protokoll Alles falsch", by="Ben")
    await held.deletes(said, by="Ben")
    assert await lines(held) == ["Das Angebot liegt vor"]
