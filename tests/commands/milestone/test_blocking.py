"""Blockers that delay a milestone."""

from __future__ import annotations

from datetime import date

import pytest

from tests.commands.milestone.milestones import CATALOGUE, kept
from tests.commands.question.asking import second_team
from tests.world import Room, World

DELAYING = "!blocker Freigabe fehlt | meilenstein: M1 | verzug: 2 Wochen"


async def test_a_later_forecast_is_offered_and_back_when_it_is_solved(team: Room, world: World) -> None:
    await team.says(CATALOGUE)
    await team.says(DELAYING)
    assert "🎯 Hält M1 Datenkatalog online auf, vereinbart 30.9.2027" in team.message("B1 Freigabe fehlt\n").body
    offer = team.message("Prognose M1 auf Donnerstag, 14.10.2027? (bisher 30.9.2027)")
    assert "🚧 B1 Freigabe fehlt hält M1 Datenkatalog online auf." in offer.body and offer.reactions == ["✅", "❌"]
    assert (await kept(world)).forecast == date(2027, 9, 30)
    await team.taps("✅", on=offer.event)
    assert (await kept(world)).forecast == date(2027, 10, 14) and "💬 wegen B1" in team.sees() and offer.body.endswith("✅ Übernommen.")
    await team.says("!meilenstein M1")
    assert "Das hält ihn auf\n• 🟡 gelb · B1 Freigabe fehlt" in team.sees() and "Verzug 2 Wochen" in team.sees()
    await team.says("!blocker gelöst B1")
    back = team.message("Prognose M1 wieder Donnerstag, 30.9.2027? (bisher 14.10.2027)")
    assert "hält M1 Datenkatalog online nicht mehr auf" in back.body
    await team.taps("✅", on=back.event)
    assert (await kept(world)).forecast == date(2027, 9, 30)


async def test_one_that_was_not_taken_up_goes_when_the_blocker_is_solved(team: Room) -> None:
    await team.says(CATALOGUE)
    await team.says(DELAYING)
    offer = team.message("Prognose M1 auf")
    await team.says("!blocker gelöst B1")
    assert offer.gone and not any("wieder" in each.body for each in team.messages())


async def test_another_delay_is_counted_from_the_date_without_it(team: Room, world: World) -> None:
    await team.says(CATALOGUE)
    await team.says(DELAYING)
    await team.taps("✅", on="Prognose M1 auf")
    await team.says("!blocker ändere B1 | verzug: 3 Wochen")
    assert "Prognose M1 auf Donnerstag, 21.10.2027? (bisher 14.10.2027)" in team.sees()
    await team.says("!meilenstein prognose M1 1.12.2027 Urlaub")
    await team.says("!blocker gelöst B1")
    assert not any("Prognose M1 wieder" in each.body for each in team.messages())


async def test_a_delay_that_is_said_later_is_offered_too(team: Room) -> None:
    await team.says(CATALOGUE)
    await team.says("!blocker Freigabe fehlt")
    assert not any("Prognose M1" in each.body for each in team.messages())
    await team.says("!blocker ändere B1 | meilenstein: M1 | verzug: 10 Tage")
    assert "Prognose M1 auf Sonntag, 10.10.2027?" in team.message("Prognose M1 auf").body
    await team.says("!blocker ändere B1 | meilenstein: -")
    assert not any("Prognose M1" in each.body for each in team.messages())


async def test_the_alert_says_that_the_date_stands_in_the_grant(team: Room, pmo: Room) -> None:
    await team.says(f"{CATALOGUE} | kennung: MS2")
    await team.says(f"{DELAYING} | ampel: rot")
    assert "🎯 Hält M1 Datenkatalog online auf, der Termin 30.9.2027 steht im Förderbescheid" in pmo.message("B1 Freigabe").body


async def test_another_group_s_milestone_is_offered_in_its_own_room(team: Room, pmo: Room, world: World) -> None:
    app = await second_team(world, pmo)
    await team.says(CATALOGUE)
    await app.says(DELAYING)
    assert "Prognose M1 auf Donnerstag, 14.10.2027?" in team.sees() and not any("Prognose M1" in each.body for each in app.messages())


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (
            "meilenstein: M7",
            "»M7« gibt es nicht als offenen Meilenstein. Meintest du M1 Datenkatalog online? Zum Beispiel: meilenstein: M1",
        ),
        ("milestone: Datenkatalog", "Meintest du M1 Datenkatalog online?"),
        ("meilenstein: M2", "M2 ist schon erreicht"),
    ],
)
async def test_one_that_there_is_not_stores_nothing(team: Room, said: str, reason: str) -> None:
    await team.says(CATALOGUE)
    await team.says("!meilenstein Auftakt | bis: 1.3.2026 | erreicht: ja")
    await team.says(f"!blocker Freigabe fehlt | {said}")
    assert reason in team.sees()
    await team.says("!blocker")
    assert "Keine offenen Blocker" in team.sees()


async def test_hours_move_no_date_and_months_do(team: Room) -> None:
    await team.says(CATALOGUE)
    await team.says("!blocker Server aus | meilenstein: M1 | verzug: 2 Stunden")
    assert not any("Prognose M1" in each.body for each in team.messages())
    await team.says("!blocker Stelle fehlt | meilenstein: M1 | verzug: 1 Monat")
    assert "Prognose M1 auf Samstag, 30.10.2027?" in team.sees()
