"""What digests say of lights: whether they hold, with the same tap as the forecasts; who is silent; what turned better."""

from __future__ import annotations

import pytest

from tests.commands.light.lights import colours
from tests.commands.milestone.milestones import CATALOGUE
from tests.commands.question.asking import at
from tests.world import Room, World

ASKED = "Ampeln: 🟢 Inhalt → · 🟢 Ressourcen →, stimmt das noch?"


@pytest.fixture
def settings() -> dict[str, str]:
    """With digests."""
    return {}


async def test_every_four_weeks_the_week_asks_and_one_tap_answers(team: Room, world: World) -> None:
    await team.says("!ampel inhalt grün ressourcen grün")
    await world.until(at(14, 9, month=12))
    assert not any("stimmt das noch?" in each.body for each in team.messages())
    await world.until(at(21, 9, month=12))
    asked = team.message(ASKED)
    assert asked.reactions == ["✅"] and "🟡 gelb: Abweichung oder Risiko, wir lösen es selbst" in asked.body
    await team.taps("✅", on=asked.event, by="Ben")
    assert (await colours(world))[-2:] == [("content", "confirmed", "green"), ("resources", "confirmed", "green")]
    await team.taps("✅", on=asked.event)
    assert "Dazu habt ihr euch schon gemeldet." in team.sees()
    await world.until(at(11, 9, month=1, year=2027))
    assert sum("stimmt das noch?" in each.body for each in team.messages()) == 1


async def test_forecasts_and_lights_are_asked_together_and_answered_by_one_tap(team: Room, world: World) -> None:
    await team.says(CATALOGUE)
    await world.until(at(9, 9, month=12))
    await team.says("!ampel inhalt grün ressourcen grün")
    await world.until(at(21, 9, month=12))
    asked = team.message("Prognosen: M1 30.9.2027, stimmt das noch?")
    assert ASKED in asked.body and "✅ stimmt beides" in asked.body
    tap = await team.taps("✅", on=asked.event)
    assert (await colours(world))[-1] == ("resources", "confirmed", "green")
    await team.deletes(tap)
    assert [kind for _, kind, _ in await colours(world)] == ["set", "set", "asked", "asked"]
    assert team.sees() == "↩️ Zurückgenommen: Was zu M1 und den Ampeln bestätigt war, zählt nicht mehr."


async def test_a_tap_on_several_forecasts_is_taken_back_by_all_their_numbers(team: Room, world: World) -> None:
    await team.says(CATALOGUE)
    await team.says(CATALOGUE.replace("30.9.2027", "30.10.2027"))
    await world.until(at(21, 9, month=12))
    tap = await team.taps("✅", on="stimmt das noch?")
    await team.deletes(tap)
    assert team.sees() == "↩️ Zurückgenommen: Was zu M1, M2 bestätigt war, zählt nicht mehr."


async def test_a_tap_on_both_confirms_what_nobody_has_answered_since(team: Room, world: World) -> None:
    await team.says(CATALOGUE)
    await team.says("!ampel inhalt grün ressourcen grün")
    await world.until(at(21, 9, month=12))
    asked = team.message("Prognosen: M1")
    await team.says("!meilenstein stimmt M1")
    await team.taps("✅", on=asked.event)
    assert (await colours(world))[-1] == ("resources", "confirmed", "green")


async def test_a_group_that_never_set_a_light_is_told_how(team: Room, world: World) -> None:
    await world.until(at(21, 9, month=12))
    assert "Eure Ampeln sind noch nie gesetzt: !ampel inhalt grün" in team.sees()
    await world.until(at(28, 9, month=12))
    assert sum("noch nie gesetzt" in each.body for each in team.messages()) == 1


async def test_before_a_session_of_the_committee_it_is_asked_every_two_weeks(team: Room, steering: Room, world: World) -> None:
    await steering.says("!treffen Steuerungskreis | wann: 17.12.2026 10 Uhr", by="Ada")
    await team.says("!ampel inhalt grün ressourcen grün")
    await world.until(at(7, 9, month=12))
    assert any(ASKED in each.body for each in team.messages())


async def test_a_group_that_was_asked_twice_in_vain_is_named_to_the_pmo(team: Room, pmo: Room, world: World) -> None:
    await team.says("!ampel inhalt grün ressourcen grün")
    await world.until(at(18, 9, month=1, year=2027))
    await world.until(at(25, 9, month=1, year=2027))
    assert "Dateninventur: ⚪ Inhalt (zuletzt grün am 23.11.2026)" in pmo.sees()
    assert "🔭 Dateninventur hat zweimal nicht gesagt, ob die Ampeln noch stimmen" in pmo.sees()
    await team.says("!ampel stimmt")
    await world.until(at(1, 9, month=2, year=2027))
    assert "zweimal nicht gesagt" not in pmo.sees()


async def test_the_week_of_the_pmo_has_colours_arrows_and_the_latest_milestone(team: Room, pmo: Room, world: World) -> None:
    await team.says("!ampel inhalt gelb ressourcen gelb Urlaub")
    await team.says(CATALOGUE)
    await world.until(at(25, 9))
    await team.says("!meilenstein prognose M1 14.10.2027 Urlaub")
    await team.says("!ampel ressourcen rot Stelle unbesetzt | hilfe: Entscheidung")
    await world.until(at(30, 9))
    assert "• Dateninventur: 🟡 Inhalt → · 🔴 Ressourcen ↘ · M1 2 Wochen später" in pmo.message("Das Projekt im Überblick").body


async def test_what_turned_better_is_one_line_of_the_next_digest(team: Room, pmo: Room, world: World) -> None:
    await team.says("!ampel ressourcen rot Stelle unbesetzt | hilfe: Entscheidung")
    await world.until(at(30, 9))
    await team.says("!ampel ressourcen grün")
    await world.until(at(7, 9, month=12))
    assert "↗ Dateninventur: Ressourcen jetzt 🟢 grün (vorher rot)" in pmo.sees()
    await world.until(at(14, 9, month=12))
    assert "↗ Dateninventur: Ressourcen jetzt" not in pmo.sees()
