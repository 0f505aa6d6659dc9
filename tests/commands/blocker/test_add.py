"""Reporting a blocker, and changing or taking it back by its message."""

from __future__ import annotations

import pytest

from tests.world import Room, World, user


async def test_a_blocker_gets_a_number_and_is_echoed(team: Room) -> None:
    await team.says("!blocker Datenschutzfreigabe fehlt | lösung: AVV-Vorlage aus Gießen | verzug: 2 Wochen | bis: Freitag")
    card = team.sees()
    assert "🟡 gelb · B1 Datenschutzfreigabe fehlt" in card
    assert "AVV-Vorlage aus Gießen" in card
    assert "2 Wochen" in card
    assert "Freitag, 27.11.2026" in card


@pytest.mark.parametrize("said", ["morgen 14 Uhr", "bis morgen früh", "24.11. 14:00"])
async def test_a_time_in_a_due_day_is_said_not_to_be_kept(team: Room, said: str) -> None:
    await team.says(f"!blocker Raum fehlt | bis: {said}")
    assert "Muss weg sein bis Dienstag, 24.11.2026 (bis zum Ende der Arbeitszeit, die Uhrzeit merke ich mir nicht)" in team.sees()
    await team.says("!einstellungen antworten: kurz")
    await team.says(f"!blocker ändere B1 | ampel: rot | bis: {said}")
    assert "die Uhrzeit merke ich mir nicht" in team.sees()


async def test_a_due_day_without_a_time_says_nothing_of_times(team: Room) -> None:
    await team.says("!blocker Raum fehlt | bis: morgen")
    assert "Dienstag, 24.11.2026" in team.sees() and "Uhrzeit" not in team.sees()


async def test_a_red_one_alerts_the_pmo_at_once_with_all_it_needs(team: Room, pmo: Room) -> None:
    event = await team.says("!blocker Server fällt aus | ampel: rot | lösung: Umzug nach Gießen")
    alert = pmo.messages()[-1]
    for fact in ("🔴 rot", "B1", "Server fällt aus", "Umzug nach Gießen", "Dateninventur", "Anna", event):
        assert fact in alert.body
    assert alert.notifies
    assert set(alert.mentions) == {user("Paula"), user("Peter"), user("Ada")}
    assert alert.reactions == ["👀", "✅"]
    assert "alarmiert" in team.sees()


async def test_a_yellow_one_says_when_the_pmo_will_hear_of_it(team: Room, pmo: Room) -> None:
    await team.says("!blocker Raum fehlt")
    assert "Donnerstag, 26.11.2026, wenn" in team.sees()
    assert pmo.messages() == []


async def test_numbers_are_never_used_again(team: Room) -> None:
    await team.says("!blocker Eins")
    await team.says("!blocker zurückziehen B1")
    await team.says("!blocker Zwei")
    assert "B2" in team.sees()


async def test_without_a_solution_the_answer_asks_once_and_a_reply_is_taken(team: Room) -> None:
    await team.says("!blocker Raum fehlt")
    card = team.message("B1")
    assert "Idee" in card.body
    reply = await team.says("Wir fragen die Bibliothek", by="Ben", reply_to=card.event)
    assert "Lösungsansatz: Wir fragen die Bibliothek" in card.body
    assert "Idee" not in card.body
    assert team.world.chat.receipts[reply] == ["📝"]
    await team.says("Die Bibliothek hat zu", by="Ben", reply_to=card.event)
    await team.says("!blocker B1")
    assert "Lösungsansatz: Wir fragen die Bibliothek" in team.sees()
    assert "Die Bibliothek hat zu" in team.sees()


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("!blocker | ampel: rot", "worum es geht"),
        ("!blocker ...", "worum es geht"),
        ("!blocker Raum fehlt | ampel: grün", "Grün passt nicht"),
        ("!blocker Raum fehlt | ampel: 🟢", "Grün passt nicht"),
        ("!blocker Raum fehlt | ampel: blau", "»blau« ist keine Ampelfarbe"),
        ("!blocker Raum fehlt | bis: gestern", "gestern"),
        ("!blocker Raum fehlt | bis: 31.11.", "31.11."),
        ("!blocker Raum fehlt | bis: irgendwann", "irgendwann"),
        ("!blocker Raum fehlt | verzug: lang", "lang"),
        ("!blocker Raum fehlt | größe: rot", "»größe« kenne ich nicht"),
        ("!blocker " + "x" * 2001, "höchstens 2000"),
        ("!blocker Raum fehlt | lösung: " + "x" * 2001, "höchstens 2000"),
    ],
)
async def test_a_mistake_stores_nothing_and_says_why_with_an_example(team: Room, said: str, reason: str) -> None:
    await team.says(said)
    assert reason in team.sees()
    assert "`" not in team.sees()
    await team.says("!blocker liste alle projekt")
    assert "Keine Blocker" in team.sees()


@pytest.mark.parametrize("colour", ["rot", "ROT", "red", "🔴", "🔴 rot"])
async def test_colours_are_understood_in_words_and_emoji(team: Room, colour: str) -> None:
    await team.says(f"!blocker Raum fehlt | ampel: {colour}")
    assert "🔴 rot · B1" in team.sees()


HOSTILE = "<b>fett</b> **stern** _a_ `c` [x](https://x.example) @room <script>alert(1)</script> &amp; # h"


