"""What becomes of a decision: approved, looked at again, superseded, repealed; and how it is found again."""

from __future__ import annotations

import pytest

from tests.world import Room, World


async def test_the_last_approval_lifts_the_condition_and_only_then_the_earlier_decision_ends(steering: Room, pmo: Room) -> None:
    await steering.says("!beschluss Werkstatt in Wetzlar, grund: frei")
    await steering.says("!beschluss Werkstatt in Marburg\nvorbehalt: Gießen, Marburg\nfrist: 15.12.\nersetzt: D1\ngrund: näher")
    card = steering.message("Werkstatt in Marburg")
    assert card.body.startswith("⏳ D2 unter Vorbehalt: Werkstatt in Marburg")
    assert "Gießen fehlt noch, Marburg fehlt noch · Frist Dienstag, 15.12.2026" in card.body
    assert "Ersetzt D1, sobald der Vorbehalt weg ist" in card.body and "D1 gilt" in steering.message("Werkstatt in Wetzlar").body
    await steering.says("!beschluss bestätigt D2 Gießen | am: 12.2. | nr: 0123/26")
    assert "Gießen hat D2 zugestimmt (12.2.2026, Nr. 0123/26).\nEs fehlt noch: Marburg" in steering.sees()
    await pmo.says("!beschluss bestätigt D2 Stadt Marburg am 20.11.", by="Paula")
    assert "D2 gilt, der Vorbehalt ist weg" in pmo.sees() and steering.sees().startswith("📜 D2 gilt: Werkstatt in Marburg")
    assert "D2 gilt" in card.body and "Marburg ✅ 20.11.2026" in card.body
    assert "D1 ersetzt durch D2" in steering.message("Werkstatt in Wetzlar").body


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("bestätigt D1", "Welche Kommune hat D1 zugestimmt? Zum Beispiel: !beschluss bestätigt D1 Frankfurt am Main, am: 12.2."),
        ("bestätigt D1 Fulda", "Bei D1 wartet niemand auf »Fulda«. Es fehlt noch: Frankfurt am Main"),
        ("bestätigt D1 Frankfurt am Main, am: 1.3.2030", "ist erst Freitag, 1.3.2030"),
        ("bestätigt D2 Gießen", "D2 steht unter keinem Vorbehalt"),
        ("bestätigt D9 Gießen", "D9 gibt es nicht"),
        ("bestätigt D1 Frankfurt am Main", "D1 gilt, der Vorbehalt ist weg"),
        ("prüfen D2", "Wann soll ich nach D2 fragen?"),
        ("prüfen D2 ein Jahr", "Ich frage wieder am Dienstag, 23.11.2027"),
        ("prüfen D2 gestern", "gestern"),
        ("aufheben D2", "Warum gilt D2 nicht mehr?"),
        ("löschen D2", "!beschluss aufheben D2"),
        ("ersetzen D9 Neu", "D9 gibt es nicht"),
    ],
)
async def test_what_is_said_about_one(team: Room, said: str, answer: str) -> None:
    await team.says("!beschluss Hosting, vorbehalt: Frankfurt am Main")
    await team.says("!beschluss Logo B")
    await team.says(f"!beschluss {said}")
    assert answer in team.sees()


async def test_it_is_superseded_and_repealed_and_then_nothing_changes_it(team: Room) -> None:
    await team.says("!beschluss Hosting bei der ekom21")
    await team.says("!beschluss ersetzen D1 Hosting bei der Stadt Gießen, grund: günstiger")
    assert "D2 gilt: Hosting bei der Stadt Gießen" in team.sees() and "🔁 Ersetzt D1" in team.sees()
    assert "D1 ersetzt durch D2" in team.message("Hosting bei der ekom21").body
    await team.says("!beschluss aufheben D2 Angebot zurückgezogen")
    assert "✖️ D2 aufgehoben: Hosting bei der Stadt Gießen\n💬 Angebot zurückgezogen" in team.sees()
    for said in ("aufheben D1 überholt", "ersetzen D2 Neu", "ändere D2 | titel: Neu", "prüfen D1 1.9."):
        await team.says(f"!beschluss {said}")
        assert "daran ändert sich nichts mehr" in team.sees()
    await team.says("!beschluss D2")
    assert "aufgehoben von Anna: Angebot zurückgezogen" in team.sees()


