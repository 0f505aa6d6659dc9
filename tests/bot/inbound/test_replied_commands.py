"""A command that replies to a card is about the record of that card, so that its number need not be written."""

from __future__ import annotations

import pytest

from tests.world import Room

ADDS = {"B1": "!blocker Raum fehlt", "A1": "!aufgabe Angebot einholen", "T1": "!agenda Hosting", "L1": "!lernen Kurze Wege helfen"}


@pytest.mark.parametrize(
    ("number", "said", "sees"),
    [
        ("B1", "!blocker gelöst", "B1 Raum fehlt ist gelöst"),
        ("B1", "!gelöst", "B1 Raum fehlt ist gelöst"),
        ("B1", "!gelöst Turnhalle geht", "ist gelöst, nach wenigen Augenblicken: Turnhalle geht"),
        ("B1", "!blocker ändere | ampel: rot", "B1 ist geändert"),
        ("B1", "!blocker ändere\nampel: rot", "B1 ist geändert"),
        ("B1", "!blocker withdraw", "B1 ist zurückgezogen"),
        ("A1", "!erledigt", "A1 ist erledigt"),
        ("A1", "!task done", "A1 ist erledigt"),
        ("A1", "!aufgabe erledigt.", "A1 ist erledigt"),
        ("A1", "!streichen", "A1 ist gestrichen"),
        ("A1", "!aufgabe ändere | bis: Freitag", "Bis Freitag"),
        ("T1", "!agenda erledigt gute Idee", "T1 ist erledigt"),
        ("L1", "!lernen blaupause", "L1 ist jetzt Kandidat"),
    ],
)
async def test_the_card_says_which_record_is_meant(team: Room, number: str, said: str, sees: str) -> None:
    await team.says("!einstellungen antworten: voll", by="Mod")
    await team.says(ADDS[number])
    await team.says(said, reply_to=team.message(number).event)
    assert sees in team.sees()


@pytest.mark.parametrize(
    ("said", "sees"),
    [
        ("!blocker gelöst B2", "B2 Strom fehlt ist gelöst"),
        ("!blocker Noch ein Raum fehlt", "B3 Noch ein Raum fehlt"),
        ("!aufgabe Angebot einholen", "A1 Angebot einholen"),
        ("!aufgabe erledigt", "Welche Aufgabe meinst du?"),
        ("!blocker", "B1 Raum fehlt"),
    ],
)
async def test_what_names_another_record_or_none_is_as_without_a_reply(team: Room, said: str, sees: str) -> None:
    await team.says("!blocker Raum fehlt")
    card = team.message("B1").event
    await team.says("!blocker Strom fehlt")
    await team.says(said, reply_to=card)
    assert sees in team.sees()


async def test_a_task_that_begins_like_a_verb_is_still_a_task(team: Room) -> None:
    await team.says("!aufgabe Angebot einholen")
    await team.says("!aufgabe Öffne ein Konto", reply_to=team.message("A1").event)
    assert "A2 Öffne ein Konto" in team.sees()


async def test_a_reply_in_the_pmos_room_is_about_the_alert_there(team: Room, pmo: Room) -> None:
    await team.says("!blocker Raum fehlt | ampel: rot")
    await pmo.says("!blocker übernehmen", reply_to=pmo.message("B1").event)
    assert "B1" in pmo.sees() and "Welchen Blocker" not in pmo.sees()


async def test_a_reply_to_somebody_else_says_nothing(team: Room) -> None:
    await team.says("!blocker Raum fehlt")
    remark = await team.says("Wir brauchen die Turnhalle")
    await team.says("!blocker gelöst", reply_to=remark)
    assert "Welchen Blocker meinst du?" in team.sees()


@pytest.mark.parametrize(
    ("number", "said", "meant", "then"),
    [
        ("B1", "gelöst", "!blocker gelöst B1", "B1 Raum fehlt ist gelöst"),
        ("B1", "Erledigt!", "!blocker erledigt B1", "B1 Raum fehlt ist gelöst"),
        ("A1", "erledigt", "!aufgabe erledigt A1", "A1 ist erledigt"),
        ("A1", "done", "!aufgabe done A1", "A1 ist erledigt"),
        ("T1", "behandelt", "!agenda behandelt T1", "T1 ist erledigt"),
    ],
)
async def test_a_reply_that_is_only_a_verb_is_asked_about(team: Room, number: str, said: str, meant: str, then: str) -> None:
    await team.says("!einstellungen antworten: voll", by="Mod")
    await team.says(ADDS[number])
    await team.says(said, reply_to=team.message(number).event)
    assert f"Meinst du {meant}?" in team.sees()
    await team.taps("✅", on="Meinst du")
    assert then in team.sees()


async def test_it_may_be_a_note_all_the_same(team: Room) -> None:
    await team.says("!aufgabe Angebot einholen")
    await team.says("erledigt", reply_to=team.message("A1").event)
    await team.taps("❌", on="Meinst du")
    await team.says("!aufgabe A1")
    assert "Anna: erledigt" in team.sees() and "📌 Aufgabe · A1" in team.sees()


@pytest.mark.parametrize("said", ["erledigt ist das noch nicht", "notiz", "Danke", "Gießen fragt nach"])
async def test_other_replies_are_notes_as_they_were(team: Room, said: str) -> None:
    await team.says("!aufgabe Angebot einholen")
    await team.says(said, reply_to=team.message("A1").event)
    await team.says("!aufgabe A1")
    assert f"Anna: {said}" in team.sees()
