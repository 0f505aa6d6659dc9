"""Stories of sessions, and whether every reader of their last calendar file sees the dates that the bot itself names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from bot.domain.meetings import Session, occurrences
from tests.calendars.readers import Date, by_icaljs, by_vobject
from tests.node import MISSING, node
from tests.world import BERLIN, Room, World

AHEAD = timedelta(days=300)
"""Over both changes of the clocks."""
TUESDAYS = "!treffen Jour fixe | wann: jeden Dienstag 10:00 | ort: Rathaus, Süd; Nord"
STORIES = {
    "single": ["!treffen Workshop | wann: 3.12. 14 Uhr | dauer: 90 min"],
    "single moved": ["!treffen Workshop | wann: 3.12. 14 Uhr", "!treffen verschieben S1 | auf: Fr 9:30"],
    "single moved and changed": [
        "!treffen Workshop | wann: 3.12. 14 Uhr",
        "!treffen verschieben S1 | auf: 10 bis 12 Uhr",
        "!treffen ändere S1 | ort: Aula",
    ],
    "single cancelled": ["!treffen Workshop | wann: 3.12. 14 Uhr", "!treffen verschieben S1 | auf: Fr 9:30", "!treffen absagen S1"],
    "single brought back": [
        "!treffen Workshop | wann: 3.12. 14 Uhr",
        "!treffen verschieben S1 | auf: Fr 9:30",
        "!treffen absagen S1",
        "!treffen öffnen S1",
    ],
    "single over the change of the clocks": ["!treffen Wartung | wann: 28.3.2027 01:30 | dauer: 2 Stunden"],
    "weekly": [TUESDAYS],
    "weekly, dates cancelled": [TUESDAYS, "!treffen absagen S1", "!treffen absagen S1 | am: 22.12. | Weihnachten", "!treffen absagen S1"],
    "weekly, dates moved": [
        TUESDAYS,
        "!treffen verschieben S1 | auf: Mi 11:00",
        "!treffen verschieben S1 | am: 30.3.2027 | auf: eine Stunde später",
        "!treffen verschieben S1 | am: 8.12. | auf: 7.12. 9 Uhr",
    ],
    "weekly, moved and cancelled and brought back": [
        TUESDAYS,
        "!treffen verschieben S1 | am: 1.12. | auf: Mi 11:00",
        "!treffen absagen S1 | am: 2.12.",
        "!treffen verschieben S1 | am: 8.12. | auf: Mi 11:00",
        "!treffen absagen S1 | am: 9.12.",
        "!treffen öffnen S1 | am: 9.12.",
    ],
    "weekly, moved there and back": [
        TUESDAYS,
        "!treffen verschieben S1 | auf: Mi 11:00",
        "!treffen verschieben S1 | auf: einen Tag früher um 10 Uhr",
    ],
    "weekly, other words": [TUESDAYS, "!treffen ändere S1 | am: 15.12. | titel: Jahresende: „Äpfel“, Glühwein | dauer: 3h | ort: Markt"],
    "weekly until": [TUESDAYS + " | bis: 30.3.2027"],
    "weekly, all moved": [
        TUESDAYS,
        "!treffen absagen S1 | am: 22.12.",
        "!treffen verschieben S1 | am: 15.12. | auf: Do 14 Uhr",
        "!treffen verschieben S1 alle | auf: Mi 9 Uhr",
    ],
    "weekly, cancelled": [TUESDAYS, "!treffen verschieben S1 | auf: Mi 11:00", "!treffen absagen S1 alle"],
    "workdays": ["!treffen Runde | wann: werktags 9:15 | dauer: 15", "!treffen absagen S1 | am: 24.12."],
    "two days a week": ["!treffen Runde | wann: jeden Dienstag und Donnerstag 10 Uhr", "!treffen absagen S1 | am: 3.12."],
    "every other week": [
        "!treffen Lenkung | wann: alle zwei Wochen donnerstags 9:30",
        "!treffen absagen S1 | am: 24.12.",
        "!treffen verschieben S1 alle | auf: Fr 9:30",
    ],
    "last Friday of the month": [
        "!treffen Runde | wann: jeden letzten Freitag im Monat 11:00",
        "!treffen absagen S1 | am: 25.12.",
        "!treffen verschieben S1 | am: 26.3.2027 | auf: einen Tag früher",
    ],
    "first Monday of the month": [
        "!treffen Runde | wann: jeden ersten Montag im Monat 14 Uhr",
        "!treffen verschieben S1 alle | auf: 2.12.",
    ],
    "a day of the month": ["!treffen Runde | wann: monthly on the 15th at 10:00"],
    "every quarter": ["!treffen Runde | wann: alle 3 Monate am 1. um 9 Uhr"],
    "at night": ["!treffen Wartung | wann: jeden Sonntag 23:30 | dauer: 90 min"],
    "retrospective": ["!retro planen nächsten Donnerstag 15 Uhr", "!retro verschieben R1 | auf: Fr 9 Uhr"],
    "retrospectives": ["!retro planen alle 6 Wochen donnerstags 15 Uhr", "!retro verschieben R1 | auf: Fr 9 Uhr", "!retro absagen R1"],
}
READERS = [
    pytest.param(by_icaljs, id="ical.js", marks=pytest.mark.skipif(node() is None, reason=MISSING)),
    pytest.param(by_vobject, id="vobject"),
]


async def played(team: Room, story: str) -> None:
    for line in STORIES[story]:
        files = len(team.files())
        await team.says(line)
        assert len(team.files()) == files + 1, team.sees()


async def own_dates(world: World, until: datetime) -> list[Date]:
    """As the bot itself names them."""
    async with world.store.reading() as tx:
        sessions: list[Session] = [*await tx.sessions.all(retros=True), *await tx.sessions.cancelled()]
        (session,) = sessions
        changes = await tx.sessions.changes(session.number)
    found = occurrences(session, changes, BERLIN, after=datetime.min.replace(tzinfo=BERLIN) + timedelta(days=40), before=until)
    return sorted(Date(each.start, each.end, f"Dateninventur: {each.title}", each.place) for each in found if not each.cancelled)


@pytest.mark.parametrize("story", STORIES)
@pytest.mark.parametrize("reader", READERS)
async def test_a_calendar_shows_the_dates_that_the_bot_names(
    team: Room, world: World, story: str, reader: Callable[[bytes, datetime], list[Date]]
) -> None:
    await played(team, story)
    until = world.clock.now() + AHEAD
    data = team.files()[-1].file
    assert data is not None
    expected = await own_dates(world, until)
    assert reader(data, until) == expected
    assert bool(expected) == ("cancelled" not in story or "dates" in story or "and brought back" in story)