async def test_what_was_to_be_done_for_the_earlier_one_is_named(team: Room) -> None:
    await team.says("!beschluss Hosting bei der ekom21, wer: Ben, grund: C5")
    await team.says("!beschluss ersetzen D1 Hosting in Gießen (3 dafür, 1 dagegen)")
    await team.taps("✅", on="!beschluss ersetzen D1 Hosting in Gießen | dafür: 3 | dagegen: 1")
    assert "🙋 3 dafür, 1 dagegen, 0 Enthaltungen" in team.sees()
    assert "A1 aus D1 ist noch offen. Nicht mehr nötig? !aufgabe streichen A1" in team.sees()


async def test_the_wording_stands_after_a_day_and_only_what_is_missing_is_added(team: Room) -> None:
    await team.says("!beschluss Hosting bei der ekom21")
    await team.says("!beschluss ändern D1 | titel: Hosting bei der ekom21 ab 1.3. | dafür: 1 | dagegen: 2")
    assert "D1 abgelehnt: Hosting bei der ekom21 ab 1.3." in team.sees()
    await team.says("!beschluss ändere D1 Hosting bei der ekom21 ab 1.3. | dafür: 3 Stimmen")
    assert "D1 gilt: Hosting bei der ekom21 ab 1.3." in team.sees()
    await team.clock.pass_(hours=25)
    await team.says("!beschluss ändere D1 | titel: Hosting in Gießen")
    assert "Der Wortlaut von D1 steht fest" in team.sees()
    assert "!beschluss ersetzen D1 Hosting bei der ekom21 ab 1.3." in team.sees() and "!beschluss aufheben D1" in team.sees()
    await team.says("!beschluss ändere D1 | grund: einziges Angebot")
    assert "💬 Grund: einziges Angebot" in team.sees()
    await team.says("!beschluss ändere D1 | grund: doch nicht")
    assert "Der Wortlaut von D1 steht fest" in team.sees()


async def test_the_register_shows_what_holds_and_a_word_finds_text_and_reason(team: Room, pmo: Room) -> None:
    await team.says("!beschluss")
    assert "Noch gilt kein Beschluss bei Dateninventur" in team.sees()
    await team.says("!beschluss Hosting bei der ekom21, grund: einziges Angebot mit C5")
    await team.says("!beschluss Logo A")
    await team.says("!beschluss ersetzen D2 Logo B")
    await team.says("!beschluss Messe, dafür: 0, dagegen: 3")
    await team.says("!beschluss")
    assert team.sees().index("D3 Logo B") < team.sees().index("D1 Hosting") and "D2" not in team.sees() and "D4" not in team.sees()
    await team.says("!beschluss liste alle")
    assert "D2 Logo A – ersetzt durch D3" in team.sees() and "D4 Messe – abgelehnt" in team.sees()
    await team.says("!beschluss liste c5")
    assert "D1 Hosting" in team.sees() and "D3" not in team.sees()
    await team.says("!beschluss liste alle logo")
    assert "D2 Logo A" in team.sees() and "D3 Logo B" in team.sees() and "D1" not in team.sees()
    await team.says("!beschluss liste Quark")
    assert "Mit »Quark« finde ich keinen" in team.sees()
    await pmo.says("!beschluss liste")
    assert "Was gilt im Projekt" in pmo.sees() and "D3 Logo B (Dateninventur)" in pmo.sees()


async def test_reading_is_open_and_changing_is_not(team: Room, pmo: Room, world: World) -> None:
    other = world.room("App", moderators=("Cora",))
    await other.says("!team App")
    await pmo.taps("✅", on="App", by="Paula")
    await team.says("!beschluss Hosting bei der ekom21, vorbehalt: Gießen")
    await other.says("!beschluss D1")
    assert "Hosting bei der ekom21" in other.sees()
    for said in (
        "bestätigt D1 Gießen",
        "prüfen D1 1.9.",
        "ersetzen D1 Neu",
        "aufheben D1 überholt",
        "ändere D1 | grund: so",
        "notiz D1 so",
    ):
        await other.says(f"!beschluss {said}")
        assert "Das können nur Dateninventur und das PMO" in other.sees()
    await pmo.says("!beschluss aufheben D1 überholt", by="Paula")
    assert "Paula hat D1 aufgehoben: Hosting bei der ekom21" in team.sees()


async def test_a_verb_without_its_number_offers_those_that_hold(team: Room) -> None:
    await team.says("!beschluss Hosting bei der ekom21")
    await team.says("!beschluss aufheben überholt")
    assert "D1 Hosting bei der ekom21" in team.sees() and "Welchen Beschluss meinst du?" in team.sees()
