"""A field is emptied by a dash or a word that says so, in a change as in a new record."""

from __future__ import annotations

import pytest

from tests.world import Room

DASHES = ("-", "–", "—")


@pytest.mark.parametrize("said", [*DASHES, "keins", "ohne", "offen", "none", ""])
async def test_a_date_is_taken_away(team: Room, said: str) -> None:
    await team.says("!aufgabe Angebot einholen | bis: Freitag")
    await team.says(f"!aufgabe ändere A1 | bis: {said}")
    assert "A1 ist geändert" in team.sees() and "📅" not in team.sees()
    await team.says("!blocker Raum fehlt | bis: Freitag")
    await team.says(f"!blocker ändere B1 | bis: {said}")
    assert "B1 ist geändert" in team.sees() and "📅" not in team.sees()


@pytest.mark.parametrize("said", [*DASHES, "niemand", "keiner", "nobody", "niemand mehr"])
async def test_a_person_is_taken_away(team: Room, said: str) -> None:
    await team.says("!aufgabe Angebot einholen | wer: Anna")
    await team.says(f"!aufgabe ändere A1 | wer: {said}")
    assert "A1 ist geändert" in team.sees() and "👤" not in team.sees()


@pytest.mark.parametrize("said", ["-", "niemand"])
async def test_a_new_record_has_none(team: Room, said: str) -> None:
    await team.says(f"!aufgabe Angebot einholen | wer: {said} | bis: {said}")
    assert "A1 Angebot einholen" in team.sees() and "👤" not in team.sees() and "📅" not in team.sees()


@pytest.mark.parametrize("said", DASHES)
async def test_a_link_is_taken_away(team: Room, said: str) -> None:
    await team.says("!agenda Hosting | vorlage: https://stadt.example/v.pdf")
    await team.says(f"!agenda ändere T1 | vorlage: {said}")
    assert "T1 ist geändert" in team.sees()
    await team.says("!agenda T1")
    assert "stadt.example" not in team.sees()


async def test_a_word_for_a_day_or_a_person_that_is_none_is_still_asked_about(team: Room) -> None:
    await team.says("!aufgabe Angebot einholen | bis: keine Ahnung")
    assert "verstehe ich nicht als Datum" in team.sees()
    await team.says("!aufgabe Angebot einholen | wer: Niemandsland")
    assert "finde ich in diesem Raum nicht" in team.sees()
