"""What a retrospective leads to: actions and learnings, each linked to its note, and looked at the next time."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.world import BERLIN, Room, World


async def begun(team: Room, *notes: str) -> None:
    await team.says("!retro planen nächsten Donnerstag 15 Uhr")
    for note in notes:
        await team.says(f"!retro {note}")
    await team.says("!retro start")


async def test_a_command_as_a_reply_to_a_note_is_linked_to_it(team: Room) -> None:
    await begun(team, "start: Ein Kalender", "stop: Lange Protokolle")
    ballot = team.message("2 · Stop: Lange Protokolle").event
    await team.says("!aufgabe Vorlage kürzen | wer: Ben", reply_to=ballot)
    assert "Aus R1, Notiz 2" in team.message("A1").body
    await team.says("!lernen Ein Protokoll reicht | art: organisation", reply_to=ballot)
    assert "R1" in team.message("L1").body


async def test_a_plain_reply_that_begins_with_the_noun_is_that_command(team: Room) -> None:
    await begun(team, "stop: Lange Protokolle")
    ballot = team.message("1 · Stop: Lange Protokolle").event
    await team.says("Aufgabe: Vorlage kürzen", reply_to=ballot)
    assert "A1 Vorlage kürzen" in team.sees() and "Aus R1, Notiz 1" in team.sees()
    await team.says("lernen: Ein Protokoll reicht", reply_to=ballot)
    assert "L1 Ein Protokoll reicht" in team.sees()


async def test_an_edit_of_such_a_reply_keeps_the_link(team: Room) -> None:
    await begun(team, "stop: Lange Protokolle")
    event = await team.says("!aufgabe Vorlage kürzen", reply_to=team.message("1 · Stop: Lange Protokolle").event)
    await team.edits(event, "!aufgabe Vorlage halbieren")
    assert "Vorlage halbieren" in team.message("A1").body and "Aus R1, Notiz 1" in team.message("A1").body


async def test_a_command_names_the_note_in_its_field(team: Room) -> None:
    await begun(team, "stop: Lange Protokolle")
    await team.says("!retro ende")
    await team.says("!aufgabe Vorlage kürzen | retro: R1/1")
    assert "Aus R1, Notiz 1" in team.sees()
    await team.says("!aufgabe Vorlage kürzen | retro: R1/9")
    assert "R1" in team.sees() and "9" in team.sees() and "A2" not in team.sees()


async def test_the_next_one_opens_with_what_became_of_the_last(team: Room, world: World) -> None:
    await begun(team, "stop: Lange Protokolle")
    await team.says("!retro ende")
    await team.says("!aufgabe Vorlage kürzen | retro: R1")
    await team.says("!aufgabe Kalender anlegen | bis: Freitag | retro: R1")
    await team.says("!aufgabe Ganz etwas anderes")
    await team.says("!aufgabe erledigt A1")
    await team.says("!lernen Ein Protokoll reicht | retro: R1 | art: organisation")
    await world.until(datetime(2027, 1, 7, 10, tzinfo=BERLIN).astimezone(UTC))
    await team.says("!retro planen morgen 10 Uhr")
    team.forget()
    await team.says("!retro start")
    opening = team.messages()[0].body
    assert "Das hattet ihr euch zuletzt vorgenommen (R1):" in opening
    assert "⏰ A2 Kalender anlegen – überfällig seit Fr 27.11." in opening and "✅ A1 Vorlage kürzen – erledigt" in opening
    assert "Ganz etwas anderes" not in opening
    await team.says("!retro R1")
    assert "Was daraus wurde" in team.sees() and "L1 Ein Protokoll reicht" in team.sees()
