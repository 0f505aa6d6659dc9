"""A colour at the end of another field is asked about: nothing that was said of it is lost."""

from __future__ import annotations

import pytest

from tests.world import Room


@pytest.mark.parametrize(
    ("fields", "said", "left"),
    [
        ("Lösung: neu mieten\noder kaufen\nFarbe rot", "Farbe rot", "neu mieten\n│ oder kaufen"),
        ("Lösung: neu mieten\nAmpel steht auf rot\noder kaufen", "Ampel steht auf rot", "neu mieten\n│ oder kaufen"),
        ("Lösung: neu mieten, ampel rot", "ampel rot", "neu mieten"),
        ("Lösung: neu mieten\n🔴", "🔴", "neu mieten"),
        ("Lösung: neu mieten\nrot", "rot", "neu mieten"),
        ("Lösung: neu mieten\ndringend!", "dringend!", "neu mieten"),
        ("solution: neu mieten\nprio high", "prio high", "neu mieten"),
    ],
)
async def test_it_is_asked_about(team: Room, pmo: Room, fields: str, said: str, left: str) -> None:
    await team.says(f"!blocker Raum fehlt\n{fields}")
    assert f"Ist »{said}« die Ampel?" in team.sees() and pmo.messages() == []
    await team.taps("✅", on="Ist »")
    assert "🔴 rot · B1 Raum fehlt" in team.sees() and f"Lösungsansatz: {left}\n📣" in team.sees()


async def test_who_says_no_keeps_the_words_where_they_stand(team: Room, pmo: Room) -> None:
    await team.says("!blocker Raum fehlt\nLösung: neu mieten\nFarbe rot")
    await team.taps("❌", on="Ist »")
    assert "🟡 gelb · B1 Raum fehlt" in team.sees() and "Farbe rot" in team.sees() and pmo.messages() == []


@pytest.mark.parametrize("solution", ["Ampel auf rot stellen", "die Lampe ist rot", "Rotes Kabel nehmen", "rot", "erst gelb, dann rot"])
async def test_a_colour_of_something_else_is_a_part_of_the_solution(team: Room, solution: str) -> None:
    await team.says(f"!blocker Raum fehlt\nLösung: {solution}")
    assert "🟡 gelb · B1 Raum fehlt" in team.sees() and f"Lösungsansatz: {solution}" in team.sees()


async def test_the_report_out_of_a_direct_chat_shows_there_that_it_is_solved(team: Room) -> None:
    direct = team.world.room("Direkt", "Anna")
    await direct.invites(by="Anna", direct=True)
    await direct.lets_the_bot_in()
    await direct.says("blocker Netz weg. Ampel: rot")
    await direct.says("gelöst B1 Stecker gezogen")
    assert direct.message("Notiert für Dateninventur").body.startswith("✅ gelöst · B1 Netz weg")
