"""Too much of everything: cards for the PMO, proposals, and bots that answer each other."""

from __future__ import annotations

import pytest

from bot.inbound.error_reply import MAX_REFUSALS
from commands.team.proposals import MOST_ASKED
from tests.world import Room, World


def calls(room: Room) -> list[str]:
    """What has notified somebody there."""
    return [seen.body for seen in room.messages() if seen.notifies]


async def test_a_room_that_registers_under_ever_new_names_soon_calls_the_pmo_no_more(pmo: Room, world: World) -> None:
    room = world.room("Bei Mallory", moderators=("Mallory",))
    for count in range(MOST_ASKED + 5):
        await room.says(f"!team Gruppe {count}")
        await room.says("!team auflösen ja")
    assert len(calls(pmo)) == MOST_ASKED
    assert "zurückgezogen" in pmo.message("Gruppe 0").body
    await room.says("!team Noch eine")
    assert f"warten schon {MOST_ASKED} Gruppen von dir" in room.sees()
    await room.says("!team")
    assert "noch zu keiner Gruppe" in room.sees()


async def test_so_does_a_person_with_ever_new_rooms(pmo: Room, world: World) -> None:
    for count in range(MOST_ASKED + 3):
        room = world.room(f"Raum {count}", moderators=("Mallory",))
        await room.says(f"!team Gruppe {count}")
    assert len(calls(pmo)) == MOST_ASKED
    await pmo.taps("❌", on="Gruppe 1", by="Paula")
    await room.says("!team Eine Gruppe mehr")
    assert len(calls(pmo)) == MOST_ASKED + 1


async def test_others_are_not_kept_from_it(pmo: Room, world: World) -> None:
    for count in range(MOST_ASKED + 1):
        await world.room(f"Raum {count}", moderators=("Mallory",)).says(f"!team Gruppe {count}")
    await world.room("Wärmenetz", moderators=("Hanna",)).says("!team Wärmenetz")
    assert "Hanna möchte eine Task Force anmelden: Wärmenetz" in pmo.sees()


async def test_an_admin_founds_as_many_as_there_are(pmo: Room, world: World) -> None:
    for count in range(5):
        room = world.room(f"Raum {count}", moderators=("Ada",))
        await room.says(f"!team Gruppe {count}")
        assert "Das ist jetzt der Raum" in room.sees()


async def test_a_group_proposes_no_more_than_the_pmo_can_decide(team: Room, pmo: Room) -> None:
    for count in range(15):
        await team.says(f"!agenda Thema {count} | für: steuerungskreis")
    assert len(calls(pmo)) == 10
    assert "warten schon 10 Themen auf das PMO" in team.sees()
    await pmo.taps("❌", on="Thema 3", by="Paula")
    await team.says("!agenda Noch eins | für: steuerungskreis")
    assert "Noch eins" in pmo.sees()


async def test_two_bots_that_answer_each_other_come_to_an_end(team: Room, world: World) -> None:
    direct = world.room("Direkt", "Ben")
    await direct.invites(by="Ben", direct=True)
    for _ in range(3 * MAX_REFUSALS):
        heard = len(direct.messages())
        await direct.says("Das habe ich nicht verstanden")
        if len(direct.messages()) == heard:
            break
    assert MAX_REFUSALS < len(direct.messages()) < MAX_REFUSALS + 5
    assert "ein paar Minuten" in direct.sees()
    await direct.says("blocker Raum fehlt")
    assert "B1" in direct.sees()
    await world.pass_(minutes=6)
    await direct.says("Was nun?")
    assert "kenne ich nicht" in direct.sees()


async def test_in_a_room_of_many_each_mistake_is_answered(team: Room) -> None:
    for _ in range(25):
        await team.says("!quatsch")
    assert len(team.messages()) == 25


@pytest.mark.parametrize(
    "text", ["😀" * 1900, "a\u0301" * 900, "Z" + "\u0335\u0321" * 15, "@room " * 300, "https://" + "a" * 1900 + ".example"]
)
async def test_a_title_of_whatever_length_reaches_the_pmo_on_one_line(text: str, team: Room, pmo: Room) -> None:
    await team.says(f"!blocker {text} | ampel: rot")
    (alert,) = pmo.messages()
    assert alert.body.splitlines()[0].startswith("🔴 rot · B1 ")
    assert len(alert.body.encode()) < 24_000
    assert alert.content["m.mentions"].get("room") is None
