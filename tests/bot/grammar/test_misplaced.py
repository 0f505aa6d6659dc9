"""What reads like a field behind a verb that takes none of that name is asked about; prose with a colon stays prose."""

from __future__ import annotations

import pytest

from tests.world import Room, World

SEPARATORS = [". ", ", ", "; ", " – ", " - ", " / ", " ", "\n", "\n- ", ": ", " (", "! "]


async def records(world: World) -> tuple[Room, ...]:
    team, *_ = world.founded
    for said in (
        *("!blocker Raum fehlt", "!blocker Strom fehlt", "!treffen Jour fixe | wann: jeden Donnerstag 10:00", "!agenda Hosting"),
        *("!aufgabe Angebot einholen", "!frage Wer zahlt?"),
    ):
        await team.says(said)
    team.forget()
    return world.founded


after_records = pytest.mark.goes_on_from(story=records)


@pytest.mark.parametrize("words", ["", "Vorlage da"])
@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("field", ["Ampel: rot", "ampel: rot", "Frist: Freitag"])
@after_records
async def test_behind_any_separator_it_is_asked_about(team: Room, separator: str, words: str, field: str) -> None:
    await team.says(f"!blocker gelöst B1 {words}{separator}{field}" if words else f"!blocker gelöst B1{separator}{field}")
    question = team.messages()[-1]
    assert "gibt es hier nicht" in question.body and question.reactions == ["✅", "❌"], question.body
    await team.taps("✅", on=question.event)
    assert "B1 Raum fehlt ist gelöst" in team.sees() and field.split(":", maxsplit=1)[0] in team.sees()


@pytest.mark.parametrize("separator", SEPARATORS)
@after_records
async def test_a_field_that_the_verb_knows_is_taken(team: Room, separator: str) -> None:
    await team.says(f"!blocker ändere B1{separator}Ampel: rot")
    await team.says("!blocker B1")
    assert team.sees().startswith("🔴 rot · B1")


@pytest.mark.parametrize(
    ("said", "then"),
    [
        ("!treffen absagen S1. Am: 10.12.", "10.12."),
        ("!treffen verschieben S1. Auf: Fr 11:00", "11:00"),
        ("!agenda ändere T1; Dauer: 20", "20 min"),
        ("!aufgabe ändere A1 – bis: Freitag", "27.11."),
        ("!frage ändere Q1. Wieder: in 2 Wochen", "Q1"),
    ],
)
@after_records
async def test_so_it_is_with_every_noun(team: Room, said: str, then: str) -> None:
    await team.says(said)
    assert then in team.sees()


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("!treffen absagen S1. Dauer: 90 min", "Dauer"),
        ("!treffen absagen S1 Ferien, ort: Raum 5", "ort"),
        ("!agenda erledigt T1. Dauer: 20", "Dauer"),
        ("!agenda vertagen T1; Treffen: S2", "Treffen"),
        ("!aufgabe erledigt A1. Bis: Freitag", "Bis"),
        ("!frage antwort Q1 das Land. Wieder: in 3 Monaten", "Wieder"),
        ("!blocker eskalieren B1. Ampel: rot", "Ampel"),
        ("!blocker zurückziehen B1. Verzug: 2 Wochen", "Verzug"),
        ("!blocker notiz B1 Wird knapp. Ampel: rot", "Ampel"),
        ("!blocker solved B1. severity: red", "severity"),
    ],
)
@after_records
async def test_so_it_is_with_every_verb_that_takes_words(team: Room, said: str, key: str) -> None:
    await team.says(said)
    assert f"Ein Feld »{key}« gibt es hier nicht" in team.sees()
    await team.taps("❌", on=team.messages()[-1].event)
    assert "gibt es hier nicht" not in team.sees()


@pytest.mark.parametrize(
    "words",
    [
        "Frage: wer zahlt?",
        "Lösung: Vorlage aus Gießen",
        "Frist: nicht zu halten",
        "Ampel: die am Bahnhof steht noch",
        "Grund: Vorlage da",
        "siehe https://stadt.example/a: rot",
        "Dauer: länger als gedacht",
        "Stand heute: alles da",
        "Termin: wird noch gesucht. Danke an @ben:stadt.example",
        "Ergebnis: 3:1",
        "Lösungen: drei",
        "Titel: unklar",
    ],
)
@after_records
async def test_prose_with_a_colon_stays_prose(team: Room, words: str) -> None:
    for verb, number in (("gelöst", "B1"), ("notiz", "B2")):
        await team.says(f"!blocker {verb} {number} {words}")
        await team.says(f"!blocker {number}")
        assert words in team.sees()


@after_records
async def test_what_only_separates_is_no_part_of_the_words(team: Room) -> None:
    await team.says("!blocker gelöst B1 – Vorlage da")
    assert team.sees().endswith("wenigen Augenblicken: Vorlage da")


@after_records
async def test_an_offer_about_several_records_is_about_all_of_them(team: Room) -> None:
    await team.says("!blocker gelöst B1, B2. Ampel: rot")
    await team.taps("✅", on="gibt es hier nicht")
    assert "B1 Raum fehlt ist gelöst" in team.sees() and "B2 Strom fehlt ist gelöst" in team.sees()
    await team.says("!blocker öffnen B1, B2")
    await team.says("!blocker ändere B1, B2 | ampl: rot")
    await team.taps("✅", on="Meintest du")
    for number in ("B1", "B2"):
        await team.says(f"!blocker {number}")
        assert team.sees().startswith(f"🔴 rot · {number}")
