"""The morning of the day it is due: its person is reminded once, and never of what is done, moved or long past."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.world import Room, Seen, World, user


def at(day: int, hour: int, minute: int = 0, *, month: int = 11) -> datetime:
    """A moment of 2026 on Berlin's winter clock."""
    return datetime(2026, month, day, hour - 1, minute, tzinfo=UTC)


def reminders(room: Room) -> list[Seen]:
    return [seen for seen in room.messages() if "fällig" in seen.body and seen.notifies]


async def test_the_person_is_reminded_on_the_morning_and_can_tap(team: Room, world: World) -> None:
    event = await team.says("!aufgabe Angebot einholen | wer: Ben | bis: Freitag")
    await world.until(at(27, 8) - timedelta(seconds=1))
    assert reminders(team) == []
    await world.until(at(27, 8))
    (reminder,) = reminders(team)
    assert "A1 Angebot einholen ist heute fällig" in reminder.body
    assert reminder.mentions == [user("Ben")] and reminder.replies_to == event and reminder.reactions == ["✅"]
    await team.taps("✅", on=reminder.event, by="Ben")
    assert "✅ erledigt · A1" in team.message("Erledigt von Ben").body
    await world.pass_(days=30)
    assert len(reminders(team)) == 1


@pytest.mark.parametrize(
    ("due", "morning", "said"),
    [
        ("Sonntag", at(27, 8), "ist am Sonntag, 29.11.2026 fällig"),
        ("25.12.", at(23, 8, month=12), "ist am Freitag, 25.12.2026 fällig"),
    ],
)
async def test_where_nobody_works_on_the_day_the_last_working_morning_before_it_counts(
    team: Room, world: World, due: str, morning: datetime, said: str
) -> None:
    await team.says(f"!aufgabe Angebot einholen | wer: Ben | bis: {due}")
    await world.until(morning - timedelta(seconds=1))
    assert reminders(team) == []
    await world.until(morning)
    assert said in reminders(team)[0].body


@pytest.mark.parametrize("said", ["erledigt A1", "streichen A1", "ändere A1 | bis:", "ändere A1 | wer:"])
async def test_nobody_is_reminded_of_what_is_closed_or_has_no_date_or_person(team: Room, world: World, said: str) -> None:
    await team.says("!aufgabe Angebot einholen | wer: Ben | bis: Freitag")
    await team.says(f"!aufgabe {said}")
    await world.pass_(days=10)
    assert reminders(team) == []


async def test_a_moved_date_moves_the_reminder(team: Room, world: World) -> None:
    await team.says("!aufgabe Angebot einholen | wer: Ben | bis: Freitag")
    await team.says("!aufgabe ändere A1 | bis: Montag")
    await world.until(at(30, 7, 59))
    assert reminders(team) == []
    await world.until(at(30, 8))
    assert len(reminders(team)) == 1


async def test_an_undone_tap_brings_the_reminder_back(team: Room, world: World) -> None:
    await team.says("!aufgabe Angebot einholen | wer: Ben | bis: Freitag")
    tap = await team.taps("✅", on="A1", by="Ben")
    await team.deletes(tap, by="Ben")
    await world.until(at(27, 8))
    assert len(reminders(team)) == 1


async def test_what_is_given_on_the_day_itself_is_not_said_twice(team: Room, world: World) -> None:
    await team.says("!aufgabe Angebot einholen | wer: Ben | bis: heute")
    await world.pass_(days=5)
    assert reminders(team) == []


async def test_a_bot_that_was_off_reminds_within_a_day_and_not_later(team: Room, world: World) -> None:
    await team.says("!aufgabe Angebot einholen | wer: Ben | bis: Mittwoch")
    await team.says("!aufgabe Raum buchen | wer: Ben | bis: Dienstag")
    world.clock.set(at(26, 7))  # Thursday
    await world.settle()
    (reminder,) = reminders(team)
    assert "A1" in reminder.body and "war am Mittwoch, 25.11.2026 fällig" in reminder.body
    await world.pass_(days=10)
    assert len(reminders(team)) == 1


async def test_quiet_hours_hold_a_reminder_back(team: Room, world: World) -> None:
    await team.says("!einstellungen ruhezeit: 18:00-09:30", by="Anna")
    await team.says("!aufgabe Angebot einholen | wer: Ben | bis: Freitag")
    await world.until(at(27, 9, 29))
    assert reminders(team) == []
    await world.until(at(27, 9, 30))
    assert len(reminders(team)) == 1


async def test_where_work_goes_round_the_clock_nobody_is_woken_at_midnight(world: World) -> None:
    team, pmo, _ = await world.project()
    await pmo.says("!einstellungen arbeitszeit: immer", by="Paula")
    await team.says("!aufgabe Angebot einholen | wer: Ben | bis: Freitag")
    await world.until(at(27, 7, 59))
    assert reminders(team) == []
    await world.until(at(27, 8))
    assert len(reminders(team)) == 1


async def test_a_dissolved_group_is_left_in_peace(team: Room, world: World) -> None:
    await team.says("!aufgabe Angebot einholen | wer: Ben | bis: Freitag")
    await team.says("!team auflösen ja", by="Anna")
    await world.pass_(days=10)
    assert reminders(team) == []


async def test_nobody_is_reminded_minutes_after_it_was_given(team: Room, world: World) -> None:
    await world.until(at(24, 7, 55))
    await team.says("!aufgabe Angebot einholen\nwer: Ben\nbis: heute")
    team.forget()
    await world.pass_(hours=4)
    assert team.messages() == []
