"""Naming who speaks for a voice, saying that one comes or abstains, and taking that back."""

from __future__ import annotations

import pytest

from tests.commands.deputy.committee import seated
from tests.world import Room, World, user

on_seats = pytest.mark.goes_on_from(story=seated)


@on_seats
async def test_a_deputy_is_named_told_and_counts(steering: Room) -> None:
    await steering.says("!vertretung @cem", by="Ben")
    answer = steering.message("Cem spricht am Montag, 14.12.2026, 10:00 Uhr (S1) für Gießen.")
    assert answer.mentions == [user("Cem")] and answer.notifies
    await steering.says("!vertretung komme", by="Dana")
    assert "Du sprichst am Montag, 14.12.2026, 10:00 Uhr (S1) für Marburg." in steering.sees()
    await steering.says("!vertretung enthaltung S1", by="Emil")
    assert "Wetzlar ruht am Montag" in steering.sees()
    await steering.says("!vertretung", by="Cem")
    seen = steering.sees()
    for line in (
        "Wer spricht am Montag, 14.12.2026, 10:00 Uhr (S1)?",
        "Gießen: Cem für Ben",
        "Marburg: Dana kommt",
        "Wetzlar: ruht, Emil enthält sich",
        "Offenbach: ruht bisher, Fritz hat noch nichts gesagt",
        "2 von 4 sicher: noch nicht beschlussfähig",
        "Du sprichst für Gießen.",
    ):
        assert line in seen
    await steering.says("!vertretung komme", by="Fritz")
    await steering.says("!vertretung liste S1", by="Fritz")
    assert "3 von 4 sicher: beschlussfähig" in steering.sees()


@pytest.mark.parametrize(
    "said",
    [
        "vertretung @cem",
        "vertretung Cem",
        "vertretung @cem:stadt.example S1",
        "vertretung S1 @cem",
        "vertretung S1: Cem",
        "vertretung Cem, S1",
        "vertretung @Cem:stadt.example am 14.12.",
        "vertretung @cem am Montag, 14.12.",
        "vertretung Cem | sitzung: S1",
        "vertretung wer: Cem",
        "deputy @cem s1",
        "proxy Cem S1",
        "vertretung neu @cem",
        "vertretung für Gießen: Cem",
        "vertretung Gießen @cem",
        "vertretung @cem für Gießen",
        "vertretung @cem | für: Gießen",
        "vertretung für: Gießen @cem",
    ],
)
@on_seats
async def test_the_deputy_is_understood_however_they_are_written(steering: Room, said: str) -> None:
    await steering.says(f"!{said}", by="Ben")
    assert "Cem spricht am Montag, 14.12.2026, 10:00 Uhr (S1) für Gießen." in steering.sees(), steering.sees()


