"""What a record need not have can be taken off again: `bis: -`, with every field of every kind."""

from __future__ import annotations

import pytest

from tests.world import Room

BLOCKER = "!blocker Raum fehlt | lösung: mieten | verzug: 2 Wochen | bis: Freitag"
ACTION = "!aufgabe Angebot | wer: Ben | bis: Freitag | retro: R1"
TOPIC = "!agenda Hosting | wer: Ben | vorlage: https://stadt.example/v"
QUESTION = "!frage Wer zahlt? | wer: Ben | bis: Freitag | für: pmo"
LEARNING = "!lernen Kurze Wege | art: technik | retro: R1 | blaupause: ja"
SERIES = "!treffen Jour fixe | wann: jeden Dienstag 10:00 | ort: Rathaus | bis: 31.3.2027 | vorlauf: 2h"
RETRO = "!retro planen alle 6 Wochen donnerstags 15 Uhr | ort: Rathaus | bis: 31.12.2027"
FIELDS = [
    (BLOCKER, "!blocker {} B1 | lösung: {}", "!blocker B1", "mieten"),
    (BLOCKER, "!blocker {} B1 | verzug: {}", "!blocker B1", "Verzug"),
    (BLOCKER, "!blocker {} B1 | bis: {}", "!blocker B1", "Muss weg sein"),
    (ACTION, "!aufgabe {} A1 | wer: {}", "!aufgabe A1", "Für Ben"),
    (ACTION, "!aufgabe {} A1 | bis: {}", "!aufgabe A1", "Bis Freitag"),
    (ACTION, "!aufgabe {} A1 | retro: {}", "!aufgabe A1", "R1"),
    (TOPIC, "!agenda {} T1 | wer: {}", "!agenda zeige T1", " · Ben"),
    (TOPIC, "!agenda {} T1 | vorlage: {}", "!agenda zeige T1", "stadt.example/v"),
    (QUESTION, "!frage {} Q1 | wer: {}", "!frage Q1", "Ben klärt das"),
    (QUESTION, "!frage {} Q1 | bis: {}", "!frage Q1", "Antwort bis"),
    (QUESTION, "!frage {} Q1 | für: {}", "!frage Q1", "Geht an"),
    (LEARNING, "!lernen {} L1 | art: {}", "!lernen L1", "Technik"),
    (LEARNING, "!lernen {} L1 | retro: {}", "!lernen L1", "R1"),
    (LEARNING, "!lernen {} L1 | blaupause: {}", "!lernen L1", "Kandidat"),
    (SERIES, "!treffen {} S1 | ort: {}", "!treffen S1", "Rathaus"),
    (SERIES, "!treffen {} S1 | bis: {}", "!treffen S1", "31.3.2027"),
    (SERIES, "!treffen {} S1 | vorlauf: {}", "!treffen S1", "2 Stunden vorher"),
    (RETRO, "!retro {} R1 | ort: {}", "!retro R1", "Rathaus"),
    (RETRO, "!retro {} R1 | bis: {}", "!retro R1", "31.12.2027"),
]


async def filled(team: Room, add: str, show: str, shown: str) -> None:
    if "retro: R1" in add:
        await team.says("!retro planen Donnerstag 15 Uhr")
        await team.says("!retro start R1")
    await team.says(add)
    await team.says(show)
    assert shown in team.sees().split("Verlauf")[0], team.sees()


@pytest.mark.parametrize("nothing", ["-", "–", "—", ""])
@pytest.mark.parametrize(("add", "edit", "show", "shown"), FIELDS, ids=[row[1] for row in FIELDS])
async def test_a_dash_or_nothing_takes_it_off(team: Room, add: str, edit: str, show: str, shown: str, nothing: str) -> None:
    await filled(team, add, show, shown)
    await team.says(edit.format("ändere", nothing))
    assert "ist geändert" in team.sees() or "Raum" in team.sees(), team.sees()
    await team.says(show)
    assert shown not in team.sees().split("Verlauf")[0], team.sees()


@pytest.mark.parametrize(
    ("edit", "then"),
    [
        ("!blocker ändere B1 | titel: -", "Da fehlt noch, worum es geht"),
        ("!blocker ändere B1 | ampel: -", "keine Ampelfarbe"),
        ("!blocker ändere B1 | lösung: keine", "Lösungsansatz: keine"),
        ("!blocker ändere B1 | lösung: -5 Grad", "Lösungsansatz: -5 Grad"),
    ],
)
async def test_what_it_has_to_have_stays_and_words_are_words(team: Room, edit: str, then: str) -> None:
    await team.says(BLOCKER)
    await team.says(edit)
    assert then in team.sees()
