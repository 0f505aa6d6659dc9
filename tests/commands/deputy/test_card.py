"""What the clock says before a session: the card, the reminder, the word to the PMO."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.commands.deputy.committee import seated
from tests.world import BERLIN, Room, World, user

on_seats = pytest.mark.goes_on_from(story=seated)


def at(day: int, hour: int, minute: int = 0, month: int = 12) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=BERLIN).astimezone(UTC)


async def on_the_card(steering: Room) -> None:
    """Five days before: Wednesday, 9.12., 10:00."""
    await steering.world.until(at(9, 10))


@on_seats
async def test_five_days_before_one_card_asks_who_speaks_and_links_the_papers(steering: Room) -> None:
    await steering.says("!agenda Hosting | art: entscheidung | vorlage: https://stadt.example/hosting", by="Ada")
    await steering.says("!agenda Logo | art: entscheidung", by="Ada")
    await steering.says("!agenda Bericht", by="Ada")
    steering.forget()
    await steering.world.until(at(9, 9, 59))
    assert steering.messages() == [] or "Zum Einlesen" not in steering.sees()
    await steering.world.until(at(9, 10))
    card = steering.message("Zum Einlesen")
    for line in (
        "Zum Einlesen für Montag, 14.12.2026, 10:00 Uhr (S1)",
        "T1 Hosting: https://stadt.example/hosting",
        "T2 Logo – die Vorlage fehlt noch",
        "Wer spricht am 14.12.2026? 👍 komme · ⚪ enthalte mich · Vertretung: !vertretung @…",
        "Gießen: ruht bisher, Ben hat noch nichts gesagt",
        "0 von 4 sicher: noch nicht beschlussfähig",
    ):
        assert line in card.body, card.body
    assert "Bericht" not in card.body and not card.notifies
    await steering.says("!agenda vorlage T2 https://stadt.example/logo", by="Ada")
    assert "T2 Logo: https://stadt.example/logo" in card.body
    await steering.clock.pass_(days=1)
    assert len([seen for seen in steering.messages() if "Zum Einlesen" in seen.body]) == 1


@on_seats
async def test_a_tap_on_the_card_answers_and_taking_it_back_takes_it_back(steering: Room) -> None:
    await on_the_card(steering)
    card = steering.message("Zum Einlesen")
    said = len(steering.messages())
    comes = await steering.taps("👍", on="Zum Einlesen", by="Ben")
    await steering.taps("⚪", on="Zum Einlesen", by="Dana")
    assert "Gießen: Ben kommt" in card.body and "Marburg: ruht, Dana enthält sich" in card.body
    abstains = await steering.taps("⚪", on="Zum Einlesen", by="Ben")
    assert "Gießen: ruht, Ben enthält sich" in card.body
    await steering.deletes(abstains, by="Ben")
    assert "Gießen: Ben kommt" in card.body
    await steering.deletes(comes, by="Ben")
    assert "Gießen: ruht bisher" in card.body
    assert len(steering.messages()) == said


@on_seats
async def test_a_tap_without_a_voice_is_answered_once_in_the_thread(steering: Room) -> None:
    await on_the_card(steering)
    for key in ("👍", "⚪", "👍"):
        await steering.taps(key, on="Zum Einlesen", by="Cem")
    found = [seen for seen in steering.messages() if "hier sagen die, die für eine Kommune sprechen" in seen.body]
    assert len(found) == 1 and found[0].content["m.relates_to"]["event_id"] == steering.message("Zum Einlesen").event


@on_seats
async def test_the_card_follows_a_moved_session_and_says_when_it_is_cancelled(steering: Room) -> None:
    await on_the_card(steering)
    card = steering.message("Zum Einlesen")
    await steering.taps("👍", on="Zum Einlesen", by="Ben")
    await steering.says("!treffen verschieben S1 | auf: Di 15.12. 11:00", by="Ada")
    assert "Dienstag, 15.12.2026, 11:00 Uhr (S1)" in card.body and "Gießen: Ben kommt" in card.body
    await steering.says("!treffen absagen S1", by="Ada")
    assert "S1 findet nicht statt" in card.body
    await steering.taps("⚪", on=card.event, by="Ben")
    assert "S1 findet nicht statt" in steering.sees()
    await steering.says("!treffen öffnen S1", by="Ada")
    assert "Wer spricht am 15.12.2026?" in card.body and "Gießen: Ben kommt" in card.body
    await steering.world.until(at(15, 13))
    assert "S1 ist vorbei" in card.body and "Ben" not in card.body


async def test_a_session_planned_late_is_asked_about_at_once(steering: Room, pmo: Room) -> None:
    steering.joins("Ben")
    await steering.says("!vertretung sitz Gießen @Ben", by="Ada")
    await steering.says("!treffen Sondersitzung | wann: morgen 10:00", by="Ada")
    assert "Gießen: ruht bisher" in steering.message("Zum Einlesen für Dienstag, 24.11.2026, 10:00 Uhr (S1)").body
    pmo.forget()
    await steering.world.until(at(24, 9, month=11))
    assert not [seen for seen in steering.messages() if "wer spricht am" in seen.body] and pmo.messages() == []


@on_seats
async def test_two_working_days_before_only_the_silent_are_reminded_once(steering: Room, world: World) -> None:
    direct = world.room("Direkt mit Dana", "Dana")
    await direct.invites(by="Dana", direct=True)
    await direct.lets_the_bot_in()
    direct.forget()
    await on_the_card(steering)
    await steering.taps("👍", on="Zum Einlesen", by="Ben")
    steering.forget()
    await world.until(at(10, 8))
    reminder = steering.message("wer spricht am Montag, 14.12.2026, 10:00 Uhr (S1) für Offenbach, Wetzlar?")
    assert reminder.mentions == [user("Emil"), user("Fritz")] and reminder.notifies
    assert "Dana: wer spricht am Montag, 14.12.2026, 10:00 Uhr (S1) für Marburg?" in direct.sees()
    await direct.taps("⚪", on="wer spricht", by="Dana")
    assert "Marburg ruht am Montag, 14.12.2026, 10:00 Uhr (S1)." in direct.sees()
    assert "Marburg: ruht, Dana enthält sich" in steering.message("Zum Einlesen").body
    await world.until(at(14, 9))
    assert len([seen for seen in steering.messages() if "wer spricht am" in seen.body]) == 1


@on_seats
async def test_the_pmo_hears_when_too_few_are_sure_and_when_that_is_mended(steering: Room, pmo: Room, world: World) -> None:
    await on_the_card(steering)
    await steering.taps("👍", on="Zum Einlesen", by="Ben")
    await steering.taps("⚪", on="Zum Einlesen", by="Dana")
    pmo.forget()
    await world.until(at(10, 8))
    warning = pmo.message("sind erst") if "sind erst" in pmo.sees() else pmo.message("ist erst")
    assert "ist erst 1 von 4 Stimmen sicher. Beschlussfähig ist der Steuerungskreis ab 3." in warning.body
    assert "Noch nichts gesagt: Offenbach, Wetzlar" in warning.body and "Nicht dabei: Marburg" in warning.body and warning.notifies
    await steering.taps("⚪", on="Zum Einlesen", by="Emil")
    assert "ist nur 1 von 4 Stimmen sicher" in warning.body and "nicht mehr zu erreichen" in warning.body
    await steering.taps("👍", on="Zum Einlesen", by="Emil")
    await steering.taps("👍", on="Zum Einlesen", by="Fritz")
    assert "sind jetzt 3 von 4 Stimmen sicher, das reicht" in warning.body
    assert len(pmo.messages()) == 1


@on_seats
async def test_the_pmo_hears_nothing_while_enough_are_sure_and_at_once_when_they_are_not(steering: Room, pmo: Room, world: World) -> None:
    await on_the_card(steering)
    for person in ("Ben", "Dana", "Emil"):
        await steering.taps("👍", on="Zum Einlesen", by=person)
    pmo.forget()
    await world.until(at(11, 12))
    assert pmo.messages() == []
    await steering.taps("⚪", on="Zum Einlesen", by="Emil")
    assert pmo.messages() == []  # Offenbach may still come
    await steering.taps("⚪", on="Zum Einlesen", by="Fritz")
    assert "sind nur 2 von 4 Stimmen sicher" in pmo.sees()


@on_seats
async def test_the_pmo_moves_the_session_with_two_taps(steering: Room, pmo: Room, world: World) -> None:
    await world.until(at(10, 8))
    await pmo.taps("📅", on="von 4 Stimmen sicher", by="Paula")
    assert "!treffen verschieben S1 | auf: 21.12.2026 10:00" in pmo.sees()
    await pmo.taps("✅", on="Auf wann?", by="Paula")
    assert "Montag, 21.12.2026, 10:00 Uhr (S1)" in steering.message("Zum Einlesen").body


@on_seats
async def test_the_pmo_has_what_is_ripe_decided_in_writing(steering: Room, pmo: Room, world: World) -> None:
    await steering.says("!agenda Hosting | art: entscheidung | vorlage: https://stadt.example/hosting", by="Ada")
    await steering.says("!agenda Logo | art: entscheidung | vorlage: https://stadt.example/logo", by="Ada")
    await steering.says("!agenda Werkstatt | art: entscheidung", by="Ada")
    await world.until(at(10, 8))
    assert "📨 T1, T2 schriftlich entscheiden" in pmo.message("von 4 Stimmen sicher").body
    await pmo.taps("📨", on="von 4 Stimmen sicher", by="Paula")
    assert "Schriftlich darüber abstimmen?" in pmo.sees() and "Werkstatt" not in pmo.sees()
    await pmo.taps("✅", on="Schriftlich darüber", by="Paula")
    assert "D1 Hosting (T1)" in pmo.sees() and "D2 Logo (T2)" in pmo.sees()
    assert steering.message("Hosting").mentions and steering.message("Logo").mentions
    await pmo.taps("📨", on="von 4 Stimmen sicher", by="Paula")
    assert "nichts entscheidungsreif" in pmo.sees()


@pytest.mark.parametrize("settings", [{"replies": "full", "weekly": "off"}])
async def test_the_digest_before_the_session_says_whether_it_can_decide(steering: Room) -> None:
    await seated(steering.world)
    for person in ("Ben", "Dana", "Emil"):
        await steering.says("!vertretung komme", by=person)
    await steering.world.until(at(13, 11))
    assert "🙋 3 von 4 Stimmen sicher: beschlussfähig" in steering.message("📅").body


async def test_a_card_waits_for_the_end_of_the_quiet_hours(steering: Room) -> None:
    await seated(steering.world)
    await steering.says("!einstellungen ruhezeit: 09:00-12:00", by="Ada")
    steering.forget()
    await steering.world.until(at(9, 11, 59))
    assert steering.messages() == []
    await steering.world.until(at(9, 12))
    assert "Zum Einlesen" in steering.sees()


async def test_where_nobody_works_on_that_day_the_card_comes_before(steering: Room) -> None:
    steering.joins("Ben")
    await steering.says("!vertretung sitz Gießen @Ben", by="Ada")
    await steering.says("!treffen Steuerungskreis | wann: Fr 18.12. 10:00", by="Ada")
    steering.forget()
    await steering.world.until(at(11, 7, 59))
    assert steering.messages() == []
    await steering.world.until(at(11, 8))
    assert "Zum Einlesen für Freitag, 18.12.2026" in steering.sees()


@on_seats
async def test_a_replaced_room_gets_a_card_of_its_own(steering: Room, world: World) -> None:
    await on_the_card(steering)
    await steering.taps("👍", on="Zum Einlesen", by="Ben")
    new = world.room("Steuerungskreis neu", "Ben", "Dana", "Emil", "Fritz", moderators=("Ada",))
    await steering.is_replaced_by(new.id, by="Ada")
    await new.lets_the_bot_in(predecessor=steering.id)
    await new.taps("✅", on="bestätigt das die Projekt-Administration", by="Ada")
    await steering.clock.pass_(hours=1)
    card = new.message("Zum Einlesen")
    assert "Gießen: Ben kommt" in card.body
    await new.taps("👍", on="Zum Einlesen", by="Dana")
    assert "Marburg: Dana kommt" in card.body


async def test_a_series_planned_anew_takes_along_what_was_said(steering: Room) -> None:
    steering.joins("Ben")
    await steering.says("!vertretung sitz Gießen @Ben", by="Ada")
    await steering.says("!treffen Steuerungskreis | wann: jeden Montag 10:00", by="Ada")
    await steering.says("!vertretung komme", by="Ben")
    await steering.says("!treffen verschieben S1 alle | auf: 11:00", by="Ada")
    await steering.says("!vertretung", by="Ben")
    assert "11:00 Uhr (S1)" in steering.sees() and "Gießen: Ben kommt" in steering.sees()


@on_seats
async def test_thirty_days_after_nobody_can_tell_who_spoke(steering: Room, world: World) -> None:
    await steering.says("!vertretung @otto:stadt.example", by="Ben")
    await steering.says("!vertretung enthaltung", by="Dana")
    await world.until(at(14, 12) + timedelta(days=31))
    kept = b"\n".join(path.read_bytes() for path in world.folder.rglob("*") if path.is_file())
    assert b"@otto:stadt.example" not in kept
    async with world.store.reading() as tx:
        team = await tx.teams.of_room(steering.id)
        assert team is not None
        words = await tx.voices.words(team.id)
    assert [(word.municipality, word.holder, word.deputy, word.by, word.event) for word in words] == [("Gießen", None, None, None, None)]


@on_seats
async def test_the_card_follows_who_comes_and_goes_and_a_holder_hears_that_their_deputy_left(steering: Room) -> None:
    await steering.says("!vertretung @otto:stadt.example", by="Ben")
    await on_the_card(steering)
    card = steering.message("Zum Einlesen")
    assert "(nicht im Raum)" in card.body and "0 von 4 sicher" in card.body
    steering.joins("Otto")
    await steering.changes()
    assert "Gießen: Otto für Ben" in card.body and "1 von 4 sicher" in card.body
    steering.leaves("Otto")
    await steering.changes()
    told = steering.message("Otto ist nicht mehr im Raum und kann am Montag, 14.12.2026, 10:00 Uhr (S1) nicht für Gießen sprechen")
    assert told.mentions == [user("Ben")] and "0 von 4 sicher" in card.body