@pytest.mark.parametrize(
    "said",
    [
        "@cem | von: 14.12. | bis: 20.12.",
        "@cem von: 14.12. bis: 20.12.",
        "@cem | von: 14.12. - 20.12.",
        "@cem | von: 14.12. bis 20.12.",
        "@cem 14.12. bis 20.12.",
        "@cem vom 14.12. bis zum 20.12.",
        "Cem ab 14.12. bis 20.12.",
    ],
)
@on_seats
async def test_in_a_period_a_deputy_speaks_at_every_session(steering: Room, said: str) -> None:
    await steering.says(f"!vertretung {said}", by="Ben")
    assert "Cem spricht vom Montag, 14.12.2026 bis Sonntag, 20.12.2026 für Gießen." in steering.sees(), steering.sees()
    await steering.says("!vertretung", by="Ben")
    assert "Gießen: Cem für Ben" in steering.sees()
    await steering.says("!vertretung komme", by="Ben")
    await steering.says("!vertretung", by="Ben")
    assert "Gießen: Ben kommt" in steering.sees()
    await steering.says("!vertretung aufheben", by="Ben")
    assert "Gießen: Cem für Ben" in steering.message("Gelöscht").body
    await steering.says("!vertretung aufheben", by="Ben")
    assert "Gießen: ruht bisher, Ben hat noch nichts gesagt" in steering.message("Gelöscht").body
    await steering.says("!vertretung aufheben", by="Ben")
    assert "Für Gießen ist am Montag, 14.12.2026, 10:00 Uhr (S1) nichts eingetragen." in steering.sees()


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("@ben", "Dich selbst kannst du nicht vertreten"),
        ("@nobody", "»@nobody« finde ich im Steuerungskreis nicht"),
        ("Krawallbürste", "»Krawallbürste« finde ich im Steuerungskreis nicht"),
        ("@lotse:stadt.example", "finde ich im Steuerungskreis nicht"),
        ("@cem S9", "S9 gibt es nicht"),
        ("@cem T1", "T1 ist keine Sitzung"),
        ("@cem S1 S2", "immer nur"),
        ("@cem | von: 20.12. | bis: 14.12.", "bevor er am"),
        ("@cem | von: 14.12.", "Bis wann?"),
        ("@cem | bis: 1.1.2026", "vorbei"),
        ("@cem S1 | von: 14.12. | bis: 20.12.", "Entweder eine Sitzung oder ein Zeitraum"),
        ("@cem am 15.12.", "Am Dienstag, 15.12.2026 tagt der Steuerungskreis nicht"),
        ("@cem und zwar schnell", "»und zwar schnell«"),
        ("@cem | für: Marburg", "Das sagt Dana selbst, für Marburg"),
        ("@cem | für: Fulda", "»Fulda« hat keinen Sitz"),
        ("komme nicht", "Kommst du nicht?"),
        ("komme S9", "S9 gibt es nicht"),
        ("aufheben", "nichts eingetragen"),
    ],
)
@on_seats
async def test_what_cannot_be_is_refused_and_changes_nothing(steering: Room, said: str, answer: str) -> None:
    await steering.says(f"!vertretung {said}", by="Ben")
    assert answer in steering.sees(), steering.sees()
    await steering.says("!vertretung", by="Ben")
    assert "0 von 4 sicher" in steering.sees()


@on_seats
async def test_one_deputy_speaks_for_one_other_voice(steering: Room) -> None:
    await steering.says("!vertretung @cem", by="Ben")
    await steering.says("!vertretung @cem", by="Dana")
    assert "Cem spricht am Montag, 14.12.2026 schon für Gießen." in steering.sees()
    await steering.says("!vertretung @cem | von: 1.12. | bis: 31.12.", by="Dana")
    assert "schon für Gießen" in steering.sees()
    await steering.says("!vertretung @cem | von: 1.1.2027 | bis: 31.1.2027", by="Dana")
    assert "Cem spricht vom Freitag, 1.1.2027" in steering.sees()
    await steering.says("!vertretung @cem | von: 15.1.2027 | bis: 15.2.2027", by="Emil")
    assert "Cem spricht in der Zeit schon für Marburg" in steering.sees()


async def test_the_setting_lets_one_speak_for_more(steering: Room, pmo: Room) -> None:
    await seated(steering.world)
    await pmo.says("!einstellungen vertretungen-je-person: 2", by="Paula")
    await steering.says("!vertretung @cem", by="Ben")
    await steering.says("!vertretung @cem", by="Dana")
    assert "für Marburg" in steering.sees()
    await pmo.says("!einstellungen vertretungen-je-person: 0", by="Paula")
    await steering.says("!vertretung @gina", by="Emil")
    assert "Vertretungen sind in diesem Projekt ausgeschaltet" in steering.sees()


@on_seats
async def test_who_does_not_come_cannot_speak_for_others(steering: Room) -> None:
    await steering.says("!vertretung enthaltung", by="Dana")
    await steering.says("!vertretung @dana", by="Ben")
    assert "Dana kommt am Montag, 14.12.2026, 10:00 Uhr (S1) selbst nicht" in steering.sees()
    await steering.says("!vertretung @emil", by="Ben")
    await steering.says("!vertretung enthaltung", by="Emil")
    told = steering.message("kann nicht für Gießen sprechen")
    assert told.mentions == [user("Ben")]


