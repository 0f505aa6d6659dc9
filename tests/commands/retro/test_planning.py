"""A retrospective is planned in a sentence, once or as a series, and its room is reminded of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.ids import Number
from tests.commands.meeting.calendars import latest, methods
from tests.world import BERLIN, Room, World, user

THURSDAY = "!retro planen nächsten Donnerstag 15 Uhr"


def at(day: int, hour: int, *, month: int = 11, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, tzinfo=BERLIN).astimezone(UTC)


def reminders(room: Room) -> list[str]:
    return [seen.body for seen in room.messages() if "Was lief gut, was nicht?" in seen.body]


async def test_a_sentence_is_enough(team: Room) -> None:
    await team.says(f"{THURSDAY} | format: start-stop-weiter | dauer: 90")
    card = team.message("R1 Retro").body
    assert "🕙 Donnerstag, 26.11.2026, 15:00 Uhr · 90 Minuten" in card
    assert "Spalten: Start · Stop · Weiter" in card
    assert methods(team) == ["PUBLISH"] and str(latest(team)[0]["SUMMARY"]) == "Dateninventur: Retro"


async def test_the_verb_may_be_left_out_and_the_date_may_stand_in_a_field(team: Room) -> None:
    await team.says("!retro morgen 10 Uhr")
    assert "Dienstag, 24.11.2026, 10:00 Uhr" in team.sees()
    await team.says("!retrospective plan | when: friday 9am | form: sailboat")
    assert "Freitag, 27.11.2026, 09:00 Uhr" in team.sees() and "Wind · Anker · Riff · Insel" in team.sees()


@pytest.mark.parametrize(
    ("form", "columns"),
    [
        ("start-stop-weiter", "Start · Stop · Weiter"),
        ("Start Stop Continue", "Start · Stop · Weiter"),
        ("gut-schlecht-idee", "Gut · Schlecht · Idee"),
        ("4L", "Gemocht · Gelernt · Gefehlt · Gewünscht"),
        ("segelboot", "Wind · Anker · Riff · Insel"),
        ("jahr", "Behalten · Ändern · Weitergeben · Zu klären"),
    ],
)
async def test_each_form_has_its_columns(team: Room, form: str, columns: str) -> None:
    await team.says(f"{THURSDAY} | format: {form}")
    assert columns in team.sees()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("!retro planen", "Wann soll die Retro sein?"),
        ("!retro planen Donnerstag", "Uhrzeit"),
        ("!retro planen gestern 15 Uhr", "vorbei"),
        ("!retro planen Donnerstag 15 Uhr | format: 5w", "kenne ich nicht als Format"),
        ("!retro planen Donnerstag 15 Uhr | bis: Freitag", "Reihe"),
        ("!retro R7", "R7 gibt es nicht"),
        ("!retro start", "keine Retro geplant"),
        ("!retro start R3", "R3 gibt es nicht"),
        ("!retro ende", "keine Retro geplant"),
    ],
)
async def test_what_is_wrong_is_answered_and_nothing_is_kept(team: Room, said: str, why: str) -> None:
    await team.says(said)
    assert why in team.sees()
    await team.says("!retro")
    assert "Keine Retro geplant" in team.sees()


async def test_a_text_that_is_no_date_is_offered_as_a_note(team: Room) -> None:
    await team.says("!retro Übergaben laufen gut")
    assert "Planen geht so: !retro planen nächsten Donnerstag 15 Uhr" in team.sees()
    await team.taps("✅", on="Ist es eine Notiz? ✅ antippen: !retro + Übergaben laufen gut")
    assert "Notiert für R1" in team.sees()


async def test_two_days_before_the_room_is_asked_for_notes(team: Room, world: World) -> None:
    await team.says("!retro planen Freitag 15 Uhr")
    await team.says("!retro + Übergaben laufen gut")
    await world.until(at(25, 14))
    assert reminders(team) == []
    await world.until(at(25, 15))
    (reminder,) = reminders(team)
    assert "Freitag, 27.11.2026, 15:00 Uhr ist eure Retro (R1)" in reminder and "Eine Notiz liegt schon vor" in reminder
    await world.until(at(27, 15))
    assert len(reminders(team)) == 1


async def test_a_reminder_on_a_closed_day_comes_on_the_working_day_before(team: Room, world: World) -> None:
    await team.says("!retro planen Mo 30.11. 10 Uhr")
    await world.until(at(27, 8) - timedelta(seconds=1))
    assert reminders(team) == []
    await world.until(at(27, 8))
    assert len(reminders(team)) == 1


async def test_it_moves_with_its_reminder_and_its_calendar_entry(team: Room, world: World) -> None:
    await team.says("!retro planen Freitag 15 Uhr")
    await team.says("!retro verschieben R1 | auf: Mo 7.12. 11 Uhr")
    assert "R1 ist verschoben auf Montag, 7.12.2026, 11:00 Uhr (vorher Fr 27.11. 15:00 Uhr)" in team.sees()
    assert "Montag, 7.12.2026" in team.message("R1 Retro").body
    assert latest(team)[0]["SEQUENCE"] == 1
    await world.until(at(27, 15))
    assert reminders(team) == []
    await world.until(at(4, 8, month=12))
    assert len(reminders(team)) == 1


async def test_a_series_makes_one_retrospective_after_the_other(team: Room, world: World) -> None:
    await team.says("!retro planen alle 6 Wochen donnerstags 15 Uhr")
    assert "🔁" in team.message("R1 Retro").body and "Donnerstag, 26.11.2026" in team.message("R1 Retro").body
    assert latest(team)[0]["RRULE"]["INTERVAL"] == [6]
    await world.until(at(26, 15))
    await team.says("!retro start")
    await team.says("!retro ende")
    assert "Die nächste: R2, Donnerstag, 7.1.2027, 15:00 Uhr" in team.sees()
    await team.says("!retro stop: Lange Wege")
    assert "Notiert für R2, Donnerstag, 7.1.2027" in team.sees()


async def test_one_that_nobody_started_waits_for_the_next_date_of_its_series_with_its_notes(team: Room, world: World) -> None:
    await team.says("!retro planen alle 6 Wochen donnerstags 15 Uhr")
    await team.says("!retro + Übergaben laufen gut")
    await world.until(at(27, 10))
    assert "R1 am Do 26.11. hat nicht stattgefunden. Die Notiz wartet auf Donnerstag, 7.1.2027, 15:00 Uhr." in team.sees()


async def test_a_single_one_that_nobody_started_keeps_its_notes_for_a_new_date(team: Room, world: World) -> None:
    await team.says(THURSDAY)
    await team.says("!retro + Übergaben laufen gut")
    await world.until(at(27, 10))
    assert "Die Notiz wartet auf einen neuen Termin" in team.sees()
    await team.says("!retro planen Fr 4.12. 10 Uhr")
    assert "R1 Retro" in team.sees() and "Freitag, 4.12.2026" in team.sees()
    await team.says("!retro R1")
    assert "Eine Notiz" in team.sees()


async def test_one_without_notes_that_nobody_started_is_gone_without_a_word(team: Room, world: World) -> None:
    await team.says(THURSDAY)
    team.forget()
    await world.until(at(27, 10))
    assert not any("stattgefunden" in seen.body for seen in team.messages())
    await team.says("!retro start")
    assert "keine Retro geplant" in team.sees()


async def test_a_cancelled_one_keeps_its_notes_for_the_next(team: Room) -> None:
    await team.says(THURSDAY)
    await team.says("!retro stop: Lange Wege\nstart: Ein Kalender")
    await team.says("!retro absagen R1 Urlaub")
    assert "R1 am Donnerstag, 26.11.2026, 15:00 Uhr fällt aus: Urlaub" in team.sees() and "Die 2 Notizen bleiben" in team.sees()
    assert methods(team) == ["PUBLISH", "CANCEL"]
    await team.says("!retro planen Freitag 10 Uhr")
    assert methods(team)[-1] == "PUBLISH"
    await team.says("!retro R1")
    assert "2 Notizen: Start 1, Stop 1" in team.sees()


async def test_a_date_of_a_series_that_falls_out_leads_to_the_next_and_the_whole_series_can_end(team: Room) -> None:
    await team.says("!retro planen alle 6 Wochen donnerstags 15 Uhr")
    await team.says("!retro absagen")
    assert "Die nächste: Donnerstag, 7.1.2027, 15:00 Uhr" in team.sees()
    await team.says("!retro absagen R1 alle")
    assert "fällt aus, und die ganze Reihe mit ihr" in team.sees()
    await team.says("!retro")
    assert "Keine Retro geplant" in team.sees()


async def test_planned_for_another_form_notes_keep_their_text(team: Room) -> None:
    await team.says("!retro anker: Zu viele Werkzeuge")
    await team.says(THURSDAY)
    await team.says("!retro start")
    assert "1 · Sonstiges: Zu viele Werkzeuge" in team.sees()


async def test_editing_the_message_changes_the_plan_and_deleting_it_cancels_it(team: Room) -> None:
    event = await team.says(THURSDAY)
    await team.edits(event, "!retro planen Freitag 10 Uhr | format: 4l")
    assert "Freitag, 27.11.2026, 10:00 Uhr" in team.message("R1 Retro").body and "Gemocht" in team.message("R1 Retro").body
    await team.deletes(event)
    assert "R1 ist abgesagt." in team.sees()
    assert methods(team)[-1] == "CANCEL"


async def test_columns_length_and_place_can_change(team: Room) -> None:
    await team.says(THURSDAY)
    await team.says("!retro ändere R1 | format: segelboot | dauer: 2h | ort: Rathaus")
    assert "Wind · Anker · Riff · Insel" in team.message("R1 Retro").body and "2 Stunden · 📍 Rathaus" in team.message("R1 Retro").body
    await team.says("!retro edit R1")
    assert "Was soll sich an R1 ändern?" in team.sees()


async def test_it_stands_in_the_list_of_dates_but_takes_no_topics(team: Room) -> None:
    await team.says(THURSDAY)
    await team.says("!agenda Hosting")
    assert "Wartet auf das nächste Treffen" in team.sees()
    await team.says("!treffen")
    assert "Do 26.11. 15:00 Uhr · R1 Retro" in team.sees()


async def test_on_a_closed_day_it_is_pointed_out(team: Room) -> None:
    await team.says("!retro planen Sa 28.11. 10 Uhr")
    assert "⚠️ Samstag, 28.11.2026, ist kein Arbeitstag" in team.sees()


async def test_others_may_look_but_not_plan(team: Room, steering: Room, world: World) -> None:
    await team.says(THURSDAY)
    await steering.says("!retro absagen R1", by="Stefan")
    assert "Das können nur Dateninventur und das PMO" in steering.sees()
    await steering.says("!retro R1", by="Stefan")
    assert "R1 Retro (Dateninventur)" in steering.sees()


async def test_the_pmo_may_move_it_and_the_group_is_told(team: Room, pmo: Room) -> None:
    await team.says(THURSDAY)
    await pmo.says("!retro verschieben R1 auf Freitag", by="Paula")
    assert "Paula hat R1 verschoben auf Freitag, 27.11.2026, 15:00 Uhr" in team.sees()


async def test_the_next_one_stands_first_in_the_list(team: Room) -> None:
    await team.says(THURSDAY)
    await team.says("!retro planen morgen 10 Uhr")
    await team.says("!retro")
    assert team.sees().index("R2") < team.sees().index("R1")


async def test_what_has_no_date_cannot_be_cancelled_or_moved(team: Room) -> None:
    await team.says("!retro stop: Lange Wege")
    for said in ("!retro absagen R1", "!retro verschieben R1 auf Freitag 10 Uhr", "!retro absagen"):
        await team.says(said)
        assert "R1 hat noch keinen Termin" in team.sees()


async def test_a_message_that_planned_it_before_it_was_planned_anew_changes_nothing(team: Room) -> None:
    event = await team.says(THURSDAY)
    await team.says("!retro stop: Lange Wege")
    await team.says("!retro absagen R1")
    await team.edits(event, "!retro planen Freitag 9 Uhr")
    assert "R1 ist nicht mehr geplant" in team.sees()
    other = await team.says("!retro planen Freitag 10 Uhr")
    await team.deletes(event)
    assert "R1 ist inzwischen neu geplant" in team.sees()
    await team.says("!retro R1")
    assert "Freitag, 27.11.2026, 10:00 Uhr" in team.sees()
    await team.deletes(other)
    assert "R1 ist abgesagt. Die Notiz bleibt" in team.sees()


async def test_each_of_a_series_stands_in_the_lists_under_its_own_number(team: Room, world: World) -> None:
    await team.says("!retro planen alle 2 Wochen donnerstags 15 Uhr")
    await team.says("!retro start")
    await team.says("!retro ende")
    await team.says("!treffen")
    assert "Do 10.12. 15:00 Uhr · R2 Retro" in team.sees()
    await team.says("!überblick")
    assert "Do 10.12. 15:00 Uhr (R2)" in team.sees()


async def test_what_people_changed_is_remembered_but_no_note_and_no_vote(team: Room, world: World) -> None:
    await team.says(THURSDAY)
    await team.says("!retro verschieben R1 auf Freitag")
    await team.says("!retro ändere R1 | dauer: 90", by="Ben")
    await team.says("!retro stop: Lange Wege", by="Ben")
    await team.says("!retro stop: Lange Protokolle", by="Ben")
    await team.says("!retro start")
    await team.taps("👍", on="1 · Stop", by="Ben")
    await team.says("!retro stimme 2", by="Ben")
    await team.says("!retro zeit 10")
    await team.says("!retro zusammen 1 2")
    await team.says("!retro ende")
    async with world.store.reading() as tx:
        history = await tx.history.of(Number("R", 1))
    verbs = ["add", "move", "edit", "start", "time", "join", "end"]
    assert [change.what for change in history] == [f"retro {verb}" for verb in verbs]
    assert [change.by for change in history if change.by != user("Anna")] == [user("Ben")]
    assert not any("Lange" in f"{change.detail}{change.before}" for change in history)
