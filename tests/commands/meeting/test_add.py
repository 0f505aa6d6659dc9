"""Planning a session in ordinary words, and changing or taking it back by its message."""

from __future__ import annotations

import pytest

from tests.commands.meeting.calendars import latest, methods
from tests.world import Room, World

SERIES = "!treffen Jour fixe | wann: jeden Dienstag 10:00"


async def test_a_series_is_echoed_with_its_rule_and_the_next_three_dates(team: Room) -> None:
    await team.says("!treffen Jour fixe | wann: jeden Dienstag 10:00 | dauer: 90 min | ort: Rathaus Gießen | bis: 30.3.2027")
    card = team.sees()
    assert "📅 S1 Jour fixe" in card
    assert "jeden Dienstag um 10:00 Uhr, bis Dienstag, 30.3.2027" in card
    for date in ("Dienstag, 24.11.2026, 10:00 Uhr", "Dienstag, 1.12.2026, 10:00 Uhr", "Dienstag, 8.12.2026, 10:00 Uhr"):
        assert date in card
    assert "15.12." not in card
    assert "90 Minuten" in card and "Rathaus Gießen" in card


async def test_a_single_session_is_echoed_with_its_weekday(team: Room) -> None:
    await team.says("!sitzung Workshop\nwann: 3.12. 14 Uhr\ndauer: 2 Stunden")
    assert "Donnerstag, 3.12.2026, 14:00 Uhr" in team.sees() and "2 Stunden" in team.sees()


async def test_it_can_be_said_in_english(team: Room) -> None:
    await team.says("!sprache en")
    await team.says("!meeting Weekly | when: every tuesday 10am | duration: 1h | where: Town hall | until: 31 march 2027 | lead: 2 days")
    card = team.sees()
    assert "every Tuesday at 10:00, until Wednesday, 31 March 2027" in card
    assert "60 minutes" in card and "Town hall" in card and "2 days before" in card


async def test_an_invitation_is_posted_as_a_calendar_file_behind_the_answer(team: Room) -> None:
    await team.says(SERIES)
    assert methods(team) == ["PUBLISH"]
    (event,) = latest(team)
    assert event["SUMMARY"] == "Dateninventur: Jour fixe"
    assert event["RRULE"].to_ical() == b"FREQ=WEEKLY;BYDAY=TU"


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("!treffen Jour fixe", "Wann trefft ihr euch?"),
        ("!treffen | wann: morgen 10 Uhr", "worum es geht"),
        ("!treffen Jour fixe | wann: Freitag", "fehlt die Uhrzeit"),
        ("!treffen Jour fixe | wann: jeden Freitag", "fehlt die Uhrzeit"),
        ("!treffen Jour fixe am Freitag", "fehlt die Uhrzeit"),
        ("!treffen Jour fixe | wann: heute 8 Uhr", "vorbei"),
        ("!treffen Jour fixe am 1.11.2026 um 10 Uhr", "vorbei"),
        ("!treffen Jour fixe | wann: irgendwann", "zu ungenau"),
        ("!treffen Jour fixe | wann: morgen 10 Uhr | dauer: ewig", "verstehe ich nicht als Dauer"),
        ("!treffen Jour fixe | wann: morgen 10 Uhr | vorlauf: bald", "Vorlauf"),
        ("!treffen Jour fixe | wann: morgen 10 Uhr | bis: 31.12.", "nur zu einer Reihe"),
        ("!treffen Jour fixe | wann: jeden Dienstag 10 Uhr ab 1.12. | bis: 27.11.", "vor dem ersten Termin"),
    ],
)
async def test_what_cannot_be_planned_is_refused_and_stores_nothing(team: Room, said: str, reason: str) -> None:
    await team.says(said)
    assert reason in team.sees()
    assert team.files() == []
    await team.says("!treffen")
    assert "kein Treffen geplant" in team.sees()


@pytest.mark.parametrize(
    ("said", "suggested"),
    [
        ("!treffen Jour fixe jeden Dienstag 10:00", "!treffen Jour fixe | wann: jeden Dienstag 10:00"),
        ("!treffen Workshop Daten am 3.12. um 14 Uhr", "!treffen Workshop Daten | wann: am 3.12. um 14 Uhr"),
    ],
)
async def test_a_date_at_the_end_of_the_text_is_offered_as_the_date(team: Room, said: str, suggested: str) -> None:
    await team.says(said)
    question = team.messages()[-1]
    assert suggested in question.body and question.reactions == ["✅"] and team.files() == []
    await team.taps("✅", on=question.event)
    assert "S1" in team.sees() and len(team.files()) == 1


@pytest.mark.parametrize(
    ("when", "warning"),
    [
        ("Samstag 10 Uhr", "Samstag, 28.11.2026, ist kein Arbeitstag. Der nächste ist Montag, 30.11.2026"),
        ("24.12. 10 Uhr", "Donnerstag, 24.12.2026, ist kein Arbeitstag. Der nächste ist Montag, 28.12.2026"),
        ("jeden Freitag 10 Uhr", "Freitag, 25.12.2026, ist kein Arbeitstag. Der nächste ist Montag, 28.12.2026"),
    ],
)
async def test_a_closed_day_is_taken_but_pointed_out(team: Room, when: str, warning: str) -> None:
    await team.says(f"!treffen Klausur | wann: {when}")
    assert "S1" in team.sees() and warning in team.sees()
    assert len(team.files()) == 1