@on_seats
async def test_a_deputy_from_outside_is_to_be_invited_and_counts_when_there(steering: Room) -> None:
    await steering.says("!vertretung @otto:stadt.example", by="Ben")
    assert "ist nicht im Raum. Bitte einladen, sonst trägt die Moderation die Stimme ein." in steering.sees()
    await steering.says("!vertretung", by="Ben")
    assert "(nicht im Raum)" in steering.sees() and "0 von 4 sicher" in steering.sees()
    steering.joins("Otto")
    await steering.says("!vertretung", by="Ben")
    assert "Gießen: Otto für Ben" in steering.sees() and "1 von 4 sicher" in steering.sees()


@on_seats
async def test_the_pmo_names_a_deputy_for_somebody_and_both_are_told(steering: Room, pmo: Room) -> None:
    await pmo.says("!vertretung @cem | für: Gießen", by="Paula")
    assert "Cem spricht am Montag, 14.12.2026, 10:00 Uhr (S1) für Gießen. Eingetragen vom PMO (Paula) für Ben." in pmo.sees()
    assert steering.message("Cem, du sprichst am").mentions == [user("Cem")]
    assert steering.message("Ben, das PMO (Paula) hat eingetragen: Cem spricht").mentions == [user("Ben")]
    await pmo.says("!vertretung @gina", by="Paula")
    assert "Das PMO schreibt dazu, für wen" in pmo.sees()
    await pmo.says("!vertretung aufheben | für: Gießen", by="Paula")
    assert "Gießen: ruht bisher" in pmo.sees()
    assert "Cem, du sprichst am Montag, 14.12.2026, 10:00 Uhr (S1) nicht mehr für Gießen" in steering.sees()
    await steering.says("!vertretung komme", by="Ben")
    await pmo.says("!vertretung aufheben | für: Gießen", by="Paula")
    assert "nichts eingetragen" in pmo.sees()


@on_seats
async def test_in_a_direct_chat_the_answer_says_which_session(steering: Room, world: World) -> None:
    direct = world.room("Direkt mit Ben", "Ben")
    await direct.invites(by="Ben", direct=True)
    cems = world.room("Direkt mit Cem", "Cem")
    await cems.invites(by="Cem", direct=True)
    await cems.lets_the_bot_in()
    await direct.says("vertretung Cem")
    assert "Cem spricht am Montag, 14.12.2026, 10:00 Uhr (S1) für Gießen." in direct.sees()
    assert "Cem, du sprichst am Montag, 14.12.2026, 10:00 Uhr (S1) für Gießen. Das hat Ben eingetragen." in cems.sees()
    steering.forget()
    await direct.says("vertretung komme")
    assert "Du sprichst am Montag, 14.12.2026, 10:00 Uhr (S1) für Gießen." in direct.sees()
    assert "nicht mehr für Gießen" in cems.sees()
    assert steering.messages() == []


@on_seats
async def test_who_has_no_voice_is_told_so(steering: Room, team: Room) -> None:
    await steering.says("!vertretung komme", by="Cem")
    assert "Du hast im Steuerungskreis keine Stimme. Wer für welche Kommune spricht, zeigt !vertretung." in steering.sees()
    await team.says("!vertretung", by="Anna")
    assert "0 von 4 sicher" in team.sees()


@on_seats
async def test_an_edited_message_names_another_deputy_and_a_deleted_one_nobody(steering: Room) -> None:
    said = await steering.says("!vertretung @cem", by="Ben")
    answer = steering.message("Cem spricht am")
    await steering.edits(said, "!vertretung @gina", by="Ben")
    assert "Gina spricht am Montag, 14.12.2026, 10:00 Uhr (S1) für Gießen." in answer.body
    assert steering.message("Cem, du sprichst am").body.endswith("nicht mehr für Gießen.")
    assert steering.message("Gina, du sprichst am").mentions == [user("Gina")]
    await steering.deletes(said, by="Ben")
    assert "Zurückgenommen." in steering.sees() and "Gießen: ruht bisher" in steering.sees()


@on_seats
async def test_taking_back_the_last_word_lets_the_one_before_count(steering: Room) -> None:
    await steering.says("!vertretung komme", by="Ben")
    said = await steering.says("!vertretung enthaltung", by="Ben")
    await steering.deletes(said, by="Ben")
    assert "Gießen: Ben kommt" in steering.sees()


