"""Who sees which lights, who may set them, and what the PMO does."""

from __future__ import annotations

import pytest

from tests.commands.light.lights import BOTH, colours
from tests.commands.question.asking import second_team
from tests.world import Room, World


async def test_a_group_that_never_set_a_light_is_derived_from_its_blockers(team: Room, pmo: Room) -> None:
    await team.says("!blocker Server aus")
    await team.says("!ampel")
    assert "🟡 gelb (aus Blockern)" in team.sees()
    await pmo.says("!ampel", by="Paula")
    assert "Dateninventur: 🟡 gelb (aus Blockern)" in pmo.sees()
    await team.says("!ampel inhalt grün")
    await pmo.says("!ampel", by="Paula")
    assert "Dateninventur: 🟢 Inhalt →" in pmo.sees()


async def test_pmo_and_committee_see_all_the_worst_first(team: Room, pmo: Room, steering: Room, world: World) -> None:
    app = await second_team(world, pmo)
    await team.says("!ampel inhalt grün ressourcen grün")
    await app.says(BOTH, by="Lukas")
    for room, who in ((pmo, "Paula"), (steering, "Stefan")):
        await room.says("!ampel", by=who)
        assert "• App: 🟡 Inhalt → · 🔴 Ressourcen →\n• Dateninventur: 🟢 Inhalt → · 🟢 Ressourcen →" in room.sees()
        await room.says("!ampel App", by=who)
        assert "💬 Stelle ist seit Juni unbesetzt" in room.sees()
    await app.says("!ampel", by="Lukas")
    assert "Dateninventur" not in app.sees()
    await app.says("!ampel zeige Dateninventur", by="Lukas")
    assert "Ampeln: Dateninventur" in app.sees()


async def test_the_pmo_sets_the_lights_of_a_group_by_its_name(team: Room, pmo: Room, world: World) -> None:
    await pmo.says("!ampel inhalt gelb Urlaub", by="Paula")
    assert "Für welche Task Force?" in pmo.sees()
    await pmo.says("!ampel inhalt gelb Urlaub | team: Atlantis", by="Paula")
    assert "»Atlantis« kenne ich nicht als Task Force." in pmo.sees()
    await pmo.says("!ampel inhalt gelb Urlaub | team: dateninventur", by="Paula")
    assert await colours(world) == [("content", "set", "yellow")]
    assert "Paula hat eure Ampeln gesetzt" in team.sees() and "Urlaub" in team.sees()
    for said in ("!ampel team: Dateninventur inhalt grün", "!ampel Dateninventur inhalt rot Foo"):
        await pmo.says(said, by="Paula")
    assert [colour for _, _, colour in await colours(world)] == ["yellow", "green", "red"]


async def test_another_group_sets_nothing(team: Room, pmo: Room, steering: Room, world: World) -> None:
    app = await second_team(world, pmo)
    await app.says("!ampel inhalt rot Foo | team: Dateninventur", by="Lukas")
    await steering.says("!ampel inhalt rot Foo", by="Stefan")
    assert "Ampeln haben nur die Task Forces." in steering.sees()
    assert await colours(world) == [] and await colours(world, "App") == []


async def test_in_a_direct_chat_the_group_is_known_or_asked_for(team: Room, pmo: Room, world: World) -> None:
    direct = world.room("Direkt", "Anna")
    await direct.invites(by="Anna", direct=True)
    await direct.lets_the_bot_in()
    await direct.says("ampel inhalt gelb Urlaub")
    assert await colours(world) == [("content", "set", "yellow")]
    assert "Anna hat eure Ampeln gesetzt" in team.sees()
    await direct.says("ampel")
    assert "🟡 gelb · Inhalt" in direct.sees()
    app = await second_team(world, pmo)
    app.joins("Anna")
    await direct.says("ampel inhalt rot Foo")
    assert "App" in direct.sees() and "Dateninventur" in direct.sees()
    await direct.says("ampel inhalt grün | team: App")
    assert await colours(world, "App") == [("content", "set", "green")]


async def test_the_light_of_the_project_is_the_pmos(team: Room, pmo: Room) -> None:
    await team.says("!ampel projekt gelb Urlaub")
    assert "PMO" in team.sees() and "gelb · Projekt" not in team.sees()
    await pmo.says("!ampel projekt grün", by="Paula")
    asked = pmo.message("Das Formular des Fördermittelgebers will immer einen Grund.")
    await pmo.says("Alles im Plan", reply_to=asked.event, by="Paula")
    await pmo.says("!ampel projekt gelb Vergabe dauert", by="Paula")
    await team.says("!ampel projekt")
    assert "🟡 gelb · Projekt, seit heute (vorher grün)\n💬 Vergabe dauert" in team.sees()
    await pmo.says("!ampel", by="Paula")
    assert "🟡 gelb · Projekt" in pmo.sees()


async def test_the_course_is_told_in_words(team: Room, world: World) -> None:
    await team.says("!ampel inhalt grün ressourcen grün")
    await world.pass_(days=7)
    await team.says("!ampel stimmt")
    await world.pass_(days=7)
    await team.says("!ampel ressourcen gelb Urlaub")
    await team.says("!ampel verlauf")
    assert "• Ressourcen: 🟢 grün 2×, 23.11.2026 bis 30.11.2026 · 🟡 gelb am 7.12.2026" in team.sees()
    await team.says("!ampel")
    assert "🟡 gelb · Ressourcen ↘, seit heute (vorher grün)" in team.sees() and "📈 Zuletzt: 🟢 grün 2×, 🟡 gelb" in team.sees()


async def test_older_than_its_rhythm_is_grey_and_a_tap_confirms(team: Room, world: World) -> None:
    await team.says("!ampel inhalt grün ressourcen grün")
    await world.pass_(days=28)
    await team.says("!ampel")
    assert "⚪" not in team.sees()
    await world.pass_(days=1)
    await team.says("!ampel")
    assert "⚪ Inhalt grau, zuletzt grün am 23.11.2026" in team.sees()
    await team.taps("✅", on="grau, zuletzt", by="Ben")
    await team.says("!ampel")
    assert "🟢 grün · Inhalt" in team.sees() and "bestätigt" not in team.sees()


@pytest.mark.parametrize("said", ["aus", "8 Wochen"])
async def test_the_rhythm_is_a_setting(team: Room, world: World, said: str) -> None:
    await team.says("!ampel inhalt grün")
    await team.says(f"!einstellungen ampel-rhythmus: {said}", by="Anna")
    await world.pass_(days=30)
    await team.says("!ampel")
    assert "⚪ Inhalt" not in team.sees()


async def test_the_pmo_says_what_the_colours_mean(team: Room, pmo: Room) -> None:
    await team.says("!einstellungen ampel-gelb: Wir schaffen das")
    assert "ampel-gelb" in team.sees() and "PMO" in team.sees()
    await pmo.says("!einstellungen ampel-gelb: Wir schaffen das", by="Paula")
    for said in ("!hilfe ampel", "!ampel gelb", "!ampel lila"):
        await team.says(said)
        assert "🟡 gelb: Wir schaffen das" in team.sees()
    await pmo.says("!einstellungen ampel-gelb: zurücksetzen", by="Paula")
    await team.says("!hilfe ampel")
    assert "🟡 gelb: Abweichung oder Risiko, wir lösen es selbst" in team.sees()
    await pmo.says(f"!einstellungen ampel-rot: {'sehr ' * 40}schlimm", by="Paula")
    assert "höchstens 120 Zeichen" in pmo.sees()