async def test_a_clash_with_the_steering_committee_is_pointed_out_either_way_round(team: Room, steering: Room) -> None:
    await team.says(SERIES)
    assert "Zur gleichen Zeit" not in team.sees()
    await steering.says("!treffen Lenkung | wann: 15.12. 10:30")
    assert "Zur gleichen Zeit trifft sich Dateninventur (S1 Jour fixe, 10:00 Uhr)" in steering.sees()
    await team.says("!treffen Sonderrunde | wann: 15.12. 11 Uhr")
    assert "Zur gleichen Zeit trifft sich Steuerungskreis (S2 Lenkung, 10:30 Uhr)" in team.sees()
    await team.says("!treffen Danach | wann: 15.12. 11:30")
    assert "Zur gleichen Zeit trifft sich" not in team.sees()


async def test_a_date_that_has_passed_while_the_bot_was_away_is_refused(team: Room, world: World) -> None:
    written = world.clock.now()
    await world.pass_(days=2)
    await team.says("!treffen Workshop | wann: morgen 10 Uhr", sent_at=written)
    assert "Dienstag, 24.11.2026" in team.sees() and "vorbei" in team.sees()
    assert team.files() == []


async def test_in_a_direct_chat_the_group_hears_of_it_in_its_room(team: Room, world: World) -> None:
    direct = world.room("Direkt", "Anna")
    await direct.invites(by="Anna", direct=True)
    await direct.lets_the_bot_in()
    await direct.says("treffen Jour fixe | wann: jeden Dienstag 10:00")
    assert "S1 Jour fixe (Dateninventur)" in direct.sees()
    assert "S1 Jour fixe" in team.sees() and len(team.files()) == 1 and direct.files() == []
    await team.says("!treffen absagen S1 alle")
    assert direct.message("S1 Jour fixe").body == "✖️ abgesagt · S1 Jour fixe (Dateninventur)"
    assert team.message("abgesagt · S1").body == "✖️ abgesagt · S1 Jour fixe"


async def test_an_edit_of_the_message_changes_the_session_its_card_and_calendars(team: Room) -> None:
    event = await team.says("!treffen Jour fixe | wann: jeden Dienstag 10:00 | ort: Rathaus")
    said = len(team.messages())
    await team.edits(event, "!treffen Runde | wann: jeden Mittwoch 9 Uhr")
    card = team.message("S1")
    assert "S1 Runde" in card.body and "jeden Mittwoch um 09:00 Uhr" in card.body and "Rathaus" not in card.body
    assert len(team.messages()) == said
    (event_,) = latest(team)
    assert event_["SEQUENCE"] == 1 and event_["RRULE"].to_ical() == b"FREQ=WEEKLY;BYDAY=WE"


async def test_deleting_the_message_cancels_the_session_and_erases_its_text(team: Room) -> None:
    event = await team.says("!treffen Geheimrunde | wann: jeden Dienstag 10:00")
    await team.deletes(event)
    assert "S1" in team.sees() and "Geheimrunde" not in team.sees()
    assert methods(team) == ["CANCEL"], "the invitation with its title is deleted"
    assert "SUMMARY" not in latest(team)[0]
    await team.says("!treffen S1")
    assert "gibt es nicht" in team.sees()


async def test_a_session_with_topics_stays_when_its_message_is_deleted(team: Room) -> None:
    event = await team.says(SERIES)
    await team.says("!agenda Hosting-Angebot")
    await team.deletes(event)
    assert "S1 bleibt erhalten" in team.sees()


async def test_a_date_alone_is_asked_for_its_title(team: Room) -> None:
    await team.says("!treffen morgen 10 Uhr")
    assert "Wie heißt das Treffen?" in team.sees() and "!treffen Jour fixe, wann: morgen 10 Uhr" in team.sees()
    await team.says("!treffen jeden Dienstag um 10:00")
    assert "!treffen Jour fixe, wann: jeden Dienstag um 10:00" in team.sees()
    assert team.files() == []


async def test_what_else_was_said_is_kept_where_the_date_is_asked_about(team: Room) -> None:
    await team.says("!treffen Workshop jeden Freitag 10 Uhr | dauer: 1,5 h | ort: Rathaus | bis: 18.12. | vorlauf: 2 Tage")
    await team.taps("✅", on="Ist »jeden Freitag 10 Uhr« der Termin")
    card = team.message("📅 S1").body
    assert "90 Minuten · 📍 Rathaus" in card and "bis Freitag, 18.12.2026" in card and "2 Tage vorher" in card


async def test_a_long_title_does_not_fill_the_screen(team: Room) -> None:
    await team.says("!treffen " + "sehr lang " * 190 + "| wann: jeden Freitag 10 Uhr")
    assert len(team.message("📅 S1").body) < 800
    for said in ("verschieben S1 | auf: Do 9 Uhr", "absagen S1", "öffnen S1", "ändere S1 | dauer: 30", "ändere S1 | am: 4.12. | dauer: 45"):
        await team.says(f"!treffen {said}")
        assert len(team.sees()) < 800, said
    await team.says("!treffen S1")
    assert team.sees().count("sehr lang") == 190, "whoever asks for it gets all of it"