@on_seats
async def test_a_later_holder_is_not_bound_by_what_the_earlier_one_said(steering: Room) -> None:
    await steering.says("!vertretung enthaltung", by="Ben")
    await steering.says("!vertretung sitz Gießen @gina", by="Ada")
    await steering.says("!vertretung", by="Ada")
    assert "Gießen: ruht bisher, Gina hat noch nichts gesagt" in steering.sees()


@on_seats
async def test_who_leaves_the_room_does_not_count(steering: Room) -> None:
    await steering.says("!vertretung sitz Marburg | vertretung: @gina", by="Ada")
    await steering.says("!vertretung @cem", by="Ben")
    await steering.says("!vertretung komme", by="Emil")
    steering.leaves("Cem", "Dana", "Emil", "Fritz")
    await steering.says("!vertretung", by="Ada")
    for line in (
        "Gießen: Cem für Ben (nicht im Raum)",
        "Marburg: Gina als ständige Vertretung",
        "Wetzlar: Emil kommt (nicht im Raum)",
        "Offenbach: ruht, Fritz ist nicht im Raum",
        "1 von 4 sicher: noch nicht beschlussfähig",
    ):
        assert line in steering.sees()


@on_seats
async def test_of_two_sessions_the_named_one_is_meant(steering: Room) -> None:
    await steering.says("!treffen Sondersitzung | wann: Mi 16.12. 14:00", by="Ada")
    await steering.says("!vertretung enthaltung S2", by="Ben")
    await steering.says("!vertretung komme", by="Ben")
    await steering.says("!vertretung S2", by="Ben")
    assert "Mittwoch, 16.12.2026, 14:00 Uhr (S2)" in steering.sees() and "Gießen: ruht, Ben enthält sich" in steering.sees()
    await steering.says("!treffen absagen S2", by="Ada")
    await steering.says("!vertretung komme S2", by="Ben")
    assert "S2 findet nicht statt" in steering.sees()


@on_seats
async def test_a_session_of_others_or_of_the_past_is_refused(steering: Room, team: Room) -> None:
    await team.says("!treffen Jour fixe | wann: morgen 10 Uhr", by="Anna")
    await steering.says("!vertretung komme S2", by="Ben")
    assert "S2 ist ein Treffen von Dateninventur" in steering.sees()
    await steering.clock.pass_(days=22)
    await steering.says("!vertretung komme S1", by="Ben")
    assert "S1 ist vorbei" in steering.sees()
    await steering.says("!vertretung komme", by="Ben")
    assert "Noch ist keine Sitzung geplant" in steering.sees()


async def test_without_seats_every_member_has_a_voice_who_is_not_there_only_for_the_pmo(steering: Room, pmo: Room, team: Room) -> None:
    steering.joins("Ben", "Paula", "Peter")
    team.joins("Peter")
    await steering.says("!treffen Steuerungskreis | wann: Mo 14.12. 10:00", by="Ada")
    await steering.says("!vertretung komme", by="Ben")
    await steering.says("!vertretung @ben", by="Stefan")
    await steering.says("!vertretung", by="Stefan")
    seen = steering.sees()
    assert "Ben kommt" in seen and "Stefan vertreten von Ben" in seen and "Peter ruht bisher" in seen and "Paula" not in seen
    assert "2 von 3 sicher: beschlussfähig" in seen and "jede Person hier eine Stimme" in seen


async def test_in_english_it_is_understood_and_answered(steering: Room) -> None:
    await seated(steering.world)
    await steering.says("!language en", by="Ada")
    await steering.says("!deputy @cem | from: 14 December | until: 20 December", by="Ben")
    assert "Cem speaks from Monday, 14 December 2026 to Sunday, 20 December 2026 for Gießen." in steering.sees()
    await steering.says("!deputy coming", by="Dana")
    await steering.says("!proxy abstain", by="Emil")
    await steering.says("!deputy", by="Fritz")
    seen = steering.sees()
    assert "Gießen: Cem for Ben" in seen and "Marburg: Dana is coming" in seen and "Wetzlar: rests, Emil abstains" in seen
    assert "2 of 4 sure: not quorate yet" in seen
    await steering.says("!deputy clear", by="Emil")
    assert "Wetzlar: rests so far" in steering.sees()