async def test_what_people_write_is_shown_literally_and_mentions_nobody(team: Room, pmo: Room) -> None:
    await team.says(f"!blocker {HOSTILE} | ampel: rot")
    for seen in (team.messages()[-1], pmo.messages()[-1]):
        assert HOSTILE in seen.body
        assert "<script>" not in seen.html and "<b>fett" not in seen.html and "https://x.example</a>" not in seen.html
        assert "room" not in seen.content["m.mentions"]
    assert team.messages()[-1].mentions == []


async def test_an_edit_within_a_day_changes_the_record_and_the_answer(team: Room, pmo: Room) -> None:
    event = await team.says("!blocker Raum fehlt | lösung: Bibliothek | bis: Freitag")
    said = len(team.messages())
    await team.edits(event, "!blocker Großer Raum fehlt | ampel: rot")
    card = team.message("B1")
    assert "🔴 rot · B1 Großer Raum fehlt" in card.body
    assert "Bibliothek" not in card.body and "27.11." not in card.body
    assert card.edits == 2 and len(team.messages()) == said  # "wird alarmiert", and when that has arrived "ist alarmiert"
    assert "Großer Raum fehlt" in pmo.sees()


async def test_an_edit_that_would_be_refused_changes_nothing(team: Room) -> None:
    event = await team.says("!blocker Raum fehlt")
    await team.edits(event, "!blocker Raum fehlt | ampel: blau")
    assert "blau" in team.sees()
    await team.says("!blocker B1")
    assert "🟡 gelb · B1 Raum fehlt" in team.sees()


async def test_an_edit_by_somebody_else_or_elsewhere_or_without_change_does_nothing(team: Room, pmo: Room) -> None:
    event = await team.says("!blocker Raum fehlt")
    solved = await team.says("!blocker gelöst B1")
    await team.says("!blocker öffnen B1")
    said = len(team.messages())
    await team.edits(event, "!blocker Etwas anderes", by="Ben")
    await pmo.edits(event, "!blocker Etwas anderes", by="Anna")
    await team.edits(event, "!blocker  Raum fehlt ")
    await team.edits(solved, "!blocker gelöst B1")
    assert len(team.messages()) == said and pmo.messages() == []
    assert "Raum fehlt" in team.message("B1").body and "Etwas anderes" not in team.message("🟡 gelb").body


async def test_a_refused_command_is_run_anew_when_it_is_edited(team: Room) -> None:
    event = await team.says("!blocker Raum fehlt | ampel: blau")
    await team.edits(event, "!blocker Raum fehlt | ampel: rot")
    assert "🔴 rot · B1 Raum fehlt" in team.sees()
    await team.edits(event, "!blocker Saal fehlt | ampel: rot")
    assert "Saal fehlt" in team.message("B1").body


async def test_any_other_command_is_not_run_again_by_an_edit_and_the_bot_says_so_once(team: Room) -> None:
    await team.says("!blocker Raum fehlt")
    await team.says("!blocker Saal fehlt")
    event = await team.says("!blocker gelöst B1")
    said = len(team.messages())
    await team.edits(event, "!blocker gelöst B2")
    await team.edits(event, "!blocker gelöst B2 doch")
    assert len(team.messages()) == said + 1
    await team.says("!blocker")
    assert "B2" in team.sees() and "B1" not in team.sees()


async def test_a_deletion_is_refused_where_the_pmo_has_taken_it(team: Room, pmo: Room) -> None:
    taken = await team.says("!blocker Server aus | ampel: rot")
    await pmo.taps("👀", on="B1", by="Paula")
    await team.deletes(taken)
    assert "Paula" in team.sees() and "B1" in team.sees()
    await team.says("!blocker")
    assert "B1" in team.sees()


async def test_a_typo_is_answered_with_what_was_meant_and_only_the_author_can_accept(team: Room) -> None:
    await team.says("!blcoker Raum fehlt")
    suggestion = team.messages()[-1]
    assert "!blocker Raum fehlt" in suggestion.body and suggestion.reactions == ["✅"]
    await team.taps("✅", on=suggestion.event, by="Ben")
    assert team.messages()[-1] is suggestion
    await team.taps("✅", on=suggestion.event, by="Anna")
    assert "B1 Raum fehlt" in team.sees()
    said = len(team.messages())
    await team.taps("✅", on=suggestion.event, by="Anna")
    assert len(team.messages()) == said


async def test_a_command_from_while_the_bot_was_away_counts_from_when_it_was_written(team: Room, world: World) -> None:
    written = world.clock.now()
    await world.pass_(hours=20)
    await team.says("!blocker Raum fehlt | bis: Mittwoch", sent_at=written)
    answer = team.sees()
    assert "Montag, 23.11.2026, 10:00 Uhr" in answer
    assert "Mittwoch, 25.11.2026" in answer


async def test_a_date_that_has_passed_while_the_bot_was_away_is_refused(team: Room, world: World) -> None:
    written = world.clock.now()
    await world.pass_(days=3)
    await team.says("!blocker Raum fehlt | bis: morgen", sent_at=written)
    assert "Dienstag, 24.11.2026" in team.sees() and "vorbei" in team.sees()


async def test_answers_stand_in_the_thread_of_the_command(team: Room) -> None:
    root = await team.says("Lasst uns reden")
    await team.says("!blocker Raum fehlt", thread=root)
    relation = team.messages()[-1].content["m.relates_to"]
    assert relation["rel_type"] == "m.thread" and relation["event_id"] == root
