"""No group is called what people could take for another group, or for a role that it does not have; and the PMO hears of new names."""

from __future__ import annotations

import pytest

from tests.world import Room, World

ROLES = [
    "PMO", "pmo", "РМО", "ΡΜΟ", "ＰＭＯ", "P MO", "P-M-O", "P.M.O.", "P\u200bMO", "PM0", "Ⓟⓜⓞ", "𝐏𝐌𝐎", "ᴘᴍᴏ", "ꓑꓟꓳ", "ᏢᎷO", "🅿️🅼🅾️", "P̈MO",
    "PMO (bestätigt)", "Das PMO", "РМО – Projektbüro", "Projektbuero", "Projektbüro Süd",
    "Steuerungskreis", "STEUERUNGSKREIS", "Ѕteuerungskreis", "Steuerungs-Kreis", "Steuerungskreis 2", "Steering Committee",
]  # fmt: skip
SIGNS = ["PMO (bestätigt ✅)", "Wärmenetz ✅", "@room", "@anna:stadt.example", "🔴 rot", "!!!", "✅"]
ALIKE = [
    "Dateninventur", "dateninventur", "DATENINVENTUR", "Daten-Inventur", "Daten Inventur", "Dateninventur!", "Dаteninventur",
    "Ｄateninventur",
    "Dateninv\u200bentur", "Däteninventur", "Datenlnventur", "Dateninventur.",
]  # fmt: skip


@pytest.fixture
def room(world: World, team: Room) -> Room:
    return world.room("Neu", moderators=("Carla",))


@pytest.mark.parametrize("name", [*ROLES, *SIGNS, *ALIKE])
async def test_a_name_that_pretends_is_refused(name: str, room: Room, pmo: Room) -> None:
    await room.says(f"!team {name}")
    await room.says("!team")
    assert "team Dateninventur" in room.sees(), room.sees()
    assert pmo.messages() == []


@pytest.mark.parametrize("name", [*ROLES, *SIGNS])
async def test_nor_does_a_confirmed_group_get_one(name: str, team: Room, pmo: Room) -> None:
    await team.says(f"!team {name}")
    await team.says("!team")
    assert "Dateninventur" in team.sees() and pmo.messages() == []


@pytest.mark.parametrize(("one", "other"), [("Wärmenetz", "Waermenetz"), ("Straßen", "STRASSEN"), ("Höfe", "Hofe")])
async def test_umlauts_make_no_other_name(one: str, other: str, room: Room, world: World) -> None:
    await room.says(f"!team {one}")
    second = world.room("Zweite", moderators=("Dora",))
    await second.says(f"!team {other}")
    assert one in second.sees() and "schon eine andere Gruppe" in second.sees()


@pytest.mark.parametrize("name", ["Wärmenetz", "Dateninventur 2", "Prämonstratenser", "Kreis Gießen", "Steuern", "Radwege 🚲"])
async def test_an_honest_name_is_taken(name: str, room: Room, pmo: Room) -> None:
    await room.says(f"!team {name}")
    assert name in pmo.sees()


@pytest.mark.parametrize(("said", "name"), [("!team PMO | art: pmo, task force", "PMO"), ("!team Projektbüro", "Projektbüro")])
async def test_the_pmo_may_be_called_so(said: str, name: str, pmo: Room) -> None:
    await pmo.says(said, by="Ada")
    await pmo.says("!team", by="Ada")
    assert name in pmo.sees()


async def test_the_pmo_is_told_of_the_new_name_of_a_confirmed_group(team: Room, pmo: Room) -> None:
    await team.says("!team Datenernte")
    assert "Dateninventur" in pmo.sees() and "Datenernte" in pmo.sees() and "Anna" in pmo.sees()
    assert pmo.messages()[-1].notifies
    pmo.forget()
    await team.says("!team ziel: Alle Daten finden")
    assert pmo.messages() == []
