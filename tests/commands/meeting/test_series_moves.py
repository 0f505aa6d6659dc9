"""A whole series moves: what was decided about single dates stays on its day, and what cannot stay is named."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.commands.meeting.calendars import latest
from tests.world import Room, World

TUESDAYS = "!treffen Jour fixe | wann: jeden Dienstag 10:00 | ort: Rathaus"


async def decided(team: Room, plan: str = TUESDAYS) -> None:
    """A weekly series with two dates cancelled, one moved, and one at another place."""
    await team.says(plan)
    await team.says("!treffen absagen S1 Weihnachten | am: 22.12.")
    await team.says("!treffen absagen S1 Silvester | am: 29.12.")
    await team.says("!treffen verschieben S1 | am: 15.12. | auf: Do 17.12. 14 Uhr")
    await team.says("!treffen ändere S1 | am: 8.12. | ort: Marburg")
    team.forget()


async def dates(team: Room) -> Sequence[str]:
    await team.says("!treffen")
    return [line.removeprefix("• ") for line in team.sees().splitlines() if "S1" in line]


@pytest.mark.parametrize("to", ["Di 11:00", "11:00", "um 11", "eine Stunde später", "jeden Dienstag 11 Uhr"])
async def test_another_time_leaves_every_single_date_as_it_was(team: Room, to: str) -> None:
    await decided(team)
    await team.says(f"!treffen verschieben S1 alle | auf: {to}")
    answer = team.sees()
    assert "jeden Dienstag um 11:00 Uhr" in answer
    assert "Di 22.12. 11:00 Uhr – abgesagt: Weihnachten" in answer and "Di 29.12. 11:00 Uhr – abgesagt: Silvester" in answer
    assert "Do 17.12. 14:00 Uhr – verschoben von Di 15.12." in answer and "Di 8.12. 11:00 Uhr · 📍 Marburg" in answer
    assert "gibt es in der neuen Reihe nicht" not in answer
    master, *overrides = latest(team)
    assert len(master["EXDATE"].dts) == 2 and len(overrides) == 2
    assert await dates(team) == [
        "Di 24.11. 11:00 Uhr · S1 Jour fixe · Rathaus",
        "Di 1.12. 11:00 Uhr · S1 Jour fixe · Rathaus",
        "Di 8.12. 11:00 Uhr · S1 Jour fixe · Marburg",
        "Do 17.12. 14:00 Uhr · S1 Jour fixe – verschoben von Di 15.12. 11:00 Uhr · Rathaus",
    ]


@pytest.mark.parametrize("to", ["Mi 9 Uhr", "einen Tag später um 9 Uhr", "jeden Mittwoch 9 Uhr", "25.11. 9 Uhr"])
async def test_on_another_weekday_what_was_decided_holds_for_the_week(team: Room, to: str) -> None:
    await decided(team)
    await team.says(f"!treffen verschieben S1 alle | auf: {to}")
    answer = team.sees()
    assert "jeden Mittwoch um 09:00 Uhr" in answer
    assert "Mi 23.12. 09:00 Uhr – abgesagt: Weihnachten (war Di 22.12.)" in answer
    assert "Do 17.12. 14:00 Uhr – verschoben von Mi 16.12. (war Di 15.12.)" in answer
    assert (await dates(team))[:2] == ["Mi 25.11. 09:00 Uhr · S1 Jour fixe · Rathaus", "Mi 2.12. 09:00 Uhr · S1 Jour fixe · Rathaus"]


async def test_what_the_new_series_has_no_day_for_is_named(team: Room) -> None:
    await decided(team)
    await team.says("!treffen verschieben S1 alle | auf: alle zwei Wochen dienstags 10:00")
    answer = team.sees()
    assert "alle 2 Wochen am Dienstag um 10:00 Uhr" in answer
    assert "Di 22.12. 10:00 Uhr – abgesagt" in answer and "Di 8.12. 10:00 Uhr · 📍 Marburg" in answer
    lost = answer[answer.index("gibt es in der neuen Reihe nicht") :]
    assert "Di 15.12. (verschoben auf Do 17.12. 14:00 Uhr)" in lost and "Di 29.12. (abgesagt)" in lost and "Di 8.12." not in lost


async def test_a_date_that_the_series_now_gives_by_itself_is_no_change_any_more(team: Room) -> None:
    await team.says(TUESDAYS)
    await team.says("!treffen verschieben S1 | am: 1.12. | auf: Mi 9:00")
    await team.says("!treffen verschieben S1 alle | auf: Mi 9:00")
    assert "Das bleibt" not in team.sees() and "gibt es in der neuen Reihe nicht" not in team.sees()
    (master,) = latest(team)
    assert "EXDATE" not in master


@pytest.mark.parametrize("to", ["Fr 9:30", "Fr 11.12. 9:30", "einen Tag später", "alle zwei Wochen freitags 9:30"])
async def test_every_other_week_stays_the_same_week(team: Room, world: World, to: str) -> None:
    await world.pass_(days=7)
    await team.says("!treffen Lenkung | wann: alle zwei Wochen donnerstags 9:30 ab 10.12.")
    await team.says("!treffen absagen S1 | am: 24.12.")
    await team.says(f"!treffen verschieben S1 alle | auf: {to}")
    answer = team.sees()
    assert "alle 2 Wochen am Freitag um 09:30 Uhr" in answer
    assert "Freitag, 11.12.2026" in answer and "Freitag, 25.12.2026, 09:30 Uhr – abgesagt" in answer and "Freitag, 8.1.2027" in answer


@pytest.mark.parametrize(
    ("plan", "off", "to", "rule", "stays"),
    [
        (
            "jeden ersten Montag im Monat 14 Uhr",
            "4.1.",
            "Mi 2.12. 11 Uhr",
            "jeden ersten Mittwoch im Monat",
            "Mi 6.1. 11:00 Uhr – abgesagt",
        ),
        ("jeden letzten Freitag im Monat 11:00", "25.12.", "12:30", "jeden letzten Freitag im Monat", "Fr 25.12. 12:30 Uhr – abgesagt"),
        ("monatlich am 15. um 10 Uhr", "15.1.", "den 16. um 9", "monatlich am 16.", "Sa 16.1. 09:00 Uhr – abgesagt"),
        ("jeden Dienstag und Donnerstag 10 Uhr", "3.12.", "11 Uhr", "Dienstag und Donnerstag", "Do 3.12. 11:00 Uhr – abgesagt"),
        ("werktags 9:15", "3.12.", "9:30", "09:30 Uhr", "Do 3.12. 09:30 Uhr – abgesagt"),
    ],
)
async def test_every_rhythm_keeps_its_single_dates(team: Room, plan: str, off: str, to: str, rule: str, stays: str) -> None:
    await team.says(f"!treffen Runde | wann: {plan}")
    await team.says(f"!treffen absagen S1 | am: {off}")
    await team.says(f"!treffen verschieben S1 alle | auf: {to}")
    assert rule in team.sees() and stays in team.sees()


async def test_several_weekdays_move_together_by_a_distance_only(team: Room) -> None:
    await team.says("!treffen Runde | wann: jeden Dienstag und Donnerstag 10 Uhr")
    await team.says("!treffen verschieben S1 alle | auf: Mi 10 Uhr")
    assert "Wie soll sich S1 künftig wiederholen?" in team.sees()
    await team.says("!treffen verschieben S1 alle | auf: einen Tag später")
    assert "Mittwoch und Freitag" in team.sees()


async def test_cancelled_dates_before_the_next_one_stay_cancelled(team: Room) -> None:
    await team.says(TUESDAYS)
    await team.says("!treffen absagen S1 krank")
    await team.says("!treffen verschieben S1 alle | auf: Do 9 Uhr")
    assert "Do 26.11. 09:00 Uhr – abgesagt: krank (war Di 24.11.)" in team.sees()
    assert (await dates(team))[:2] == [
        "Do 26.11. 09:00 Uhr · S1 Jour fixe – abgesagt: krank",
        "Do 3.12. 09:00 Uhr · S1 Jour fixe · Rathaus",
    ]


async def test_a_next_date_that_had_moved_keeps_its_day_and_the_series_its_weekday(team: Room) -> None:
    await team.says(TUESDAYS)
    await team.says("!treffen verschieben S1 | auf: Mi 11:00")
    await team.says("!treffen verschieben S1 alle | auf: 9 Uhr")
    assert "jeden Dienstag um 09:00 Uhr" in team.sees() and "Mi 25.11. 11:00 Uhr – verschoben von Di 24.11." in team.sees()


async def test_topics_stay_on_their_dates_without_a_word(team: Room) -> None:
    await team.says("!treffen Jour fixe | wann: jeden Freitag 10:00")
    await team.says("!agenda Hosting-Angebot")
    await team.says("!agenda Budget")
    await team.says("!agenda vertagen T2")
    team.forget()
    await team.says("!treffen verschieben S1 alle | auf: Mi 11 Uhr")
    assert all("Hosting" not in seen.body for seen in team.messages())
    await team.says("!agenda")
    assert "Mi 25.11." in team.sees() or "Mittwoch, 25.11.2026" in team.sees()
    assert "Hosting-Angebot" in team.sees() and "Budget" not in team.sees()


async def test_what_was_changed_about_past_dates_is_not_touched(team: Room, world: World) -> None:
    await team.says(TUESDAYS)
    await team.says("!treffen absagen S1 krank")
    await world.pass_(days=7)
    await team.says("!treffen verschieben S1 alle | auf: 11:00")
    assert "Das bleibt" not in team.sees() and "gibt es in der neuen Reihe nicht" not in team.sees()
    async with world.store.reading() as tx:
        sessions = await tx.sessions.all()
        (past,) = await tx.sessions.changes(sessions[0].number)
    assert past.cancelled and past.reason == "krank"


async def test_the_pmo_moves_it_and_the_group_reads_what_stays(team: Room, pmo: Room) -> None:
    await decided(team)
    await pmo.says("!treffen verschieben S1 alle | auf: 11:00", by="Paula")
    assert "Paula hat S1 Jour fixe verschoben, die ganze Reihe" in team.sees() and "Di 22.12. 11:00 Uhr – abgesagt" in team.sees()


async def test_in_english_too(team: Room) -> None:
    await team.says("!sprache en")
    await team.says("!meeting Weekly | when: every tuesday 10:00")
    await team.says("!meeting cancel S1 | on: 22 December")
    await team.says("!meeting move S1 all | to: one day later")
    assert "This stays as you decided it" in team.sees() and "Wed 23 Dec 10:00 – cancelled (was Tue 22 Dec)" in team.sees()
