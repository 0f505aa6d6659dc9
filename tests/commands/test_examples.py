"""A mistake is answered with an example that is right for what was meant."""

from __future__ import annotations

import pytest

from bot.grammar.parser import parse
from bot.texts import LANGUAGES, texts_of
from commands import VOCABULARY
from tests.world import Room


async def plan(team: Room) -> None:
    await team.says("!treffen Jour fixe | wann: jeden Donnerstag 10:00")
    await team.says("!agenda Hosting-Angebot")
    await team.says("!aufgabe Angebot einholen")
    await team.says("!blocker Freigabe fehlt")


@pytest.mark.parametrize(
    ("said", "example"),
    [
        ("!treffen ändere S1", "!treffen ändere S1, dauer: 90 min"),
        ("!treffen verschieben S1 foo | auf: Do 10 Uhr", "!treffen verschieben S1, auf: Mi 11:00"),
        ("!agenda ändere T1", "!agenda ändere T1, dauer: 20"),
        ("!aufgabe ändere A1 | was: Zahlen", "!aufgabe ändere A1, bis: Montag"),
        ("!aufgabe notiz A1", "!aufgabe notiz A1"),
        ("!blocker ändere B1", "!blocker ändere B1,"),
    ],
)
async def test_the_example_speaks_of_the_record_that_was_named(team: Room, said: str, example: str) -> None:
    await plan(team)
    await team.says(said)
    assert f"Zum Beispiel: {example}" in team.sees()


@pytest.mark.parametrize(
    ("said", "meant", "then"),
    [
        ("!agenda A1", "!aufgabe A1", "Angebot einholen"),
        ("!treffen T1", "!agenda T1", "Hosting-Angebot"),
        ("!aufgabe erledigt T1 Nehmen wir", "!agenda erledigt T1 Nehmen wir", "T1 ist erledigt: Nehmen wir"),
        ("!agenda absagen S1", "!treffen absagen S1", "fällt aus"),
        ("!treffen erledigt A1", "!aufgabe erledigt A1", "A1 ist erledigt"),
    ],
)
async def test_the_number_of_another_kind_says_which_noun_was_meant(team: Room, said: str, meant: str, then: str) -> None:
    await plan(team)
    await team.says(said)
    assert f"Meintest du {meant}?" in team.sees()
    await team.taps("✅", on="Meintest du")
    assert then in team.sees()


async def test_where_the_other_noun_does_not_know_the_verb_its_record_is_offered(team: Room) -> None:
    await plan(team)
    await team.says("!treffen absagen B1")
    assert "B1 passt nicht zu »Treffen«. Meintest du !blocker B1?" in team.sees()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", [command.name for command in VOCABULARY.commands])
def test_an_example_says_the_same_with_commas_as_it_is_shown(language: str, command: str) -> None:
    example = texts_of(language).plain(f"{command}.example".replace(" ", ".")).removeprefix("!")
    assert parse(example.replace(" | ", ", "), VOCABULARY, "!") == parse(example, VOCABULARY, "!")
